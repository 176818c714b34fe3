//! Quiet offers over the status line: to take back what a tool did, to look at what a paste dropped.

use crate::{bridge::clock, texts::Texts};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use std::time::Duration;

/// How long an offer stays that nobody takes up.
const STAYS: Duration = Duration::from_secs(25);

/// What an offer is about; a new one takes the place of the older of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// A tool changed the text.
    Change,
    /// Something was pasted.
    Paste,
    /// Old encodings were found. Stays until it is answered.
    Encoding,
}

/// A button of an offer: its name, and what it does.
pub(crate) type OfferButton = (fn(Texts) -> &'static str, Callback<()>);

/// An offer.
#[derive(Clone)]
pub(crate) struct Offer {
    /// What it is about.
    pub(crate) about: About,
    /// What it says, in the language of the moment.
    pub(crate) words: Callback<Texts, String>,
    /// Its buttons.
    pub(crate) buttons: Vec<OfferButton>,
    /// Tells it from a later one of its kind.
    at: DateTime<Utc>,
}

impl Offer {
    /// What it is about, what it says, and its buttons.
    pub(crate) fn new(about: About, words: Callback<Texts, String>, buttons: Vec<OfferButton>) -> Self {
        Self { about, words, buttons, at: clock::now() }
    }
}

/// The offers of an opened story, oldest first.
#[derive(Clone, Copy)]
pub(crate) struct Offers {
    /// All that are shown.
    pub(crate) shown: RwSignal<Vec<Offer>>,
}

impl Offers {
    /// None.
    pub(crate) fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()) }
    }

    /// Shows an offer.
    pub(crate) fn show(self, new: Offer) {
        let (about, at) = (new.about, new.at);
        self.shown.try_update(|offers| {
            offers.retain(|offer| offer.about != about);
            offers.push(new);
        });
        if about != About::Encoding {
            set_timeout(
                move || {
                    // What was replaced meanwhile, or belongs to a story that is closed, is not there any more.
                    self.shown.try_update(|offers| offers.retain(|offer| offer.about != about || offer.at != at));
                },
                STAYS,
            );
        }
    }

    /// Takes an offer away.
    pub(crate) fn withdraw(self, about: About) {
        self.shown.update(|offers| offers.retain(|offer| offer.about != about));
    }

    /// True if the story they belong to is still open.
    pub(crate) fn are_alive(self) -> bool {
        self.shown.try_with_untracked(|_| ()).is_some()
    }
}

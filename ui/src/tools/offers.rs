//! Quiet offers over the status line: to take back what a tool did, to look at what a paste dropped. They cover nothing and ask for nothing.

use crate::{
    bridge::clock,
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::icon::Icon,
};
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
pub(crate) type Button = (fn(Texts) -> &'static str, Callback<()>);

/// An offer.
#[derive(Clone)]
pub(crate) struct Offer {
    /// What it is about.
    pub(crate) about: About,
    /// What it says, in the language of the moment.
    pub(crate) words: Callback<Texts, String>,
    /// Its buttons.
    pub(crate) buttons: Vec<Button>,
    /// Tells it from a later one of its kind.
    at: DateTime<Utc>,
}

impl Offer {
    /// What it is about, what it says, and its buttons.
    pub(crate) fn new(about: About, words: Callback<Texts, String>, buttons: Vec<Button>) -> Self {
        Self { about, words, buttons, at: clock::now() }
    }
}

/// Shows an offer.
pub(crate) fn offer(story: Story, new: Offer) {
    let (about, at) = (new.about, new.at);
    story.tools.offers.try_update(|offers| {
        offers.retain(|offer| offer.about != about);
        offers.push(new);
    });
    if about != About::Encoding {
        set_timeout(
            move || {
                // What was replaced meanwhile, or belongs to a story that is closed, is not there any more.
                story.tools.offers.try_update(|offers| offers.retain(|offer| offer.about != about || offer.at != at));
            },
            STAYS,
        );
    }
}

/// Takes an offer away.
pub(crate) fn withdraw(story: Story, about: About) {
    story.tools.offers.update(|offers| offers.retain(|offer| offer.about != about));
}

/// Where offers appear. The region is always in the page, so that screen readers watch it.
#[component]
pub(crate) fn Offers() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let line = move |offer: Offer| {
        let Offer { about, words, buttons, .. } = offer;
        let buttons = buttons.into_iter().map(move |(name, act)| {
            view! {
                <button type="button" class="button button--small" on:click=move |_| act.run(())>
                    {move || name(t)}
                </button>
            }
        });
        view! {
            <div class="offer" data-testid="offer">
                <span class="offer__words">{move || words.run(t)}</span>
                {buttons.collect_view()}
                <button
                    type="button"
                    class="button button--small button--bare"
                    title=t.said(Texts::dismiss)
                    aria-label=t.said(Texts::dismiss)
                    on:click=move |_| withdraw(story, about)
                >
                    {Icon::Cross.draw()}
                </button>
            </div>
        }
    };
    view! {
        <div class="offers" role="status">
            {move || story.tools.offers.get().into_iter().map(line).collect_view()}
        </div>
    }
}

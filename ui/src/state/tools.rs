//! What the tools of an opened story hold.

use crate::{
    bridge::editor::{
        Numbers,
        tools::{PasteReport, Subhead},
    },
    state::{find::Find, offers::Offers, passages::Passage},
};
use copydesk::legacy::Font;
use leptos::prelude::*;

/// Which paragraphs are looked at for old encodings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Scope {
    /// Their texts; none for all of the story.
    pub(crate) texts: Option<Vec<String>>,
    /// What the font says that they were set in.
    pub(crate) font: Option<Font>,
}

impl Scope {
    /// True if this passage is looked at.
    pub(crate) fn holds(&self, passage: &Passage) -> bool {
        self.texts.as_ref().is_none_or(|texts| texts.contains(&passage.text))
    }
}

/// The dialogue of a tool that is open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    /// Sets a link; given is the present address.
    Link(String),
    /// Says how a numbered list counts; given is how it does now.
    Numbers(Numbers),
    /// Chooses a photo for the text.
    Photo,
    /// Chooses the size of a table.
    Table,
    /// Offers corrections of the typography.
    Typography,
    /// Offers to convert an old encoding.
    Legacy(Scope),
    /// What a paste kept and dropped.
    Pasted(PasteReport),
}

/// What the column beside the text shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    /// What the story lacks, where it is to stand, its photos, its history.
    About,
    /// Its subheads and its length.
    Outline,
    /// What the desk remarked.
    Remarks,
}

impl Tab {
    /// In the order in which they stand.
    pub(crate) const ALL: [Tab; 3] = [Tab::About, Tab::Outline, Tab::Remarks];
}

/// The tools of an opened story.
#[derive(Clone, Copy)]
pub(crate) struct Tools {
    /// The dialogue that is open.
    pub(crate) shown: RwSignal<Option<Shown>>,
    /// Find and replace.
    pub(crate) find: Find,
    /// The subheads, in order.
    pub(crate) outline: RwSignal<Vec<Subhead>>,
    /// Goes up when the text of the body changed and rests.
    pub(crate) texts_changed: RwSignal<u32>,
    /// What is offered over the status line.
    pub(crate) offers: Offers,
    /// What the column beside the text shows.
    pub(crate) tab: RwSignal<Tab>,
}

impl Tools {
    /// Of a story that was just opened.
    pub(crate) fn new(tab: Tab) -> Self {
        Self {
            shown: RwSignal::new(None),
            find: Find::new(),
            outline: RwSignal::new(Vec::new()),
            texts_changed: RwSignal::new(0),
            offers: Offers::new(),
            tab: RwSignal::new(tab),
        }
    }
}

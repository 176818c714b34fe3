//! Everything that the window can do: one table, which the palette, the sheet of keys and the listener share.

pub(crate) mod actions;
pub(crate) mod chord;
mod entries;
mod list;
pub(crate) mod sheet;

pub(crate) use entries::Heading;
pub(crate) use list::{Palette, SectionMark};

use leptos::prelude::*;

/// What lies over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// The palette.
    Palette,
    /// The sheet of keys.
    Keys,
}

/// What the palette and the sheet remember while the window lives.
#[derive(Clone, Copy)]
pub(crate) struct Overlays {
    /// What is open.
    pub(crate) over: RwSignal<Option<Over>>,
    /// Only the story is shown, and in it the block that is written in.
    pub(crate) focus: RwSignal<bool>,
    /// The size of the story's letters, in percent.
    pub(crate) zoom: RwSignal<u32>,
}

impl Overlays {
    /// Nothing open.
    pub(crate) fn new() -> Self {
        Self { over: RwSignal::new(None), focus: RwSignal::new(false), zoom: RwSignal::new(crate::tools::zoom::kept()) }
    }
}

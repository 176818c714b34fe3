//! What is searched for in the story, and where it was found.

use crate::state::passages::Place;
use copydesk::Query;
use leptos::prelude::*;
use std::ops::Range;
use web_sys::HtmlElement;

/// A place where the words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// In which passage.
    pub(crate) place: Place,
    /// Where in it, in UTF-16 code units.
    pub(crate) range: Range<usize>,
}

/// Find and replace of an opened story.
#[derive(Clone, Copy)]
pub(crate) struct Find {
    /// The bar is shown.
    pub(crate) open: RwSignal<bool>,
    /// With the line for replacing.
    pub(crate) replacing: RwSignal<bool>,
    /// What is searched for.
    pub(crate) query: RwSignal<Query>,
    /// What is put in its place.
    pub(crate) with: RwSignal<String>,
    /// Where it was found.
    pub(crate) hits: RwSignal<Vec<Hit>>,
    /// The hit that is shown, from 0.
    pub(crate) current: RwSignal<Option<usize>>,
    /// Where the focus was before.
    pub(crate) before: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Find {
    /// Closed, and nothing searched for.
    pub(crate) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            replacing: RwSignal::new(false),
            query: RwSignal::new(Query::default()),
            with: RwSignal::new(String::new()),
            hits: RwSignal::new(Vec::new()),
            current: RwSignal::new(None),
            before: StoredValue::new_local(None),
        }
    }
}

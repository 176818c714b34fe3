//! A window too narrow for list and story: the story has it, and the list lies over the story when it is asked for. How
//! narrow that is, the style sheet says; in a wider window none of this is seen.

use crate::state::{desk::Desk, place::Place};
use leptos::prelude::*;
use newsroom::ArticleId;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// A list that one goes to is seen; a story that was chosen has the window.
pub(super) fn follow(desk: Desk) {
    Effect::new(move |before: Option<(Place, Option<ArticleId>)>| {
        let now = (desk.place.get(), desk.opened.with(|opened| opened.as_ref().map(|view| view.article.id)));
        let list = match before {
            Some((_, story)) if story != now.1 => false,
            Some((place, _)) => place != now.0 || desk.overlays.list.get_untracked(),
            None => false,
        };
        desk.overlays.list.set(list);
        now
    });
}

/// Somebody chose a place of the rail; once more puts its list away.
pub(super) fn go(desk: Desk, place: Place) {
    let again = desk.place.get_untracked() == place;
    desk.overlays.list.update(|list| *list = !(again && *list));
    desk.go(place);
}

/// Whoever goes on in the story has chosen; only the button that shows the list does not.
pub(super) fn pressed(desk: Desk, event: &PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let keeps = target.is_some_and(|target| target.closest(".bar__list").ok().flatten().is_some());
    if !keeps && desk.overlays.list.get_untracked() {
        desk.overlays.list.set(false);
    }
}

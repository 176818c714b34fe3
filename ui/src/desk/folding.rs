//! A window too narrow for list and story: the story has it, and the list lies over the story when it is asked for. How
//! narrow that is, the style sheet says; in a wider window none of this is seen.

use crate::{
    bridge::page::{focus_on, next_frame},
    state::{desk::Desk, place::Place},
};
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

/// Does the list lie over the story now? Where there is room for both it lies beside it, whatever was asked for.
pub(crate) fn lies_over(desk: Desk) -> bool {
    let over = || {
        let list = document().query_selector(".desk--story > .list").ok().flatten()?;
        let style = window().get_computed_style(&list).ok().flatten()?;
        style.get_property_value("position").ok().map(|position| position == "absolute")
    };
    desk.overlays.list.get_untracked() && over() == Some(true)
}

/// Puts it away, and the focus to the button that brings it back.
pub(crate) fn put_away(desk: Desk) {
    desk.overlays.list.set(false);
    next_frame(|| focus_on(".bar__list"));
}

/// Whoever goes on in the story has chosen; only the button that shows the list does not.
pub(super) fn pressed(desk: Desk, event: &PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let keeps = target.is_some_and(|target| target.closest(".bar__list").ok().flatten().is_some());
    if !keeps && desk.overlays.list.get_untracked() {
        desk.overlays.list.set(false);
    }
}

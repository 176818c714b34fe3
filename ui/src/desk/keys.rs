//! Keys that work everywhere in the desk.

use crate::{palette::actions, remarks, state::desk::Desk};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AddEventListenerOptions, Document, Element, HtmlElement, KeyboardEvent};

/// Listens for as long as the window lives, before any field or the editor hears the key.
pub(crate) fn listen(desk: Desk) {
    let Some(window) = web_sys::window() else { return };
    let heard = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| pressed(desk, &event));
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    let target = heard.as_ref().unchecked_ref();
    if window.add_event_listener_with_callback_and_add_event_listener_options("keydown", target, &options).is_err() {
        leptos::logging::warn!("no keys are heard");
    }
    heard.forget();
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    let signed_in = desk.staff.with_untracked(Option::is_some);
    if !signed_in || event.is_composing() || event.repeat() || is_dialog_open() {
        return;
    }
    // In a remark it sends the remark.
    if event.key() == "Enter" && remarks::is_in_panel(event) {
        return;
    }
    let typing = is_typing(event);
    for action in actions::all().filter(|action| action.hears(event)) {
        // A sign that can be typed is a key only where nothing is typed.
        let sign = action.chords().any(|chord| chord.is_sign() && chord.is(event));
        if sign && typing {
            return;
        }
        let applies = action.applies(desk);
        if applies {
            action.run(desk);
        }
        // What the window cannot do now, the webview is not to do instead.
        if applies || event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            event.stop_propagation();
            return;
        }
    }
}

/// Is the focus where letters are typed?
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target.closest("input, textarea, select, [contenteditable='true']").is_ok_and(|field| field.is_some())
    })
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn is_dialog_open() -> bool {
    document().and_then(|document| document.query_selector("dialog[open]").ok().flatten()).is_some()
}

/// Puts the focus into the next part of the window.
pub(crate) fn next_pane(back: bool) {
    let Some(document) = document() else { return };
    let Ok(nodes) = document.query_selector_all("[data-pane]:not([hidden])") else { return };
    let panes: Vec<Element> =
        (0..nodes.length()).filter_map(|place| nodes.item(place)?.dyn_into::<Element>().ok()).collect();
    let active = document.active_element();
    // The innermost pane holds the focus: the inspector lies within the story.
    let here = panes.iter().rposition(|pane| active.as_ref().is_some_and(|active| pane.contains(Some(active))));
    let count = panes.len();
    if count == 0 {
        return;
    }
    let next = match (here, back) {
        (None, _) => 0,
        (Some(here), false) => (here + 1) % count,
        (Some(here), true) => (here + count - 1) % count,
    };
    focus_in(&panes[next]);
}

fn focus_in(pane: &Element) {
    const FOCUSABLE: &str = "[aria-current='true'], textarea:not([readonly]), input:not([tabindex='-1']), [contenteditable='true'], button, [tabindex='0']";
    let target = pane.query_selector(FOCUSABLE).ok().flatten();
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok())
        && target.focus().is_err()
    {
        leptos::logging::warn!("the next part does not take the focus");
    }
}

/// Presses a control of the page, as the button beside it does.
pub(crate) fn click(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    match found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => element.click(),
        None => leptos::logging::warn!("there is no {selector} to press"),
    }
}

/// Puts the focus on the element with this hook and brings it into view.
pub(crate) fn focus_on(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.scroll_into_view();
        if element.focus().is_err() {
            leptos::logging::warn!("{selector} does not take the focus");
        }
    }
}

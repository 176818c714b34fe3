//! Keys that work everywhere in the desk.

use crate::{
    bridge::page,
    palette::actions,
    remarks,
    state::desk::{Desk, last_place},
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AddEventListenerOptions, Element, Event, KeyboardEvent};

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
    let left = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        last_place::note_in(desk, event.target().and_then(|target| target.dyn_into::<Element>().ok()));
    });
    if window.add_event_listener_with_callback("focusout", left.as_ref().unchecked_ref()).is_err() {
        leptos::logging::warn!("the place of the cursor is not kept");
    }
    left.forget();
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    let signed_in = desk.session.staff.with_untracked(Option::is_some);
    if !signed_in || event.is_composing() || event.repeat() || page::is_dialog_open() {
        return;
    }
    // In a remark it sends the remark.
    if event.key() == "Enter" && remarks::is_in_panel(event) {
        return;
    }
    let typing = is_typing(event);
    for action in actions::all().filter(|action| action.listens_to(event)) {
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

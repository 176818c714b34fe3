//! The page as the browser has it: focus, frames, the clipboard.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, NodeList};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// The elements of a list of nodes, in order.
pub(crate) fn elements(nodes: &NodeList) -> Vec<Element> {
    (0..nodes.length()).filter_map(|place| nodes.item(place)?.dyn_into::<Element>().ok()).collect()
}

/// Calls a function on the next frame, when what was just drawn is in the page.
pub(crate) fn next_frame(act: impl FnOnce() + 'static) {
    let callback: Function = Closure::once_into_js(act).unchecked_into();
    let asked = web_sys::window().map(|window| window.request_animation_frame(&callback));
    if !matches!(asked, Some(Ok(_))) {
        leptos::logging::warn!("the window draws no frames");
    }
}

/// The element that has the focus.
pub(crate) fn active_element() -> Option<Element> {
    document()?.active_element()
}

/// True while a dialogue is open.
pub(crate) fn is_dialog_open() -> bool {
    find("dialog[open]").is_some()
}

/// Presses a control of the page, as the button beside it does.
pub(crate) fn click(selector: &str) {
    match find(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => element.click(),
        None => leptos::logging::warn!("there is no {selector} to press"),
    }
}

/// Gives an element the focus.
pub(crate) fn focus(element: &HtmlElement) {
    if element.focus().is_err() {
        leptos::logging::warn!("an element does not take the focus");
    }
}

/// Puts the focus on the element with this selector and brings it into view.
pub(crate) fn focus_on(selector: &str) {
    if let Some(element) = find(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.scroll_into_view();
        focus(&element);
    }
}

/// The plain text that a paste brings; none if it brings none.
pub(crate) fn pasted_text(event: &web_sys::Event) -> Option<String> {
    let data = Reflect::get(event, &"clipboardData".into()).ok()?;
    let read: Function = Reflect::get(&data, &"getData".into()).ok()?.dyn_into().ok()?;
    read.call1(&data, &"text/plain".into()).ok()?.as_string()
}

/// Puts the cursor into a field and selects what is in it.
pub(crate) fn select_all(input: &HtmlInputElement) {
    focus(input);
    input.select();
}

/// Puts the focus into the next part of the window, or the one before; around at the ends.
pub(crate) fn next_pane(back: bool) {
    let Some(document) = document() else { return };
    let Ok(nodes) = document.query_selector_all("[data-pane]:not([hidden])") else { return };
    let panes = elements(&nodes);
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
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        focus(&target);
    }
}

/// Sets an attribute of `<html>`.
pub(crate) fn set_on_root(attribute: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element())
        && root.set_attribute(attribute, value).is_err()
    {
        leptos::logging::warn!("the page does not take {attribute}");
    }
}

/// Puts a text into the clipboard; true if it is there.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

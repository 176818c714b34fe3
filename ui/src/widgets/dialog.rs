//! Dialogues: native, so that Escape closes them and the focus goes back to where it was.

use crate::{bridge::page, texts::Texts, widgets::icon::Icon};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A modal dialogue; it is open as long as it is in the page.
#[component]
pub(crate) fn Dialog(
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Called when it is to go, by Escape or by a button.
    close: Callback<()>,
    /// As large as the window allows, for what has to be read.
    #[prop(optional)]
    large: bool,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let t = Texts::here();
    let node = NodeRef::<html::Dialog>::new();
    give_focus_back();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
            && dialog.show_modal().is_err()
        {
            close.run(());
        }
    });
    view! {
        <dialog
            node_ref=node
            class="dialog"
            class:dialog--large=large
            aria-label=move || title.get()
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close.run(());
            }
        >
            <header class="dialog__head">
                <h2 class="dialog__title">{move || title.get()}</h2>
                <button type="button" class="button button--bare" aria-label=t.said(Texts::close) on:click=move |_| close.run(())>
                    {Icon::Cross.draw()}
                </button>
            </header>
            <div class="dialog__body">{children()}</div>
        </dialog>
    }
}

/// When the dialogue has left the page, the focus is again where it was: everything else was out of reach until then.
pub(crate) fn give_focus_back() {
    let before =
        StoredValue::new_local(page::active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()));
    on_cleanup(move || {
        let Some(before) = before.try_get_value().flatten() else { return };
        page::next_frame(move || {
            let free = page::active_element().is_none_or(|element| element.tag_name() == "BODY");
            if free && before.is_connected() && before.focus().is_err() {
                leptos::logging::warn!("the focus is not given back");
            }
        });
    });
}

//! Dialogues: native, so that Escape closes them and the focus goes back to where it was.

use crate::{
    bridge::page,
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use leptos::{html, prelude::*, text_prop::TextProp};
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
    cover_page();
    Effect::new(move |_| {
        let Some(dialog) = node.get().filter(|dialog| !dialog.open()) else { return };
        if dialog.show_modal().is_err() {
            return close.run(());
        }
        begin_in(&dialog);
    });
    view! {
        <dialog
            node_ref=node
            class="dialog"
            data-undo="own"
            class:dialog--large=large
            aria-label=move || title.get()
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close.run(());
            }
        >
            <header class="dialog__head">
                <h2 class="dialog__title">{move || title.get()}</h2>
                <Button bare=true label=t.said(Texts::close) press=move |()| close.run(())>
                    {Icon::Cross.draw()}
                </Button>
            </header>
            <div class="dialog__body">{children()}</div>
        </dialog>
    }
}

/// Where a dialogue begins: what it names itself, else its first field, else the way on where that destroys nothing, else the
/// way back. Never the cross: a press of Enter would throw away what the dialogue was opened for.
const BEGINNINGS: [&str; 4] = [
    "[autofocus]",
    ".dialog__body :is(input:not([type='hidden'], [type='file'], [tabindex='-1']), textarea, select):not(:disabled)",
    ".dialog__foot .button--main:not(.button--danger, :disabled)",
    ".dialog__foot .button:not(.button--danger, :disabled)",
];

fn begin_in(dialog: &web_sys::HtmlDialogElement) {
    let first = |selector: &str| dialog.query_selector(selector).ok().flatten()?.dyn_into::<HtmlElement>().ok();
    if let Some(beginning) = BEGINNINGS.into_iter().find_map(first) {
        page::focus(&beginning);
    }
}

/// As long as a dialogue lies over the page: the page shows no scroll bars. When the dialogue has left it, the focus is again
/// where it was: everything else was out of reach until then.
pub(crate) fn cover_page() {
    const COVERED: &str = "data-covered";
    page::set_on_root(COVERED, "true");
    on_cleanup(|| {
        page::next_frame(|| {
            if !page::is_dialog_open() {
                page::set_on_root(COVERED, "false");
            }
        });
    });
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

/// The foot of a dialogue: on the left what stands apart, on the right the way back and, behind it, the way on.
#[component]
pub(crate) fn DialogFoot(
    /// Called by the way back; none where there is none.
    #[prop(optional, into)]
    cancel: Option<Callback<()>>,
    /// What the way back is called; as usual if nothing is said.
    #[prop(optional, into)]
    cancel_name: Option<TextProp>,
    /// What the way on is called; none where there is none.
    #[prop(optional, into)]
    confirm: Option<TextProp>,
    /// Called by the way on; without it the way on sends the form that the foot stands in.
    #[prop(optional, into)]
    act: Option<Callback<()>>,
    /// The way on destroys something.
    #[prop(optional)]
    danger: bool,
    /// The way on can be reached, and does nothing at the moment.
    #[prop(optional, into)]
    unavailable: Signal<bool>,
    /// The way on cannot be reached.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Hooks of the two ways for tests.
    #[prop(default = ("dialog-cancel", "dialog-confirm"))]
    hooks: (&'static str, &'static str),
    /// What stands right before the two ways.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    /// What its place asks of its look.
    #[prop(optional)]
    class: &'static str,
    /// What stands apart.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = Texts::here();
    let ways = cancel.is_some() || confirm.is_some() || beside.is_some();
    let cancel_name = cancel_name.unwrap_or_else(|| t.said(Texts::cancel).into());
    view! {
        <footer class=format!("dialog__foot {class}").trim_end().to_owned()>
            {children.map(|children| children())}
            {ways.then(|| view! { <span class="dialog__space"></span> })}
            {beside.map(|beside| move || beside.run())}
            {cancel.map(|cancel| view! { <Button hook=hooks.0 press=cancel>{move || cancel_name.get()}</Button> })}
            {confirm
                .map(|name| {
                    let words = move || name.get();
                    let submit = act.is_none();
                    let press = act.unwrap_or_else(|| Callback::new(|()| {}));
                    view! {
                        <Button
                            main=true
                            danger=danger
                            hook=hooks.1
                            unavailable=unavailable
                            disabled=disabled
                            submit=submit
                            press=press
                        >
                            {words}
                        </Button>
                    }
                })}
        </footer>
    }
}

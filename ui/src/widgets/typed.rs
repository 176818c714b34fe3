//! Text fields that are never written into: what stands in them is the writer's, also in mid-word.
//!
//! A field gets its text once, when it is drawn. It reports while no word is open, and when a word is closed
//! (input methods hold Vietnamese words open until a blank).

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement, InputEvent};

/// A labelled field of one or more lines.
#[component]
pub(crate) fn Typed<L, H>(
    /// Its name for tests, and its id.
    #[prop(into)]
    id: String,
    /// Hook for tests, where the id is not unique enough.
    #[prop(optional)]
    testid: Option<&'static str>,
    /// Visible label.
    label: L,
    /// Stands in the empty field.
    hint: H,
    /// The text to begin with.
    value: String,
    /// True while it may only be read.
    #[prop(into)]
    readonly: Signal<bool>,
    /// More than one line.
    #[prop(optional)]
    lines: bool,
    /// Marks what must not stay empty.
    #[prop(optional, into)]
    missing: Signal<bool>,
    /// Called with the text whenever it changed.
    typed: Callback<String>,
) -> impl IntoView
where
    L: Fn() -> &'static str + Copy + Send + Sync + 'static,
    H: Fn() -> &'static str + Copy + Send + Sync + 'static,
{
    let copy = RwSignal::new(value.clone());
    let typed = Callback::new(move |text: String| {
        copy.try_set(text.clone());
        typed.run(text);
    });
    let report = reporter(value.clone(), typed);
    let hook = testid.map_or_else(|| id.clone(), str::to_owned);
    let label_for = id.clone();
    let field = if lines {
        // All of it is seen, whatever its length: a copy of the text, unseen, gives the height.
        view! {
            <div class="grows" data-copy=copy>
            <textarea
                id=id
                class="field__input"
                rows="2"
                data-testid=hook
                spellcheck="false"
                placeholder=hint
                readonly=move || readonly.get()
                aria-invalid=move || missing.get().then_some("true")
                prop:value=value
                on:input=move |event| report(&event)
                on:compositionend=move |event| report(&event)
                on:blur=move |event| report(&event)
            ></textarea>
            </div>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id
                class="field__input"
                data-testid=hook
                autocomplete="off"
                spellcheck="false"
                placeholder=hint
                readonly=move || readonly.get()
                aria-invalid=move || missing.get().then_some("true")
                prop:value=value
                on:input=move |event| report(&event)
                on:compositionend=move |event| report(&event)
                on:blur=move |event| report(&event)
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field__label" for=label_for>{label}</label>
            {field}
        </div>
    }
}

/// Reports a field's text when it differs from what was last known and no word is open in it.
pub(crate) fn reporter(known: String, typed: Callback<String>) -> impl Fn(&Event) + Copy + 'static {
    let known = StoredValue::new(known);
    move |event: &Event| {
        if event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing) {
            return;
        }
        let Some(text) = event.target().and_then(|target| text_of(&target)) else { return };
        if known.try_with_value(|known| *known == text) == Some(false) {
            known.set_value(text.clone());
            typed.run(text);
        }
    }
}

/// The text in a field.
fn text_of(field: &web_sys::EventTarget) -> Option<String> {
    let input = field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
    input.or_else(|| field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value))
}

/// The text in an input at this moment, without blanks at its ends.
pub(crate) fn trimmed(input: NodeRef<html::Input>) -> String {
    input.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default()
}

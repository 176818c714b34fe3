//! Buttons with words, a pictogram or both.

use leptos::{prelude::*, text_prop::TextProp};

/// A button. What stands on it is what is in it.
#[component]
pub(crate) fn Button(
    /// Hook for tests.
    #[prop(optional, into)]
    hook: Option<String>,
    /// The one that leads on.
    #[prop(optional, into)]
    main: Signal<bool>,
    /// Destroys something.
    #[prop(optional, into)]
    danger: Signal<bool>,
    /// Lower than the usual one.
    #[prop(optional)]
    small: bool,
    /// Higher than the usual one.
    #[prop(optional)]
    large: bool,
    /// Without a frame.
    #[prop(optional)]
    bare: bool,
    /// What its place asks of its look.
    #[prop(optional)]
    class: &'static str,
    /// Shown when the mouse rests on it; nothing while it is empty.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Read out in place of what stands on it.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// It can be neither pressed nor reached.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// It can be reached, so that one may read why it does nothing now; `press` is called all the same.
    #[prop(optional, into)]
    unavailable: Signal<bool>,
    /// Of a switch: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Sends the form that it stands in.
    #[prop(optional)]
    submit: bool,
    /// Called when it is pressed.
    #[prop(optional, into)]
    press: Option<Callback<()>>,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    let looks = [(small, "button--small"), (large, "button--large"), (bare, "button--bare"), (true, class)];
    let looks = looks.into_iter().filter(|(on, class)| *on && !class.is_empty());
    let class = looks.fold("button".to_owned(), |all, (_, class)| format!("{all} {class}"));
    let text = |text: Option<TextProp>| {
        move || text.as_ref().map(|text| text.get().into_owned()).filter(|text| !text.is_empty())
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            class:button--main=move || main.get()
            class:button--danger=move || danger.get()
            data-testid=hook
            title=text(hint)
            aria-label=text(label)
            disabled=move || disabled.get()
            aria-disabled=move || unavailable.get().then_some("true")
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=move |_| {
                // A button that is about to leave the page may still be pressed; what it did is gone by then.
                if let Some(press) = press {
                    press.try_run(());
                }
            }
        >
            {children()}
        </button>
    }
}

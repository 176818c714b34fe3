//! Forms that are read when they are sent.

use crate::texts::{Name, Texts};
use contract::{Failure, Field};
use leptos::{html, prelude::*};

/// A labelled field of a form that is read when the form is sent.
#[component]
pub(crate) fn FormField<L>(
    /// Its id and hook for tests.
    id: &'static str,
    /// Visible label.
    label: L,
    /// A line below it.
    #[prop(optional)]
    hint: Option<Name>,
    /// `text` or `password`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The element.
    node: NodeRef<html::Input>,
    /// What was wrong at the last try, to mark the field.
    #[prop(optional, into)]
    trouble: Signal<Option<Failure>>,
    /// Which field of the contract this is.
    #[prop(optional)]
    about: Option<Field>,
) -> impl IntoView
where
    L: Fn() -> &'static str + Copy + Send + Sync + 'static,
{
    let t = Texts::here();
    let wrong = move || {
        trouble
            .with(|trouble| trouble.as_ref().is_some_and(|trouble| trouble.about.is_some() && trouble.about == about))
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input
                id=id
                class="field__input field__input--large"
                data-testid=id
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=hint.map(|_| format!("{id}-hint"))
                node_ref=node
            />
            {hint
                .map(|hint| {
                    view! { <p class="field__hint" id=format!("{id}-hint")>{move || hint(t)}</p> }
                })}
        </div>
    }
}

/// What was wrong at the last try, above the button.
#[component]
pub(crate) fn FormTrouble(
    /// The failure, if there was one.
    #[prop(into)]
    trouble: Signal<Option<Failure>>,
) -> impl IntoView {
    let t = Texts::here();
    view! {
        <div role="alert">
            {move || {
                trouble
                    .get()
                    .map(|trouble| view! { <p class="trouble" data-testid="failure">{move || t.failure(&trouble)}</p> })
            }}
        </div>
    }
}

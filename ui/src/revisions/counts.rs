//! How many words came and went.

use crate::texts::Texts;
use leptos::prelude::*;

/// `+12 −3`, read out as words.
#[component]
pub(super) fn Counts(added: u32, removed: u32) -> impl IntoView {
    let t = Texts::here();
    let count = move |count: u32| t.count(count as usize);
    view! {
        <span class="counts">
            {(added > 0).then(|| view! { <span class="counts__added" aria-hidden="true">"+" {move || count(added)}</span> })}
            {(removed > 0).then(|| view! { <span class="counts__removed" aria-hidden="true">"−" {move || count(removed)}</span> })}
            <span class="visually-hidden">{move || t.words_changed(&count(added), &count(removed))}</span>
        </span>
    }
}

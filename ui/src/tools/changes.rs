//! Changes of the text, to be looked through and chosen before they are made.

use crate::{state::desk::Desk, texts::Texts};
use leptos::prelude::*;

/// More changes than these are made, but not shown one by one.
const MOST_SHOWN: usize = 300;

/// A change as it is shown: what stands around it, and what it takes out and puts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Where it is.
    pub(crate) place: String,
    /// What stands before it.
    pub(crate) lead: String,
    /// What goes.
    pub(crate) old: String,
    /// What comes.
    pub(crate) new: String,
    /// What stands behind it.
    pub(crate) tail: String,
}

/// Changes to choose from; all are chosen at first.
#[component]
pub(crate) fn Changes(
    /// The changes, in order.
    changes: Vec<Change>,
    /// The numbers of those that are not wanted.
    left_out: RwSignal<Vec<usize>>,
) -> impl IntoView {
    let t = Desk::here().t;
    let hidden = changes.len().saturating_sub(MOST_SHOWN);
    let count = changes.len();
    let line = move |(number, change): (usize, Change)| {
        let Change { place, lead, old, new, tail } = change;
        view! {
            <li class="change">
                <label class="change__label">
                    <input
                        type="checkbox"
                        data-testid="change"
                        prop:checked=move || left_out.with(|left_out| !left_out.contains(&number))
                        on:change:target=move |event| {
                            let wanted = event.target().checked();
                            left_out.update(|left_out| {
                                left_out.retain(|other| *other != number);
                                if !wanted {
                                    left_out.push(number);
                                }
                            });
                        }
                    />
                    <span class="change__place">{place}</span>
                    <span class="change__words">
                        {lead} <del>{old}</del> <ins>{new}</ins> {tail}
                    </span>
                </label>
            </li>
        }
    };
    let all = move || left_out.with(Vec::is_empty);
    view! {
        <label class="change__all">
            <input
                type="checkbox"
                data-testid="change-all"
                prop:checked=all
                on:change:target=move |event| {
                    let wanted = event.target().checked();
                    left_out.set(if wanted { Vec::new() } else { (0..count).collect() });
                }
            />
            {move || t.changes_chosen(count - left_out.with(Vec::len), count)}
        </label>
        <ol class="changes" tabindex="0" aria-label=t.said(Texts::corrections)>
            {changes.into_iter().take(MOST_SHOWN).enumerate().map(line).collect_view()}
        </ol>
        {(hidden > 0).then(|| view! { <p class="field__hint">{move || t.changes_hidden(hidden)}</p> })}
    }
}

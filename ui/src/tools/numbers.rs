//! The dialogue that says how a numbered list counts: in figures, letters or Roman figures, and from which number.

use crate::{
    bridge::{
        editor::{Numbers, finish_typing},
        page::next_frame,
    },
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
        typed::{self, trimmed},
    },
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::body::ListKind;

/// The largest number that a list may begin with, as the editor takes it.
const LARGEST: u32 = 999_999_999;

/// The number that was typed, if a list can begin with it.
fn first_number(typed: &str) -> Option<u32> {
    typed.trim().parse().ok().filter(|number| *number <= LARGEST)
}

/// Asks how the list at the cursor is to count.
#[component]
pub(crate) fn NumbersDialog(
    /// How it counts now.
    now: Numbers,
    /// Called when the dialogue is to go.
    close: Callback<()>,
) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let node = NodeRef::<html::Input>::new();
    let kind = NodeRef::<html::Select>::new();
    let trouble = RwSignal::new(false);
    let report = typed::reporter(now.start.to_string(), Callback::new(move |_: String| trouble.set(false)));
    let done = move || {
        close.run(());
        next_frame(move || {
            story.with_editor(|editor| editor.focus());
        });
    };
    let set = move || {
        spawn_local(async move {
            finish_typing().await;
            let Some(number) = first_number(&trimmed(node)) else { return trouble.set(true) };
            let wanted = kind.get_untracked().map(|select| select.value()).unwrap_or_default();
            story.with_editor(|editor| {
                // Each does nothing where it is so already.
                editor.command("list_kind", &wanted);
                editor.command("number_from", &number.to_string());
            });
            done();
        });
    };
    let go_on = now.goes_on.filter(|number| *number != now.start).map(|number| {
        let press = move |()| {
            story.with_editor(|editor| editor.command("number_on", ""));
            done();
        };
        view! { <Button hook="number-on" press=press>{move || t.number_on_from(number)}</Button> }
    });
    let kinds = ListKind::ALL.map(|one| {
        let chosen = now.kind == one.as_str();
        let signs = [1, 2, 3].map(|number| one.sign(number)).join(", ");
        view! { <option value=one.as_str() selected=chosen>{signs}</option> }
    });
    view! {
        <Dialog title=Signal::derive(move || t.numbers_title().to_owned()) close=close>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    set();
                }
            >
                <div class="field">
                    <label class="field__label" for="number-from">{t.said(Texts::number_from)}</label>
                    <input
                        id="number-from"
                        class="field__input"
                        data-testid="number-from"
                        inputmode="numeric"
                        autocomplete="off"
                        node_ref=node
                        prop:value=now.start.to_string()
                        on:input=move |event| report(&event)
                        on:compositionend=move |event| report(&event)
                    />
                </div>
                <div class="field">
                    <label class="field__label" for="list-kind">{t.said(Texts::list_kind)}</label>
                    <select id="list-kind" class="field__input" data-testid="list-kind" node_ref=kind>
                        {kinds.collect_view()}
                    </select>
                </div>
                <div role="alert">
                    {move || trouble.get().then(|| view! { <p class="trouble" data-testid="failure">{t.number_bad()}</p> })}
                </div>
                <DialogFoot cancel=close confirm=t.said(Texts::number_set)>{go_on}</DialogFoot>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::first_number;

    #[test]
    fn a_list_begins_with_a_whole_number() {
        assert_eq!(first_number(" 12 "), Some(12));
        assert_eq!(first_number("0"), Some(0));
        for bad in ["", "a", "-1", "1,5", "1000000000"] {
            assert_eq!(first_number(bad), None, "{bad}");
        }
    }
}

//! The sheet of keys, made from the table; it can be printed.

use super::actions::{Action, Group, all};
use crate::state::overlays::Over;
use crate::texts::Texts;
use crate::{state::desk::Desk, widgets::dialog::Dialog};
use leptos::prelude::*;

/// The sheet, while it is open.
#[component]
pub(crate) fn KeysSheet() -> impl IntoView {
    let desk = Desk::here();
    let open = Memo::new(move |_| desk.overlays.over.get() == Some(Over::Keys));
    view! { {move || open.get().then(|| view! { <Sheet /> })} }
}

#[component]
fn Sheet() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let close = Callback::new(move |()| desk.overlays.over.set(None));
    let line = move |action: Action| {
        let keys = action.keys.split_whitespace().enumerate().map(move |(number, keys)| {
            view! {
                {(number > 0).then(|| format!(" {} ", t.or()))}
                <kbd>{keys}</kbd>
            }
        });
        view! {
            <div class="keys__line">
                <dt>{(action.name)(t)}</dt>
                <dd>{keys.collect_view()}</dd>
            </div>
        }
    };
    let group = move |group: Group| {
        let lines = all().filter(|action| action.group == group && !action.keys.is_empty()).map(line);
        view! {
            <section class="keys__group">
                <h3>{group.name()(t)}</h3>
                <dl>{lines.collect_view()}</dl>
            </section>
        }
    };
    let print = move |_| {
        if web_sys::window().is_some_and(|window| window.print().is_err()) {
            desk.say_trouble(untrack(|| t.cannot_print()));
        }
    };
    view! {
        <Dialog title=Signal::derive(move || t.keys_sheet().to_owned()) close=close>
            <div class="keys" data-testid="keys-sheet" tabindex="0">
                {move || Group::ALL.into_iter().map(group).collect_view()}
            </div>
            <footer class="dialog__foot">
                <span class="field__hint">{t.said(Texts::keys_hint)}</span>
                <span class="dialog__space"></span>
                <button type="button" class="button" data-testid="print-keys" on:click=print>
                    {t.said(Texts::print)}
                </button>
            </footer>
        </Dialog>
    }
}

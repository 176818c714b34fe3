//! The sheet of keys, made from the table; it can be printed.

use super::actions::{Action, Group, all};
use crate::{
    state::{desk::Desk, overlays::Over},
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
    },
};
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
    let print = move |()| {
        if web_sys::window().is_some_and(|window| window.print().is_err()) {
            desk.say_trouble(untrack(|| t.cannot_print()));
        }
    };
    view! {
        <Dialog title=Signal::derive(move || t.keys_sheet().to_owned()) close=close>
            // It begins at its beginning: a button in the foot would bring the end into sight.
            <div class="keys" data-testid="keys-sheet" tabindex="0" autofocus>
                {move || Group::ALL.into_iter().map(group).collect_view()}
            </div>
            <DialogFoot beside=move || view! { <Button hook="print-keys" press=print>{t.said(Texts::print)}</Button> }>
                <span class="field__hint">{t.said(Texts::keys_hint)}</span>
            </DialogFoot>
        </Dialog>
    }
}

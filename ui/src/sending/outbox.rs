//! The outbox: everything that is being sent, and what was sent today.

use crate::texts::Texts;
use crate::{
    sending::{line::LineSettings, progress::Progress},
    state::desk::Desk,
};
use contract::sending::TransmissionView;
use leptos::{prelude::*, task::spawn_local};
use newsroom::TransmissionId;

/// The middle column with sendings.
#[component]
pub(crate) fn Outbox() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let ids = Memo::new(move |_| {
        desk.outbox.with(|outbox| outbox.iter().flatten().map(|view| view.transmission.id).collect::<Vec<_>>())
    });
    let empty = move || desk.outbox.with(|outbox| outbox.as_ref().is_some_and(Vec::is_empty));
    view! {
        <section class="list" aria-label=t.said(Texts::outbox_title) data-pane>
            <header class="list__head">
                <h1 class="list__title">{t.said(Texts::outbox_title)}</h1>
            </header>
            <LineSettings />
            <ul class="list__rows">
                <For each=move || ids.get() key=|id| *id let:id>
                    <Sending id=id />
                </For>
                {move || empty().then(|| view! { <li class="list__empty"><p>{t.outbox_empty()}</p></li> })}
            </ul>
        </section>
    }
}

#[component]
fn Sending(id: TransmissionId) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let view = Memo::new(move |_| {
        desk.outbox.with(|outbox| outbox.iter().flatten().find(|view| view.transmission.id == id).cloned())
    });
    let with =
        move |read: fn(&TransmissionView) -> String| view.with(|view| view.as_ref().map(read).unwrap_or_default());
    let facts = move || {
        view.with(|view| {
            view.as_ref().map(|view| {
                let began = t.moment(view.transmission.created_at, desk.now.get());
                format!("{} · {} · {began}", t.to_site(&view.label.site), t.delivery(view.transmission.delivery))
            })
        })
    };
    let open = move || {
        if let Some(article) = view.with_untracked(|view| view.as_ref().map(|view| view.transmission.article)) {
            desk.overlays.list.set(false);
            spawn_local(desk.open(article));
        }
    };
    view! {
        <li class="sending">
            <button type="button" class="sending__story" title=t.said(Texts::open_story) on:click=move |_| open()>
                <span class="row__headline">{move || with(|view| view.label.headline.clone())}</span>
                <span class="row__meta">{facts}</span>
            </button>
            <Progress sending=view />
        </li>
    }
}

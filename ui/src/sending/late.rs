//! The alarm for scheduled stories that nobody has seen online after their hour. It depends on nothing but the clock.

use crate::{
    state::desk::Desk,
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use contract::sending::TransmissionView;
use leptos::{prelude::*, task::spawn_local};
use newsroom::{Delivery, TransmissionId};
use std::collections::HashSet;

/// One line for each late story, until it is online or the line is put away.
#[component]
pub(crate) fn LateAlarms() -> impl IntoView {
    let desk = Desk::here();
    let put_away = RwSignal::new(HashSet::<TransmissionId>::new());
    let late = Memo::new(move |_| {
        let now = desk.now.get();
        // Stories are shown to nobody who is not signed in.
        if desk.session.staff.with(Option::is_none) {
            return Vec::new();
        }
        let is_shown = |view: &&TransmissionView| {
            view.transmission.is_late(now) && put_away.with(|ids| !ids.contains(&view.transmission.id))
        };
        desk.outbox.with(|outbox| outbox.iter().flatten().filter(is_shown).cloned().collect::<Vec<_>>())
    });
    move || late.get().into_iter().map(|view| alarm(desk, put_away, view)).collect_view()
}

fn alarm(desk: Desk, put_away: RwSignal<HashSet<TransmissionId>>, view: TransmissionView) -> AnyView {
    let t = desk.t;
    let (id, article) = (view.transmission.id, view.transmission.article);
    let hour = match view.transmission.delivery {
        Delivery::At(at) => t.moment(at, desk.now.get_untracked()),
        _ => String::new(),
    };
    view! {
        <p class="notice notice--offer notice--trouble" data-testid="late-alarm">
            {Icon::Alert.draw()}
            <span>{t.late_story(&view.label.headline, &hour)}</span>
            <Button small=true hook="open-late" press=move |()| spawn_local(desk.open(article))>
                {t.said(Texts::open_story)}
            </Button>
            <Button
                bare=true
                label=t.said(Texts::dismiss)
                press=move |()| put_away.update(|ids| ids.extend([id]))
            >
                {Icon::Cross.draw()}
            </Button>
        </p>
    }
    .into_any()
}

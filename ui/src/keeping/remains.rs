//! What is offered when the newsroom cannot be opened: going back to a copy, or going on with what is left.

use crate::{bridge::shell, keeping::facts::facts, state::desk::Desk, texts::Texts, widgets::button::Button};
use contract::{
    FailureCode,
    keeping::{RecoverNewsroom, Recovery, RemainsView, ShowRemains},
};
use leptos::{prelude::*, task::spawn_local};

/// Copies that are offered; the others are found by `newsdesk restore` at a shell.
const OFFERED: usize = 12;

/// True for a trouble that a copy helps against.
pub(crate) fn helps_against(code: &FailureCode) -> bool {
    matches!(code, FailureCode::StoreDamaged | FailureCode::StoreGone | FailureCode::ChangesMissing(_))
}

/// The offer.
#[component]
pub(crate) fn Remains() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let remains = RwSignal::new(None::<RemainsView>);
    let busy = RwSignal::new(false);
    let look = move || async move {
        match shell::ask(ShowRemains {}).await {
            Ok(found) => drop(remains.try_set(Some(found))),
            Err(failure) => desk.say_failure(&failure),
        }
    };
    spawn_local(look());
    let recover = move |how: Recovery| {
        spawn_local(async move {
            busy.set(true);
            let answer = shell::ask(RecoverNewsroom { how }).await;
            busy.try_set(false);
            let refused = answer.err();
            desk.greet().await;
            match refused {
                None => desk.say(untrack(|| t.keeping_restored())),
                Some(failure) => {
                    // What was offered may not be there any more.
                    look().await;
                    desk.say_failure(&failure);
                }
            }
        });
    };
    let go_on = move |remains: &RemainsView| {
        let (photos, gone, damaged) = (remains.photos_damaged, remains.gone, remains.entries_damaged);
        let back = remains.entries_back;
        let way = if back { Recovery::Entries } else { Recovery::WhatIsLeft };
        remains.may_go_on.then(|| {
            view! {
                <p class="keeping__more">
                    {move || match (gone, damaged) {
                        (true, _) => t.keeping_begins_anew().to_owned(),
                        (false, 0) => t.keeping_may_be_newer().to_owned(),
                        (false, damaged) if back => t.keeping_entries_in_copies(damaged),
                        (false, damaged) => t.keeping_entries_damaged(damaged),
                    }}
                </p>
                <Button hook="go-on" disabled=busy press=move |()| recover(way.clone())>
                    {move || match (back, photos) {
                        (true, _) => t.keeping_go_on_entries(),
                        (false, true) => t.keeping_go_on_photos(),
                        (false, false) => t.keeping_go_on(),
                    }}
                </Button>
            }
        })
    };
    let offers = move |remains: RemainsView| {
        let way_on = go_on(&remains);
        let none = remains.copies.is_empty();
        let copies = remains.copies.into_iter().take(OFFERED).map(|copy| {
            let id = copy.id.clone();
            view! {
                <li class="copy" data-testid="copy">
                    {facts(desk, &copy)}
                    <Button small=true hook="recover" disabled=busy press=move |()| recover(Recovery::Copy(id.clone()))>
                        {t.said(Texts::keeping_restore)}
                    </Button>
                </li>
            }
        });
        view! {
            {way_on}
            <h2 class="form__title">{t.said(Texts::keeping_remains)}</h2>
            <p class="keeping__more">
                {move || if none { t.keeping_remains_none() } else { t.keeping_remains_more() }}
            </p>
            <ul class="copies">{copies.collect_view()}</ul>
        }
    };
    view! { <section class="form" data-testid="remains">{move || remains.get().map(offers)}</section> }
}

//! Copies of the newsroom: where they are, what is in them, and going back to one.

mod facts;
mod inside;
mod places;
mod remains;

pub(crate) use facts::refresh;
pub(crate) use remains::{Remains, helps_against};

use crate::{
    bridge::shell,
    keeping::{
        facts::{facts, number, said},
        inside::Inside,
        places::Places,
    },
    state::desk::Desk,
    texts::Texts,
    widgets::button::Button,
};
use contract::keeping::{CopyView, MendEntries};
use leptos::{prelude::*, task::spawn_local};
use newsroom::Action;

/// So many entries are named; whoever has more of them goes through the history.
const NAMED: usize = 40;

/// The page of the copies.
#[component]
pub(crate) fn KeepingPage() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    spawn_local(refresh(desk));
    let looked_into = RwSignal::new(None::<CopyView>);
    let copies = move || desk.kept.with(|kept| kept.as_ref().map(|kept| kept.copies.clone()).unwrap_or_default());
    let findings = move || desk.kept.with(|kept| kept.as_ref().map(|kept| kept.findings.clone()).unwrap_or_default());
    view! {
        <main class="page-screen" aria-label=t.said(Texts::keeping_title) data-pane>
            <h1 class="page-screen__title">{t.said(Texts::keeping_title)}</h1>
            <p class="keeping__more">{t.said(Texts::keeping_more)}</p>
            {move || said(t, &findings()).map(|words| view! { <p class="trouble" role="alert" data-testid="keeping-findings">{words}</p> })}
            <Entries />
            {move || {
                let back = findings().photos_back;
                (back > 0).then(|| view! { <p class="keeping__more">{t.keeping_photos_back(&number(t, back))}</p> })
            }}
            <Places />
            <h2 class="form__title keeping__list">{t.said(Texts::keeping_list)}</h2>
            <ul class="copies" data-testid="copies">
                {move || copies().into_iter().map(|copy| line(desk, copy, looked_into)).collect_view()}
            </ul>
            {move || looked_into.get().map(|copy| view! { <Inside copy=copy open=looked_into /> })}
        </main>
    }
}

/// Damaged entries: the offer to get them back from the copies, and what came of it.
#[component]
fn Entries() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let busy = RwSignal::new(false);
    let findings = move || desk.kept.with(|kept| kept.as_ref().map(|kept| kept.findings.clone()).unwrap_or_default());
    let mend = move |()| {
        spawn_local(async move {
            busy.set(true);
            let answer = shell::ask(MendEntries {}).await;
            busy.try_set(false);
            match answer {
                Ok(view) => desk.kept.set(Some(view)),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    };
    let offer = move || {
        (findings().stories.is_some() && desk.may(Action::MendEntries)).then(|| {
            view! {
                <p class="keeping__more">{t.said(Texts::keeping_mend_more)}</p>
                <Button hook="keeping-mend" disabled=busy press=mend>{t.said(Texts::keeping_mend)}</Button>
            }
        })
    };
    let told = move || {
        let found = findings();
        let lines = [
            (found.entries_back, Texts::keeping_entries_back as fn(Texts, &str) -> String),
            (found.entries_older.len() as u64, Texts::keeping_entries_older),
            (found.entries_left, Texts::keeping_entries_left),
        ];
        let told = lines.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, say)| view! { <p class="keeping__more" data-testid="keeping-entries">{say(t, &number(t, count))}</p> })
            .collect_view()
    };
    let older = move || {
        let entries = findings().entries_older;
        let more = entries.len().saturating_sub(NAMED);
        let lines = entries.iter().filter_map(|entry| t.older_entry(entry)).take(NAMED);
        let lines = lines.map(|words| view! { <li>{words}</li> }).collect_view();
        view! {
            <ul class="keeping__entries" data-testid="keeping-older">
                {lines}
                {(more > 0).then(|| view! { <li>{t.keeping_entries_more(&t.count(more))}</li> })}
            </ul>
        }
    };
    view! {
        {offer}
        {told}
        {move || (!findings().entries_older.is_empty()).then(older)}
    }
}

fn line(desk: Desk, copy: CopyView, open: RwSignal<Option<CopyView>>) -> impl IntoView {
    let t = desk.t;
    let chosen = copy.clone();
    let look = desk.may(Action::LookIntoCopy).then(|| {
        view! {
            <Button small=true hook="copy-look" press=move |()| open.set(Some(chosen.clone()))>
                {t.said(Texts::keeping_look)}
            </Button>
        }
    });
    view! { <li class="copy" data-testid="copy">{facts(desk, &copy)} {look}</li> }
}

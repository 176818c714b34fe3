//! What the connected sites have published, kept here for searching.

pub(crate) mod related;

use crate::{bridge::shell, sending::progress, state::desk::Desk, texts::Texts, widgets::button::Button};
use contract::sites::{ArchiveState, ListArchives, SearchArchive, UpdateArchive};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{Action, archive::ArchivedStory};
use wasm_bindgen::JsCast;

/// The page of the archive.
#[component]
pub(crate) fn ArchivePage() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let states = RwSignal::new(Vec::<ArchiveState>::new());
    let found = RwSignal::new(None::<Vec<ArchivedStory>>);
    let sought = RwSignal::new(String::new());
    Effect::new(move |_| {
        desk.archive.track();
        let search = sought.get();
        spawn_local(async move {
            if let Ok(now) = shell::ask(ListArchives {}).await {
                states.try_set(now);
            }
            look(desk, search, sought, found).await;
        });
    });
    let update = move |site| {
        spawn_local(async move {
            match shell::ask(UpdateArchive { site }).await {
                Ok(now) => drop(states.try_set(now)),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    };
    let state = move |state: ArchiveState| {
        let site = state.site;
        view! {
            <p class="archive__state">
                <strong>{state.name}</strong>
                " · "
                {t.archive_count(state.stories, state.on_site.unwrap_or(state.stories))}
                {state.full.then(|| format!(" · {}", t.archive_full()))}
                {state.complete_at.map(|at| format!(" · {}", t.moment(at, desk.now.get())))}
                " "
                {desk
                    .may(Action::UpdateArchive)
                    .then(|| {
                        view! {
                            <Button small=true hook="archive-update" disabled=state.running press=move |()| update(site)>
                                {move || if state.running { t.archive_running() } else { t.archive_update() }}
                            </Button>
                        }
                    })}
            </p>
        }
        .into_any()
    };
    let line = move |story: ArchivedStory| {
        let link = story.link.clone();
        view! {
            <li class="archive__story">
                <button type="button" class="sending__story" on:click=move |_| spawn_local(progress::open(desk, link.clone()))>
                    <span class="row__headline">{story.title}</span>
                    <span class="row__meta">{story.published_at.map(|at| t.full_moment(at))} " · " {story.link}</span>
                    <span class="row__meta">{story.snippet}</span>
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <main class="page-screen" aria-label=t.said(Texts::archive) data-pane>
            <h1 class="page-screen__title">{t.said(Texts::archive)}</h1>
            {move || states.get().into_iter().map(state).collect_view()}
            {search_field(t, "archive-search", sought)}
            <ul class="archive" data-testid="archive-found">
                {move || found.get().map(|stories| stories.into_iter().map(line).collect_view())}
            </ul>
            {move || found.with(|found| found.as_ref().is_some_and(Vec::is_empty)).then(|| view! { <p>{t.archive_empty()}</p> })}
        </main>
    }
}

/// A field in which one searches the archive.
fn search_field(t: Texts, id: &'static str, sought: RwSignal<String>) -> AnyView {
    view! {
        <input
            id=id
            class="field__input"
            type="search"
            autocomplete="off"
            spellcheck="false"
            data-testid=id
            aria-label=t.said(Texts::archive_hint)
            placeholder=t.said(Texts::archive_hint)
            on:input=move |event| {
                // While a word is being composed nothing is known of it yet.
                if event.dyn_ref::<web_sys::InputEvent>().is_none_or(|event| !event.is_composing()) {
                    sought.set(event_target_value(&event));
                }
            }
            on:compositionend=move |event| sought.set(event_target_value(&event))
        />
    }
    .into_any()
}

/// Searches, unless something else is sought by then.
async fn look(desk: Desk, search: String, sought: RwSignal<String>, found: RwSignal<Option<Vec<ArchivedStory>>>) {
    let answer = shell::ask(SearchArchive { search: search.clone() }).await;
    if sought.try_get_untracked().is_none_or(|now| now != search) {
        return;
    }
    match answer {
        Ok(stories) => drop(found.try_set(Some(stories))),
        Err(failure) => desk.say_failure(&failure),
    }
}

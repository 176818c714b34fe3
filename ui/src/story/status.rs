//! The line that always says where the work is safe.

use crate::{
    rescue, sending,
    state::{desk::Desk, saving::SaveState, story::Story},
    texts::to_the_second,
    tools::zoom::ZoomMark,
    widgets::button::Button,
};
use copydesk::Length;
use leptos::{prelude::*, task::spawn_local};

/// The window's foot under a story.
#[component]
pub(crate) fn StatusLine() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    rescue::watch(desk, story);
    let trouble = move || story.safety().trouble().is_some();
    let words = move || match story.safety() {
        SaveState::Saved(at) if !story.editable() => format!("{} · {}", t.read_only(), t.saved_at(&to_the_second(at))),
        SaveState::Untouched if !story.editable() => t.read_only().to_owned(),
        SaveState::Untouched => t.not_saved_yet().to_owned(),
        SaveState::Saving => t.saving().to_owned(),
        SaveState::Saved(at) => t.saved_at(&to_the_second(at)),
        SaveState::Failing(failure) => {
            format!("{} {}", t.unsaved_because(&continued(&t.failure(&failure))), t.retrying())
        }
        SaveState::Refused(failure) => {
            format!("{} {}", t.unsaved_because(&continued(&t.failure(&failure))), t.unsaved_stays())
        }
        SaveState::Stale => t.unsaved_because(&continued(t.stale())),
    };
    // Read out only when something is wrong: a voice at every save would drive a writer mad.
    let alarm = Memo::new(move |_| if trouble() { words() } else { String::new() });
    let length = move || {
        // As lists and kept states count it: with the standfirst.
        let (body, standfirst) = (story.length.get(), story.draft.with(|draft| Length::of(draft.standfirst.trim())));
        let words = body.words + standfirst.words;
        format!(
            "{} · {}",
            t.story_length(&t.count(words), &t.count(body.characters + standfirst.characters)),
            t.reading_time(copydesk::reading_minutes(words)),
        )
    };
    let newest = move || {
        story.view.with(|view| {
            sending::progress::told_of(view).map(|view| sending::progress::in_a_line(t, view, desk.now.get()))
        })
    };
    view! {
        <footer class="status" class:status--trouble=trouble data-testid="status-line">
            <span class="status__light" aria-hidden="true"></span>
            <span class="status__words" title=words>{words}</span>
            {move || {
                trouble()
                    .then(|| {
                        view! {
                            <Button
                                small=true
                                hook="rescue-status"
                                press=move |()| spawn_local(rescue::save_and_say(desk))
                            >
                                {move || t.rescue()}
                            </Button>
                        }
                    })
            }}
            {move || {
                matches!(story.saved.get(), SaveState::Stale | SaveState::Refused(_))
                    .then(|| {
                        view! {
                            <Button
                                small=true
                                hint=t.reload_loses()
                                press=move |()| {
                                    // Asks first: what is typed and is only here can be saved elsewhere.
                                    spawn_local(async move {
                                        if desk.may_leave().await {
                                            desk.reopen(story.id).await;
                                        }
                                    });
                                }
                            >
                                {move || t.reload()}
                            </Button>
                        }
                    })
            }}
            <span class="status__space"></span>
            {move || newest().map(|words| view! { <span class="status__sending">{words}</span> })}
            <ZoomMark />
            <span class="status__length">{length}</span>
            <span class="visually-hidden" role="alert">{move || alarm.get()}</span>
        </footer>
    }
}

/// A sentence as it goes on behind a colon.
fn continued(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

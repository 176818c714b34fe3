//! The question that is asked before unsaved words would be lost: stay, bring them elsewhere, or leave without them.

use crate::{
    rescue::{copy, save_elsewhere},
    state::{desk::Desk, leaving::Going, saving::SaveState},
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
    },
};
use leptos::{prelude::*, task::spawn_local};

/// The dialogue of the question, while it is asked.
#[component]
pub(crate) fn LeavingDialog() -> impl IntoView {
    let desk = Desk::here();
    move || desk.leaving.going.get().map(|going| view! { <Question going=going /> })
}

#[component]
fn Question(going: Going) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let saved = Signal::derive(move || {
        let saved = desk.story().and_then(|story| story.saved.try_get()).unwrap_or(SaveState::Untouched);
        saved.or_unkept(desk.session.unkept.get())
    });
    let has_story = desk.story().is_some();
    let trouble = move || saved.with(SaveState::trouble);
    let waits = move || saved.with(|saved| matches!(saved, SaveState::Failing(_)));
    let rescued = RwSignal::new(None::<String>);
    let copied = RwSignal::new(false);
    let safe = move || trouble().is_none() || rescued.with(Option::is_some);
    let rescue = move |()| {
        spawn_local(async move {
            let Some(story) = desk.story() else { return };
            if let Some(path) = save_elsewhere(desk, story).await {
                rescued.try_set(Some(path));
            }
        });
    };
    let take_along = move |()| {
        spawn_local(async move {
            let Some(story) = desk.story() else { return };
            if copy(desk, story).await {
                copied.try_set(true);
            }
        });
    };
    let newest = move |()| {
        let Some(story) = desk.story() else { return };
        desk.answer_leaving(false);
        story.give_up();
        spawn_local(desk.reopen(story.id));
    };
    let go_words = move || match (going, safe()) {
        (Going::Close, true) => t.close_window(),
        (Going::Close, false) => t.close_and_lose(),
        (Going::Elsewhere, true) => t.go_on(),
        (Going::Elsewhere, false) => t.leave_and_lose(),
    };
    view! {
        <Dialog
            title=Signal::derive(move || if trouble().is_some() { t.not_saved_title() } else { t.saved_word() }.to_owned())
            close=Callback::new(move |()| desk.answer_leaving(false))
        >
            <div class="leaving" data-testid="leaving">
                {move || match trouble() {
                    Some(failure) => view! {
                        <p class="trouble">{t.failure(&failure)}</p>
                        <p>{if waits() { t.leaving_more() } else { t.leaving_refused() }}</p>
                    }
                    .into_any(),
                    None => view! { <p>{t.leaving_healed()}</p> }.into_any(),
                }}
                <p role="status">
                    {move || rescued.get().map(|path| t.rescued_to(&path)).or_else(|| copied.get().then(|| t.words_copied().to_owned()))}
                </p>
                {move || {
                    trouble()
                        .filter(|_| has_story)
                        .map(|_| {
                            view! {
                                <div class="leaving__ways">
                                    <Button hook="rescue" press=rescue>
                                        {move || t.rescue()}
                                    </Button>
                                    <Button hook="copy-words" press=take_along>
                                        {move || t.copy_words()}
                                    </Button>
                                    {(!waits() && going == Going::Elsewhere)
                                        .then(|| {
                                            view! {
                                                <Button hook="open-newest" hint=t.reload_loses() press=newest>
                                                    {move || t.reload()}
                                                </Button>
                                            }
                                        })}
                                </div>
                            }
                        })
                }}
                {(going == Going::Close).then(|| view! { <p class="field__hint">{t.said(Texts::close_twice)}</p> })}
            </div>
            <DialogFoot beside=move || {
                view! {
                    <Button main=true hook="stay" attr:autofocus="" press=move |()| desk.answer_leaving(false)>
                        {t.said(Texts::stay)}
                    </Button>
                }
            }>
                <Button danger=Signal::derive(move || !safe()) hook="leave" press=move |()| desk.answer_leaving(true)>
                    {go_words}
                </Button>
            </DialogFoot>
        </Dialog>
    }
}

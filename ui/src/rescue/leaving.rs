//! The question that is asked before unsaved words would be lost: stay, bring them elsewhere, or leave without them.

use crate::texts::Texts;
use crate::{
    rescue::{copy, save_elsewhere},
    state::{desk::Desk, saving::SaveState},
    widgets::dialog::Dialog,
};
use js_sys::{Function, Promise};
use leptos::{prelude::*, task::spawn_local};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Where the writer wants to go while something cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Going {
    /// The window is to close.
    Close,
    /// To another story, or out of the newsroom.
    Elsewhere,
}

thread_local! {
    /// Resolves the question that is open.
    static ANSWER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Asks what to do, and waits for the answer: true if one may go. A question that is open already is not asked twice.
pub(crate) async fn ask(desk: Desk, going: Going) -> bool {
    if desk.going.get_untracked().is_some() {
        return false;
    }
    let promise = Promise::new(&mut |resolve, _| ANSWER.with(|answer| drop(answer.replace(Some(resolve)))));
    desk.going.set(Some(going));
    JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy())
}

fn answer(desk: Desk, go: bool) {
    if go && let Some(story) = desk.story() {
        story.give_up();
    }
    desk.going.set(None);
    if let Some(resolve) = ANSWER.with(RefCell::take) {
        drop(resolve.call1(&JsValue::NULL, &go.into()));
    }
}

/// The dialogue of the question, while it is asked.
#[component]
pub(crate) fn LeavingDialog() -> impl IntoView {
    let desk = Desk::here();
    move || desk.going.get().map(|going| view! { <Question going=going /> })
}

#[component]
fn Question(going: Going) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let saved = Signal::derive(move || {
        let saved = desk.story().and_then(|story| story.saved.try_get()).unwrap_or(SaveState::Untouched);
        saved.or_unkept(desk.unkept.get())
    });
    let has_story = desk.story().is_some();
    let trouble = move || saved.with(SaveState::trouble);
    let waits = move || saved.with(|saved| matches!(saved, SaveState::Failing(_)));
    let rescued = RwSignal::new(None::<String>);
    let copied = RwSignal::new(false);
    let safe = move || trouble().is_none() || rescued.with(Option::is_some);
    let rescue = move |_| {
        spawn_local(async move {
            let Some(story) = desk.story() else { return };
            if let Some(path) = save_elsewhere(desk, story).await {
                rescued.try_set(Some(path));
            }
        });
    };
    let take_along = move |_| {
        spawn_local(async move {
            let Some(story) = desk.story() else { return };
            if copy(desk, story).await {
                copied.try_set(true);
            }
        });
    };
    let newest = move |_| {
        let Some(story) = desk.story() else { return };
        answer(desk, false);
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
            close=Callback::new(move |()| answer(desk, false))
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
                                    <button type="button" class="button" data-testid="rescue" on:click=rescue>
                                        {t.rescue()}
                                    </button>
                                    <button type="button" class="button" data-testid="copy-words" on:click=take_along>
                                        {t.copy_words()}
                                    </button>
                                    {(!waits() && going == Going::Elsewhere)
                                        .then(|| {
                                            view! {
                                                <button
                                                    type="button"
                                                    class="button"
                                                    data-testid="open-newest"
                                                    title=t.reload_loses()
                                                    on:click=newest
                                                >
                                                    {t.reload()}
                                                </button>
                                            }
                                        })}
                                </div>
                            }
                        })
                }}
                {(going == Going::Close).then(|| view! { <p class="field__hint">{t.said(Texts::close_twice)}</p> })}
            </div>
            <footer class="dialog__foot">
                <button
                    type="button"
                    class="button"
                    class:button--danger=move || !safe()
                    data-testid="leave"
                    on:click=move |_| answer(desk, true)
                >
                    {go_words}
                </button>
                <span class="dialog__space"></span>
                <button type="button" class="button button--main" data-testid="stay" autofocus on:click=move |_| answer(desk, false)>
                    {t.said(Texts::stay)}
                </button>
            </footer>
        </Dialog>
    }
}

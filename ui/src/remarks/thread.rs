//! A remark with its answers.

use crate::{
    bridge::{editor::finish_typing, shell},
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::{button::Button, icon::Icon, typed},
};
use contract::remarks::{AnswerRemark, ResolveRemark};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::{
    RemarkId,
    remark::{Note, Remark},
};
use std::collections::HashMap;
use web_sys::KeyboardEvent;

/// One remark of the panel.
#[component]
pub(super) fn Thread(id: RemarkId, threads: Memo<HashMap<RemarkId, Remark>>) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let remarks = story.remarks;
    let busy = RwSignal::new(false);
    let thread = Memo::new(move |_| threads.with(|threads| threads.get(&id).cloned()));
    let notes =
        Memo::new(move |_| thread.with(|thread| thread.as_ref().map(|one| one.notes.clone()).unwrap_or_default()));
    let resolved = Memo::new(move |_| thread.with(|thread| thread.as_ref().and_then(|one| one.resolved.clone())));
    let quote = Memo::new(move |_| {
        // The words as they stand now, else as they were when the remark was made.
        let here =
            remarks.anchors.with(|places| places.iter().find(|place| place.id == id).map(|place| place.quote.clone()));
        here.unwrap_or_else(|| thread.with(|thread| thread.as_ref().map(|one| one.quote.clone()).unwrap_or_default()))
    });
    let stands = Memo::new(move |_| remarks.anchors.with(|places| places.iter().any(|place| place.id == id)));
    // Who may not write marks nothing, but the words may be there all the same.
    let is_lost = move || {
        let quote = quote.get();
        !stands.get() && !quote.is_empty() && story.draft.with(|draft| !draft.body.plain_text().contains(quote.trim()))
    };
    let is_chosen = Memo::new(move |_| remarks.chosen.get() == Some(id));
    let answering =
        Memo::new(move |_| is_chosen.get() || remarks.drafts.with(|drafts| drafts.answers.contains_key(&id)));
    let go = move || {
        remarks.chosen.set(Some(id));
        story.with_editor(|editor| editor.call("showRemark", &[id.to_string().into()]));
    };
    let resolve = move |to: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let done = shell::ask(ResolveRemark { article: story.id, remark: id, resolved: to }).await;
            busy.try_set(false);
            match done {
                Ok(thread) => remarks.put(thread),
                Err(failure) => drop(remarks.trouble.try_set(Some(failure))),
            }
        });
    };
    view! {
        <li
            class="remark"
            class:remark--chosen=move || is_chosen.get()
            class:remark--settled=move || resolved.with(Option::is_some)
            data-testid="remark"
            data-remark=id.to_string()
            on:focusin=move |_| {
                if remarks.chosen.get_untracked() != Some(id) {
                    remarks.chosen.set(Some(id));
                }
            }
        >
            {move || {
                if quote.with(String::is_empty) {
                    view! { <p class="remark__whole">{t.on_whole_story()}</p> }.into_any()
                } else {
                    view! {
                        <button
                            type="button"
                            class="remark__quote"
                            data-testid="remark-quote"
                            title=t.said(Texts::show_in_text)
                            aria-disabled=move || (!stands.get()).then_some("true")
                            on:click=move |_| go()
                        >
                            <q>{quote.get()}</q>
                        </button>
                    }
                    .into_any()
                }
            }}
            {move || is_lost().then(|| view! { <p class="remark__lost" data-testid="remark-lost">{t.words_are_gone()}</p> })}
            <ol class="remark__notes">
                {move || notes.get().into_iter().map(|note| note_view(desk, note)).collect_view()}
            </ol>
            {move || {
                resolved
                    .get()
                    .map(|(name, at)| {
                        view! {
                            <p class="remark__settled" data-testid="remark-settled">
                                {Icon::Tick.draw()}
                                <span>{t.resolved_by(&name, &t.moment(at, desk.now.get()))}</span>
                            </p>
                        }
                    })
            }}
            {move || answering.get().then(|| view! { <Answer id=id /> })}
            <div class="remark__actions">
                {move || {
                    let is_resolved = resolved.with(Option::is_some);
                    view! {
                        <Button small=true hook="remark-resolve" unavailable=busy press=move |()| resolve(!is_resolved)>
                            {move || if is_resolved { t.reopen_remark() } else { t.resolve_remark() }}
                        </Button>
                    }
                }}
                {move || {
                    (!answering.get())
                        .then(|| {
                            view! {
                                <Button
                                    small=true
                                    bare=true
                                    hook="remark-reply"
                                    press=move |()| {
                                        remarks.chosen.set(Some(id));
                                        crate::bridge::page::next_frame(move || {
                                            crate::bridge::page::focus_on(&format!("[id='answer-{id}']"));
                                        });
                                    }
                                >
                                    {t.said(Texts::answer)}
                                </Button>
                            }
                        })
                }}
            </div>
        </li>
    }
}

fn note_view(desk: Desk, note: Note) -> impl IntoView {
    let t = desk.t;
    let Note { name, at, text, .. } = note;
    view! {
        <li class="note-line">
            <p class="note-line__who">
                <strong>{name}</strong>
                <time title=t.full_moment(at)>{move || t.moment(at, desk.now.get())}</time>
            </p>
            <p class="note-line__text">{text}</p>
        </li>
    }
}

/// Where an answer is written. What is typed stays until it is sent, whatever happens.
#[component]
fn Answer(id: RemarkId) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let remarks = story.remarks;
    let node = NodeRef::<html::Textarea>::new();
    let first = remarks.drafts.with_untracked(|drafts| drafts.answers.get(&id).cloned().unwrap_or_default());
    let busy = RwSignal::new(false);
    let typed = Callback::new(move |text: String| remarks.draft(|drafts| drafts.answer(id, text)));
    let report = typed::reporter(first.clone(), typed);
    let empty = move || remarks.drafts.with(|drafts| !drafts.answers.contains_key(&id));
    let send = move || {
        spawn_local(async move {
            finish_typing().await;
            let text = node.get_untracked().map(|field| field.value().trim().to_owned()).unwrap_or_default();
            if text.is_empty() || busy.get_untracked() {
                return;
            }
            busy.set(true);
            let done = shell::ask(AnswerRemark { article: story.id, remark: id, text }).await;
            busy.try_set(false);
            match done {
                Ok(thread) => {
                    if let Some(field) = node.get_untracked() {
                        field.set_value("");
                    }
                    remarks.draft(|drafts| drafts.answer(id, String::new()));
                    remarks.put(thread);
                }
                Err(failure) => drop(remarks.trouble.try_set(Some(failure))),
            }
        });
    };
    view! {
        <form
            class="remark__answer"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <textarea
                id=format!("answer-{id}")
                class="field__input"
                rows="2"
                data-testid="remark-answer"
                spellcheck="false"
                aria-label=t.said(Texts::answer)
                placeholder=t.said(Texts::answer_hint)
                node_ref=node
                prop:value=first
                on:input=move |event| report(&event)
                on:compositionend=move |event| report(&event)
                on:blur=move |event| report(&event)
                on:keydown=move |event| {
                    if is_send(&event) {
                        send();
                    }
                }
            ></textarea>
            <Button
                small=true
                hook="remark-answer-send"
                unavailable=Signal::derive(move || empty() || busy.get())
                hint=move || t.with_shortcut(Texts::send_answer(t), "Ctrl+Enter")
                submit=true
            >
                {t.said(Texts::send_answer)}
            </Button>
        </form>
    }
}

/// Ctrl+Enter, which in mid-word belongs to the input method.
pub(super) fn is_send(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing()
}

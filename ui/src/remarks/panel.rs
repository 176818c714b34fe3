//! The page of the inspector with the remarks.

use crate::{
    remarks::{
        thread::Thread,
        writing::{self, NewForm},
    },
    state::{desk::Desk, remarks::in_order, story::Story},
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::{RemarkId, remark::Remark};
use std::collections::HashMap;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// All remarks on the story, and the way to make one.
#[component]
pub(crate) fn RemarksPanel() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let remarks = story.remarks;
    let node = NodeRef::<html::Section>::new();
    spawn_local(remarks.load());
    let wanted = Memo::new(move |_| {
        let all = remarks.all.get();
        remarks.anchors.with(|places| {
            remarks.threads.with(|threads| {
                let threads = threads.as_deref().unwrap_or_default();
                remarks.drafts.with(|drafts| in_order(threads, places, all, drafts))
            })
        })
    });
    let order = RwSignal::new(Vec::<RemarkId>::new());
    let reorder = move || {
        let writing = node.get_untracked().is_some_and(|panel| is_typing_in(&panel));
        let now = order.get_untracked();
        let next = if writing { without_moving(&now, &wanted.get_untracked()) } else { wanted.get_untracked() };
        if next != now {
            order.set(next);
        }
    };
    Effect::new(move |_| {
        wanted.track();
        reorder();
    });
    let threads = Memo::new(move |_| {
        let threads = remarks.threads.get().unwrap_or_default();
        threads.into_iter().map(|thread| (thread.id, thread)).collect::<HashMap<RemarkId, Remark>>()
    });
    let resolved =
        move || remarks.threads.with(|threads| threads.iter().flatten().filter(|one| one.resolved.is_some()).count());
    Effect::new(move |_| {
        if let Some(id) = remarks.chosen.get() {
            crate::bridge::page::next_frame(move || bring_into_view(id));
        }
    });
    view! {
        <section
            class="remarks"
            data-undo="own"
            aria-label=t.said(Texts::remarks)
            data-testid="remarks"
            node_ref=node
            on:focusout=move |_| crate::bridge::page::next_frame(reorder)
        >
            <div class="remarks__head">
                <Button
                    small=true
                    hook="make-remark"
                    hint=move || t.with_shortcut(t.make_remark(), "Ctrl+Alt+M")
                    attr:aria-keyshortcuts="Control+Alt+M"
                    press=move |()| writing::begin(story, false)
                >
                    {Icon::Remark.draw()}
                    <span>{t.said(Texts::make_remark)}</span>
                </Button>
                <Button small=true hook="remark-whole" press=move |()| writing::begin(story, true)>
                    {t.said(Texts::remark_whole)}
                </Button>
                <Button
                    small=true
                    bare=true
                    class="remarks__filter"
                    hook="remarks-all"
                    pressed=Signal::derive(move || remarks.all.get())
                    press=move |()| remarks.all.update(|all| *all = !*all)
                >
                    {move || t.show_resolved(&t.count(resolved()))}
                </Button>
            </div>
            <div role="alert">
                {move || {
                    // That of a new remark is said beside its button.
                    let elsewhere = remarks.drafts.with(|drafts| drafts.new.is_none());
                    remarks
                        .trouble
                        .get()
                        .filter(|_| elsewhere)
                        .map(|failure| view! { <p class="trouble" data-testid="failure">{t.failure(&failure)}</p> })
                }}
            </div>
            <NewForm />
            <ul class="remarks__list">
                <For each=move || order.get() key=|id| *id let:id>
                    <Thread id=id threads=threads />
                </For>
            </ul>
            {move || {
                let known = remarks.threads.with(Option::is_some);
                (known && order.with(Vec::is_empty) && remarks.drafts.with(|drafts| drafts.new.is_none()))
                    .then(|| view! { <p class="remarks__none">{if resolved() > 0 { t.all_resolved() } else { t.no_remarks() }}</p> })
            }}
        </section>
    }
}

/// True while somebody writes in one of the panel's fields: nothing is moved then, or an open word would be lost.
fn is_typing_in(panel: &HtmlElement) -> bool {
    let active = panel.owner_document().and_then(|document| document.active_element());
    active.is_some_and(|active| active.is_instance_of::<HtmlTextAreaElement>() && panel.contains(Some(&active)))
}

/// As it stands now, without what is gone and with what is new behind it.
fn without_moving(now: &[RemarkId], wanted: &[RemarkId]) -> Vec<RemarkId> {
    let stay = now.iter().filter(|id| wanted.contains(id));
    let come = wanted.iter().filter(|id| !now.contains(id));
    stay.chain(come).copied().collect()
}

fn bring_into_view(id: RemarkId) {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector(&format!("[data-remark='{id}']")).ok().flatten());
    if let Some(card) = found {
        let options = js_sys::Object::new();
        let set = js_sys::Reflect::set(&options, &"block".into(), &"nearest".into());
        let scroll = js_sys::Reflect::get(&card, &"scrollIntoView".into());
        if let (Ok(true), Ok(scroll)) = (set, scroll)
            && let Some(scroll) = scroll.dyn_ref::<js_sys::Function>()
        {
            drop(scroll.call1(&card, &options));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_while_somebody_writes() {
        let [a, b, c] =
            [1, 2, 3].map(|n| format!("01930000-0000-7000-8000-00000000000{n}").parse::<RemarkId>().unwrap());
        assert_eq!(without_moving(&[a, b], &[c, b, a]), [a, b, c], "a new one waits behind");
        assert_eq!(without_moving(&[a, b], &[b]), [b]);
    }
}

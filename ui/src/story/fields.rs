//! Headline, standfirst and byline, set as readers will see them.

use crate::texts::Texts;
use crate::{
    state::{desk::Desk, story::Story},
    widgets::typed,
};
use contract::articles::TextEdit;
use leptos::prelude::*;
use newsroom::Manuscript;
use web_sys::KeyboardEvent;

/// The lines over the body.
#[component]
pub(crate) fn Fields() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let length = move || {
        story.draft.with(|draft| {
            let headline = draft.headline.trim();
            (!headline.is_empty() && story.editable()).then(|| {
                let words = copydesk::word_count(headline);
                t.headline_length(&t.count(words), &t.count(headline.chars().count()))
            })
        })
    };
    view! {
        <div class="fields">
            <TextLine
                name="headline"
                label=t.said(Texts::headline)
                hint=t.said(Texts::headline_hint)
                read=|draft| draft.headline.clone()
                edit=|text| TextEdit { headline: Some(text), ..TextEdit::default() }
            />
            <p class="fields__length" aria-live="off">{length}</p>
            <TextLine
                name="standfirst"
                label=t.said(Texts::standfirst)
                hint=t.said(Texts::standfirst_hint)
                read=|draft| draft.standfirst.clone()
                edit=|text| TextEdit { standfirst: Some(text), ..TextEdit::default() }
            />
            <TextLine
                name="byline"
                label=t.said(Texts::byline)
                hint=t.said(Texts::byline)
                read=|draft| draft.byline.clone()
                edit=|text| TextEdit { byline: Some(text), ..TextEdit::default() }
            />
        </div>
    }
}

/// One line of text that grows with what is in it: a copy of the text, unseen, gives the height.
#[component]
fn TextLine<L, H>(
    name: &'static str,
    label: L,
    hint: H,
    read: fn(&Manuscript) -> String,
    edit: fn(String) -> TextEdit,
) -> impl IntoView
where
    L: Fn() -> &'static str + Copy + Send + Sync + 'static,
    H: Fn() -> &'static str + Copy + Send + Sync + 'static,
{
    let story: Story = expect_context();
    let first = story.draft.with_untracked(read);
    let typed = Callback::new(move |text: String| story.change(edit(text.replace(['\n', '\r'], " "))));
    let report = typed::reporter(first.clone(), typed);
    view! {
        <div class=format!("line line--{name}") data-copy=move || story.draft.with(read)>
            <textarea
                id=name
                class="line__text"
                data-testid=name
                rows="1"
                spellcheck="false"
                aria-label=label
                placeholder=hint
                readonly=move || !story.editable()
                prop:value=first
                on:input=move |event| report(&event)
                on:compositionend=move |event| report(&event)
                on:blur=move |event| report(&event)
                on:keydown=|event| stay_one_line(&event)
            ></textarea>
        </div>
    }
}

/// Enter makes no second line here. In mid-word it belongs to the input method.
fn stay_one_line(event: &KeyboardEvent) {
    if event.key() == "Enter" && !event.is_composing() {
        event.prevent_default();
    }
}

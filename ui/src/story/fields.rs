//! The lines over the body, set as readers will see them.

use crate::{
    bridge::page::focus_on,
    state::{desk::Desk, story::Story},
    tools::whole::pasted_into_headline,
    widgets::typed,
};
use leptos::prelude::*;
use newsroom::{Manuscript, TextLine};
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
    let line = move |line: TextLine| {
        let length = (line == TextLine::Headline).then(|| {
            view! { <p class="fields__length" aria-live="off">{length}</p> }
        });
        view! {
            <LineField line=line />
            {length}
        }
    };
    view! { <div class="fields">{TextLine::ABOVE_BODY.into_iter().map(line).collect_view()}</div> }
}

/// One line of text that grows with what is in it: a copy of the text, unseen, gives the height.
#[component]
fn LineField(line: TextLine) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let name = line.name();
    let read = move |draft: &Manuscript| draft.line(line).unwrap_or_default().to_owned();
    let first = story.draft.with_untracked(read);
    let typed = Callback::new(move |text: String| story.change_line(line, text.replace(['\n', '\r'], " ")));
    let report = typed::reporter(first.clone(), typed);
    view! {
        <div class=format!("line line--{name}") data-copy=move || story.draft.with(read)>
            <textarea
                id=name
                class="line__text"
                data-testid=name
                rows="1"
                spellcheck="false"
                aria-label=move || t.line(line)
                placeholder=move || t.line_hint(line)
                readonly=move || !story.editable()
                prop:value=first
                on:input=move |event| report(&event)
                on:compositionend=move |event| report(&event)
                on:blur=move |event| report(&event)
                on:paste=move |event| {
                    if line == TextLine::Headline {
                        pasted_into_headline(desk, story, &event);
                    }
                }
                on:keydown=move |event| go_on(story, line, &event)
            ></textarea>
        </div>
    }
}

/// Enter makes no second line here: it goes on to what is written next, from the headline to the standfirst and from there to
/// the text. In mid-word it belongs to the input method.
fn go_on(story: Story, line: TextLine, event: &KeyboardEvent) {
    if event.key() != "Enter" || event.is_composing() {
        return;
    }
    event.prevent_default();
    if event.ctrl_key() || event.meta_key() || event.alt_key() || !story.editable() {
        return;
    }
    match line {
        TextLine::Headline => focus_on(&format!("#{}", TextLine::Standfirst.name())),
        _ => drop(story.with_editor(|editor| editor.focus())),
    }
}

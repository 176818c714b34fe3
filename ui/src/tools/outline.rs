//! The story's subheads and its length, in the column beside the text.

use crate::{
    bridge::page::{focus_on, next_frame},
    state::{desk::Desk, story::Story, tools::Tab},
    texts::Texts,
};
use copydesk::Length;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Node;

/// Shows the outline and puts the focus on it.
pub(crate) fn show(story: Story) {
    story.inspector.set(true);
    story.tools.tab.set(Tab::Outline);
    next_frame(|| focus_on(".outline__item"));
}

/// Subheads to go to, and the length of each part of the story.
#[component]
pub(crate) fn OutlinePanel() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let outline = story.tools.outline;
    let current = RwSignal::new(None::<usize>);
    hear_cursor(current);
    let item = move |(number, subhead): (usize, crate::bridge::editor::tools::Subhead)| {
        let empty = subhead.text.trim().is_empty();
        view! {
            <li>
                <button
                    type="button"
                    class=format!("outline__item outline__item--{}", subhead.level)
                    data-testid="outline-item"
                    aria-current=move || (current.get() == Some(number)).then_some("location")
                    on:click=move |_| {
                        story.with_editor(|editor| editor.go_to(subhead.pos + 1));
                    }
                >
                    <span class="outline__words" class:outline__words--none=empty>
                        {if empty { t.empty_subhead().to_owned() } else { subhead.text }}
                    </span>
                    <span class="outline__count" title=t.words_below(&t.count(subhead.words))>{t.count(subhead.words)}</span>
                </button>
            </li>
        }
    };
    view! {
        <nav class="panel" aria-label=t.said(Texts::outline) data-testid="outline">
            <h2 class="panel__title">{t.said(Texts::outline)}</h2>
            {move || {
                let subheads = outline.get();
                if subheads.is_empty() {
                    view! { <p class="panel__none">{t.no_subheads()}</p> }.into_any()
                } else {
                    view! { <ol class="outline">{subheads.into_iter().enumerate().map(item).collect_view()}</ol> }.into_any()
                }
            }}
        </nav>
        <Lengths />
    }
}

#[component]
fn Lengths() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let lengths = Memo::new(move |_| {
        story.tools.texts_changed.track();
        let body =
            story.with_editor(|editor| editor.texts().into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n"));
        let (headline, standfirst, stored) = story.draft.with(|draft| {
            (draft.headline.clone(), draft.standfirst.clone(), body.is_none().then(|| draft.body.plain_text()))
        });
        [headline, standfirst, body.or(stored).unwrap_or_default()].map(|text| {
            let length = Length::of(text.trim());
            (length.words, length.characters, length.without_blanks)
        })
    });
    let names: [fn(Texts) -> &'static str; 3] = [Texts::headline, Texts::standfirst, Texts::body];
    let row = move |number: usize| {
        let cell = move |pick: fn((usize, usize, usize)) -> usize| move || t.count(pick(lengths.get()[number]));
        view! {
            <tr>
                <th scope="row">{move || names[number](t)}</th>
                <td>{cell(|length| length.0)}</td>
                <td>{cell(|length| length.1)}</td>
                <td>{cell(|length| length.2)}</td>
            </tr>
        }
    };
    let time = move || {
        let words = lengths.get().iter().map(|length| length.0).sum();
        let time = copydesk::reading_time(words);
        t.reading_time_of(time.minutes, time.seconds)
    };
    view! {
        <section class="panel" aria-label=t.said(Texts::length) data-testid="length">
            <h2 class="panel__title">{t.said(Texts::length)}</h2>
            <table class="lengths">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{t.said(Texts::length_words)}</th>
                        <th scope="col">{t.said(Texts::length_characters)}</th>
                        <th scope="col">{t.said(Texts::length_letters)}</th>
                    </tr>
                </thead>
                <tbody>{(0..names.len()).map(row).collect_view()}</tbody>
            </table>
            <p class="panel__none">{time}</p>
        </section>
    }
}

/// Follows the cursor to the subhead that it stands under.
fn hear_cursor(current: RwSignal<Option<usize>>) {
    let look = move || {
        current.try_update(|current| {
            let found = under_cursor();
            if found.is_some() {
                *current = found;
            }
        });
    };
    look();
    let heard = Closure::<dyn Fn()>::new(look);
    let listener: &js_sys::Function = heard.as_ref().unchecked_ref();
    if document().add_event_listener_with_callback("selectionchange", listener).is_err() {
        leptos::logging::warn!("the outline does not follow the cursor");
    }
    let heard = StoredValue::new_local(heard);
    on_cleanup(move || {
        heard.try_with_value(|heard| {
            let listener: &js_sys::Function = heard.as_ref().unchecked_ref();
            if document().remove_event_listener_with_callback("selectionchange", listener).is_err() {
                leptos::logging::warn!("the outline goes on listening");
            }
        });
    });
}

/// The number of the last subhead before the cursor; none if the cursor is not in the body, or above all subheads.
fn under_cursor() -> Option<usize> {
    let page = document();
    let anchor = page.get_selection().ok().flatten()?.anchor_node()?;
    let story = page.query_selector(".paper__body .story").ok().flatten()?;
    if !story.contains(Some(&anchor)) {
        return None;
    }
    let subheads = story.query_selector_all(":scope > h2, :scope > h3").ok()?;
    let before = |number: &u32| {
        subheads.item(*number).is_some_and(|subhead| {
            let follows = subhead.compare_document_position(&anchor) & Node::DOCUMENT_POSITION_FOLLOWING != 0;
            follows || subhead.contains(Some(&anchor))
        })
    };
    let count = (0..subheads.length()).take_while(before).count();
    count.checked_sub(1)
}

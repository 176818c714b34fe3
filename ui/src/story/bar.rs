//! The bar over a story: where it stands, and the buttons of its moves.

use crate::{
    desk::state::Desk,
    story::{moves::Moves, state::Story},
    widgets::icon::Icon,
};
use leptos::prelude::*;
use newsroom::{Actor, Stage};

/// Stage, people and moves.
#[component]
pub(crate) fn StoryBar() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let stage = Memo::new(move |_| story.view.with(|view| view.article.stage));
    let mine = move || {
        story.view.with(|view| {
            view.article.claimed_by.is_some() && view.article.claimed_by == desk.actor().and_then(Actor::person)
        })
    };
    let people = move || {
        story.view.with(|view| {
            let second = match (&view.claimed_by, &view.approved_by) {
                _ if mine() => Some(t.claimed_by_you().to_owned()),
                (Some(editor), _) => Some(t.claimed_by(editor)),
                (None, Some(editor)) => Some(t.approved_by(editor)),
                (None, None) => None,
            };
            [Some(t.by_author(&view.author)), second].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    view! {
        <header class="bar">
            <p class="bar__where">
                <span class="stage" data-testid="stage" data-stage=move || stage.get().as_str()>
                    <span class=move || format!("mark mark--{}", stage.get().as_str()) aria-hidden="true"></span>
                    {move || t.stage(stage.get())}
                </span>
                <span class="bar__people" title=people>{people}</span>
            </p>
            <Moves />
            <button
                type="button"
                class="button button--bare bar__inspector"
                data-testid="inspector-toggle"
                title=move || t.show_inspector()
                aria-label=move || t.show_inspector()
                aria-pressed=move || story.inspector.get().to_string()
                on:click=move |_| story.inspector.update(|open| *open = !*open)
            >
                {Icon::Columns.draw()}
            </button>
        </header>
    }
}

/// Lines that matter before anything else: why it was returned, when it goes online.
#[component]
pub(crate) fn Notes() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let returned = move || story.view.with(|view| view.article.returned.clone());
    let hour = move || {
        story.view.with(|view| match view.article.stage {
            Stage::Scheduled => view.article.publish_at,
            _ => None,
        })
    };
    view! {
        {move || {
            returned()
                .map(|why| {
                    view! {
                        <p class="note note--returned" data-testid="returned-reason">
                            {Icon::Undo.draw()}
                            <span>{move || t.returned_because(&why)}</span>
                        </p>
                    }
                })
        }}
        {move || {
            hour()
                .map(|at| {
                    view! {
                        <p class="note note--hour">
                            {Icon::Clock.draw()}
                            <span>{move || t.scheduled_for(&t.full_moment(at))}</span>
                        </p>
                    }
                })
        }}
    }
}

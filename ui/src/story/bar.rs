//! The bar over a story: where it stands, and the buttons of its moves.

use crate::{
    documents::export::ExportMenu,
    state::{desk::Desk, dialogs::Showing, story::Story, tools::Tab},
    story::moves::Moves,
    texts::Texts,
    tools::focus,
    widgets::{button::Button, icon::Icon},
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
            <div class="bar__tools" role="group" aria-label=t.said(Texts::story_tools)>
                <Button
                    bare=true
                    class="bar__remarks"
                    hook="open-remarks"
                    hint=move || t.remarks_open(&t.count(story.remarks.open()))
                    label=move || t.remarks_open(&t.count(story.remarks.open()))
                    press=move |()| {
                        story.inspector.set(true);
                        story.tools.tab.set(Tab::Remarks);
                    }
                >
                    {Icon::Remark.draw()}
                    {move || {
                        let open = story.remarks.open();
                        (open > 0).then(|| view! { <span class="panel__count" data-testid="open-remarks-count">{t.count(open)}</span> })
                    }}
                </Button>
                <Button
                    bare=true
                    hook="open-revisions"
                    hint=move || t.with_shortcut(t.revisions(), "Ctrl+Shift+H")
                    label=t.said(Texts::revisions)
                    attr:aria-keyshortcuts="Control+Shift+H"
                    press=move |()| story.revisions.set(Some(Showing::Timeline))
                >
                    {Icon::History.draw()}
                </Button>
                <ExportMenu />
            </div>
            <Button
                bare=true
                class="bar__list"
                hook="list-toggle"
                hint=t.said(Texts::show_list)
                label=t.said(Texts::show_list)
                pressed=desk.overlays.list
                press=move |()| desk.overlays.list.update(|open| *open = !*open)
            >
                {Icon::Bullets.draw()}
            </Button>
            <Moves />
            {move || {
                desk.overlays
                    .focus
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                hook="focus-leave"
                                hint=t.with_shortcut(t.focus_leave(), "Esc")
                                press=move |()| focus::leave(desk)
                            >
                                {move || t.focus_leave()}
                            </Button>
                        }
                    })
            }}
            <Button
                bare=true
                class="bar__inspector"
                hook="inspector-toggle"
                hint=t.said(Texts::show_inspector)
                label=t.said(Texts::show_inspector)
                pressed=Signal::derive(move || story.inspector.get())
                press=move |()| story.inspector.update(|open| *open = !*open)
            >
                {Icon::Columns.draw()}
            </Button>
        </header>
    }
}

/// Lines that matter before anything else: why it was returned, when it goes online.
#[component]
pub(crate) fn Notes() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let returned = move || story.view.with(|view| view.article.returned.clone());
    let given = move || {
        let now = desk.now.get();
        story.view.with(|view| {
            let given = view.given.as_ref()?;
            Some(t.given_by(&given.by, &view.author, &given.from, &t.moment(given.at, now)))
        })
    };
    let author_left = move || story.view.with(|view| view.author_left.then(|| t.author_left(&view.author)));
    let readers = move || {
        let now = desk.now.get();
        story.view.with(|view| {
            let readers = view.article.readers;
            let waits = view.article.sending || view.article.stage == Stage::Scheduled;
            match (readers.live, readers.unseen_since, readers.withdrawn_at) {
                (_, Some(since), _) if !waits => Some(t.unseen_since(&t.moment(since, now))),
                (Some(live), ..) => {
                    Some(t.live_since(view.live_number.unwrap_or_default(), &t.moment(live.since, now)))
                }
                (None, _, Some(at)) => Some(t.withdrawn_since(&t.moment(at, now))),
                _ => None,
            }
        })
    };
    let hour = move || {
        story.view.with(|view| match view.article.stage {
            Stage::Scheduled => view.article.publish_at,
            _ => None,
        })
    };
    view! {
        {move || {
            given()
                .map(|words| {
                    view! {
                        <p class="note note--given" data-testid="given">
                            {Icon::People.draw()}
                            <span>{words}</span>
                        </p>
                    }
                })
        }}
        {move || {
            author_left()
                .map(|words| {
                    view! {
                        <p class="note note--left" data-testid="author-left">
                            {Icon::People.draw()}
                            <span>{words}</span>
                            {move || {
                                story
                                    .may_reassign()
                                    .then(|| {
                                        view! {
                                            <Button small=true hook="reassign-left" press=move |()| story.reassigning.set(true)>
                                                {t.said(Texts::reassign_stories)}
                                            </Button>
                                        }
                                    })
                            }}
                        </p>
                    }
                })
        }}
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
            readers()
                .map(|words| {
                    view! {
                        <p class="note note--readers" data-testid="readers">
                            {Icon::Globe.draw()}
                            <span>{words}</span>
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

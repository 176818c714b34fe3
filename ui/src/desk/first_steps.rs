//! The first steps of who is new, below the list: each leads to its place, and is ticked by itself.

use crate::{
    bridge::page,
    state::{desk::Desk, place::Place, tools::Tab},
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use contract::articles::Shelf;
use leptos::{prelude::*, task::spawn_local};
use newsroom::{FirstStep, Stage};

/// The panel; nothing where there are no first steps to show.
#[component]
pub(crate) fn FirstStepsPanel() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let shown = desk.first_steps.shown;
    let is_shown = Memo::new(move |_| shown.with(Option::is_some));
    let count = move || {
        shown.with(|steps| {
            let steps = steps.as_deref().unwrap_or_default();
            t.first_steps_count(steps.iter().filter(|(_, done)| *done).count(), steps.len())
        })
    };
    let of_role =
        Memo::new(move |_| shown.with(|steps| steps.iter().flatten().map(|(step, _)| *step).collect::<Vec<_>>()));
    let away = move || {
        desk.put_first_steps_away();
        page::focus_on("[data-testid='new-article']");
    };
    move || {
        is_shown.get().then(|| {
            view! {
                <section class="first-steps" aria-labelledby="first-steps" data-testid="first-steps">
                    <header class="first-steps__head">
                        <h2 class="first-steps__title" id="first-steps">
                            {t.said(Texts::first_steps)}
                        </h2>
                        <span class="first-steps__count" data-testid="first-steps-count">{count}</span>
                        <Button
                            small=true
                            bare=true
                            hook="first-steps-away"
                            hint=t.said(Texts::first_steps_away_hint)
                            press=move |()| away()
                        >
                            {t.said(Texts::first_steps_away)}
                        </Button>
                    </header>
                    <ol class="first-steps__list">
                        <For each=move || of_role.get() key=|step| *step let:step>
                            <Step step=step />
                        </For>
                    </ol>
                </section>
            }
        })
    }
}

#[component]
fn Step(step: FirstStep) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let state = Memo::new(move |_| {
        desk.first_steps.shown.with(|steps| {
            let steps = steps.as_deref().unwrap_or_default();
            let next = steps.iter().find(|(_, done)| !done).is_some_and(|(next, _)| *next == step);
            (steps.contains(&(step, true)), next)
        })
    });
    let done = move || state.get().0;
    let next = move || state.get().1;
    view! {
        <li class="first-step" class:first-step--done=done class:first-step--next=next>
            <button
                type="button"
                class="first-step__go"
                data-testid=format!("first-step-{}", step.as_str())
                data-done=move || done().to_string()
                aria-current=move || next().then_some("step")
                on:click=move |_| lead(desk, step)
            >
                <span class="first-step__mark" aria-hidden="true">
                    {move || done().then(|| Icon::Tick.draw())}
                </span>
                <span class="first-step__words">
                    <span class="first-step__name">{move || t.first_step(step)}</span>
                    {move || {
                        done().then(|| view! { <span class="visually-hidden">{t.first_step_done()}</span> })
                    }}
                    {move || next().then(|| view! { <span class="first-step__how">{t.first_step_how(step)}</span> })}
                </span>
            </button>
        </li>
    }
}

/// Goes where the step is done.
fn lead(desk: Desk, step: FirstStep) {
    let writes = || desk.story().filter(|story| story.editable());
    let shelf = |stage| Place::Shelf(Shelf::Stage(stage));
    let place = match (step, writes()) {
        (FirstStep::Write, _) => {
            spawn_local(desk.new_article(None));
            return;
        }
        (FirstStep::AddPhoto, Some(story)) => {
            story.tools.tab.set(Tab::About);
            story.inspector.set(true);
            page::next_frame(|| page::focus_on("[data-testid='add-photos']"));
            return;
        }
        (FirstStep::HandIn, Some(_)) => {
            page::focus_on("[data-testid='move-file']");
            return;
        }
        (FirstStep::AddPhoto | FirstStep::HandIn, None) => shelf(Stage::Draft),
        (FirstStep::Claim, _) => shelf(Stage::Filed),
        (FirstStep::Remark | FirstStep::Decide, _) => shelf(Stage::InEdit),
        (FirstStep::Publish, _) => shelf(Stage::Approved),
        (FirstStep::Sections, _) => Place::Sections,
        (FirstStep::Site, _) => Place::Sites,
        (FirstStep::People, _) => Place::Staff,
        (FirstStep::SecondPlace, _) => Place::Keeping,
    };
    desk.section.set(None);
    desk.go(place);
    if place.is_page() {
        // The panel went with the list, and the focus with the panel.
        page::next_frame(|| page::focus_on(".page-screen button, .page-screen input"));
    }
}

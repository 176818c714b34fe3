//! Somebody leaves, or has left: who goes on with what is not finished.

use crate::{
    bridge::shell,
    staff::taking::TakerField,
    state::desk::Desk,
    texts::Texts,
    widgets::dialog::{Dialog, DialogFoot},
};
use contract::{
    Failure,
    people::{Colleague, HandedOver, ReassignStories, SetLeft},
};
use leptos::{prelude::*, task::spawn_local};

/// Asks whether somebody leaves, and who takes the stories.
#[component]
pub(crate) fn LeavingDialog(
    /// Who.
    person: Colleague,
    /// Called when the dialogue is to go.
    close: Callback<()>,
    /// Called with what became of it.
    done: Callback<Result<(), Failure>>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let chosen = RwSignal::new(None);
    let (id, name, unfinished) =
        (person.staff.id, person.staff.name, usize::try_from(person.unfinished).unwrap_or_default());
    let leave = move |()| {
        let stories_to = chosen.get_untracked();
        close.run(());
        spawn_local(async move {
            let answer = shell::ask(SetLeft { staff: id, left: true, stories_to }).await;
            if let Ok(handed) = &answer {
                say_left(desk, handed);
            }
            done.run(answer.map(drop));
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.staff_leave_title(&name)) close=close>
            <p>{t.said(Texts::staff_leave_sure)}</p>
            {(unfinished > 0)
                .then(|| {
                    view! {
                        <p data-testid="leaving-stories">{move || t.staff_leave_stories(&t.stories_here(unfinished))}</p>
                        <TakerField
                            id="stories-to"
                            label=Signal::derive(move || t.stories_to().to_owned())
                            nobody=Signal::derive(move || t.stories_to_nobody().to_owned())
                            from=id
                            chosen=chosen
                        />
                    }
                })}
            <DialogFoot cancel=move |()| close.run(()) confirm=t.said(Texts::staff_leave) act=leave danger=true />
        </Dialog>
    }
}

/// Gives all that somebody has not finished to somebody else.
#[component]
pub(crate) fn StoriesDialog(
    /// Whose stories.
    person: Colleague,
    /// Called when the dialogue is to go.
    close: Callback<()>,
    /// Called with what became of it.
    done: Callback<Result<(), Failure>>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let chosen = RwSignal::new(None);
    let (from, name, unfinished) =
        (person.staff.id, person.staff.name, usize::try_from(person.unfinished).unwrap_or_default());
    let of = name.clone();
    let give = move |()| {
        let Some(to) = chosen.get_untracked() else { return };
        close.run(());
        spawn_local(async move {
            let answer = shell::ask(ReassignStories { from, to }).await;
            if let Ok(handed) = &answer {
                let given = usize::try_from(handed.given).unwrap_or_default();
                desk.say(untrack(|| t.stories_given(&t.stories_here(given))));
                say_left(desk, handed);
            }
            done.run(answer.map(drop));
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.reassign_stories_title(&name)) close=close>
            <p>{move || t.reassign_stories_sure(&t.stories_here(unfinished), &of)}</p>
            <TakerField
                id="stories-to"
                label=Signal::derive(move || t.stories_to().to_owned())
                nobody=Signal::derive(move || t.taker_choose().to_owned())
                from=from
                chosen=chosen
            />
            <DialogFoot
                cancel=move |()| close.run(())
                confirm=t.said(Texts::reassign_it)
                act=give
                unavailable=Signal::derive(move || chosen.get().is_none())
            />
        </Dialog>
    }
}

/// Says which stories could not be given, if there are some.
fn say_left(desk: Desk, handed: &HandedOver) {
    if !handed.left.is_empty() {
        desk.say_trouble(untrack(|| desk.t.stories_left(&handed.left)));
    }
}

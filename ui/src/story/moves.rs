//! The buttons of a story's moves. Which there are, and what forbids one, comes from the newsroom's table.

mod dialogs;
mod outgoing;

use crate::{
    bridge::shell,
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::button::Button,
};
use contract::articles::MakeMove;
use dialogs::{HourDialog, ReasonDialog, SureDialog};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{
    ArticleId, Attempt, Move, Refusal, Stage,
    moves::{Asks, ButtonLook, Rule},
};
use outgoing::OutgoingDialog;

/// The move with the main button, if the stage has one that is open.
fn main_of(stage: Stage, moves: &[(Move, Option<Refusal>)]) -> Option<Move> {
    moves.iter().map(|(what, _)| *what).find(|what| looks(*what, stage) == Some(ButtonLook::Main))
}

fn looks(what: Move, stage: Stage) -> Option<ButtonLook> {
    Rule::of(what, stage).map(|rule| rule.button)
}

/// The buttons.
#[component]
pub(crate) fn Moves() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let moves = Memo::new(move |_| story.moves());
    let names = Memo::new(move |_| {
        // The table has them in the order of the buttons.
        moves.with(|moves| moves.iter().map(|(what, _)| *what).collect::<Vec<_>>())
    });
    let stage = Memo::new(move |_| story.view.with(|view| view.article.stage));
    let main = Memo::new(move |_| moves.with(|moves| main_of(stage.get(), moves)));
    view! {
        <div class="moves" role="group" aria-label=t.said(Texts::moves)>
            <For each=move || names.get() key=|what| *what let:what>
                <MoveButton what=what moves=moves main=main />
            </For>
        </div>
        {move || {
            story.asking.get().map(|(what, asks)| match asks {
                Asks::Hour => view! { <HourDialog /> }.into_any(),
                Asks::Outgoing => view! { <OutgoingDialog what=what /> }.into_any(),
                Asks::Sure => view! { <SureDialog what=what /> }.into_any(),
                asks => view! { <ReasonDialog what=what force=asks == Asks::Force /> }.into_any(),
            })
        }}
    }
}

#[component]
fn MoveButton(what: Move, moves: Memo<Vec<(Move, Option<Refusal>)>>, main: Memo<Option<Move>>) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let is_main = move || main.get() == Some(what);
    let is_danger = move || story.view.with(|view| looks(what, view.article.stage)) == Some(ButtonLook::Danger);
    // Whether readers, or the site, already have it.
    let again = move || {
        story.view.with(|view| {
            matches!(view.article.stage, Stage::Published | Stage::Scheduled) && what != Move::Publish
                || view.article.readers.live.is_some()
        })
    };
    let refusal = Memo::new(move |_| {
        moves.with(|moves| moves.iter().find(|(other, _)| *other == what).and_then(|(_, refusal)| refusal.clone()))
    });
    let forbidden = move || {
        let refusal = refusal.get()?;
        let stage = story.view.with(|view| view.article.stage);
        let forced = desk.role().is_some_and(|role| Asks::of(what, stage, role, Some(&refusal), true) == Asks::Force);
        (!forced).then(|| story.view.with(|view| t.refusal(&refusal, view.claimed_by.as_deref())))
    };
    let id = format!("why-{}", what.as_str());
    let described_by = id.clone();
    view! {
        <Button
            main=Signal::derive(is_main)
            danger=Signal::derive(is_danger)
            hook=format!("move-{}", what.as_str())
            hint=move || {
                let keys = || t.with_shortcut(t.move_name(what, again()), "Ctrl+Enter");
                forbidden().or_else(|| is_main().then(keys)).unwrap_or_default()
            }
            attr:aria-describedby=move || forbidden().map(|_| described_by.clone())
            unavailable=Signal::derive(move || forbidden().is_some() || story.busy.get())
            press=move |()| begin(desk, story, what)
        >
            {move || t.move_name(what, again())}
        </Button>
        <span class="visually-hidden" id=id>{forbidden}</span>
    }
}

/// Ctrl+Enter.
pub(crate) fn main_move(desk: Desk, story: Story) {
    let main = untrack(|| main_of(story.view.with(|view| view.article.stage), &story.moves()));
    if let Some(what) = main {
        begin(desk, story, what);
    }
}

/// Begins a move: says what forbids it, asks for what it needs, or makes it.
pub(crate) fn begin(desk: Desk, story: Story, what: Move) {
    spawn_local(async move {
        // What is missing is judged by what was typed to the last letter.
        crate::bridge::editor::finish_typing().await;
        if story.busy.try_get_untracked() != Some(false) {
            return;
        }
        let Some(role) = untrack(|| desk.role()) else { return };
        let (stage, claimed_by) = story.view.with_untracked(|view| (view.article.stage, view.claimed_by.clone()));
        let refusal =
            untrack(|| story.moves()).into_iter().find(|(other, _)| *other == what).and_then(|(_, refusal)| refusal);
        let written = story.view.with_untracked(|view| {
            let manuscript = story.draft.get_untracked();
            newsroom::Article { manuscript, ..view.article.clone() }.is_written()
        });
        match (Asks::of(what, stage, role, refusal.as_ref(), written), refusal) {
            (Asks::Force, _) => story.asking.set(Some((what, Asks::Force))),
            (_, Some(refusal)) => desk.say_trouble(untrack(|| desk.t.refusal(&refusal, claimed_by.as_deref()))),
            (Asks::Nothing, None) => {
                story.make_move(what, Attempt::default()).await;
            }
            (asks, None) => story.asking.set(Some((what, asks))),
        }
    });
}

/// Takes a story out of the bin, whichever is on the screen by now.
pub(crate) async fn take_out(desk: Desk, article: ArticleId) {
    match shell::ask(MakeMove { article, what: Move::Restore, words: Attempt::default() }).await {
        Ok(view) => {
            desk.say(untrack(|| desk.t.move_done(Move::Restore)));
            desk.refresh();
            match desk.story().filter(|story| story.id == article) {
                Some(_) => desk.show(Ok(view)),
                None => desk.open(article).await,
            }
        }
        Err(failure) => desk.say_failure(&failure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctrl_enter_never_sends_a_story_again_by_accident() {
        let moves = [(Move::Revise, None), (Move::Publish, None)];
        assert_eq!(main_of(Stage::Published, &moves), None);
        assert_eq!(main_of(Stage::Approved, &moves), Some(Move::Publish));
    }
}

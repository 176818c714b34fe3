//! The buttons of a story's moves. Which there are, and what forbids one, comes from the newsroom's table.

mod dialogs;

use crate::{
    state::{desk::Desk, dialogs::Asks, story::Story},
    texts::Texts,
    widgets::button::Button,
};
use dialogs::{HourDialog, ReasonDialog};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{
    Attempt, Move, Refusal, Role, Stage,
    moves::{Condition, RULES},
};

/// The moves that lead the story on; the first one there is has the main button and Ctrl+Enter.
const MAIN: [Move; 4] = [Move::File, Move::Claim, Move::Approve, Move::Publish];

/// From the least wanted to the most wanted, so that the main button stands at the end.
const ORDER: [Move; 14] = [
    Move::Spike,
    Move::Restore,
    Move::Recall,
    Move::Release,
    Move::Withdraw,
    Move::Return,
    Move::Reopen,
    Move::Unschedule,
    Move::Revise,
    Move::Schedule,
    Move::File,
    Move::Claim,
    Move::Approve,
    Move::Publish,
];

/// The name of a move in hooks for tests, as the contract writes it.
fn hook(what: Move) -> String {
    serde_json::to_string(&what).unwrap_or_default().replace('"', "")
}

fn main_of(stage: Stage, moves: &[(Move, Option<Refusal>)]) -> Option<Move> {
    // A story that stands online, or will at its hour, needs nothing more.
    if matches!(stage, Stage::Published | Stage::Scheduled) {
        return None;
    }
    MAIN.into_iter().find(|main| moves.iter().any(|(what, _)| what == main))
}

fn asks(stage: Stage, role: Role, what: Move, refusal: Option<&Refusal>) -> Asks {
    if refusal == Some(&Refusal::OwnStory) && role == Role::Chief {
        return Asks::Force;
    }
    let of_rules = |condition| {
        RULES.iter().any(|rule| {
            rule.what == what
                && rule.from == stage
                && rule.roles.contains(&role)
                && rule.conditions.contains(&condition)
        })
    };
    if of_rules(Condition::LaterHour) {
        Asks::Hour
    } else if of_rules(Condition::Reason) {
        Asks::Reason
    } else {
        Asks::Nothing
    }
}

/// The buttons.
#[component]
pub(crate) fn Moves() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let moves = Memo::new(move |_| story.moves());
    let names = Memo::new(move |_| {
        let moves = moves.get();
        ORDER.into_iter().filter(|what| moves.iter().any(|(other, _)| other == what)).collect::<Vec<_>>()
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
    // Whether readers, or the site, already have it.
    let again = move || {
        story.view.with(|view| {
            matches!(view.article.stage, Stage::Published | Stage::Scheduled) && what != Move::Publish
                || view.article.stage == Stage::Published
        })
    };
    let refusal = Memo::new(move |_| {
        moves.with(|moves| moves.iter().find(|(other, _)| *other == what).and_then(|(_, refusal)| refusal.clone()))
    });
    let forbidden = move || {
        let refusal = refusal.get()?;
        let forced = refusal == Refusal::OwnStory && desk.role() == Some(Role::Chief);
        (!forced).then(|| story.view.with(|view| t.refusal(&refusal, view.claimed_by.as_deref())))
    };
    let id = format!("why-{}", hook(what));
    let described_by = id.clone();
    view! {
        <Button
            main=Signal::derive(is_main)
            danger=matches!(what, Move::Withdraw | Move::Spike)
            hook=format!("move-{}", hook(what))
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
        match (asks(stage, role, what, refusal.as_ref()), refusal) {
            (Asks::Force, _) => story.asking.set(Some((what, Asks::Force))),
            (_, Some(refusal)) => desk.say_trouble(untrack(|| desk.t.refusal(&refusal, claimed_by.as_deref()))),
            (Asks::Nothing, None) => {
                story.make_move(what, Attempt::default()).await;
            }
            (asks, None) => story.asking.set(Some((what, asks))),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_move_that_a_person_can_make_has_a_button() {
        for rule in RULES.iter().filter(|rule| !rule.roles.is_empty()) {
            assert!(ORDER.contains(&rule.what), "{:?} could never be made", rule.what);
        }
    }

    #[test]
    fn a_move_asks_for_what_the_rules_want() {
        let editor = |stage, what| asks(stage, Role::Editor, what, None);
        assert_eq!(editor(Stage::InEdit, Move::Return), Asks::Reason);
        assert_eq!(editor(Stage::Approved, Move::Schedule), Asks::Hour);
        assert_eq!(editor(Stage::Approved, Move::Publish), Asks::Nothing);
        assert_eq!(
            asks(Stage::Draft, Role::Reporter, Move::Spike, None),
            Asks::Nothing,
            "one's own draft needs no words"
        );
    }

    #[test]
    fn only_the_chief_may_insist_on_his_own_story() {
        let own = Some(&Refusal::OwnStory);
        assert_eq!(asks(Stage::InEdit, Role::Chief, Move::Approve, own), Asks::Force);
        assert_eq!(asks(Stage::InEdit, Role::Editor, Move::Approve, own), Asks::Nothing);
    }

    #[test]
    fn ctrl_enter_never_sends_a_story_again_by_accident() {
        let moves = [(Move::Revise, None), (Move::Publish, None)];
        assert_eq!(main_of(Stage::Published, &moves), None);
        assert_eq!(main_of(Stage::Approved, &moves), Some(Move::Publish));
        assert_eq!(hook(Move::Unschedule), "unschedule");
    }
}

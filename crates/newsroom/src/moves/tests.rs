//! No sequence of moves and edits reaches readers without an approval of exactly that content.

use crate::{
    approval::ContentHash,
    article::Article,
    body::{Block, Body, Inline},
    id::{ArticleId, RevisionId, SectionId, StaffId},
    manuscript::Manuscript,
    moves::{Asks, Attempt, ButtonLook, Keeps, Move, RULES, Refusal, Rule, Tells},
    readers::Kept,
    readiness::Lack,
    staff::{Actor, Role},
    stage::Stage,
};
use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn staff(n: u128) -> StaffId {
    StaffId(Uuid::from_u128(n))
}

pub(crate) const REPORTER: u128 = 1;
pub(crate) const EDITOR: u128 = 2;
pub(crate) const CHIEF: u128 = 3;

pub(crate) fn actor(n: u128) -> Actor {
    let role = match n {
        REPORTER => Role::Reporter,
        EDITOR => Role::Editor,
        _ => Role::Chief,
    };
    Actor::Person(staff(n), role)
}

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn revision() -> RevisionId {
    RevisionId(Uuid::from_u128(9))
}

pub(crate) fn body(text: &str) -> Body {
    Body::new(vec![Block::Paragraph { content: vec![Inline::Text { text: text.into(), marks: vec![] }] }])
}

pub(crate) fn story(author: u128) -> Article {
    let mut article = Article::new(ArticleId(Uuid::from_u128(7)), staff(author), "Thu Hà", now());
    article.manuscript = Manuscript {
        headline: "Cửa khẩu Bắc Luân II đón đoàn xe đầu năm".into(),
        standfirst: "Sáng 23/11, hơn 300 xe hàng làm thủ tục.".into(),
        section: Some(SectionId(Uuid::from_u128(5))),
        body: body("Hàng hóa thông quan nhanh."),
        ..Manuscript::default()
    };
    article
}

fn go(article: &mut Article, what: Move, by: u128) -> Result<(), Refusal> {
    article.make_move(what, actor(by), &Attempt::default(), revision(), now())
}

#[test]
fn a_story_goes_from_draft_to_readers() {
    let mut a = story(REPORTER);
    go(&mut a, Move::File, REPORTER).unwrap();
    go(&mut a, Move::Claim, EDITOR).unwrap();
    a.edit(actor(EDITOR), now(), |m| m.headline.push('!')).unwrap();
    go(&mut a, Move::Approve, EDITOR).unwrap();
    go(&mut a, Move::Publish, EDITOR).unwrap();
    assert_eq!(a.stage, Stage::Approved, "it is published only when the site shows it");
    a.make_move(Move::ConfirmOnline, Actor::Transmitter, &Attempt::default(), revision(), now()).unwrap();
    assert_eq!(a.stage, Stage::Published);
}

#[test]
fn nobody_approves_his_own_story_but_the_chief_with_a_reason() {
    let mut a = story(EDITOR);
    go(&mut a, Move::File, EDITOR).unwrap();
    go(&mut a, Move::Claim, EDITOR).unwrap();
    assert_eq!(go(&mut a, Move::Approve, EDITOR), Err(Refusal::OwnStory));
    let force = Attempt { force: true, reason: Some("Trực đêm một mình".into()), ..Attempt::default() };
    assert_eq!(
        a.make_move(Move::Approve, actor(EDITOR), &force, revision(), now()),
        Err(Refusal::OwnStory),
        "an editor cannot force it"
    );

    let mut own = story(CHIEF);
    go(&mut own, Move::File, CHIEF).unwrap();
    go(&mut own, Move::Claim, CHIEF).unwrap();
    let silent = Attempt { force: true, reason: Some("  ".into()), ..Attempt::default() };
    assert_eq!(
        own.make_move(Move::Approve, actor(CHIEF), &silent, revision(), now()),
        Err(Refusal::ReasonMissing),
        "a forced approval needs a reason"
    );
    own.make_move(Move::Approve, actor(CHIEF), &force, revision(), now()).unwrap();
    assert_eq!(own.approval.unwrap().forced.as_deref(), Some("Trực đêm một mình"));
}

#[test]
fn only_the_author_or_the_claiming_editor_touches_the_text() {
    let mut a = story(REPORTER);
    assert_eq!(a.may_edit(actor(EDITOR)), Err(Refusal::NotAuthor));
    go(&mut a, Move::File, REPORTER).unwrap();
    assert_eq!(a.may_edit(actor(REPORTER)), Err(Refusal::NotFromHere), "filed is out of the reporter's hands");
    go(&mut a, Move::Claim, EDITOR).unwrap();
    assert_eq!(a.may_edit(actor(CHIEF)), Err(Refusal::ClaimedBy(staff(EDITOR))));
    assert_eq!(go(&mut a, Move::Approve, CHIEF), Err(Refusal::ClaimedBy(staff(EDITOR))));
    let colleague = Actor::Person(staff(4), Role::Editor);
    let refused = a.make_move(Move::Release, colleague, &Attempt::default(), revision(), now());
    assert_eq!(refused, Err(Refusal::ClaimedBy(staff(EDITOR))), "whose it is, though the chief's row says less");
    go(&mut a, Move::Release, CHIEF).unwrap();
    assert_eq!(a.stage, Stage::Filed, "the chief frees a story whose editor is away");
}

#[test]
fn a_draft_in_the_bin_is_taken_out_by_its_author_and_the_chief_alone() {
    let mut a = story(REPORTER);
    go(&mut a, Move::Spike, REPORTER).unwrap();
    assert_eq!(go(&mut a.clone(), Move::Restore, EDITOR), Err(Refusal::NotAuthor), "nobody handed it in");
    for who in [REPORTER, CHIEF] {
        let mut out = a.clone();
        go(&mut out, Move::Restore, who).unwrap();
        assert_eq!((out.stage, out.spiked_from), (Stage::Draft, None));
    }
    let mut filed = story(REPORTER);
    go(&mut filed, Move::File, REPORTER).unwrap();
    let reason = Attempt { reason: Some("Trùng bài".into()), ..Attempt::default() };
    filed.make_move(Move::Spike, actor(EDITOR), &reason, revision(), now()).unwrap();
    for who in [REPORTER, EDITOR, CHIEF] {
        let mut out = filed.clone();
        go(&mut out, Move::Restore, who).unwrap();
        assert_eq!(out.stage, Stage::Filed, "what was handed in is an editor's again");
    }
}

#[test]
fn returning_needs_a_reason_and_the_reporter_reads_it() {
    let mut a = story(REPORTER);
    go(&mut a, Move::File, REPORTER).unwrap();
    assert_eq!(go(&mut a, Move::Return, EDITOR), Err(Refusal::ReasonMissing));
    let attempt = Attempt { reason: Some("Thiếu nguồn số liệu".into()), ..Attempt::default() };
    a.make_move(Move::Return, actor(EDITOR), &attempt, revision(), now()).unwrap();
    assert_eq!((a.stage, a.returned.as_deref()), (Stage::Draft, Some("Thiếu nguồn số liệu")));
    go(&mut a, Move::File, REPORTER).unwrap();
    assert_eq!(a.returned, None, "filed again, the remark is answered");
}

#[test]
fn scheduling_needs_an_hour_that_the_site_can_keep() {
    let mut a = story(REPORTER);
    go(&mut a, Move::File, REPORTER).unwrap();
    go(&mut a, Move::Claim, EDITOR).unwrap();
    go(&mut a, Move::Approve, EDITOR).unwrap();
    assert_eq!(go(&mut a, Move::Schedule, EDITOR), Err(Refusal::HourMissing));
    let at = |minutes| Attempt { publish_at: Some(now() + Duration::minutes(minutes)), ..Attempt::default() };
    for near in [-60, 0, 1] {
        let refused = a.make_move(Move::Schedule, actor(EDITOR), &at(near), revision(), now());
        assert_eq!(refused, Err(Refusal::HourTooNear), "{near} minutes ahead");
    }
    a.make_move(Move::Schedule, actor(EDITOR), &at(2), revision(), now()).unwrap();
    assert_eq!((a.stage, a.publish_at), (Stage::Scheduled, Some(now() + Duration::minutes(2))));
    go(&mut a, Move::Unschedule, EDITOR).unwrap();
    assert_eq!((a.stage, a.publish_at), (Stage::Approved, None));
}

#[test]
fn the_window_greys_out_what_the_desk_would_refuse() {
    let a = story(REPORTER);
    let moves = a.open_moves(actor(REPORTER));
    assert!(moves.contains(&(Move::File, None)), "the author may file: {moves:?}");
    assert!(a.open_moves(actor(EDITOR)).iter().all(|(_, refusal)| refusal.is_some()), "an editor can only wait");
    let mut empty = story(REPORTER);
    empty.manuscript.headline.clear();
    assert!(
        matches!(&empty.open_moves(actor(REPORTER))[..], [.., (Move::File, Some(Refusal::Lacks(_)))]),
        "what is missing is named"
    );
}

#[test]
fn what_is_on_its_way_is_neither_opened_again_nor_given_another_hour() {
    let mut a = story(REPORTER);
    for (what, who) in [(Move::File, REPORTER), (Move::Claim, EDITOR), (Move::Approve, EDITOR)] {
        go(&mut a, what, who).unwrap();
    }
    a.sending = true;
    assert_eq!(go(&mut a, Move::Reopen, EDITOR), Err(Refusal::Sending));
    let hour = Attempt { publish_at: Some(now() + Duration::hours(1)), ..Attempt::default() };
    assert_eq!(a.make_move(Move::Schedule, actor(EDITOR), &hour, revision(), now()), Err(Refusal::Sending));
    assert!(a.open_moves(actor(EDITOR)).contains(&(Move::Reopen, Some(Refusal::Sending))), "the button says so");
    a.sending = false;
    go(&mut a, Move::Reopen, EDITOR).unwrap();
    assert_eq!(a.approval, None, "what is opened again is not approved");
}

#[test]
fn nothing_is_approved_that_lacks_something_and_an_update_is_approved_anew() {
    let mut a = story(REPORTER);
    go(&mut a, Move::File, REPORTER).unwrap();
    go(&mut a, Move::Claim, EDITOR).unwrap();
    let written = a.version;
    a.edit(actor(EDITOR), now(), |m| m.section = None).unwrap();
    assert_eq!(a.version, written + 1, "a window that has the text of before is told");
    assert_eq!(go(&mut a, Move::Approve, EDITOR), Err(Refusal::Lacks(vec![Lack::Section])));
    a.edit(actor(EDITOR), now(), |m| m.section = story(REPORTER).manuscript.section).unwrap();
    go(&mut a, Move::Approve, EDITOR).unwrap();
    a.make_move(Move::ConfirmOnline, Actor::Transmitter, &Attempt::default(), revision(), now()).unwrap();
    go(&mut a, Move::Revise, EDITOR).unwrap();
    assert_eq!(a.approval, None, "what is written now nobody has approved");
    // What somebody changed behind the table's back is not sent under an old approval.
    go(&mut a, Move::Approve, EDITOR).unwrap();
    a.manuscript.headline.push('!');
    assert_eq!(go(&mut a, Move::Publish, EDITOR), Err(Refusal::NotApproved));
}

#[test]
fn a_banner_ends_in_time_to_come_and_leaves_no_end_behind() {
    let mut a = story(REPORTER);
    let soon = now() + Duration::seconds(1);
    assert_eq!(a.place_on_banner(actor(REPORTER), true, None, now()), Err(Refusal::Role));
    for past in [now() - Duration::seconds(1), now()] {
        assert_eq!(a.place_on_banner(actor(EDITOR), true, Some(past), now()), Err(Refusal::HourTooNear));
    }
    a.place_on_banner(actor(EDITOR), true, Some(soon), now()).unwrap();
    assert_eq!((a.banner, a.banner_until), (true, Some(soon)));
    a.place_on_banner(actor(EDITOR), false, Some(soon), now()).unwrap();
    assert_eq!((a.banner, a.banner_until), (false, None), "what is off the banner has no end there");
}

#[test]
fn every_stage_can_be_left_and_every_move_is_in_the_table() {
    for stage in Stage::ALL {
        assert!(RULES.iter().any(|r| r.from == stage && r.to != stage), "{stage:?} is a trap");
    }
}

#[derive(Clone, Debug)]
enum Deed {
    Try(Move, u128, Attempt),
    Transmit,
    Write(u128, String),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    use Move::*;
    let moves = prop::sample::select(vec![
        File,
        Recall,
        Claim,
        Release,
        Return,
        Approve,
        Reopen,
        Publish,
        Schedule,
        Unschedule,
        ConfirmOnline,
        Revise,
        Abandon,
        Withdraw,
        Spike,
        Restore,
    ]);
    let attempt = (prop::option::of("[a-z ]{0,3}"), prop::option::of(-5i64..500), any::<bool>()).prop_map(
        |(reason, minutes, force)| {
            let publish_at = minutes.map(|m| now() + Duration::minutes(m));
            Attempt { reason, publish_at, force, ..Attempt::default() }
        },
    );
    let deed = prop_oneof![
        6 => (moves, 1u128..=3, attempt).prop_map(|(m, who, a)| Deed::Try(m, who, a)),
        1 => Just(Deed::Transmit),
        2 => (1u128..=3, "[a-zđ]{0,4}").prop_map(|(who, text)| Deed::Write(who, text)),
    ];
    prop::collection::vec(deed, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn readers_never_see_what_was_not_approved(author in 1u128..=3, deeds in deeds()) {
        let mut a = story(author);
        for deed in deeds {
            let before = a.clone();
            let done = match &deed {
                Deed::Try(what, who, attempt) => a.make_move(*what, actor(*who), attempt, revision(), now()),
                Deed::Transmit => {
                    a.make_move(Move::ConfirmOnline, Actor::Transmitter, &Attempt::default(), revision(), now())
                }
                Deed::Write(who, text) => a.edit(actor(*who), now(), |m| m.body = body(text)),
            };
            if done.is_err() {
                prop_assert_eq!(&a, &before, "a refused deed changes nothing");
            }
            if matches!(a.stage, Stage::Approved | Stage::Scheduled | Stage::Published) {
                let approval = a.approval.clone().unwrap();
                prop_assert_eq!(approval.content, ContentHash::of_manuscript(&a.manuscript), "exactly this content");
                prop_assert!(approval.by != a.author || approval.forced.is_some(), "four eyes, or forced with a reason");
                prop_assert!(approval.by != staff(REPORTER), "reporters do not approve");
            }
            if a.stage == Stage::Published && before.stage != Stage::Published {
                prop_assert!(matches!(deed, Deed::Transmit), "only the site's own answer makes a story published");
            }
            prop_assert_eq!(a.claimed_by.is_some(), a.stage == Stage::InEdit, "in edit means in one editor's hands");
        }
    }

    #[test]
    fn any_visible_change_changes_the_hash(text in "\\PC{0,40}", other in "\\PC{0,40}") {
        let (mut a, mut b) = (story(REPORTER).manuscript, story(REPORTER).manuscript);
        a.standfirst = text;
        b.standfirst = other;
        let same = a.normalised() == b.normalised();
        prop_assert_eq!(ContentHash::of_manuscript(&a) == ContentHash::of_manuscript(&b), same);
    }
}

#[test]
fn a_move_of_two_roles_looks_keeps_and_tells_the_same_for_both() {
    for rule in RULES {
        let row = Rule::of(rule.what, rule.from).unwrap();
        assert_eq!(
            (row.button, row.keeps, row.tells),
            (rule.button, rule.keeps, rule.tells),
            "{:?} from {:?}",
            rule.what,
            rule.from
        );
    }
}

#[test]
fn every_move_that_a_person_can_make_has_a_button() {
    for rule in RULES {
        assert_eq!(rule.button == ButtonLook::None, rule.roles.is_empty(), "{:?} from {:?}", rule.what, rule.from);
    }
}

#[test]
fn a_stage_has_at_most_one_main_button_and_it_stands_at_the_end() {
    for stage in Stage::ALL {
        let mut buttons: Vec<Move> = Vec::new();
        let main: Vec<Move> =
            RULES.iter().filter(|r| r.from == stage && r.button == ButtonLook::Main).map(|r| r.what).collect();
        for rule in RULES.iter().filter(|rule| rule.from == stage && rule.button != ButtonLook::None) {
            buttons.push(rule.what);
        }
        assert!(main.len() <= 1, "{stage:?}: {main:?}");
        assert!(main.is_empty() || main.last() == buttons.last(), "{stage:?}: {buttons:?}");
    }
    // Ctrl+Enter never sends a story again by accident.
    let main = |stage| RULES.iter().find(|r| r.from == stage && r.button == ButtonLook::Main).map(|r| r.what);
    assert_eq!((main(Stage::Approved), main(Stage::Published)), (Some(Move::Publish), None));
    assert_eq!(main(Stage::Scheduled), None);
}

#[test]
fn what_passes_from_hand_to_hand_is_kept_and_what_is_only_sent_is_not() {
    let kept: BTreeSet<Move> = RULES.iter().filter(|r| r.keeps == Keeps::Revision).map(|r| r.what).collect();
    let passed_on = [
        Move::File,
        Move::Recall,
        Move::Release,
        Move::Return,
        Move::Approve,
        Move::Reopen,
        Move::Revise,
        Move::Spike,
        Move::Abandon,
    ];
    assert_eq!(kept, BTreeSet::from(passed_on));
    for rule in RULES {
        let wanted = match rule.what {
            Move::Publish => Tells::Publish,
            Move::Schedule => Tells::PublishAtHour,
            Move::Unschedule | Move::Withdraw => Tells::Hold,
            Move::Abandon => Tells::PublishUnseen,
            _ => Tells::Nothing,
        };
        assert_eq!(rule.tells, wanted, "{:?} from {:?}", rule.what, rule.from);
    }
}

#[test]
fn a_move_asks_for_what_the_rules_want() {
    let editor = |stage, what| Asks::of(what, stage, Role::Editor, None, true);
    assert_eq!(editor(Stage::InEdit, Move::Return), Asks::Reason);
    assert_eq!(editor(Stage::Approved, Move::Schedule), Asks::Hour);
    for from in [Stage::Approved, Stage::Scheduled, Stage::Published] {
        assert_eq!(editor(from, Move::Publish), Asks::Outgoing, "no key runs through to readers");
    }
    assert_eq!(editor(Stage::InEdit, Move::Approve), Asks::Outgoing);
    assert_eq!(editor(Stage::InEdit, Move::Abandon), Asks::Sure);
    let own_draft = |written| Asks::of(Move::Spike, Stage::Draft, Role::Reporter, None, written);
    assert_eq!(
        (own_draft(false), own_draft(true)),
        (Asks::Nothing, Asks::Sure),
        "an empty draft is thrown away at once"
    );
}

#[test]
fn only_the_chief_may_insist_on_his_own_story() {
    let own = Some(&Refusal::OwnStory);
    assert_eq!(Asks::of(Move::Approve, Stage::InEdit, Role::Chief, own, true), Asks::Force);
    assert_eq!(Asks::of(Move::Approve, Stage::InEdit, Role::Editor, own, true), Asks::Outgoing);
}

/// What the window shows of a move: nothing, or its button once, with what forbids it.
fn button(a: &Article, who: u128, what: Move) -> Option<Option<Refusal>> {
    let mut found = a.open_moves(actor(who)).into_iter().filter(|(other, _)| *other == what);
    let first = found.next().map(|(_, refusal)| refusal);
    assert_eq!(found.next(), None, "{what:?} has one button");
    first
}

#[test]
fn a_move_of_several_rows_has_one_button_and_is_open_if_one_of_them_is() {
    let mut a = story(REPORTER);
    go(&mut a, Move::File, REPORTER).unwrap();
    assert_eq!(button(&a, EDITOR, Move::Return), Some(None), "what is asked for in a dialogue is not missing yet");
    go(&mut a, Move::Claim, EDITOR).unwrap();
    assert_eq!(button(&a, CHIEF, Move::Release), Some(None), "his own row, though the claimant's is closed to him");
    assert_eq!(button(&a, CHIEF, Move::Return), Some(Some(Refusal::ClaimedBy(staff(EDITOR)))));
    let mut thrown = story(EDITOR);
    go(&mut thrown, Move::Spike, EDITOR).unwrap();
    assert_eq!(button(&thrown, EDITOR, Move::Restore), Some(None), "the row of what was handed in closes nothing");
    assert_eq!(button(&thrown, REPORTER, Move::Restore), Some(Some(Refusal::NotAuthor)));
}

#[test]
fn an_update_is_given_up_where_readers_have_something_and_not_where_they_only_may() {
    let mut a = story(REPORTER);
    a.stage = Stage::Filed;
    a.readers.hand_over(now());
    assert_eq!(button(&a, EDITOR, Move::Abandon), None, "there is nothing to go back to");
    a.readers.seen(revision(), now());
    assert_eq!(button(&a, EDITOR, Move::Abandon), Some(None));
}

#[test]
fn the_program_makes_no_move_of_people() {
    let mut a = story(REPORTER);
    go(&mut a, Move::File, REPORTER).unwrap();
    assert!(a.open_moves(Actor::Transmitter).is_empty());
    let claimed = a.make_move(Move::Claim, Actor::Transmitter, &Attempt::default(), revision(), now());
    assert_eq!((claimed, a.stage), (Err(Refusal::Role), Stage::Filed));
}

#[test]
fn an_approval_of_somebody_elses_story_is_not_forced_whatever_was_said_at_it() {
    let mut a = story(REPORTER);
    go(&mut a, Move::File, REPORTER).unwrap();
    go(&mut a, Move::Claim, CHIEF).unwrap();
    let said = Attempt { force: true, reason: Some("Gấp".into()), ..Attempt::default() };
    a.make_move(Move::Approve, actor(CHIEF), &said, revision(), now()).unwrap();
    assert_eq!(a.approval.unwrap().forced, None);
}

#[test]
fn a_move_is_dated_and_leaves_no_hour_and_no_answer_of_before_behind() {
    let later = now() + Duration::minutes(7);
    let mut a = story(REPORTER);
    a.make_move(Move::File, actor(REPORTER), &Attempt::default(), revision(), later).unwrap();
    assert_eq!(a.updated_at, later, "lists have it on top");

    // Scheduled, seen by readers, and taken off before the desk heard of it.
    let mut scheduled = story(REPORTER);
    scheduled.stage = Stage::Scheduled;
    scheduled.publish_at = Some(later);
    scheduled.readers.seen(revision(), now());
    let wrong = Attempt { reason: Some("Sai".into()), ..Attempt::default() };
    scheduled.make_move(Move::Withdraw, actor(EDITOR), &wrong, revision(), now()).unwrap();
    assert_eq!((scheduled.stage, scheduled.publish_at), (Stage::Approved, None));

    // An update that was returned and is given up: nobody has to answer why.
    let mut update = story(REPORTER);
    let mut approved = update.clone();
    for (what, who) in [(Move::File, REPORTER), (Move::Claim, EDITOR), (Move::Approve, EDITOR)] {
        go(&mut approved, what, who).unwrap();
    }
    let approval = approved.approval.unwrap();
    update.readers.seen(revision(), now());
    (update.returned, update.publish_at) = (Some("Thiếu nguồn".into()), Some(now()));
    let kept = Kept { revision: revision(), live: Some((&approved.manuscript, &approval)) };
    update.make_move(Move::Abandon, actor(EDITOR), &Attempt::default(), kept, now()).unwrap();
    assert_eq!((update.stage, update.returned, update.publish_at), (Stage::Published, None, None));
}

//! Whatever is done in whatever order, a page that readers can open has its story on an editor's shelf.

use crate::{
    approval::Approval,
    article::Article,
    id::RevisionId,
    manuscript::Manuscript,
    moves::{
        Attempt, Move, Refusal, Rule, Tells,
        tests::{CHIEF, EDITOR, REPORTER, actor, body, now, story},
    },
    readers::{Kept, Live, Readers},
    staff::Actor,
    stage::Stage,
};
use chrono::Duration;
use proptest::prelude::*;
use uuid::Uuid;

/// What was approved once, and by what.
type Version = (RevisionId, Manuscript, Approval);

/// A site that does what it is told, one step at a time, and a desk that may give up waiting for it.
#[derive(Clone, Debug, Default)]
struct SiteAndOutbox {
    /// Anybody can open the page.
    public: bool,
    /// What the site shows, or will.
    shows: Option<Version>,
    /// What it is to be told: to show this, or nothing; and how far that has gone.
    sending: Option<(Option<Version>, bool)>,
    /// All that was ever approved, by its revision.
    kept: Vec<Version>,
}

impl SiteAndOutbox {
    /// The next step of what is to be sent: first the note that it is handed over, then the site does it, then it is seen.
    fn step(&mut self, a: &mut Article) {
        let Some((what, told)) = self.sending.take() else { return };
        match (what, told) {
            (Some(version), false) => {
                a.readers.hand_over(now());
                (self.public, self.shows) = (true, Some(version.clone()));
                self.sending = Some((Some(version), true));
            }
            (Some((revision, ..)), true) => {
                a.readers.seen(revision, now());
                if a.approval.as_ref().is_some_and(|approval| approval.revision == revision) {
                    let online = Attempt::default();
                    a.make_move(Move::ConfirmOnline, Actor::Transmitter, &online, revision, now()).unwrap();
                }
            }
            (None, false) => {
                self.public = false;
                self.sending = Some((None, true));
            }
            (None, true) => a.readers.gone(now()),
        }
        a.sending = self.sending.is_some();
    }

    /// A move, with what the desk does besides.
    fn make_move(&mut self, a: &mut Article, what: Move, who: u128, attempt: &Attempt) -> Result<(), Refusal> {
        let row = Rule::of(what, a.stage);
        let live = a.readers.live.and_then(|live| self.kept.iter().find(|(id, ..)| *id == live.revision).cloned());
        let next = RevisionId(Uuid::from_u128(100 + self.kept.len() as u128));
        let kept = Kept { revision: next, live: live.as_ref().map(|(_, manuscript, approval)| (manuscript, approval)) };
        a.make_move(what, actor(who), attempt, kept, now())?;
        if let (Move::Approve, Some(approval)) = (what, &a.approval) {
            self.kept.push((next, a.manuscript.clone(), approval.clone()));
        }
        let approved = || {
            let approval = a.approval.clone().unwrap();
            (approval.revision, a.manuscript.clone(), approval)
        };
        match row.unwrap().tells {
            Tells::Publish | Tells::PublishAtHour => self.sending = Some((Some(approved()), false)),
            Tells::PublishUnseen if a.readers.unseen_since.is_some() => self.sending = Some((Some(approved()), false)),
            Tells::Hold => self.sending = Some((None, false)),
            Tells::PublishUnseen | Tells::Nothing => {}
        }
        a.sending = self.sending.is_some();
        Ok(())
    }
}

#[derive(Clone, Debug)]
enum LiveDeed {
    Try(Move, u128, Attempt),
    Step,
    Cancel,
    Write(u128, String),
}

fn live_deeds() -> impl Strategy<Value = Vec<LiveDeed>> {
    let people = prop::sample::select(vec![Move::File, Move::Claim, Move::Approve, Move::Publish]);
    let moves = prop_oneof![people, prop::sample::select(Move::ALL.to_vec())];
    let attempt = prop::option::of(3i64..500).prop_map(|minutes| Attempt {
        reason: Some("Nhầm".into()),
        publish_at: minutes.map(|m| now() + Duration::minutes(m)),
        force: true,
        ..Attempt::default()
    });
    let deed = prop_oneof![
        12 => (moves, 1u128..=3, attempt).prop_map(|(m, who, a)| LiveDeed::Try(m, who, a)),
        5 => Just(LiveDeed::Step),
        1 => Just(LiveDeed::Cancel),
        2 => (1u128..=3, "[a-zđ]{1,4}").prop_map(|(who, text)| LiveDeed::Write(who, text)),
    ];
    prop::collection::vec(deed, 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn no_public_page_is_without_its_story_on_an_editors_shelf(author in 1u128..=3, deeds in live_deeds()) {
        let mut a = story(author);
        let mut site = SiteAndOutbox::default();
        for deed in deeds {
            match deed {
                LiveDeed::Try(what, who, attempt) => drop(site.make_move(&mut a, what, who, &attempt)),
                LiveDeed::Step => site.step(&mut a),
                LiveDeed::Cancel => (site.sending, a.sending) = (None, false),
                LiveDeed::Write(who, text) => drop(a.edit(actor(who), now(), |m| m.body = body(&text))),
            }
            if !site.public {
                continue;
            }
            prop_assert!(a.readers.may_have_it(), "the desk knows that there is a page: {a:?}");
            prop_assert!(a.stage != Stage::Spiked, "nothing that readers see is in the bin");
            for editor in [EDITOR, CHIEF] {
                prop_assert!(a.is_visible_to(actor(editor)), "every editor sees what readers see");
                let ways: Vec<Move> = a.open_moves(actor(editor)).into_iter().map(|(what, _)| what).collect();
                let down = [Move::Withdraw, Move::Unschedule];
                let held = matches!(&site.sending, Some((None, _)));
                prop_assert!(held || ways.iter().any(|what| down.contains(what)), "it can be taken off: {a:?} {ways:?}");
            }
            if let (Stage::Published, false, Some((_, shown, _))) = (a.stage, a.sending, &site.shows)
                && a.readers.unseen_since.is_none()
            {
                prop_assert_eq!(shown, &a.manuscript, "published is what the page shows");
            }
        }
    }
}

/// A story that readers have.
fn published(author: u128) -> (Article, SiteAndOutbox) {
    let (mut a, mut site) = (story(author), SiteAndOutbox::default());
    for (what, who) in [(Move::File, author), (Move::Claim, EDITOR), (Move::Approve, EDITOR), (Move::Publish, EDITOR)] {
        site.make_move(&mut a, what, who, &Attempt::default()).unwrap();
    }
    site.step(&mut a);
    assert_eq!((a.readers.live, a.readers.may_have_it()), (None, true), "told and not seen yet");
    site.step(&mut a);
    assert_eq!((a.stage, a.readers.unseen_since), (Stage::Published, None));
    (a, site)
}

fn because(words: &str) -> Attempt {
    Attempt { reason: Some(words.into()), ..Attempt::default() }
}

#[test]
fn an_update_that_is_given_up_leaves_what_readers_have() {
    let (mut a, mut site) = published(REPORTER);
    let before = a.clone();
    site.make_move(&mut a, Move::Revise, EDITOR, &Attempt::default()).unwrap();
    a.edit(actor(EDITOR), now(), |m| m.headline.push_str(" (bản nháp)")).unwrap();
    site.make_move(&mut a, Move::Release, EDITOR, &Attempt::default()).unwrap();
    let written = a.version;
    assert_eq!(site.make_move(&mut a, Move::Spike, EDITOR, &because("Thôi")), Err(Refusal::Live));
    assert!(
        a.open_moves(actor(EDITOR)).iter().all(|(what, _)| *what != Move::Spike),
        "there is no button for what would lose the page"
    );
    site.make_move(&mut a, Move::Abandon, EDITOR, &Attempt::default()).unwrap();
    assert_eq!((a.stage, &a.manuscript, &a.approval), (Stage::Published, &before.manuscript, &before.approval));
    assert_eq!(a.version, written + 1, "whoever still writes is told");
    assert!(site.sending.is_none(), "the site has it as it is");
}

#[test]
fn what_readers_have_is_withdrawn_from_any_stage_and_the_update_stays() {
    for stop in 0..5 {
        let (mut a, mut site) = published(REPORTER);
        let ways = [(Move::Revise, EDITOR), (Move::Return, EDITOR), (Move::File, REPORTER), (Move::Claim, EDITOR)];
        for (what, who) in ways.into_iter().take(stop) {
            site.make_move(&mut a, what, who, &because("Sửa")).unwrap();
        }
        let stage = a.stage;
        assert_eq!(site.make_move(&mut a, Move::Withdraw, REPORTER, &because("Sai")), Err(Refusal::Role));
        site.make_move(&mut a, Move::Withdraw, CHIEF, &because("Sai")).unwrap();
        assert_eq!(a.stage, if stage == Stage::Published { Stage::Withdrawn } else { stage });
        assert!(a.readers.live.is_some(), "until it was seen to be gone");
        site.step(&mut a);
        site.step(&mut a);
        assert_eq!((a.readers.may_have_it(), a.readers.withdrawn_at), (false, Some(now())), "{stage:?}");
        let withdraw = site.make_move(&mut a, Move::Withdraw, CHIEF, &because("Sai"));
        assert_eq!(withdraw, Err(Refusal::NotLive), "there is nothing to take off");
    }
}

#[test]
fn an_update_has_no_hour_as_the_site_would_take_the_page_away_until_then() {
    let (mut a, mut site) = published(REPORTER);
    site.make_move(&mut a, Move::Revise, EDITOR, &Attempt::default()).unwrap();
    site.make_move(&mut a, Move::Approve, EDITOR, &Attempt::default()).unwrap();
    let hour = Attempt { publish_at: Some(now() + Duration::hours(2)), ..Attempt::default() };
    assert_eq!(site.make_move(&mut a, Move::Schedule, EDITOR, &hour), Err(Refusal::Live));
}

#[test]
fn an_update_given_up_on_the_way_is_replaced_by_what_readers_had() {
    let (mut a, mut site) = published(REPORTER);
    let before = a.manuscript.clone();
    site.make_move(&mut a, Move::Revise, EDITOR, &Attempt::default()).unwrap();
    a.edit(actor(EDITOR), now(), |m| m.headline.push('!')).unwrap();
    site.make_move(&mut a, Move::Approve, EDITOR, &Attempt::default()).unwrap();
    site.make_move(&mut a, Move::Publish, EDITOR, &Attempt::default()).unwrap();
    site.step(&mut a);
    (site.sending, a.sending) = (None, false);
    site.make_move(&mut a, Move::Abandon, EDITOR, &Attempt::default()).unwrap();
    assert!(site.sending.is_some(), "nobody knows what the page shows");
    site.step(&mut a);
    site.step(&mut a);
    assert_eq!(site.shows.map(|(_, manuscript, _)| manuscript), Some(before));
}

#[test]
fn what_readers_have_is_told_with_the_time_since_when() {
    let (first, second) = (RevisionId(Uuid::from_u128(1)), RevisionId(Uuid::from_u128(2)));
    let at = |minutes| now() + Duration::minutes(minutes);
    let mut readers = Readers::default();
    readers.gone(at(0));
    assert_eq!(readers, Readers::default(), "what nobody ever had was not withdrawn");
    readers.hand_over(at(1));
    readers.hand_over(at(2));
    assert_eq!(readers.unseen_since, Some(at(1)), "from the first time that the site was told");
    readers.seen(first, at(3));
    readers.seen(first, at(4));
    assert_eq!(readers.live, Some(Live { revision: first, since: at(3) }), "found again, it is not new");
    assert_eq!(readers.unseen_since, None);
    readers.hand_over(at(5));
    readers.seen(second, at(6));
    assert_eq!(readers.live, Some(Live { revision: second, since: at(6) }), "the next version is");
    readers.gone(at(7));
    readers.gone(at(8));
    assert_eq!((readers.may_have_it(), readers.withdrawn_at), (false, Some(at(7))), "it went once");
    readers.seen(second, at(9));
    assert_eq!(readers.withdrawn_at, None, "it is there again");
    readers.kept_for_an_hour(at(10));
    assert_eq!((readers.live, readers.unseen_since), (None, Some(at(10))), "nobody has it, and everybody may soon");
}

#[test]
fn an_update_is_given_up_only_for_what_was_approved_and_not_while_it_is_sent() {
    let (mut a, mut site) = published(REPORTER);
    site.make_move(&mut a, Move::Revise, EDITOR, &Attempt::default()).unwrap();
    let sending = Article { sending: true, ..a.clone() };
    assert_eq!(
        site.make_move(&mut sending.clone(), Move::Abandon, CHIEF, &Attempt::default()),
        Err(Refusal::Sending),
        "nobody knows yet what the site will show"
    );
    let (id, manuscript, approval) = site.kept[0].clone();
    let other = Manuscript { headline: "Khác".to_owned(), ..manuscript.clone() };
    for (live, done) in [(Some((&other, &approval)), false), (None, false), (Some((&manuscript, &approval)), true)] {
        let mut given_up = a.clone();
        let kept = Kept { revision: id, live };
        let answer = given_up.make_move(Move::Abandon, actor(EDITOR), &Attempt::default(), kept, now());
        assert_eq!(answer, if done { Ok(()) } else { Err(Refusal::NotLive) });
        assert!(done || given_up == a, "nothing is changed");
    }
}

//! The server allows exactly what the table of moves allows: both are asked, and say the same.

use crate::{
    cluster::{COLLEAGUE, PEOPLE, Paper, Person, REPORTER, applied, now, operation, refused},
    desk::Story,
};
use newsroom::{
    Approval, Arrival, Article, Attempt, Move, Operation, Pushed, Refusal, RevisionId, Seal, Stage,
    moves::{Keeps, MIN_LEAD, RULES, Rule},
    staff::Actor,
};
use postgres::Client;
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::Value;
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};
use uuid::Uuid;

/// What is tried: by one of the five, or by the program in his session.
#[derive(Clone, Debug)]
enum Step {
    Move { what: Pick, who: usize, program: bool, reason: u8, hour: u8, force: bool },
    Edit { who: usize, blank: bool },
    Banner { who: usize },
    Slug { who: usize },
    Reassign { who: usize, to: usize },
}

#[derive(Clone, Debug)]
enum Pick {
    Any(usize),
    /// One of those that the window would offer.
    Open(usize),
    Exactly(Move),
}

/// The way to readers and behind them, as it is gone every day: where random steps alone seldom come.
fn led(author: usize, depth: usize) -> impl Iterator<Item = Step> {
    let editor = if author == 1 { 2 } else { 1 };
    let way = [
        (Move::File, author, false),
        (Move::Claim, editor, false),
        (Move::Approve, editor, false),
        (Move::Schedule, editor, false),
        (Move::ConfirmOnline, editor, true),
        (Move::Withdraw, editor, false),
        (Move::Revise, editor, false),
        (Move::Release, editor, false),
    ];
    way.into_iter().take(depth).map(|(what, who, program)| Step::Move {
        what: Pick::Exactly(what),
        who,
        program,
        reason: 2,
        hour: 2,
        force: false,
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let pick = prop_oneof![1 => (0..16_usize).prop_map(Pick::Any), 3 => (0..8_usize).prop_map(Pick::Open)];
    let made = (pick, 0..5_usize, prop::bool::weighted(0.15), 0..3_u8, 0..3_u8, any::<bool>());
    let step = prop_oneof![
        10 => made.prop_map(|(what, who, program, reason, hour, force)| Step::Move { what, who, program, reason, hour, force }),
        2 => (0..5_usize, prop::bool::weighted(0.2)).prop_map(|(who, blank)| Step::Edit { who, blank }),
        1 => (0..5_usize).prop_map(|who| Step::Banner { who }),
        1 => (0..5_usize).prop_map(|who| Step::Slug { who }),
        1 => (0..5_usize, 0..5_usize).prop_map(|(who, to)| Step::Reassign { who, to }),
    ];
    prop::collection::vec(step, 6..16)
}

/// What both said, and what the operation would have done.
struct Tried {
    ours: Result<(), Refusal>,
    after: Story,
    operation: Operation,
    visible: bool,
}

fn try_step(story: &Story, step: &Step) -> Tried {
    let mut after = story.clone();
    let article = &story.article;
    match step {
        Step::Move { what, who, program, reason, hour, force } => {
            let by = PEOPLE[*who];
            let actor = if *program { Actor::Transmitter } else { by.actor() };
            let open = article.open_moves(actor);
            let what = match what {
                Pick::Exactly(what) => *what,
                Pick::Open(n) if !open.is_empty() => open[n % open.len()].0,
                Pick::Any(n) | Pick::Open(n) => Move::ALL[n % 16],
            };
            let attempt = Attempt {
                reason: [None, Some(" ".to_owned()), Some("Vì sao".to_owned())][usize::from(*reason)].clone(),
                publish_at: [None, Some(now() + MIN_LEAD / 2), Some(now() + MIN_LEAD * 30)][usize::from(*hour)],
                force: *force,
                give_to: None,
            };
            let revision = RevisionId(Uuid::from_u128(fastrand::u128(..)));
            let live = article.readers.live.and_then(|live| story.approvals.get(&live.revision));
            let kept = newsroom::Kept { revision, live: live.map(|(manuscript, approval)| (manuscript, approval)) };
            let ours = after.article.make_move(what, actor, &attempt, kept, now());
            if ours.is_err() {
                pretend(&mut after.article, what, by, &attempt, revision);
            }
            if what == Move::ConfirmOnline {
                after.article.link = Some("https://bao.example/1".into());
                let online = article.approval.as_ref().map_or(revision, |approval| approval.revision);
                after.article.readers.seen(online, now());
            }
            let keeps = Rule::of(what, article.stage).map_or(Keeps::Revision, |row| row.keeps);
            let mut told = after.as_moved(what, by, &attempt, Some(keeps), revision, story);
            if *program {
                let deeds = [(what.as_str(), attempt.reason.as_deref())];
                told = after.told_of(operation(by, Vec::new()), None, &deeds);
            }
            Tried { ours, operation: told, after, visible: article.is_visible_to(by.actor()) }
        }
        Step::Edit { who, blank } => {
            let by = PEOPLE[*who];
            let ours = article.may_edit(by.actor());
            after.article.manuscript.headline = if *blank { " ".into() } else { "Tít".into() };
            after.article.manuscript.standfirst = format!("Sapo {}", fastrand::u32(..));
            Tried {
                ours,
                operation: after.told(by, Vec::new(), &[("edited", None)]),
                after,
                visible: article.is_visible_to(by.actor()),
            }
        }
        Step::Banner { who } => {
            let by = PEOPLE[*who];
            let ours = after.article.place_on_banner(by.actor(), !article.banner, None, now());
            after.article.banner = !article.banner;
            Tried {
                ours,
                operation: after.told(by, Vec::new(), &[]),
                after,
                visible: article.is_visible_to(by.actor()),
            }
        }
        Step::Slug { who } => {
            let by = PEOPLE[*who];
            let slug = Some(format!("bai-{}", fastrand::u32(..)));
            let ours = after.article.choose_slug(by.actor(), slug.clone(), now());
            after.article.slug = slug;
            Tried {
                ours,
                operation: after.told(by, Vec::new(), &[]),
                after,
                visible: article.is_visible_to(by.actor()),
            }
        }
        Step::Reassign { who, to } => {
            let by = PEOPLE[*who];
            let to = PEOPLE[*to].id();
            // To whom it belongs already is no change.
            let ours = if to == article.author { Ok(()) } else { after.article.reassign(by.actor(), to, now()) };
            if ours.is_err() {
                after.article.past_authors.retain(|past| *past != to);
                after.article.past_authors.push(article.author);
                after.article.author = to;
            }
            let visible = article.is_visible_to(by.actor());
            Tried { ours, operation: after.told(by, Vec::new(), &[]), after, visible }
        }
    }
}

/// The story as a program would leave it that does not ask whether it may.
fn pretend(article: &mut Article, what: Move, by: Person, attempt: &Attempt, revision: RevisionId) {
    let to = match (what, article.spiked_from) {
        (Move::Restore, Some(Stage::Draft)) => Stage::Draft,
        (Move::Restore, _) => Stage::Filed,
        _ => {
            let row = Rule::of(what, article.stage).or_else(|| RULES.iter().find(|rule| rule.what == what));
            row.map_or(article.stage, |row| row.to)
        }
    };
    match what {
        Move::Claim | Move::Revise | Move::Reopen => {
            article.claimed_by = Some(by.id());
            article.approval = None;
        }
        Move::Approve => {
            let Seal { form, content } = Seal::of(&article.manuscript);
            let own = article.is_own_of(by.actor()) && attempt.force;
            let forced = own.then(|| attempt.reason.clone().unwrap_or_default());
            article.approval = Some(Approval { revision, content, form, by: by.id(), at: now(), forced });
        }
        Move::Schedule => article.publish_at = attempt.publish_at,
        Move::Publish | Move::Unschedule | Move::Withdraw => article.publish_at = None,
        Move::File => article.returned = None,
        Move::Return => article.returned = attempt.reason.clone(),
        Move::Spike => article.spiked_from = Some(article.stage),
        Move::Restore => article.spiked_from = None,
        Move::Abandon => {
            article.returned = None;
            article.publish_at = None;
        }
        Move::Recall | Move::Release | Move::ConfirmOnline => {}
    }
    if to != Stage::InEdit {
        article.claimed_by = None;
    }
    article.stage = to;
    article.updated_at = now();
}

fn push(client: &mut Client, operation: &Operation) -> Pushed {
    let row = client.query_one("SELECT newsroom.push($1)", &[&serde_json::to_value(operation).unwrap()]).unwrap();
    serde_json::from_value(row.get::<_, Value>(0)).unwrap()
}

fn name_of(refusal: &Refusal) -> String {
    match serde_json::to_value(refusal).unwrap() {
        Value::String(name) => name,
        Value::Object(fields) => fields.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}

/// What a laptop has of stories by what it was told: versions by kind and key, with the story.
#[derive(Default)]
struct Laptop {
    read: u64,
    things: BTreeMap<(String, String), (i64, String)>,
}

impl Laptop {
    /// Reads on to the end.
    fn pull(&mut self, client: &mut Client) {
        loop {
            let rows = client.query("SELECT newsroom.pull($1, 40)", &[&i64::try_from(self.read).unwrap()]).unwrap();
            if rows.is_empty() {
                return;
            }
            for row in rows {
                let arrival: Arrival = serde_json::from_value(row.get(0)).unwrap();
                assert!(arrival.number > self.read);
                self.read = arrival.number;
                let (kind, key) = (arrival.id.kind.as_str().to_owned(), arrival.id.key);
                match arrival.content {
                    None => self.things.retain(|_, (_, story)| *story != key),
                    Some(content) => {
                        let story = match content["story"].as_str() {
                            Some(story) => story.to_owned(),
                            None if kind == "approval" => self.things[&("revision".to_owned(), key.clone())].1.clone(),
                            None => key.clone(),
                        };
                        let version = i64::try_from(arrival.version).unwrap();
                        self.things.insert((kind, key), (version, story));
                    }
                }
            }
        }
    }
}

#[test]
fn the_server_and_the_table_say_the_same_of_any_history() {
    let paper = Paper::new();
    let root = RefCell::new(paper.root());
    let laptops = RefCell::new(PEOPLE.map(|_| Laptop::default()));
    let stories: RefCell<BTreeMap<String, Article>> = RefCell::default();
    let clients = RefCell::new(PEOPLE.map(|person| paper.client(person)));
    let seen: RefCell<BTreeMap<Move, [u32; 2]>> = RefCell::default();
    let (stages, names) = (RefCell::new(BTreeSet::new()), RefCell::new(BTreeSet::new()));
    let config =
        ProptestConfig { cases: 100, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() };
    let tried = TestRunner::new(config).run(&(0..5_usize, 0..9_usize, steps()), |(author, depth, steps)| {
        let mut clients = clients.borrow_mut();
        let mut story = Story::new(PEOPLE[author]);
        let begun = push(&mut clients[author], &story.told(PEOPLE[author], Vec::new(), &[("created", None)]));
        prop_assert!(matches!(begun, Pushed::Applied { .. }), "{:?}", begun);
        story.base = 1;
        for step in led(author, depth).collect::<Vec<_>>().iter().chain(&steps) {
            let (Step::Move { who, .. }
            | Step::Edit { who, .. }
            | Step::Banner { who }
            | Step::Slug { who }
            | Step::Reassign { who, .. }) = step;
            let mut tried = try_step(&story, step);
            // Laptops come by now and then.
            let passer = fastrand::usize(..15);
            if let Some(client) = clients.get_mut(passer) {
                laptops.borrow_mut()[passer].pull(client);
            }
            let reply = push(&mut clients[*who], &tried.operation);
            let said = format!("{step:?} in {:?}: {reply:?}, {:?}", story.article.stage, tried.ours);
            if let Some(what) =
                tried.operation.things.iter().filter_map(|thing| thing.content["deed"].as_str()).find_map(Move::named)
            {
                seen.borrow_mut().entry(what).or_default()[usize::from(tried.ours.is_err())] += 1;
            }
            match (&tried.ours, reply) {
                (Ok(()), Pushed::Applied { .. }) if tried.visible => {
                    stages.borrow_mut().insert(tried.after.article.stage);
                    tried.after.base += 1;
                    story = tried.after;
                }
                // The table of moves leaves it to others to hide a story.
                (_, Pushed::Refused { why, .. }) if why == "hidden" => prop_assert!(!tried.visible, "{}", said),
                (Err(refusal), Pushed::Refused { why, .. }) => {
                    // The law of approvals is asked before that of the story, and may have another reason first.
                    let approves = tried.operation.things.iter().any(|thing| thing.id.kind == newsroom::Kind::Approval);
                    prop_assert!(approves || why == name_of(refusal), "{}", said);
                    names.borrow_mut().insert(why);
                }
                _ => prop_assert!(false, "{}", said),
            }
        }
        // Whatever happened, each laptop now has all of the stories that its person sees, and nothing of others.
        let mut stories = stories.borrow_mut();
        stories.insert(story.article.id.to_string(), story.article);
        let sql = "SELECT kind, key, version, story::text FROM newsroom.thing WHERE story IS NOT NULL";
        let all = root.borrow_mut().query(sql, &[]).unwrap();
        for ((person, laptop), client) in PEOPLE.iter().zip(laptops.borrow_mut().iter_mut()).zip(clients.iter_mut()) {
            laptop.pull(client);
            let seen = all.iter().filter(|row| {
                stories.get(&row.get::<_, String>(3)).is_some_and(|story| story.is_visible_to(person.actor()))
            });
            let expected: BTreeMap<(String, String), i64> =
                seen.map(|row| ((row.get(0), row.get(1)), row.get(2))).collect();
            let has: BTreeMap<_, _> = laptop
                .things
                .iter()
                .filter(|((kind, _), _)| kind != "staff")
                .map(|(key, (version, _))| (key.clone(), *version))
                .collect();
            let differs: Vec<_> = has.iter().filter(|entry| !expected.contains_key(entry.0)).collect();
            let lacks: Vec<_> = expected.iter().filter(|(key, version)| has.get(*key) != Some(*version)).collect();
            prop_assert!(has == expected, "{:?} has too much {:?}, lacks {:?}", person, differs, lacks);
        }
        Ok(())
    });
    tried.unwrap();
    let (seen, stages, names) = (seen.into_inner(), stages.into_inner(), names.into_inner());
    println!("allowed and refused: {seen:?}\nreached {stages:?}\nrefused as {names:?}");
    // Which are allowed and refused how often is chance; every row of the table is tried below.
    assert_eq!(seen.len(), Move::ALL.len(), "every move was tried");
}

/// Puts a story on the server as if it had come to where it is by moves.
fn place(root: &mut Client, story: &Story, things: &[newsroom::Thing]) {
    let id = story.article.id.0;
    for thing in things.iter().chain([&story.thing()]) {
        let (kind, key) = (thing.id.kind.as_str(), thing.id.key.as_str());
        let sql = "INSERT INTO newsroom.thing (kind, key, version, number, content, story)
            SELECT $1, $2, 1, newsroom.next_number(), $3, $4";
        root.execute(sql, &[&kind, &key, &thing.content, &id]).unwrap();
    }
    let live = story.article.readers.may_have_it();
    let standing = "INSERT INTO newsroom.standing VALUES ($1, $2, $3, $4)";
    root.execute(standing, &[&id, &story.article.author.0, &story.article.stage.as_str(), &live]).unwrap();
}

#[test]
fn every_row_is_allowed_to_its_roles_and_to_nobody_else() {
    let paper = Paper::new();
    let mut root = paper.root();
    let mut clients = PEOPLE.map(|person| paper.client(person));
    let mut tried = 0;
    let mut allowed = vec![false; RULES.len()];
    for (place_of_row, rule) in RULES.iter().enumerate() {
        for (who, by) in PEOPLE.into_iter().enumerate() {
            for (author, past, claimant, live, program) in [
                (by, None, by, false, false),
                (REPORTER, None, by, true, false),
                (REPORTER, Some(by), by, false, false),
                (REPORTER, None, COLLEAGUE, true, false),
                (REPORTER, None, by, true, true),
            ] {
                let mut story = Story::new(author);
                let revision = RevisionId(Uuid::from_u128(fastrand::u128(..)));
                let Seal { form, content } = Seal::of(&story.article.manuscript);
                let approval = Approval { revision, content, form, by: COLLEAGUE.id(), at: now(), forced: None };
                let mut things = vec![story.revision(revision, COLLEAGUE, "approve")];
                things.push(crate::cluster::thing(newsroom::Kind::Approval, revision, 0, serde_json::json!({
                    "content": content, "form": form, "approved_by": approval.by, "approved_at": approval.at, "forced": null,
                })));
                story.approvals.insert(revision, (story.article.manuscript.clone(), approval.clone()));
                let article = &mut story.article;
                article.stage = rule.from;
                article.past_authors =
                    past.filter(|past| past.id() != author.id()).map(Person::id).into_iter().collect();
                article.claimed_by = (rule.from == Stage::InEdit).then_some(claimant.id());
                article.approval =
                    matches!(rule.from, Stage::Approved | Stage::Scheduled | Stage::Published).then_some(approval);
                if live {
                    article.readers.seen(revision, now());
                }
                article.spiked_from = (rule.from == Stage::Spiked).then_some(if rule.to == Stage::Draft {
                    Stage::Draft
                } else {
                    Stage::Filed
                });
                place(&mut root, &story, &things);
                story.base = 1;
                let step = Step::Move {
                    what: Pick::Any(Move::ALL.iter().position(|what| *what == rule.what).unwrap()),
                    who,
                    program,
                    reason: 2,
                    hour: 2,
                    force: false,
                };
                let step = try_step(&story, &step);
                let reply = push(&mut clients[who], &step.operation);
                let stands = matches!(reply, Pushed::Applied { .. });
                let ours = step.visible && step.ours.is_ok();
                assert_eq!(
                    stands, ours,
                    "{rule:?} by {by:?}, program {program}, live {live}: {reply:?}, {:?}",
                    step.ours
                );
                allowed[place_of_row] |= stands;
                tried += 1;
            }
        }
    }
    println!("{tried} attempts");
    let never: Vec<_> = RULES.iter().zip(&allowed).filter(|(_, allowed)| !**allowed).map(|(rule, _)| rule).collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn an_editor_takes_the_sites_version_of_a_story_that_waits_for_its_hour() {
    let paper = Paper::new();
    let mut clients = PEOPLE.map(|person| paper.client(person));
    let (editor, colleague) = (PEOPLE[1], PEOPLE[2]);
    let mut story = Story::new(REPORTER);
    applied(push(&mut clients[3], &story.told(REPORTER, Vec::new(), &[])));
    let hour = Attempt { publish_at: Some(now() + MIN_LEAD * 30), ..Attempt::default() };
    let moves = [
        (Move::File, REPORTER, 3),
        (Move::Claim, colleague, 2),
        (Move::Approve, colleague, 2),
        (Move::Schedule, colleague, 2),
    ];
    for (what, by, client) in moves {
        story.base += 1;
        let told = story.go(what, by, &hour).unwrap();
        applied(push(&mut clients[client], &told));
    }
    // Two moves and new words at once, as the desk does it (`take_in_hand`): only where a site's version is taken.
    story.base += 1;
    for what in [Move::Unschedule, Move::Reopen] {
        story.go(what, editor, &Attempt::default()).unwrap();
    }
    story.article.manuscript.headline = "Tít của trang".into();
    assert_eq!(refused(push(&mut clients[1], &story.told(editor, Vec::new(), &[]))), "not_from_here");
    applied(push(&mut clients[1], &story.told(editor, Vec::new(), &[("site_version_taken", None)])));
}

#[test]
fn what_somebody_has_in_hand_is_put_back_and_handed_over_as_he_leaves() {
    let paper = Paper::new();
    let mut clients = PEOPLE.map(|person| paper.client(person));
    let (chief, editor) = (PEOPLE[0], PEOPLE[1]);
    let mut story = Story::new(editor);
    applied(push(&mut clients[1], &story.told(editor, Vec::new(), &[])));
    for what in [Move::File, Move::Claim] {
        story.base += 1;
        let told = story.go(what, editor, &Attempt::default()).unwrap();
        applied(push(&mut clients[1], &told));
    }
    story.base += 1;
    let mut told = story.go(Move::Release, chief, &Attempt::default()).unwrap();
    story.article.reassign(chief.actor(), REPORTER.id(), now()).unwrap();
    let mut left = crate::cluster::staff(editor);
    left["left_at"] = serde_json::json!(now());
    told.things.retain(|thing| thing.id.kind != newsroom::Kind::Story);
    told.things.push(story.thing());
    told.things.push(crate::cluster::thing(newsroom::Kind::Staff, editor.id(), 1, left));
    applied(push(&mut clients[0], &told));
    assert_eq!(clients[1].query_one("SELECT newsroom.hello()", &[]).unwrap_err().code().unwrap().code(), "ND002");
    let seen = paper.member(REPORTER).pull(0, 1000).unwrap();
    assert!(seen.iter().any(|arrival| arrival.id.key == story.article.id.to_string()), "it is the reporter's now");
}

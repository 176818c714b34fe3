//! Random histories of a newsroom of five laptops on a real server: people write, decide, answer and meet when they can, over lines
//! that lose answers, with clocks that are wrong, laptops and a server that lose power. At the end the line holds, and everything
//! that is promised is counted.
//!
//! `NEWSDESK_HISTORIES` says how many, `NEWSDESK_FUZZ_SEED` the first; `cargo xtask soak newsroom` is the long run.

use crate::office::{Office, TestClock};
use crate::sharing::{Losing, PASSPHRASE, invitation};
use chrono::Duration;
use contract::articles::{Shelf, TextEdit};
use desk::{Desk, DeskError, sharing::ExchangeError};
use fastrand::Rng;
use newsdesk_server::{ADMINISTRATOR, Durability, PASSWORD, Server};
use newsroom::{
    ArticleId, Attempt, Body, Deed, Move, RemarkId, Role, SharedStory, Staff, Stage,
    body::{Block, Inline},
    moves::RULES,
};
use shared::{Address, Member, Owner};
use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use tempfile::TempDir;
use uuid::Uuid;
use wordpress::HttpTransport;

/// Histories of a usual test run.
const USUAL: u64 = 4;
/// What is done in one, all laptops together.
const STEPS: usize = 70;
/// Reporters and editors beside the chief; with a second of each.
const PEOPLE: [(&str, Option<Role>); 5] = [
    ("thuky", None),
    ("phongvien", None),
    ("bientap", None),
    ("phongvien.hai", Some(Role::Reporter)),
    ("bientap.hai", Some(Role::Editor)),
];
/// What sends to a site is not played here.
const MOVES: [Move; 9] = [
    Move::File,
    Move::Recall,
    Move::Claim,
    Move::Release,
    Move::Return,
    Move::Approve,
    Move::Reopen,
    Move::Spike,
    Move::Restore,
];

struct Laptop {
    office: Option<Office>,
    folder: TempDir,
    me: Staff,
    login: &'static str,
    clock: Arc<TestClock>,
}

impl Laptop {
    fn desk(&self) -> &Desk {
        &self.office.as_ref().unwrap().desk
    }

    /// The program dies and is started again.
    fn restart(&mut self) {
        drop(self.office.take());
        let desk = Desk::open(self.folder.path(), Arc::new(HttpTransport::new()), self.clock.clone()).unwrap();
        self.office = Some(Office { desk, clock: self.clock.clone() });
    }

    fn stories(&self) -> Vec<ArticleId> {
        let list = |stage| self.desk().list(&self.me, Shelf::Stage(stage), "").unwrap();
        Stage::ALL.into_iter().flat_map(list).map(|story| story.id).collect()
    }

    fn story(&self, id: ArticleId) -> Option<SharedStory> {
        self.desk().open_article(&self.me, id).ok().map(|view| SharedStory::of(&view.article))
    }

    /// Everything that is kept of a story's text here.
    fn words(&self, id: ArticleId) -> String {
        let Some(story) = self.story(id) else { return String::new() };
        let kept = self.desk().list_revisions(&self.me, id).unwrap().into_iter().map(|row| {
            let state = contract::revisions::State::Kept(row.entry.id);
            let empty = self.desk().compare_revisions(&self.me, id, state, contract::revisions::State::Present);
            format!("{:?}", empty.unwrap())
        });
        kept.chain([story.manuscript.body.plain_text()]).collect()
    }
}

struct History {
    rng: Rng,
    address: Address,
    laptops: Vec<Laptop>,
    /// Every word that was typed and saved, by story.
    typed: BTreeMap<ArticleId, Vec<String>>,
    count: u32,
    told: u32,
    broke: u32,
    taken_back: usize,
}

impl History {
    fn begin(server: &Server, seed: u64) -> Self {
        let address = server.address(&server.make_database().unwrap());
        let owner = Owner::connect(&address, ADMINISTRATOR, PASSWORD).unwrap();
        let folder = TempDir::new().unwrap();
        let first = Office::online(folder.path());
        let chief = first.staff("thuky");
        for (login, role) in PEOPLE {
            if let Some(role) = role {
                first.desk.add_staff(&chief, login, login, role, PASSPHRASE).unwrap();
            }
        }
        first.filed_story();
        first.desk.share_newsroom(&chief, &owner, &address).unwrap();
        let clock = first.clock.clone();
        let mut laptops =
            vec![Laptop { office: Some(first), folder, me: chief, login: PEOPLE[0].0, clock: clock.clone() }];
        owner.invite("thuky", PASSPHRASE).unwrap();
        for (login, _) in &PEOPLE[1..] {
            owner.invite(login, "một lần").unwrap();
            let (folder, clock) = (TempDir::new().unwrap(), Arc::new(TestClock::default()));
            let desk = Desk::open(folder.path(), Arc::new(HttpTransport::new()), clock.clone()).unwrap();
            let me = desk.join_newsroom(&invitation(&address, login, "một lần"), PASSPHRASE).unwrap();
            laptops.push(Laptop { office: Some(Office { desk, clock: clock.clone() }), folder, me, login, clock });
        }
        let rng = Rng::with_seed(seed);
        Self { rng, address, laptops, typed: BTreeMap::new(), count: 0, told: 0, broke: 0, taken_back: 0 }
    }

    fn step(&mut self, server: &mut Server) {
        let which = self.rng.usize(..self.laptops.len());
        match self.rng.u8(..100) {
            0..18 => self.meet(which, true),
            18..24 => self.meet(which, false),
            24..50 => self.write(which),
            50..78 => self.decide(which),
            78..84 => self.say(which),
            84..88 => drop(self.laptops[which].office.as_ref().unwrap().filed_story_as(&self.laptops[which].me)),
            88..92 => {
                let hours = Duration::hours(self.rng.i64(-6..6));
                self.laptops[which].clock.is_ahead(hours);
            }
            92..95 => self.place(which),
            95..98 => self.laptops[which].restart(),
            98 => {
                server.kill().unwrap();
                server.run().unwrap();
            }
            _ => {
                // Away while the server is: nothing is lost by that.
                server.kill().unwrap();
                self.meet(which, true);
                server.run().unwrap();
            }
        }
    }

    /// Meets the server, over a line that may break off after some answers.
    fn meet(&mut self, which: usize, breaks: bool) {
        let laptop = &self.laptops[which];
        let member = match Member::connect(&self.address, laptop.login, PASSPHRASE) {
            Ok(member) => member,
            Err(shared::Error::Unreachable(_)) => return,
            Err(other) => panic!("{other}"),
        };
        let left = if breaks { self.rng.u32(0..9) } else { u32::MAX };
        let line = Losing { member: &member, left: Cell::new(left) };
        match laptop.desk().exchange(&laptop.me, &line) {
            Ok(done) => {
                self.told += done.told;
                self.taken_back += done.taken_back.len();
            }
            Err(DeskError::Newsroom(ExchangeError::Away(_))) => self.broke += 1,
            Err(other) => panic!("{}: {other}", laptop.login),
        }
    }

    fn any_story(&mut self, which: usize) -> Option<ArticleId> {
        let stories = self.laptops[which].stories();
        self.rng.choice(stories)
    }

    /// Adds words that nobody else ever writes to a paragraph, where this person may write.
    fn write(&mut self, which: usize) {
        let Some(id) = self.any_story(which) else { return };
        let laptop = &self.laptops[which];
        let view = laptop.desk().open_article(&laptop.me, id).unwrap();
        if view.article.may_edit(newsroom::Actor::Person(laptop.me.id, laptop.me.role)).is_err() {
            return;
        }
        self.count += 1;
        let word = format!("lời{}của{}", self.count, laptop.login.replace('.', ""));
        let mut blocks = view.article.manuscript.body.doc.content.clone();
        let places: Vec<usize> =
            (0..blocks.len()).filter(|place| matches!(blocks[*place], Block::Paragraph { .. })).collect();
        let text = |text: &str| Inline::Text { text: text.to_owned(), marks: Vec::new() };
        match self.rng.choice(places).filter(|_| self.rng.bool()) {
            Some(place) => {
                if let Block::Paragraph { content } = &mut blocks[place] {
                    content.push(text(&format!(" {word}")));
                }
            }
            None => blocks.insert(self.rng.usize(..=blocks.len()), Block::Paragraph { content: vec![text(&word)] }),
        }
        let edit = TextEdit { doc: Some(Body::new(blocks).doc_json()), ..TextEdit::default() };
        laptop.desk().save_text(&laptop.me, id, view.article.version, edit).unwrap();
        self.typed.entry(id).or_default().push(word);
    }

    fn decide(&mut self, which: usize) {
        let Some(id) = self.any_story(which) else { return };
        let laptop = &self.laptops[which];
        let open = laptop.desk().open_article(&laptop.me, id).unwrap().moves;
        let open: Vec<Move> =
            open.into_iter().filter(|(what, no)| no.is_none() && MOVES.contains(what)).map(|(what, _)| what).collect();
        let Some(what) = self.rng.choice(open) else { return };
        let attempt = Attempt { reason: Some("Thiếu nguồn".to_owned()), ..Attempt::default() };
        match laptop.desk().make_move(&laptop.me, id, what, &attempt) {
            Ok(_) | Err(DeskError::Refused(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }

    fn say(&mut self, which: usize) {
        let Some(id) = self.any_story(which) else { return };
        let laptop = &self.laptops[which];
        let remarks = laptop.desk().list_remarks(&laptop.me, id).unwrap();
        let said = match self.rng.choice(remarks) {
            Some(remark) if self.rng.bool() => laptop.desk().resolve_remark(&laptop.me, id, remark.id, true).map(drop),
            Some(remark) => laptop.desk().answer_remark(&laptop.me, id, remark.id, "Của trạm.").map(drop),
            None => laptop.desk().add_remark(&laptop.me, id, RemarkId(Uuid::now_v7()), "xe", "Nguồn nào?").map(drop),
        };
        assert!(matches!(said, Ok(()) | Err(DeskError::Refused(_))), "{said:?}");
    }

    fn place(&mut self, which: usize) {
        let Some(id) = self.any_story(which) else { return };
        let laptop = &self.laptops[which];
        if laptop.me.role != Role::Reporter {
            laptop.desk().set_banner(&laptop.me, id, self.rng.bool(), None).unwrap();
        }
    }

    /// The line holds until nothing is left to tell.
    fn come_together(&mut self) {
        for laptop in &self.laptops {
            laptop.clock.is_ahead(Duration::zero());
        }
        for round in 0.. {
            for which in 0..self.laptops.len() {
                self.meet(which, false);
            }
            let waiting: u32 = self.laptops.iter().map(|laptop| laptop.desk().waits_to_be_told().unwrap()).sum();
            if waiting == 0 && round > 1 {
                break;
            }
            assert!(round < 10, "{waiting} operations are never told");
        }
    }

    /// Counts what is promised; says what does not hold.
    fn check(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let fresh = TempDir::new().unwrap();
        let desk = Desk::open(fresh.path(), Arc::new(HttpTransport::new()), Arc::new(TestClock::default())).unwrap();
        // A new laptop of the chief's has all that the newsroom has, and its history in the newsroom's order.
        let me = desk.join_newsroom(&invitation(&self.address, "thuky", PASSPHRASE), PASSPHRASE).unwrap();
        let clock = Arc::new(TestClock::default());
        let whole =
            Laptop { office: Some(Office { desk, clock: clock.clone() }), folder: fresh, me, login: "thuky", clock };
        let stories: BTreeSet<ArticleId> = whole.stories().into_iter().collect();
        for id in &stories {
            let view = whole.desk().open_article(&whole.me, *id).unwrap();
            let story = SharedStory::of(&view.article);
            for laptop in &self.laptops {
                let may = view.article.is_visible_to(newsroom::Actor::Person(laptop.me.id, laptop.me.role));
                let seen = laptop.story(*id);
                if may && seen.as_ref() != Some(&story) {
                    wrong.push(format!("{} has {seen:#?} of {story:#?}", laptop.login));
                }
                if !may && seen.is_some() {
                    wrong.push(format!("{} sees {id}, which is {:?}", laptop.login, story.stage));
                }
            }
            let everywhere: String = self.laptops.iter().map(|laptop| laptop.words(*id)).collect();
            let kept = whole.words(*id) + &everywhere;
            for word in self.typed.get(id).into_iter().flatten() {
                if !kept.contains(word.as_str()) {
                    let lines: Vec<_> = view.history.iter().rev().map(|line| (&line.deed, &line.who)).collect();
                    wrong.push(format!("{word} is lost from {id}, of which is known {lines:?}"));
                }
            }
            wrong.extend(forbidden(
                &view.history.iter().rev().map(|line| line.deed.clone()).collect::<Vec<_>>(),
                story.stage,
            ));
        }
        for laptop in &self.laptops {
            wrong.extend(
                laptop
                    .stories()
                    .iter()
                    .filter(|id| !stories.contains(id))
                    .map(|id| format!("only {} has {id}", laptop.login)),
            );
        }
        wrong
    }
}

/// What of a history, oldest first, the table of moves does not allow, and a stage that it does not lead to.
fn forbidden(deeds: &[Deed], stage: Stage) -> Option<String> {
    let mut at: BTreeSet<Stage> = [Stage::Draft].into();
    for what in deeds.iter().filter_map(|deed| if let Deed::Move(what) = deed { Some(*what) } else { None }) {
        // Where rows of the same move lead to two stages, both are gone on from.
        let next: BTreeSet<Stage> =
            RULES.iter().filter(|rule| rule.what == what && at.contains(&rule.from)).map(|rule| rule.to).collect();
        if next.is_empty() {
            return Some(format!("{what:?} from {at:?} in {deeds:?}"));
        }
        at = next;
    }
    (!at.contains(&stage)).then(|| format!("{deeds:?} do not lead to {stage:?}"))
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[test]
fn whatever_happens_in_between_a_newsroom_comes_together() {
    let (rounds, first) = (number("NEWSDESK_HISTORIES").unwrap_or(USUAL), number("NEWSDESK_FUZZ_SEED").unwrap_or(1));
    let mut server = Server::start(Durability::Crash).unwrap();
    let (mut told, mut broke, mut taken_back) = (0, 0, 0);
    for seed in first..first + rounds {
        let mut history = History::begin(&server, seed);
        for _ in 0..STEPS {
            history.step(&mut server);
        }
        history.come_together();
        let wrong = history.check();
        assert!(wrong.is_empty(), "seed {seed}: {}", wrong.join("\n"));
        told += history.told;
        broke += history.broke;
        taken_back += history.taken_back;
    }
    println!(
        "{rounds} histories, {rounds} converged, 0 lost, 0 forbidden, 0 twice; {told} operations, {broke} lines broke, \
         {taken_back} taken back"
    );
    assert!(told > 0 && broke > 0, "something happened");
}

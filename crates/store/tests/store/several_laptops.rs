//! Laptops of one newsroom, each with its own store, and a server that orders what they tell and has no opinion of it.

use crate::story::{HAI, LAN, act, draft, minute, paragraph, photo, save, staffed};
use newsroom::{
    Actor, Arrival, Article, ArticleId, Attempt, Body, ContentHash, LostSight, Move, Occasion, Operation, Pushed,
    RemarkId, RevisionId, Role, SharedStory, StaffId, Stage, TemplateId, ThingId, template::Template,
};
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use store::{Act, Store, StoreError, TakenBack, Transaction};
use tempfile::TempDir;
use uuid::Uuid;

/// As the server orders: by version, once, numbered.
#[derive(Default)]
struct Server {
    things: BTreeMap<ThingId, (u64, u64, Value)>,
    said: HashMap<Uuid, Pushed>,
    number: u64,
    /// Operations that are refused, by the next of these words.
    refuses: Vec<&'static str>,
}

impl Server {
    fn push(&mut self, operation: &Operation) -> Pushed {
        if let Some(said) = self.said.get(&operation.id) {
            return said.clone();
        }
        if let Some(why) = self.refuses.pop() {
            return Pushed::Refused { why: why.to_owned(), detail: String::new() };
        }
        let version = |id: &ThingId| self.things.get(id).map_or(0, |(version, ..)| *version);
        let newer: Vec<_> =
            operation.things.iter().filter(|t| t.base != version(&t.id)).map(|t| t.id.clone()).collect();
        if !newer.is_empty() {
            return Pushed::Newer { things: newer };
        }
        let mut versions = Vec::new();
        for thing in &operation.things {
            self.number += 1;
            versions.push(thing.base + 1);
            self.things.insert(thing.id.clone(), (thing.base + 1, self.number, thing.content.clone()));
        }
        let said = Pushed::Applied { number: self.number, versions };
        self.said.insert(operation.id, said.clone());
        said
    }

    fn pull(&self, after: u64) -> Vec<Arrival> {
        let arrivals = self.things.iter().filter(|(_, (_, number, _))| *number > after);
        let mut arrivals: Vec<_> = arrivals
            .map(|(id, (version, number, content))| Arrival {
                number: *number,
                id: id.clone(),
                version: *version,
                content: (!content.is_null()).then(|| content.clone()),
                lost: None,
            })
            .collect();
        arrivals.sort_by_key(|arrival| arrival.number);
        arrivals
    }
}

struct Laptop {
    store: Store,
    person: StaffId,
    _folder: TempDir,
}

impl Laptop {
    /// The first one, whose newsroom becomes one of several.
    fn first(server: &mut Server, person: StaffId) -> Self {
        let (folder, store) = staffed();
        let all = store.everything(Uuid::from_u128(7)).unwrap();
        for (id, content) in &all {
            server.number += 1;
            server.things.insert(id.clone(), (1, server.number, content.clone()));
        }
        store
            .transact(act(person, 0), |t| {
                t.share(&json!({}))?;
                t.note_shared(&all)
            })
            .unwrap();
        Self { store, person, _folder: folder }
    }

    /// Another one, with nothing yet.
    fn another(server: &mut Server, person: StaffId) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path(), minute(0)).unwrap();
        store.transact(Act { actor: None, at: minute(0) }, |t| t.share(&json!({}))).map_err(|e: StoreError| e).unwrap();
        let laptop = Self { store, person, _folder: folder };
        laptop.meet(server);
        laptop
    }

    fn fetch(&self, server: &Server) -> Vec<TakenBack> {
        // Two at a time: what refers to a later page waits for it.
        loop {
            let after = self.store.fetched(self.person).unwrap();
            let page: Vec<_> = server.pull(after).into_iter().take(2).collect();
            let Some(last) = page.last() else { break };
            self.store.keep_arrivals(self.person, &page, last.number, minute(5)).unwrap();
        }
        self.store.place_arrivals(minute(5)).unwrap().0
    }

    /// Tells and fetches, again if something was taken back, which makes news.
    fn meet(&self, server: &mut Server) -> Vec<TakenBack> {
        let mut taken = self.meet_once(server);
        taken.extend(self.meet_once(server));
        taken
    }

    fn meet_once(&self, server: &mut Server) -> Vec<TakenBack> {
        let mut taken = Vec::new();
        while let Some(operation) = self.store.next_operation(self.person, minute(5)).unwrap() {
            let said = server.push(&operation);
            taken.extend(self.store.settle_operation(operation.id, &said, minute(5)).unwrap().0);
            if matches!(said, Pushed::Newer { .. }) {
                taken.extend(self.fetch(server));
            }
        }
        taken.extend(self.fetch(server));
        taken
    }

    fn change(&self, id: ArticleId, change: impl FnOnce(&mut Article)) {
        let mut article = self.store.article(id).unwrap();
        change(&mut article);
        self.store.transact(act(self.person, 2), |t| t.save_article(&article)).unwrap();
    }

    fn type_text(&self, id: ArticleId, place: usize, words: &str) {
        self.change(id, |article| {
            let mut blocks = article.manuscript.body.doc.content.clone();
            blocks[place] = paragraph(words);
            article.manuscript.body = Body::new(blocks);
            article.version += 1;
        });
    }

    fn go(&self, id: ArticleId, what: Move, role: Role) {
        let mut article = self.store.article(id).unwrap();
        let kept = RevisionId(Uuid::now_v7());
        let moved = |t: &mut Transaction<'_>| {
            let attempt = Attempt { reason: Some("Thiếu nguồn".into()), ..Attempt::default() };
            article.make_move(what, Actor::Person(self.person, role), &attempt, kept, minute(3)).unwrap();
            t.keep_revision(kept, id, &article.manuscript, &Occasion::Move(what))?;
            t.save_article(&article)?;
            t.audit(Some(id), &what.into(), None)
        };
        self.store.transact(act(self.person, 3), moved).map_err(|e: StoreError| e).unwrap();
    }

    fn text(&self, id: ArticleId) -> String {
        self.store.article(id).unwrap().manuscript.body.plain_text()
    }

    /// Every text of the story that is kept anywhere here.
    fn all_words(&self, id: ArticleId) -> String {
        let kept = self.store.revisions(id).unwrap();
        kept.iter().map(|r| r.manuscript.body.plain_text()).chain([self.text(id)]).collect::<Vec<_>>().join("\n")
    }

    fn deeds(&self, id: ArticleId) -> Vec<String> {
        let mut deeds: Vec<_> =
            self.store.history(id, 100).unwrap().into_iter().map(|entry| format!("{:?}", entry.deed)).collect();
        deeds.sort();
        deeds
    }
}

/// Lan's laptop and Hải's, and a story of Lan's that both have.
fn two(server: &mut Server) -> (Laptop, Laptop, ArticleId) {
    let lan = Laptop::first(server, LAN);
    let mut story = draft(50, "Cầu Bắc Luân II thông xe", "Đoạn một.");
    story.manuscript.body = Body::new(["Đoạn một.", "Đoạn hai.", "Đoạn ba."].map(paragraph).to_vec());
    story.manuscript.photos = vec![photo(60, ContentHash([9; 32]), "Xe qua cầu")];
    save(&lan.store, &[&story]).unwrap();
    lan.meet(server);
    let hai = Laptop::another(server, HAI);
    (lan, hai, story.id)
}

/// What a story is on a laptop, but for what is each laptop's own.
fn shared(laptop: &Laptop, id: ArticleId) -> SharedStory {
    SharedStory::of(&laptop.store.article(id).unwrap())
}

#[test]
fn a_new_laptop_has_the_whole_newsroom() {
    let mut server = Server::default();
    let (lan, hai, id) = two(&mut server);
    assert_eq!(shared(&hai, id), shared(&lan, id));
    assert_eq!(hai.store.staff().unwrap(), lan.store.staff().unwrap());
    assert_eq!(hai.store.photos().unwrap(), lan.store.photos().unwrap());
    lan.go(id, Move::File, Role::Reporter);
    lan.meet(&mut server);
    hai.meet(&mut server);
    hai.go(id, Move::Claim, Role::Editor);
    hai.type_text(id, 1, "Đoạn hai, đã sửa.");
    let remark = RemarkId(Uuid::now_v7());
    hai.store
        .transact(act(HAI, 4), |t| {
            t.add_remark(remark, id, "một")?;
            t.add_note(id, remark, "Nguồn nào?")
        })
        .unwrap();
    hai.meet(&mut server);
    lan.meet(&mut server);
    assert_eq!(shared(&lan, id), shared(&hai, id));
    assert_eq!(lan.store.remarks(id).unwrap(), hai.store.remarks(id).unwrap());
    assert_eq!(lan.deeds(id), hai.deeds(id));
    assert_eq!(lan.store.revisions(id).unwrap(), hai.store.revisions(id).unwrap());
    assert_eq!(lan.store.article(id).unwrap().stage, Stage::InEdit);
    // The hash of what one signs in with has left no laptop.
    assert!(server.things.values().all(|(.., content)| !content.to_string().contains("argon2")));
}

#[test]
fn an_hour_of_typing_is_one_operation_and_ends_as_it_stands() {
    let mut server = Server::default();
    let (lan, hai, id) = two(&mut server);
    for n in 0..50 {
        lan.type_text(id, 0, &format!("Đoạn một, lần {n}."));
    }
    assert_eq!(lan.store.waiting_operations().unwrap(), 1);
    lan.meet(&mut server);
    hai.meet(&mut server);
    assert!(hai.text(id).contains("lần 49"));
    // What was typed before a move goes before it: words and moves are changes of their own.
    lan.type_text(id, 0, "Đoạn một, xong.");
    lan.go(id, Move::File, Role::Reporter);
    assert_eq!(lan.store.waiting_operations().unwrap(), 2);
    let typed = lan.store.next_operation(LAN, minute(5)).unwrap().unwrap().things.remove(0).content;
    assert!(typed["stage"] == json!("draft") && typed.to_string().contains("Đoạn một, xong."), "{typed}");
    // And what is typed and taken back is nothing.
    lan.meet(&mut server);
    lan.go(id, Move::Recall, Role::Reporter);
    lan.meet(&mut server);
    let before = server.number;
    lan.type_text(id, 0, "Khác.");
    lan.type_text(id, 0, "Đoạn một, xong.");
    // But for the hour at which it was last changed.
    lan.meet(&mut server);
    assert!(server.number <= before + 1);
}

#[test]
fn a_lost_answer_is_asked_for_again_in_the_same_words_and_nothing_moves_meanwhile() {
    let mut server = Server::default();
    let (lan, hai, id) = two(&mut server);
    lan.type_text(id, 0, "Của Lan.");
    let told = lan.store.next_operation(LAN, minute(5)).unwrap().unwrap();
    let said = server.push(&told);
    // The answer is lost; she goes on typing, and somebody else is faster.
    lan.type_text(id, 0, "Của Lan, thêm.");
    hai.meet(&mut server);
    hai.change(id, |article| article.banner = true);
    hai.meet(&mut server);
    lan.fetch(&server);
    assert!(!lan.store.article(id).unwrap().banner, "nothing is put in its place until it is known");
    assert_eq!(lan.store.next_operation(LAN, minute(9)).unwrap().unwrap(), told);
    assert_eq!(server.push(&told), said, "once");
    lan.meet(&mut server);
    hai.meet(&mut server);
    assert!(lan.store.article(id).unwrap().banner && lan.text(id).contains("Của Lan, thêm."));
    assert_eq!(shared(&lan, id), shared(&hai, id));
}

#[test]
fn different_paragraphs_are_united_and_of_the_same_one_no_word_is_lost() {
    let mut server = Server::default();
    let (lan, hai, id) = two(&mut server);
    lan.type_text(id, 0, "Đoạn một của Lan.");
    hai.type_text(id, 2, "Đoạn ba của Hải.");
    hai.meet(&mut server);
    assert!(lan.meet(&mut server).is_empty());
    hai.meet(&mut server);
    assert_eq!(lan.text(id), "Đoạn một của Lan.\nĐoạn hai.\nĐoạn ba của Hải.\n");
    assert_eq!(shared(&lan, id), shared(&hai, id));
    lan.type_text(id, 1, "Giữa, theo Lan.");
    hai.type_text(id, 1, "Giữa, theo Hải.");
    hai.meet(&mut server);
    lan.meet(&mut server);
    hai.meet(&mut server);
    assert_eq!(shared(&lan, id), shared(&hai, id));
    for laptop in [&lan, &hai] {
        assert!(laptop.text(id).contains("theo Hải"), "who came first stands");
        assert!(laptop.all_words(id).contains("theo Lan"), "and the other's words are kept for both");
    }
}

#[test]
fn what_is_refused_is_taken_back_with_its_reason_and_its_words_kept() {
    let mut server = Server::default();
    let (lan, hai, id) = two(&mut server);
    let before = lan.deeds(id);
    lan.type_text(id, 0, "Viết trên đường.");
    lan.go(id, Move::File, Role::Reporter);
    server.refuses.push("role");
    let taken = lan.meet(&mut server);
    assert_eq!(taken.len(), 2, "and what was built on it: {taken:?}");
    let TakenBack { story, author, why, kept, .. } = &taken[0];
    assert_eq!((*story, *author, why.as_str()), (Some(id), Some(LAN), "role"));
    assert!(kept.is_some());
    let article = lan.store.article(id).unwrap();
    assert_eq!((article.stage, lan.text(id).contains("trên đường")), (Stage::Draft, false));
    assert_eq!(lan.deeds(id), before, "what never stood is in no history");
    hai.meet(&mut server);
    assert!(hai.all_words(id).contains("Viết trên đường."));
    assert_eq!(lan.store.waiting_operations().unwrap(), 0);
}

#[test]
fn who_was_faster_has_it_and_the_slower_ones_words_are_kept() {
    let mut server = Server::default();
    let (lan, hai, id) = two(&mut server);
    lan.go(id, Move::File, Role::Reporter);
    lan.meet(&mut server);
    hai.meet(&mut server);
    // She takes it back and writes on, offline; meanwhile he claims and edits it.
    lan.go(id, Move::Recall, Role::Reporter);
    lan.type_text(id, 0, "Lan viết tiếp.");
    hai.go(id, Move::Claim, Role::Editor);
    hai.type_text(id, 2, "Hải sửa.");
    hai.meet(&mut server);
    let taken = lan.meet(&mut server);
    assert!(taken.iter().all(|one| one.why == "story_moved") && !taken.is_empty(), "{taken:?}");
    hai.meet(&mut server);
    assert_eq!(shared(&lan, id), shared(&hai, id));
    assert_eq!(lan.store.article(id).unwrap().stage, Stage::InEdit);
    assert!(hai.all_words(id).contains("Lan viết tiếp."));
    assert_eq!(lan.deeds(id), hai.deeds(id));
}

#[test]
fn a_template_that_one_removed_is_gone_for_all() {
    let mut server = Server::default();
    let (lan, hai, _) = two(&mut server);
    let template = Template {
        id: TemplateId(Uuid::now_v7()),
        name: "Tin vắn".into(),
        purpose: String::new(),
        section: None,
        headline: String::new(),
        standfirst: String::new(),
        doc: Body::default().doc_json(),
    };
    hai.store.transact(act(HAI, 4), |t| t.save_template(&template)).unwrap();
    hai.meet(&mut server);
    lan.meet(&mut server);
    assert_eq!(lan.store.templates().unwrap()[0].name, template.name);
    lan.store.transact(act(LAN, 5), |t| t.remove_template(template.id)).unwrap();
    lan.meet(&mut server);
    hai.meet(&mut server);
    assert_eq!(hai.store.templates().unwrap(), []);
    assert_eq!((lan.store.waiting_operations().unwrap(), hai.store.waiting_operations().unwrap()), (0, 0));
}

#[test]
fn two_people_at_one_laptop_tell_what_each_did_by_the_own_login() {
    let mut server = Server::default();
    let (lan, _hai, id) = two(&mut server);
    lan.type_text(id, 0, "Của Lan.");
    let hai_here = Laptop { person: HAI, ..lan };
    let mut article = hai_here.store.article(id).unwrap();
    article.banner = true;
    let placed = hai_here.store.transact(act(HAI, 4), |t| {
        t.save_article(&article)?;
        t.audit(Some(id), &newsroom::Deed::BannerOn, None)
    });
    placed.map_err(|e: StoreError| e).unwrap();
    hai_here.meet(&mut server);
    assert_eq!(
        hai_here.store.waiting_operations().unwrap(),
        2,
        "his banner waits for her words, which only she may tell"
    );
    assert!(hai_here.store.next_operation(HAI, minute(5)).unwrap().is_none());
    let lan = Laptop { person: LAN, ..hai_here };
    lan.meet(&mut server);
    let id_of_story = ThingId { kind: newsroom::Kind::Story, key: id.to_string() };
    let (_, _, told) = &server.things[&id_of_story];
    assert!(told.to_string().contains("Của Lan.") && told["banner"] == json!(false), "{told}");
    let hai_here = Laptop { person: HAI, ..lan };
    hai_here.meet(&mut server);
    assert_eq!(hai_here.store.waiting_operations().unwrap(), 0);
    assert_eq!(server.things[&id_of_story].2["banner"], json!(true));
}

#[test]
fn a_story_that_one_sees_no_longer_leaves_the_shelves_and_its_words_are_kept() {
    let mut server = Server::default();
    let (lan, hai, id) = two(&mut server);
    lan.go(id, Move::File, Role::Reporter);
    lan.meet(&mut server);
    hai.meet(&mut server);
    hai.go(id, Move::Claim, Role::Editor);
    hai.meet(&mut server);
    hai.type_text(id, 1, "Hải sửa trên đường.");
    let lost = Arrival {
        number: server.number + 1,
        id: ThingId { kind: newsroom::Kind::Story, key: id.to_string() },
        version: 9,
        content: None,
        lost: Some(LostSight { author: LAN, stage: Stage::Draft }),
    };
    hai.store.keep_arrivals(HAI, &[lost], server.number + 1, minute(6)).unwrap();
    let (taken, _) = hai.store.place_arrivals(minute(6)).unwrap();
    assert_eq!((taken.len(), taken[0].why.as_str()), (1, "out_of_sight"));
    let article = hai.store.article(id).unwrap();
    assert!(!article.is_visible_to(Actor::Person(HAI, Role::Editor)));
    assert!(hai.all_words(id).contains("Hải sửa trên đường."));
}

#[test]
fn answers_of_both_stand_under_a_remark() {
    let mut server = Server::default();
    let (lan, hai, id) = two(&mut server);
    let remark = RemarkId(Uuid::now_v7());
    let say = |laptop: &Laptop, words: &str| {
        laptop.store.transact(act(laptop.person, 4), |t| t.add_note(id, remark, words)).unwrap();
    };
    hai.store.transact(act(HAI, 4), |t| t.add_remark(remark, id, "một")).unwrap();
    say(&hai, "Nguồn nào?");
    hai.meet(&mut server);
    lan.meet(&mut server);
    say(&lan, "Của trạm.");
    say(&hai, "Gấp.");
    hai.store.transact(act(HAI, 6), |t| t.resolve_remark(id, remark, true)).unwrap();
    hai.meet(&mut server);
    lan.meet(&mut server);
    hai.meet(&mut server);
    let said = |laptop: &Laptop| {
        let remark = laptop.store.remarks(id).unwrap().remove(0);
        let mut words: Vec<_> = remark.notes.into_iter().map(|note| note.text).collect();
        words.sort();
        (words, remark.resolved.is_some())
    };
    assert_eq!(said(&lan), said(&hai));
    assert_eq!(said(&lan), (["Của trạm.", "Gấp.", "Nguồn nào?"].map(str::to_owned).to_vec(), true));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two people type at random places of one story, and meet the server at random times, sometimes losing its answer.
    #[test]
    fn whoever_meets_when_all_end_alike_and_no_word_is_lost(
        steps in vec((any::<bool>(), 0..3_usize, 0..5_u8), 1..14)
    ) {
        let mut server = Server::default();
        let (lan, hai, id) = two(&mut server);
        let mut typed: Vec<String> = Vec::new();
        for (n, (first, place, kind)) in steps.into_iter().enumerate() {
            let laptop = if first { &lan } else { &hai };
            match kind {
                0 => drop(laptop.meet(&mut server)),
                1 => {
                    // Told, and the answer lost.
                    if let Some(operation) = laptop.store.next_operation(laptop.person, minute(5)).unwrap() {
                        server.push(&operation);
                    }
                }
                _ => {
                    // Only what one has typed oneself is overwritten, and that is no loss: it stood in one's own text.
                    let words = format!("Lời {n} ở chỗ {place}.");
                    if laptop.text(id).split("\n").nth(place).is_none_or(|old| !old.starts_with("Lời")) {
                        laptop.type_text(id, place, &words);
                        typed.push(words);
                    }
                }
            }
        }
        for laptop in [&lan, &hai, &lan, &hai] {
            laptop.meet(&mut server);
        }
        prop_assert_eq!(shared(&lan, id), shared(&hai, id));
        for laptop in [&lan, &hai] {
            prop_assert_eq!(laptop.store.waiting_operations().unwrap(), 0);
            for words in &typed {
                prop_assert!(laptop.all_words(id).contains(words), "{} in {}", words, laptop.all_words(id));
            }
        }
    }
}

//! Several laptops of one newsroom on a real server: what a reporter files in the field is in front of the editor.

use crate::office::{Office, TestClock};
use contract::{
    articles::{Shelf, TextEdit},
    revisions::{RevisionRow, State},
};
use desk::{
    Desk, DeskError,
    sharing::{Exchange, ExchangeError, Exchanged, Invitation},
};
use newsdesk_server::{ADMINISTRATOR, Durability, PASSWORD, Server};
use newsroom::{Arrival, ArticleId, Attempt, Move, Operation, Pushed, RemarkId, SharedStory, Staff, Stage};
use shared::{Address, Member, Owner};
use std::{
    cell::Cell,
    sync::{Arc, OnceLock},
};
use tempfile::TempDir;
use uuid::Uuid;
use wordpress::HttpTransport;

const SECRET: &str = "chỉ dùng một lần 4711";
pub(crate) const PASSPHRASE: &str = "sóng vỗ mạn thuyền Trà Cổ";

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(Durability::None).unwrap())
}

/// A newsroom whose chief has made it one of several laptops, and has invited everybody.
struct Newsroom {
    address: Address,
    owner: Owner,
    chief: Office,
    _folder: TempDir,
}

impl Newsroom {
    fn shared() -> Self {
        Self::after(|_| {})
    }

    /// The same after what was done while it was on one laptop.
    fn after(before: impl Fn(&Office)) -> Self {
        let (folder, server) = (TempDir::new().unwrap(), server());
        let chief = Office::online(folder.path());
        before(&chief);
        let address = server.address(&server.make_database().unwrap());
        let owner = Owner::connect(&address, ADMINISTRATOR, PASSWORD).unwrap();
        chief.desk.share_newsroom(&chief.staff("thuky"), &owner, &address).unwrap();
        for login in ["phongvien", "bientap", "thuky"] {
            owner.invite(login, SECRET).unwrap();
        }
        Self { address, owner, chief, _folder: folder }
    }

    fn laptop(&self, login: &str) -> Laptop {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(TestClock::default());
        let desk = Desk::open(folder.path(), Arc::new(HttpTransport::new()), clock).unwrap();
        let me = desk.join_newsroom(&invitation(&self.address, login, SECRET), PASSPHRASE).unwrap();
        let member = Member::connect(&self.address, login, PASSPHRASE).unwrap();
        Laptop { desk, me, member, _folder: folder }
    }
}

pub(crate) fn invitation(address: &Address, login: &str, secret: &str) -> Invitation {
    let Address { host, port, database, ca_pem } = address.clone();
    let newsroom = "Báo Móng Cái".to_owned();
    Invitation { newsroom, host, port, database, ca_pem, login: login.to_owned(), secret: secret.to_owned() }
}

struct Laptop {
    desk: Desk,
    me: Staff,
    member: Member,
    _folder: TempDir,
}

impl Laptop {
    fn meet(&self) -> Exchanged {
        self.desk.exchange(&self.me, &self.member).unwrap()
    }

    fn new_story(&self, headline: &str, words: &str) -> ArticleId {
        let (view, _) = self.desk.new_article(&self.me, None).unwrap();
        let id = view.article.id;
        self.write(id, headline, words);
        id
    }

    fn write(&self, id: ArticleId, headline: &str, words: &str) {
        let version = self.desk.open_article(&self.me, id).unwrap().article.version;
        let paragraphs: Vec<_> = words
            .split('|')
            .map(|words| {
                serde_json::json!({
                    "type": "paragraph", "content": [{ "type": "text", "text": words }]
                })
            })
            .collect();
        let doc = serde_json::json!({ "type": "doc", "content": paragraphs }).to_string();
        let edit = TextEdit { headline: Some(headline.to_owned()), doc: Some(doc), ..TextEdit::default() };
        self.desk.save_text(&self.me, id, version, edit).unwrap();
    }

    fn go(&self, id: ArticleId, what: Move) {
        let attempt = Attempt { reason: Some("Thiếu nguồn".to_owned()), ..Attempt::default() };
        self.desk.make_move(&self.me, id, what, &attempt).unwrap();
    }

    fn stage(&self, id: ArticleId) -> Stage {
        self.desk.open_article(&self.me, id).unwrap().article.stage
    }

    fn text(&self, id: ArticleId) -> String {
        self.desk.open_article(&self.me, id).unwrap().article.manuscript.body.plain_text()
    }

    fn story(&self, id: ArticleId) -> SharedStory {
        SharedStory::of(&self.desk.open_article(&self.me, id).unwrap().article)
    }

    fn sees(&self, id: ArticleId) -> bool {
        self.desk.open_article(&self.me, id).is_ok()
    }
}

#[test]
fn what_a_reporter_files_is_in_front_of_the_editor_and_comes_back() {
    let newsroom = Newsroom::shared();
    let (ha, quan) = (newsroom.laptop("phongvien"), newsroom.laptop("bientap"));
    let id = ha.new_story("Nước lên ở Trà Cổ", "Chiều nay nước lên.|Thuyền đã vào bờ.");
    ha.meet();
    quan.meet();
    assert!(!quan.sees(id), "a draft is its author's alone");
    // She writes on without the line, and files it.
    ha.write(id, "Nước lên ở Trà Cổ", "Chiều nay nước lên.|Thuyền đã vào bờ.|Gió giật.");
    ha.write(id, "Nước lên ở Trà Cổ", "Chiều nay nước lên.|Thuyền đã vào bờ.|Gió giật cấp 8.");
    ha.go(id, Move::File);
    assert_eq!(ha.meet().taken_back, []);
    quan.meet();
    assert_eq!(quan.story(id), ha.story(id));
    assert!(quan.text(id).contains("cấp 8"));
    quan.go(id, Move::Claim);
    quan.write(id, "Nước lên ở Trà Cổ", "Chiều 30/11, nước lên.|Thuyền đã vào bờ.");
    assert_eq!(quan.meet().taken_back, []);
    ha.meet();
    assert_eq!((ha.stage(id), ha.text(id)), (Stage::InEdit, quan.text(id)));
    quan.write(id, "Nước lên ở Trà Cổ", "Chiều 30/11, nước lên.|Thuyền đã vào bờ. Gió lặng.");
    quan.go(id, Move::Return);
    assert_eq!(quan.meet().taken_back, []);
    assert!(!quan.sees(id), "it is a draft again");
    ha.meet();
    assert_eq!(ha.stage(id), Stage::Draft);
    assert_eq!(ha.desk.open_article(&ha.me, id).unwrap().article.returned.as_deref(), Some("Thiếu nguồn"));
    assert_eq!((ha.desk.waits_to_be_told().unwrap(), quan.desk.waits_to_be_told().unwrap()), (0, 0));
}

#[test]
fn a_laptop_that_comes_in_has_what_its_person_may_see_and_no_more() {
    let newsroom = Newsroom::after(|office| {
        let editor = office.staff("bientap");
        let filed = office.filed_story();
        let remark = RemarkId(Uuid::now_v7());
        office.desk.add_remark(&editor, filed, remark, "xe", "Nguồn nào?").unwrap();
        office.desk.answer_remark(&office.staff("phongvien"), filed, remark, "Của trạm.").unwrap();
        let approved = office.approved_story();
        office.desk.set_banner(&editor, approved, true, None).unwrap();
        office.desk.new_article(&editor, None).unwrap();
    });
    let (ha, mai) = (newsroom.laptop("phongvien"), newsroom.laptop("thuky"));
    let chief = newsroom.chief.staff("thuky");
    let shelf = |stage| newsroom.chief.desk.list(&chief, Shelf::Stage(stage), "").unwrap();
    let all: Vec<_> = Stage::ALL.into_iter().flat_map(shelf).collect();
    assert_eq!(all.len(), 3);
    for story in &all {
        let whole = newsroom.chief.desk.open_article(&chief, story.id).unwrap();
        assert_eq!(mai.story(story.id), SharedStory::of(&whole.article));
        let remarks = |desk: &Desk, who: &Staff| desk.list_remarks(who, story.id).unwrap();
        assert_eq!(remarks(&mai.desk, &mai.me), remarks(&newsroom.chief.desk, &chief));
        assert_eq!(ha.sees(story.id), whole.article.author == ha.me.id, "{}", story.headline);
    }
    assert_eq!(mai.desk.sections().unwrap(), newsroom.chief.desk.sections().unwrap());
    // The passphrase counts from now on, here and there, and the secret no more.
    assert!(ha.desk.sign_in("phongvien", PASSPHRASE).is_ok());
    assert!(matches!(Member::connect(&newsroom.address, "phongvien", SECRET), Err(shared::Error::LoginRefused)));
    newsroom.owner.block("phongvien").unwrap();
    let out = ha.desk.exchange(&ha.me, &ha.member);
    assert!(matches!(out, Err(DeskError::Newsroom(ExchangeError::Login(_) | ExchangeError::Away(_)))), "{out:?}");
    assert!(ha.desk.sign_in("phongvien", PASSPHRASE).is_ok(), "what she wrote is still hers to read");
}

#[test]
fn who_was_away_loses_no_word_and_no_decision_stands_that_the_newsroom_forbids() {
    let newsroom = Newsroom::shared();
    let (ha, quan, mai) = (newsroom.laptop("phongvien"), newsroom.laptop("bientap"), newsroom.laptop("thuky"));
    let id = ha.new_story("Nước lên", "Một.|Hai.|Ba.");
    ha.go(id, Move::File);
    ha.meet();
    quan.meet();
    mai.meet();
    // Both claim it, each without the line; Mai comes back first.
    quan.go(id, Move::Claim);
    quan.write(id, "Nước lên", "Một.|Hai, theo Quân.|Ba.");
    mai.go(id, Move::Claim);
    mai.write(id, "Nước lên", "Một.|Hai.|Ba, theo Mai.");
    mai.meet();
    let met = quan.meet();
    assert!(!met.taken_back.is_empty(), "he is told");
    assert_eq!(quan.story(id), mai.story(id));
    assert_eq!(quan.desk.open_article(&quan.me, id).unwrap().article.claimed_by, Some(mai.me.id));
    mai.meet();
    ha.meet();
    for laptop in [&ha, &quan, &mai] {
        assert_eq!(laptop.story(id), mai.story(id));
        let kept = laptop.desk.list_revisions(&laptop.me, id).unwrap();
        let present = |row: &RevisionRow| {
            laptop.desk.compare_revisions(&laptop.me, id, State::Kept(row.entry.id), State::Present).unwrap()
        };
        let words: String = kept.iter().map(|row| format!("{:?}", present(row))).collect();
        assert!(words.contains("theo Quân"), "{words}");
    }
}

/// A line on which every answer after the first few is lost.
pub(crate) struct Losing<'m> {
    pub(crate) member: &'m Member,
    pub(crate) left: Cell<u32>,
}

impl Losing<'_> {
    fn answer<T>(&self, answer: Result<T, ExchangeError>) -> Result<T, ExchangeError> {
        match self.left.get() {
            0 => Err(ExchangeError::Away("lost".to_owned())),
            left => {
                self.left.set(left - 1);
                answer
            }
        }
    }
}

impl Exchange for Losing<'_> {
    fn push(&self, operation: &Operation) -> Result<Pushed, ExchangeError> {
        self.answer(Exchange::push(self.member, operation))
    }

    fn pull(&self, after: u64, most: u32) -> Result<Vec<Arrival>, ExchangeError> {
        self.answer(Exchange::pull(self.member, after, most.min(3)))
    }
}

#[test]
fn a_line_that_breaks_off_after_every_answer_makes_nothing_twice() {
    let newsroom = Newsroom::shared();
    let (ha, quan) = (newsroom.laptop("phongvien"), newsroom.laptop("bientap"));
    let ids: Vec<_> = (0..3).map(|n| ha.new_story(&format!("Tin {n}"), "Một.|Hai.")).collect();
    for id in &ids {
        ha.go(*id, Move::File);
    }
    let mut broke = 0;
    for answers in 0.. {
        let line = Losing { member: &ha.member, left: Cell::new(answers % 3) };
        match ha.desk.exchange(&ha.me, &line) {
            Ok(_) => break,
            Err(DeskError::Newsroom(ExchangeError::Away(_))) => broke += 1,
            Err(other) => panic!("{other}"),
        }
        if ha.desk.waits_to_be_told().unwrap() == 0 {
            break;
        }
    }
    assert!(broke > 3, "it broke off {broke} times");
    ha.meet();
    quan.meet();
    for id in ids {
        assert_eq!(quan.story(id), ha.story(id));
        let filed = quan.desk.open_article(&quan.me, id).unwrap().history;
        let filed = filed.iter().filter(|entry| entry.deed == Move::File.into()).count();
        assert_eq!(filed, 1, "each decision is in the history once");
    }
}

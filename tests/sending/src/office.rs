//! An office that sends: a newsroom folder, its people, their stories. All that is asked of the desk is asked here.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration as Real;

use chrono::{DateTime, Duration, Utc};
use contract::{articles::TextEdit, sites::ConnectSite};
use desk::{Clock, Desk, READY_PASSWORD};
use image::{ImageFormat, Rgb, RgbImage};
use newsroom::{
    ArticleId, Attempt, Move, PhotoUseId, SiteId, Staff, Step, Transmission, Trouble, manuscript::PhotoWords,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use wordpress::{HttpTransport, Request, Response, Transport, TransportError};

use crate::failure::Failure;
use crate::proxy::FaultProxy;
use crate::test_site::{ACCOUNT, Access};

/// The client's time-out for an answer that is held back.
const SHORT: Real = Real::from_millis(400);
/// How much faster than the world a waiting desk's clock goes, while the site still works on something of ours.
const HASTE: i64 = 10;
/// The longest wait at that pace.
const LONGEST_WAIT: Real = Real::from_millis(1500);
/// Times that a person and his program try before they give up on a story.
const TRIES: usize = 60;

/// The headline of every story.
pub(crate) const HEADLINE: &str = "Cửa khẩu Bắc Luân II thông quan hơn 300 xe";
/// The headline after an update.
pub(crate) const UPDATED: &str = "Cửa khẩu Bắc Luân II thông quan 320 xe";
/// Its section: the second one of the ready newsroom.
pub(crate) const SECTION: &str = "Kinh tế - Cửa khẩu";
/// What its text says, in order.
pub(crate) const WORDS: [&str; 4] = [
    "Trong 10 tháng, 21.923/23.394 hồ sơ (93,7%) đúng hạn.",
    "Thông quan nhanh & gọn",
    "“Xe chờ dưới 2 giờ”",
    "Nông sản",
];
/// Alternative text of the photos.
const ALT: &str = "Đoàn xe";
/// Words of the captions, before the number of the photo.
pub(crate) const CAPTION: &str = "Xe hàng chờ thông quan, ảnh";

/// The computer's clock, which can be set forward.
#[derive(Default)]
pub(crate) struct SetClock(Mutex<Duration>);

impl SetClock {
    fn forward(&self, by: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    /// How far it was set forward.
    pub(crate) fn ahead(&self) -> Duration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What it says.
    pub(crate) fn now_there(&self) -> DateTime<Utc> {
        self.now()
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.ahead()
    }
}

/// The network, with a short time-out where the line will not answer in time.
pub(crate) struct ShortTimeouts {
    real: HttpTransport,
    proxy: FaultProxy,
}

impl ShortTimeouts {
    /// For a client of this line.
    pub(crate) fn on(proxy: &FaultProxy) -> Arc<Self> {
        Arc::new(Self { real: HttpTransport::new(), proxy: proxy.clone() })
    }
}

impl Transport for ShortTimeouts {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        if self.proxy.holds_next() {
            return self.real.send(&Request { timeout: SHORT, ..request.clone() });
        }
        self.real.send(request)
    }
}

/// An open office, with its editor signed in.
pub(crate) struct Office {
    desk: Desk,
    clock: Arc<SetClock>,
    editor: Staff,
}

/// What is in the outbox for a story.
pub(crate) enum Sending {
    /// All is done, or waits for its hour.
    Done,
    /// It goes on at this time.
    Waits(DateTime<Utc>),
    /// A person has to do something.
    Stopped(Box<Transmission>),
}

impl Office {
    /// Opens the newsroom in a folder, or makes one there.
    pub(crate) fn open(folder: &Path, transport: Arc<dyn Transport>) -> Result<Self, Failure> {
        let clock = Arc::new(SetClock::default());
        let desk = Desk::open(folder, transport, clock.clone())?;
        if desk.newsroom()?.is_none() {
            desk.make_ready_newsroom()?;
        }
        let editor = desk.sign_in("bientap", READY_PASSWORD)?;
        Ok(Self { desk, clock, editor })
    }

    /// Connects the site for the first time.
    pub(crate) fn connect_first(&self, access: &Access) -> Result<(), Failure> {
        let chief = self.desk.sign_in("thuky", READY_PASSWORD)?;
        self.connect_as(&chief, access)
    }

    /// Gives the password of the site, which is in no file.
    pub(crate) fn connect(&self, access: &Access) -> Result<(), Failure> {
        self.connect_as(&self.editor, access)
    }

    fn connect_as(&self, who: &Staff, access: &Access) -> Result<(), Failure> {
        self.desk.connect_site(who, &ConnectSite::at(&access.address, ACCOUNT, &access.password))?;
        Ok(())
    }

    /// An approved story with a lead photo and two photos in its text.
    pub(crate) fn story_with_photos(&self) -> Result<ArticleId, Failure> {
        self.approved(HEADLINE, 3)
    }

    /// An approved story with so many photos; the first is the lead photo.
    pub(crate) fn approved(&self, headline: &str, photos: u32) -> Result<ArticleId, Failure> {
        let reporter = self.desk.sign_in("phongvien", READY_PASSWORD)?;
        self.approved_by(&reporter, headline, photos, photos, ALT)
    }

    /// Many approved stories, the nth with a photo where `with_photo` says so, queued in their order.
    pub(crate) fn queue(
        &self,
        count: usize,
        headline: impl Fn(usize) -> String,
        photos: impl Fn(usize) -> u32,
    ) -> Result<Vec<ArticleId>, Failure> {
        let reporter = self.desk.sign_in("phongvien", READY_PASSWORD)?;
        let mut queued = Vec::new();
        for number in 1..=count {
            let seed = u32::try_from(number).unwrap_or(0) * 10;
            let id = self.approved_by(&reporter, &headline(number), photos(number), seed, ALT)?;
            self.publish(id)?;
            queued.push(id);
        }
        Ok(queued)
    }

    /// An approved story with this text, and more, and no photos.
    pub(crate) fn approved_text(&self, headline: &str, doc: &Value, more: TextEdit) -> Result<ArticleId, Failure> {
        let reporter = self.desk.sign_in("phongvien", READY_PASSWORD)?;
        let (view, _) = self.desk.new_article(&reporter, None)?;
        let section = self.desk.sections()?.into_iter().find(|section| section.name == SECTION);
        let edit = TextEdit {
            headline: Some(headline.to_owned()),
            standfirst: Some("Sáng 23/11, hàng xuất khẩu qua Móng Cái tăng mạnh.".to_owned()),
            section: Some(section.map(|section| section.id)),
            tags: Some(vec!["Cửa khẩu".to_owned()]),
            doc: Some(doc.to_string()),
            ..more
        };
        self.file_and_approve(&reporter, view.article.id, edit)
    }

    fn file_and_approve(&self, reporter: &Staff, id: ArticleId, edit: TextEdit) -> Result<ArticleId, Failure> {
        self.desk.save_text(reporter, id, 0, edit)?;
        self.desk.make_move(reporter, id, Move::File, &Attempt::default())?;
        self.go(id, Move::Claim)?;
        self.go(id, Move::Approve)?;
        Ok(id)
    }

    /// An approved story with a photo whose alternative text this is.
    pub(crate) fn approved_alt(&self, headline: &str, alt: &str) -> Result<ArticleId, Failure> {
        let reporter = self.desk.sign_in("phongvien", READY_PASSWORD)?;
        self.approved_by(&reporter, headline, 1, 77, alt)
    }

    fn approved_by(
        &self,
        reporter: &Staff,
        headline: &str,
        count: u32,
        seed: u32,
        alt: &str,
    ) -> Result<ArticleId, Failure> {
        let (view, _) = self.desk.new_article(reporter, None)?;
        let id = view.article.id;
        let mut photos = Vec::new();
        for number in 1..=count {
            let (photo, _) = self.desk.add_photo(reporter, id, "anh.jpg", &picture(seed + number)?)?;
            let words = [format!("{CAPTION} {number}"), alt.to_owned(), "Thu Hà".to_owned()];
            let [caption, alt_text, credit] = words.map(Some);
            self.desk.save_photo(reporter, id, photo.id, PhotoWords { caption, alt_text, credit })?;
            photos.push(photo.id);
        }
        let section = self.desk.sections()?.into_iter().find(|section| section.name == SECTION);
        let edit = TextEdit {
            headline: Some(headline.to_owned()),
            standfirst: Some("Sáng 23/11, hàng xuất khẩu qua Móng Cái tăng mạnh.".to_owned()),
            section: Some(section.map(|section| section.id)),
            tags: Some(vec!["Cửa khẩu".to_owned(), "Móng Cái".to_owned()]),
            doc: Some(doc(photos.get(1..).unwrap_or_default())),
            lead_photo: Some(photos.first().copied()),
            ..TextEdit::default()
        };
        self.file_and_approve(reporter, id, edit)
    }

    fn go(&self, id: ArticleId, what: Move) -> Result<(), Failure> {
        self.desk.make_move(&self.editor, id, what, &Attempt::default())?;
        Ok(())
    }

    /// The editor puts an approved story online.
    pub(crate) fn publish(&self, id: ArticleId) -> Result<(), Failure> {
        self.go(id, Move::Publish)
    }

    /// The editor hands an approved story over for an hour.
    pub(crate) fn schedule(&self, id: ArticleId, at: DateTime<Utc>) -> Result<(), Failure> {
        let hour = Attempt { publish_at: Some(at), ..Attempt::default() };
        self.desk.make_move(&self.editor, id, Move::Schedule, &hour)?;
        Ok(())
    }

    /// The editor changes the headline of a published story, approves it again and sends it.
    pub(crate) fn update(&self, id: ArticleId) -> Result<(), Failure> {
        self.revise(id, TextEdit { headline: Some(UPDATED.to_owned()), ..TextEdit::default() })
    }

    /// The same with any change.
    pub(crate) fn revise(&self, id: ArticleId, edit: TextEdit) -> Result<(), Failure> {
        self.go(id, Move::Revise)?;
        let version = self.desk.open_article(&self.editor, id)?.article.version;
        self.desk.save_text(&self.editor, id, version, edit)?;
        self.go(id, Move::Approve)?;
        self.publish(id)
    }

    /// The editor takes over what was changed on the site, approves that and sends it.
    pub(crate) fn resolve(&self, id: ArticleId) -> Result<(), Failure> {
        let conflict = self.desk.compare_with_site(&self.editor, id)?;
        self.desk.resolve_conflict(&self.editor, id, &conflict.default_resolution())?;
        self.go(id, Move::Approve)?;
        self.publish(id)
    }

    /// The editor takes a published story off the site.
    pub(crate) fn withdraw(&self, id: ArticleId) -> Result<(), Failure> {
        let why = Attempt { reason: Some("Theo yêu cầu của Ban biên tập".to_owned()), ..Attempt::default() };
        self.desk.make_move(&self.editor, id, Move::Withdraw, &why)?;
        Ok(())
    }

    /// Works off what is due, hearing nothing. Says when to come again.
    pub(crate) fn transmit(&self) -> Result<Option<DateTime<Utc>>, Failure> {
        Ok(self.desk.transmit_due(&|_, _| {})?)
    }

    /// How far the sending of a story is.
    pub(crate) fn sending(&self, id: ArticleId) -> Result<Sending, Failure> {
        let t = self.newest(id)?;
        Ok(match () {
            () if t.finished_at.is_some() => Sending::Done,
            () if t.step == Step::AwaitHour && t.trouble.is_none() => Sending::Done,
            () if t.stopped => Sending::Stopped(Box::new(t)),
            () => Sending::Waits(t.next_attempt_at),
        })
    }

    /// The newest sending of a story.
    pub(crate) fn newest(&self, id: ArticleId) -> Result<Transmission, Failure> {
        let view = self.desk.open_article(&self.editor, id)?.transmission;
        Ok(view.ok_or_else(Failure::wrong("the story is not in the outbox"))?.transmission)
    }

    /// Somebody presses "send again".
    pub(crate) fn send_again(&self, id: ArticleId) -> Result<(), Failure> {
        let newest = self.newest(id)?;
        self.desk.retry(&self.editor, newest.id)?;
        Ok(())
    }

    /// An editor takes the story as it stands on the site.
    pub(crate) fn accept(&self, id: ArticleId) -> Result<(), Failure> {
        let newest = self.newest(id)?;
        self.desk.accept_as_it_stands(&self.editor, newest.id)?;
        Ok(())
    }

    /// An editor has letters sent as entities.
    pub(crate) fn send_letters_as_entities(&self, id: ArticleId) -> Result<(), Failure> {
        let newest = self.newest(id)?;
        self.desk.send_letters_as_entities(&self.editor, newest.id)?;
        Ok(())
    }

    /// The words of a story that a firewall refuses.
    pub(crate) fn refused_words(&self, id: ArticleId) -> Result<Option<String>, Failure> {
        let newest = self.newest(id)?;
        Ok(self.desk.find_refused_words(&self.editor, newest.id)?.0)
    }

    /// The headline of another story that has the address of this one.
    pub(crate) fn namesake(&self, id: ArticleId) -> Result<Option<String>, Failure> {
        Ok(self.desk.open_article(&self.editor, id)?.namesake)
    }

    /// The clock of the newsroom.
    pub(crate) fn clock(&self) -> Arc<SetClock> {
        self.clock.clone()
    }

    /// Sets the clock forward.
    pub(crate) fn forward(&self, by: Duration) {
        self.clock.forward(by);
    }

    /// Goes on until the story is there, as a person has it whose program is patient: waits for what heals by itself, gives
    /// the password again where that was refused, and else presses "send again".
    pub(crate) fn recover(&self, id: ArticleId, access: &Access, proxy: &FaultProxy) -> Result<(), Failure> {
        let mut troubles = Vec::new();
        for _ in 0..TRIES {
            match self.sending(id)? {
                Sending::Done => return Ok(()),
                Sending::Waits(until) => self.wait_until(until, proxy),
                Sending::Stopped(t) => {
                    troubles.push(format!("{:?} at {:?}: {:?} {:?}", t.trouble, t.step, t.detail, t.differences));
                    let login = [Trouble::Login, Trouble::PasswordRevoked, Trouble::NoCredentials];
                    if t.trouble.is_some_and(|trouble| login.contains(&trouble)) {
                        self.connect(access)?;
                    }
                    if let Sending::Stopped(t) = self.sending(id)? {
                        self.desk.retry(&self.editor, t.id)?;
                    }
                }
            }
            self.transmit()?;
        }
        Err(Failure::Wrong(format!("it never arrives; what stopped it: {troubles:?}")))
    }

    /// Sets the clock forward. While the site still works on something of ours the world goes on, too, if slower.
    pub(crate) fn wait_until(&self, until: DateTime<Utc>, proxy: &FaultProxy) {
        let wait = (until - self.clock.now()).max(Duration::zero()) + Duration::seconds(1);
        if proxy.is_late() {
            let real = (wait / i32::try_from(HASTE).unwrap_or(1)).to_std().unwrap_or_default();
            thread::sleep(real.min(LONGEST_WAIT));
        }
        self.clock.forward(wait);
    }

    /// The connected site.
    pub(crate) fn site(&self) -> Result<SiteId, Failure> {
        let first = self.desk.connected_sites()?.into_iter().next();
        Ok(first.ok_or_else(Failure::wrong("no site is connected"))?.site.id)
    }

    /// Brings the archive of the site up to date; `heard` is told how many stories are here and there.
    pub(crate) fn mirror(&self, heard: &dyn Fn(u64, u64)) -> Result<(), Failure> {
        let go_on = |here, there| {
            heard(here, there);
            true
        };
        self.desk.update_archive(self.site()?, &go_on)?;
        Ok(())
    }

    /// Stories in the archive.
    pub(crate) fn mirrored(&self) -> Result<u64, Failure> {
        let site = self.site()?;
        Ok(self
            .desk
            .archives(&self.editor)?
            .into_iter()
            .find(|archive| archive.site == site)
            .map_or(0, |archive| archive.stories))
    }
}

/// A copy of a newsroom's folder, with what lies in its folders.
pub(crate) fn copy(template: &Path) -> Result<TempDir, Failure> {
    let folder = TempDir::new()?;
    copy_into(template, folder.path())?;
    Ok(folder)
}

fn copy_into(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(from).map_err(Failure::file(from))?.flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            fs::create_dir_all(&target).map_err(Failure::file(&target))?;
            copy_into(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(Failure::file(&source))?;
        }
    }
    Ok(())
}

/// A JPEG of a picture that differs by number.
fn picture(number: u32) -> Result<Vec<u8>, Failure> {
    let [blue, shift, ..] = number.wrapping_mul(2_654_435_761).to_be_bytes();
    let low = |n: u32| n.to_le_bytes()[0];
    let picture = RgbImage::from_fn(400, 300, |x, y| Rgb([low(x.wrapping_add(u32::from(shift))), low(y), blue]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg)?;
    Ok(bytes.into_inner())
}

fn doc(photos: &[PhotoUseId]) -> String {
    let text = |words: &str| json!([{ "type": "text", "text": words }]);
    let paragraph = |words: &str| json!({ "type": "paragraph", "content": text(words) });
    let [first, subhead, quote, item] = WORDS;
    let mut content: Vec<Value> = vec![
        paragraph(first),
        json!({ "type": "subhead", "attrs": { "level": 2 }, "content": text(subhead) }),
        json!({ "type": "quote", "content": [paragraph(quote)] }),
        json!({ "type": "bullet_list", "content": [{ "type": "list_item", "content": [paragraph(item)] }] }),
    ];
    content.extend(photos.iter().map(|photo| json!({ "type": "figure", "attrs": { "photo": photo } })));
    json!({ "type": "doc", "content": content }).to_string()
}

//! An office for one test: a newsroom folder, its people, a story.

use chrono::{DateTime, Duration, Utc};
use contract::articles::TextEdit;
use desk::{Clock, Desk, READY_PASSWORD, SystemClock};
use image::{ImageFormat, Rgb, RgbImage};
use newsroom::{ArticleId, Attempt, Move, PhotoUseId, Staff, manuscript::PhotoWords};
use std::{
    io::Cursor,
    path::Path,
    sync::{Arc, Mutex},
};
use wordpress::{HttpTransport, Transport};

/// The computer's clock: time passes as a test says, and the clock may be wrong.
#[derive(Default)]
pub struct TestClock {
    passed: Mutex<Duration>,
    wrong_by: Mutex<Duration>,
}

impl TestClock {
    /// So much time passes.
    pub fn forward(&self, by: Duration) {
        *self.passed.lock().unwrap() += by;
    }

    /// Sets the clock ahead of the right time, or back to it.
    pub fn is_ahead(&self, by: Duration) {
        *self.wrong_by.lock().unwrap() = by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + *self.passed.lock().unwrap() + *self.wrong_by.lock().unwrap()
    }

    fn passed(&self) -> std::time::Duration {
        SystemClock.passed() + self.passed.lock().unwrap().to_std().unwrap()
    }
}

pub struct Office {
    pub desk: Desk,
    pub clock: Arc<TestClock>,
}

impl Office {
    /// Opens the ready newsroom in a folder, with this way to the network.
    pub fn open(folder: &Path, transport: Arc<dyn Transport>) -> Self {
        let clock = Arc::new(TestClock::default());
        let desk = Desk::open(folder, transport, clock.clone()).unwrap();
        if desk.newsroom().unwrap().is_none() {
            desk.make_ready_newsroom().unwrap();
        }
        Self { desk, clock }
    }

    pub fn online(folder: &Path) -> Self {
        Self::open(folder, Arc::new(HttpTransport::new()))
    }

    pub fn staff(&self, login: &str) -> Staff {
        self.desk.sign_in(login, READY_PASSWORD).unwrap()
    }

    /// A story with a lead photo and two photos in the text, filed by the reporter.
    pub fn filed_story(&self) -> ArticleId {
        self.filed_story_with(picture)
    }

    /// The same, filed by this person, who may write.
    pub fn filed_story_as(&self, reporter: &Staff) -> ArticleId {
        self.filed_by(reporter, picture)
    }

    fn filed_story_with(&self, picture: impl Fn(u8) -> Vec<u8>) -> ArticleId {
        self.filed_by(&self.staff("phongvien"), picture)
    }

    fn filed_by(&self, reporter: &Staff, picture: impl Fn(u8) -> Vec<u8>) -> ArticleId {
        let (view, _) = self.desk.new_article(reporter, None).unwrap();
        let id = view.article.id;
        let photos = [1, 2, 3].map(|n| self.captioned_photo(reporter, id, n, &picture(n)));
        let edit = TextEdit {
            headline: Some("Cửa khẩu Bắc Luân II thông quan hơn 300 xe".to_owned()),
            standfirst: Some("Sáng 23/11, hàng xuất khẩu qua Móng Cái tăng mạnh.".to_owned()),
            section: Some(self.desk.sections().unwrap().get(1).map(|s| s.id)),
            tags: Some(vec!["Cửa khẩu".to_owned(), "Móng Cái".to_owned()]),
            doc: Some(doc(&photos[1..])),
            lead_photo: Some(Some(photos[0])),
            ..TextEdit::default()
        };
        self.desk.save_text(reporter, id, 0, edit).unwrap();
        self.go(reporter, id, Move::File);
        id
    }

    /// The same, approved by the editor.
    pub fn approved_story(&self) -> ArticleId {
        self.approved_story_with(picture)
    }

    /// The same with photos of one's own.
    pub fn approved_story_with(&self, picture: impl Fn(u8) -> Vec<u8>) -> ArticleId {
        let id = self.filed_story_with(picture);
        let editor = self.staff("bientap");
        self.go(&editor, id, Move::Claim);
        self.go(&editor, id, Move::Approve);
        id
    }

    pub fn go(&self, who: &Staff, id: ArticleId, what: Move) {
        self.desk.make_move(who, id, what, &Attempt::default()).unwrap();
    }

    /// Works off the outbox, hearing nothing.
    pub fn transmit(&self) {
        self.desk.transmit_due(&|_, _| {}).unwrap();
    }

    fn captioned_photo(&self, who: &Staff, id: ArticleId, number: u8, picture: &[u8]) -> PhotoUseId {
        let (photo, _) = self.desk.add_photo(who, id, "anh.jpg", picture).unwrap();
        let words = [format!("Xe hàng chờ thông quan, ảnh {number}"), "Đoàn xe".to_owned(), "Thu Hà".to_owned()];
        let [caption, alt_text, credit] = words.map(Some);
        self.desk.save_photo(who, id, photo.id, PhotoWords { caption, alt_text, credit }).unwrap();
        photo.id
    }
}

/// A JPEG of a picture that differs by number.
pub fn picture(number: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(400, 300, |x, y| Rgb([x as u8, y as u8, number.wrapping_mul(80)]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A JPEG that no compression makes small.
pub fn noise(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let mut rng = fastrand::Rng::with_seed(seed.into());
    let picture = RgbImage::from_fn(width, height, |_, _| Rgb([(); 3].map(|()| rng.u8(..))));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn doc(photos: &[PhotoUseId]) -> String {
    let figures: Vec<_> = photos.iter().map(|p| serde_json::json!({"type": "figure", "attrs": {"photo": p}})).collect();
    let text = |text: &str| serde_json::json!([{"type": "text", "text": text}]);
    let mut content = vec![
        serde_json::json!({"type": "paragraph", "content": text("Trong 10 tháng, 21.923/23.394 hồ sơ (93,7%) đúng hạn.")}),
        serde_json::json!({"type": "subhead", "attrs": {"level": 2}, "content": text("Thông quan nhanh & gọn")}),
        serde_json::json!({"type": "quote", "content": [{"type": "paragraph", "content": text("“Xe chờ dưới 2 giờ”")}]}),
        serde_json::json!({"type": "bullet_list", "content": [
            {"type": "list_item", "content": [{"type": "paragraph", "content": text("Nông sản")}]}]}),
    ];
    content.extend(figures);
    serde_json::json!({"type": "doc", "content": content}).to_string()
}

//! Small parts that stories of the tests are made of.

use chrono::{DateTime, Duration, TimeZone, Utc};
use newsroom::{
    Article, ArticleId, Body, Consent, ContentHash, Crops, Photo, PhotoId, PhotoUse, PhotoUseId, Role, Staff, StaffId,
    body::{Block, Inline},
};
use store::{Act, Store, StoreError, Transaction};
use tempfile::TempDir;
use uuid::Uuid;

/// An id like those made on 2 March 2026, and the same in every run.
pub(crate) fn uuid(n: u64) -> Uuid {
    Uuid::from_u128(0x019c_abe2_1000_7000_8000_0000_0000_0000 + u128::from(n))
}

/// So many minutes after eight in the morning of 2 March 2026 in Móng Cái.
pub(crate) fn minute(n: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).unwrap() + Duration::minutes(n)
}

pub(crate) const LAN: StaffId = StaffId(Uuid::from_u128(0x019c_abe2_1000_7000_8000_0000_0000_0001));
pub(crate) const HAI: StaffId = StaffId(Uuid::from_u128(0x019c_abe2_1000_7000_8000_0000_0000_0002));
pub(crate) const THU: StaffId = StaffId(Uuid::from_u128(0x019c_abe2_1000_7000_8000_0000_0000_0003));

/// A reporter, an editor and a chief of desk.
pub(crate) fn people() -> [Staff; 3] {
    let person = |id, login: &str, name: &str, role| Staff { id, login: login.into(), name: name.into(), role };
    [
        person(LAN, "lan.nguyen", "Nguyễn Thị Lan", Role::Reporter),
        person(HAI, "hai.tran", "Trần Quốc Hải", Role::Editor),
        person(THU, "thu.pham", "Phạm Minh Thu", Role::Chief),
    ]
}

pub(crate) fn act(actor: StaffId, minutes: i64) -> Act {
    Act { actor: Some(actor), at: minute(minutes) }
}

/// A newsroom with its people in a new folder, which is gone with the guard.
pub(crate) fn staffed() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), minute(0)).unwrap();
    add_people(&store);
    (folder, store)
}

pub(crate) fn add_people(store: &Store) {
    let added = store.transact(act(THU, 0), |t| {
        people().iter().try_for_each(|person| t.add_staff(person, &format!("$argon2id$of-{}", person.login)))
    });
    added.map_err(|e: StoreError| e).unwrap();
}

/// Writes stories as Lan, without any ceremony.
pub(crate) fn save(store: &Store, articles: &[&Article]) -> Result<(), StoreError> {
    let save = |t: &mut Transaction<'_>, article: &Article| {
        bring(t, article)?;
        t.save_article(article)
    };
    store.transact(act(LAN, 1), |t| articles.iter().try_for_each(|article| save(t, article))).map(|_| ())
}

/// Makes what a story shows photos of the newsroom, as they are when somebody brings them.
pub(crate) fn bring(t: &mut Transaction<'_>, article: &Article) -> Result<(), StoreError> {
    article.manuscript.photos.iter().try_for_each(|used| t.add_photo(&brought(used)))
}

/// The photo of the newsroom that a use shows.
pub(crate) fn brought(used: &PhotoUse) -> Photo {
    Photo {
        id: PhotoId(used.id.0),
        original: used.original,
        file_name: used.file_name.clone(),
        width: used.width,
        height: used.height,
        caption: used.caption.clone(),
        alt_text: used.alt_text.clone(),
        byline: String::new(),
        credit: used.credit.clone(),
        copyright: String::new(),
        place: String::new(),
        taken_at: None,
        keywords: Vec::new(),
        rights: String::new(),
        consent: Consent::Unknown,
        rating: 0,
        brought_by: None,
        brought_at: minute(0),
    }
}

/// A draft of Lan's.
pub(crate) fn draft(n: u64, headline: &str, text: &str) -> Article {
    let mut article = Article::new(ArticleId(uuid(n)), LAN, "Nguyễn Lan", minute(0));
    article.manuscript.headline = headline.to_owned();
    article.manuscript.body = Body::new(vec![paragraph(text)]);
    article
}

pub(crate) fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: vec![Inline::Text { text: text.to_owned(), marks: Vec::new() }] }
}

pub(crate) fn photo(n: u64, original: ContentHash, caption: &str) -> PhotoUse {
    PhotoUse {
        id: PhotoUseId(uuid(n)),
        original,
        file_name: format!("IMG_{n:04}.JPG"),
        width: 6000,
        height: 4000,
        caption: caption.to_owned(),
        alt_text: format!("Ảnh: {caption}"),
        credit: "Quang Huy".to_owned(),
        crops: Crops::default(),
    }
}

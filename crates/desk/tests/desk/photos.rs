//! Photos: what is shown of them, and the same picture in several stories.

use crate::office::{Office, picture};
use desk::DeskError;
use newsroom::{Article, ArticleId, ContentHash, PhotoSize, PhotoUse, PhotoUseId};
use store::{Act, Store, StoreError};
use tempfile::TempDir;
use uuid::Uuid;

#[test]
fn a_picture_that_is_not_ready_is_made_from_the_original() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let reporter = office.staff("phongvien");
    let now = chrono::Utc::now();
    let photo = |n: u128, original: ContentHash| PhotoUse {
        id: PhotoUseId(Uuid::from_u128(n)),
        original,
        file_name: "cho.jpg".to_owned(),
        width: 400,
        height: 300,
        caption: String::new(),
        alt_text: String::new(),
        credit: String::new(),
    };
    drop(office);
    // As a newsroom would be whose originals came without their renditions.
    let store = Store::open(folder.path(), now).unwrap();
    let original = store.keep_picture(&picture(1), &[], now).unwrap();
    let unreadable = store.keep_picture(b"no picture", &[], now).unwrap();
    let mut article = Article::new(ArticleId(Uuid::from_u128(1)), reporter.id, "Lan", now);
    article.manuscript.photos = vec![photo(2, original), photo(3, unreadable), photo(4, ContentHash::of(b"gone"))];
    let saved = store.transact(Act { actor: Some(reporter.id), at: now }, |tx| tx.save_article(&article));
    saved.map_err(|e: StoreError| e).unwrap();
    drop(store);

    let office = Office::online(folder.path());
    for size in PhotoSize::ALL {
        let made = office.desk.picture(PhotoUseId(Uuid::from_u128(2)), size).unwrap();
        assert_eq!(ContentHash::of(&made.jpeg), made.content);
        assert_eq!(made.recipe, photo(2, original).recipe(size));
        assert!(made == office.desk.picture(PhotoUseId(Uuid::from_u128(2)), size).unwrap(), "and kept as it was made");
    }
    let of = |n| office.desk.picture(PhotoUseId(Uuid::from_u128(n)), PhotoSize::Body);
    assert!(matches!(of(3), Err(DeskError::Photo(_))));
    assert!(matches!(of(4), Err(DeskError::Store(StoreError::NotFound("picture")))));
}

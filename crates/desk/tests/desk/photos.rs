//! Photos: what is shown of them, and the same picture in several stories.

use crate::{
    office::{Office, picture},
    there::There,
};
use contract::articles::TextEdit;
use desk::DeskError;
use newsroom::{
    Article, ArticleId, ContentHash, Crop, Move, Photo, PhotoId, PhotoSize, PhotoUseId, manuscript::PhotoWords,
};
use store::{Act, Store, StoreError};
use tempfile::TempDir;
use uuid::Uuid;

#[test]
fn a_picture_that_is_not_ready_is_made_from_the_original() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let reporter = office.staff("phongvien");
    let now = chrono::Utc::now();
    // Any photo, for what is not said of those that are put in its place.
    let id = office.desk.new_article(&reporter, None).unwrap().0.article.id;
    office.desk.add_photo(&reporter, id, "cho.jpg", &picture(9)).unwrap();
    drop(office);
    // As a newsroom would be whose originals came without their renditions.
    let store = Store::open(folder.path(), now).unwrap();
    let any = store.photos().unwrap().remove(0);
    let photo = |n: u128, original: ContentHash| Photo { id: PhotoId(Uuid::from_u128(n)), original, ..any.clone() };
    let original = store.keep_picture(&picture(1), &[], now).unwrap();
    let unreadable = store.keep_picture(b"no picture", &[], now).unwrap();
    let photos = [photo(2, original), photo(3, unreadable), photo(4, ContentHash::of(b"gone"))];
    let uses = photos.iter().map(|photo| photo.used(PhotoUseId(photo.id.0)));
    let mut article = Article::new(ArticleId(Uuid::from_u128(1)), reporter.id, "Lan", now);
    article.manuscript.photos = uses.collect();
    article.manuscript.photos[0].crops.body = Crop::new(0, 0, 5000, 10_000).ok();
    let saved = store.transact(Act { actor: Some(reporter.id), at: now }, |tx| {
        photos.iter().try_for_each(|photo| tx.add_photo(photo))?;
        tx.save_article(&article)
    });
    saved.map_err(|e: StoreError| e).unwrap();
    drop(store);

    let office = Office::online(folder.path());
    let shown = &article.manuscript.photos[0];
    for (size, pixels) in
        [(PhotoSize::Thumb, (320, 240)), (PhotoSize::Body, (200, 300)), (PhotoSize::Banner, (400, 225))]
    {
        let made = office.desk.picture(&office.staff("thuky"), shown.id, size).unwrap();
        assert_eq!(ContentHash::of(&made.jpeg), made.content);
        assert_eq!(made.recipe, shown.recipe(size));
        assert_eq!((made.width, made.height), pixels, "{size:?}");
        assert!(
            made == office.desk.picture(&office.staff("thuky"), shown.id, size).unwrap(),
            "and kept as it was made"
        );
    }
    let of = |n| office.desk.picture(&office.staff("thuky"), PhotoUseId(Uuid::from_u128(n)), PhotoSize::Body);
    assert!(matches!(of(3), Err(DeskError::Photo(_))));
    assert!(matches!(of(4), Err(DeskError::Store(StoreError::NotFound("picture")))));
}

#[test]
fn the_same_picture_in_two_stories_goes_to_the_site_once_and_each_says_its_own_words() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let (reporter, editor) = (office.staff("phongvien"), office.staff("bientap"));
    let captions = ["Xe hàng chờ thông quan buổi sáng", "Xe hàng chờ thông quan, ảnh tư liệu"];
    let stories = captions.map(|caption| {
        let id = office.desk.new_article(&reporter, None).unwrap().0.article.id;
        let (used, _) = office.desk.add_photo(&reporter, id, "xe.jpg", &picture(1)).unwrap();
        let [caption_of, alt_text, credit] = [caption, "Đoàn xe", "Thu Hà"].map(|words| Some(words.to_owned()));
        let words = PhotoWords { caption: caption_of, alt_text, credit };
        office.desk.save_photo(&reporter, id, used.id, words).unwrap();
        let doc = serde_json::json!({"type": "doc", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "Hàng xuất khẩu qua Móng Cái tăng mạnh."}]},
            {"type": "figure", "attrs": {"photo": used.id}}]});
        let edit = TextEdit {
            headline: Some(format!("Tin về {caption}")),
            standfirst: Some("Sáng 23/11, hàng xuất khẩu qua Móng Cái tăng mạnh.".to_owned()),
            section: Some(office.desk.sections().unwrap().get(1).map(|section| section.id)),
            doc: Some(doc.to_string()),
            ..TextEdit::default()
        };
        office.desk.save_text(&reporter, id, 0, edit).unwrap();
        (id, used)
    });
    assert_ne!(stories[0].1.id, stories[1].1.id, "each story has its own use");
    assert_eq!(stories[0].1.original, stories[1].1.original);
    for (id, _) in &stories {
        office.go(&reporter, *id, Move::File);
        office.go(&editor, *id, Move::Claim);
        office.go(&editor, *id, Move::Approve);
        office.go(&editor, *id, Move::Publish);
        office.transmit();
    }
    assert_eq!(there.photos().len(), 1, "one photo, once on the site");
    let page = |id: ArticleId| {
        let link = office.desk.open_article(&editor, id).unwrap().article.link.unwrap();
        there.page(&link).split("</article>").next().unwrap().to_owned()
    };
    for (story, (id, _)) in stories.iter().enumerate() {
        assert!(
            page(*id).contains(&format!("<figcaption class=\"wp-element-caption\">{}", captions[story])),
            "{}",
            page(*id)
        );
        assert!(!page(*id).contains(&format!("<figcaption class=\"wp-element-caption\">{}", captions[1 - story])));
    }

    // Taken out of one story, it stays in the other and on its page.
    office.go(&editor, stories[0].0, Move::Revise);
    office.desk.remove_photo(&editor, stories[0].0, stories[0].1.id).unwrap();
    let other = office.desk.open_article(&editor, stories[1].0).unwrap().article;
    assert_eq!(other.manuscript.photos.len(), 1);
    assert!(other.is_approved_as_is());
    assert!(office.desk.picture(&office.staff("thuky"), stories[1].1.id, PhotoSize::Body).is_ok());
    assert!(page(stories[1].0).contains(captions[1]));
}

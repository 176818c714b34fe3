//! Stories handed out as documents and brought in again.

use crate::office::{Office, picture};
use contract::{Failure, FailureCode};
use desk::DeskError;
use newsroom::{
    PhotoSize,
    document::{ExportFormat, Unreadable},
};
use tempfile::TempDir;

#[test]
fn a_story_handed_out_to_word_comes_back_as_a_draft_with_its_photos() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let me = office.staff("phongvien");
    let id = office.filed_story();
    let story = office.desk.open_article(&me, id).unwrap().article.manuscript;
    let (name, docx) = office.desk.export(&me, id, ExportFormat::Docx).unwrap();
    assert_eq!(name, "cua-khau-bac-luan-ii-thong-quan-hon-300-xe.docx");
    let (imported, changes) = office.desk.import_document(&me, "Bài cửa khẩu.docx", &docx).unwrap();
    let draft = imported.view.article;
    assert!(changes.articles.contains(&draft.id));
    assert_eq!((draft.author, imported.view.editable), (me.id, true));
    assert_eq!(draft.manuscript.headline, story.headline);
    assert_eq!(draft.manuscript.body.plain_text(), story.body.plain_text());
    assert_eq!(draft.manuscript.body.figures().len(), 2);
    assert!(draft.manuscript.body.remarks().is_empty(), "what the desk says among itself stays in the house");
    let captions = |m: &newsroom::Manuscript| m.used_photos().iter().map(|p| p.caption.clone()).collect::<Vec<_>>();
    assert_eq!(captions(&draft.manuscript), captions(&story));
    for photo in &draft.manuscript.photos {
        assert!(!office.desk.picture(&me, photo.id, PhotoSize::Body).unwrap().jpeg.is_empty(), "its bytes are stored");
        assert!(story.photo(photo.id).is_none(), "a photo of its own, not the other story's");
    }
    assert_eq!(imported.report.pictures as usize, draft.manuscript.photos.len());
    let rows = office.desk.list_revisions(&me, draft.id).unwrap();
    assert_eq!(rows[0].entry.occasion, newsroom::Occasion::Imported);
    for format in ExportFormat::ALL {
        assert!(!office.desk.export(&me, id, format).unwrap().1.is_empty(), "{format:?}");
    }
}

#[test]
fn a_story_that_a_person_may_not_see_is_not_handed_out() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let id = office.desk.new_article(&office.staff("phongvien"), None).unwrap().0.article.id;
    let refused = office.desk.export(&office.staff("bientap"), id, ExportFormat::Text).unwrap_err();
    assert_eq!(Failure::from(refused).code, FailureCode::NotFound);
}

#[test]
fn what_is_no_document_is_refused_and_says_what_it_is() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let me = office.staff("phongvien");
    let old_word = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    for (name, bytes, what) in [
        ("cũ.doc", old_word, Unreadable::OldWord),
        ("ảnh.docx", picture(1), Unreadable::Picture),
        ("trống.docx", Vec::new(), Unreadable::Empty),
        ("hỏng.docx", b"PK\x03\x04".to_vec(), Unreadable::Damaged),
    ] {
        let refused: DeskError = office.desk.import_document(&me, name, &bytes).unwrap_err();
        let failure = Failure::from(refused);
        assert_eq!(failure.code, FailureCode::NotADocument(what), "{name}");
        assert!(failure.detail.is_some());
    }
    let mine = contract::articles::Shelf::Mine;
    assert!(office.desk.list(&me, mine, "").unwrap().is_empty(), "no draft is left behind");
}

/// The left quarter of the picture was cut away in the document: who stood there is nobody's business.
#[test]
fn what_a_document_cut_away_of_a_picture_comes_into_no_newsroom() {
    use base64::Engine;
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let me = office.staff("phongvien");
    let face = |x: u32| if x < 100 { image::Rgb([250, 0, 0]) } else { image::Rgb([0, 0, 250]) };
    let mut file = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(400, 300, |x, _| face(x)).write_to(&mut file, image::ImageFormat::Png).unwrap();
    let letters = base64::engine::general_purpose::STANDARD.encode(file.into_inner());
    // 100 dots at 96 an inch are 75 points.
    let space = |name: &str| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"");
    let document = format!(
        "<?xml version=\"1.0\"?><office:document {} {} {} xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
         xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
         office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:automatic-styles><style:style \
         style:name=\"a\" style:family=\"graphic\"><style:graphic-properties fo:clip=\"rect(0pt, 0pt, 0pt, 75pt)\"/>\
         </style:style></office:automatic-styles><office:body><office:text><text:p>Chợ sớm</text:p><text:p><draw:frame \
         draw:style-name=\"a\"><draw:image><office:binary-data>{letters}</office:binary-data></draw:image></draw:frame>\
         </text:p></office:text></office:body></office:document>",
        space("office"),
        space("style"),
        space("text"),
    );
    let (imported, _) = office.desk.import_document(&me, "chợ.fodt", document.as_bytes()).unwrap();
    assert_eq!((imported.report.pictures, imported.report.pictures_cut), (1, 1));
    let photo = &imported.view.article.manuscript.photos[0];
    assert_eq!((photo.width, photo.height), (300, 300));
    for size in PhotoSize::ALL {
        let jpeg = office.desk.picture(&me, photo.id, size).unwrap().jpeg;
        let seen = image::load_from_memory(&jpeg).unwrap().into_rgb8();
        assert!(seen.pixels().all(|pixel| pixel.0[0] < 60), "{size:?} shows what was cut away");
    }
}

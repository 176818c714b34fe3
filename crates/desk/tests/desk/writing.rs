//! The writing desk: kept states, remarks, templates.

use crate::office::Office;
use chrono::Duration;
use contract::{
    articles::TextEdit,
    revisions::{RevisionRow, State},
    unsent::About,
};
use desk::{DeskError, WRITING_CHECKPOINT};
use newsroom::{
    ArticleId, Attempt, Move, PhotoLine, Refusal, RemarkId, Role, Staff, compare::Fate, history::Extent,
    manuscript::PhotoWords, template::Template,
};
use tempfile::TempDir;
use uuid::Uuid;

fn doc(text: &str) -> String {
    serde_json::json!({"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]})
        .to_string()
}

/// Words of which the last has a remark.
const REMARKED: &str = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Ba "},
    {"type":"text","text":"xe","marks":[{"type":"remark","attrs":{"id":"01890a5d-ac96-774b-bcce-b302099a8057"}}]}]}]}"#;

/// Writes a text and gives the story's version.
fn write(office: &Office, me: &Staff, id: ArticleId, text: &str) -> u64 {
    let edit = TextEdit { doc: Some(doc(text)), ..TextEdit::default() };
    office.desk.save_text(me, id, version(office, me, id), edit).unwrap().0.version
}

fn version(office: &Office, me: &Staff, id: ArticleId) -> u64 {
    office.desk.open_article(me, id).unwrap().article.version
}

fn text(office: &Office, me: &Staff, id: ArticleId) -> String {
    office.desk.open_article(me, id).unwrap().article.manuscript.body.plain_text()
}

fn draft(office: &Office) -> (Staff, ArticleId) {
    let me = office.staff("phongvien");
    let id = office.desk.new_article(&me, None).unwrap().0.article.id;
    (me, id)
}

fn occasions(rows: &[RevisionRow]) -> Vec<&str> {
    rows.iter().map(|row| row.entry.occasion.as_str()).collect()
}

#[test]
fn what_was_written_for_minutes_is_kept_before_it_is_lost() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (me, id) = draft(&office);
    write(&office, &me, id, "Một");
    write(&office, &me, id, "Một hai ba");
    assert!(office.desk.list_revisions(&me, id).unwrap().is_empty(), "not at every word");
    office.clock.forward(WRITING_CHECKPOINT);
    write(&office, &me, id, "");
    write(&office, &me, id, "Bốn");
    let rows = office.desk.list_revisions(&me, id).unwrap();
    assert_eq!(occasions(&rows), ["while_writing"], "once in a while");
    assert_eq!(rows[0].entry.extent, Extent { words: 3, added: 3, removed: 0 }, "all was deleted, and is still there");
    office.clock.forward(WRITING_CHECKPOINT);
    write(&office, &me, id, "Một hai ba");
    office.clock.forward(WRITING_CHECKPOINT);
    write(&office, &me, id, "Một hai ba");
    let kept: Vec<_> = office.desk.list_revisions(&me, id).unwrap().iter().map(|row| row.entry.extent.words).collect();
    assert_eq!(kept, [3, 1, 3], "newest first");
    office.clock.forward(WRITING_CHECKPOINT);
    write(&office, &me, id, "Một hai ba bốn");
    assert_eq!(office.desk.list_revisions(&me, id).unwrap().len(), 3, "the same text is not kept twice");
}

#[test]
fn the_words_of_photos_are_kept_like_the_text() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (me, id) = draft(&office);
    let photo = office.desk.add_photo(&me, id, "anh.jpg", &crate::office::picture(1)).unwrap().0.id;
    let caption = |words: &str| {
        office.desk.save_photo(&me, id, photo, PhotoWords::of(PhotoLine::Caption, words.to_owned())).unwrap();
    };
    caption("Xe hàng qua cầu Bắc Luân II");
    office.clock.forward(WRITING_CHECKPOINT);
    caption("x");
    let caption_kept = || {
        let rows = office.desk.list_revisions(&me, id).unwrap();
        let (view, _) = office.desk.restore_revision(&me, id, version(&office, &me, id), rows[0].entry.id).unwrap();
        view.article.manuscript.photos.iter().map(|photo| photo.caption.clone()).collect::<Vec<_>>()
    };
    assert_eq!(caption_kept(), ["Xe hàng qua cầu Bắc Luân II"], "a story of captions alone is work, too");
    caption("Cầu lúc sáng sớm");
    office.desk.remove_photo(&me, id, photo).unwrap();
    assert_eq!(caption_kept(), ["Cầu lúc sáng sớm"], "what leaves with its photo, however lately something was kept");
}

#[test]
fn whoever_throws_a_story_away_sees_what_became_of_it() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let id = office.filed_story();
    let why = Attempt { reason: Some("Trùng tin đã đăng.".to_owned()), ..Attempt::default() };
    let (view, _) = office.desk.make_move(&office.staff("bientap"), id, Move::Spike, &why).unwrap();
    assert_eq!(view.article.stage, newsroom::Stage::Spiked);
}

#[test]
fn restoring_keeps_what_was_there_and_can_be_undone_exactly() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (me, id) = draft(&office);
    let photo = office.desk.add_photo(&me, id, "anh.jpg", &crate::office::picture(1)).unwrap().0.id;
    write(&office, &me, id, "Bản đầu dài hơn");
    let (kept, _) = office.desk.keep_revision(&me, id, " bản trước khi cắt ").unwrap();
    assert_eq!(kept.entry.name.as_deref(), Some("bản trước khi cắt"));
    office.desk.remove_photo(&me, id, photo).unwrap();
    let version = write(&office, &me, id, "Bản cắt");
    let before = office.desk.open_article(&me, id).unwrap().article.manuscript;

    let found = office.desk.compare_revisions(&me, id, State::Kept(kept.entry.id), State::Present).unwrap();
    assert_eq!((found.words_added, found.words_removed), (2, 4), "{found:?}");
    assert_eq!(found.photos[0].fate, Fate::Removed);

    let stale = office.desk.restore_revision(&me, id, version + 1, kept.entry.id);
    assert!(matches!(stale, Err(DeskError::Stale)), "never over newer words");
    let (view, _) = office.desk.restore_revision(&me, id, version, kept.entry.id).unwrap();
    assert_eq!(view.article.manuscript.body.plain_text(), "Bản đầu dài hơn\n");
    assert_eq!(view.article.manuscript.photos[0].id, photo, "the photo is back");

    let rows = office.desk.list_revisions(&me, id).unwrap();
    assert_eq!(occasions(&rows), ["before_restore", "kept"]);
    let (view, _) = office.desk.restore_revision(&me, id, view.article.version, rows[0].entry.id).unwrap();
    assert_eq!(view.article.manuscript, before, "undone to the letter");
}

#[test]
fn kept_states_are_for_those_who_see_the_story() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (me, id) = draft(&office);
    let (kept, _) = office.desk.keep_revision(&me, id, "").unwrap();
    assert_eq!(kept.entry.name, None);
    let editor = office.staff("bientap");
    assert!(office.desk.list_revisions(&editor, id).is_err(), "a draft is its author's business");
    let other = office.desk.new_article(&me, None).unwrap().0.article.id;
    assert!(office.desk.compare_revisions(&me, other, State::Kept(kept.entry.id), State::Present).is_err());
    assert!(office.desk.restore_revision(&me, other, 0, kept.entry.id).is_err(), "not into another story");
    let filed = office.filed_story();
    let rows = office.desk.list_revisions(&editor, filed).unwrap();
    let refused = office.desk.restore_revision(&editor, filed, 1, rows[0].entry.id);
    assert!(matches!(refused, Err(DeskError::Refused(Refusal::NotFromHere))), "only where one may write");
}

#[test]
fn a_remark_goes_back_and_forth_until_it_is_resolved() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let id = office.filed_story();
    let (reporter, editor) = (office.staff("phongvien"), office.staff("bientap"));
    let remark = RemarkId(Uuid::from_u128(7));
    let say = |text: &str| office.desk.add_remark(&editor, id, remark, "93,7%", text);
    assert!(matches!(say("  "), Err(DeskError::WordsMissing)));
    say("Nguồn số liệu?").unwrap();
    say("Nguồn số liệu?").unwrap();
    let threads = office.desk.list_remarks(&reporter, id).unwrap();
    assert_eq!((threads.len(), threads[0].notes.len()), (1, 1), "asked twice, said once");
    assert_eq!(threads[0].notes[0].name, "Trần Minh Quân");
    assert_eq!(office.desk.open_article(&editor, id).unwrap().open_remarks, 1);

    office.desk.answer_remark(&reporter, id, remark, "Báo cáo tháng 10.").unwrap();
    let (thread, _) = office.desk.resolve_remark(&editor, id, remark, true).unwrap();
    assert_eq!(thread.resolved.unwrap().0, "Trần Minh Quân");
    assert_eq!(office.desk.open_article(&editor, id).unwrap().open_remarks, 0);
    let (thread, _) = office.desk.answer_remark(&reporter, id, remark, "Còn một điểm.").unwrap();
    assert!(thread.resolved.is_none(), "an answer opens it again");
    assert!(office.desk.answer_remark(&editor, office.filed_story(), remark, "?").is_err(), "not from another story");
}

#[test]
fn what_somebody_began_to_say_is_on_the_disk_and_nobody_elses() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (editor, chief) = (office.staff("bientap"), office.staff("thuky"));
    let about = About::Story(office.filed_story());
    let (_, changes) = office.desk.keep_unsent(&editor, about, "Nguồn số").unwrap();
    assert!(changes.is_empty(), "no list has to be read anew for it");
    office.desk.keep_unsent(&editor, about, "Nguồn số liệu?").unwrap();
    assert_eq!(office.desk.read_unsent(&editor, about).unwrap(), "Nguồn số liệu?");
    assert_eq!(office.desk.read_unsent(&chief, about).unwrap(), "", "it is the editor's");
    assert_eq!(office.desk.read_unsent(&editor, About::Template).unwrap(), "");
    office.desk.keep_unsent(&editor, about, "").unwrap();
    assert_eq!(office.desk.read_unsent(&editor, about).unwrap(), "", "sent, or given up");
}

#[test]
fn nothing_is_remarked_on_a_story_in_the_bin() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (me, id) = draft(&office);
    office.desk.make_move(&me, id, Move::Spike, &Attempt::default()).unwrap();
    let refused = office.desk.add_remark(&me, id, RemarkId(Uuid::from_u128(1)), "", "Vì sao?");
    assert!(matches!(refused, Err(DeskError::Refused(Refusal::NotFromHere))));
}

#[test]
fn a_story_begins_from_a_template_and_the_chief_keeps_them() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let reporter = office.staff("phongvien");
    let templates = office.desk.templates(&reporter).unwrap();
    let names: Vec<_> = templates.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["Bài phản ánh", "Phóng sự ảnh", "Thông báo", "Tin", "Tin vắn"]);
    let (view, _) = office.desk.new_article(&reporter, Some(templates[0].id)).unwrap();
    assert!(view.article.manuscript.body.plain_text().contains("Nguyên nhân"));

    let mut brief = templates[4].clone();
    brief.name = " Tin nhanh ".to_owned();
    assert!(matches!(office.desk.save_template(&reporter, brief.clone()), Err(DeskError::ChiefOnly)));
    let chief = Staff { role: Role::Chief, ..office.staff("thuky") };
    assert_eq!(office.desk.save_template(&chief, brief.clone()).unwrap().0.name, "Tin nhanh");
    brief.doc =
        r#"{"type":"doc","content":[{"type":"figure","attrs":{"photo":"01890a5d-ac96-774b-bcce-b302099a8057"}}]}"#
            .to_owned();
    assert!(matches!(office.desk.save_template(&chief, brief), Err(DeskError::Body(_))), "photos are a story's");
    let section = office.desk.sections().unwrap()[1].id;
    let own = Template {
        headline: "Thông báo về".to_owned(),
        section: Some(section),
        doc: REMARKED.to_owned(),
        ..templates[0].clone()
    };
    let (own, _) = office.desk.save_template(&chief, own).unwrap();
    let begun = office.desk.new_article(&reporter, Some(own.id)).unwrap().0.article.manuscript;
    assert_eq!((begun.section, begun.headline.as_str()), (Some(section), "Thông báo về"));
    assert_eq!(begun.body.plain_text(), "Ba xe\n");
    assert!(begun.body.remarks().is_empty(), "what was said about another story is none of this one's");
    for template in office.desk.templates(&chief).unwrap() {
        office.desk.remove_template(&chief, template.id).unwrap();
    }
    drop(office);
    let office = Office::online(folder.path());
    assert!(office.desk.templates(&chief).unwrap().is_empty(), "what the chief removed does not come back");
}

#[test]
fn readers_get_no_remark_and_an_approval_outlives_one() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (me, id) = draft(&office);
    let edit = TextEdit { doc: Some(REMARKED.to_owned()), ..TextEdit::default() };
    office.desk.save_text(&me, id, 0, edit).unwrap();
    let manuscript = office.desk.open_article(&me, id).unwrap().article.manuscript;
    assert_eq!(manuscript.body.remarks().len(), 1, "its place is kept");
    let sent = wordpress::content::story(&manuscript, "m", &|_| None, wordpress::content::Missing::Refuse).unwrap();
    assert!(sent.contains("<p>Ba xe</p>") && !sent.contains("01890a5d"), "{sent}");
    assert_eq!(text(&office, &me, id), "Ba xe\n");
}

#[test]
fn clocks_that_jump_back_do_not_stop_the_keeping() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (me, id) = draft(&office);
    office.clock.forward(Duration::days(1));
    write(&office, &me, id, "Một");
    office.clock.forward(-Duration::days(1));
    write(&office, &me, id, "Một hai");
    office.clock.forward(Duration::days(1) + WRITING_CHECKPOINT);
    write(&office, &me, id, "Một hai ba");
    assert_eq!(office.desk.list_revisions(&me, id).unwrap().len(), 1);
}

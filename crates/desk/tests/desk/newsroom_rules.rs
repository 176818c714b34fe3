//! The rules as law: what the desk refuses.

use crate::office::Office;
use contract::articles::{Shelf, TextEdit};
use desk::DeskError;
use newsroom::{Attempt, Move, Refusal, Stage};
use tempfile::TempDir;

#[test]
fn two_windows_do_not_overwrite_each_other() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let me = office.staff("phongvien");
    let id = office.desk.new_article(&me, None).unwrap().0.article.id;
    let edit = |text: &str| TextEdit { headline: Some(text.to_owned()), ..TextEdit::default() };
    let (saved, _) = office.desk.save_text(&me, id, 0, edit("Một")).unwrap();
    assert!(matches!(office.desk.save_text(&me, id, 0, edit("Hai")), Err(DeskError::Stale)));
    office.desk.save_text(&me, id, saved.version, edit("Ba")).unwrap();
    assert_eq!(office.desk.open_article(&me, id).unwrap().article.manuscript.headline, "Ba");
}

#[test]
fn what_is_typed_decomposed_is_kept_composed() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let me = office.staff("phongvien");
    let id = office.desk.new_article(&me, None).unwrap().0.article.id;
    let edit = TextEdit { headline: Some("Mo\u{301}ng Ca\u{301}i".to_owned()), ..TextEdit::default() };
    office.desk.save_text(&me, id, 0, edit).unwrap();
    assert_eq!(office.desk.open_article(&me, id).unwrap().article.manuscript.headline, "Móng Cái");
}

#[test]
fn people_see_the_shelves_of_their_work() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (reporter, editor) = (office.staff("phongvien"), office.staff("bientap"));
    let draft = office.desk.new_article(&reporter, None).unwrap().0.article.id;
    let drafts = |who| office.desk.list(who, Shelf::Stage(Stage::Draft), "").unwrap().len();
    assert_eq!((drafts(&reporter), drafts(&editor)), (1, 0), "a draft is its author's business");
    assert!(office.desk.open_article(&editor, draft).is_err());
    let filed = office.filed_story();
    let queue = office.desk.list(&editor, Shelf::Stage(Stage::Filed), "bac luan").unwrap();
    assert_eq!(queue.iter().map(|r| r.id).collect::<Vec<_>>(), [filed], "found without accents");
    assert_eq!(queue[0].photos, 3);
}

#[test]
fn every_decision_is_in_the_history_and_an_approval_names_its_revision() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let id = office.approved_story();
    let editor = office.staff("bientap");
    let view = office.desk.open_article(&editor, id).unwrap();
    let deeds: Vec<_> = view.history.iter().rev().map(|l| l.deed.as_str()).collect();
    assert_eq!(deeds.first(), Some(&"created"));
    assert_eq!(deeds[deeds.len() - 3..], ["file", "claim", "approve"]);
    assert_eq!(view.approved_by.as_deref(), Some("Trần Minh Quân"));
    let refused = office.desk.make_move(&office.staff("phongvien"), id, Move::Publish, &Attempt::default());
    assert!(matches!(refused, Err(DeskError::Refused(Refusal::Role))), "a reporter does not publish");
    assert!(matches!(office.desk.make_move(&editor, id, Move::Publish, &Attempt::default()), Err(DeskError::NoSite)));
    assert_eq!(office.desk.open_article(&editor, id).unwrap().article.stage, Stage::Approved, "nothing half done");
}

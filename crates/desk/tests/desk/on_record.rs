//! What was decided is on record: who did what and why, and the text as it was when it passed on.

use crate::{office::Office, there::There};
use contract::articles::TextEdit;
use desk::READY_PASSWORD;
use newsroom::{Attempt, Deed, Move, Occasion, Role, Stage};
use std::{fs, path::Path};
use tempfile::TempDir;

fn because(words: &str) -> Attempt {
    Attempt { reason: Some(words.to_owned()), ..Attempt::default() }
}

/// Whether the newsroom's file, closed, has these words in it.
fn stands_in(folder: &Path, words: &str) -> bool {
    let bytes = fs::read(folder.join("desk.sqlite")).unwrap();
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn a_return_is_on_record_with_its_reason_and_the_text_that_was_returned() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (reporter, editor) = (office.staff("phongvien"), office.staff("bientap"));
    let id = office.filed_story();
    office.go(&editor, id, Move::Claim);
    office.desk.make_move(&editor, id, Move::Return, &because("Thiếu nguồn số liệu")).unwrap();
    let view = office.desk.open_article(&reporter, id).unwrap();
    let line = &view.history[0];
    assert_eq!((line.who.as_deref(), &line.deed), (Some("Trần Minh Quân"), &Move::Return.into()));
    assert_eq!(line.note.as_deref(), Some("Thiếu nguồn số liệu"));
    let kept = office.desk.list_revisions(&reporter, id).unwrap();
    let occasions: Vec<_> = kept.iter().map(|row| &row.entry.occasion).collect();
    assert_eq!(occasions[..2], [&Occasion::Move(Move::Return), &Occasion::Move(Move::File)]);
    assert!(kept[0].entry.extent.words > 0);
}

#[test]
fn an_update_that_is_given_up_is_kept_as_it_was_written() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    office.go(&editor, id, Move::Revise);
    let version = office.desk.open_article(&editor, id).unwrap().article.version;
    let edit = TextEdit { headline: Some("Tít của bản cập nhật".to_owned()), ..TextEdit::default() };
    office.desk.save_text(&editor, id, version, edit).unwrap();
    office.go(&editor, id, Move::Abandon);
    office.go(&editor, id, Move::Revise);
    let kept = office.desk.list_revisions(&editor, id).unwrap();
    let given_up = kept.iter().find(|row| row.entry.occasion == Occasion::Move(Move::Abandon)).unwrap();
    let version = office.desk.open_article(&editor, id).unwrap().article.version;
    let (view, _) = office.desk.restore_revision(&editor, id, version, given_up.entry.id).unwrap();
    assert_eq!(view.article.manuscript.headline, "Tít của bản cập nhật", "whoever changes his mind has it again");
}

#[test]
fn placing_a_story_and_taking_its_sending_out_are_on_record() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.desk.set_banner(&editor, id, true, None).unwrap();
    office.desk.set_slug(&editor, id, "300 xe").unwrap();
    office.go(&editor, id, Move::Publish);
    let waiting = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    office.desk.cancel(&editor, waiting.id).unwrap();
    office.desk.set_banner(&editor, id, false, None).unwrap();
    let view = office.desk.open_article(&editor, id).unwrap();
    let deeds: Vec<_> = view.history.iter().rev().map(|line| line.deed.clone()).collect();
    let wanted = [Deed::BannerOn, Deed::AddressChosen, Move::Publish.into(), Deed::SendingCancelled, Deed::BannerOff];
    assert_eq!(deeds[deeds.len() - 5..], wanted);
    assert!(view.history[..5].iter().all(|line| line.who.as_deref() == Some(editor.name.as_str())));
}

#[test]
fn what_becomes_of_an_account_is_on_record() {
    let folder = TempDir::new().unwrap();
    let deeds = [Deed::PasswordChanged, Deed::RoleChanged, Deed::StaffLeft, Deed::StaffBack];
    let office = Office::online(folder.path());
    let (chief, reporter) = (office.staff("thuky"), office.staff("phongvien"));
    drop(office);
    for deed in &deeds {
        assert!(!stands_in(folder.path(), &format!("{}phongvien", deed.as_str())), "{deed:?}: not yet");
    }
    let office = Office::online(folder.path());
    office.desk.change_password(&reporter, READY_PASSWORD, "cửa khẩu 2026").unwrap();
    office.desk.change_role(&chief, reporter.id, Role::Editor).unwrap();
    office.desk.set_left(&chief, reporter.id, true, None).unwrap();
    office.desk.set_left(&chief, reporter.id, false, None).unwrap();
    drop(office);
    for deed in &deeds {
        // Deed and login stand beside each other in a line of the audit trail.
        assert!(stands_in(folder.path(), &format!("{}phongvien", deed.as_str())), "{deed:?}");
    }
}

#[test]
fn what_somebody_had_in_hand_is_kept_when_he_becomes_a_reporter_or_leaves() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor) = (office.staff("thuky"), office.staff("bientap"));
    let take = |headline: &str| {
        let id = office.filed_story();
        office.go(&editor, id, Move::Claim);
        let version = office.desk.open_article(&editor, id).unwrap().article.version;
        let edit = TextEdit { headline: Some(headline.to_owned()), ..TextEdit::default() };
        office.desk.save_text(&editor, id, version, edit).unwrap();
        id
    };
    let put_back = |id, how: &str| {
        let view = office.desk.open_article(&chief, id).unwrap();
        assert_eq!((view.article.stage, view.claimed_by.as_deref()), (Stage::Filed, None), "{how}");
        assert_eq!(view.history[0].deed, Move::Release.into(), "{how}: it is on record");
        let kept = office.desk.list_revisions(&chief, id).unwrap();
        assert_eq!(kept[0].entry.occasion, Occasion::Move(Move::Release), "{how}: with what he wrote");
    };
    let first = take("Sửa dở");
    office.desk.change_role(&chief, editor.id, Role::Reporter).unwrap();
    put_back(first, "a reporter has nothing in hand");
    office.desk.change_role(&chief, editor.id, Role::Editor).unwrap();
    let second = take("Lại sửa dở");
    office.desk.set_left(&chief, editor.id, true, None).unwrap();
    put_back(second, "nor has who left");
}

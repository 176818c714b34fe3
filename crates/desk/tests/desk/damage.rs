//! One entry that a disk damaged, and everything beside it that goes on.

use crate::{office::Office, there::There};
use chrono::{Duration, Utc};
use contract::articles::{Shelf, TextEdit};
use desk::{DeskError, READY_PASSWORD};
use newsroom::{Attempt, Move, Role, Stage, Trouble};
use std::{fs, path::Path};
use tempfile::TempDir;

/// Makes a row of a closed newsroom another than was written, as a bit on the disk does: its sum, which stands behind its key in
/// the file, is not its sum any more.
pub fn damage(folder: &Path, table: &str, key: &str) {
    let (file, name) = (folder.join("desk.sqlite"), format!("{table}{key}"));
    let mut bytes = fs::read(&file).unwrap();
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(name.as_bytes())).collect();
    assert!(!places.is_empty(), "{name} has no sum");
    for at in places {
        bytes[at + name.len()] ^= 1;
    }
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_move_whose_story_cannot_be_shown_is_told_as_made() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let live = office.desk.open_article(&editor, id).unwrap().article.readers.live.unwrap().revision;
    drop(office);
    damage(folder.path(), "revision", &live.to_string());
    let office = Office::online(folder.path());
    let made = office.desk.make_move(&editor, id, Move::Revise, &Attempt::default());
    let Err(DeskError::Done { changes, why }) = made else { panic!("{made:?}") };
    assert!(matches!(*why, DeskError::Store(_)), "{why:?}");
    assert!(changes.articles.contains(&id), "windows hear of it");
    let shelf = office.desk.list(&editor, Shelf::Stage(Stage::InEdit), "").unwrap();
    assert!(shelf.iter().any(|row| row.id == id), "it is made");
    let again = office.desk.make_move(&editor, id, Move::Revise, &Attempt::default());
    assert!(matches!(again, Err(DeskError::Refused(_))), "a refusal is one: {again:?}");
}

#[test]
fn a_damaged_story_on_its_way_does_not_keep_others_from_opening_or_from_going_out() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let (first, second) = (office.approved_story(), office.approved_story());
    office.go(&editor, first, Move::Publish);
    drop(office);
    damage(folder.path(), "article", &first.to_string());
    let office = Office::online(folder.path());
    there.connect(&office);
    assert_eq!(office.desk.open_article(&editor, second).unwrap().namesake, None, "what it is called, nobody can tell");
    office.go(&editor, second, Move::Publish);
    let next = office.desk.transmit_due(&|_, _| {}).unwrap().unwrap();
    assert!(next > Utc::now() + Duration::seconds(5), "it is not tried without a pause");
    assert_eq!(office.desk.open_article(&editor, second).unwrap().article.stage, Stage::Published);
    assert_eq!((there.posts(first).len(), there.posts(second).len()), (0, 1));
    let outbox = office.desk.outbox(&editor).unwrap();
    let stopped = outbox.iter().find(|view| view.transmission.article == first).unwrap();
    assert_eq!((stopped.transmission.trouble, stopped.transmission.stopped), (Some(Trouble::Local), true));
    assert!(stopped.transmission.detail.as_deref().is_some_and(|words| words.contains("article")), "{stopped:?}");
    office.transmit();
}

#[test]
fn a_counter_of_bytes_that_is_damaged_keeps_no_story_back() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let (first, second) = (office.approved_story(), office.approved_story_with(|n| crate::office::noise(300, 200, n)));
    office.desk.set_data_saver(&office.staff("thuky"), true, Some(50_000_000)).unwrap();
    office.go(&editor, first, Move::Publish);
    office.transmit();
    drop(office);
    let today = (Utc::now() + Duration::hours(7)).date_naive();
    damage(folder.path(), "data_spent", &today.to_string());
    let office = Office::online(folder.path());
    there.connect(&office);
    office.go(&editor, second, Move::Publish);
    office.transmit();
    let view = office.desk.open_article(&editor, second).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    office.desk.send_first(&editor, view.transmission.unwrap().transmission.id).unwrap();
    office.transmit();
    let sent = office.desk.open_article(&editor, second).unwrap().transmission.unwrap().transmission;
    assert!(sent.finished_at.is_some(), "with its photos, once somebody wants them at any cost: {sent:?}");
    office.desk.data_saver(&editor).unwrap();
}

#[test]
fn a_damaged_draft_keeps_nobody_from_leaving_and_the_others_are_handed_over() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, reporter) = (office.staff("thuky"), office.staff("phongvien"));
    let hoa = office.desk.add_staff(&chief, "Đặng Thị Hoa", "hoa", Role::Reporter, READY_PASSWORD).unwrap().0;
    let [sound, broken] = ["Chợ đêm biên giới", "Mùa cá về"].map(|words| {
        let id = office.desk.new_article(&reporter, None).unwrap().0.article.id;
        let edit = TextEdit { headline: Some(words.to_owned()), ..TextEdit::default() };
        office.desk.save_text(&reporter, id, 0, edit).unwrap();
        id
    });
    drop(office);
    damage(folder.path(), "article", &broken.to_string());
    let office = Office::online(folder.path());
    let (handed, _) = office.desk.set_left(&chief, reporter.id, true, Some(hoa.id)).unwrap();
    assert_eq!((handed.given, handed.left), (1, vec!["Mùa cá về".to_owned()]));
    assert!(matches!(office.desk.sign_in("phongvien", READY_PASSWORD), Err(DeskError::WrongPassword)));
    let hers = office.desk.list(&hoa, Shelf::Mine, "").unwrap();
    assert_eq!(hers.iter().map(|row| row.id).collect::<Vec<_>>(), [sound]);
    let (again, _) = office.desk.reassign_stories(&chief, reporter.id, hoa.id).unwrap();
    assert_eq!((again.given, again.left.len()), (0, 1), "it is still to be given");
}

#[test]
fn a_damaged_sending_stays_where_it_is_and_the_others_go_out() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let (first, second) = (office.approved_story(), office.approved_story());
    office.go(&editor, first, Move::Publish);
    let broken = office.desk.open_article(&editor, first).unwrap().transmission.unwrap().transmission.id;
    drop(office);
    damage(folder.path(), "transmission", &broken.to_string());
    let office = Office::online(folder.path());
    there.connect(&office);
    office.go(&editor, second, Move::Publish);
    let next = office.desk.transmit_due(&|_, _| {}).unwrap().unwrap();
    assert!(next > Utc::now() + Duration::seconds(5), "it is not tried without a pause");
    assert_eq!((there.posts(first).len(), there.posts(second).len()), (0, 1));
    let outbox = office.desk.outbox(&editor).unwrap();
    let stopped = outbox.iter().find(|view| view.transmission.id == broken).unwrap();
    assert_eq!((stopped.transmission.trouble, stopped.transmission.stopped), (Some(Trouble::Local), true));
}

//! Copies by the hour, a second place that comes and goes, and photos that come back by themselves.

use crate::{damage::damage, office::Office, there::There};
use chrono::{Duration, DurationRound};
use contract::{FailureCode, articles::TextEdit, keeping::CopyReason};
use desk::{DeskError, keeping::Recovery};
use newsroom::{Attempt, Move, PhotoSize, Trouble};
use std::fs;
use tempfile::TempDir;

fn write(office: &Office, headline: &str) {
    let reporter = office.staff("phongvien");
    let (view, _) = office.desk.new_article(&reporter, None).unwrap();
    let edit = TextEdit { headline: Some(headline.to_owned()), ..TextEdit::default() };
    office.desk.save_text(&reporter, view.article.id, view.article.version, edit).unwrap();
}

#[test]
fn a_copy_is_made_when_something_changed_and_an_hour_has_gone_by() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    write(&office, "Tin sáng");
    assert!(office.desk.copy_if_due(&|| true), "there is none yet");
    write(&office, "Tin trưa");
    assert!(!office.desk.copy_if_due(&|| true), "not again within the hour");
    let at_work = |hours: i64, headline: Option<&str>| {
        let office = Office::online(folder.path());
        office.clock.forward(Duration::hours(hours));
        if let Some(headline) = headline {
            write(&office, headline);
        }
        office.desk.copy_if_due(&|| true)
    };
    drop(office);
    assert!(
        !at_work(0, Some("Tin chiều")),
        "the last one was made within the hour, before the program was started again"
    );
    assert!(at_work(2, None), "what was written since waits no longer");
    assert!(!at_work(4, None), "nothing was written");
    // The clock was ahead for a while: its copies are of the future now.
    assert!(at_work(0, Some("Tin tối")), "a clock that was put right keeps nobody from his copies");
}

#[test]
fn of_the_copies_of_one_hour_the_newest_stays() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let chief = office.staff("thuky");
    let regular = || {
        let copies = office.desk.keeping(&chief).unwrap().copies;
        copies.into_iter().filter(|copy| copy.reason == CopyReason::Regular).collect::<Vec<_>>()
    };
    // Not across the full hour: at its first second.
    let hour = office.desk.now().duration_trunc(Duration::hours(1)).unwrap() + Duration::hours(1);
    office.clock.forward(hour - office.desk.now());
    for _ in 0..3 {
        write(&office, "Tin");
        office.desk.copy_now(&chief).unwrap();
        office.clock.forward(Duration::minutes(10));
    }
    let kept = regular();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(kept[0].at >= hour + Duration::minutes(20), "{kept:?}");
}

#[test]
fn closing_makes_a_copy_of_what_was_written_since() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let chief = office.staff("thuky");
    write(&office, "Tin sáng");
    office.desk.copy_at_closing(&|| true);
    let copies = office.desk.keeping(&chief).unwrap().copies.len();
    office.desk.copy_at_closing(&|| true);
    assert_eq!((copies, office.desk.keeping(&chief).unwrap().copies.len()), (1, 1), "nothing was written since");
}

#[test]
fn going_back_to_a_copy_puts_nothing_online_again() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let (editor, chief) = (office.staff("bientap"), office.staff("thuky"));
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    // The copy is made before the story is sent.
    let copy = office.desk.copy_now(&chief).unwrap().copies.remove(0);
    office.transmit();
    assert_eq!(there.posts(id)[0]["status"], "publish");
    let reason = Attempt { reason: Some("Sai tên nhân vật.".to_owned()), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Withdraw, &reason).unwrap();
    office.transmit();
    assert_eq!(there.posts(id)[0]["status"], "draft", "withdrawn");
    let file = office.desk.copy_to_restore(&chief, &copy.id).unwrap();
    drop(office);
    desk::keeping::recover(folder.path(), &Recovery::Copy(file), &desk::SystemClock).unwrap();
    let office = Office::online(folder.path());
    there.connect(&office);
    office.clock.forward(Duration::hours(1));
    office.transmit();
    assert_eq!(there.posts(id)[0]["status"], "draft", "it stays withdrawn");
    let told = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    assert_eq!((told.paused, told.trouble), (true, Some(Trouble::WentBack)));
    let (let_go, _) = office.desk.pause(&editor, told.id, false).unwrap();
    assert_eq!(
        (let_go.transmission.paused, let_go.transmission.trouble),
        (false, None),
        "once somebody says so it goes"
    );
}

#[test]
fn what_a_copy_counts_is_not_lost_with_the_log() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let chief = office.staff("thuky");
    write(&office, "Tin sáng");
    office.desk.copy_now(&chief).unwrap();
    // A power cut takes what was not on the disk yet.
    let cut = TempDir::new().unwrap();
    for file in ["desk.sqlite", "newsdesk.tally", "newsdesk.lock"] {
        fs::copy(folder.path().join(file), cut.path().join(file)).unwrap();
    }
    fs::create_dir(cut.path().join("backups")).unwrap();
    for copy in fs::read_dir(folder.path().join("backups")).unwrap().map(Result::unwrap) {
        if copy.path().is_file() {
            fs::copy(copy.path(), cut.path().join("backups").join(copy.file_name())).unwrap();
        }
    }
    let again = Office::online(cut.path());
    assert!(!again.desk.keeping(&chief).unwrap().copies.is_empty());
}

#[test]
fn a_copy_at_a_shell_leaves_no_more_copies_than_one_of_the_window() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    write(&office, "Tin sáng");
    for _ in 0..4 {
        desk::keeping::back_up(folder.path(), None, office.clock.as_ref()).unwrap();
        office.clock.forward(Duration::seconds(1));
    }
    let copies = desk::keeping::copies(folder.path());
    assert!(copies.len() <= 2, "the last one of each hour: {copies:?}");
}

#[test]
fn a_second_place_that_is_away_is_told_and_used_again_when_it_is_back() {
    let (folder, media) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    let chief = office.staff("thuky");
    let stick = media.path().join("USB");
    fs::create_dir(&stick).unwrap();
    let view = office.desk.choose_second_place(&chief, &stick).unwrap();
    assert!(view.second.unwrap().trouble.is_none());
    assert_eq!(view.copies.iter().filter(|copy| copy.second && copy.reason == CopyReason::Regular).count(), 1);
    let pulled = media.path().join("pulled out");
    fs::rename(&stick, &pulled).unwrap();
    write(&office, "Tin sáng");
    let view = office.desk.copy_now(&chief).unwrap();
    let second = view.second.unwrap();
    assert!(!second.reachable);
    assert_eq!(second.trouble.map(|failure| failure.code), Some(FailureCode::PlaceGone));
    assert!(
        view.here.trouble.is_none() && !stick.exists(),
        "the copy on the computer is made, and none where the stick was"
    );
    fs::rename(&pulled, &stick).unwrap();
    let view = office.desk.copy_now(&chief).unwrap();
    assert!(view.second.unwrap().trouble.is_none());
    // A folder of the newsroom itself is no second place.
    let inside = office.desk.choose_second_place(&chief, folder.path());
    assert!(inside.is_err());
    let view = office.desk.forget_second_place(&chief).unwrap();
    assert!(view.second.is_none() && view.copies.iter().all(|copy| !copy.second));
    assert!(stick.read_dir().unwrap().next().is_some(), "what is there stays there");
}

#[test]
fn photos_that_are_gone_come_back_before_anybody_asks() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let story = office.filed_story();
    let chief = office.staff("thuky");
    office.desk.copy_now(&chief).unwrap();
    let photos: Vec<_> = office.desk.open_article(&chief, story).unwrap().article.manuscript.photos;
    drop(office);
    fs::remove_file(folder.path().join("photos.sqlite")).unwrap();
    let office = Office::online(folder.path());
    // One that somebody wants to see at once is looked for alone.
    assert!(office.desk.picture(&chief, photos[0].id, PhotoSize::Thumb).unwrap().width > 0);
    assert_eq!(office.desk.keeping(&chief).unwrap().findings.photos_back, 1);
    assert!(office.desk.look_through().unwrap(), "told once, and not photo by photo");
    let findings = office.desk.keeping(&chief).unwrap().findings;
    assert_eq!((findings.photos_back, findings.photos_missing), (photos.len() as u64 - 1, 0));
    for photo in photos {
        assert!(office.desk.picture(&chief, photo.id, PhotoSize::Thumb).unwrap().width > 0);
    }
    // Without a copy they are missing, which is told as well.
    drop(office);
    fs::remove_file(folder.path().join("photos.sqlite")).unwrap();
    fs::remove_dir_all(folder.path().join("backups/photos")).unwrap();
    let office = Office::online(folder.path());
    assert!(office.desk.look_through().unwrap());
    assert!(office.desk.keeping(&chief).unwrap().findings.photos_missing > 0);
}

#[test]
fn damage_is_not_taken_for_the_truth_where_the_copies_are_gone_meanwhile() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, reporter) = (office.staff("thuky"), office.staff("phongvien"));
    let id = office.desk.new_article(&reporter, None).unwrap().0.article.id;
    office.desk.copy_now(&chief).unwrap();
    drop(office);
    damage(folder.path(), "article", &id.to_string());
    let (copies, away) = (folder.path().join("backups"), folder.path().join("away"));
    fs::rename(&copies, &away).unwrap();
    let recover = || desk::keeping::recover(folder.path(), &Recovery::Entries, &desk::SystemClock);
    let refused = recover();
    assert!(matches!(refused, Err(DeskError::EntriesNotInCopies)), "{refused:?}");
    assert_eq!(desk::keeping::examine(folder.path()).unwrap().rows.len(), 1, "it is as it was");
    assert!(!copies.exists(), "and nothing was put aside");
    fs::rename(&away, &copies).unwrap();
    recover().unwrap();
    let office = Office::online(folder.path());
    office.desk.open_article(&office.staff("phongvien"), id).unwrap();
}

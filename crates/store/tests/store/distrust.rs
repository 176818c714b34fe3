//! What is believed of files and rows, and what is looked at first: by the sums, the count of changes, the lock, the hashes.

use crate::{
    full_disk::SmallDisk,
    old_databases::old_newsroom,
    story::{LAN, act, draft, minute, people, photo, save, staffed, uuid},
};
use chrono::{DateTime, Duration, TimeZone, Utc};
use newsroom::{Approval, ArticleId, ContentHash, Crop, Manuscript, Occasion, RevisionId, Role, Seal, StaffId};
use rusqlite::Connection;
use std::{fs, path::Path};
use store::{
    DESK, PHOTOS, Store, StoreError,
    keeping::{self, CopyKind, Depth, Place},
};
use tempfile::TempDir;

fn tally(folder: &Path) -> String {
    fs::read_to_string(folder.join("newsdesk.tally")).unwrap()
}

/// Does something to a database behind the program's back.
fn behind(folder: &Path, file: &str, sql: &str) {
    Connection::open(folder.join(file)).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_change_that_was_taken_back_leaves_no_trust_behind() {
    let (folder, store) = staffed();
    let article = draft(500, "Tin", "Chữ.");
    save(&store, &[&article]).unwrap();
    let refused = store.transact(act(LAN, 2), |t| {
        t.save_article(&article)?;
        Err::<(), _>(StoreError::NotFound("anything"))
    });
    assert!(refused.is_err());
    behind(folder.path(), DESK.file, "UPDATE article SET headline = 'Khác'");
    let read = store.transact(act(LAN, 3), |t| t.article(article.id).map(drop));
    assert!(matches!(read, Err(StoreError::Damaged(_))), "what it reads was not written by us: {read:?}");
}

#[test]
fn a_row_that_has_no_sum_is_found_by_the_full_look() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    assert!(keeping::examine(folder.path(), Depth::Stories).unwrap().is_sound());
    behind(folder.path(), DESK.file, "DELETE FROM row_sum WHERE of_table = 'article'");
    let health = keeping::examine(folder.path(), Depth::Stories).unwrap();
    assert_eq!(health.rows.iter().map(|row| row.table.as_str()).collect::<Vec<_>>(), ["article"]);
}

#[test]
fn the_last_column_of_a_row_is_summed_like_the_first() {
    let (folder, store) = staffed();
    store.transact(act(LAN, 1), |t| t.set_setting("newsroom", "Móng Cái")).unwrap();
    behind(folder.path(), DESK.file, "UPDATE setting SET value = 'Khác' WHERE name = 'newsroom'");
    let health = keeping::examine(folder.path(), Depth::Stories).unwrap();
    assert_eq!(health.rows.iter().map(|row| row.table.as_str()).collect::<Vec<_>>(), ["setting"]);
}

#[test]
fn a_kept_state_that_was_changed_on_the_disk_is_not_read_as_one() {
    let (folder, store) = staffed();
    let article = draft(500, "Tin", "Chữ.");
    let id = RevisionId(uuid(700));
    store
        .transact(act(LAN, 1), |t| {
            t.save_article(&article)?;
            t.keep_revision(id, article.id, &article.manuscript, &Occasion::Kept)
        })
        .unwrap();
    drop(store);
    let file = folder.path().join(DESK.file);
    let mut bytes = fs::read(&file).unwrap();
    let said = br#"{"headline":"Tin""#;
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(said)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at + said.len() - 2] = b'm';
    }
    fs::write(&file, bytes).unwrap();
    let store = Store::open(folder.path(), minute(2)).unwrap();
    assert!(matches!(store.revision(id), Err(StoreError::Damaged(_))));
    assert!(matches!(store.revisions(article.id), Err(StoreError::Damaged(_))));
}

#[test]
fn only_what_is_on_the_disk_for_good_is_counted_beside_the_database() {
    let (folder, store) = staffed();
    let before = tally(folder.path());
    let step =
        |headline: &str| store.transact_retakable(act(LAN, 2), |t| t.save_article(&draft(500, headline, "Chữ.")));
    step("Một").unwrap();
    step("Hai").unwrap();
    assert_eq!(tally(folder.path()), before, "a power cut may take the steps back, and that is no loss");
    save(&store, &[&draft(501, "Ba", "Chữ.")]).unwrap();
    assert_ne!(tally(folder.path()), before, "with a decision all of it is there");
}

#[test]
fn a_count_of_changes_that_is_no_whole_line_says_nothing() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    drop(store);
    let line = tally(folder.path());
    let count = line.split(' ').nth(3).unwrap();
    let torn = line.replace(count, "00000000000000000900");
    fs::write(folder.path().join("newsdesk.tally"), &torn).unwrap();
    let store = Store::open(folder.path(), minute(2)).unwrap();
    assert!(store.article(ArticleId(uuid(500))).is_ok(), "nobody is kept out by half a write");
}

#[test]
fn copies_remember_how_many_changes_there_were() {
    let (folder, store) = staffed();
    let old = crate::opening::copy(folder.path());
    for n in 0..3 {
        save(&store, &[&draft(500 + n, "Tin", "Chữ.")]).unwrap();
    }
    keeping::make_copy(folder.path(), &Place::here(folder.path()), minute(5), &|| true).unwrap();
    drop(store);
    for file in fs::read_dir(old.path()).unwrap().map(|entry| entry.unwrap().file_name()) {
        if file.to_string_lossy().starts_with(DESK.file) {
            fs::copy(old.path().join(&file), folder.path().join(&file)).unwrap();
        }
    }
    fs::remove_file(folder.path().join("newsdesk.tally")).unwrap();
    let refused = Store::open(folder.path(), minute(6));
    assert!(matches!(refused, Err(StoreError::Behind { missing: 3 })), "{refused:?}");
    // Whoever goes on with what is left is told once, not at each start.
    keeping::keep_what_is_left(folder.path(), minute(7)).unwrap();
    for start in 8..10 {
        drop(Store::open(folder.path(), minute(start)).unwrap());
    }
}

#[test]
fn a_database_from_before_the_counting_in_the_place_of_one_that_counted_is_noticed() {
    let (folder, store) = staffed();
    drop(store);
    let old = old_newsroom(5, 1);
    for name in [DESK.file.to_owned(), format!("{}-wal", DESK.file)] {
        drop(fs::remove_file(folder.path().join(&name)));
        drop(fs::copy(old.path().join(&name), folder.path().join(&name)));
    }
    let refused = Store::open(folder.path(), minute(6));
    assert!(matches!(refused, Err(StoreError::Behind { .. })), "{refused:?}");
}

#[test]
fn a_damaged_row_keeps_nobody_from_the_others_whatever_the_last_exit_was() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    drop(store);
    behind(folder.path(), DESK.file, "UPDATE article SET headline = 'Khác'");
    fs::remove_file(folder.path().join("newsdesk.lock")).unwrap();
    let store = Store::open(folder.path(), minute(2)).unwrap();
    let refused = store.article(ArticleId(uuid(500)));
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
    save(&store, &[&draft(501, "Tin mới", "Chữ.")]).unwrap();
}

#[test]
fn rows_are_looked_at_before_an_upgrade_calls_them_right() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    drop(store);
    let before = DESK.newest() - 1;
    let older = format!(
        "UPDATE article SET headline = 'Khác'; PRAGMA user_version = {before};
         UPDATE tally SET summed = {before} || substr(summed, instr(summed, ' '))"
    );
    behind(folder.path(), DESK.file, &older);
    let refused = Store::open(folder.path(), minute(2));
    assert!(matches!(refused, Err(StoreError::DamagedRows(_))), "{refused:?}");
}

#[test]
fn a_photo_that_was_cut_off_in_a_copy_is_copied_again_and_a_damaged_one_is_not() {
    let (folder, store) = staffed();
    let hash = store.keep_picture(&[5; 5000], &[], minute(1)).unwrap();
    let mut article = draft(500, "Tin", "Chữ.");
    article.manuscript.photos.push(photo(900, hash, "Ảnh"));
    save(&store, &[&article]).unwrap();
    let here = Place::here(folder.path());
    let copy = |minutes| keeping::make_copy(folder.path(), &here, minute(minutes), &|| true).unwrap();
    copy(2);
    let name = hash.to_string();
    let kept = here.folder().join("photos").join(&name[..2]).join(&name);
    fs::write(&kept, [5; 4000]).unwrap();
    assert_eq!((copy(3).new_photos, fs::read(&kept).unwrap()), (1, vec![5; 5000]), "as a pulled stick leaves it");

    fs::remove_file(&kept).unwrap();
    behind(folder.path(), PHOTOS.file, "UPDATE chunk SET bytes = zeroblob(5000)");
    assert_eq!(copy(4).damaged_photos, std::slice::from_ref(&name));
    assert!(!kept.exists(), "no copy of what is not the photo");
    // Nor is one taken back that is not.
    fs::write(&kept, [6; 5000]).unwrap();
    let mended = keeping::mend_photos(&store, &[here], std::slice::from_ref(&name)).unwrap();
    assert_eq!((mended.back.len(), mended.missing), (0, vec![name]));
}

#[test]
fn changes_are_counted_on_after_going_back_to_a_copy() {
    let (folder, store) = staffed();
    let here = Place::here(folder.path());
    let early = keeping::make_copy(folder.path(), &here, minute(1), &|| true).unwrap();
    for n in 0..9 {
        save(&store, &[&draft(500 + n, "Tin", "Chữ.")]).unwrap();
    }
    let before = store.committed();
    drop(store);
    keeping::restore(folder.path(), &early.file, minute(20)).unwrap();
    let store = Store::open(folder.path(), minute(21)).unwrap();
    assert!(store.committed() > before, "no number is given twice, so no place takes a new state for one that it has");
}

#[test]
fn a_photo_file_that_is_gone_is_made_anew_in_going_back() {
    let (folder, store) = staffed();
    let hash = store.keep_picture(&[5; 5000], &[], minute(1)).unwrap();
    let mut article = draft(500, "Tin", "Chữ.");
    article.manuscript.photos.push(photo(900, hash, "Ảnh"));
    save(&store, &[&article]).unwrap();
    let made = keeping::make_copy(folder.path(), &Place::here(folder.path()), minute(2), &|| true).unwrap();
    drop(store);
    fs::remove_file(folder.path().join(PHOTOS.file)).unwrap();
    keeping::restore(folder.path(), &made.file, minute(20)).unwrap();
    assert_eq!(Store::open(folder.path(), minute(21)).unwrap().original(hash).unwrap(), [5; 5000]);
}

#[test]
fn nobody_begins_anew_where_there_are_copies() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    keeping::make_copy(folder.path(), &Place::here(folder.path()), minute(2), &|| true).unwrap();
    drop(store);
    fs::remove_file(folder.path().join(DESK.file)).unwrap();
    let kept = keeping::keep_what_is_left(folder.path(), minute(3));
    assert!(matches!(kept, Err(StoreError::Gone(_))), "{kept:?}");
    assert!(matches!(Store::open(folder.path(), minute(4)), Err(StoreError::Gone(_))));
}

#[test]
fn the_drill_tries_the_newest_copy_and_not_what_was_put_aside() {
    let (folder, store) = staffed();
    let here = Place::here(folder.path());
    let made = keeping::make_copy(folder.path(), &here, minute(1), &|| true).unwrap();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    drop(store);
    keeping::restore(folder.path(), &made.file, minute(20)).unwrap();
    assert_eq!(here.copies()[0].kind, CopyKind::Aside, "newer than the copy");
    let (tried, _) = keeping::try_out(folder.path(), &here, minute(30)).unwrap();
    assert_eq!(tried.at, minute(1));
}

#[test]
fn copies_leave_the_newsrooms_own_disk_its_room() {
    let Some(disk) = SmallDisk::mount() else { return };
    let folder = disk.path().join("toa-soan");
    drop(Store::open(&folder, minute(0)).unwrap());
    let refused = keeping::make_copy(&folder, &Place::here(&folder), minute(1), &|| true);
    assert!(matches!(refused, Err(StoreError::DiskFull)), "what is typed comes first: {refused:?}");
    let stick = TempDir::new().unwrap();
    let place = Place::choose_second(&folder, stick.path()).unwrap();
    keeping::make_copy(&folder, &place, minute(1), &|| true).unwrap();
}

#[test]
fn an_approval_comes_back_with_the_form_that_it_was_sealed_in() {
    let (_folder, store) = staffed();
    let mut article = draft(500, "Tin", "Chữ.");
    let mut shown = photo(900, ContentHash::of(b"x"), "Ảnh");
    shown.crops.body = Crop::new(1250, 0, 7500, 10_000).ok();
    article.manuscript = Manuscript { lead_photo: Some(shown.id), photos: vec![shown], ..article.manuscript };
    save(&store, &[&article]).unwrap();
    let id = RevisionId(uuid(700));
    let Seal { form, content } = Seal::of(&article.manuscript);
    let given = Approval { revision: id, content, form, by: people()[1].id, at: minute(3), forced: None };
    let (read, _) = store
        .transact(act(LAN, 2), |t| {
            t.keep_revision(id, article.id, &article.manuscript, &Occasion::Kept)?;
            t.keep_approval(&given)?;
            t.approved_revision(id)
        })
        .unwrap();
    assert_eq!(read.1, given);
    assert!(read.1.binds(&read.0.manuscript), "an update that is given up goes back to it");
}

#[test]
fn nothing_is_written_for_somebody_who_is_not_there() {
    let (_folder, store) = staffed();
    let nobody = StaffId(uuid(999));
    for done in [
        store.transact(act(LAN, 1), |t| t.save_password(nobody, "$argon2id$")),
        store.transact(act(LAN, 1), |t| t.save_role(nobody, Role::Chief)),
        store.transact(act(LAN, 1), |t| t.save_left(nobody, Some(minute(1)))),
    ] {
        assert!(matches!(done, Err(StoreError::NotFound(_))), "{done:?}");
    }
}

#[test]
fn thinning_leaves_hours_days_and_weeks_of_any_year_and_all_that_was_kept_for_a_reason() {
    let folder = TempDir::new().unwrap();
    let here = Place::here(folder.path());
    fs::create_dir(here.folder()).unwrap();
    let newest = Utc.with_ymd_and_hms(2026, 3, 2, 20, 30, 0).unwrap();
    let name = |at: DateTime<Utc>, what: &str| format!("{}-{what}-{}", at.format("%Y%m%dT%H%M%S%3fZ"), DESK.file);
    let make = |name: &str| fs::write(here.folder().join(name), b"copy").unwrap();
    let hours: Vec<String> = (0..14).map(|n| name(newest - Duration::hours(n), "c7")).collect();
    let days: Vec<String> = (1..20).map(|n| name(newest - Duration::days(n), "c5")).collect();
    let a_year_ago = name(newest - Duration::weeks(52), "c3");
    let same_hour = name(newest - Duration::minutes(20), "c6");
    let upgrade = name(newest - Duration::minutes(25), "schema9");
    for copy in hours.iter().chain(&days).chain([&a_year_ago, &same_hour, &upgrade]) {
        make(copy);
    }
    let gone = keeping::thin(&here).unwrap();
    let is_there = |name: &String| here.folder().join(name).exists();
    let left = |names: &[String]| names.iter().map(is_there).filter(|there| *there).count();
    assert!(hours[..12].iter().all(is_there), "of each of the last twelve hours in which there were copies");
    assert!(!is_there(&hours[12]) && !is_there(&hours[13]) && !is_there(&same_hour), "the last one");
    assert!(days[..13].iter().all(is_there), "and of each of fourteen days");
    assert!(is_there(&days[14]) && left(&days[13..]) == 1, "and of the week before");
    assert!(is_there(&a_year_ago), "the same week of another year is another week");
    assert!(is_there(&upgrade), "what was kept before an upgrade stays");
    assert_eq!(gone, 8);
}

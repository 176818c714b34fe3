//! Loss is noticed, copies are whole and come back, and what is damaged is told. The random run is in `damage.rs`.

use crate::{
    full_disk::SmallDisk,
    story::{LAN, act, bring, draft, minute, photo, save, staffed, uuid},
};
use newsroom::{ArticleId, ContentHash};
use rusqlite::Connection;
use std::{fs, path::Path, process::Command};
use store::{
    DESK, Filter, PHOTOS, Store, StoreError,
    keeping::{self, CopyKind, Depth, Place},
};
use tempfile::TempDir;

fn headline(store: &Store, n: u64) -> String {
    store.article(ArticleId(uuid(n))).unwrap().manuscript.headline
}

/// The folder as a power cut leaves it.
fn cut(folder: &Path) -> TempDir {
    crate::opening::copy(folder)
}

fn stories(folder: &Path) -> usize {
    Store::open(folder, minute(90)).unwrap().articles(&Filter::default()).unwrap().len()
}

#[test]
fn a_newsroom_that_is_gone_is_not_replaced_by_an_empty_one() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    keeping::make_copy(folder.path(), &Place::here(folder.path()), minute(5), &|| true).unwrap();
    drop(store);
    let desk = folder.path().join(DESK.file);
    for how in ["removed", "emptied", "removed with the count of changes"] {
        if how == "emptied" {
            fs::write(&desk, b"").unwrap();
        } else {
            drop(fs::remove_file(&desk));
        }
        if how.ends_with("changes") {
            fs::remove_file(folder.path().join("newsdesk.tally")).unwrap();
        }
        for attempt in 1..=2 {
            let refused = Store::open(folder.path(), minute(9));
            assert!(matches!(refused, Err(StoreError::Gone(_))), "{how}, start {attempt}: {refused:?}");
        }
        assert!(keeping::examine(folder.path(), Depth::Stories).unwrap().gone, "{how}");
    }
    let copy = Place::here(folder.path()).copies().remove(0);
    keeping::restore(folder.path(), &copy.file, minute(10)).unwrap();
    assert_eq!(stories(folder.path()), 1);
}

#[test]
fn a_log_that_is_missing_cut_or_damaged_is_noticed() {
    let (folder, store) = staffed();
    for n in 0..25 {
        save(&store, &[&draft(500 + n, &format!("Tin {n}"), &"Chữ và chữ. ".repeat(50))]).unwrap();
    }
    let whole = cut(folder.path());
    assert_eq!(stories(cut(whole.path()).path()), 25, "a log that is whole is no loss");
    let log = |folder: &Path| folder.join(format!("{}-wal", DESK.file));
    let length = fs::metadata(log(whole.path())).unwrap().len();
    type Loss<'a> = &'a dyn Fn(&Path);
    let ways: [(&str, Loss<'_>); 4] = [
        ("missing", &|log| fs::remove_file(log).unwrap()),
        ("empty", &|log| fs::write(log, b"").unwrap()),
        ("cut", &|log| fs::File::options().write(true).open(log).unwrap().set_len(length * 2 / 3).unwrap()),
        ("one bit", &|log| {
            let mut bytes = fs::read(log).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 4;
            fs::write(log, bytes).unwrap();
        }),
    ];
    for (how, damage) in ways {
        let damaged = cut(whole.path());
        damage(&log(damaged.path()));
        let before = crate::opening::bytes(damaged.path());
        let refused = Store::open(damaged.path(), minute(9));
        let told = match refused {
            // Nothing of it had come into the file.
            Err(StoreError::Gone(_)) => true,
            Err(StoreError::Behind { missing }) => missing > 0,
            ref other => panic!("{how}: {other:?}"),
        };
        assert!(told, "{how}");
        assert_eq!(crate::opening::changed(&before, damaged.path()), crate::opening::NONE, "{how}: left as it is");
        let Err(StoreError::Behind { missing }) = Store::open(damaged.path(), minute(9)) else { continue };
        assert_eq!(keeping::examine(damaged.path(), Depth::Stories).unwrap().missing_changes, Some(missing));
        let kept = keeping::keep_what_is_left(damaged.path(), minute(10)).unwrap();
        let aside = kept.aside.join(format!("{}-wal", DESK.file));
        assert!(how == "missing" || aside.exists(), "{how}: what is left of the log is kept");
        assert_eq!(
            stories(damaged.path()) as u64,
            // Before the stories, the people were committed.
            25u64.saturating_sub(missing),
            "{how}: it goes on with what is left, and says so no more"
        );
    }
}

#[test]
fn an_old_copy_in_the_place_of_the_newsroom_is_noticed() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Hôm qua", "Chữ.")]).unwrap();
    drop(store);
    let old = fs::read(folder.path().join(DESK.file)).unwrap();
    let store = Store::open(folder.path(), minute(5)).unwrap();
    save(&store, &[&draft(501, "Hôm nay", "Chữ.")]).unwrap();
    drop(store);
    let new = fs::read(folder.path().join(DESK.file)).unwrap();
    fs::write(folder.path().join(DESK.file), old).unwrap();
    let refused = Store::open(folder.path(), minute(6));
    assert!(matches!(refused, Err(StoreError::Behind { missing: 1 })), "{refused:?}");
    // Put right again, it opens.
    fs::write(folder.path().join(DESK.file), new).unwrap();
    assert_eq!(stories(folder.path()), 2);
}

#[test]
fn the_file_of_another_newsroom_is_noticed() {
    let ((folder, store), (other, second)) = (staffed(), staffed());
    drop((store, second));
    fs::copy(other.path().join(DESK.file), folder.path().join(DESK.file)).unwrap();
    let refused = Store::open(folder.path(), minute(6));
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
}

#[test]
fn one_bit_of_a_text_is_noticed_where_it_is_read() {
    let (folder, store) = staffed();
    let mut article = draft(500, "Cầu Bắc Luân", "Sáng nay cầu thông xe.");
    article.manuscript.photos.push(photo(900, ContentHash::of(b"x"), "Xe qua cầu"));
    save(&store, &[&article, &draft(501, "Tin khác", "Chữ khác.")]).unwrap();
    drop(store);
    for (old, new) in [("Cầu Bắc Luân", "Cầu Bắc Luâo"), ("cầu thông xe", "cầu thông xf"), ("Xe qua cầu", "Xe qub cầu")]
    {
        let damaged = cut(folder.path());
        let file = damaged.path().join(DESK.file);
        let bytes = fs::read(&file).unwrap();
        let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(old.as_bytes())).collect();
        assert!(!places.is_empty(), "{old}");
        let mut told = false;
        for at in places {
            let mut changed = bytes.clone();
            changed[at..at + old.len()].copy_from_slice(new.as_bytes());
            fs::write(&file, &changed).unwrap();
            let health = keeping::examine(damaged.path(), Depth::Stories).unwrap();
            // A place that no row owns any more is nobody's loss.
            let store = Store::open(damaged.path(), minute(9)).unwrap();
            if !health.rows.is_empty() {
                assert!(!health.stories_are_sound());
                let read = store.article(ArticleId(uuid(500)));
                let named = health.rows.iter().any(|row| row.table == "photo");
                assert!(matches!(read, Err(StoreError::Damaged(_))) || named, "{old} at {at}: {read:?}");
                told = true;
            }
            assert_eq!(headline(&store, 501), "Tin khác", "the other story can be read");
        }
        assert!(told, "{old}");
    }
}

#[test]
fn a_change_reads_what_it_has_written_itself() {
    let (_folder, store) = staffed();
    let first = draft(500, "Sáng", "Chữ.");
    save(&store, &[&first]).unwrap();
    let read = store.transact(act(LAN, 2), |t| {
        let mut article = t.article(first.id)?;
        article.manuscript.headline = "Chiều".to_owned();
        t.save_article(&article)?;
        t.article(first.id)
    });
    let (read, _) = read.map_err(|e: StoreError| e).unwrap();
    assert_eq!(read.manuscript.headline, "Chiều");
    assert_eq!(headline(&store, 500), "Chiều");
}

#[test]
fn a_copy_is_what_was_there_and_going_back_can_be_undone() {
    let (folder, store) = staffed();
    let here = Place::here(folder.path());
    save(&store, &[&draft(500, "Sáng", "Chữ.")]).unwrap();
    let bytes = vec![7; 300_000];
    store.keep_picture(&bytes, &[], minute(1)).unwrap();
    let made = keeping::make_copy(folder.path(), &here, minute(5), &|| true).unwrap();
    assert_eq!((made.new_photos, made.photos_left), (1, false));
    let contents = keeping::look_into(&made.file, std::slice::from_ref(&here)).unwrap();
    assert_eq!((contents.stories, contents.people), (1, 3));
    assert_eq!(contents.newest[0].0, "Sáng");
    assert_eq!(contents.commits, Some(store.committed()));
    save(&store, &[&draft(500, "Chiều", "Chữ."), &draft(501, "Chiều nữa", "Chữ.")]).unwrap();
    let again = keeping::make_copy(folder.path(), &here, minute(65), &|| true).unwrap();
    assert_eq!(again.new_photos, 0, "photos are copied once");
    let open = keeping::restore(folder.path(), &made.file, minute(70));
    assert!(matches!(open, Err(StoreError::AlreadyOpen)), "not under an open newsroom: {open:?}");
    drop(store);

    let restored = keeping::restore(folder.path(), &made.file, minute(70)).unwrap();
    let store = Store::open(folder.path(), minute(71)).unwrap();
    assert_eq!(store.articles(&Filter::default()).unwrap().len(), 1);
    assert_eq!(headline(&store, 500), "Sáng");
    assert_eq!(store.original(ContentHash::of(&bytes)).unwrap(), bytes);
    drop(store);
    let aside = here.copies().into_iter().find(|copy| copy.kind == CopyKind::Aside).unwrap();
    assert!(aside.file.starts_with(&restored.aside));
    keeping::restore(folder.path(), &aside.file, minute(72)).unwrap();
    let store = Store::open(folder.path(), minute(73)).unwrap();
    assert_eq!((headline(&store, 500), headline(&store, 501)), ("Chiều".to_owned(), "Chiều nữa".to_owned()));
}

#[test]
fn a_copy_of_an_older_schema_comes_back_in_todays() {
    let folder = crate::old_databases::old_newsroom(5, 1);
    drop(Store::open(folder.path(), minute(60)).unwrap());
    let store = Store::open(folder.path(), minute(61)).unwrap();
    let mut expected = crate::scene::read(&store);
    // What was in the outbox waits for a person.
    let of_stories = expected.stories.values_mut().filter_map(|story| story.transmission.as_mut());
    let open = expected.transmissions.iter_mut().chain(of_stories).filter(|t| t.finished_at.is_none());
    open.for_each(newsroom::Transmission::hold_after_going_back);
    // What was approved then may have gone to readers since.
    let perhaps_seen = |stage, approved: bool, readers: &mut newsroom::Readers| {
        if approved && stage != newsroom::Stage::Spiked && !readers.may_have_it() {
            readers.unseen_since = Some(minute(70));
        }
    };
    for story in expected.stories.values_mut() {
        let approved = story.article.approval.is_some();
        perhaps_seen(story.article.stage, approved, &mut story.article.readers);
    }
    for listed in &mut expected.listed {
        listed.readers = expected.stories[&listed.id].article.readers;
    }
    save(&store, &[&draft(500, "Sau đó", "Chữ.")]).unwrap();
    drop(store);
    let old =
        Place::here(folder.path()).copies().into_iter().find(|copy| copy.kind == CopyKind::BeforeUpgrade { schema: 5 });
    keeping::restore(folder.path(), &old.unwrap().file, minute(70)).unwrap();
    let store = Store::open(folder.path(), minute(71)).unwrap();
    assert_eq!(crate::scene::read(&store), expected);
}

#[test]
fn a_damaged_copy_is_told_and_not_restored() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin sáng nay", "Chữ.")]).unwrap();
    let here = Place::here(folder.path());
    let made = keeping::make_copy(folder.path(), &here, minute(5), &|| true).unwrap();
    drop(store);
    let mut bytes = fs::read(&made.file).unwrap();
    // Not a text, but the head of the page that it is on.
    let at = (0..bytes.len()).rev().find(|at| bytes[*at..].starts_with("Tin sáng nay".as_bytes())).unwrap();
    let page = at / 4096 * 4096;
    bytes[page..page + 8].fill(0xFF);
    fs::write(&made.file, bytes).unwrap();
    let before = crate::opening::bytes(folder.path());
    for refused in [
        keeping::look_into(&made.file, &[]).map(|_| ()),
        keeping::restore(folder.path(), &made.file, minute(9)).map(|_| ()),
    ] {
        assert!(matches!(refused, Err(StoreError::DamagedRows(_) | StoreError::Damaged(_))), "{refused:?}");
    }
    assert_eq!(crate::opening::changed(&before, folder.path()), crate::opening::NONE);
    assert_eq!(stories(folder.path()), 1);
}

#[test]
fn one_damaged_row_keeps_no_other_from_the_copies_and_is_told() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    drop(store);
    let file = Connection::open(folder.path().join(DESK.file)).unwrap();
    file.execute("UPDATE article SET headline = 'Khác'", []).unwrap();
    drop(file);
    let here = Place::here(folder.path());
    let made = keeping::make_copy(folder.path(), &here, minute(5), &|| true).unwrap();
    assert_eq!(made.damaged_rows.len(), 1);
    // It can be gone back to, and the row is told there as well.
    keeping::restore(folder.path(), &made.file, minute(6)).unwrap();
    let store = Store::open(folder.path(), minute(7)).unwrap();
    assert!(matches!(store.article(ArticleId(uuid(500))), Err(StoreError::Damaged(_))));
}

#[test]
fn photos_come_back_from_a_copy() {
    let (folder, store) = staffed();
    let bytes: Vec<Vec<u8>> = (0..4u8).map(|n| vec![n; 50_000 + usize::from(n)]).collect();
    let mut article = draft(500, "Ảnh", "Chữ.");
    for (n, bytes) in (0..).zip(&bytes) {
        let hash = store.keep_picture(bytes, &[], minute(1)).unwrap();
        article.manuscript.photos.push(photo(900 + n, hash, "Ảnh"));
    }
    save(&store, &[&article]).unwrap();
    let here = Place::here(folder.path());
    keeping::make_copy(folder.path(), &here, minute(5), &|| true).unwrap();
    drop(store);
    fs::remove_file(folder.path().join(PHOTOS.file)).unwrap();
    let health = keeping::examine(folder.path(), Depth::Stories).unwrap();
    assert!(health.photos.is_some() && health.stories_are_sound(), "told once, as a whole: {health:?}");
    let store = Store::open(folder.path(), minute(6)).unwrap();
    let damaged = ContentHash::of(&bytes[0]).to_string();
    let nowhere = keeping::mend_photos(&store, &[], std::slice::from_ref(&damaged)).unwrap();
    assert_eq!((nowhere.back.len(), nowhere.missing.len()), (0, 4), "each is counted once");
    assert!(keeping::mend_photo(&store, std::slice::from_ref(&here), &damaged).unwrap());
    let mended = keeping::mend_photos(&store, &[here], &[]).unwrap();
    assert_eq!((mended.back.len(), mended.missing.len()), (3, 0), "one was asked for before, and only that one");
    for bytes in bytes {
        assert_eq!(store.original(ContentHash::of(&bytes)).unwrap(), bytes);
    }
}

#[test]
fn a_second_place_that_is_full_or_pulled_out_is_told_and_nothing_is_lost() {
    let Some(stick) = SmallDisk::mount() else { return };
    let (folder, store) = staffed();
    for n in 0..3u8 {
        store.keep_picture(&vec![n; 200_000], &[], minute(1)).unwrap();
    }
    save(&store, &[&draft(500, "Tin", &"Chữ và chữ. ".repeat(9000))]).unwrap();
    let place = Place::choose_second(folder.path(), stick.path()).unwrap();
    stick.leave(60_000);
    let full = keeping::make_copy(folder.path(), &place, minute(5), &|| true);
    assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
    assert!(place.copies().is_empty() && fs::read_dir(place.folder()).unwrap().count() == 0, "nothing by half");
    stick.leave(3_000_000);
    // Pulled out between the first photo and the second.
    let photos = std::cell::Cell::new(0);
    let pull = || {
        photos.set(photos.get() + 1);
        if photos.get() == 2 {
            assert!(Command::new("umount").arg("-l").arg(stick.path()).status().unwrap().success());
        }
        true
    };
    let pulled = keeping::make_copy(folder.path(), &place, minute(6), &pull);
    assert!(
        pulled.is_ok() || matches!(pulled, Err(StoreError::Unwritable(_) | StoreError::PlaceGone(_))),
        "{pulled:?}"
    );
    let away = keeping::make_copy(folder.path(), &place, minute(7), &|| true);
    // The folder under the stick is another one: nothing of the newsroom is to land there.
    assert!(photos.get() < 2 || matches!(away, Err(StoreError::PlaceGone(_))), "{away:?}");
    assert_eq!(headline(&store, 500), "Tin");
    keeping::make_copy(folder.path(), &Place::here(folder.path()), minute(8), &|| true).unwrap();
    assert!(keeping::examine(folder.path(), Depth::PhotoBytes).unwrap().is_sound());
}

#[test]
fn the_drill_reads_everything_and_leaves_nothing() {
    let (folder, store) = staffed();
    let hash = store.keep_picture(&[5; 5000], &[], minute(1)).unwrap();
    let mut article = draft(500, "Tin", "Chữ.");
    article.manuscript.photos.push(photo(900, hash, "Ảnh"));
    save(&store, &[&article]).unwrap();
    let here = Place::here(folder.path());
    assert!(matches!(keeping::try_out(folder.path(), &here, minute(4)), Err(StoreError::NotFound(_))));
    keeping::make_copy(folder.path(), &here, minute(5), &|| true).unwrap();
    let before = fs::read_dir(here.folder()).unwrap().count();
    let (copy, contents) = keeping::try_out(folder.path(), &here, minute(6)).unwrap();
    assert_eq!((copy.at, contents.stories, contents.photos, contents.photos_missing), (minute(5), 1, 1, 0));
    assert_eq!(fs::read_dir(here.folder()).unwrap().count(), before);
    let name = hash.to_string();
    fs::write(here.folder().join("photos").join(&name[..2]).join(&name), [6; 5000]).unwrap();
    let (_, contents) = keeping::try_out(folder.path(), &here, minute(7)).unwrap();
    assert_eq!(contents.photos_missing, 1, "a damaged photo in the copy is found");
    let again = keeping::make_copy(folder.path(), &here, minute(8), &|| true).unwrap();
    assert_eq!(again.new_photos, 1, "and the next copy makes it anew");
    let (_, contents) = keeping::try_out(folder.path(), &here, minute(9)).unwrap();
    assert_eq!(contents.photos_missing, 0);
    let photos = here.folder().join("photos").join(&name[..2]);
    assert_eq!(fs::read_dir(photos).unwrap().count(), 1, "nothing of the damaged file is left");
}

#[test]
fn nothing_waits_in_a_log_at_rest() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    store.settle_logs().unwrap();
    let resting = cut(folder.path());
    for schema in [&DESK, &PHOTOS] {
        drop(fs::remove_file(resting.path().join(format!("{}-wal", schema.file))));
    }
    assert_eq!(stories(resting.path()), 1);
}

#[test]
fn what_is_counted_beside_the_newsroom_is_in_its_file() {
    let (folder, store) = staffed();
    let step = |store: &Store, n: u64| {
        let article = draft(n, "Tin", "Chữ.");
        store.transact_retakable(act(LAN, 3), |t| t.save_article(&article)).map_err(|e: StoreError| e).unwrap();
    };
    step(&store, 500);
    // The program is killed; what it did without waiting for the disk may be in the log only.
    let killed = cut(folder.path());
    let opened = Store::open(killed.path(), minute(4)).unwrap();
    let power_cut = cut(killed.path());
    drop(opened);
    fs::remove_file(power_cut.path().join(format!("{}-wal", DESK.file))).unwrap();
    assert_eq!(stories(power_cut.path()), 1, "the start has counted it, so it is there");
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_computer_reads_drafts() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, store) = staffed();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    keeping::make_copy(folder.path(), &Place::here(folder.path()), minute(2), &|| true).unwrap();
    drop(store);
    // As an older program left it.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(folder.path().join(DESK.file), fs::Permissions::from_mode(0o644)).unwrap();
    let store = Store::open(folder.path(), minute(3)).unwrap();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    assert_eq!(mode(folder.path()), 0o700);
    // Nor on the stick, or where somebody wants a copy to be.
    let other = TempDir::new().unwrap();
    fs::set_permissions(other.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let place = Place::choose_second(folder.path(), other.path()).unwrap();
    assert_eq!(mode(place.folder()), 0o700);
    fs::set_permissions(place.folder(), fs::Permissions::from_mode(0o755)).unwrap();
    let made = keeping::make_copy(folder.path(), &place, minute(4), &|| true).unwrap();
    assert_eq!((mode(place.folder()), mode(&made.file)), (0o700, 0o600));
    assert_eq!(mode(other.path()), 0o755, "what is not the newsroom's is as it was");
    for entry in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
        let wanted = if entry.path().is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&entry.path()), wanted, "{}", entry.path().display());
    }
}

#[cfg(unix)]
#[test]
fn a_cleaner_of_lock_files_does_not_let_a_second_program_in() {
    let (folder, store) = staffed();
    fs::remove_file(folder.path().join("newsdesk.lock")).unwrap();
    let second = Store::open(folder.path(), minute(1));
    assert!(matches!(second, Err(StoreError::AlreadyOpen)), "{second:?}");
    store
        .transact(act(LAN, 1), |t| {
            let article = draft(500, "Tin", "Chữ.");
            bring(t, &article)?;
            t.save_article(&article)
        })
        .map_err(|e: StoreError| e)
        .unwrap();
    drop(store);
    assert_eq!(stories(folder.path()), 1, "and the next start is as any other");
}

//! A newsroom's folder is opened by one program at a time, and never touched when something is wrong with it. Damage to
//! the archive, which keeps nobody from his stories, is tried in `archive.rs`.

use crate::{
    old_databases::old_newsroom,
    scene,
    story::{act, draft, minute, save, staffed, uuid},
};
use newsroom::{SiteId, archive::ArchivedStory};
use rusqlite::{Connection, config::DbConfig};
use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};
use store::{ARCHIVE, DESK, Mirror, PHOTOS, Store, StoreError, StoryCopy};
use tempfile::TempDir;

#[test]
fn a_folder_is_open_once() {
    let (folder, store) = staffed();
    let second = Store::open(folder.path(), minute(1));
    assert!(matches!(second, Err(StoreError::AlreadyOpen)), "{second:?}");
    save(&store, &[&draft(500, "Bản tin sáng", "Trời quang.")]).unwrap();
    drop(store);
    let store = Store::open(folder.path(), minute(2)).unwrap();
    assert_eq!(store.articles(&store::Filter::default()).unwrap().len(), 1);
}

#[test]
fn a_closed_folder_is_free_even_while_other_programs_are_started() {
    let folder = TempDir::new().unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|threads| {
        // Until it has become the other program, a new process shares all open files.
        threads.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                Command::new("true").status().unwrap();
            }
        });
        let opened: Result<Vec<_>, _> = (0..60).map(|n| Store::open(folder.path(), minute(n)).map(drop)).collect();
        done.store(true, Ordering::Relaxed);
        opened.unwrap();
    });
}

#[test]
fn folders_that_are_not_there_yet_are_made() {
    let folder = TempDir::new().unwrap();
    let deep = folder.path().join("Tòa soạn Móng Cái/bản thử 'a'");
    drop(Store::open(&deep, minute(0)).unwrap());
    assert!(deep.join(DESK.file).exists() && deep.join(PHOTOS.file).exists());
}

#[test]
fn a_path_that_cannot_be_a_folder_is_named_as_such() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("bài viết.txt");
    fs::write(&file, "không phải thư mục").unwrap();
    let refused = Store::open(&file, minute(0));
    assert!(matches!(refused, Err(StoreError::Unwritable(_))), "{refused:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "không phải thư mục");
}

#[test]
fn files_of_a_newer_program_are_left_alone() {
    for schema in [&DESK, &PHOTOS, &ARCHIVE] {
        // The old desk would be upgraded, were the other file not too new.
        let folder = old_newsroom(1, 1);
        set_version(&folder.path().join(schema.file), schema.newest() + 1, true);
        let before = bytes(folder.path());
        let refused = Store::open(folder.path(), minute(0));
        let Err(StoreError::TooNew { file, found, known }) = refused else { panic!("{refused:?}") };
        assert_eq!((file, found, known), (schema.file, schema.newest() + 1, schema.newest()));
        assert_eq!(changed(&before, folder.path()), NONE, "a newer {}", schema.file);
        assert!(!folder.path().join("backups").exists());
    }
}

#[test]
fn files_of_a_newer_program_that_crashed_are_left_alone() {
    let crashed = crash();
    set_version(&crashed.path().join(DESK.file), DESK.newest() + 1, false);
    let before = bytes(crashed.path());
    assert!(!before["desk.sqlite-wal"].is_empty(), "what that program wrote last is only in its log");
    let refused = Store::open(crashed.path(), minute(0));
    assert!(matches!(refused, Err(StoreError::TooNew { .. })), "{refused:?}");
    assert_eq!(changed(&before, crashed.path()), NONE);
}

#[test]
fn damage_is_found_after_a_crash_and_left_alone() {
    for schema in [&DESK, &PHOTOS] {
        let (folder, pages) = settled_crash(schema.file);
        for page in [1, 2, pages / 4, pages / 2, pages * 3 / 4, pages] {
            let damaged = copy(folder.path());
            overwrite_page(&damaged.path().join(schema.file), page);
            let before = bytes(damaged.path());
            for attempt in ["first", "second"] {
                let refused = Store::open(damaged.path(), minute(0));
                let said = matches!(refused, Err(StoreError::Damaged(_)));
                assert!(said, "{} page {page} of {pages}, {attempt} start: {refused:?}", schema.file);
                assert_eq!(changed(&before, damaged.path()), NONE, "page {page}, {attempt} start");
            }
        }
        drop(Store::open(folder.path(), minute(0)).unwrap());
    }
}

#[test]
fn damage_beside_an_unfinished_log_is_left_alone() {
    let crashed = crash();
    overwrite_page(&crashed.path().join(PHOTOS.file), 100);
    let before = bytes(crashed.path());
    assert!(!before["desk.sqlite-wal"].is_empty());
    let refused = Store::open(crashed.path(), minute(0));
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
    assert_eq!(changed(&before, crashed.path()), NONE, "neither the damaged file nor the sound one");
}

#[test]
fn a_truncated_file_is_damaged() {
    for schema in [&DESK, &PHOTOS] {
        let (folder, pages) = settled_crash(schema.file);
        let file = File::options().write(true).open(folder.path().join(schema.file)).unwrap();
        file.set_len((pages / 2) * PAGE).unwrap();
        let refused = Store::open(folder.path(), minute(0));
        assert!(matches!(refused, Err(StoreError::Damaged(_))), "half of {}: {refused:?}", schema.file);
    }
}

#[test]
fn damage_that_is_met_while_working_is_named() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Bản tin sáng", &"Trời quang. ".repeat(2000))]).unwrap();
    drop(store);
    let path = folder.path().join(DESK.file);
    let pages = fs::metadata(&path).unwrap().len() / PAGE;
    for page in 2..=pages {
        overwrite_page(&path, page);
    }
    // A clean exit is believed, so that every start is quick.
    let read = Store::open(folder.path(), minute(1)).and_then(|store| store.articles(&store::Filter::default()));
    assert!(matches!(read, Err(StoreError::Damaged(_))), "{read:?}");
}

#[test]
fn a_file_of_another_program_is_left_alone() {
    let foreign: [&dyn Fn(&Path); 4] = [
        &|path| {
            let sql = "CREATE TABLE danh_ba (ten TEXT); INSERT INTO danh_ba VALUES ('Lan')";
            Connection::open(path).unwrap().execute_batch(sql).unwrap();
        },
        &|path| {
            let sql = "PRAGMA user_version = 1; PRAGMA application_id = 1; CREATE TABLE danh_ba (ten TEXT)";
            Connection::open(path).unwrap().execute_batch(sql).unwrap();
        },
        &|path| Connection::open(path).unwrap().execute_batch("PRAGMA application_id = 1").unwrap(),
        &|path| fs::write(path, "Đây là ghi chép của tòa soạn, không phải cơ sở dữ liệu. ".repeat(100)).unwrap(),
    ];
    for schema in [&DESK, &PHOTOS] {
        for (n, make) in foreign.iter().enumerate() {
            let folder = TempDir::new().unwrap();
            let path = folder.path().join(schema.file);
            make(&path);
            let before = fs::read(&path).unwrap();
            let refused = Store::open(folder.path(), minute(0));
            assert!(matches!(refused, Err(StoreError::Damaged(_))), "{} {n}: {refused:?}", schema.file);
            assert_eq!(fs::read(&path).unwrap(), before, "{} {n}", schema.file);
        }
    }
}

#[test]
fn the_files_of_one_newsroom_do_not_pass_for_each_other() {
    let (folder, store) = staffed();
    drop(store);
    fs::copy(folder.path().join(PHOTOS.file), folder.path().join(DESK.file)).unwrap();
    let refused = Store::open(folder.path(), minute(0));
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
}

#[test]
fn everything_is_there_after_a_clean_exit() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), minute(0)).unwrap();
    scene::play(&store);
    let before = scene::read(&store);
    drop(store);
    let left: Vec<String> = bytes(folder.path()).into_keys().collect();
    assert_eq!(
        left,
        ["archive.sqlite", "desk.sqlite", "newsdesk.lock", "newsdesk.tally", "photos.sqlite"],
        "a folder that can be copied as it is"
    );
    let store = Store::open(folder.path(), minute(1)).unwrap();
    assert_eq!(scene::read(&store), before);
}

pub(crate) const PAGE: u64 = 4096;
pub(crate) const NONE: Vec<String> = Vec::new();

/// A folder as a power cut leaves it, with the last changes only in the logs.
pub(crate) fn crash() -> TempDir {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), minute(0)).unwrap();
    scene::play(&store);
    store.keep_picture(&[7; 1 << 20], &[], minute(1)).unwrap();
    drop(store);
    let store = Store::open(folder.path(), minute(1)).unwrap();
    fill(&store);
    copy(folder.path())
}

/// A folder as a power cut leaves it when everything was in the files already; and the pages of one of them.
pub(crate) fn settled_crash(file: &str) -> (TempDir, u64) {
    let (folder, store) = staffed();
    fill(&store);
    drop(store);
    let _store = Store::open(folder.path(), minute(1)).unwrap();
    let pages = fs::metadata(folder.path().join(file)).unwrap().len() / PAGE;
    (copy(folder.path()), pages)
}

fn fill(store: &Store) {
    let site = SiteId(uuid(90));
    let stories: Vec<StoryCopy> = (1..=200).map(|post| story_copy(site, post)).collect();
    store.keep_stories(site, &stories, &[], &Mirror { page: 3, ..Mirror::default() }).unwrap();
    for n in 0..40 {
        let long = format!("Đoạn văn thứ {n} của bài về cửa khẩu. ").repeat(40);
        save(store, &[&draft(500 + n, &format!("Tin cửa khẩu số {n}"), &long)]).unwrap();
        store.keep_picture(long.repeat(8).as_bytes(), &[], minute(2)).unwrap();
    }
    let renamed = store.transact(act(crate::story::THU, 3), |t| t.set_setting("newsroom", "Móng Cái"));
    renamed.map_err(|e: StoreError| e).unwrap();
}

fn story_copy(site: SiteId, post: u64) -> StoryCopy {
    let story = ArchivedStory {
        site,
        post,
        title: format!("Tin cửa khẩu số {post}"),
        link: format!("http://127.0.0.1:4180/?p={post}"),
        snippet: "Chữ và chữ.".to_owned(),
        published_at: Some(minute(0)),
    };
    StoryCopy { story, text: (0..200).map(|n| format!("chữ{} ", n * post)).collect(), modified_at: None }
}

pub(crate) fn copy(folder: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    for (name, bytes) in bytes(folder) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    copy
}

fn set_version(path: &Path, version: u32, checkpoint: bool) {
    let connection = Connection::open(path).unwrap();
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !checkpoint).unwrap();
    connection.pragma_update(None, "user_version", version).unwrap();
}

pub(crate) fn overwrite_page(path: &Path, page: u64) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start((page - 1) * PAGE)).unwrap();
    file.write_all(&[0xa5; PAGE as usize]).unwrap();
}

/// The files by name. Not the index of a log (`-shm`): it is made anew at every start and holds nothing.
pub(crate) fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|e| e.file_type().unwrap().is_file());
    files
        .map(|e| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).unwrap()))
        .filter(|(name, _)| !name.ends_with("-shm"))
        .collect()
}

/// Names of files whose bytes are not as they were.
pub(crate) fn changed(before: &BTreeMap<String, Vec<u8>>, folder: &Path) -> Vec<String> {
    let now = bytes(folder);
    before.iter().filter(|(name, bytes)| now.get(*name) != Some(*bytes)).map(|(name, _)| name.clone()).collect()
}

//! What the sites have published: taken in, replaced, searched; a damaged copy is begun anew.

use crate::{
    opening,
    scene::{self, played},
    story::{draft, minute, save, uuid},
};
use newsroom::{SiteId, archive::ArchivedStory};
use rusqlite::Connection;
use std::{collections::BTreeMap, fs, path::Path};
use store::{ARCHIVE, DESK, Filter, Mirror, PHOTOS, Store, StoreError, StoryCopy};
use tempfile::TempDir;

fn copy(site: SiteId, post: u64, title: &str, text: &str) -> StoryCopy {
    let story = ArchivedStory {
        site,
        post,
        title: title.to_owned(),
        link: format!("http://a/{post}"),
        snippet: text.chars().take(20).collect(),
        published_at: Some(minute(i64::try_from(post).unwrap())),
    };
    StoryCopy { story, text: text.to_owned(), modified_at: Some(minute(0)) }
}

fn filled() -> (TempDir, Store, SiteId) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), minute(0)).unwrap();
    let site = SiteId(uuid(1));
    let stories = [
        copy(site, 1, "Khai mạc lễ hội hoa sở", "Sáng nay tại Bình Liêu."),
        copy(site, 2, "Cửa khẩu Bắc Luân thông quan", "Hơn 300 xe chở nông sản."),
        copy(site, 3, "Cầu phao tạm dừng", "Mưa lớn ở Móng Cái, lễ hội hoãn."),
    ];
    store.keep_stories(site, &stories, &[], &Mirror::default()).unwrap();
    (folder, store, site)
}

fn found(store: &Store, words: &str) -> Vec<u64> {
    store.search_archive(words, 100).unwrap().iter().map(|story| story.post).collect()
}

#[test]
fn stories_are_found_by_their_words_with_or_without_marks_newest_first() {
    let (_folder, store, _) = filled();
    assert_eq!(found(&store, "lễ hội"), [3, 1], "in headline and text, the newest first");
    assert_eq!(found(&store, "le hoi hoa so"), [1]);
    assert_eq!(found(&store, "cua kh"), [2], "the last word may be unfinished");
    assert_eq!(found(&store, ""), [3, 2, 1], "without words, the newest ones");
    assert!(found(&store, "khong co").is_empty());
    let alike: Vec<u64> =
        store.headlines_with_any("Thông quan ở cửa khẩu", 10).unwrap().iter().map(|story| story.post).collect();
    assert_eq!(alike, [2], "the text does not count for a headline");
    let any: Vec<u64> = store.headlines_with_any("cầu lễ hội", 10).unwrap().iter().map(|story| story.post).collect();
    assert_eq!(any.len(), 2, "some of the words are enough: {any:?}");
    assert!(store.headlines_with_any(" - ", 10).unwrap().is_empty(), "without words there is nothing to compare");
    let cut: Vec<u64> = store.search_archive("", 1).unwrap().iter().map(|story| story.post).collect();
    assert_eq!(cut, [3], "no more than was asked for");
}

#[test]
fn nothing_that_is_typed_is_taken_for_a_query() {
    let (_folder, store, _) = filled();
    for hostile in
        ["\"", "lễ AND", "NEAR(lễ hội)", "-lễ", "lễ*", "title:lễ", "(", "a\"b OR c", "^lễ", "{x}", "\u{0}", "Ⓐ", "OR"]
    {
        store.search_archive(hostile, 10).unwrap();
        store.headlines_with_any(hostile, 10).unwrap();
    }
    assert_eq!(found(&store, "lễ* -hội"), [3, 1], "signs are no words");
    assert_eq!(found(&store, "\"lễ hội"), [3, 1]);
    assert!(found(&store, "lễ AND hội").is_empty() && found(&store, "NEAR(lễ hội)").is_empty(), "but these are");
    let pasted = "lễ hội hoa sở ".repeat(3000);
    assert_eq!(found(&store, &pasted), [1], "a whole story pasted into the search");
    assert!(!store.headlines_with_any(&pasted, 10).unwrap().is_empty());
}

#[test]
fn a_story_is_replaced_and_one_that_is_gone_is_found_no_more() {
    let (folder, store, site) = filled();
    let mirror = Mirror { cursor: Some(minute(5)), page: 2, on_site: Some(9), complete_at: Some(minute(6)) };
    store.keep_stories(site, &[copy(site, 1, "Bế mạc lễ hội hoa sở", "Chiều nay.")], &[3], &mirror).unwrap();
    assert_eq!(found(&store, "khai mac"), Vec::<u64>::new());
    assert_eq!(found(&store, "lễ hội"), [1]);
    assert_eq!(store.archived_posts(site).unwrap(), [1, 2]);
    assert_eq!(store.archived_count(SiteId(uuid(2))).unwrap(), 0, "another site, other stories");
    drop(store);
    let store = Store::open(folder.path(), minute(9)).unwrap();
    assert_eq!(store.mirror(site).unwrap(), mirror, "it goes on where it was");
    assert_eq!(found(&store, "be mac"), [1]);
}

#[test]
fn stories_are_taken_in_all_together_or_not_at_all() {
    let (_folder, store, site) = filled();
    let before = (store.search_archive("", 10).unwrap(), store.mirror(site).unwrap());
    let mut too_large = copy(site, 1, "Cửa khẩu Bắc Luân", "Không vào được.");
    too_large.story.post = u64::MAX;
    let stories = [copy(site, 1, "Bế mạc", "Chiều nay."), too_large];
    let mirror = Mirror { cursor: Some(minute(5)), page: 2, ..Mirror::default() };
    assert!(store.keep_stories(site, &stories, &[3], &mirror).is_err(), "SQLite has no number as large");
    assert_eq!((store.search_archive("", 10).unwrap(), store.mirror(site).unwrap()), before);
    assert_eq!(found(&store, "khai mac"), [1], "nor has the index of words changed");
    assert_eq!(found(&store, "hoan"), [3]);
    assert!(found(&store, "be mac").is_empty());
}

#[test]
fn a_story_that_comes_twice_holds_nothing_up() {
    let (_folder, store, site) = filled();
    let twice = [copy(site, 7, "Bản đầu", "Sáng nay."), copy(site, 7, "Bản sau", "Chiều nay.")];
    store.keep_stories(site, &twice, &[], &Mirror::default()).unwrap();
    assert_eq!(found(&store, "ban sau"), [7]);
    assert!(found(&store, "ban dau").is_empty());
    assert_eq!(store.archived_posts(site).unwrap(), [1, 2, 3, 7]);
}

#[test]
fn a_damaged_archive_keeps_nobody_from_his_stories() {
    let (folder, pages) = opening::settled_crash(ARCHIVE.file);
    let site = SiteId(uuid(scene::SITE));
    let sound = Store::open(opening::copy(folder.path()).path(), minute(9)).unwrap();
    assert_eq!(sound.archived_count(site).unwrap(), 200, "a crash alone takes nothing");
    for page in [1, 2, 3, pages / 4, pages / 2, pages * 3 / 4, pages] {
        let damaged = opening::copy(folder.path());
        opening::overwrite_page(&damaged.path().join(ARCHIVE.file), page);
        begins_anew(damaged.path(), &format!("page {page} of {pages}"));
    }
    let truncated = opening::copy(folder.path());
    let file = fs::File::options().write(true).open(truncated.path().join(ARCHIVE.file)).unwrap();
    file.set_len(pages / 2 * opening::PAGE).unwrap();
    begins_anew(truncated.path(), "half of it");
    for other in [DESK.file, PHOTOS.file] {
        let mixed = opening::copy(folder.path());
        fs::copy(mixed.path().join(other), mixed.path().join(ARCHIVE.file)).unwrap();
        begins_anew(mixed.path(), other);
    }
    let foreign = opening::copy(folder.path());
    fs::write(foreign.path().join(ARCHIVE.file), "Đây là ghi chép của tòa soạn. ".repeat(100)).unwrap();
    begins_anew(foreign.path(), "no database");
}

/// What an archive is called that was found damaged at the ninth minute.
const ASIDE: &str = "archive.sqlite.damaged-20260302T010900000Z";

/// Opens a folder with a damaged archive: the desk is as it was, the archive is empty and works, the old file is kept.
fn begins_anew(folder: &Path, what: &str) {
    let site = SiteId(uuid(scene::SITE));
    let before = opening::bytes(folder);
    let store = Store::open(folder, minute(9)).unwrap();
    assert_eq!(store.articles(&Filter::default()).unwrap().len(), 40, "{what}");
    assert_eq!(store.archived_count(site).unwrap(), 0, "{what}: it is fetched anew");
    assert_eq!(store.mirror(site).unwrap(), Mirror { page: 1, ..Mirror::default() }, "{what}: from the beginning");
    store.keep_stories(site, &[copy(site, 1, "Tin mới", "Chiều nay.")], &[], &Mirror::default()).unwrap();
    assert_eq!(found(&store, "tin moi"), [1], "{what}");
    drop(store);
    let aside = aside(folder);
    assert_eq!(aside.get(ASIDE), before.get(ARCHIVE.file), "{what}: what was there is not deleted");
    let store = Store::open(folder, minute(10)).unwrap();
    assert_eq!(found(&store, "tin moi"), [1], "{what}: and that is all");
    assert_eq!(self::aside(folder).len(), aside.len(), "{what}");
}

#[test]
fn damage_beside_an_unfinished_log_goes_aside_with_the_log() {
    let crashed = opening::crash();
    let pages = fs::metadata(crashed.path().join(ARCHIVE.file)).unwrap().len() / opening::PAGE;
    let mut gone = 0;
    for page in 1..=pages {
        let damaged = opening::copy(crashed.path());
        opening::overwrite_page(&damaged.path().join(ARCHIVE.file), page);
        let before = opening::bytes(damaged.path());
        assert!(!before["archive.sqlite-wal"].is_empty());
        let store = Store::open(damaged.path(), minute(9)).unwrap();
        let aside = aside(damaged.path());
        // A page that the log holds anew is not needed.
        let expected = if aside.is_empty() { 200 } else { 0 };
        assert_eq!(store.archived_count(SiteId(uuid(scene::SITE))).unwrap(), expected, "page {page} of {pages}");
        if !aside.is_empty() {
            gone += 1;
            assert_eq!(aside.get(&format!("{ASIDE}-wal")), before.get("archive.sqlite-wal"), "page {page}");
        }
    }
    assert!(gone > 0, "some page of {pages} is in the file alone");
}

#[test]
fn a_damaged_archive_beside_a_damaged_desk_is_left_alone() {
    let (folder, _) = opening::settled_crash(ARCHIVE.file);
    for file in [ARCHIVE.file, PHOTOS.file] {
        opening::overwrite_page(&folder.path().join(file), 2);
    }
    let before = opening::bytes(folder.path());
    let refused = Store::open(folder.path(), minute(9));
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
    assert_eq!(opening::changed(&before, folder.path()), opening::NONE, "somebody must look at the folder anyway");
}

#[test]
fn damage_that_is_met_while_working_is_mended_at_the_next_start() {
    let (folder, store) = played();
    drop(store);
    let path = folder.path().join(ARCHIVE.file);
    let pages = fs::metadata(&path).unwrap().len() / opening::PAGE;
    // What the start itself reads is whole.
    let read: u64 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'folding'", [], |row| row.get(0))
        .unwrap();
    for page in (2..=pages).filter(|page| *page != read) {
        opening::overwrite_page(&path, page);
    }
    let store = Store::open(folder.path(), minute(1)).unwrap();
    let searched = store.search_archive("mong cai", 10);
    assert!(matches!(searched, Err(StoreError::Damaged(_))), "a clean exit is believed: {searched:?}");
    save(&store, &[&draft(500, "Bản tin sáng", "Trời quang.")]).unwrap();
    drop(store);
    let store = Store::open(folder.path(), minute(2)).unwrap();
    assert!(store.search_archive("mong cai", 10).unwrap().is_empty());
    assert!(aside(folder.path()).contains_key("archive.sqlite.damaged-20260302T010200000Z"));
}

#[test]
fn an_archive_that_another_program_holds_locked_is_not_taken_for_damaged() {
    let (folder, store) = played();
    drop(store);
    let other = Connection::open(folder.path().join(ARCHIVE.file)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let store = Store::open(folder.path(), minute(9)).unwrap();
    let before = scene::read(&store);
    assert_eq!(before.archive[0].1.len(), 2, "what is stored can be read meanwhile");
    let keep = || {
        store.keep_stories(
            SiteId(uuid(5)),
            &[copy(SiteId(uuid(5)), 1, "Tin mới", "Chiều nay.")],
            &[],
            &Mirror::default(),
        )
    };
    assert!(matches!(keep(), Err(StoreError::Unwritable(_))));
    assert_eq!(scene::read(&store), before);
    other.execute_batch("ROLLBACK").unwrap();
    keep().unwrap();
    assert_eq!(found(&store, "tin moi"), [1]);
    assert!(aside(folder.path()).is_empty());
}

/// Files that were moved aside.
fn aside(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    opening::bytes(folder).into_iter().filter(|(name, _)| name.starts_with("archive.sqlite.damaged-")).collect()
}

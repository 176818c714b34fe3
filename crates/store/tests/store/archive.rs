//! What the sites have published: taken in, replaced, searched; a damaged copy is begun anew.

use crate::story::{minute, uuid};
use newsroom::SiteId;
use std::fs;
use store::{ARCHIVE, Mirror, Store, StoreError, StoryCopy};
use tempfile::TempDir;

fn copy(post: u64, title: &str, text: &str) -> StoryCopy {
    StoryCopy {
        post,
        title: title.to_owned(),
        link: format!("http://a/{post}"),
        snippet: text.chars().take(20).collect(),
        text: text.to_owned(),
        published_at: Some(minute(i64::try_from(post).unwrap())),
        modified_at: Some(minute(0)),
    }
}

fn filled() -> (TempDir, Store, SiteId) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), minute(0)).unwrap();
    let site = SiteId(uuid(1));
    let stories = [
        copy(1, "Khai mạc lễ hội hoa sở", "Sáng nay tại Bình Liêu."),
        copy(2, "Cửa khẩu Bắc Luân thông quan", "Hơn 300 xe chở nông sản."),
        copy(3, "Cầu phao tạm dừng", "Mưa lớn ở Móng Cái, lễ hội hoãn."),
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
}

#[test]
fn nothing_that_is_typed_is_taken_for_a_query() {
    let (_folder, store, _) = filled();
    for hostile in ["\"", "lễ AND", "NEAR(lễ hội)", "-lễ", "lễ*", "title:lễ", "(", "a\"b OR c", "^lễ", "{x}", "\u{0}"]
    {
        store.search_archive(hostile, 10).unwrap();
        store.headlines_with_any(hostile, 10).unwrap();
    }
    assert_eq!(found(&store, "lễ* -hội"), [3, 1], "signs are no words");
}

#[test]
fn a_story_is_replaced_and_one_that_is_gone_is_found_no_more() {
    let (folder, store, site) = filled();
    let mirror = Mirror { cursor: Some(minute(5)), page: 2, on_site: Some(9), complete_at: Some(minute(6)) };
    store.keep_stories(site, &[copy(1, "Bế mạc lễ hội hoa sở", "Chiều nay.")], &[3], &mirror).unwrap();
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
fn a_damaged_archive_keeps_nobody_from_his_stories() {
    let (folder, store, site) = filled();
    drop(store);
    let file = folder.path().join(ARCHIVE.file);
    let mut bytes = fs::read(&file).unwrap();
    bytes.iter_mut().skip(100).step_by(3).for_each(|byte| *byte ^= 0x5a);
    fs::write(&file, &bytes).unwrap();
    fs::write(folder.path().join("newsdesk.lock"), "open").unwrap();
    let store = Store::open(folder.path(), minute(9)).unwrap();
    assert_eq!(store.archived_count(site).unwrap(), 0, "it is fetched anew");
    let kept = fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("archive.sqlite.damaged-"));
    assert!(kept, "and what was there is not deleted");
}

#[test]
fn an_archive_of_a_newer_program_is_left_alone() {
    let (folder, store, _) = filled();
    drop(store);
    let file = rusqlite::Connection::open(folder.path().join(ARCHIVE.file)).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    drop(file);
    assert!(matches!(Store::open(folder.path(), minute(9)), Err(StoreError::TooNew { .. })));
}

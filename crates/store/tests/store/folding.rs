//! What was folded for searching by an older rule is found by today's, after the newsroom was opened; nothing else of it changes.

use crate::{
    old_databases::old_newsroom,
    scene::{self, played},
    story::{draft, minute, save, staffed, uuid},
};
use newsroom::{ArticleId, SiteId};
use rusqlite::Connection;
use std::{fs, path::Path};
use store::{
    ARCHIVE, DESK, Filter, PHOTOS, Store, StoreError,
    keeping::{self, Depth},
};
use tempfile::TempDir;

/// Does something to a database behind the program's back.
fn behind(folder: &Path, file: &str, sql: &str) {
    Connection::open(folder.join(file)).unwrap().execute_batch(sql).unwrap();
}

/// A newsroom of before the rule was numbered, with a story in the desk and some in the archive whose signs were left as they stood.
fn old() -> TempDir {
    let folder = old_newsroom(DESK.newest(), PHOTOS.newest());
    let (filed, site) = (ArticleId(uuid(scene::FILED)), SiteId(uuid(scene::SITE)));
    behind(
        folder.path(),
        DESK.file,
        &format!(
            "UPDATE article SET headline = 'Đo CO₂ trên 25 m²', folded = 'do co₂ tren 25 m²' || char(10) || folded
             WHERE id = '{filed}';"
        ),
    );
    let story = |id: i64, title: &str, words: &str, text: &str| {
        format!(
            "INSERT INTO story (id, site, post, title, link, snippet, published_at)
               VALUES ({id}, '{site}', {id}, '{title}', 'http://a/{id}', '', '2026-03-02T01:41:00.000Z');
             INSERT INTO story_words (rowid, title, text) VALUES ({id}, '{words}', '{text}');"
        )
    };
    // One that was taken in and removed again, as a site does it.
    let gone = story(90, "Đã gỡ", "da go", "khi co₂");
    let stories = [
        gone + "DELETE FROM story WHERE id = 90; DELETE FROM story_words WHERE rowid = 90;",
        story(91, "Khí CO₂ giảm", "khi co₂ giam", "hon 25 m² “rung” — thong xanh, h₂o sach"),
        story(92, "Rừng thông", "rung thong", "trong 300 m³ dat; khong co khi nao"),
        story(93, "Rừng xanh", "rung xanh", "khong co so nao"),
    ];
    behind(folder.path(), ARCHIVE.file, &stories.concat());
    folder
}

fn stories(store: &Store, words: &str) -> Vec<ArticleId> {
    let filter = Filter { words: words.to_owned(), ..Filter::default() };
    store.articles(&filter).unwrap().iter().map(|listed| listed.id).collect()
}

fn archived(store: &Store, words: &str) -> Vec<u64> {
    let mut found: Vec<u64> = store.search_archive(words, 100).unwrap().iter().map(|story| story.post).collect();
    found.sort_unstable();
    found
}

#[test]
fn old_stories_are_found_as_they_are_typed() {
    let folder = old();
    let filed = ArticleId(uuid(scene::FILED));
    let rows = |folder: &Path| -> (String, u32, String) {
        let desk = Connection::open(folder.join(DESK.file)).unwrap();
        let sql = "SELECT headline || body, version, updated_at FROM article WHERE id = ?1";
        desk.query_row(sql, [filed.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap()
    };
    let before = rows(folder.path());
    let committed: u64 = Connection::open(folder.path().join(DESK.file))
        .unwrap()
        .query_row("SELECT commits FROM tally", [], |row| row.get(0))
        .unwrap();
    let store = Store::open(folder.path(), minute(60)).unwrap();
    assert_eq!(stories(&store, "co2"), [filed]);
    assert_eq!(stories(&store, "CO₂ 25 m2"), [filed]);
    assert_eq!(stories(&store, "\"ong voi\""), [filed], "of its text, too, which stands between “ and ”");
    assert_eq!(store.article(filed).unwrap().manuscript.headline, "Đo CO₂ trên 25 m²");
    assert_eq!(store.committed(), committed, "nobody has changed anything");
    drop(store);
    assert_eq!(rows(folder.path()), before, "the texts, the version and the time are what they were");
    let health = keeping::examine(folder.path(), Depth::Stories).unwrap();
    assert!(health.stories_are_sound(), "{health:?}");
}

#[test]
fn old_stories_of_the_archive_are_found_as_they_are_typed() {
    let folder = old();
    let store = Store::open(folder.path(), minute(60)).unwrap();
    assert_eq!(archived(&store, "CO2"), [91], "and not the one that is gone");
    assert_eq!(archived(&store, "co₂ 25 m²"), [91]);
    assert_eq!(archived(&store, "h2o sach"), [91]);
    assert_eq!(archived(&store, "rung thong"), [91, 92], "whole stories, not only the words that changed");
    assert_eq!(archived(&store, "300 m3"), [92]);
    assert_eq!(archived(&store, "rung"), [91, 92, 93], "one that has no such sign is as it was");
    let titles: Vec<u64> = store.headlines_with_any("co2 m2", 10).unwrap().iter().map(|story| story.post).collect();
    assert_eq!(titles, [91], "what stands in the text is not in the headline");
    assert_eq!(archived(&store, "cho dem"), [42]);
}

#[test]
fn what_is_folded_by_todays_rule_is_not_written_at_opening() {
    let (today, store) = played();
    drop(store);
    let upgraded = old();
    drop(Store::open(upgraded.path(), minute(60)).unwrap());
    for folder in [today, upgraded] {
        let before = [DESK.file, ARCHIVE.file].map(|file| fs::read(folder.path().join(file)).unwrap());
        drop(Store::open(folder.path(), minute(200)).unwrap());
        let after = [DESK.file, ARCHIVE.file].map(|file| fs::read(folder.path().join(file)).unwrap());
        assert!(before == after);
    }
}

#[test]
fn how_far_the_folding_is_is_told_story_by_story_and_only_where_there_is_something_to_fold() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Một", "Chữ."), &draft(501, "Hai", "Chữ."), &draft(502, "Ba", "Chữ.")]).unwrap();
    drop(store);
    let told = std::cell::RefCell::new(Vec::new());
    let open =
        |at| drop(Store::open_telling(folder.path(), minute(at), &|done, all| told.borrow_mut().push((done, all))));
    open(2);
    assert_eq!(told.take(), []);
    behind(folder.path(), DESK.file, "DELETE FROM setting WHERE name = 'fold_version'");
    open(3);
    assert_eq!(told.take(), [(1, 3), (2, 3), (3, 3)]);
}

#[test]
fn a_damaged_story_stays_folded_as_it_is_and_is_told() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    drop(store);
    behind(folder.path(), DESK.file, "UPDATE article SET headline = 'Tim'");
    drop(Store::open(folder.path(), minute(2)).unwrap());
    behind(folder.path(), DESK.file, "DELETE FROM setting WHERE name = 'fold_version'");
    let store = Store::open(folder.path(), minute(3)).unwrap();
    let refused = store.article(newsroom::ArticleId(uuid(500)));
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "no sum of its damage: {refused:?}");
}

#[test]
fn an_archive_whose_index_cannot_be_read_is_begun_anew() {
    let folder = old();
    behind(folder.path(), ARCHIVE.file, "UPDATE story_words_data SET block = zeroblob(30) WHERE id > 10");
    let store = Store::open(folder.path(), minute(60)).unwrap();
    assert!(archived(&store, "").is_empty());
    assert_eq!(stories(&store, "co2").len(), 1, "the desk is as ever");
    let aside = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(
        aside.map(|name| name.to_string_lossy().into_owned()).any(|name| name.starts_with("archive.sqlite.damaged-"))
    );
}

//! Single damaged rows come back from a copy, and nothing else changes.

use crate::{
    opening,
    outbox::{change, sending},
    rows::damage,
    scene::{self, played},
    story::{HAI, act, draft, minute, save, staffed, uuid},
};
use newsroom::{ArticleId, Deed, Section, SectionId};
use rusqlite::Connection;
use std::{collections::BTreeMap, fs, path::Path};
use store::{
    DESK, Filter, Store, StoreError,
    keeping::{self, Depth, Place, RowsBack},
};

const STORY: u64 = scene::PUBLISHED;

/// Every row of every table but the history, as text; the sums and the count apart.
fn rows(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let desk = Connection::open(folder.join(DESK.file)).unwrap();
    let tables = "SELECT DISTINCT of_table FROM row_sum WHERE of_table <> 'audit'";
    let mut statement = desk.prepare(tables).unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let of = |table: &String| {
        let mut statement = desk.prepare(&format!("SELECT rowid, * FROM {table} ORDER BY rowid")).unwrap();
        let columns = statement.column_count();
        let rows = statement
            .query_map([], |row| Ok((0..columns).map(|n| format!("{:?}|", row.get_ref(n).unwrap())).collect()));
        rows.unwrap().map(Result::unwrap).collect()
    };
    tables.iter().map(|table| (table.clone(), of(table))).collect()
}

fn mend(folder: &Path, store: &Store) -> RowsBack {
    keeping::mend_rows(store, &Place::all(folder), act(HAI, 200)).unwrap().0
}

fn copy(folder: &Path, minutes: i64) -> std::path::PathBuf {
    keeping::make_copy(folder, &Place::here(folder), minute(minutes), &|| true).unwrap().file
}

fn tables(rows: &[store::DamagedRow]) -> Vec<&str> {
    rows.iter().map(|row| row.table.as_str()).collect()
}

/// Of a story, of its approval, of its newest kept state, and of a line of the history.
fn damage_four(folder: &Path) {
    let story = ArticleId(uuid(STORY));
    let approved = format!("(SELECT approved_revision FROM article WHERE id = '{story}')");
    damage(folder, "approval", &format!("approved_at = '2026-03-02T01:41:00.001Z' WHERE revision = {approved}"));
    damage(folder, "revision", &format!("manuscript = replace(manuscript, 'Móng', 'Mong') WHERE id = {approved}"));
    damage(folder, "article", &format!("headline = 'Mong Cái đón' WHERE id = '{story}'"));
    damage(folder, "audit", &format!("note = '?' WHERE seq = (SELECT min(seq) FROM audit WHERE article = '{story}')"));
}

#[test]
fn damaged_rows_come_back_and_what_was_written_since_stays() {
    let (folder, store) = played();
    copy(folder.path(), 110);
    // Since the copy.
    save(&store, &[&draft(700, "Tin mới", "Chữ.")]).unwrap();
    change(&store, |t| t.set_setting("newsroom", "Tên mới"));
    let waits = sending(&store, 900, 100);
    change(&store, |t| t.save_transmission(&waits));
    let (before, history) = (rows(folder.path()), store.history(ArticleId(uuid(STORY)), 100).unwrap());
    damage_four(folder.path());
    assert!(matches!(store.article(ArticleId(uuid(STORY))), Err(StoreError::Damaged(_))));
    let (done, changes) = keeping::mend_rows(&store, &Place::all(folder.path()), act(HAI, 200)).unwrap();
    let back: Vec<(&str, bool)> = done.back.iter().map(|back| (back.row.table.as_str(), back.older)).collect();
    assert_eq!(back, [("approval", false), ("article", false), ("audit", false), ("revision", false)]);
    assert!(done.left.is_empty() && done.back.iter().all(|back| back.copied_at == minute(110)), "{done:?}");
    assert_eq!(rows(folder.path()), before, "those, and no other");
    assert!(keeping::examine(folder.path(), Depth::Stories).unwrap().is_sound());
    assert!(changes.articles.contains(&ArticleId(uuid(STORY))));
    assert!(!store.transmission(waits.id).unwrap().paused, "nothing has gone back, so nothing is held");
    let mut told = store.history(ArticleId(uuid(STORY)), 100).unwrap();
    let new: Vec<Deed> = told.drain(..told.len() - history.len()).map(|entry| entry.deed).collect();
    assert_eq!(new, [Deed::BroughtBack, Deed::BroughtBack, Deed::BroughtBack], "story, approval, kept state");
    assert_eq!(told, history);
    let aside = Connection::open(done.aside.unwrap().join(DESK.file)).unwrap();
    let kept: u32 =
        aside.query_row("SELECT count(*) FROM article WHERE headline = 'Mong Cái đón'", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1, "what was there is put aside");
}

#[test]
fn what_was_changed_after_the_newest_copy_comes_back_as_it_was_then_and_holds_the_outbox() {
    let (folder, store) = played();
    let id = ArticleId(uuid(scene::FILED));
    copy(folder.path(), 110);
    let mut article = store.article(id).unwrap();
    article.manuscript.headline = "Đo CO₂ ở đình Trà Cổ".to_owned();
    change(&store, |t| t.save_article(&article));
    copy(folder.path(), 120);
    article.manuscript.headline = "Ba".to_owned();
    change(&store, |t| t.save_article(&article));
    let waits = sending(&store, 900, 100);
    change(&store, |t| t.save_transmission(&waits));
    damage(folder.path(), "article", &format!("headline = 'Bá' WHERE id = '{id}'"));
    let done = mend(folder.path(), &store);
    assert_eq!(done.back.iter().map(|back| (back.copied_at, back.older)).collect::<Vec<_>>(), [(minute(120), true)]);
    assert_eq!(store.article(id).unwrap().manuscript.headline, "Đo CO₂ ở đình Trà Cổ", "of the newest copy");
    let found = store.articles(&Filter { words: "co2 dinh".to_owned(), ..Filter::default() }).unwrap();
    assert_eq!(found.iter().map(|listed| listed.id).collect::<Vec<_>>(), [id]);
    assert!(store.transmission(waits.id).unwrap().paused, "readers may have something newer");
    assert!(keeping::examine(folder.path(), Depth::Stories).unwrap().is_sound());
}

#[test]
fn a_story_that_went_to_readers_since_is_not_lost_from_sight_and_nobody_gets_old_rights_back() {
    let (folder, store) = played();
    let id = ArticleId(uuid(scene::FORCED));
    copy(folder.path(), 110);
    let revision = store.article(id).unwrap().approval.unwrap().revision;
    change(&store, |t| {
        t.change_readers(id, |readers| readers.seen(revision, minute(115)))?;
        t.save_role(HAI, newsroom::Role::Reporter)
    });
    damage(folder.path(), "article", &format!("headline = 'Khác' WHERE id = '{id}'"));
    damage(folder.path(), "staff", &format!("name = 'Trần Quốc Hãi' WHERE id = '{HAI}'"));
    let done = mend(folder.path(), &store);
    assert_eq!(done.back.iter().map(|back| (&*back.row.table, back.older)).collect::<Vec<_>>(), [("article", true)]);
    assert_eq!(tables(&done.left), ["staff"], "the copy knows an editor and not what became of him");
    let readers = store.article(id).unwrap().readers;
    assert!(readers.live.is_none() && readers.may_have_it(), "it is on the shelf of what readers may see: {readers:?}");
    assert_eq!(store.person(HAI).unwrap().role, newsroom::Role::Reporter);
}

#[test]
fn what_is_damaged_is_known_by_its_story_and_author_as_far_as_those_can_be_read() {
    let (folder, store) = played();
    let author = store.person(store.article(ArticleId(uuid(STORY))).unwrap().author).unwrap().name;
    damage_four(folder.path());
    damage(folder.path(), "section", "name = 'Thời sư' WHERE id = (SELECT min(id) FROM section)");
    let rows = keeping::examine(folder.path(), Depth::Stories).unwrap().rows;
    assert_eq!(rows.len(), 5);
    let known = keeping::known_by(folder.path(), &rows).unwrap();
    assert_eq!(known.len(), rows.len());
    for (row, known) in rows.iter().zip(known) {
        let told = known.map(|known| (known.name, known.author));
        let expected = match row.table.as_str() {
            "audit" => None,
            "section" => Some(("Thời sư".to_owned(), None)),
            _ => Some(("Mong Cái đón".to_owned(), Some(author.clone()))),
        };
        assert_eq!(told, expected, "{row}");
    }
}

#[test]
fn without_a_copy_it_is_told_and_nothing_is_changed() {
    let (folder, store) = played();
    damage_four(folder.path());
    let before = rows(folder.path());
    let done = mend(folder.path(), &store);
    assert_eq!(tables(&done.left), ["approval", "article", "audit", "revision"]);
    assert_eq!((done.back.len(), &done.aside), (0, &None));
    assert_eq!(rows(folder.path()), before);
    assert_eq!(keeping::examine(folder.path(), Depth::Stories).unwrap().rows, done.left);
    assert!(Place::here(folder.path()).copies().is_empty(), "nothing is put aside for nothing");
}

#[test]
fn a_row_that_the_copy_has_damaged_too_stays_and_the_others_come_back() {
    let (folder, store) = played();
    let made = copy(folder.path(), 110);
    let sections = |file: &Path| {
        let desk = Connection::open(file).unwrap();
        desk.execute("UPDATE section SET name = 'Chính quyện' WHERE name = 'Chính quyền'", []).unwrap();
    };
    sections(&made);
    sections(&folder.path().join(DESK.file));
    let before = rows(folder.path());
    let done = mend(folder.path(), &store);
    assert_eq!((tables(&done.left), done.back.len(), done.aside), (vec!["section"], 0, None));
    assert_eq!(rows(folder.path()), before);
    damage_four(folder.path());
    let done = mend(folder.path(), &store);
    assert_eq!((tables(&done.left), done.back.len()), (vec!["section"], 4));
    assert_eq!(rows(folder.path()), before, "as the story was");
    // An older copy has it.
    let (folder, store) = played();
    copy(folder.path(), 110);
    sections(&copy(folder.path(), 120));
    sections(&folder.path().join(DESK.file));
    let done = mend(folder.path(), &store);
    assert_eq!(done.back.iter().map(|back| (back.copied_at, back.older)).collect::<Vec<_>>(), [(minute(110), false)]);
    assert_eq!(store.sections().unwrap()[3].name, "Chính quyền");
    // A copy of which a page is broken has nothing.
    let broken = copy(folder.path(), 130);
    fs::write(&broken, [fs::read(&broken).unwrap()[..8192].to_vec(), vec![0xa5; 400_000]].concat()).unwrap();
    fs::remove_file(&Place::here(folder.path()).copies().iter().find(|copy| copy.at == minute(110)).unwrap().file)
        .unwrap();
    sections(&folder.path().join(DESK.file));
    assert_eq!(tables(&mend(folder.path(), &store).left), ["section"]);
}

#[test]
fn a_name_that_was_given_to_another_section_meanwhile_is_not_taken_from_it() {
    let (folder, store) = played();
    copy(folder.path(), 110);
    let renamed = |id: u64, name: &str, position| Section {
        id: SectionId(uuid(id)),
        name: name.into(),
        position,
        retired_at: None,
    };
    change(&store, |t| t.save_section(&renamed(13, "Thời sự", 3)));
    change(&store, |t| t.add_section(&renamed(19, "Chính quyền", 4)));
    damage(folder.path(), "section", "name = 'Thời sứ' WHERE name = 'Thời sự'");
    let before = rows(folder.path());
    let done = mend(folder.path(), &store);
    assert_eq!((tables(&done.left), done.back.len(), done.aside), (vec!["section"], 0, None));
    assert_eq!(rows(folder.path()), before);
}

#[test]
fn a_closed_newsroom_gets_its_damaged_rows_back() {
    let (folder, store) = played();
    copy(folder.path(), 110);
    change(&store, |t| t.set_setting("newsroom", "Tên mới"));
    let committed = store.committed();
    let before = rows(folder.path());
    drop(store);
    damage_four(folder.path());
    assert!(keeping::copies_have_rows(folder.path()).unwrap());
    let done = keeping::mend_rows_of_closed(folder.path(), minute(130)).unwrap();
    assert_eq!((done.back.len(), done.left.len()), (4, 0));
    let store = Store::open(folder.path(), minute(140)).unwrap();
    assert_eq!(rows(folder.path()), before);
    assert_eq!(store.committed(), committed + 1);
    assert!(!keeping::copies_have_rows(folder.path()).unwrap(), "there is nothing to bring back");
    assert!(matches!(keeping::mend_rows_of_closed(folder.path(), minute(150)), Err(StoreError::AlreadyOpen)));
}

#[test]
fn what_goes_wrong_in_the_middle_leaves_everything_as_it_was() {
    let (folder, store) = played();
    copy(folder.path(), 110);
    damage_four(folder.path());
    let desk = Connection::open(folder.path().join(DESK.file)).unwrap();
    desk.execute_batch(
        "CREATE TRIGGER late BEFORE INSERT ON audit WHEN NEW.deed = 'brought_back'
           AND (SELECT count(*) FROM audit WHERE deed = 'brought_back') = 2 BEGIN SELECT RAISE(ABORT, 'late'); END;",
    )
    .unwrap();
    let before = rows(folder.path());
    let files = opening::bytes(Place::here(folder.path()).folder()).into_keys().collect::<Vec<_>>();
    keeping::mend_rows(&store, &Place::all(folder.path()), act(HAI, 200)).unwrap_err();
    assert_eq!(rows(folder.path()), before);
    assert_eq!(Place::here(folder.path()).copies().len(), files.iter().filter(|name| name.ends_with("sqlite")).count());
    desk.execute_batch("DROP TRIGGER late").unwrap();
    assert_eq!(mend(folder.path(), &store).back.len(), 4, "and the next try does it");
}

#[test]
fn another_newsrooms_copy_gives_no_row() {
    let (folder, store) = staffed();
    save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
    let (other, elsewhere) = staffed();
    save(&elsewhere, &[&draft(500, "Tin khác", "Chữ.")]).unwrap();
    let foreign = copy(other.path(), 110);
    let here = Place::here(folder.path());
    here.ready().unwrap();
    fs::copy(&foreign, here.folder().join(foreign.file_name().unwrap())).unwrap();
    damage(folder.path(), "article", "headline = 'Tim'");
    assert_eq!(tables(&mend(folder.path(), &store).left), ["article"]);
}

//! Databases that older programs left behind, as SQL in `old/`. They are never changed; every newer program
//! must open them and read the same.

use crate::{
    dump, migrations, scene,
    story::{HAI, act, minute, uuid},
};
use newsroom::{ArticleId, SectionId, SiteId, Stage};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
};
use store::{ARCHIVE, DESK, Mirror, PHOTOS, Schema, Store, StoreError};
use tempfile::TempDir;

#[test]
fn every_old_newsroom_opens_with_the_same_content() {
    let today = TempDir::new().unwrap();
    let store = Store::open(today.path(), minute(0)).unwrap();
    scene::play(&store);
    let expected = scene::read(&store);
    assert_eq!(expected.archive.iter().map(|(_, found)| found.len()).collect::<Vec<_>>(), [2, 1, 1]);
    let desks = (1..=DESK.newest()).map(|desk| (desk, 1));
    for (desk, photos) in desks.chain((2..=PHOTOS.newest()).map(|photos| (DESK.newest(), photos))) {
        let folder = old_newsroom(desk, photos);
        let store = Store::open(folder.path(), minute(60)).unwrap();
        let files = format!("desk-{desk:04}.sql and photos-{photos:04}.sql");
        assert_eq!(scene::read(&store), expected, "what {files} hold, read by this program");
        drop(store);
        migrations::compare(&DESK, &folder);
        migrations::compare(&PHOTOS, &folder);
        migrations::compare(&ARCHIVE, &folder);
    }
}

#[test]
fn what_a_newer_schema_added_is_read_as_it_was_written() {
    let site = SiteId(uuid(scene::SITE));
    let folder = old_newsroom(4, 1);
    let store = Store::open(folder.path(), minute(60)).unwrap();
    assert_eq!(store.site_sections(site).unwrap(), [(SectionId(uuid(11)), 7)]);
    assert_eq!(store.data_spent(minute(0).date_naive()).unwrap(), 4_200_000);
    drop(store);
    let folder = old_newsroom(5, 1);
    let store = Store::open(folder.path(), minute(60)).unwrap();
    assert_eq!(store.unsent(HAI, "template").unwrap().as_deref(), Some("{\"name\":\"Tin vắn\"}"));
    drop(store);
    let folder = old_newsroom(11, PHOTOS.newest());
    let store = Store::open(folder.path(), minute(60)).unwrap();
    assert_eq!(store.met_sections(site).unwrap(), [(SectionId(uuid(10)), 4)]);
}

#[test]
fn photos_of_old_stories_become_the_newsrooms_and_approvals_hold() {
    let folder = old_newsroom(5, 1);
    let scheduled = ArticleId(uuid(scene::SCHEDULED));
    let file = Connection::open(folder.path().join(DESK.file)).unwrap();
    // The lead photo of an approved story, in another story too, under another name and caption; and a photo that only a
    // kept revision shows any more.
    file.execute_batch(
        "INSERT INTO photo SELECT '019cabe2-2000-7000-8000-000000000001', article.id, 7, original, 'copy.jpg', width, height,
           'Chú thích khác', '', '' FROM photo, article
           WHERE photo.id = '019cabe2-1000-7000-8000-000000000130' AND article.headline LIKE 'Chợ phiên%';
         INSERT INTO revision (id, article, number, manuscript, content, occasion, made_at)
           SELECT 'kept', article, 90, json_set(manuscript, '$.photos', json_array(json_object('id',
             '019cabe2-3000-7000-8000-000000000002', 'original', printf('%064d', 7), 'file_name', 'gone.jpg', 'width', 40,
             'height', 30, 'caption', 'Đã bỏ', 'alt_text', '', 'credit', 'Lan'))), content, 'kept', made_at
           FROM revision WHERE article = '019cabe2-1000-7000-8000-000000000068' AND number = 1;",
    )
    .unwrap();
    drop(file);
    let store = Store::open(folder.path(), minute(60)).unwrap();
    let article = store.article(scheduled).unwrap();
    assert!(article.is_approved_as_is());
    let photos = store.photos().unwrap();
    assert_eq!(photos.len(), scene::PICTURES.len() + 1, "one of each original");
    let lead = article.manuscript.photo(article.manuscript.lead_photo.unwrap()).unwrap();
    let known = store.photo(lead.original).unwrap();
    assert_eq!((&known.file_name, &known.caption), (&lead.file_name, &lead.caption), "as its oldest use has it");
    assert_eq!(known.brought_at.to_rfc3339(), "2026-03-02T00:10:45.120+00:00", "when the id of that use was made");
    let (_, copy) = store.photo_use("019cabe2-2000-7000-8000-000000000001".parse().unwrap()).unwrap();
    assert_eq!(
        (copy.original, copy.file_name.as_str(), copy.caption.as_str()),
        (lead.original, "copy.jpg", "Chú thích khác")
    );
    let gone = photos.iter().find(|photo| photo.file_name == "gone.jpg").unwrap();
    assert_eq!((gone.width, gone.height, gone.caption.as_str(), gone.credit.as_str()), (40, 30, "Đã bỏ", "Lan"));
}

#[test]
fn a_story_that_readers_have_comes_out_of_the_bin_when_its_newsroom_is_upgraded() {
    let folder = old_newsroom(7, PHOTOS.newest());
    let published = ArticleId(uuid(scene::PUBLISHED));
    let file = Connection::open(folder.path().join(DESK.file)).unwrap();
    // "Cập nhật", "Bỏ nhận", "Bỏ bài" of an older program.
    file.execute_batch(&format!(
        "UPDATE site_post SET revision = (SELECT approved_revision FROM article WHERE id = '{published}')
           WHERE article = '{published}';
         UPDATE article SET stage = 'spiked', spiked_from = 'filed', approved_revision = NULL WHERE id = '{published}';"
    ))
    .unwrap();
    drop(file);
    let store = Store::open(folder.path(), minute(60)).unwrap();
    let article = store.article(published).unwrap();
    assert_eq!((article.stage, article.spiked_from), (Stage::Filed, None), "an editor's again");
    assert_eq!(article.readers.live.map(|live| live.since), Some(minute(50)), "when it was last seen online");
    assert_eq!(store.count_live(None).unwrap(), 2, "with the one whose withdrawal the site refused");
    let untouched = store.article(ArticleId(uuid(scene::SPIKED))).unwrap();
    assert_eq!((untouched.stage, untouched.readers.may_have_it()), (Stage::Spiked, false));
}

#[test]
fn a_newsroom_from_before_the_archive_begins_with_an_empty_one() {
    let folder = old_newsroom(3, 1);
    fs::remove_file(folder.path().join(ARCHIVE.file)).unwrap();
    let store = Store::open(folder.path(), minute(60)).unwrap();
    assert!(store.search_archive("", 10).unwrap().is_empty());
    assert_eq!(store.mirror(SiteId(uuid(scene::SITE))).unwrap(), Mirror { page: 1, ..Mirror::default() });
    drop(store);
    migrations::compare(&ARCHIVE, &folder);
}

#[test]
fn the_old_scene_has_something_of_everything() {
    let folder = old_newsroom(1, 1);
    for file in [DESK.file, PHOTOS.file] {
        let connection = Connection::open(folder.path().join(file)).unwrap();
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        let mut statement = connection.prepare(tables).unwrap();
        for table in statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
            let rows: u32 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap();
            assert!(rows > 0, "an empty {table} would come through any upgrade");
        }
    }
    let store = Store::open(folder.path(), minute(60)).unwrap();
    let stages: Vec<Stage> = store.stage_counts(None).unwrap().into_keys().collect();
    assert_eq!(stages, Stage::ALL, "a story at every stage");
    let forced = store.article(ArticleId(uuid(scene::FORCED))).unwrap();
    let reason = "Đêm giao thừa, biên tập viên trực không liên lạc được.";
    assert_eq!(forced.approval.unwrap().forced.as_deref(), Some(reason));
    let scheduled = store.article(ArticleId(uuid(scene::SCHEDULED))).unwrap();
    assert!(scheduled.is_approved_as_is(), "the approval of an old program still binds what it bound");
    let opening = "Hơn 400 xe mỗi ngày, theo số liệu cửa khẩu\ntính đến ngày 1/3.\n";
    assert_eq!(scheduled.manuscript.body.plain_text(), opening);
}

#[test]
fn revisions_of_a_program_that_did_not_count_are_counted_when_they_are_read() {
    let folder = old_newsroom(1, 1);
    let store = Store::open(folder.path(), minute(60)).unwrap();
    let timeline = store.timeline(ArticleId(uuid(scene::SCHEDULED))).unwrap();
    let first = timeline.last().unwrap().extent;
    assert!(first.words > 0 && first.added >= first.words, "of the first one all words are new: {first:?}");
    assert_eq!(first.removed, 0);
}

#[test]
fn an_old_newsroom_is_copied_before_it_is_upgraded() {
    let folder = old_newsroom(1, PHOTOS.newest());
    let store = Store::open(folder.path(), minute(60)).unwrap();
    let expected = scene::read(&store);
    let after = store.transact(act(HAI, 61), |t| t.set_setting("newsroom", "Tên mới")).map_err(|e: StoreError| e);
    after.unwrap();
    let backups: Vec<PathBuf> = list(&folder.path().join("backups"));
    let [backup] = backups.as_slice() else { panic!("one copy: {backups:?}") };

    let restored = old_newsroom(1, PHOTOS.newest());
    let connection = Connection::open(backup).unwrap();
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 1, "the copy is of what was there before the upgrade");
    drop(connection);
    fs::copy(backup, restored.path().join(DESK.file)).unwrap();
    let store = Store::open(restored.path(), minute(70)).unwrap();
    assert_eq!(scene::read(&store), expected, "the copy put in place of the file is the newsroom of that hour");
}

#[test]
fn a_newsroom_of_today_is_not_copied_at_every_start() {
    let folder = old_newsroom(1, PHOTOS.newest());
    for hour in 1..4 {
        drop(Store::open(folder.path(), minute(60 * hour)).unwrap());
    }
    assert_eq!(list(&folder.path().join("backups")).len(), 1);
}

#[test]
fn old_databases_are_kept_for_every_schema() {
    for (schema, folder) in [(&ARCHIVE, "archive/"), (&DESK, "desk/"), (&PHOTOS, "photos/")] {
        for number in 1..=schema.newest() {
            let kept = old_file(schema, number);
            if migrations::accepting() && !kept.exists() {
                let name = format!("{folder}{number:04}_");
                fs::write(&kept, if number == 1 { first(schema) } else { next(schema, number, &name) }).unwrap();
            }
            assert!(
                kept.exists(),
                "{} is missing: run `ACCEPT=1 cargo test -p store`, which makes it from the one before; then give \
                 rows in it to what the migration added, and never change it again.",
                kept.display()
            );
        }
    }
}

/// The scene as the first schema of a new file keeps it.
fn first(schema: &Schema) -> String {
    assert_eq!(schema.newest(), 1, "the first schema is not there any more");
    let (folder, store) = scene::played();
    drop(store);
    dump::whole(&Connection::open(folder.path().join(schema.file)).unwrap())
}

/// What a migration makes of the database before it.
fn next(schema: &Schema, number: u32, name: &str) -> String {
    let made = Connection::open_in_memory().unwrap();
    run(&made, &fs::read_to_string(old_file(schema, number - 1)).unwrap());
    let (_, step) = migrations::files().into_iter().find(|(file, _)| file.starts_with(name)).unwrap();
    made.execute_batch(&format!("BEGIN; {step}; PRAGMA user_version = {number}; COMMIT;")).unwrap();
    dump::whole(&made)
}

/// A folder as a program with these schemas, and the first one of the archive, left it.
pub(crate) fn old_newsroom(desk: u32, photos: u32) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (schema, number) in [(&DESK, desk), (&PHOTOS, photos), (&ARCHIVE, 1)] {
        let connection = Connection::open(folder.path().join(schema.file)).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        run(&connection, &fs::read_to_string(old_file(schema, number)).unwrap());
    }
    folder
}

fn run(connection: &Connection, dump: &str) {
    // Rows come table by table, so a row may name one that comes later.
    connection.pragma_update(None, "foreign_keys", "OFF").unwrap();
    connection.execute_batch(dump).unwrap();
    let strays: u32 = connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0)).unwrap();
    assert_eq!(strays, 0, "every row of the dump names rows that exist");
}

fn old_file(schema: &Schema, number: u32) -> PathBuf {
    let name = schema.file.replace(".sqlite", &format!("-{number:04}.sql"));
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/store/old").join(name)
}

pub(crate) fn list(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

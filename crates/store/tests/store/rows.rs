//! A row that is not what was written is told by whatever reads it for itself, of every table, and hides nothing else.

use crate::{
    opening,
    outbox::{change, sending},
    scene::{self, played},
    story::{HAI, LAN, act, minute, uuid},
};
use newsroom::{
    ArticleId, ContentHash, RemarkId, RevisionId, Section, SectionId, SiteId, TemplateId, TransmissionId,
    template::Template,
};
use rusqlite::Connection;
use std::{collections::BTreeSet, fs, path::Path};
use store::{
    DESK, Store, StoreError, Transaction,
    keeping::{self, Depth},
};
use tempfile::TempDir;

const STORY: u64 = scene::PUBLISHED;
const SENT: u64 = 202;
const REMARK: RemarkId = RemarkId(uuid_of(800));
const PATTERN: TemplateId = TemplateId(uuid_of(801));

const fn uuid_of(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(0x019c_abe2_1000_7000_8000_0000_0000_0000 + n)
}

/// The scene, with something in the tables that it leaves empty.
fn full() -> (TempDir, Store) {
    let (folder, store) = played();
    let (site, story) = (SiteId(uuid(scene::SITE)), ArticleId(uuid(STORY)));
    change(&store, |t| {
        t.add_remark(REMARK, story, "doanh thu")?;
        t.add_note(story, REMARK, "Nguồn nào?")?;
        t.keep_unsent(LAN, "template", "{}")?;
        t.spend_data(minute(0).date_naive(), 1000)?;
        t.place_section(site, SectionId(uuid(11)), Some(7))?;
        t.note_met_section(site, SectionId(uuid(10)), 4)?;
        t.save_template(&Template {
            id: PATTERN,
            name: "Tin vắn".to_owned(),
            purpose: String::new(),
            section: None,
            headline: String::new(),
            standfirst: String::new(),
            doc: "{}".to_owned(),
        })
    });
    change(&store, |t| t.resolve_remark(story, REMARK, true));
    (folder, store)
}

type Read = Box<dyn Fn(&Store) -> Result<(), StoreError>>;

type Reads = Vec<(&'static str, Read)>;

/// A table, how a letter or a figure of a row of it is damaged, what reads the row for itself and refuses it, and what reads it among
/// others, for a name or a count, and goes on.
type Damage = (&'static str, String, Reads, Reads);

fn readings(kept: RevisionId) -> Vec<Damage> {
    fn by(read: impl Fn(&Store) -> Result<(), StoreError> + 'static) -> Read {
        Box::new(read)
    }
    fn within<T>(read: impl Fn(&mut Transaction<'_>) -> Result<T, StoreError> + 'static) -> Read {
        Box::new(move |store| store.transact(act(HAI, 300), |t| read(t).map(drop)).map(drop))
    }
    let (site, story, sent) = (SiteId(uuid(scene::SITE)), ArticleId(uuid(STORY)), TransmissionId(uuid(SENT)));
    let picture = ContentHash::of(b"bai-bien");
    let used = newsroom::PhotoUseId(uuid(306));
    let of_story = |column: &str| format!("{column} = '{story}'");
    vec![
        (
            "article",
            format!("standfirst = 'Gấp đôi năm ngoái.' WHERE id = '{story}'"),
            vec![
                ("article", by(move |s| s.article(story).map(drop))),
                ("readers", by(move |s| s.readers(story).map(drop))),
                ("article, in a change", within(move |t| t.article(story))),
                ("change_readers", within(move |t| t.change_readers(story, |_| {}))),
            ],
            vec![],
        ),
        (
            "approval",
            format!("approved_at = '2026-03-02T01:41:00.001Z' WHERE revision = '{kept}'"),
            vec![
                ("article", by(move |s| s.article(story).map(drop))),
                ("approved_revision", within(move |t| t.approved_revision(kept))),
            ],
            vec![],
        ),
        (
            "photo",
            format!("caption = 'Du khách tắm biển Trà Cỏ' WHERE original = '{picture}'"),
            vec![
                ("photo", by(move |s| s.photo(picture).map(drop))),
                ("photo_use", by(move |s| s.photo_use(used).map(drop))),
                ("article", by(move |s| s.article(story).map(drop))),
            ],
            vec![("photos", by(|s| s.photos().map(drop)))],
        ),
        (
            "photo_use",
            format!("caption = 'Du khách tắm biển Trà Cỏ' WHERE id = '{used}'"),
            vec![
                ("photo_use", by(move |s| s.photo_use(used).map(drop))),
                ("article", by(move |s| s.article(story).map(drop))),
            ],
            vec![],
        ),
        (
            "revision",
            format!("occasion = 'kepd' WHERE id = '{kept}'"),
            vec![
                ("revision", by(move |s| s.revision(kept).map(drop))),
                ("revisions", by(move |s| s.revisions(story).map(drop))),
                ("revision_number", by(move |s| s.revision_number(kept).map(drop))),
                ("approved_revision", within(move |t| t.approved_revision(kept))),
            ],
            vec![
                ("timeline", by(move |s| s.timeline(story).map(drop))),
                ("newest_revision", within(move |t| t.newest_revision(story))),
                ("last_kept", within(move |t| t.last_kept(story))),
            ],
        ),
        (
            "remark",
            format!("quote = 'doanh thụ' WHERE {}", of_story("article")),
            vec![
                ("remarks", by(move |s| s.remarks(story).map(drop))),
                ("remark", within(|t| t.remark(REMARK))),
                ("resolve_remark", within(move |t| t.resolve_remark(story, REMARK, false))),
            ],
            vec![],
        ),
        (
            "note",
            "words = 'Nguồn nàò?'".to_owned(),
            vec![("remarks", by(move |s| s.remarks(story).map(drop))), ("remark", within(|t| t.remark(REMARK)))],
            vec![],
        ),
        (
            "staff",
            format!("name = 'Trần Quốc Hãi' WHERE id = '{HAI}'"),
            vec![("save_password", within(|t| t.save_password(HAI, "$argon2id$")))],
            vec![
                ("staff", by(|s| s.staff().map(drop))),
                ("all_staff", by(|s| s.all_staff().map(drop))),
                ("person", by(|s| s.person(HAI).map(drop))),
                ("credentials", by(|s| s.credentials("hai.tran").map(drop))),
                ("remarks", by(move |s| s.remarks(story).map(drop))),
                ("timeline", by(move |s| s.timeline(story).map(drop))),
                ("history", by(move |s| s.history(story, 100).map(drop))),
            ],
        ),
        (
            "section",
            "name = 'Chính quyện' WHERE name = 'Chính quyền'".to_owned(),
            vec![],
            vec![("sections", by(|s| s.sections().map(drop))), ("sections, in a change", within(|t| t.sections()))],
        ),
        (
            "site",
            "name = 'Móng Cái hôm náy'".to_owned(),
            vec![
                ("site", by(move |s| s.site(site).map(drop))),
                ("site, in a change", within(move |t| t.site(site))),
                ("note_accepted", within(move |t| t.note_accepted(site, minute(1), 0))),
            ],
            vec![("sites", by(|s| s.sites().map(drop)))],
        ),
        (
            "site_post",
            format!("slug = 'mong-cai-don' WHERE {}", of_story("article")),
            vec![
                ("sent_post", by(move |s| s.sent_post(site, story).map(drop))),
                ("sent_slug", within(move |t| t.sent_slug(site, story))),
            ],
            vec![],
        ),
        (
            "site_photo",
            format!("url = 'http://b' WHERE content = '{picture}'"),
            vec![
                ("sent_photo", by(move |s| s.sent_photo(site, picture).map(drop))),
                ("picture_on_site", by(move |s| s.picture_on_site(site, 431).map(drop))),
            ],
            vec![],
        ),
        (
            "site_section",
            "category = 8".to_owned(),
            vec![("site_sections", by(move |s| s.site_sections(site).map(drop)))],
            vec![],
        ),
        (
            "site_section_met",
            "category = 8".to_owned(),
            vec![("keep_met_sections", within(|t| t.keep_met_sections(SectionId(uuid(10)))))],
            vec![("met_sections", by(move |s| s.met_sections(site).map(drop)))],
        ),
        (
            "transmission",
            format!("link = 'http://b' WHERE id = '{sent}'"),
            vec![
                ("transmission", by(move |s| s.transmission(sent).map(drop))),
                ("receipt", by(move |s| s.receipt(sent).map(drop))),
                ("transmission, in a change", within(move |t| t.transmission(sent))),
                ("site_of", within(move |t| t.site_of(story))),
                ("sent_revision", within(move |t| t.sent_revision(story))),
                ("keep_receipt", within(move |t| t.keep_receipt(sent, &serde_json::json!({})))),
            ],
            vec![
                ("newest_transmission", by(move |s| s.newest_transmission(story).map(drop))),
                ("transmissions", by(|s| s.transmissions(minute(0)).map(drop))),
            ],
        ),
        (
            "template",
            "name = 'Tin văn'".to_owned(),
            vec![("template", by(|s| s.template(PATTERN).map(drop)))],
            vec![("templates", by(|s| s.templates().map(drop)))],
        ),
        ("unsent", "words = '[]'".to_owned(), vec![("unsent", by(|s| s.unsent(LAN, "template").map(drop)))], vec![]),
        (
            "data_spent",
            "bytes = 1001".to_owned(),
            vec![
                ("data_spent", by(|s| s.data_spent(minute(0).date_naive()).map(drop))),
                ("spend_data", within(|t| t.spend_data(minute(0).date_naive(), 1))),
            ],
            vec![],
        ),
        (
            "setting",
            "value = 'Báo khác' WHERE name = 'newsroom'".to_owned(),
            vec![],
            vec![
                ("setting", by(|s| s.setting("newsroom").map(drop))),
                ("setting, in a change", within(|t| t.setting("newsroom"))),
            ],
        ),
        (
            "audit",
            format!("note = 'Khác' WHERE seq = (SELECT max(seq) FROM audit WHERE {})", of_story("article")),
            vec![],
            vec![("history", by(move |s| s.history(story, 100).map(drop)))],
        ),
    ]
}

#[test]
fn what_is_asked_for_says_that_it_is_damaged_and_lists_go_on() {
    let mut missed = Vec::new();
    let (scene, store) = full();
    let kept = store.article(ArticleId(uuid(STORY))).unwrap().approval.unwrap().revision;
    drop(store);
    for (table, set, refuse, go_on) in readings(kept) {
        let whole = opening::copy(scene.path());
        let store = Store::open(whole.path(), minute(100)).unwrap();
        for (name, read) in refuse.iter().chain(&go_on) {
            read(&store).unwrap_or_else(|error| panic!("{table}, {name}, before: {error}"));
        }
        let folder = opening::copy(scene.path());
        let store = Store::open(folder.path(), minute(100)).unwrap();
        damage(folder.path(), table, &set);
        for (name, read) in refuse {
            match read(&store) {
                Err(StoreError::Damaged(why)) if why.starts_with(table) => {}
                other => missed.push(format!("{name} of {table}: {other:?}")),
            }
        }
        for (name, read) in &go_on {
            if let Err(error) = read(&store) {
                missed.push(format!("{name} of {table} does not go on: {error}"));
            }
        }
        drop(store);
        let rows = keeping::examine(folder.path(), Depth::Stories).unwrap().rows;
        let damaged: Vec<&str> = rows.iter().map(|row| row.table.as_str()).collect();
        if damaged != [table] {
            missed.push(format!("{table} was given a sum of its damage: {damaged:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn an_open_sending_that_is_damaged_is_not_taken_up_and_others_are() {
    let (folder, store) = played();
    let waits = sending(&store, 900, 100);
    let other = sending(&store, 901, 100);
    change(&store, |t| t.save_transmission(&waits).and_then(|()| t.save_transmission(&other)));
    assert!(store.due_transmissions(minute(10_000)).unwrap().contains(&waits));
    damage(folder.path(), "transmission", &format!("delivery = '\"hold\"' WHERE id = '{}'", waits.id));
    // It cannot be read at all.
    let due = store.due_transmissions(minute(10_000)).unwrap();
    assert!(due.contains(&other) && due.iter().all(|sending| sending.id != waits.id), "{due:?}");
    let open = store.transact(act(HAI, 1), |t| t.open_transmission(waits.article).map(drop));
    assert!(matches!(open, Err(StoreError::Damaged(_))), "{open:?}");
}

#[test]
fn every_table_is_among_those_whose_damage_is_told() {
    let (folder, store) = full();
    let desk = Connection::open(folder.path().join(DESK.file)).unwrap();
    let mut statement = desk.prepare("SELECT DISTINCT of_table FROM row_sum").unwrap();
    let summed: BTreeSet<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let told: BTreeSet<String> =
        readings(RevisionId(uuid(0))).into_iter().map(|(table, ..)| table.to_owned()).collect();
    assert_eq!(summed, told, "a new table: say here what reads it");
    drop(store);
}

/// What is read and changed in one transaction is believed, also of tables whose key is no id.
#[test]
fn a_row_that_breaks_a_rule_of_its_table_keeps_nobody_out_after_a_power_cut() {
    let (folder, store) = full();
    let (story, other) = (ArticleId(uuid(STORY)), ArticleId(uuid(scene::FILED)));
    drop(store);
    let file = Connection::open(folder.path().join(DESK.file)).unwrap();
    file.pragma_update(None, "ignore_check_constraints", true).unwrap();
    file.execute("UPDATE article SET body = replace(body, '{', '[') WHERE id = ?1", [story.to_string()]).unwrap();
    drop(file);
    fs::write(folder.path().join("newsdesk.lock"), "open  \n").unwrap();
    let store = Store::open(folder.path(), minute(200)).unwrap();
    assert!(matches!(store.article(story), Err(StoreError::Damaged(_))));
    store.article(other).unwrap();
    // The rules hold for what is written.
    let unruly = store.transact(act(LAN, 201), |t| {
        let mut article = t.article(other)?;
        article.claimed_by = Some(HAI);
        t.save_article(&article)
    });
    assert!(matches!(unruly, Err(StoreError::Sql(_))), "{unruly:?}");
}

#[test]
fn what_a_change_has_written_itself_it_may_read() {
    let (_folder, store) = full();
    let (site, story) = (SiteId(uuid(scene::SITE)), ArticleId(uuid(STORY)));
    change(&store, |t| {
        t.set_setting("newsroom", "Tên khác")?;
        assert_eq!(t.setting("newsroom")?.as_deref(), Some("Tên khác"));
        t.add_note(story, REMARK, "Đã hỏi.")?;
        assert_eq!(t.remark(REMARK)?.unwrap().notes.len(), 2);
        t.save_role(LAN, newsroom::Role::Editor)?;
        t.save_left(LAN, None)?;
        t.note_accepted(site, minute(3), 1)?;
        assert_eq!(t.site(site)?.skew, 1);
        t.add_section(&Section { id: SectionId(uuid(19)), name: "Mới".to_owned(), position: 9, retired_at: None })?;
        assert_eq!(t.sections()?.len(), 5);
        Ok(())
    });
}

/// As a bit on the disk: nobody writes a sum, and no trigger guards.
pub(crate) fn damage(folder: &Path, table: &str, set: &str) {
    let desk = Connection::open(folder.join(DESK.file)).unwrap();
    desk.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    desk.pragma_update(None, "foreign_keys", "OFF").unwrap();
    assert_eq!(desk.execute(&format!("UPDATE {table} SET {set}"), []).unwrap(), 1, "{table}: {set}");
}

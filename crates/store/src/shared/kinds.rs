//! Which rows make up which things, and how a thing is read from them and written to them.

use crate::{
    articles::read_article,
    error::StoreError,
    shared::{parsed_key, row_kinds::row_kind, typed},
    sums::Trust,
    transact::Transaction,
};
use newsroom::{
    Approval, Article, ArticleId, CanonicalForm, Kind, Manuscript, SharedStory, ThingId, canonical::canonical_bytes,
};
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Whose a table's rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// Of this laptop alone.
    Own,
    /// Parts of things: their kind, and the column with the thing's key.
    Of(Kind, &'static str),
    /// Lines of the history, which have no name of their own before they are told.
    Deeds,
}

/// Every table of the desk's file, so that whoever adds one decides about it.
const TABLES: &[(&str, Rows)] = &[
    ("approval", Rows::Of(Kind::Approval, "revision")),
    ("article", Rows::Of(Kind::Story, "id")),
    ("audit", Rows::Deeds),
    ("note", Rows::Of(Kind::Remark, "remark")),
    ("photo", Rows::Of(Kind::Photo, "original")),
    ("photo_use", Rows::Of(Kind::Story, "article")),
    ("remark", Rows::Of(Kind::Remark, "id")),
    ("revision", Rows::Of(Kind::Revision, "id")),
    ("section", Rows::Of(Kind::Section, "id")),
    ("staff", Rows::Of(Kind::Staff, "id")),
    ("template", Rows::Of(Kind::Template, "id")),
    // What this laptop knows of the others.
    ("arrival", Rows::Own),
    ("operation", Rows::Own),
    ("operation_thing", Rows::Own),
    ("reading", Rows::Own),
    ("sharing", Rows::Own),
    ("taken_back", Rows::Own),
    ("thing", Rows::Own),
    ("unsaid", Rows::Own),
    // How it keeps watch over itself, and what somebody began to say on it.
    ("data_spent", Rows::Own),
    ("row_sum", Rows::Own),
    ("setting", Rows::Own),
    ("tally", Rows::Own),
    ("unsent", Rows::Own),
    // A laptop that sends knows its sites by itself.
    ("site", Rows::Own),
    ("site_photo", Rows::Own),
    ("site_post", Rows::Own),
    ("site_section", Rows::Own),
    ("site_section_met", Rows::Own),
    ("transmission", Rows::Own),
];

/// The kinds of things with the tables in which they begin and the columns of their keys; lines of the history have no key there.
pub(super) const SHARED: &[(Kind, &str, &str)] = &[
    (Kind::Staff, "staff", "id"),
    (Kind::Section, "section", "id"),
    (Kind::Template, "template", "id"),
    (Kind::Photo, "photo", "original"),
    (Kind::Revision, "revision", "id"),
    (Kind::Approval, "approval", "revision"),
    (Kind::Story, "article", "id"),
    (Kind::Remark, "remark", "id"),
];

/// Whose the rows of a table are.
pub(super) fn rows_of(table: &str) -> Rows {
    TABLES.iter().find(|(name, _)| *name == table).map_or(Rows::Own, |(_, rows)| *rows)
}

/// The thing that a row, by its row number, is part of; none if the row is gone.
pub(super) fn thing_of(
    connection: &Connection,
    table: &str,
    row: i64,
    kind: Kind,
    column: &str,
) -> Result<Option<ThingId>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT \"{column}\" FROM \"{table}\" WHERE rowid = ?1"))?;
    let key: Option<String> = statement.query_row([row], |row| row.get(0)).optional()?;
    Ok(key.map(|key| ThingId { kind, key }))
}

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SharedDeed {
    story: Option<String>,
    actor: Option<String>,
    at: String,
    deed: String,
    note: Option<String>,
}

/// A remark with what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SharedRemark {
    pub(super) story: String,
    pub(super) quote: String,
    pub(super) made_at: String,
    pub(super) resolved_by: Option<String>,
    pub(super) resolved_at: Option<String>,
    /// In the order in which they stand on the server.
    pub(super) notes: Vec<SharedNote>,
}

/// One thing said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct SharedNote {
    pub(super) made_at: String,
    pub(super) made_by: String,
    pub(super) words: String,
}

/// A thing as it stands here; none if it is not there, or is a line of the history, which is told by its row alone.
///
/// # Errors
/// [`StoreError::Damaged`] if it is not what was written: it is not told to others.
pub(super) fn content(connection: &Connection, id: &ThingId, trust: Trust<'_>) -> Result<Option<Value>, StoreError> {
    match id.kind {
        Kind::Story => match read_article(connection, parsed_key(id)?, trust) {
            Ok(article) => Ok(Some(told(&SharedStory::of(&article))?)),
            Err(StoreError::NotFound(_)) => Ok(None),
            Err(error) => Err(error),
        },
        Kind::Remark => remark(connection, &id.key)?.map(|remark| told(&remark)).transpose(),
        Kind::Deed => Ok(None),
        kind => {
            let Some(rows) = row_kind(kind) else { return Ok(None) };
            let mut found = rows.read(connection, &id.key)?;
            if kind == Kind::Revision
                && let Some(revision) = &mut found
            {
                revision["canonical"] = canonical(revision)?.into();
            }
            Ok(found)
        }
    }
}

/// What a kept state's hash was made of, so that the server can see that it is that hash.
fn canonical(revision: &Value) -> Result<String, StoreError> {
    let manuscript: Manuscript = typed(&revision["manuscript"])?;
    let form: u32 = typed(&revision["form"])?;
    let bytes = canonical_bytes(&manuscript, CanonicalForm(form)).unwrap_or_default();
    String::from_utf8(bytes).map_err(|e| StoreError::Unreadable { what: "canonical bytes", why: e.to_string() })
}

pub(super) fn told<T: Serialize>(thing: &T) -> Result<Value, StoreError> {
    serde_json::to_value(thing).map_err(|e| StoreError::Unreadable { what: "thing", why: e.to_string() })
}

/// A line of the history by its number here.
pub(super) fn deed(connection: &Connection, seq: i64) -> Result<Option<Value>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT article, actor, at, deed, note FROM audit WHERE seq = ?1")?;
    let found = statement.query_row([seq], |row| {
        Ok(SharedDeed { story: row.get(0)?, actor: row.get(1)?, at: row.get(2)?, deed: row.get(3)?, note: row.get(4)? })
    });
    found.optional()?.map(|deed| told(&deed)).transpose()
}

fn remark(connection: &Connection, key: &str) -> Result<Option<SharedRemark>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT article, quote, made_at, resolved_by, resolved_at FROM remark WHERE id = ?1")?;
    let found = statement.query_row([key], |row| {
        Ok(SharedRemark {
            story: row.get(0)?,
            quote: row.get(1)?,
            made_at: row.get(2)?,
            resolved_by: row.get(3)?,
            resolved_at: row.get(4)?,
            notes: Vec::new(),
        })
    });
    let Some(mut remark) = found.optional()? else { return Ok(None) };
    let mut statement =
        connection.prepare_cached("SELECT made_at, made_by, words FROM note WHERE remark = ?1 ORDER BY position")?;
    let notes = statement
        .query_map([key], |row| Ok(SharedNote { made_at: row.get(0)?, made_by: row.get(1)?, words: row.get(2)? }))?;
    remark.notes = notes.collect::<Result<_, _>>()?;
    Ok(Some(remark))
}

impl Transaction<'_> {
    /// Writes a thing as others have it.
    pub(super) fn write_thing(&mut self, id: &ThingId, content: &Value) -> Result<(), StoreError> {
        match id.kind {
            Kind::Story => self.write_story(parsed_key(id)?, typed(content)?),
            Kind::Remark => self.write_remark(id, &typed(content)?),
            Kind::Deed => self.write_deed(&typed(content)?),
            kind => {
                let Some(rows) = row_kind(kind) else { return Ok(()) };
                if content.is_null() {
                    rows.remove(&self.tx, &id.key)?;
                } else {
                    rows.write(&self.tx, &id.key, content)?;
                }
                self.note_row(kind, content)
            }
        }
    }

    /// Says which views a row of this kind is seen in.
    fn note_row(&mut self, kind: Kind, content: &Value) -> Result<(), StoreError> {
        match kind {
            Kind::Staff => self.changes.staff = true,
            Kind::Section => self.changes.sections = true,
            Kind::Template => self.changes.templates = true,
            Kind::Revision => {
                self.changes.articles.insert(typed(&content["story"])?);
            }
            Kind::Approval | Kind::Photo | Kind::Story | Kind::Remark | Kind::Deed => {}
        }
        Ok(())
    }

    /// Its approval must be there already; the text counts one version more where it changed, so that a window that has an
    /// older one is told.
    fn write_story(&mut self, id: ArticleId, story: SharedStory) -> Result<(), StoreError> {
        let before = match self.article(id) {
            Ok(article) => Some(article),
            Err(StoreError::NotFound(_)) => None,
            Err(error) => return Err(error),
        };
        let approval = match story.approved_revision {
            None => None,
            Some(revision) => Some(self.approved_revision(revision)?.1),
        };
        self.save_article(&article(id, story, approval, before.as_ref()))
    }

    fn write_remark(&mut self, id: &ThingId, remark: &SharedRemark) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO remark (id, article, quote, made_at, resolved_by, resolved_at)
                 VALUES (:id, :article, :quote, :made_at, :resolved_by, :resolved_at)
                 ON CONFLICT (id) DO UPDATE SET resolved_by = excluded.resolved_by, resolved_at = excluded.resolved_at",
            )?
            .execute(named_params! {
                ":id": id.key,
                ":article": remark.story,
                ":quote": remark.quote,
                ":made_at": remark.made_at,
                ":resolved_by": remark.resolved_by,
                ":resolved_at": remark.resolved_at,
            })?;
        // What was said stays where it stands here; what others said comes behind it.
        let here = self::remark(&self.tx, &id.key)?.map(|remark| remark.notes).unwrap_or_default();
        for note in remark.notes.iter().filter(|note| !here.contains(note)) {
            self.tx
                .prepare_cached(
                    "INSERT INTO note (remark, position, made_by, made_at, words) VALUES (:remark,
                       (SELECT coalesce(max(position), 0) + 1 FROM note WHERE remark = :remark), :made_by, :made_at, :words)",
                )?
                .execute(named_params! {
                    ":remark": id.key,
                    ":made_by": note.made_by,
                    ":made_at": note.made_at,
                    ":words": note.words,
                })?;
        }
        self.changes.articles.insert(typed(&remark.story.clone().into())?);
        Ok(())
    }

    fn write_deed(&mut self, deed: &SharedDeed) -> Result<(), StoreError> {
        self.tx
            .prepare_cached("INSERT INTO audit (at, actor, article, deed, note) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((&deed.at, &deed.actor, &deed.story, &deed.deed, &deed.note))?;
        Ok(())
    }
}

/// A story as this laptop keeps it.
fn article(id: ArticleId, story: SharedStory, approval: Option<Approval>, before: Option<&Article>) -> Article {
    // Every field has its place.
    let SharedStory {
        manuscript,
        stage,
        author,
        past_authors: _, // The history tells them.
        claimed_by,
        approved_revision: _, // The approval, which was read.
        banner,
        banner_until,
        slug,
        publish_at,
        returned,
        spiked_from,
        readers,
        link,
        created_at,
        updated_at,
    } = story;
    let version = before.map_or(0, |before| before.version + u64::from(before.manuscript != manuscript));
    Article {
        manuscript,
        stage,
        claimed_by,
        approval,
        banner,
        banner_until,
        slug,
        publish_at,
        returned,
        spiked_from,
        readers,
        link,
        version,
        updated_at,
        ..Article::new(id, author, "", created_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrations::DESK;
    use std::collections::BTreeSet;

    #[test]
    fn it_is_said_of_every_table_and_every_kind_whether_others_see_it() {
        let mut desk = Connection::open_in_memory().unwrap();
        DESK.upgrade(&mut desk).unwrap();
        let mut statement = desk.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
        let names = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let tables: BTreeSet<String> = names.map(Result::unwrap).filter(|name| !name.starts_with("sqlite_")).collect();
        let named: BTreeSet<String> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(named, tables, "a new table is shared, or this laptop's own");
        for (table, rows) in TABLES {
            let Rows::Of(_, column) = rows else { continue };
            desk.prepare(&format!("SELECT {column} FROM {table}")).unwrap();
        }
        let begun: BTreeSet<Kind> = SHARED.iter().map(|(kind, ..)| *kind).chain([Kind::Deed]).collect();
        assert_eq!(begun, Kind::ALL.iter().copied().collect());
    }

    #[test]
    fn every_column_of_a_shared_row_is_told_or_each_laptops_own() {
        let mut desk = Connection::open_in_memory().unwrap();
        DESK.upgrade(&mut desk).unwrap();
        for kind in Kind::ALL.iter().filter_map(|kind| row_kind(*kind)) {
            let mut statement = desk.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
            let names = statement.query_map([kind.table], |row| row.get::<_, String>(0)).unwrap();
            let columns: BTreeSet<String> = names.map(Result::unwrap).collect();
            assert_eq!(kind.all_columns(), columns, "{}", kind.table);
        }
    }
}

//! Sections (categories) and tags.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::html;
use crate::slugs;

/// The section of stories that were given none.
pub(crate) const DEFAULT_SECTION: i64 = 1;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Taxonomy {
    Category,
    Tag,
}

impl Taxonomy {
    /// As in the database and in the `taxonomy` field.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Tag => "post_tag",
        }
    }

    /// As in addresses and in the fields of a post.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Category => "categories",
            Self::Tag => "tags",
        }
    }

    fn from_name(name: &str) -> Self {
        if name == "category" { Self::Category } else { Self::Tag }
    }
}

/// A section or a tag. Its name is stored as WordPress stores it: escaped (`R&amp;D`).
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) id: i64,
    pub(crate) taxonomy: Taxonomy,
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) description: String,
    /// Public stories in it.
    pub(crate) count: i64,
}

/// The count is kept by the database: counting costs a walk through all stories of a term.
pub(crate) const COLUMNS: &str = "term.id, term.taxonomy, term.name, term.slug, term.description, term.count AS count";

impl Term {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            taxonomy: Taxonomy::from_name(&row.get::<_, String>("taxonomy")?),
            name: row.get("name")?,
            slug: row.get("slug")?,
            description: row.get("description")?,
            count: row.get("count")?,
        })
    }

    /// The name as people read it.
    pub(crate) fn plain_name(&self) -> String {
        html::decode(&self.name)
    }

    /// The part of its address after the site's.
    pub(crate) fn path(&self) -> String {
        match self.taxonomy {
            Taxonomy::Category => format!("/chuyen-muc/{}/", self.slug),
            Taxonomy::Tag => format!("/the/{}/", self.slug),
        }
    }

    pub(crate) fn by_id(db: &Connection, taxonomy: Taxonomy, id: i64) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM term WHERE id = ?1 AND taxonomy = ?2"))?
            .query_row(params![id, taxonomy.name()], Self::from_row)
            .optional()
    }

    pub(crate) fn by_slug(db: &Connection, taxonomy: Taxonomy, slug: &str) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM term WHERE slug = ?1 AND taxonomy = ?2"))?
            .query_row(params![slug, taxonomy.name()], Self::from_row)
            .optional()
    }

    /// By the name as stored. Case and marks count, as they do in WordPress ("the moi" is not "Thẻ mới").
    pub(crate) fn by_name(db: &Connection, taxonomy: Taxonomy, name: &str) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM term WHERE name = ?1 AND taxonomy = ?2 ORDER BY id"))?
            .query_row(params![name, taxonomy.name()], Self::from_row)
            .optional()
    }

    /// The terms of a post, in the order of their ids.
    pub(crate) fn of_post(db: &Connection, taxonomy: Taxonomy, post: i64) -> rusqlite::Result<Vec<Self>> {
        db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM post_term AS own JOIN term ON term.id = own.term_id \
             WHERE own.post_id = ?1 AND term.taxonomy = ?2 ORDER BY term.id"
        ))?
        .query_map(params![post, taxonomy.name()], Self::from_row)?
        .collect()
    }

    /// The sections readers can choose from, in the order they were made.
    pub(crate) fn sections(db: &Connection) -> rusqlite::Result<Vec<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM term WHERE taxonomy = 'category' AND id <> ?1 ORDER BY id"))?
            .query_map([DEFAULT_SECTION], Self::from_row)?
            .collect()
    }

    /// Stores a new term with a slug of its own.
    pub(crate) fn insert(
        db: &Connection,
        taxonomy: Taxonomy,
        name: &str,
        slug: &str,
        description: &str,
    ) -> rusqlite::Result<i64> {
        let slug = unique_slug(db, taxonomy, slug, 0)?;
        db.prepare_cached("INSERT INTO term (taxonomy, name, slug, description, folded) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![taxonomy.name(), name, slug, description, copydesk::fold(name)])?;
        Ok(db.last_insert_rowid())
    }

    /// Stores the changed term.
    pub(crate) fn update(&self, db: &Connection) -> rusqlite::Result<()> {
        let slug = unique_slug(db, self.taxonomy, &self.slug, self.id)?;
        db.prepare_cached("UPDATE term SET name = ?2, slug = ?3, description = ?4, folded = ?5 WHERE id = ?1")?
            .execute(params![self.id, self.name, slug, self.description, copydesk::fold(&self.name)])?;
        Ok(())
    }
}

/// How many public stories are in the section or tag of that id; 0 when there is none.
pub(crate) fn count(db: &Connection, id: i64) -> rusqlite::Result<i64> {
    let count =
        db.prepare_cached("SELECT count FROM term WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()?;
    Ok(count.unwrap_or(0))
}

/// A name as stored: tags stripped, blanks single, the rest escaped.
pub(crate) fn stored_name(name: &str) -> String {
    let plain = html::plain_text(name);
    let words: Vec<&str> = plain.split_whitespace().collect();
    // Quotes stay as they are.
    html::escape(&words.join(" ")).replace("&quot;", "\"")
}

fn unique_slug(db: &Connection, taxonomy: Taxonomy, wanted: &str, own_id: i64) -> rusqlite::Result<String> {
    let wanted = match slugs::slug(wanted) {
        slug if slug.is_empty() => taxonomy.name().replace('_', "-"),
        slug => slug,
    };
    let mut candidate = wanted.clone();
    for number in 2.. {
        match Term::by_slug(db, taxonomy, &candidate)? {
            Some(other) if other.id != own_id => candidate = format!("{wanted}-{number}"),
            _ => break,
        }
    }
    Ok(candidate)
}

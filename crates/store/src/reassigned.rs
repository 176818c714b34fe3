//! Stories that were given to another author. To whom, the audit trail says by the login, which is nobody else's ever.

use crate::{
    columns::{Columns, json},
    error::StoreError,
    open::Store,
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{ArticleId, Staff, StaffId, Stage};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// The line of the audit trail by which a story came to its author, for a query that has the table `article`.
pub(crate) const GIFT: &str = include_str!("gift.sql");

/// How a story came to its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    /// Name of who gave it; none for the program itself.
    pub by: Option<String>,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// A story that was somebody's and is another's now, as far as the one whose it was is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOn {
    /// Headline; may be empty.
    pub headline: String,
    /// Name of its author.
    pub to: String,
    /// Name of who gave it to them; none for the program itself.
    pub by: Option<String>,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

impl Store {
    /// Unfinished stories that were this person's and are another's now, given last first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn passed_on_by(&self, person: &Staff) -> Result<Vec<PassedOn>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(include_str!("passed_on.sql"))?;
        let mut rows = statement.query((person.id.to_string(), &person.login, unfinished()?))?;
        let mut passed_on = Vec::new();
        while let Some(row) = rows.next()? {
            passed_on.push(PassedOn {
                headline: row.get("headline")?,
                to: row.get("author")?,
                by: row.get("giver")?,
                at: row.time("at")?,
            });
        }
        Ok(passed_on)
    }

    /// How a story came to its author, until the author does something with it; none if it was not given.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn gift(&self, article: ArticleId) -> Result<Option<Gift>, StoreError> {
        self.read()
            .prepare_cached(&format!(
                "SELECT audit.at, giver.name AS giver FROM article JOIN audit ON audit.seq = ({GIFT})
                 LEFT JOIN staff AS giver ON giver.id = audit.actor WHERE article.id = ?1"
            ))?
            .query_row([article.to_string()], |row| {
                Ok(row.time("at").and_then(|at| Ok(Gift { by: row.get("giver")?, at })))
            })
            .optional()?
            .transpose()
    }

    /// How many unfinished stories there are whose author has left, as [`crate::Filter::author_left`] lists them;
    /// `seen_by_editors` as there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_author_left(&self, seen_by_editors: bool) -> Result<u32, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT count(*) FROM article WHERE author IN (SELECT id FROM staff WHERE left_at IS NOT NULL)
               AND stage IN (SELECT value FROM json_each(?1))
               AND (?2 = 0 OR stage <> 'draft' OR live_revision IS NOT NULL OR unseen_since IS NOT NULL)",
        )?;
        Ok(statement.query_row((unfinished()?, seen_by_editors), |row| row.get(0))?)
    }

    /// How many unfinished stories each author has; who has none is left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn unfinished_counts(&self) -> Result<BTreeMap<StaffId, u32>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT author, count(*) AS n FROM article WHERE stage IN (SELECT value FROM json_each(?1)) GROUP BY author",
        )?;
        let mut rows = statement.query([unfinished()?])?;
        let mut counts = BTreeMap::new();
        while let Some(row) = rows.next()? {
            counts.insert(row.parsed("author")?, row.get("n")?);
        }
        Ok(counts)
    }
}

impl Transaction<'_> {
    /// The unfinished stories of an author.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn unfinished_of(&self, author: StaffId) -> Result<Vec<ArticleId>, StoreError> {
        let mut statement = self.tx.prepare_cached(
            "SELECT id FROM article WHERE author = ?1 AND stage IN (SELECT value FROM json_each(?2)) ORDER BY id",
        )?;
        let mut rows = statement.query((author.to_string(), unfinished()?))?;
        let mut stories = Vec::new();
        while let Some(row) = rows.next()? {
            stories.push(row.parsed("id")?);
        }
        Ok(stories)
    }
}

/// [`Stage::UNFINISHED`] for a statement.
pub(crate) fn unfinished() -> Result<String, StoreError> {
    json(&Stage::UNFINISHED.map(Stage::as_str))
}

/// Whose a story was before, from the first on.
pub(crate) fn past_authors(
    connection: &Connection,
    article: ArticleId,
    author: StaffId,
) -> Result<Vec<StaffId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT iif(deed = 'reassigned', (SELECT id FROM staff WHERE login = note), actor) AS author,
           deed = 'reassigned' AS given
         FROM audit WHERE article = ?1 AND deed IN ('created', 'imported', 'reassigned') ORDER BY seq",
    )?;
    let mut rows = statement.query([article.to_string()])?;
    let (mut past, mut given) = (Vec::new(), false);
    while let Some(row) = rows.next()? {
        given |= row.get::<_, bool>("given")?;
        if let Some(one) = row.parsed_opt("author")? {
            past.retain(|known| *known != one);
            past.push(one);
        }
    }
    past.retain(|known| given && *known != author);
    Ok(past)
}

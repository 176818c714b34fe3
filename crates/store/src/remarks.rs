//! Remarks on stories, with what was said in them.

use crate::{
    columns::{Columns, time},
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{
    ArticleId, RemarkId,
    remark::{Note, Remark},
};
use rusqlite::{Connection, OptionalExtension, Row};

impl Store {
    /// The remarks on a story, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remarks(&self, article: ArticleId) -> Result<Vec<Remark>, StoreError> {
        let connection = self.read();
        look_at_remarks(&connection, "article", &article.to_string(), Trust::None)?;
        let mut statement =
            connection.prepare_cached(&format!("{REMARK} WHERE article = ?1 ORDER BY made_at, remark.id"))?;
        let mut rows = statement.query([article.to_string()])?;
        let mut remarks = Vec::new();
        while let Some(row) = rows.next()? {
            remarks.push(from_row(&connection, row)?);
        }
        Ok(remarks)
    }

    /// How many remarks on a story are not resolved.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_remarks(&self, article: ArticleId) -> Result<u32, StoreError> {
        Ok(self
            .read()
            .prepare_cached("SELECT count(*) FROM remark WHERE article = ?1 AND resolved_at IS NULL")?
            .query_row([article.to_string()], |row| row.get(0))?)
    }
}

impl Transaction<'_> {
    /// A remark, as this transaction sees it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remark(&self, id: RemarkId) -> Result<Option<Remark>, StoreError> {
        look_at_remarks(&self.tx, "id", &id.to_string(), self.trust())?;
        self.tx
            .prepare_cached(&format!("{REMARK} WHERE remark.id = ?1"))?
            .query_row([id.to_string()], |row| Ok(from_row(&self.tx, row)))
            .optional()?
            .transpose()
    }

    /// Adds a remark in which nothing was said yet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_remark(&mut self, id: RemarkId, article: ArticleId, quote: &str) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT INTO remark (id, article, quote, made_at) VALUES (?1, ?2, ?3, ?4)",
            (id.to_string(), article.to_string(), quote, time(self.act.at)),
        )?;
        self.changes.articles.insert(article);
        Ok(())
    }

    /// Adds what the acting person says in a remark.
    ///
    /// # Errors
    /// What SQLite says, also if nobody acts.
    pub fn add_note(&mut self, article: ArticleId, remark: RemarkId, words: &str) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT INTO note (remark, position, made_by, made_at, words)
             VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM note WHERE remark = ?1), ?2, ?3, ?4)",
            (remark.to_string(), self.act.actor.map(|a| a.to_string()), time(self.act.at), words),
        )?;
        self.changes.articles.insert(article);
        Ok(())
    }

    /// Resolves a remark in the acting person's name, or opens it again.
    ///
    /// # Errors
    /// What SQLite says; [`StoreError::Damaged`] if it is not what was written.
    pub fn resolve_remark(&mut self, article: ArticleId, id: RemarkId, resolved: bool) -> Result<(), StoreError> {
        sums::look_at(&self.tx, "remark", "id", &id.to_string(), self.trust())?;
        let by = self.act.actor.filter(|_| resolved).map(|a| a.to_string());
        let at = resolved.then(|| time(self.act.at));
        self.tx
            .execute("UPDATE remark SET resolved_by = ?2, resolved_at = ?3 WHERE id = ?1", (id.to_string(), by, at))?;
        self.changes.articles.insert(article);
        Ok(())
    }
}

/// Looks whether remarks are what was written, with what was said in them and the names of who said it.
fn look_at_remarks(connection: &Connection, column: &str, value: &str, trust: Trust<'_>) -> Result<(), StoreError> {
    let remarks = format!("SELECT id FROM remark WHERE {column} = ?1");
    sums::look_at(connection, "remark", column, value, trust)?;
    sums::look_at_those(connection, "note", &format!("remark IN ({remarks})"), [value], trust)?;
    let people = format!(
        "id IN (SELECT made_by FROM note WHERE remark IN ({remarks}) UNION SELECT resolved_by FROM remark WHERE {column} = ?1)"
    );
    sums::note_those(connection, "staff", &people, [value], trust)
}

const REMARK: &str = "SELECT remark.id, article, quote, resolved_at, staff.name AS resolved_name
    FROM remark LEFT JOIN staff ON staff.id = resolved_by";

fn from_row(connection: &Connection, row: &Row<'_>) -> Result<Remark, StoreError> {
    let id: RemarkId = row.parsed("id")?;
    let name: Option<String> = row.get("resolved_name")?;
    let at: Option<DateTime<Utc>> = row.parsed_opt("resolved_at")?;
    let mut statement = connection.prepare_cached(
        "SELECT made_by, staff.name, made_at, words FROM note JOIN staff ON staff.id = made_by
         WHERE remark = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([id.to_string()])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push(Note {
            by: row.parsed("made_by")?,
            name: row.get("name")?,
            at: row.time("made_at")?,
            text: row.get("words")?,
        });
    }
    Ok(Remark { id, article: row.parsed("article")?, quote: row.get("quote")?, notes, resolved: name.zip(at) })
}

//! Kept states of manuscripts, and approvals of them.

use crate::{
    columns::{Columns, from_json, json, time},
    error::StoreError,
    open::Store,
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{Approval, ArticleId, ContentHash, Manuscript, RevisionId, StaffId};
use rusqlite::{OptionalExtension, Row, named_params};

/// A kept state of a manuscript.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// Identity.
    pub id: RevisionId,
    /// Its story.
    pub article: ArticleId,
    /// Counts from 1 within the story.
    pub number: u32,
    /// Words and pictures.
    pub manuscript: Manuscript,
    /// Hash of what readers would see.
    pub content: ContentHash,
    /// What it was kept for: the name of a move.
    pub occasion: String,
    /// Who made the move.
    pub made_by: Option<StaffId>,
    /// When.
    pub made_at: DateTime<Utc>,
}

impl Store {
    /// A revision.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Unreadable`].
    pub fn revision(&self, id: RevisionId) -> Result<Revision, StoreError> {
        self.read()
            .prepare_cached("SELECT * FROM revision WHERE id = ?1")?
            .query_row([id.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("revision")))
    }

    /// All revisions of a story, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn revisions(&self, article: ArticleId) -> Result<Vec<Revision>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached("SELECT * FROM revision WHERE article = ?1 ORDER BY number")?;
        let mut rows = statement.query([article.to_string()])?;
        let mut revisions = Vec::new();
        while let Some(row) = rows.next()? {
            revisions.push(from_row(row)?);
        }
        Ok(revisions)
    }
}

impl Transaction<'_> {
    /// Keeps a manuscript as the next revision of its story.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_revision(
        &mut self,
        id: RevisionId,
        article: ArticleId,
        manuscript: &Manuscript,
        occasion: &str,
    ) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO revision (id, article, number, manuscript, content, occasion, made_by, made_at)
                 VALUES (:id, :article, (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE article = :article),
                   :manuscript, :content, :occasion, :made_by, :made_at)",
            )?
            .execute(named_params! {
                ":id": id.to_string(),
                ":article": article.to_string(),
                ":manuscript": json(manuscript)?,
                ":content": ContentHash::of_manuscript(manuscript).to_string(),
                ":occasion": occasion,
                ":made_by": self.act.actor.map(|a| a.to_string()),
                ":made_at": time(self.act.at),
            })?;
        self.changes.articles.insert(article);
        Ok(())
    }

    /// Keeps an approval; its revision must be kept already.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_approval(&mut self, approval: &Approval) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT INTO approval (revision, content, approved_by, approved_at, forced) VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                approval.revision.to_string(),
                approval.content.to_string(),
                approval.by.to_string(),
                time(approval.at),
                &approval.forced,
            ),
        )?;
        Ok(())
    }
}

fn from_row(row: &Row<'_>) -> Result<Revision, StoreError> {
    Ok(Revision {
        id: row.parsed("id")?,
        article: row.parsed("article")?,
        number: row.get("number")?,
        manuscript: from_json(&row.get::<_, String>("manuscript")?, "manuscript")?,
        content: row.parsed("content")?,
        occasion: row.get("occasion")?,
        made_by: row.parsed_opt("made_by")?,
        made_at: row.time("made_at")?,
    })
}

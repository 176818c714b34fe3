//! Kept states of manuscripts, and approvals of them.

use crate::{
    columns::{Columns, from_json, json, readable, time},
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{
    Approval, ArticleId, CanonicalForm, ContentHash, Manuscript, Occasion, RevisionId, Seal, StaffId,
    compare::compare,
    history::{Extent, RevisionEntry},
};
use rusqlite::{OptionalExtension, Row, named_params};

/// A kept state of a manuscript.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// Id of the revision; never given twice.
    pub id: RevisionId,
    /// The story it is a state of.
    pub article: ArticleId,
    /// Counts from 1 within the story.
    pub number: u32,
    /// Words and pictures.
    pub manuscript: Manuscript,
    /// Hash of what readers would see.
    pub content: ContentHash,
    /// The canonical form that the hash was made in.
    pub form: CanonicalForm,
    /// What it was kept for.
    pub occasion: Occasion,
    /// Who made the move.
    pub made_by: Option<StaffId>,
    /// When it was kept, UTC.
    pub made_at: DateTime<Utc>,
}

impl Revision {
    /// The seal that it was kept under.
    #[must_use]
    pub fn seal(&self) -> Seal {
        Seal { form: self.form, content: self.content }
    }
}

impl Store {
    /// The timeline of a story, newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn timeline(&self, article: ArticleId) -> Result<Vec<RevisionEntry>, StoreError> {
        let mut entries = Vec::new();
        let mut uncounted = false;
        {
            let connection = self.read();
            let id = article.to_string();
            sums::note_those(&connection, "revision", "article = ?1", [&id], Trust::None)?;
            let theirs = "id IN (SELECT made_by FROM revision WHERE article = ?1)";
            sums::note_those(&connection, "staff", theirs, [&id], Trust::None)?;
            let mut statement = connection.prepare_cached(
                "SELECT revision.id, number, content, occasion, revision.name, staff.name AS who, made_at, words, added,
                   removed
                 FROM revision LEFT JOIN staff ON staff.id = made_by WHERE article = ?1 ORDER BY number DESC",
            )?;
            let mut rows = statement.query([id])?;
            while let Some(row) = rows.next()? {
                uncounted |= row.get::<_, Option<u32>>("words")?.is_none();
                entries.extend(readable(entry_from_row(row))?);
            }
        }
        if uncounted {
            count_again(&mut entries, &self.revisions(article)?);
        }
        Ok(entries)
    }

    /// A kept state of a story, with its whole manuscript.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Unreadable`].
    pub fn revision(&self, id: RevisionId) -> Result<Revision, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "revision", "id", &id.to_string(), Trust::None)?;
        connection
            .prepare_cached("SELECT * FROM revision WHERE id = ?1")?
            .query_row([id.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("revision")))
    }

    /// The place of a kept state in its story's timeline, from 1, read without the state.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn revision_number(&self, id: RevisionId) -> Result<u32, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "revision", "id", &id.to_string(), Trust::None)?;
        connection
            .prepare_cached("SELECT number FROM revision WHERE id = ?1")?
            .query_row([id.to_string()], |row| row.get(0))
            .optional()?
            .ok_or(StoreError::NotFound("revision"))
    }

    /// All revisions of a story, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn revisions(&self, article: ArticleId) -> Result<Vec<Revision>, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "revision", "article", &article.to_string(), Trust::None)?;
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
    /// The newest revision of a story, if it has one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn newest_revision(&self, article: ArticleId) -> Result<Option<Revision>, StoreError> {
        self.look_at_newest_revision(article)?;
        self.tx
            .prepare_cached("SELECT * FROM revision WHERE article = ?1 ORDER BY number DESC LIMIT 1")?
            .query_row([article.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .transpose()
    }

    /// When the newest revision of a story was kept, and the hash of its content.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_kept(&self, article: ArticleId) -> Result<Option<(DateTime<Utc>, ContentHash)>, StoreError> {
        self.look_at_newest_revision(article)?;
        self.tx
            .prepare_cached("SELECT made_at, content FROM revision WHERE article = ?1 ORDER BY number DESC LIMIT 1")?
            .query_row([article.to_string()], |row| Ok((|| Ok((row.time("made_at")?, row.parsed("content")?)))()))
            .optional()?
            .transpose()
    }

    fn look_at_newest_revision(&self, article: ArticleId) -> Result<(), StoreError> {
        let newest = "id = (SELECT id FROM revision WHERE article = ?1 ORDER BY number DESC LIMIT 1)";
        sums::note_those(&self.tx, "revision", newest, [article.to_string()], self.trust())
    }

    /// A kept state with the approval that it has.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if it has none, [`StoreError::Unreadable`]; [`StoreError::Damaged`] if it is not what was kept.
    pub fn approved_revision(&self, id: RevisionId) -> Result<(Revision, Approval), StoreError> {
        sums::look_at(&self.tx, "revision", "id", &id.to_string(), self.trust())?;
        sums::look_at(&self.tx, "approval", "revision", &id.to_string(), self.trust())?;
        let mut statement = self.tx.prepare_cached(
            "SELECT revision.*, approved_by, approved_at, forced FROM revision
             JOIN approval ON approval.revision = revision.id WHERE revision.id = ?1",
        )?;
        let found = statement.query_row([id.to_string()], |row| {
            Ok((|| {
                let revision = from_row(row)?;
                let approval = Approval {
                    revision: id,
                    content: revision.content,
                    form: revision.form,
                    by: row.parsed("approved_by")?,
                    at: row.time("approved_at")?,
                    forced: row.get("forced")?,
                };
                Ok((revision, approval))
            })())
        });
        found.optional()?.unwrap_or(Err(StoreError::NotFound("approval")))
    }

    /// Keeps a manuscript as the next revision of its story.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_revision(
        &mut self,
        id: RevisionId,
        article: ArticleId,
        manuscript: &Manuscript,
        occasion: &Occasion,
    ) -> Result<(), StoreError> {
        self.keep_named_revision(id, article, manuscript, occasion, None)
    }

    /// As [`Transaction::keep_revision`], under a name that a person gave it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_named_revision(
        &mut self,
        id: RevisionId,
        article: ArticleId,
        manuscript: &Manuscript,
        occasion: &Occasion,
        name: Option<&str>,
    ) -> Result<(), StoreError> {
        let Seal { form, content } = Seal::of(manuscript);
        let before = self.newest_revision(article)?;
        let extent = extent(before.as_ref().map(|revision| &revision.manuscript), manuscript);
        self.tx
            .prepare_cached(
                "INSERT INTO revision (id, article, number, manuscript, content, form, occasion, name, made_by, made_at,
                   words, added, removed)
                 VALUES (:id, :article, (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE article = :article),
                   :manuscript, :content, :form, :occasion, :name, :made_by, :made_at, :words, :added, :removed)",
            )?
            .execute(named_params! {
                ":id": id.to_string(),
                ":article": article.to_string(),
                ":manuscript": json(manuscript)?,
                ":content": content.to_string(),
                ":form": form.0,
                ":occasion": occasion.as_str(),
                ":name": name,
                ":made_by": self.act.actor.map(|a| a.to_string()),
                ":made_at": time(self.act.at),
                ":words": extent.words,
                ":added": extent.added,
                ":removed": extent.removed,
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
            "INSERT INTO approval (revision, content, form, approved_by, approved_at, forced)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                approval.revision.to_string(),
                approval.content.to_string(),
                approval.form.0,
                approval.by.to_string(),
                time(approval.at),
                &approval.forced,
            ),
        )?;
        Ok(())
    }
}

/// How much a manuscript is and changed after another; of the first one all words are new.
fn extent(before: Option<&Manuscript>, now: &Manuscript) -> Extent {
    let empty = Manuscript::default();
    let found = compare(before.unwrap_or(&empty), now);
    let words = copydesk::story_words(&now.standfirst, &now.body.plain_text());
    Extent { words: u32::try_from(words).unwrap_or(u32::MAX), added: found.words_added, removed: found.words_removed }
}

/// Counts all revisions of a story, given oldest first: some were kept by a program that did not count.
fn count_again(entries: &mut [RevisionEntry], revisions: &[Revision]) {
    let mut before = None;
    for Revision { id, manuscript, .. } in revisions {
        if let Some(entry) = entries.iter_mut().find(|entry| entry.id == *id) {
            entry.extent = extent(before, manuscript);
        }
        before = Some(manuscript);
    }
}

fn entry_from_row(row: &Row<'_>) -> Result<RevisionEntry, StoreError> {
    let count = |name| Ok::<u32, rusqlite::Error>(row.get::<_, Option<u32>>(name)?.unwrap_or_default());
    Ok(RevisionEntry {
        id: row.parsed("id")?,
        number: row.get("number")?,
        content: row.parsed("content")?,
        occasion: row.parsed("occasion")?,
        name: row.get("name")?,
        who: row.get("who")?,
        at: row.time("made_at")?,
        extent: Extent { words: count("words")?, added: count("added")?, removed: count("removed")? },
    })
}

fn from_row(row: &Row<'_>) -> Result<Revision, StoreError> {
    Ok(Revision {
        id: row.parsed("id")?,
        article: row.parsed("article")?,
        number: row.get("number")?,
        manuscript: from_json(&row.get::<_, String>("manuscript")?, "manuscript")?,
        content: row.parsed("content")?,
        form: CanonicalForm(row.get("form")?),
        occasion: row.parsed("occasion")?,
        made_by: row.parsed_opt("made_by")?,
        made_at: row.time("made_at")?,
    })
}

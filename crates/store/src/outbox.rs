//! The outbox: transmissions, recorded step by step.

use crate::{
    columns::{Columns, from_json, json, readable, time},
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{
    ArticleId, RevisionId, SiteId, Step, Transmission, TransmissionId, Trouble, transmission::TransmissionLabel,
};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

impl Store {
    /// The label of a transmission, read without the story.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such story.
    pub fn label(&self, article: ArticleId, site: SiteId) -> Result<TransmissionLabel, StoreError> {
        self.read()
            .prepare_cached(
                "SELECT headline, coalesce(site.name, ''), coalesce(site.paused, 0)
                 FROM article LEFT JOIN site ON site.id = ?2 WHERE article.id = ?1",
            )?
            .query_row((article.to_string(), site.to_string()), |row| {
                Ok(TransmissionLabel { headline: row.get(0)?, site: row.get(1)?, site_paused: row.get(2)? })
            })
            .optional()?
            .ok_or(StoreError::NotFound("article"))
    }

    /// A transmission as it stands, also one that is finished.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn transmission(&self, id: TransmissionId) -> Result<Transmission, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "transmission", "id", &id.to_string(), Trust::None)?;
        connection
            .prepare_cached("SELECT * FROM transmission WHERE id = ?1")?
            .query_row([id.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("transmission")))
    }

    /// The newest transmission of a story.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn newest_transmission(&self, article: ArticleId) -> Result<Option<Transmission>, StoreError> {
        let connection = self.read();
        sums::note_those(&connection, "transmission", NEWEST, [article.to_string()], Trust::None)?;
        connection
            .prepare_cached("SELECT * FROM transmission WHERE article = ?1 ORDER BY rowid DESC LIMIT 1")?
            .query_row([article.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .transpose()
    }

    /// What is not finished, and what was finished after `since`; newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn transmissions(&self, since: DateTime<Utc>) -> Result<Vec<Transmission>, StoreError> {
        self.list("finished_at IS NULL OR finished_at >= ?1", "rowid DESC", &time(since))
    }

    /// Transmissions to try at this hour: those that were put first, else in the order in which they were sent. Whoever
    /// takes one up reads it for itself, and is told there if it is damaged.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn due_transmissions(&self, now: DateTime<Utc>) -> Result<Vec<Transmission>, StoreError> {
        self.list(
            "finished_at IS NULL AND stopped = 0 AND paused = 0 AND next_attempt_at <= ?1
               AND EXISTS (SELECT 1 FROM site WHERE site.id = transmission.site AND site.paused = 0)",
            "priority DESC, created_at, id",
            &time(now),
        )
    }

    /// What is kept of a transmission as proof, as JSON.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none.
    pub fn receipt(&self, id: TransmissionId) -> Result<String, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "transmission", "id", &id.to_string(), Trust::None)?;
        connection
            .prepare_cached("SELECT receipt FROM transmission WHERE id = ?1")?
            .query_row([id.to_string()], |row| row.get::<_, Option<String>>(0))
            .optional()?
            .flatten()
            .ok_or(StoreError::NotFound("receipt"))
    }

    /// When the next transmission to each site is due, for the sites to which one waits.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next_due(&self) -> Result<Vec<(SiteId, DateTime<Utc>)>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT site, min(next_attempt_at) AS due FROM transmission JOIN site ON site.id = transmission.site
             WHERE finished_at IS NULL AND stopped = 0 AND transmission.paused = 0 AND site.paused = 0 GROUP BY site",
        )?;
        let mut rows = statement.query([])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            due.push((row.parsed("site")?, row.time("due")?));
        }
        Ok(due)
    }

    /// The transmissions for which a condition of SQL holds, of which `at` is the one value, in this order.
    fn list(&self, condition: &str, order: &str, at: &str) -> Result<Vec<Transmission>, StoreError> {
        let connection = self.read();
        sums::note_those(&connection, "transmission", condition, [at], Trust::None)?;
        let sql = format!("SELECT * FROM transmission WHERE {condition} ORDER BY {order}");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([at])?;
        let mut transmissions = Vec::new();
        while let Some(row) = rows.next()? {
            transmissions.extend(readable(from_row(row))?);
        }
        Ok(transmissions)
    }
}

impl Transaction<'_> {
    /// A transmission as this transaction sees it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn transmission(&self, id: TransmissionId) -> Result<Transmission, StoreError> {
        sums::look_at(&self.tx, "transmission", "id", &id.to_string(), self.trust())?;
        self.tx
            .prepare_cached("SELECT * FROM transmission WHERE id = ?1")?
            .query_row([id.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("transmission")))
    }

    /// The transmission of a story that is not finished, if there is one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_transmission(&self, article: ArticleId) -> Result<Option<Transmission>, StoreError> {
        let open = "article = ?1 AND finished_at IS NULL";
        sums::look_at_those(&self.tx, "transmission", open, [article.to_string()], self.trust())?;
        self.tx
            .prepare_cached("SELECT * FROM transmission WHERE article = ?1 AND finished_at IS NULL")?
            .query_row([article.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .transpose()
    }

    /// The transmissions that are not finished, but for those that this program cannot read.
    pub(crate) fn readable_open_transmissions(&self) -> Result<Vec<Transmission>, StoreError> {
        let mut statement = self.tx.prepare_cached("SELECT * FROM transmission WHERE finished_at IS NULL")?;
        let mut rows = statement.query([])?;
        let mut open = Vec::new();
        while let Some(row) = rows.next()? {
            open.extend(from_row(row).ok());
        }
        Ok(open)
    }

    /// The highest priority of what is not finished; 0 if nothing is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn highest_priority(&self) -> Result<i32, StoreError> {
        let highest: Option<i32> = self
            .tx
            .prepare_cached("SELECT max(priority) FROM transmission WHERE finished_at IS NULL")?
            .query_row([], |row| row.get(0))?;
        Ok(highest.unwrap_or(0))
    }

    /// The site that a story was last sent to, if it ever was.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn site_of(&self, article: ArticleId) -> Result<Option<SiteId>, StoreError> {
        look_at_newest(&self.tx, article, self.trust())?;
        self.tx
            .prepare_cached("SELECT site FROM transmission WHERE article = ?1 ORDER BY rowid DESC LIMIT 1")?
            .query_row([article.to_string()], |row| Ok(row.parsed("site")))
            .optional()?
            .transpose()
    }

    /// The revision of a story that was last sent, if one ever was.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sent_revision(&self, article: ArticleId) -> Result<Option<RevisionId>, StoreError> {
        look_at_newest(&self.tx, article, self.trust())?;
        self.tx
            .prepare_cached("SELECT revision FROM transmission WHERE article = ?1 ORDER BY rowid DESC LIMIT 1")?
            .query_row([article.to_string()], |row| Ok(row.parsed("revision")))
            .optional()?
            .transpose()
    }

    /// Writes a transmission as it stands now.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_transmission(&mut self, t: &Transmission) -> Result<(), StoreError> {
        self.tx.prepare_cached(include_str!("outbox.sql"))?.execute(named_params! {
            ":id": t.id.to_string(),
            ":article": t.article.to_string(),
            ":revision": t.revision.to_string(),
            ":site": t.site.to_string(),
            ":delivery": json(&t.delivery)?,
            ":banner": t.banner,
            ":text_first": t.text_first,
            ":text_online": t.text_online,
            ":paused": t.paused,
            ":priority": t.priority,
            ":bytes_done": t.bytes_done,
            ":bytes_total": t.bytes_total,
            ":unsure_since": t.unsure_since.map(time),
            ":differences": json(&t.differences)?,
            ":notices": json(&t.notices)?,
            ":step": t.step.as_str(),
            ":photos_done": t.photos_done,
            ":photos_total": t.photos_total,
            ":attempts": t.attempts,
            ":trouble": t.trouble.map(|trouble| json(&trouble)).transpose()?,
            ":detail": t.detail,
            ":next_attempt_at": time(t.next_attempt_at),
            ":stopped": t.stopped,
            ":link": t.link,
            ":created_at": time(t.created_at),
            ":finished_at": t.finished_at.map(time),
        })?;
        self.changes.transmissions.insert(t.id);
        self.changes.articles.insert(t.article);
        Ok(())
    }

    /// Keeps the receipt of a transmission: what the site answered, as JSON.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_receipt(&mut self, id: TransmissionId, receipt: &serde_json::Value) -> Result<(), StoreError> {
        sums::look_at(&self.tx, "transmission", "id", &id.to_string(), self.trust())?;
        self.tx.execute("UPDATE transmission SET receipt = ?2 WHERE id = ?1", (id.to_string(), receipt.to_string()))?;
        self.changes.transmissions.insert(id);
        Ok(())
    }
}

/// Which is the newest transmission of a story.
const NEWEST: &str = "rowid = (SELECT max(rowid) FROM transmission WHERE article = ?1)";

fn look_at_newest(connection: &Connection, article: ArticleId, trust: Trust<'_>) -> Result<(), StoreError> {
    sums::look_at_those(connection, "transmission", NEWEST, [article.to_string()], trust)
}

fn from_row(row: &Row<'_>) -> Result<Transmission, StoreError> {
    let step: String = row.get("step")?;
    let trouble: Option<String> = row.get("trouble")?;
    Ok(Transmission {
        id: row.parsed("id")?,
        article: row.parsed("article")?,
        revision: row.parsed("revision")?,
        site: row.parsed("site")?,
        delivery: from_json(&row.get::<_, String>("delivery")?, "delivery")?,
        banner: row.get("banner")?,
        text_first: row.get("text_first")?,
        text_online: row.get("text_online")?,
        paused: row.get("paused")?,
        priority: row.get("priority")?,
        bytes_done: row.get("bytes_done")?,
        bytes_total: row.get("bytes_total")?,
        unsure_since: row.parsed_opt("unsure_since")?,
        differences: from_json(&row.get::<_, String>("differences")?, "differences")?,
        notices: from_json(&row.get::<_, String>("notices")?, "notices")?,
        step: Step::named(&step).ok_or(StoreError::Unreadable { what: "step", why: step })?,
        photos_done: row.get("photos_done")?,
        photos_total: row.get("photos_total")?,
        attempts: row.get("attempts")?,
        trouble: trouble.map(|text| from_json::<Trouble>(&text, "trouble")).transpose()?,
        detail: row.get("detail")?,
        next_attempt_at: row.time("next_attempt_at")?,
        stopped: row.get("stopped")?,
        link: row.get("link")?,
        created_at: row.time("created_at")?,
        finished_at: row.parsed_opt("finished_at")?,
    })
}

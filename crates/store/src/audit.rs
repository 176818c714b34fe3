//! Reading the audit trail.

use crate::{
    columns::Columns,
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use newsroom::{ArticleId, Deed, StaffId, history::HistoryEntry};
use std::collections::BTreeSet;

impl Store {
    /// What happened to a story, newest first, at most `limit` entries.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn history(&self, article: ArticleId, limit: u32) -> Result<Vec<HistoryEntry>, StoreError> {
        let connection = self.read();
        let id = article.to_string();
        let newest = "seq IN (SELECT seq FROM audit WHERE article = ?1 ORDER BY seq DESC LIMIT ?2)";
        sums::note_those(&connection, "audit", newest, (&id, limit), Trust::None)?;
        let theirs = "id IN (SELECT actor FROM audit WHERE article = ?1)";
        sums::note_those(&connection, "staff", theirs, [&id], Trust::None)?;
        let mut statement = connection.prepare_cached(
            // A story is given to somebody by the login, and told of by the name.
            "SELECT audit.at, staff.name AS who, audit.deed, coalesce(taker.name, audit.note) AS note FROM audit
             LEFT JOIN staff ON staff.id = audit.actor
             LEFT JOIN staff AS taker ON audit.deed = 'reassigned' AND taker.login = audit.note
             WHERE audit.article = ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
        let mut rows = statement.query((id, limit))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(HistoryEntry {
                at: row.time("at")?,
                who: row.get("who")?,
                deed: row.parsed("deed")?,
                note: row.get("note")?,
            });
        }
        Ok(entries)
    }

    /// What somebody did after the entry of the audit trail with this number, each kind of deed once.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn deeds_of(&self, person: StaffId, since: i64) -> Result<BTreeSet<Deed>, StoreError> {
        let connection = self.read();
        let mut statement =
            connection.prepare_cached("SELECT DISTINCT deed FROM audit WHERE seq > ?2 AND actor = ?1")?;
        let mut rows = statement.query((person.to_string(), since))?;
        let mut deeds = BTreeSet::new();
        while let Some(row) = rows.next()? {
            deeds.insert(row.parsed("deed")?);
        }
        Ok(deeds)
    }
}

impl Transaction<'_> {
    /// The number of the newest entry of the audit trail; 0 if there is none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn newest_deed(&self) -> Result<i64, StoreError> {
        Ok(self.tx.query_row("SELECT coalesce(max(seq), 0) FROM audit", [], |row| row.get(0))?)
    }
}

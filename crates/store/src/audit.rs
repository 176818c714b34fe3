//! Reading the audit trail.

use crate::{columns::Columns, error::StoreError, open::Store};
use newsroom::{ArticleId, history::HistoryEntry};

impl Store {
    /// What happened to a story, newest first, at most `limit` entries.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn history(&self, article: ArticleId, limit: u32) -> Result<Vec<HistoryEntry>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT audit.at, staff.name AS who, audit.deed, audit.note FROM audit
             LEFT JOIN staff ON staff.id = audit.actor WHERE audit.article = ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
        let mut rows = statement.query((article.to_string(), limit))?;
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
}

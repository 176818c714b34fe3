//! Reading the audit trail.

use crate::{columns::Columns, error::StoreError, open::Store};
use chrono::{DateTime, Utc};
use newsroom::ArticleId;

/// A line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Name of who did it; none for the program itself.
    pub who: Option<String>,
    /// What.
    pub deed: String,
    /// Reason or other words.
    pub note: Option<String>,
}

impl Store {
    /// What happened to a story, newest first, at most `limit` lines.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn history(&self, article: ArticleId, limit: u32) -> Result<Vec<AuditLine>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT audit.at, staff.name AS who, audit.deed, audit.note FROM audit
             LEFT JOIN staff ON staff.id = audit.actor WHERE audit.article = ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
        let mut rows = statement.query((article.to_string(), limit))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(AuditLine {
                at: row.time("at")?,
                who: row.get("who")?,
                deed: row.get("deed")?,
                note: row.get("note")?,
            });
        }
        Ok(lines)
    }
}

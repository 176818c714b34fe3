//! The newsroom's name and settings.

use crate::{
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use rusqlite::{Connection, OptionalExtension};

impl Store {
    /// A setting of the newsroom; none if it was never set.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        setting(&self.read(), name, Trust::None)
    }
}

impl Transaction<'_> {
    /// A setting, as this transaction sees it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        setting(&self.tx, name, self.trust())
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.tx.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", (name, value))?;
        Ok(())
    }
}

/// A setting; none if it was never set.
///
/// # Errors
/// What SQLite says.
pub(crate) fn setting(connection: &Connection, name: &str, trust: Trust<'_>) -> Result<Option<String>, StoreError> {
    sums::note_those(connection, "setting", "name = ?1", [name], trust)?;
    Ok(connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |r| r.get(0))
        .optional()?)
}

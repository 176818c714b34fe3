//! The site's SQLite file: one writer, a few readers.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior, config::DbConfig};

use crate::SiteError;

/// Every layout there was, as the step from the one before; a database says how many it has taken (`PRAGMA user_version`).
/// A step that has landed is never changed.
pub(crate) const STEPS: [&str; 3] =
    [include_str!("schema.sql"), include_str!("schema_2.sql"), include_str!("schema_3.sql")];
const READERS: usize = 4;

pub(crate) struct Db {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Db {
    /// Opens or makes the database.
    pub(crate) fn open(path: &Path) -> Result<Self, SiteError> {
        let mut writer = connect(path)?;
        migrate(&mut writer)?;
        Ok(Self { path: path.to_owned(), writer: Mutex::new(writer), readers: Mutex::default() })
    }

    /// Reads from one consistent state. Does not wait for a writer.
    pub(crate) fn read<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = lock(&self.readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.path)?,
        };
        let snapshot = connection.unchecked_transaction()?;
        let outcome = work(&snapshot);
        drop(snapshot);
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        outcome
    }

    /// Does all of `work` or nothing of it.
    pub(crate) fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// The next id of a post, a medium or a revision.
pub(crate) fn next_id(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("UPDATE counter SET last = last + 1 RETURNING last")?.query_row([], |row| row.get(0))
}

/// A mutex is poisoned when a request panicked; the data behind it is a connection whose
/// transaction was rolled back, or a list of connections: both are as good as before.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Else SQLite, built with statistics, prepares a kept statement anew for every other value that it is asked with.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    #[cfg(test)]
    let connection = crate::growth::counted(connection)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), SiteError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(SiteError::NewerDatabase { found, known });
    }
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

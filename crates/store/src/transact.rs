//! The one way to change the desk.

use crate::{columns::time, error::StoreError, open::Store};
use chrono::{DateTime, Utc};
use newsroom::{ArticleId, Changes, StaffId};
use rusqlite::{Connection, TransactionBehavior, named_params};
use std::sync::PoisonError;

/// Who acts, and when.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// The person; none for the program itself.
    pub actor: Option<StaffId>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// A change of the desk that is being made. Every method that changes something notes it in the [`Changes`].
#[derive(Debug)]
pub struct Transaction<'a> {
    pub(crate) tx: rusqlite::Transaction<'a>,
    pub(crate) changes: Changes,
    pub(crate) act: Act,
}

impl Store {
    /// Runs a change as one transaction: all of it is committed to disk, with its audit lines, or nothing.
    ///
    /// # Errors
    /// What the closure returns, after rolling back; or why the commit failed.
    pub fn transact<T, E: From<StoreError>>(
        &self,
        act: Act,
        change: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<(T, Changes), E> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        run(&mut writer, act, change)
    }

    /// The same for what can be found out and done again: the steps of a sending, which begin by looking at the site. It
    /// survives a crash of the program, like everything, but a power cut may take it back, in order and whole
    /// (`synchronous=NORMAL`, <https://www.sqlite.org/pragma.html#pragma_synchronous>): an outbox of a thousand stories
    /// must not wait for the disk at each step. The next [`Store::transact`] makes all of it certain.
    ///
    /// # Errors
    /// As [`Store::transact`].
    pub fn transact_retakable<T, E: From<StoreError>>(
        &self,
        act: Act,
        change: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<(T, Changes), E> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.pragma_update(None, "synchronous", "NORMAL").map_err(StoreError::from)?;
        let done = run(&mut writer, act, change);
        writer.pragma_update(None, "synchronous", "FULL").map_err(StoreError::from)?;
        done
    }
}

fn run<T, E: From<StoreError>>(
    writer: &mut Connection,
    act: Act,
    change: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
) -> Result<(T, Changes), E> {
    let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
    let mut transaction = Transaction { tx, changes: Changes::default(), act };
    let value = change(&mut transaction)?;
    let Transaction { tx, changes, .. } = transaction;
    tx.commit().map_err(StoreError::from)?;
    Ok((value, changes))
}

impl Transaction<'_> {
    /// Writes a line of the audit trail.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn audit(&self, article: Option<ArticleId>, deed: &str, note: Option<&str>) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO audit (at, actor, article, deed, note) VALUES (:at, :actor, :article, :deed, :note)",
            )?
            .execute(named_params! {
                ":at": time(self.act.at),
                ":actor": self.act.actor.map(|a| a.to_string()),
                ":article": article.map(|a| a.to_string()),
                ":deed": deed,
                ":note": note,
            })?;
        Ok(())
    }

    /// Writes an audit line unless the newest one of this story says the same of the same person:
    /// typing for an hour is one deed, not a thousand.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn audit_once(&self, article: ArticleId, deed: &str) -> Result<(), StoreError> {
        let same: bool = self
            .tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM (SELECT actor, deed FROM audit WHERE article = :article
                 ORDER BY seq DESC LIMIT 1) WHERE actor IS :actor AND deed = :deed)",
            )?
            .query_row(
                named_params! {
                    ":article": article.to_string(),
                    ":actor": self.act.actor.map(|a| a.to_string()),
                    ":deed": deed,
                },
                |r| r.get(0),
            )?;
        if same { Ok(()) } else { self.audit(Some(article), deed, None) }
    }
}

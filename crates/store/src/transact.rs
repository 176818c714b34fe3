//! The one way to change the desk.

use crate::{
    columns::time,
    error::StoreError,
    open::Store,
    shared,
    sums::{Touched, Trust},
};
use chrono::{DateTime, Utc};
use newsroom::{ArticleId, Changes, Deed, StaffId};
use rusqlite::{Connection, TransactionBehavior, named_params};
use std::sync::{PoisonError, atomic::Ordering};

/// Who acts, and when.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// The person; none for the program itself.
    pub actor: Option<StaffId>,
    /// Time of the act, UTC; written into all that it changes.
    pub at: DateTime<Utc>,
}

/// A change of the desk that is being made. Every method that changes something notes it in the [`Changes`].
#[derive(Debug)]
pub struct Transaction<'a> {
    pub(crate) tx: rusqlite::Transaction<'a>,
    pub(crate) changes: Changes,
    pub(crate) act: Act,
    /// True for what others did: it is not told to them as news.
    pub(crate) from_others: bool,
    touched: &'a Touched,
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
        let (done, commits) = run(&mut writer, &self.touched, "FULL", act, change)?;
        if let Some(commits) = commits {
            self.committed.store(commits, Ordering::Relaxed);
            // Only what a power cut cannot take back is told beside the database.
            self.tally.note(commits, act.at);
        }
        Ok(done)
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
        let (done, commits) = run(&mut writer, &self.touched, "NORMAL", act, change)?;
        if let Some(commits) = commits {
            self.committed.store(commits, Ordering::Relaxed);
        }
        Ok(done)
    }

    /// This newsroom's own name among all: 32 hexadecimal digits.
    #[must_use]
    pub fn id(&self) -> &str {
        self.tally.newsroom()
    }

    /// Changes committed to this newsroom until now.
    #[must_use]
    pub fn committed(&self) -> u64 {
        self.committed.load(Ordering::Relaxed)
    }
}

/// What a change gave, and how many commits there are with it; none if it changed nothing.
pub(crate) type Done<T> = ((T, Changes), Option<u64>);

/// Runs a change of a database whose rows are watched.
pub(crate) fn run<T, E: From<StoreError>>(
    writer: &mut Connection,
    touched: &Touched,
    synchronous: &str,
    act: Act,
    change: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
) -> Result<Done<T>, E> {
    touched.forget();
    // Said every time: the change before may have panicked.
    writer.pragma_update(None, "synchronous", synchronous).map_err(StoreError::from)?;
    let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
    let mut transaction = Transaction { tx, changes: Changes::default(), act, from_others: false, touched };
    let value = change(&mut transaction)?;
    let Transaction { tx, changes, from_others, .. } = transaction;
    if !from_others {
        shared::capture(&tx, &act, touched)?;
    }
    let commits = touched.sum(&tx)?;
    tx.commit().map_err(StoreError::from)?;
    Ok(((value, changes), commits))
}

impl Transaction<'_> {
    pub(crate) fn trust(&self) -> Trust<'_> {
        self.touched.trust()
    }

    /// Writes a line of the audit trail.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn audit(&self, article: Option<ArticleId>, deed: &Deed, note: Option<&str>) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO audit (at, actor, article, deed, note) VALUES (:at, :actor, :article, :deed, :note)",
            )?
            .execute(named_params! {
                ":at": time(self.act.at),
                ":actor": self.act.actor.map(|a| a.to_string()),
                ":article": article.map(|a| a.to_string()),
                ":deed": deed.as_str(),
                ":note": note,
            })?;
        Ok(())
    }

    /// Writes an audit line unless the newest one of this story says the same of the same person:
    /// typing for an hour is one deed, not a thousand.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn audit_once(&self, article: ArticleId, deed: &Deed) -> Result<(), StoreError> {
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
                    ":deed": deed.as_str(),
                },
                |r| r.get(0),
            )?;
        if same { Ok(()) } else { self.audit(Some(article), deed, None) }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Act, Store, StoreError, Transaction};
    use chrono::Utc;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use tempfile::TempDir;

    #[test]
    fn a_decision_waits_for_the_disk_whatever_was_done_before_it() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path(), Utc::now()).unwrap();
        let act = Act { actor: None, at: Utc::now() };
        let level = |t: &mut Transaction<'_>| -> Result<u32, StoreError> {
            Ok(t.tx.query_row("PRAGMA synchronous", [], |row| row.get(0))?)
        };
        assert_eq!(store.transact_retakable(act, level).unwrap().0, 1, "NORMAL");
        assert_eq!(store.transact(act, level).unwrap().0, 2, "FULL");
        store.transact_retakable(act, |_| Err::<(), _>(StoreError::NotFound("transmission"))).unwrap_err();
        assert_eq!(store.transact(act, level).unwrap().0, 2, "after a step that failed");
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            store.transact_retakable(act, |_| -> Result<(), StoreError> { panic!("a defect in a step") })
        }));
        assert!(panicked.is_err());
        assert_eq!(store.transact(act, level).unwrap().0, 2, "after a step that died");
    }
}

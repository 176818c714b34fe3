//! Telling the server: the operations in their order, one after the other.

use crate::{
    columns::Columns,
    error::StoreError,
    open::Store,
    shared::{
        TakenBack,
        capture::{set_content, things_of},
        kinds::content,
        known, note_known,
    },
    transact::{Act, Transaction},
};
use chrono::{DateTime, Utc};
use newsroom::{Changes, Operation, Pushed, StaffId, Thing};
use rusqlite::{OptionalExtension, Row};
use uuid::Uuid;

/// An operation that waits.
struct Waiting {
    id: Uuid,
    author: Option<StaffId>,
    at: DateTime<Utc>,
    open: bool,
    begun: bool,
}

impl Waiting {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            author: row.parsed_opt("author")?,
            at: row.time("at")?,
            open: row.get("open")?,
            begun: row.get("begun")?,
        })
    }
}

impl Store {
    /// The operation of this person, or of the program itself, that is to be told next, as it is told; none if there is none, or
    /// if what somebody else did here with the same things comes before it. From now on, until [`Store::settle_operation`], it
    /// stays as it is and is told in the same words, also after a crash.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if what it tells is not what was written; what SQLite says.
    pub fn next_operation(&self, person: StaffId, at: DateTime<Utc>) -> Result<Option<Operation>, StoreError> {
        Ok(self.transact(Act { actor: None, at }, |tx| tx.next_operation(person))?.0)
    }

    /// What the server said of an operation: that it stands; that something newer is to be fetched first; or that it is refused,
    /// which takes it back here.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settle_operation(
        &self,
        id: Uuid,
        said: &Pushed,
        at: DateTime<Utc>,
    ) -> Result<(Vec<TakenBack>, Changes), StoreError> {
        self.transact(Act { actor: None, at }, |tx| tx.settle_operation(id, said))
    }
}

impl Transaction<'_> {
    fn next_operation(&mut self, person: StaffId) -> Result<Option<Operation>, StoreError> {
        self.from_others = true;
        loop {
            let Some(Waiting { id, author, at, open, begun }) = self.first_waiting(person)? else { return Ok(None) };
            if !begun {
                self.begin(id, open)?;
            }
            let things: Vec<Thing> = things_of(&self.tx, id)?
                .into_iter()
                .filter_map(|(id, base, content)| content.map(|content| Thing { id, base, content }))
                .collect();
            if !things.is_empty() {
                return Ok(Some(Operation { id, author, at, things }));
            }
            // Somebody typed, and it is again what the server has.
            self.tx.prepare_cached("DELETE FROM operation WHERE id = ?1")?.execute([id.to_string()])?;
        }
    }

    fn first_waiting(&self, person: StaffId) -> Result<Option<Waiting>, StoreError> {
        self.tx
            .prepare_cached(include_str!("first_waiting.sql"))?
            .query_row([person.to_string()], |row| Ok(Waiting::from_row(row)))
            .optional()?
            .transpose()
    }

    /// Fixes what an operation tells: versions as they are known now, and a story that somebody types in as it stands.
    fn begin(&mut self, operation: Uuid, open: bool) -> Result<(), StoreError> {
        for (thing, _, told) in things_of(&self.tx, operation)? {
            let before = known(&self.tx, &thing)?;
            let base = before.as_ref().map_or(0, |(version, _)| *version);
            let told = if open { content(&self.tx, &thing, self.trust())? } else { told };
            let is_news = before.and_then(|(_, content)| content) != told;
            set_content(&self.tx, operation, &thing, base, told.filter(|_| is_news || !open).as_ref())?;
        }
        self.tx
            .prepare_cached("UPDATE operation SET begun = 1, open = 0 WHERE id = ?1")?
            .execute([operation.to_string()])?;
        Ok(())
    }

    fn settle_operation(&mut self, id: Uuid, said: &Pushed) -> Result<Vec<TakenBack>, StoreError> {
        self.from_others = true;
        match said {
            Pushed::Applied { versions, .. } => {
                let told = things_of(&self.tx, id)?.into_iter().filter_map(|(id, _, content)| Some((id, content?)));
                for ((thing, content), version) in told.zip(versions) {
                    note_known(&self.tx, &thing, *version, &content)?;
                }
                self.forget_operation(id)?;
                Ok(Vec::new())
            }
            Pushed::Newer { .. } => {
                self.tx.prepare_cached("UPDATE operation SET begun = 0 WHERE id = ?1")?.execute([id.to_string()])?;
                Ok(Vec::new())
            }
            Pushed::Refused { why, .. } => {
                self.tx.prepare_cached("UPDATE operation SET begun = 0 WHERE id = ?1")?.execute([id.to_string()])?;
                self.take_back(id, why)
            }
        }
    }

    /// It waits no longer, and its lines of the history are said.
    pub(super) fn forget_operation(&mut self, id: Uuid) -> Result<(), StoreError> {
        self.tx.prepare_cached("DELETE FROM unsaid WHERE operation = ?1")?.execute([id.to_string()])?;
        self.tx.prepare_cached("DELETE FROM operation WHERE id = ?1")?.execute([id.to_string()])?;
        Ok(())
    }
}

//! A newsroom on one laptop becomes one of several.

use crate::{
    error::StoreError,
    open::Store,
    shared::{
        kinds::{SHARED, content, deed},
        note_known,
    },
    sums::Trust,
    transact::Transaction,
};
use newsroom::{Kind, ThingId};
use serde_json::Value;
use uuid::Uuid;

impl Store {
    /// Everything that the server of a newsroom of several laptops gets, in the order in which it can be written. Lines of the
    /// history get their keys by `origin`, which names this once and for all.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if something of it is not what was written.
    pub fn everything(&self, origin: Uuid) -> Result<Vec<(ThingId, Value)>, StoreError> {
        let connection = self.read();
        let mut all = Vec::new();
        for (kind, table, key) in SHARED {
            let mut statement = connection.prepare(&format!("SELECT \"{key}\" FROM \"{table}\" ORDER BY rowid"))?;
            let keys = statement.query_map([], |row| row.get::<_, String>(0))?;
            for key in keys {
                let id = ThingId { kind: *kind, key: key? };
                if let Some(content) = content(&connection, &id, Trust::None)? {
                    all.push((id, content));
                }
            }
        }
        let mut statement = connection.prepare("SELECT seq FROM audit ORDER BY seq")?;
        let lines = statement.query_map([], |row| row.get::<_, i64>(0))?;
        for seq in lines {
            let seq = seq?;
            if let Some(line) = deed(&connection, seq)? {
                all.push((ThingId { kind: Kind::Deed, key: format!("{origin}/{seq}") }, line));
            }
        }
        Ok(all)
    }
}

impl Transaction<'_> {
    /// The server has these, each in its first version.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_shared(&mut self, things: &[(ThingId, Value)]) -> Result<(), StoreError> {
        things.iter().try_for_each(|(id, content)| note_known(&self.tx, id, 1, content))
    }

    /// It is a newsroom on one laptop after all: nothing is told any more, and nothing that waited to be.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn share_no_more(&mut self) -> Result<(), StoreError> {
        self.from_others = true;
        for table in ["unsaid", "operation", "arrival", "thing", "reading", "sharing"] {
            self.tx.execute(&format!("DELETE FROM {table}"), [])?;
        }
        Ok(())
    }
}

//! What somebody began to say and has not sent.

use crate::{
    columns::time,
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use newsroom::StaffId;
use rusqlite::{OptionalExtension, params};

impl Store {
    /// What a person began to say of something and has not sent; none if nothing.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn unsent(&self, staff: StaffId, about: &str) -> Result<Option<String>, StoreError> {
        let connection = self.read();
        let mine = "staff = ?1 AND about = ?2";
        sums::look_at_those(&connection, "unsent", mine, [&staff.to_string(), about], Trust::None)?;
        let mut statement = connection.prepare_cached("SELECT words FROM unsent WHERE staff = ?1 AND about = ?2")?;
        Ok(statement.query_row([&staff.to_string(), about], |row| row.get(0)).optional()?)
    }
}

impl Transaction<'_> {
    /// Keeps what a person began to say of something; blank words take it away.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_unsent(&mut self, staff: StaffId, about: &str, words: &str) -> Result<(), StoreError> {
        let staff = staff.to_string();
        if words.trim().is_empty() {
            self.tx.execute("DELETE FROM unsent WHERE staff = ?1 AND about = ?2", params![staff, about])?;
            return Ok(());
        }
        self.tx
            .prepare_cached(
                "INSERT INTO unsent (staff, about, words, updated_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (staff, about) DO UPDATE SET words = excluded.words, updated_at = excluded.updated_at",
            )?
            .execute(params![staff, about, words, time(self.act.at)])?;
        Ok(())
    }
}

//! How many bytes of photos were sent, day by day.

use crate::{
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use chrono::NaiveDate;
use rusqlite::OptionalExtension;

impl Store {
    /// Bytes of photos sent on a day.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the count is not what was written.
    pub fn data_spent(&self, day: NaiveDate) -> Result<u64, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "data_spent", "day", &day.to_string(), Trust::None)?;
        let spent = connection
            .prepare_cached("SELECT bytes FROM data_spent WHERE day = ?1")?
            .query_row([day.to_string()], |row| row.get(0))
            .optional()?;
        Ok(spent.unwrap_or(0))
    }
}

impl Transaction<'_> {
    /// Notes that so many bytes of photos were sent on a day.
    ///
    /// # Errors
    /// As [`Store::data_spent`].
    pub fn spend_data(&mut self, day: NaiveDate, bytes: u64) -> Result<(), StoreError> {
        sums::look_at(&self.tx, "data_spent", "day", &day.to_string(), self.trust())?;
        self.tx.execute(
            "INSERT INTO data_spent (day, bytes) VALUES (?1, ?2)
             ON CONFLICT (day) DO UPDATE SET bytes = bytes + excluded.bytes",
            (day.to_string(), bytes),
        )?;
        Ok(())
    }
}

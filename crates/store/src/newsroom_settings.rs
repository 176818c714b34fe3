//! The newsroom's name, sections and settings.

use crate::{columns::Columns, error::StoreError, open::Store, transact::Transaction};
use newsroom::Section;
use rusqlite::{Connection, OptionalExtension};

impl Store {
    /// A setting of the newsroom; none if it was never set.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        setting(&self.read(), name)
    }

    /// All sections in order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sections(&self) -> Result<Vec<Section>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached("SELECT id, name, position FROM section ORDER BY position")?;
        let mut rows = statement.query([])?;
        let mut sections = Vec::new();
        while let Some(row) = rows.next()? {
            sections.push(Section { id: row.parsed("id")?, name: row.get("name")?, position: row.get("position")? });
        }
        Ok(sections)
    }
}

impl Transaction<'_> {
    /// A setting, as this transaction sees it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        setting(&self.tx, name)
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.tx.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", (name, value))?;
        Ok(())
    }

    /// Adds a section.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_section(&mut self, section: &Section) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT INTO section (id, name, position) VALUES (?1, ?2, ?3)",
            (section.id.to_string(), &section.name, section.position),
        )?;
        Ok(())
    }
}

fn setting(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |r| r.get(0))
        .optional()?)
}

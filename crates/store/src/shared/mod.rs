//! A newsroom of several laptops, as one laptop keeps it: what was done here and is to be told, and what arrives from the others.
//! Who speaks to the server is not known here.

mod arrivals;
mod beginning;
mod capture;
mod kinds;
mod outgoing;
mod pictures;
mod row_kinds;
mod take_back;

pub(crate) use capture::capture;
pub use pictures::PictureFile;
pub use take_back::TakenBack;

use crate::{columns::time, error::StoreError, open::Store, transact::Transaction};
use newsroom::{Kind, StaffId, ThingId};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

impl Store {
    /// Where the newsroom's server is, in the words of [`Transaction::share`]; none for a newsroom on one laptop.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], or what SQLite says.
    pub fn sharing(&self) -> Result<Option<Value>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached("SELECT server FROM sharing")?;
        let found: Option<String> = statement.query_row([], |row| row.get(0)).optional()?;
        found.map(|server| value(&server)).transpose()
    }

    /// Up to which number the server's changes were fetched with this person's eyes; 0 before the first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn fetched(&self, person: StaffId) -> Result<u64, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached("SELECT number FROM reading WHERE staff = ?1")?;
        Ok(statement.query_row([person.to_string()], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// How many changes of this laptop the server does not have yet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn waiting_operations(&self) -> Result<u32, StoreError> {
        let connection = self.read();
        Ok(connection.prepare_cached("SELECT count(*) FROM operation")?.query_row([], |row| row.get(0))?)
    }
}

impl Transaction<'_> {
    /// From this change on the newsroom is one of several laptops; the words about its server are kept as they are.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn share(&mut self, server: &Value) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO sharing (only, server, since) VALUES (1, ?1, ?2)
                 ON CONFLICT DO UPDATE SET server = excluded.server",
            )?
            .execute((server.to_string(), time(self.act.at)))?;
        Ok(())
    }
}

/// True in a newsroom of several laptops.
fn is_shared(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM sharing)")?.query_row([], |row| row.get(0))?)
}

/// What the server has of a thing: its version and, unless it is kept for ever, its content.
fn known(connection: &Connection, id: &ThingId) -> Result<Option<(u64, Option<Value>)>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT version, content FROM thing WHERE kind = ?1 AND key = ?2")?;
    let found = statement
        .query_row((id.kind.as_str(), &id.key), |row| Ok((row.get::<_, u64>(0)?, row.get::<_, Option<String>>(1)?)))
        .optional()?;
    let Some((version, content)) = found else { return Ok(None) };
    Ok(Some((version, content.map(|content| value(&content)).transpose()?)))
}

/// Notes what the server has of a thing from now on.
fn note_known(connection: &Connection, id: &ThingId, version: u64, content: &Value) -> Result<(), StoreError> {
    let content = (!id.kind.is_kept_for_ever()).then(|| content.to_string());
    connection
        .prepare_cached(
            "INSERT INTO thing (kind, key, version, content) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET version = excluded.version, content = excluded.content",
        )?
        .execute((id.kind.as_str(), &id.key, version, content))?;
    Ok(())
}

/// The thing that a row with columns `kind` and `key` names; none if a newer program wrote it.
fn thing_id(row: &Row<'_>) -> rusqlite::Result<Option<ThingId>> {
    let key = row.get("key")?;
    Ok(Kind::named(&row.get::<_, String>("kind")?).map(|kind| ThingId { kind, key }))
}

fn value(text: &str) -> Result<Value, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Unreadable { what: "thing", why: e.to_string() })
}

fn typed<T: serde::de::DeserializeOwned>(content: &Value) -> Result<T, StoreError> {
    serde_json::from_value(content.clone()).map_err(|e| StoreError::Unreadable { what: "thing", why: e.to_string() })
}

fn parsed_key<T: std::str::FromStr<Err: std::fmt::Display>>(id: &ThingId) -> Result<T, StoreError> {
    id.key.parse().map_err(|e: T::Err| StoreError::Unreadable { what: "key of a thing", why: e.to_string() })
}

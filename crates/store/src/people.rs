//! Staff and their password hashes.

use crate::{
    columns::{Columns, time},
    error::StoreError,
    open::Store,
    transact::Transaction,
};
use newsroom::{Role, Staff, StaffId};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row};

/// A person with the hash of the password (PHC string, argon2id).
#[derive(Clone)]
pub struct Credentials {
    /// The person whose login it is.
    pub staff: Staff,
    /// Argon2id hash of the password, in PHC string format.
    pub password_hash: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("staff", &self.staff).finish_non_exhaustive()
    }
}

const COLUMNS: &str = "id, login, name, role, password_hash";

impl Store {
    /// Everybody, in the order they were added.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn staff(&self) -> Result<Vec<Staff>, StoreError> {
        let connection = self.read();
        let mut statement =
            connection.prepare_cached(&format!("SELECT {COLUMNS} FROM staff ORDER BY created_at, id"))?;
        let mut rows = statement.query([])?;
        let mut staff = Vec::new();
        while let Some(row) = rows.next()? {
            staff.push(from_row(row)?.staff);
        }
        Ok(staff)
    }

    /// The person with this login, exactly as stored.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn credentials(&self, login: &str) -> Result<Option<Credentials>, StoreError> {
        find(&self.read(), "login", login)
    }

    /// The person with this id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn person(&self, id: StaffId) -> Result<Staff, StoreError> {
        Ok(find(&self.read(), "id", &id.to_string())?.ok_or(StoreError::NotFound("staff"))?.staff)
    }
}

impl Transaction<'_> {
    /// Adds a person.
    ///
    /// # Errors
    /// [`StoreError::Taken`] if the login is.
    pub fn add_staff(&mut self, staff: &Staff, password_hash: &str) -> Result<(), StoreError> {
        self.changes.staff = true;
        let added = self.tx.execute(
            "INSERT INTO staff (id, login, name, role, password_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (staff.id.to_string(), &staff.login, &staff.name, role_name(staff.role), password_hash, time(self.act.at)),
        );
        match added {
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Err(StoreError::Taken("login")),
            other => Ok(other.map(drop)?),
        }
    }
}

fn find(connection: &Connection, column: &str, value: &str) -> Result<Option<Credentials>, StoreError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM staff WHERE {column} = ?1"))?
        .query_row([value], |row| Ok(from_row(row)))
        .optional()?
        .transpose()
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Reporter => "reporter",
        Role::Editor => "editor",
        Role::Chief => "chief",
    }
}

fn from_row(row: &Row<'_>) -> Result<Credentials, StoreError> {
    let name: String = row.get("role")?;
    let role = Role::ALL.into_iter().find(|r| role_name(*r) == name);
    let role = role.ok_or(StoreError::Unreadable { what: "role", why: name })?;
    Ok(Credentials {
        staff: Staff { id: row.parsed("id")?, login: row.get("login")?, name: row.get("name")?, role },
        password_hash: row.get("password_hash")?,
    })
}

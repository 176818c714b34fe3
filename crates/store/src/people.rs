//! Staff and their password hashes.

use crate::{
    columns::{Columns, readable, time},
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{ArticleId, Role, Staff, StaffId};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, ToSql};

/// A person with the hash of the password (PHC string, argon2id).
#[derive(Clone)]
pub struct Credentials {
    /// The person whose login it is.
    pub staff: Staff,
    /// Argon2id hash of the password, in PHC string format.
    pub password_hash: String,
    /// When they left the newsroom.
    pub left_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("staff", &self.staff).finish_non_exhaustive()
    }
}

const COLUMNS: &str = "id, login, name, role, password_hash, left_at";

impl Store {
    /// Everybody, in the order they were added.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn staff(&self) -> Result<Vec<Staff>, StoreError> {
        Ok(self.all_staff()?.into_iter().map(|known| known.staff).collect())
    }

    /// The same with when somebody left.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn all_staff(&self) -> Result<Vec<Credentials>, StoreError> {
        let connection = self.read();
        sums::note_all(&connection, "staff", Trust::None)?;
        let mut statement =
            connection.prepare_cached(&format!("SELECT {COLUMNS} FROM staff ORDER BY created_at, id"))?;
        let mut rows = statement.query([])?;
        let mut staff = Vec::new();
        while let Some(row) = rows.next()? {
            staff.extend(readable(from_row(row))?);
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
        Ok(self.known_person(id)?.staff)
    }

    /// The same with when they left.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn known_person(&self, id: StaffId) -> Result<Credentials, StoreError> {
        find(&self.read(), "id", &id.to_string())?.ok_or(StoreError::NotFound("staff"))
    }
}

impl Transaction<'_> {
    /// The person with this id, as this transaction sees them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn person(&self, id: StaffId) -> Result<Credentials, StoreError> {
        find(&self.tx, "id", &id.to_string())?.ok_or(StoreError::NotFound("staff"))
    }

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

impl Transaction<'_> {
    /// Writes another password hash.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn save_password(&mut self, id: StaffId, password_hash: &str) -> Result<(), StoreError> {
        self.change_staff(id, "password_hash", &password_hash)
    }

    /// Writes another role.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn save_role(&mut self, id: StaffId, role: Role) -> Result<(), StoreError> {
        self.change_staff(id, "role", &role_name(role))
    }

    /// Writes when somebody left; none for who is here again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn save_left(&mut self, id: StaffId, left_at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        self.change_staff(id, "left_at", &left_at.map(time))
    }

    /// The stories that somebody has in hand.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn claimed_by(&self, id: StaffId) -> Result<Vec<ArticleId>, StoreError> {
        let mut statement = self.tx.prepare_cached("SELECT id FROM article WHERE claimed_by = ?1 ORDER BY id")?;
        let mut rows = statement.query([id.to_string()])?;
        let mut claimed = Vec::new();
        while let Some(row) = rows.next()? {
            claimed.push(row.parsed("id")?);
        }
        Ok(claimed)
    }

    fn change_staff(&mut self, id: StaffId, column: &str, value: &dyn ToSql) -> Result<(), StoreError> {
        self.changes.staff = true;
        sums::look_at(&self.tx, "staff", "id", &id.to_string(), self.trust())?;
        let sql = format!("UPDATE staff SET {column} = ?2 WHERE id = ?1");
        match self.tx.prepare_cached(&sql)?.execute(rusqlite::params![id.to_string(), value])? {
            0 => Err(StoreError::NotFound("staff")),
            _ => Ok(()),
        }
    }
}

fn find(connection: &Connection, column: &str, value: &str) -> Result<Option<Credentials>, StoreError> {
    // Who knows the password gets in, or nobody could mend it.
    sums::note_those(connection, "staff", &format!("{column} = ?1"), [value], Trust::None)?;
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
        left_at: row.parsed_opt("left_at")?,
    })
}

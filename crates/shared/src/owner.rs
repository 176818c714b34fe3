//! What whoever administers the server does for a newsroom: makes it, upgrades it, lets people in and keeps them out.
//!
//! Passphrases are made into verifiers on this laptop (SCRAM-SHA-256, RFC 7677): in no statement and no log of the server stands one
//! in clear.

use crate::{
    Address, Error, SCHEMA,
    line::{ANSWER, Line},
    names::{Names, quoted},
    schema::upgrade,
};
use chrono::{DateTime, SecondsFormat, Utc};
use newsroom::StaffId;
use postgres::{Client, Transaction, types::Json};
use postgres_protocol::password::scram_sha_256;
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

/// For work on a schema, which may take a while.
pub(crate) const UPGRADE: Duration = Duration::from_secs(300);

/// Connections that a person may have at once: a laptop or two, each with some that the network lost.
const CONNECTIONS: u32 = 8;

/// The first chief of a newsroom.
#[derive(Clone, Debug)]
pub struct Founder {
    /// Who it is.
    pub id: StaffId,
    /// Login.
    pub login: String,
    /// Full name.
    pub name: String,
    /// When the person came to the newsroom.
    pub created_at: DateTime<Utc>,
}

/// A connection of the server's administrator: somebody who may make roles, and to whom the database belongs.
pub struct Owner {
    pub(crate) line: Line,
    pub(crate) names: Names,
}

impl Owner {
    /// Comes in as a role of the server.
    ///
    /// # Errors
    /// Why not.
    pub fn connect(address: &Address, role: &str, password: &str) -> Result<Self, Error> {
        let names = Names::of(&address.database)?;
        Ok(Self { line: Line::connect(address, role, password)?, names })
    }

    /// Makes a newsroom in the database, which is empty: roles, schema and the first chief, who is invited by
    /// [`Owner::invite`].
    ///
    /// # Errors
    /// As the statements; then nothing is made.
    pub fn create(&self, newsroom: Uuid, chief: &Founder) -> Result<(), Error> {
        let (names, chief) = (self.names.clone(), chief.clone());
        let role = names.person(&chief.login)?;
        self.line.ask(UPGRADE, move |client| {
            let mut tx = client.transaction()?;
            tx.batch_execute(&names.fill(include_str!("schema/roles.sql")))?;
            as_owner(&mut tx, &names, |tx| {
                upgrade(tx, 0)?;
                tx.batch_execute(&names.fill(include_str!("schema/grants.sql")))?;
                tx.execute("INSERT INTO newsroom.meta (newsroom, counter) VALUES ($1, 1)", &[&newsroom])?;
                tx.execute(
                    "INSERT INTO newsroom.member (role_name, staff, role) VALUES ($1, $2, 'chief')",
                    &[&role, &chief.id.0],
                )?;
                let created_at = chief.created_at.to_rfc3339_opts(SecondsFormat::Millis, true);
                let content = Json(json!({
                    "login": chief.login, "name": chief.name, "role": "chief", "created_at": created_at, "left_at": null,
                }));
                tx.execute(
                    "INSERT INTO newsroom.thing (kind, key, version, number, content) VALUES ('staff', $1, 1, 1, $2)",
                    &[&chief.id.to_string(), &content],
                )?;
                Ok(())
            })?;
            Ok(tx.commit()?)
        })
    }

    /// Brings the newsroom's schema to this program's, and ends the sessions of older programs.
    ///
    /// # Errors
    /// As the statements; then nothing is changed. [`Error::ProgramTooOld`] where the newsroom is newer than this program.
    pub fn upgrade(&self) -> Result<(), Error> {
        let names = self.names.clone();
        self.line.ask(UPGRADE, move |client| {
            let mut tx = client.transaction()?;
            as_owner(&mut tx, &names, |tx| {
                let server: Option<i32> =
                    tx.query_one("SELECT max(number) FROM newsroom.migration", &[])?.try_get(0)?;
                let server = i64::from(server.unwrap_or(0));
                if server > SCHEMA {
                    return Err(Error::ProgramTooOld { server, program: SCHEMA });
                }
                upgrade(tx, server)?;
                tx.batch_execute(&names.fill(include_str!("schema/grants.sql")))?;
                Ok(())
            })?;
            tx.commit()?;
            end_sessions(client, &names, None)
        })
    }

    /// Lets a person in with a passphrase, or gives a new one. What the person may do follows from the staff that the chief keeps,
    /// in the same newsroom.
    ///
    /// # Errors
    /// As the statements.
    pub fn invite(&self, login: &str, password: &str) -> Result<(), Error> {
        let person = self.names.person(login)?;
        let (role, verifier) = (quoted(&person), scram_sha_256(password.as_bytes()));
        let names = self.names.clone();
        self.line.ask(ANSWER, move |client| {
            let mut tx = client.transaction()?;
            let known = tx.query_one("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", &[&person])?;
            if known.try_get(0)? {
                tx.batch_execute(&format!("ALTER ROLE {role} PASSWORD '{verifier}'"))?;
            } else {
                tx.batch_execute(&names.fill(&format!(
                    "CREATE ROLE {role} LOGIN CONNECTION LIMIT {CONNECTIONS} PASSWORD '{verifier}' IN ROLE :member"
                )))?;
                tx.batch_execute(&names.fill(include_str!("schema/person.sql")).replace(":role", &role))?;
            }
            Ok(tx.commit()?)
        })
    }

    /// Gives a person the verifier of a passphrase that this laptop never knew.
    ///
    /// # Errors
    /// [`Error::Refused`] for what is no SCRAM-SHA-256 verifier; else as the statements.
    pub fn set_verifier(&self, login: &str, verifier: &str) -> Result<(), Error> {
        let role = quoted(&self.names.person(login)?);
        let shaped = |c: char| c.is_ascii_alphanumeric() || "$:+/=-".contains(c);
        if !verifier.starts_with("SCRAM-SHA-256$") || !verifier.chars().all(shaped) {
            return Err(Error::Refused("no SCRAM-SHA-256 verifier".to_owned()));
        }
        let sql = format!("ALTER ROLE {role} PASSWORD '{verifier}'");
        self.line.ask(ANSWER, move |client| Ok(client.batch_execute(&sql)?))
    }

    /// Keeps a person out from now on, also where a session of his is open.
    ///
    /// # Errors
    /// As the statements.
    pub fn block(&self, login: &str) -> Result<(), Error> {
        self.let_in(login, false)
    }

    /// Lets a person in again, with the passphrase that he had.
    ///
    /// # Errors
    /// As the statements.
    pub fn unblock(&self, login: &str) -> Result<(), Error> {
        self.let_in(login, true)
    }

    fn let_in(&self, login: &str, may: bool) -> Result<(), Error> {
        let person = self.names.person(login)?;
        let names = self.names.clone();
        self.line.ask(ANSWER, move |client| {
            let mut tx = client.transaction()?;
            let login = if may { "LOGIN" } else { "NOLOGIN" };
            tx.batch_execute(&format!("ALTER ROLE {} {login}", quoted(&person)))?;
            as_owner(&mut tx, &names, |tx| {
                tx.execute(
                    "UPDATE newsroom.member SET blocked_at = CASE WHEN $2 THEN NULL ELSE clock_timestamp() END WHERE role_name = $1",
                    &[&person, &may],
                )?;
                Ok(())
            })?;
            tx.commit()?;
            if may { Ok(()) } else { end_sessions(client, &names, Some(&person)) }
        })
    }
}

/// Ends the sessions of a person, or of all.
fn end_sessions(client: &mut Client, names: &Names, person: Option<&str>) -> Result<(), Error> {
    let mut tx = client.transaction()?;
    as_owner(&mut tx, names, |tx| {
        tx.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE usename IN (SELECT role_name FROM newsroom.member WHERE role_name = coalesce($1, role_name))",
            &[&person],
        )?;
        Ok(())
    })?;
    Ok(tx.commit()?)
}

/// Does something as the newsroom's owner, whom nobody signs in as.
pub(crate) fn as_owner<R>(
    tx: &mut Transaction<'_>,
    names: &Names,
    work: impl FnOnce(&mut Transaction<'_>) -> Result<R, Error>,
) -> Result<R, Error> {
    tx.batch_execute(&names.fill("SET LOCAL ROLE :owner"))?;
    let done = work(tx)?;
    tx.batch_execute("RESET ROLE")?;
    Ok(done)
}

//! A person's laptop at the newsroom's server.

use crate::{
    Address, Error, SCHEMA,
    line::{ANSWER, Line},
    names::Names,
};
use chrono::{DateTime, Utc};
use newsroom::{Arrival, Operation, Pushed, staff::Role};
use postgres::{fallible_iterator::FallibleIterator, types::Json};
use serde::Deserialize;
use std::time::Duration;
use uuid::Uuid;

/// What the server says to whoever comes in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Hello {
    /// Who it is that came in.
    pub staff: newsroom::StaffId,
    /// As what, by the server's knowledge.
    pub role: Role,
    /// Which newsroom it is.
    pub newsroom: Uuid,
    /// Number of its schema.
    pub schema: i64,
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// Number of the newest change, whoever may see it: who has pulled all up to it and found nothing more may pull from it on.
    pub newest: u64,
}

/// A connection with a person's login.
pub struct Member {
    pub(crate) line: Line,
}

impl Member {
    /// Comes in. A server of another schema than this program's is refused.
    ///
    /// # Errors
    /// Why not; [`Error::Certificate`] before anything was told to what answers there.
    pub fn connect(address: &Address, login: &str, password: &str) -> Result<Self, Error> {
        let role = Names::of(&address.database)?.person(login)?;
        let member = Self { line: Line::connect(address, &role, password)? };
        let hello = member.hello()?;
        if hello.schema > SCHEMA {
            return Err(Error::ProgramTooOld { server: hello.schema, program: SCHEMA });
        }
        if hello.schema < SCHEMA {
            return Err(Error::ServerTooOld { server: hello.schema, program: SCHEMA });
        }
        // Before the first page is read, so that no change falls between the two.
        member.line.ask(ANSWER, |client| Ok(client.batch_execute("LISTEN newsroom")?))?;
        Ok(member)
    }

    /// Who I am, and where the newsroom stands.
    ///
    /// # Errors
    /// As those of the line; [`Error::Blocked`].
    pub fn hello(&self) -> Result<Hello, Error> {
        self.line.ask(ANSWER, |client| {
            let row = client.query_one("SELECT newsroom.hello()", &[])?;
            let Json(hello) = row.try_get::<_, Json<Hello>>(0)?;
            Ok(hello)
        })
    }

    /// Gives an operation to the server, which takes it whole or not at all, and once: after a lost answer the same one is given
    /// again.
    ///
    /// # Errors
    /// As those of the line; [`Error::Blocked`], [`Error::DiskFull`]. It is not known then whether the operation stands.
    pub fn push(&self, operation: &Operation) -> Result<Pushed, Error> {
        let operation = Json(serde_json::to_value(operation).map_err(|error| Error::Broken(error.to_string()))?);
        self.line.ask(ANSWER, move |client| {
            let row = client.query_one("SELECT newsroom.push($1)", &[&operation])?;
            let Json(pushed) = row.try_get::<_, Json<Pushed>>(0)?;
            Ok(pushed)
        })
    }

    /// What changed after a number, as far as it is this person's to see, in order: some, and at least one if there is any. An
    /// empty answer says that there is no more.
    ///
    /// # Errors
    /// As those of the line; [`Error::Blocked`]; [`Error::Broken`] for a thing of a kind that this program does not know.
    pub fn pull(&self, after: u64, most: u32) -> Result<Vec<Arrival>, Error> {
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let most = i32::try_from(most).unwrap_or(i32::MAX);
        self.line.ask(ANSWER, move |client| {
            let rows = client.query("SELECT newsroom.pull($1, $2)", &[&after, &most])?;
            let arrivals = rows.iter().map(|row| row.try_get::<_, Json<Arrival>>(0).map(|Json(arrival)| arrival));
            Ok(arrivals.collect::<Result<_, _>>()?)
        })
    }

    /// Waits until somebody changed something, or this long; true if it is worth to pull.
    ///
    /// # Errors
    /// As those of the line.
    pub fn wait(&self, timeout: Duration) -> Result<bool, Error> {
        self.line.ask(timeout.saturating_add(ANSWER), move |client| {
            let first = client.notifications().timeout_iter(timeout).next()?;
            let woken = first.is_some();
            // Those that came with it say the same.
            while woken && client.notifications().iter().next()?.is_some() {}
            if !woken && client.is_closed() {
                return Err(Error::Unreachable("the line is closed".to_owned()));
            }
            Ok(woken)
        })
    }
}

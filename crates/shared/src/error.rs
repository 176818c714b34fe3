//! What can go wrong between a laptop and its newsroom's server.

use postgres::error::{DbError, SqlState};
use std::error::Error as _;

/// Why the server was not reached, or did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody answers there, or the line broke, or the server is overburdened: again later.
    #[error("the newsroom's server cannot be reached: {0}")]
    Unreachable(String),
    /// What answers cannot show that it is the newsroom's server, or asks for the passphrase in clear. Nothing was told to it.
    #[error("this is not the newsroom's server: {0}")]
    Certificate(String),
    /// Login or passphrase is wrong.
    #[error("login or passphrase is wrong")]
    LoginRefused,
    /// This person is not let in any more.
    #[error("this person is not let in")]
    Blocked,
    /// The server's disk is full (SQLSTATE 53100).
    #[error("the server's disk is full")]
    DiskFull,
    /// The newsroom was set up by a newer program.
    #[error("the newsroom has schema {server}, this program knows {program}")]
    ProgramTooOld {
        /// Number of the server's schema.
        server: i64,
        /// Number of this program's.
        program: i64,
    },
    /// The newsroom was set up by an older program, and waits for its owner to upgrade it.
    #[error("the newsroom has schema {server}, this program needs {program}")]
    ServerTooOld {
        /// Number of the server's schema.
        server: i64,
        /// Number of this program's.
        program: i64,
    },
    /// The server does not let this role do this, or a name cannot be used or is taken.
    #[error("refused: {0}")]
    Refused(String),
    /// What came is not what was agreed on; technical words.
    #[error("the newsroom's server answers strangely: {0}")]
    Broken(String),
}

/// Raised by our functions for a person who has left or was blocked.
const BLOCKED: &str = "ND002";

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        match error.as_db_error() {
            Some(refusal) => of_database(refusal),
            None => of_line(&error),
        }
    }
}

fn of_database(error: &DbError) -> Error {
    let words = || error.message().to_owned();
    let code = error.code();
    if *code == SqlState::INVALID_PASSWORD {
        return Error::LoginRefused;
    }
    if *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION {
        // A role without the right to log in is known only after its passphrase was right; the other case is a way in
        // (pg_hba.conf) that the server does not offer.
        return if error.routine() == Some("InitializeSessionUserId") { Error::Blocked } else { Error::LoginRefused };
    }
    if code.code() == BLOCKED {
        return Error::Blocked;
    }
    if *code == SqlState::DISK_FULL {
        return Error::DiskFull;
    }
    if [SqlState::INSUFFICIENT_PRIVILEGE, SqlState::DUPLICATE_OBJECT].contains(code) {
        return Error::Refused(words());
    }
    // Connection exceptions, no room, somebody ended it, it starts or stops, or somebody else has the turn.
    let later =
        ["08", "53", "57"].iter().any(|class| code.code().starts_with(class)) || *code == SqlState::LOCK_NOT_AVAILABLE;
    if later { Error::Unreachable(words()) } else { Error::Broken(format!("{}: {}", code.code(), words())) }
}

fn of_line(error: &postgres::Error) -> Error {
    let words = error.to_string();
    // The client names these kinds by their words only: it tells the cause, but not which kind it is.
    if words.starts_with("error performing TLS handshake") || words.starts_with("authentication error") {
        let broke = error.source().and_then(|cause| cause.downcast_ref::<std::io::Error>());
        let broke = broke.is_some_and(|cause| cause.kind() != std::io::ErrorKind::InvalidData);
        return if broke { Error::Unreachable(words) } else { Error::Certificate(words) };
    }
    let io = error.source().is_some_and(|cause| cause.is::<std::io::Error>());
    if io || error.is_closed() || words.starts_with("error connecting") || words.starts_with("timeout") {
        Error::Unreachable(words)
    } else {
        Error::Broken(words)
    }
}

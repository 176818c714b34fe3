//! What can go wrong with a site, by kind.

use crate::{
    media::MediaId,
    transport::{TlsFault, TransportError},
};
use newsroom::transmission::Trouble;
use serde_json::Value;
use std::time::Duration;

/// The `code` of [`Error::NotAllowed`] when not WordPress refused but something in front of it: a 403 or 406
/// page without a code, as application firewalls answer.
pub const FIREWALL: &str = "firewall";

/// Why a call to a site failed. Texts never contain credentials: what the site says is freed of them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No whole answer came; nothing was done on the site.
    #[error(transparent)]
    Transport(TransportError),
    /// A write was sent, and no whole answer came: it may have been done.
    #[error(transparent)]
    Lost(TransportError),
    /// A page or a redirect where data was expected, as from a network that wants us to sign in first. Whoever is only
    /// connecting takes it for another site.
    #[error("a page instead of data ({status}): {about}")]
    Page {
        /// HTTP status code of the answer.
        status: u16,
        /// Title of the page, or where it sends us.
        about: String,
        /// Whether something was to be written; then it may have been done.
        write: bool,
    },
    /// Not an address of a site, or one where a password would travel in the open.
    #[error("{0}")]
    Address(String),
    /// The site does not accept the login.
    #[error("the site does not accept this login")]
    Login,
    /// The login is right, and something on the way takes it out of our requests, so that the site never sees it.
    #[error("the host takes the login out of our requests")]
    LoginTakenAway,
    /// The account may not do this, or a firewall refuses ([`FIREWALL`]).
    #[error("the site does not allow this ({code})")]
    NotAllowed {
        /// The site's error code.
        code: String,
    },
    /// The site refuses so large a file.
    #[error("the site refuses so large a file")]
    TooLarge,
    /// The site asks to wait: too many requests, or maintenance.
    #[error("the site asks to wait ({status})")]
    Busy {
        /// HTTP status, 429 or 503.
        status: u16,
        /// For how long, if the site says.
        retry_after: Option<Duration>,
    },
    /// The site has a fault of its own. After a write, the work may have been done.
    #[error("the site has a fault of its own: {status} {code} {message}")]
    Server {
        /// HTTP status, 5xx.
        status: u16,
        /// The site's error code, or empty.
        code: String,
        /// The site's words.
        message: String,
    },
    /// The site cannot store the file: its disk is full, or it may not write there.
    #[error("the site cannot store the file: {status} {code} {message}")]
    CannotStore {
        /// HTTP status, 5xx.
        status: u16,
        /// The site's error code, or empty.
        code: String,
        /// The site's words.
        message: String,
    },
    /// The site's database did not take what was sent; nothing was done.
    #[error("the site's database does not take this: {code} {message}")]
    Database {
        /// The site's error code.
        code: String,
        /// The site's words.
        message: String,
    },
    /// What answers is not a WordPress site: other data, no such route.
    #[error("not a WordPress site: {0}")]
    NotWordPress(String),
    /// The site has no such part of the interface: no posts at all, or no keywords.
    #[error("not a WordPress site: it lacks the interface for this")]
    NoRoute,
    /// The site refuses the content; nothing was done.
    #[error("the site refuses this: {status} {code} {message}")]
    Rejected {
        /// HTTP status, 4xx.
        status: u16,
        /// The site's error code, or empty.
        code: String,
        /// The site's words.
        message: String,
        /// The site's details; not always an object.
        data: Value,
    },
    /// The thing is no longer on the site.
    #[error("it is no longer on the site")]
    Gone,
    /// A write was answered, but not so that one could tell whether it was done.
    #[error("the site's answer ({status}) does not tell whether it was done")]
    UnknownOutcome {
        /// HTTP status code of the answer.
        status: u16,
        /// The upload that was saved before the site failed, if it says so.
        attachment: Option<MediaId>,
    },
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Options(text) => Error::Address(text),
            other => Error::Transport(other),
        }
    }
}

impl Error {
    /// The error of a write that got no answer.
    pub(crate) fn of_a_write(error: TransportError) -> Self {
        if error.may_have_arrived() { Error::Lost(error) } else { error.into() }
    }

    /// The kind of trouble, as the outbox shows it.
    #[must_use]
    pub fn trouble(&self) -> Trouble {
        match self {
            Error::Transport(e) => of_line(e),
            Error::Lost(TransportError::Timeout) => Trouble::Timeout,
            Error::Lost(_) | Error::UnknownOutcome { .. } => Trouble::LostAnswer,
            Error::Page { .. } => Trouble::CaptivePortal,
            Error::Server { .. } | Error::Database { .. } => Trouble::Server,
            Error::CannotStore { .. } => Trouble::SiteDisk,
            Error::Login => Trouble::Login,
            Error::LoginTakenAway => Trouble::LoginTakenAway,
            Error::NotAllowed { code } if code == FIREWALL => Trouble::Firewall,
            Error::NotAllowed { .. } => Trouble::NotAllowed,
            Error::TooLarge => Trouble::TooLarge,
            Error::Busy { status: 429, .. } => Trouble::RateLimited,
            Error::Busy { .. } => Trouble::Maintenance,
            Error::NotWordPress(_) | Error::NoRoute | Error::Address(_) => Trouble::NotWordPress,
            Error::Rejected { .. } => Trouble::Rejected,
            Error::Gone => Trouble::RemovedOnSite,
        }
    }

    /// True if a write that failed so may have been done all the same: look up before anything else.
    /// Refusals with a code (4xx) are certain; broken connections, 5xx and unreadable answers are not
    /// (WordPress answers 500 when an extension fails after the post is saved). Of a reading call it says nothing.
    #[must_use]
    pub fn is_unknown_outcome(&self) -> bool {
        match self {
            Error::Lost(_) | Error::Server { .. } | Error::UnknownOutcome { .. } => true,
            Error::Busy { status, .. } => *status >= 500,
            Error::Page { write, .. } => *write,
            // WordPress stores the file before anything else; else a full disk may show late.
            Error::CannotStore { code, .. } => !code.starts_with("rest_upload_"),
            _ => false,
        }
    }

    /// How long the site asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Error::Busy { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

fn of_line(error: &TransportError) -> Trouble {
    match error {
        TransportError::Offline(_) | TransportError::Interrupted(_) => Trouble::Offline,
        TransportError::Dns(_) => Trouble::Dns,
        TransportError::Timeout => Trouble::Timeout,
        TransportError::TooBig => Trouble::Server,
        TransportError::Options(_) => Trouble::NotWordPress,
        TransportError::Tls { fault, .. } => match fault {
            TlsFault::Expired => Trouble::TlsExpired,
            TlsFault::NotYetValid => Trouble::WrongClock,
            TlsFault::UnknownAuthority => Trouble::TlsUnknownAuthority,
            TlsFault::WrongName => Trouble::TlsWrongName,
            TlsFault::Other => Trouble::Tls,
        },
    }
}

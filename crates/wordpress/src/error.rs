//! What can go wrong with a site, by kind.

use crate::{media::MediaId, transport::TransportError};
use newsroom::transmission::Trouble;
use serde_json::Value;
use std::time::Duration;

/// The `code` of [`Error::NotAllowed`] when not WordPress refused but something in front of it: a 403 or 406
/// page without a code, as application firewalls answer.
pub const FIREWALL: &str = "firewall";

/// Why a call to a site failed. Texts never contain credentials: what the site says is freed of them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No whole answer came.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// Not an address of a site, or one where a password would travel in the open.
    #[error("{0}")]
    Address(String),
    /// The site does not accept the login.
    #[error("the site does not accept this login")]
    Login,
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
    /// What answers is not a WordPress site: a page where data should be, a redirect, no such route.
    #[error("not a WordPress site: {0}")]
    NotWordPress(String),
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
        /// HTTP status.
        status: u16,
        /// The upload that was saved before the site failed, if it says so.
        attachment: Option<MediaId>,
    },
}

impl Error {
    /// The kind of trouble, as the outbox shows it.
    #[must_use]
    pub fn trouble(&self) -> Trouble {
        match self {
            Error::Transport(TransportError::Offline(_) | TransportError::Dns(_) | TransportError::Interrupted(_)) => {
                Trouble::Offline
            }
            Error::Transport(TransportError::Timeout) => Trouble::Timeout,
            Error::Transport(TransportError::Tls(_)) => Trouble::Tls,
            Error::Transport(TransportError::TooBig) | Error::Server { .. } | Error::UnknownOutcome { .. } => {
                Trouble::Server
            }
            Error::Login => Trouble::Login,
            Error::NotAllowed { .. } => Trouble::NotAllowed,
            Error::TooLarge => Trouble::TooLarge,
            Error::Busy { .. } => Trouble::Busy,
            Error::NotWordPress(_) | Error::Address(_) => Trouble::NotWordPress,
            Error::Rejected { .. } => Trouble::Rejected,
            Error::Gone => Trouble::ChangedOnSite,
        }
    }

    /// True if a write that failed so may have been done all the same: look up before anything else.
    /// Refusals with a code (4xx) are certain; broken connections, 5xx and unreadable answers are not
    /// (WordPress answers 500 when an extension fails after the post is saved).
    #[must_use]
    pub fn is_unknown_outcome(&self) -> bool {
        match self {
            Error::Transport(e) => e.may_have_arrived(),
            Error::Server { .. } | Error::UnknownOutcome { .. } => true,
            Error::Busy { status, .. } => *status >= 500,
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

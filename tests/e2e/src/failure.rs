//! What can go wrong on a journey.

use std::path::Path;

/// Why a journey ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A program could not be started.
    #[error("cannot start {program}: {source}")]
    Start {
        /// Its name or path.
        program: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A program ran and failed.
    #[error("{program} failed: {said}")]
    Program {
        /// Its name.
        program: String,
        /// What it wrote.
        said: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A picture could not be made or read.
    #[error("picture: {0}")]
    Picture(#[from] image::ImageError),
    /// The computer did not do something.
    #[error("{0}")]
    Computer(#[from] std::io::Error),
    /// The driver of the window refused a command.
    #[error("window: {command}: {kind}: {message}")]
    Window {
        /// Which command.
        command: String,
        /// The error code of the `WebDriver` standard (section 6.6), for example `no such element`.
        kind: String,
        /// The driver's own words.
        message: String,
    },
    /// No answer by HTTP.
    #[error("{address}: {source}")]
    Http {
        /// Of what.
        address: String,
        /// Why.
        source: Box<ureq::Error>,
    },
    /// Something awaited did not happen.
    #[error("waited {seconds} s for {what}; last seen: {last}")]
    Waited {
        /// What was awaited.
        what: String,
        /// How long.
        seconds: u64,
        /// What was seen instead.
        last: String,
    },
    /// This machine does not let the journey be played; nothing is known of Newsdesk then.
    #[error("not here: {0}")]
    NotHere(String),
    /// Newsdesk, or the site, did something other than it should.
    #[error("{0}")]
    Wrong(String),
}

impl Failure {
    /// For `map_err` on anything that touches `path`.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { path: path.display().to_string(), source }
    }

    /// For `map_err` on starting `program`.
    pub(crate) fn start(program: &str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Start { program: program.to_owned(), source }
    }

    /// For `map_err` on a request to `address`.
    pub(crate) fn http(address: &str) -> impl FnOnce(ureq::Error) -> Self {
        move |source| Self::Http { address: address.to_owned(), source: Box::new(source) }
    }
}

/// The journey goes on only if this holds; `why` is given words for what a person would miss.
pub(crate) fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(Failure::Wrong(why())) }
}

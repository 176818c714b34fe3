//! What can go wrong while building, running or testing.

use std::path::{Path, PathBuf};

/// Why a command of `cargo xtask` stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line makes no sense; the text says what was expected.
    #[error("{0}")]
    Usage(String),
    /// A file could not be read, written or locked.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A program could not be started at all.
    #[error("cannot start {program}: {source}")]
    Start {
        /// The program's name or path.
        program: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A program ran and failed; its own output says why.
    #[error("{what} failed ({status})")]
    Program {
        /// The command line, shortened for people.
        what: String,
        /// How it ended.
        status: String,
    },
    /// A program was still running when its time was over.
    #[error("{what} did not end within {seconds} s")]
    TooLong {
        /// The command line.
        what: String,
        /// How long it was given, in seconds.
        seconds: u64,
    },
    /// The virtual display did not come up.
    #[error("no virtual display: {program} did not start: {said}")]
    Display {
        /// Which part of it.
        program: &'static str,
        /// What that wrote.
        said: String,
    },
    /// Something that a step needs, or should have made, is not there.
    #[error("{path} is missing: {why}")]
    Missing {
        /// The file or folder.
        path: PathBuf,
        /// Why it is needed, or who should have made it.
        why: &'static str,
    },
    /// The wasm module could not be turned into what a window loads.
    #[error("wasm-bindgen: {0}")]
    Bindgen(String),
}

impl Failure {
    /// For `map_err` on anything that touches `path`.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

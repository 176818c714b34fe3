//! Why a run could not be carried out, or what it has found.

use std::path::PathBuf;

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Sockets, processes and threads.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The bundled site.
    #[error("the bundled site: {0}")]
    Site(#[from] site::SiteError),
    /// The desk refused something that a person may do.
    #[error("the desk: {0}")]
    Desk(#[from] desk::DeskError),
    /// A request of ours to the site itself, not through the line.
    #[error("the site: {0}")]
    Asked(#[from] ureq::Error),
    /// Something is not JSON that has to be.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A picture for a story could not be made.
    #[error("a picture: {0}")]
    Picture(#[from] image::ImageError),
    /// What is found is not what has to be.
    #[error("{0}")]
    Wrong(String),
}

impl Failure {
    /// For `map_err` on anything that touches `path`.
    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { path: path.to_owned(), source }
    }

    /// For `ok_or_else`.
    pub(crate) fn wrong(what: &str) -> impl FnOnce() -> Self + '_ {
        move || Self::Wrong(what.to_owned())
    }
}

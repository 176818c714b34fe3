//! Why a run could not be carried out.

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
    /// Sockets and processes.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The bundled site.
    #[error("the bundled site: {0}")]
    Site(#[from] site::SiteError),
    /// A request to either site.
    #[error("a request: {0}")]
    Asked(#[from] ureq::Error),
    /// Something is not JSON that has to be.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// What is found is not what has to be.
    #[error("{0}")]
    Wrong(String),
}

impl Failure {
    /// For `map_err` on anything that touches `path`.
    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

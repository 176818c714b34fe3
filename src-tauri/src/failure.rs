//! Failures of the shell itself; those of the desk are converted by the desk.

use contract::{Failure, FailureCode};

/// A worker thread broke off.
pub(crate) fn broken(error: tauri::Error) -> Failure {
    tracing::error!(%error, "a worker thread broke off");
    Failure::with_detail(FailureCode::Internal, error)
}

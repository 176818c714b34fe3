//! What is on its way to the site.

pub(crate) mod conflict;
pub(crate) mod late;
mod line;
pub(crate) mod outbox;
pub(crate) mod progress;

//! What is on its way to the site.

pub(crate) mod conflict;
mod line;
pub(crate) mod outbox;
pub(crate) mod progress;

//! The time and new ids, in one place, so that tests can set the clock.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present time, UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A new id: version 7, so that ids sort by the time they were made.
pub(crate) fn new_id() -> Uuid {
    Uuid::now_v7()
}

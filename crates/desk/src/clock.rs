//! The time and new ids, in one place, so that tests can set the clock.

use chrono::{DateTime, Utc};
use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present time, UTC. May jump, when the computer's clock is set.
    fn now(&self) -> DateTime<Utc>;

    /// Time that has passed since some moment of this run of the program. Never jumps, whatever the clock is set to.
    fn passed(&self) -> Duration {
        static BEGAN: OnceLock<Instant> = OnceLock::new();
        BEGAN.get_or_init(Instant::now).elapsed()
    }
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

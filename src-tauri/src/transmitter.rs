//! The thread that works off the outbox.

use crate::newsdesk::Newsdesk;
use chrono::Utc;
use contract::Work;
use desk::Desk;
use std::{
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

/// The longest sleep between looks into the outbox.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// Wakes a thread that works by itself.
#[derive(Default)]
pub(crate) struct Bell {
    state: Mutex<BellState>,
    rung: Condvar,
}

#[derive(Default)]
struct BellState {
    ring: bool,
    closed: bool,
}

impl Bell {
    /// Something is to be sent.
    pub(crate) fn ring(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).ring = true;
        self.rung.notify_all();
    }

    /// The program ends.
    pub(crate) fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.rung.notify_all();
    }

    /// True when the program ends.
    pub(crate) fn is_closed(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed
    }

    /// Waits for a ring, at most this long; false if the program ends.
    pub(crate) fn wait(&self, longest: Duration) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let quiet = |state: &mut BellState| !state.ring && !state.closed;
        let waited = self.rung.wait_timeout_while(state, longest, quiet);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.ring = false;
        !state.closed
    }
}

impl Newsdesk {
    /// Starts the thread.
    pub(crate) fn start_transmitter(&self) {
        self.start_rounds(Work::Transmitter, Self::bell, Duration::ZERO, Self::work_off);
    }

    fn go_on_in_ready_newsroom(&self, desk: &Desk) {
        match desk.go_on_in_ready_newsroom() {
            Ok(changes) => self.announce(&changes),
            Err(error) => tracing::error!(%error, "the stories of the ready newsroom stay where they are"),
        }
    }

    /// Works off what is due and says how long to sleep.
    fn work_off(&self) -> Duration {
        let Ok(desk) = self.desk() else { return LONGEST_SLEEP };
        self.go_on_in_ready_newsroom(&desk);
        let due = desk.transmit_due(&|view, changes| self.progress(&desk, view, changes));
        // What follows on a story that has just gone online.
        self.go_on_in_ready_newsroom(&desk);
        match due {
            Ok(Some(due)) => (due - Utc::now()).to_std().unwrap_or_default().min(LONGEST_SLEEP),
            Ok(None) => LONGEST_SLEEP,
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be worked off");
                LONGEST_SLEEP
            }
        }
    }
}

//! What one file may cost: time, before the program gives it up. Nodes, letters and bytes have their own bounds in
//! [`crate::limits`].

use std::{cell::Cell, rc::Rc, time::Instant};

use crate::{Danger, InterchangeError, limits};

/// The work on one file. Every reader asks it step by step whether to go on; copies count together.
#[derive(Clone)]
pub(crate) struct Work(Rc<Inner>);

struct Inner {
    ends: Instant,
    steps: Cell<u64>,
    /// Steps at which the clock is looked at next.
    look: Cell<u64>,
}

/// Steps between two looks at the clock: some tenths of a millisecond.
const PACE: u64 = 4096;

impl Work {
    pub(crate) fn begin() -> Self {
        // A program with all its checks is some ten times slower than the one that is handed out.
        let factor = if cfg!(debug_assertions) { 10 } else { 1 };
        Self::until(Instant::now() + limits::TIME * factor)
    }

    fn until(ends: Instant) -> Self {
        Self(Rc::new(Inner { ends, steps: Cell::new(0), look: Cell::new(PACE) }))
    }

    /// Takes so many steps.
    ///
    /// # Errors
    /// [`Danger::TooSlow`] when the time is over.
    pub(crate) fn step(&self, steps: usize) -> Result<(), InterchangeError> {
        let taken = self.0.steps.get().saturating_add(steps as u64);
        self.0.steps.set(taken);
        if taken < self.0.look.get() {
            return Ok(());
        }
        self.0.look.set(taken.saturating_add(PACE));
        if Instant::now() > self.0.ends { Err(Danger::TooSlow.into()) } else { Ok(()) }
    }
}

/// Seconds that [`limits::TIME`] has, for the words of the interface.
const _: () = assert!(limits::TIME.as_secs() == 10, "the sentence about it says ten seconds");

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_is_given_up_when_its_time_is_over() {
        let work = Work::until(Instant::now() - Duration::from_millis(1));
        let other = work.clone();
        assert_eq!(work.step(PACE as usize - 1), Ok(()), "the clock is looked at now and then");
        assert_eq!(other.step(1), Err(Danger::TooSlow.into()));
        assert_eq!(Work::begin().step(usize::MAX), Ok(()));
        let long = Work::begin();
        for look in 1..4 {
            assert_eq!(long.step(PACE as usize), Ok(()));
            assert_eq!(long.0.look.get(), (look + 1) * PACE, "and again as many steps later");
        }
    }
}

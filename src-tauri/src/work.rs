//! Work that goes on by itself, beside the window, for as long as the program runs.

use crate::{newsdesk::Newsdesk, transmitter::Bell};
use contract::{Defect, Work};
use std::{thread, time::Duration};

/// After a defect a thread rests so long: what brought it about may be there still.
const AFTER_A_DEFECT: Duration = Duration::from_secs(30);

/// Goes through rounds of work whenever the bell rings, or when the last round asked for it, until the program ends. A round
/// that breaks off is told, and the next one comes all the same.
fn rounds(bell: &Bell, first: Duration, tell: impl Fn(String), mut round: impl FnMut() -> Duration) {
    let mut sleep = first;
    while bell.wait(sleep) {
        sleep = desk::unbroken(&mut round).unwrap_or_else(|defect| {
            tell(defect);
            AFTER_A_DEFECT
        });
    }
}

impl Newsdesk {
    /// Starts a thread that works in rounds. What it cannot do without the thread is told to nobody but the log: the window
    /// works without it.
    pub(crate) fn start_rounds(
        &self,
        work: Work,
        bell: impl Fn(&Self) -> &Bell + Send + 'static,
        first: Duration,
        round: impl Fn(&Self) -> Duration + Send + 'static,
    ) {
        let newsdesk = self.clone();
        let name = format!("{work:?}").to_lowercase();
        let thread = thread::Builder::new().name(name).spawn(move || {
            let tell = |defect| newsdesk.tell_defect(work, defect);
            rounds(bell(&newsdesk), first, tell, || round(&newsdesk));
        });
        if let Err(error) = thread {
            tracing::error!(%error, ?work, "work beside the window cannot start");
        }
    }

    /// Does one piece of work; if it breaks off, the window is told and everything else goes on.
    pub(crate) fn unbroken<T>(&self, work: Work, piece: impl FnOnce() -> T) -> Option<T> {
        desk::unbroken(piece).map_err(|defect| self.tell_defect(work, defect)).ok()
    }

    fn tell_defect(&self, work: Work, detail: String) {
        self.tell(contract::DEFECT, &Defect { work, detail });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex, mpsc};

    #[test]
    fn a_round_that_breaks_off_is_told_and_the_next_ring_is_heard() {
        let bell = Arc::new(Bell::default());
        let told = Arc::new(Mutex::new(Vec::new()));
        let (done, came) = mpsc::channel();
        let thread = {
            let (bell, told) = (bell.clone(), told.clone());
            let mut round = 0;
            thread::spawn(move || {
                let tell = |defect| told.lock().unwrap().push(defect);
                rounds(&bell, Duration::ZERO, tell, || {
                    round += 1;
                    done.send(round).unwrap();
                    assert!(round > 1, "the first story breaks it");
                    Duration::from_secs(3600)
                });
            })
        };
        assert_eq!(came.recv(), Ok(1));
        bell.ring();
        assert_eq!(came.recv(), Ok(2), "what is queued after it is worked off");
        bell.close();
        thread.join().unwrap();
        assert_eq!(*told.lock().unwrap(), ["the first story breaks it"]);
    }
}

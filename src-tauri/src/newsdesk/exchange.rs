//! A newsroom put in the place of the open one.

use super::{Newsdesk, OpenDesk, lock};
use contract::{Failure, FailureCode};
use desk::DeskError;
use std::{
    path::Path,
    sync::{Arc, Weak, mpsc},
    time::{Duration, Instant},
};

/// How long a newsroom that is to be exchanged waits for the same; it stays as it is otherwise.
const BEFORE_EXCHANGE: Duration = Duration::from_secs(60);
/// Whether the program ends meanwhile is asked this often.
const BETWEEN_QUESTIONS: Duration = Duration::from_millis(250);

impl Newsdesk {
    /// Closes the newsroom, has something done to its folder, and opens it again, whatever came of that. If it was done, nobody
    /// is signed in then: the people may be others. What goes on in the newsroom is told to stop; if it does not in time,
    /// everything stays as it was. Whoever asks for the desk meanwhile is not kept waiting.
    pub(crate) fn exchange(&self, deed: impl FnOnce(&Path) -> Result<(), DeskError>) -> Result<(), Failure> {
        self.exchange_within(BEFORE_EXCHANGE, deed)
    }

    fn exchange_within(
        &self,
        patience: Duration,
        deed: impl FnOnce(&Path) -> Result<(), DeskError>,
    ) -> Result<(), Failure> {
        let _alone = lock(&self.inner.exchanging);
        if self.inner.bell.is_closed() {
            return Err(Failure::of(FailureCode::StoreUnwritable));
        }
        let before = std::mem::replace(&mut *lock(&self.inner.desk), Err(Failure::of(FailureCode::StillAtWork)));
        let leaving = before.as_ref().ok().map(Arc::downgrade);
        if let Ok(open) = &before {
            open.wind_down(true);
        }
        drop(before);
        if let Some(held) = self.still_held(leaving, patience) {
            held.wind_down(false);
            *lock(&self.inner.desk) = Ok(held);
            return Err(Failure::of(FailureCode::StillAtWork));
        }
        let done = deed(&self.inner.folder);
        let (opened, released) = OpenDesk::open(&self.inner.folder, &self.telling());
        if done.is_ok() || opened.is_err() {
            self.sign(None);
        }
        *lock(&self.inner.released) = released;
        *lock(&self.inner.desk) = opened;
        done.map_err(Failure::from)
    }

    /// Waits until the files of a desk are closed; the desk, if somebody still holds it then, or the program ends meanwhile.
    fn still_held(&self, leaving: Option<Weak<OpenDesk>>, patience: Duration) -> Option<Arc<OpenDesk>> {
        let released = lock(&self.inner.released);
        let begun = Instant::now();
        while released.recv_timeout(BETWEEN_QUESTIONS.min(patience)) == Err(mpsc::RecvTimeoutError::Timeout) {
            if (begun.elapsed() >= patience || self.inner.bell.is_closed())
                && let Some(held) = leaving.as_ref().and_then(Weak::upgrade)
            {
                return Some(held);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::READY_PASSWORD;
    use std::thread;
    use tempfile::TempDir;

    /// A ready newsroom in which the chief is signed in, without any work of its own.
    fn at_the_desk(folder: &TempDir) -> Newsdesk {
        let (desk, released) = OpenDesk::open(folder.path(), &|_, _| {});
        let newsdesk = Newsdesk::new(folder.path(), desk, released);
        let desk = newsdesk.desk().unwrap();
        desk.make_ready_newsroom().unwrap();
        newsdesk.sign(Some(desk.sign_in("thuky", READY_PASSWORD).unwrap()));
        newsdesk
    }

    #[test]
    fn a_newsroom_that_work_does_not_let_go_stays_as_it_was() {
        let folder = TempDir::new().unwrap();
        let newsdesk = at_the_desk(&folder);
        let work = newsdesk.desk().unwrap();
        let other = newsdesk.clone();
        let patience = Duration::from_millis(300);
        let exchange = thread::spawn(move || other.exchange_within(patience, |_| panic!("its files are open")));
        while !work.is_winding_down() {
            thread::yield_now();
        }
        let asked = newsdesk.desk().map(|_| ()).unwrap_err();
        assert_eq!(asked.code, FailureCode::StillAtWork, "nobody is kept waiting");
        assert!(newsdesk.is_shut().is_err(), "it is none that cannot be opened");
        let refused = exchange.join().unwrap().unwrap_err();
        assert_eq!(refused.code, FailureCode::StillAtWork);
        assert!(Arc::ptr_eq(&newsdesk.desk().unwrap(), &work), "what is typed is saved");
        assert!(!work.is_winding_down() && newsdesk.signed_in().is_some());
        drop(work);
        newsdesk.exchange_within(Duration::from_secs(60), |_| Ok(())).unwrap();
        assert!(
            newsdesk.desk().is_ok() && newsdesk.signed_in().is_none(),
            "later it is done, and everybody signs in anew"
        );
    }

    #[test]
    fn work_is_told_to_let_a_newsroom_go() {
        let folder = TempDir::new().unwrap();
        let newsdesk = at_the_desk(&folder);
        let work = newsdesk.desk().unwrap();
        let sending = thread::spawn(move || {
            while !work.is_winding_down() {
                thread::yield_now();
            }
        });
        newsdesk.exchange_within(Duration::from_secs(600), |_| Ok(())).unwrap();
        sending.join().unwrap();
        assert!(!newsdesk.desk().unwrap().is_winding_down(), "the one that is opened works");
    }

    #[test]
    fn who_is_signed_in_stays_so_where_nothing_was_exchanged() {
        let folder = TempDir::new().unwrap();
        let newsdesk = at_the_desk(&folder);
        let failed = newsdesk.exchange(|_| Err(DeskError::BrokenOff));
        assert!(failed.is_err() && newsdesk.desk().is_ok());
        assert!(newsdesk.signed_in().is_some(), "the window shows the newsroom to the same person");
    }
}

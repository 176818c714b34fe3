//! The thread that keeps the newsroom: copies by the clock and at closing, logs brought home when nobody writes, and a look
//! through everything after the start.

use crate::{
    failure::broken,
    newsdesk::{Newsdesk, OpenDesk},
    transmitter::Bell,
};
use contract::{Failure, Work};
use desk::keeping::Recovery;
use std::{
    sync::{Arc, Mutex, PoisonError, Weak, mpsc},
    thread,
    time::{Duration, Instant},
};
use tauri::{AppHandle, Runtime};

/// Nobody has written for so long: the logs are brought home.
const REST: Duration = Duration::from_secs(5);
/// The first look waits until the window is up.
const FIRST_LOOK: Duration = Duration::from_secs(20);
/// Whether a copy is due is asked this often: it takes a look at the places, and a stick should be let sleep.
const BETWEEN_QUESTIONS: Duration = Duration::from_secs(60);
/// The program ends after this time, whatever a second place that does not answer (a share that is away) holds up.
const PATIENCE: Duration = Duration::from_secs(30);
/// Photos that are still to be copied when the program closes are left to the next start after this time.
const AT_CLOSING: Duration = Duration::from_secs(3);

/// What the keeper knows of the newsroom.
#[derive(Default)]
pub(crate) struct Keeper {
    pub(crate) bell: Bell,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// The desk that was looked through.
    desk: Weak<OpenDesk>,
    /// Changes at the last look.
    commits: u64,
    /// Changes when the logs were last brought home.
    settled: u64,
    /// When it was last asked whether a copy is due.
    asked: Option<Instant>,
}

impl Newsdesk {
    /// Starts the thread.
    pub(crate) fn start_keeper(&self) {
        self.start_rounds(
            Work::Keeper,
            |newsdesk| &newsdesk.keeper().bell,
            FIRST_LOOK,
            |newsdesk| {
                newsdesk.keep();
                REST
            },
        );
    }

    fn keep(&self) {
        let Ok(desk) = self.desk() else { return };
        let mut seen = self.keeper().seen.lock().unwrap_or_else(PoisonError::into_inner);
        let commits = desk.committed();
        if commits == seen.commits && commits != seen.settled {
            desk.rest();
            seen.settled = commits;
        }
        seen.commits = commits;
        if !seen.desk.upgrade().is_some_and(|known| Arc::ptr_eq(&known, &desk)) {
            seen.desk = Arc::downgrade(&desk);
            match desk.look_through() {
                Ok(true) => self.tell(contract::KEPT, &()),
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "the newsroom could not be looked through"),
            }
        }
        if seen.asked.is_some_and(|last| last.elapsed() < BETWEEN_QUESTIONS) {
            return;
        }
        seen.asked = Some(Instant::now());
        drop(seen);
        if desk.copy_if_due(&|| !self.keeper().bell.is_closed() && !desk.is_winding_down()) {
            self.tell(contract::KEPT, &());
        }
    }

    /// The copy at closing; the window is gone already.
    pub(crate) fn copy_at_closing(&self) {
        let Ok(desk) = self.desk() else { return };
        let (done, came) = mpsc::channel::<()>();
        let thread = thread::Builder::new().name("last copy".to_owned()).spawn(move || {
            let _until_the_end = done;
            let begun = Instant::now();
            desk.copy_at_closing(&|| begun.elapsed() < AT_CLOSING);
        });
        let waited = thread.map(|_| came.recv_timeout(PATIENCE));
        if !matches!(waited, Ok(Err(mpsc::RecvTimeoutError::Disconnected))) {
            tracing::warn!("the copy at closing was not finished; it is made at the next start");
        }
    }

    /// Closes the newsroom if it is open, puts it right in this way, and opens it again. Everybody
    /// signs in anew.
    pub(crate) async fn put_back<R: Runtime>(&self, app: &AppHandle<R>, how: Recovery) -> Result<(), Failure> {
        let newsdesk = self.clone();
        let done = tauri::async_runtime::spawn_blocking(move || {
            drop(newsdesk.bundled().take());
            newsdesk.exchange(|folder| desk::keeping::recover(folder, &how, &desk::SystemClock))
        });
        let done = done.await.map_err(broken)?;
        self.after_opening(app);
        self.keeper().bell.ring();
        done
    }
}

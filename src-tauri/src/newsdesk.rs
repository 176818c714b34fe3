//! The state of the running program: the desk, who is signed in, the transmitter's bell.

mod exchange;

use crate::{
    archivist::Archivist, bundled::Bundled, failure::broken, keeper::Keeper, keyring::SystemKeyring, single_instance,
    transmitter::Bell, window,
};
use contract::{CHANGED, Failure, FailureCode, OPENING, Opening, sending::TransmissionView};
use desk::{Desk, DeskError, SystemClock};
use newsroom::{Changes, Staff};
use serde::Serialize;
use std::{
    cell::Cell,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};
use tauri::{
    AppHandle, Emitter, Runtime,
    plugin::{Builder, TauriPlugin},
};
use wordpress::HttpTransport;

type Emit = Box<dyn Fn(&str, serde_json::Value) + Send + Sync>;

/// How long a closing program waits for work that is under way, such as a call to the site. What is cut off then goes on
/// at the next start.
const LAST_WORK: Duration = Duration::from_secs(5);
/// Sending and the bundled site begin after this time, even if no window came up.
const WORK_BEGINS: Duration = Duration::from_secs(3);
/// A window that knows what it begins with has it on the screen after this time.
const PAINTING: Duration = Duration::from_millis(250);
/// From one count to the next while a newsroom is opened that takes long.
const BETWEEN_COUNTS: Duration = Duration::from_millis(200);

/// The state that all commands share. Clones are the same state.
#[derive(Clone)]
pub struct Newsdesk {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    /// The open desk, or why it could not be opened.
    desk: Mutex<Result<Arc<OpenDesk>, Failure>>,
    /// Ends when the last user of the desk has let it go and its files are closed.
    released: Mutex<mpsc::Receiver<()>>,
    /// Held while the newsroom is closed to be opened again, or for good.
    exchanging: Mutex<()>,
    signed_in: Mutex<Option<Staff>>,
    bundled: Mutex<Option<Bundled>>,
    emit: OnceLock<Emit>,
    bell: Bell,
    archivist: Archivist,
    keeper: Keeper,
    /// Rung by the first window that asks what it begins with.
    greeted: Bell,
}

/// The desk, which tells when it is closed: fields are dropped in their order.
pub(crate) struct OpenDesk {
    desk: Desk,
    _release: mpsc::Sender<()>,
}

impl std::ops::Deref for OpenDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl OpenDesk {
    /// Opens the newsroom in a folder; the receiver ends when its files are closed.
    /// `told` is told how far it is where that takes long.
    fn open(folder: &Path, told: &dyn Fn(u32, u32)) -> (Result<Arc<Self>, Failure>, mpsc::Receiver<()>) {
        let (release, released) = mpsc::channel();
        let desk = Desk::open_telling(folder, Arc::new(HttpTransport::new()), Arc::new(SystemClock), told);
        let desk = desk.map(|desk| desk.with_keyring(Arc::new(SystemKeyring)));
        let desk = desk.map(|desk| Arc::new(Self { desk, _release: release }));
        (desk.map_err(Failure::from), released)
    }
}

impl Newsdesk {
    /// Opens the newsroom in a folder and starts the transmitter. If it cannot be opened, the window says why.
    #[must_use]
    pub fn open(folder: &Path) -> Self {
        let (desk, released) = OpenDesk::open(folder, &|_, _| {});
        let newsdesk = Self::new(folder, desk, released);
        newsdesk.start_work();
        newsdesk
    }

    /// As [`Newsdesk::open`], on a thread of its own while the window is made: whoever wants the desk waits for it. The work
    /// beside the window begins when the window has asked for its first screen, or after [`WORK_BEGINS`]: on two
    /// processors it would take the time from the window.
    #[must_use]
    pub(crate) fn open_beside(folder: &Path) -> Self {
        let nothing = mpsc::channel().1;
        let newsdesk = Self::new(folder, Err(Failure::of(FailureCode::StoreUnwritable)), nothing);
        let (opening, began) = mpsc::channel::<()>();
        let opened = newsdesk.clone();
        let thread = thread::Builder::new().name("opening".to_owned()).spawn(move || {
            let mut desk = lock(&opened.inner.desk);
            drop(opening);
            let (found, released) = OpenDesk::open(&opened.inner.folder, &opened.telling());
            *lock(&opened.inner.released) = released;
            *desk = found;
            drop(desk);
            if opened.inner.greeted.wait(WORK_BEGINS) {
                thread::sleep(PAINTING);
                opened.start_work();
            }
        });
        match thread {
            // Until the thread holds the desk, nobody may look at what is not there yet.
            Ok(_) => drop(began.recv()),
            Err(error) => {
                tracing::warn!(%error, "the newsroom is opened before the window");
                return Self::open(folder);
            }
        }
        newsdesk
    }

    fn new(folder: &Path, desk: Result<Arc<OpenDesk>, Failure>, released: mpsc::Receiver<()>) -> Self {
        Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                desk: Mutex::new(desk),
                released: Mutex::new(released),
                exchanging: Mutex::default(),
                signed_in: Mutex::default(),
                bundled: Mutex::default(),
                emit: OnceLock::new(),
                bell: Bell::default(),
                archivist: Archivist::default(),
                keeper: Keeper::default(),
                greeted: Bell::default(),
            }),
        }
    }

    fn start_work(&self) {
        self.start_transmitter();
        self.start_bundled_site();
        self.start_archivist();
        self.start_keeper();
    }

    /// A window has what it begins with.
    pub(crate) fn greeted(&self) {
        self.inner.greeted.ring();
    }

    /// Ends the threads and closes the files cleanly; waits up to 5 s for work that is under way.
    pub fn close(&self) {
        self.inner.greeted.close();
        self.inner.bell.close();
        self.inner.archivist.close();
        self.inner.keeper.bell.close();
        let _alone = lock(&self.inner.exchanging);
        self.copy_at_closing();
        drop(lock(&self.inner.bundled).take());
        if let Ok(desk) = self.desk() {
            desk.wind_down(true);
        }
        *lock(&self.inner.desk) = Err(Failure::of(FailureCode::StoreUnwritable));
        if lock(&self.inner.released).recv_timeout(LAST_WORK) == Err(mpsc::RecvTimeoutError::Timeout) {
            tracing::warn!("work was still under way when the program closed; it goes on at the next start");
        }
    }

    /// Tries again to open a newsroom that could not be opened: the other copy may be closed by now, or the disk have room.
    /// Whether it can be, [`Newsdesk::desk`] tells.
    pub(crate) async fn try_again<R: Runtime>(&self, app: &AppHandle<R>) -> Result<(), Failure> {
        if self.desk().is_ok() {
            return Ok(());
        }
        let newsdesk = self.clone();
        let opened = tauri::async_runtime::spawn_blocking(move || newsdesk.reopen()).await.map_err(broken)?;
        if opened {
            self.after_opening(app);
        }
        Ok(())
    }

    /// Everything beside the window begins to work in a newsroom that was opened after the start.
    pub(crate) fn after_opening<R: Runtime>(&self, app: &AppHandle<R>) {
        self.start_bundled_site();
        self.listen_for_second_copies(app);
        self.inner.bell.ring();
        self.inner.archivist.bell.ring();
    }

    /// Refuses what is for a newsroom that cannot be opened, while it is open.
    pub(crate) fn is_shut(&self) -> Result<(), Failure> {
        match self.desk() {
            Ok(_) => Err(Failure::of(FailureCode::Invalid)),
            // It is open again in a moment.
            Err(failure) if failure.code == FailureCode::StillAtWork => Err(failure),
            Err(_) => Ok(()),
        }
    }

    /// True if the newsroom is open since now.
    fn reopen(&self) -> bool {
        let _alone = lock(&self.inner.exchanging);
        let mut desk = lock(&self.inner.desk);
        if desk.is_ok() || self.inner.bell.is_closed() {
            return false;
        }
        let (opened, released) = OpenDesk::open(&self.inner.folder, &self.telling());
        *lock(&self.inner.released) = released;
        *desk = opened;
        desk.is_ok()
    }

    /// The folder of the newsroom.
    pub(crate) fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// The open desk.
    pub(crate) fn desk(&self) -> Result<Arc<OpenDesk>, Failure> {
        lock(&self.inner.desk).clone()
    }

    /// Who is signed in.
    pub(crate) fn signed_in(&self) -> Option<Staff> {
        lock(&self.inner.signed_in).clone()
    }

    pub(crate) fn sign(&self, staff: Option<Staff>) {
        *lock(&self.inner.signed_in) = staff;
    }

    pub(crate) fn bundled(&self) -> MutexGuard<'_, Option<Bundled>> {
        lock(&self.inner.bundled)
    }

    pub(crate) fn bell(&self) -> &Bell {
        &self.inner.bell
    }

    pub(crate) fn keeper(&self) -> &Keeper {
        &self.inner.keeper
    }

    pub(crate) fn archivist(&self) -> &Archivist {
        &self.inner.archivist
    }

    /// Does something at the desk, on a worker thread.
    pub(crate) async fn at_desk<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&Desk) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, Failure> {
        let desk = self.desk()?;
        let done = tauri::async_runtime::spawn_blocking(move || deed(&desk)).await;
        done.map_err(broken)?.map_err(Failure::from)
    }

    /// Does something as the signed-in person.
    pub(crate) async fn as_staff<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&Desk, &Staff) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, Failure> {
        let me = self.signed_in().ok_or(Failure::of(FailureCode::NotSignedIn))?;
        self.at_desk(move |desk| deed(desk, &me)).await
    }

    /// Changes something as the signed-in person, and tells every window what, also where the answer says that it cannot be shown.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&Desk, &Staff) -> Result<(T, Changes), DeskError> + Send + 'static,
    ) -> Result<T, Failure> {
        let (reply, changes) = self.as_staff(|desk, me| committed(deed(desk, me))).await?;
        self.announce(&changes);
        reply
    }

    /// Tells every window what changed, and the transmitter if there is something to send.
    pub(crate) fn announce(&self, changes: &Changes) {
        if !changes.is_empty() {
            self.tell(CHANGED, changes);
        }
        if !changes.transmissions.is_empty() || changes.sites {
            self.inner.bell.ring();
        }
    }

    /// Tells every window how far a transmission is, if who is signed in may know of it.
    pub(crate) fn progress(&self, desk: &Desk, view: &TransmissionView, changes: &Changes) {
        match self.signed_in().map(|me| desk.is_told_of(&me, view)) {
            Some(Ok(true)) => self.tell(contract::PROGRESS, view),
            Some(Ok(false)) | None => {}
            Some(Err(error)) => tracing::error!(%error, "whose sending it is cannot be read"),
        }
        self.tell(CHANGED, changes);
    }

    /// From now on a second copy of the program on this folder can bring this one's window to the front. The copy that
    /// does not have the newsroom open is not asked.
    pub(crate) fn listen_for_second_copies<R: Runtime>(&self, app: &AppHandle<R>) {
        let app = app.clone();
        if self.desk().is_err() {
            return;
        }
        if let Err(error) = single_instance::listen(self.folder(), move || window::to_front(&app)) {
            tracing::warn!(%error, "second copies of the program are not heard");
        }
    }

    /// The same as soon as the newsroom is open. Until then whoever asks for it is kept waiting, which the thread of the windows
    /// must not be: nothing would be drawn.
    pub(crate) fn listen_once_open<R: Runtime>(&self, app: &AppHandle<R>) {
        let (newsdesk, app) = (self.clone(), app.clone());
        let thread = thread::Builder::new().name("listening".to_owned()).spawn(move || {
            newsdesk.listen_for_second_copies(&app);
        });
        if let Err(error) = thread {
            tracing::warn!(%error, "second copies of the program are not heard");
        }
    }

    /// Tells every window how far a newsroom is that is being opened, now and then: a window that is drawn anew for each story
    /// would take the time from what it waits for.
    fn telling(&self) -> impl Fn(u32, u32) {
        let last = Cell::new(Instant::now());
        move |done, total| {
            if last.get().elapsed() >= BETWEEN_COUNTS || done == total {
                last.set(Instant::now());
                self.tell(OPENING, &Opening { done, total });
            }
        }
    }

    /// Tells every window.
    pub(crate) fn tell(&self, event: &str, payload: &impl Serialize) {
        match (self.inner.emit.get(), serde_json::to_value(payload)) {
            (Some(emit), Ok(payload)) => emit(event, payload),
            (None, _) => tracing::debug!(event, "no window hears it yet"),
            (_, Err(error)) => tracing::error!(%error, event, "an event cannot be written"),
        }
    }
}

/// What an action has committed, with its answer, or why there is none.
fn committed<T>(done: Result<(T, Changes), DeskError>) -> Result<(Result<T, Failure>, Changes), DeskError> {
    match done {
        Ok((reply, changes)) => Ok((Ok(reply), changes)),
        Err(DeskError::Done { changes, why }) => {
            let unseen = DeskError::Done { changes: Changes::default(), why };
            Ok((Err(Failure::from(unseen)), changes))
        }
        Err(refused) => Err(refused),
    }
}

/// Lets the state speak to the windows of this application.
pub(crate) fn bind_events<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("events")
        .setup(|app: &AppHandle<R>, _| {
            use tauri::Manager;
            let handle = app.clone();
            let emit: Emit = Box::new(move |event, payload| {
                if let Err(error) = handle.emit(event, payload) {
                    tracing::warn!(%error, event, "an event did not reach the windows");
                }
            });
            if app.state::<Newsdesk>().inner.emit.set(emit).is_err() {
                tracing::warn!("events were bound twice");
            }
            Ok(())
        })
        .build()
}

/// A thread that panicked while it held a lock left a whole value behind: every value here is replaced, never half-changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use tauri::test::mock_app;
    use tempfile::TempDir;

    #[test]
    fn what_was_committed_is_told_to_the_windows_though_it_cannot_be_shown() {
        let changes = Changes { staff: true, ..Changes::default() };
        let why = Box::new(DeskError::Stale);
        let (reply, told) = committed::<()>(Err(DeskError::Done { changes: changes.clone(), why })).unwrap();
        assert_eq!(reply.unwrap_err().code, FailureCode::Done(Box::new(FailureCode::Stale)));
        assert_eq!(told, changes);
        assert!(committed::<()>(Err(DeskError::Stale)).is_err(), "what was refused changed nothing");
    }

    #[test]
    fn the_window_is_drawn_while_a_newsroom_takes_long_to_open() {
        let folder = TempDir::new().unwrap();
        let newsdesk = Newsdesk::new(folder.path(), Err(Failure::of(FailureCode::StoreUnwritable)), mpsc::channel().1);
        let app = mock_app();
        let mut opening = lock(&newsdesk.inner.desk);
        // On the thread that draws the windows.
        newsdesk.listen_once_open(app.handle());
        assert!(!single_instance::raise_first(folder.path()), "there is no newsroom yet to bring to the front");
        let (opened, released) = OpenDesk::open(folder.path(), &|_, _| {});
        *lock(&newsdesk.inner.released) = released;
        *opening = opened;
        drop(opening);
        while !folder.path().join("newsdesk.sock").exists() {
            thread::yield_now();
        }
    }
}

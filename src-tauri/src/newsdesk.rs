//! The state of the running program: the desk, who is signed in, the transmitter's bell.

use crate::{
    archivist::Archivist, bundled::Bundled, failure::broken, keyring::SystemKeyring, single_instance,
    transmitter::Bell, window,
};
use contract::{CHANGED, Failure, FailureCode, sending::TransmissionView};
use desk::{Desk, DeskError, SystemClock};
use newsroom::{Changes, Staff};
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, mpsc},
    time::Duration,
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
    signed_in: Mutex<Option<Staff>>,
    bundled: Mutex<Option<Bundled>>,
    emit: OnceLock<Emit>,
    bell: Bell,
    archivist: Archivist,
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
    fn open(folder: &Path) -> (Result<Arc<Self>, Failure>, mpsc::Receiver<()>) {
        let (release, released) = mpsc::channel();
        let desk = Desk::open(folder, Arc::new(HttpTransport::new()), Arc::new(SystemClock));
        let desk = desk.map(|desk| desk.with_keyring(Arc::new(SystemKeyring)));
        let desk = desk.map(|desk| Arc::new(Self { desk, _release: release }));
        (desk.map_err(Failure::from), released)
    }
}

impl Newsdesk {
    /// Opens the newsroom in a folder and starts the transmitter. If it cannot be opened, the window says why.
    #[must_use]
    pub fn open(folder: &Path) -> Self {
        let (desk, released) = OpenDesk::open(folder);
        let newsdesk = Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                desk: Mutex::new(desk),
                released: Mutex::new(released),
                signed_in: Mutex::default(),
                bundled: Mutex::default(),
                emit: OnceLock::new(),
                bell: Bell::default(),
                archivist: Archivist::default(),
            }),
        };
        newsdesk.start_transmitter();
        newsdesk.start_bundled_site();
        newsdesk.start_archivist();
        newsdesk
    }

    /// Ends the threads and closes the files cleanly; waits up to 5 s for work that is under way.
    pub fn close(&self) {
        self.inner.bell.close();
        self.inner.archivist.close();
        drop(lock(&self.inner.bundled).take());
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
            self.start_bundled_site();
            self.listen_for_second_copies(app);
            self.inner.bell.ring();
            self.inner.archivist.bell.ring();
        }
        Ok(())
    }

    /// True if the newsroom is open since now.
    fn reopen(&self) -> bool {
        let mut desk = lock(&self.inner.desk);
        if desk.is_ok() || self.inner.bell.is_closed() {
            return false;
        }
        let (opened, released) = OpenDesk::open(&self.inner.folder);
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

    /// Changes something as the signed-in person, and tells every window what.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&Desk, &Staff) -> Result<(T, Changes), DeskError> + Send + 'static,
    ) -> Result<T, Failure> {
        let (reply, changes) = self.as_staff(deed).await?;
        self.announce(&changes);
        Ok(reply)
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

    fn tell(&self, event: &str, payload: &impl Serialize) {
        match (self.inner.emit.get(), serde_json::to_value(payload)) {
            (Some(emit), Ok(payload)) => emit(event, payload),
            (None, _) => tracing::debug!(event, "no window hears it yet"),
            (_, Err(error)) => tracing::error!(%error, event, "an event cannot be written"),
        }
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

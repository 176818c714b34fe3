//! What somebody began to say and has not sent: on the disk like every other letter.

use crate::{
    bridge::{clock, shell},
    state::session::Session,
};
use contract::{
    Failure, FailureCode,
    unsent::{About, KeepUnsent, ReadUnsent},
};
use leptos::{
    prelude::{Set, set_timeout, untrack},
    task::spawn_local,
};
use newsroom::Actor;
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::RefCell, rc::Rc, time::Duration};

/// After this time words that could not be kept are tried again.
const RETRY_AFTER: Duration = Duration::from_secs(3);
/// Who leaves looks this often whether a save that is under way has ended.
const LOOK_EVERY: Duration = Duration::from_millis(20);

thread_local! {
    /// Those whose words are not on the disk.
    static OPEN: RefCell<Vec<Keeper>> = const { RefCell::new(Vec::new()) };
}

/// Waits until everything that was begun is on the disk.
///
/// # Errors
/// Why it is not; the words are still in the window then, and are tried again.
pub(crate) async fn flush() -> Result<(), Failure> {
    for keeper in OPEN.with_borrow(Clone::clone) {
        while keeper.state.borrow().running {
            clock::sleep(LOOK_EVERY).await;
        }
        keeper.save().await?;
    }
    Ok(())
}

/// Brings such words to disk, one save at a time; of those that wait, only the newest count. It goes on until they are
/// there, also when the screen on which they were typed is gone, but for nobody else than who typed them.
#[derive(Clone)]
pub(crate) struct Keeper {
    session: Session,
    who: Option<Actor>,
    about: About,
    state: Rc<RefCell<State>>,
}

#[derive(Default)]
struct State {
    waiting: Option<String>,
    running: bool,
}

impl Keeper {
    /// For words about this, of the person who is signed in.
    pub(crate) fn new(session: Session, about: About) -> Self {
        Self { session, who: untrack(|| session.actor()), about, state: Rc::default() }
    }

    /// What was kept; none if nothing was, or it cannot be read.
    pub(crate) async fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let words = shell::ask(ReadUnsent { about: self.about }).await.ok()?;
        serde_json::from_str(&words).ok()
    }

    /// Keeps this; none takes it away.
    pub(crate) fn keep<T: Serialize>(&self, words: Option<&T>) {
        let words = words.and_then(|words| serde_json::to_string(words).ok()).unwrap_or_default();
        self.state.borrow_mut().waiting = Some(words);
        self.run();
    }

    fn run(&self) {
        if self.state.borrow().running {
            return;
        }
        let keeper = self.clone();
        spawn_local(async move {
            if keeper.save().await.is_err() {
                set_timeout(move || keeper.run(), RETRY_AFTER);
            }
        });
    }

    /// Brings what waits to the disk, and tells the window whether it is there.
    async fn save(&self) -> Result<(), Failure> {
        if std::mem::replace(&mut self.state.borrow_mut().running, true) {
            return Ok(());
        }
        OPEN.with_borrow_mut(|open| {
            if !open.iter().any(|other| Rc::ptr_eq(&other.state, &self.state)) {
                open.push(self.clone());
            }
        });
        let saved = self.save_all().await;
        self.state.borrow_mut().running = false;
        if saved.is_ok() {
            OPEN.with_borrow_mut(|open| open.retain(|other| !Rc::ptr_eq(&other.state, &self.state)));
        }
        if saved.is_err() || OPEN.with_borrow(Vec::is_empty) {
            self.session.unkept.set(saved.clone().err());
        }
        saved
    }

    /// Words of somebody who has signed out stay unsaved; he was asked before.
    async fn save_all(&self) -> Result<(), Failure> {
        loop {
            if untrack(|| self.session.actor()) != self.who {
                return Ok(());
            }
            let Some(words) = self.state.borrow_mut().waiting.take() else { return Ok(()) };
            if let Err(failure) = shell::ask(KeepUnsent { about: self.about, words: words.clone() }).await {
                self.state.borrow_mut().waiting.get_or_insert(words);
                return if failure.code == FailureCode::NotSignedIn { Ok(()) } else { Err(failure) };
            }
        }
    }
}

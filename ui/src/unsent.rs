//! What somebody began to say and has not sent: on the disk like every other letter.

use crate::{desk::state::Desk, ipc};
use contract::{
    FailureCode,
    unsent::{About, KeepUnsent, ReadUnsent},
};
use leptos::{
    prelude::{set_timeout, untrack},
    task::spawn_local,
};
use newsroom::Actor;
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::RefCell, rc::Rc, time::Duration};

/// After this time words that could not be kept are tried again.
const RETRY_AFTER: Duration = Duration::from_secs(3);

/// Brings such words to disk, one save at a time; of those that wait, only the newest count. It goes on until they are
/// there, also when the screen on which they were typed is gone, but for nobody else than who typed them.
#[derive(Clone)]
pub(crate) struct Keeper {
    desk: Desk,
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
    pub(crate) fn new(desk: Desk, about: About) -> Self {
        Self { desk, who: untrack(|| desk.actor()), about, state: Rc::default() }
    }

    /// What was kept; none if nothing was, or it cannot be read.
    pub(crate) async fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let words = ipc::ask(ReadUnsent { about: self.about }).await.ok()?;
        serde_json::from_str(&words).ok()
    }

    /// Keeps this; none takes it away.
    pub(crate) fn keep<T: Serialize>(&self, words: Option<&T>) {
        let words = words.and_then(|words| serde_json::to_string(words).ok()).unwrap_or_default();
        self.state.borrow_mut().waiting = Some(words);
        self.run();
    }

    fn run(&self) {
        if std::mem::replace(&mut self.state.borrow_mut().running, true) {
            return;
        }
        let keeper = self.clone();
        spawn_local(async move {
            let again = keeper.save_all().await;
            keeper.state.borrow_mut().running = false;
            if again {
                set_timeout(move || keeper.run(), RETRY_AFTER);
            }
        });
    }

    /// True if something waits that may be kept later.
    async fn save_all(&self) -> bool {
        loop {
            if untrack(|| self.desk.actor()) != self.who {
                return false;
            }
            let Some(words) = self.state.borrow_mut().waiting.take() else { return false };
            if let Err(failure) = ipc::ask(KeepUnsent { about: self.about, words: words.clone() }).await {
                self.state.borrow_mut().waiting.get_or_insert(words);
                return failure.code != FailureCode::NotSignedIn;
            }
        }
    }
}

//! The first steps of who is signed in. Which are done the desk says; that they were put away is remembered for the person, of
//! this laptop.

use crate::{
    bridge::{shell, storage},
    state::desk::Desk,
};
use contract::people::ListFirstSteps;
use leptos::prelude::*;
use newsroom::{FirstStep, StaffId};

const AWAY: &str = "away";

/// The first steps.
#[derive(Clone, Copy)]
pub(crate) struct FirstSteps {
    /// Each with whether it is done; none while they are not shown.
    pub(crate) shown: RwSignal<Option<Vec<(FirstStep, bool)>>>,
    /// Somebody called them back, and sees them even if all are done.
    called: StoredValue<bool>,
}

impl FirstSteps {
    /// Not shown.
    pub(crate) fn new() -> Self {
        Self { shown: RwSignal::new(None), called: StoredValue::new(false) }
    }

    /// Nobody is signed in.
    pub(crate) fn forget(self) {
        self.shown.set(None);
        self.called.set_value(false);
    }
}

fn key(person: StaffId) -> String {
    format!("newsdesk.first-steps.{person}")
}

impl Desk {
    /// Asks which are done, unless they were put away.
    pub(crate) async fn ask_first_steps(self) {
        let person = move || self.session.staff.with_untracked(|staff| staff.as_ref().map(|staff| staff.id));
        let Some(asked) = person() else { return };
        let away = storage::read(&key(asked)).as_deref() == Some(AWAY);
        let (shown, called) = (self.first_steps.shown, self.first_steps.called.get_value());
        if away && !called {
            return;
        }
        let steps = match shell::ask(ListFirstSteps {}).await {
            Ok(steps) if person() == Some(asked) => steps,
            Ok(_) => return,
            Err(failure) => {
                leptos::logging::warn!("the first steps are not known: {:?}", failure.code);
                return;
            }
        };
        if steps.iter().all(|(_, done)| *done) && !called {
            storage::keep(&key(asked), AWAY);
            // Whoever saw the last one open is told that it is done.
            if shown.with_untracked(Option::is_some) {
                self.say(self.t.first_steps_done());
                shown.set(None);
            }
        } else if shown.with_untracked(|before| before.as_ref() != Some(&steps)) {
            shown.set(Some(steps));
        }
    }

    /// Puts them away.
    pub(crate) fn put_first_steps_away(self) {
        if let Some(staff) = self.session.staff.get_untracked() {
            storage::keep(&key(staff.id), AWAY);
        }
        self.first_steps.forget();
    }

    /// Shows them again, beside the list.
    pub(crate) fn call_first_steps(self) {
        self.first_steps.called.set_value(true);
        self.go_to_list();
        self.refresh();
    }
}

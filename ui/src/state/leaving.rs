//! The question that is asked before unsaved words would be lost.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Where the writer wants to go while something cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Going {
    /// The window is to close.
    Close,
    /// To another story, or out of the newsroom.
    Elsewhere,
}

/// The question, while it is asked.
#[derive(Clone, Copy)]
pub(crate) struct Leaving {
    /// Where the writer wants to go; none while nothing is asked.
    pub(crate) going: RwSignal<Option<Going>>,
    /// Resolves the question that is open.
    resolve: StoredValue<Option<Function>, LocalStorage>,
}

impl Leaving {
    /// Nothing is asked.
    pub(crate) fn new() -> Self {
        Self { going: RwSignal::new(None), resolve: StoredValue::new_local(None) }
    }

    /// Asks what to do, and waits for the answer: true if one may go. A question that is open already is not asked twice.
    pub(crate) async fn ask(self, going: Going) -> bool {
        if self.going.get_untracked().is_some() {
            return false;
        }
        let promise = Promise::new(&mut |resolve, _| self.resolve.set_value(Some(resolve)));
        self.going.set(Some(going));
        JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy())
    }

    /// Answers the question: true if one goes.
    pub(crate) fn answer(self, go: bool) {
        self.going.set(None);
        if let Some(resolve) = self.resolve.try_update_value(Option::take).flatten() {
            drop(resolve.call1(&JsValue::NULL, &go.into()));
        }
    }
}

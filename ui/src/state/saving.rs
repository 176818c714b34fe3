//! Brings what is typed to disk: one save at a time, in order, and nothing is given up while the window stands.

use crate::{
    bridge::{clock, shell},
    state::unsaved::{Unsaved, Work},
};
use chrono::{DateTime, Utc};
use contract::{
    Failure, FailureCode,
    articles::{OpenArticle, SaveText, Saved, TextEdit},
    photos::{RemovePhoto, SavePhoto},
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use newsroom::{Article, ArticleId, PhotoUseId, manuscript::PhotoWords};
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// From the first unsaved letter of a plain field to its save; with the write itself well under the 300 ms that are promised.
const SAVE_AFTER: Duration = Duration::from_millis(120);
/// After this time the status line says that a save is under way; before, a flicker would say nothing.
const SLOW_AFTER: Duration = Duration::from_millis(500);
/// After this time a save that failed is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(3);

/// Where the last change is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SaveState {
    /// Nothing was changed since the story was opened.
    Untouched,
    /// On its way to the disk, and it takes a while.
    Saving,
    /// On the disk since then.
    Saved(DateTime<Utc>),
    /// Only in the window; it is tried again.
    Failing(Failure),
    /// Only in the window: the desk does not take it as it is, and trying again would change nothing.
    Refused(Failure),
    /// Only in the window, because the story in store is another one.
    Stale,
}

impl SaveState {
    /// Why what is typed is only in the window; none if it is safe or on its way.
    pub(crate) fn trouble(&self) -> Option<Failure> {
        match self {
            SaveState::Failing(failure) | SaveState::Refused(failure) => Some(failure.clone()),
            SaveState::Stale => Some(Failure::of(FailureCode::Stale)),
            SaveState::Untouched | SaveState::Saving | SaveState::Saved(_) => None,
        }
    }

    /// The same, or why what was begun beside the story is not on the disk: that is tried again until it is.
    pub(crate) fn or_unkept(self, unkept: Option<Failure>) -> Self {
        match unkept {
            Some(failure) if self.trouble().is_none() => SaveState::Failing(failure),
            _ => self,
        }
    }
}

/// True for a failure that no waiting heals: only other words, or another story, can be saved after it.
fn is_final(code: &FailureCode) -> bool {
    matches!(
        code,
        FailureCode::Refused(_)
            | FailureCode::BadBody
            | FailureCode::TooLong(_)
            | FailureCode::NotFound
            | FailureCode::Invalid
            | FailureCode::ChiefOnly
            | FailureCode::NotSignedIn
    )
}

/// The saves of one opened story.
pub(crate) struct Saver {
    article: ArticleId,
    unsaved: RefCell<Unsaved>,
    flow: RefCell<Flow>,
    /// Where the last change is.
    pub(crate) state: ArcRwSignal<SaveState>,
}

#[derive(Default)]
struct Flow {
    running: bool,
    timer: bool,
    /// A failed save waits to be tried again.
    retrying: bool,
    /// The writer chose to leave without what is unsaved.
    given_up: bool,
    waiting: Vec<js_sys::Function>,
}

impl Saver {
    /// For a story as it was just opened.
    pub(crate) fn new(article: &Article) -> Rc<Self> {
        Rc::new(Self {
            article: article.id,
            unsaved: RefCell::new(Unsaved::of(article)),
            flow: RefCell::default(),
            state: ArcRwSignal::new(SaveState::Untouched),
        })
    }

    /// The text changed; what came from the editor has waited already.
    pub(crate) fn change(self: &Rc<Self>, edit: TextEdit) {
        let wait = if edit.doc.is_some() { Duration::ZERO } else { SAVE_AFTER };
        self.unsaved.borrow_mut().change(edit);
        self.soon(wait);
    }

    /// The words of a photo changed.
    pub(crate) fn change_photo(self: &Rc<Self>, photo: PhotoUseId, words: PhotoWords) {
        self.unsaved.borrow_mut().change_photo(photo, words);
        self.soon(SAVE_AFTER);
    }

    /// A photo is taken out of the story.
    pub(crate) fn remove_photo(self: &Rc<Self>, photo: PhotoUseId) {
        self.unsaved.borrow_mut().remove_photo(photo);
        self.soon(Duration::ZERO);
    }

    /// True if something typed is not on disk yet.
    pub(crate) fn is_dirty(&self) -> bool {
        self.flow.borrow().running || self.unsaved.borrow().has_work()
    }

    /// The story was read again: its version counts for the next save, if its text is the one known here.
    pub(crate) fn adopt(&self, article: &Article) {
        let mut unsaved = self.unsaved.borrow_mut();
        if self.flow.borrow().running || article.version <= unsaved.version {
            return;
        }
        if unsaved.starts_from(&article.manuscript) {
            unsaved.version = article.version;
        } else {
            drop(unsaved);
            self.state.set(SaveState::Stale);
        }
    }

    /// Saves everything now and waits for it.
    ///
    /// # Errors
    /// Why something is not on disk; it is kept here and tried again.
    pub(crate) async fn flush(self: &Rc<Self>) -> Result<(), Failure> {
        self.run();
        if self.is_dirty() {
            let promise = js_sys::Promise::new(&mut |resolve, _| self.flow.borrow_mut().waiting.push(resolve));
            // The promise is only ever resolved.
            drop(JsFuture::from(promise).await);
        }
        self.state.get_untracked().trouble().map_or(Ok(()), Err)
    }

    /// What is unsaved is not tried again by itself; it is after the next letter.
    pub(crate) fn give_up(&self) {
        self.flow.borrow_mut().given_up = true;
    }

    /// The version that the next save starts from.
    pub(crate) fn version(&self) -> u64 {
        self.unsaved.borrow().version
    }

    fn soon(self: &Rc<Self>, wait: Duration) {
        self.flow.borrow_mut().given_up = false;
        if wait.is_zero() {
            self.run();
            return;
        }
        if std::mem::replace(&mut self.flow.borrow_mut().timer, true) {
            return;
        }
        let saver = Rc::clone(self);
        set_timeout(
            move || {
                saver.flow.borrow_mut().timer = false;
                saver.run();
            },
            wait,
        );
    }

    fn run(self: &Rc<Self>) {
        if !self.unsaved.borrow().has_work() || std::mem::replace(&mut self.flow.borrow_mut().running, true) {
            return;
        }
        let saver = Rc::clone(self);
        spawn_local(async move {
            saver.save_all().await;
            let waiting = {
                let mut flow = saver.flow.borrow_mut();
                flow.running = false;
                std::mem::take(&mut flow.waiting)
            };
            for resolve in waiting {
                drop(resolve.call0(&JsValue::NULL));
            }
        });
    }

    async fn save_all(self: &Rc<Self>) {
        loop {
            let Some(work) = self.unsaved.borrow_mut().take() else { return };
            let done = Rc::new(RefCell::new(false));
            self.say_if_slow(Rc::clone(&done));
            let result = self.save(&work).await;
            *done.borrow_mut() = true;
            match result {
                Ok(saved) => {
                    self.unsaved.borrow_mut().saved(work, saved.version);
                    self.state.set(SaveState::Saved(saved.at));
                }
                // A photo that is gone has no words to save, and need not be taken out again.
                Err(failure) if failure.code == FailureCode::NotFound && !matches!(work, Work::Text(_)) => {
                    self.state.set(SaveState::Saved(clock::now()));
                }
                Err(failure) => {
                    self.unsaved.borrow_mut().put_back(work);
                    if failure.code == FailureCode::Stale && self.catch_up().await {
                        continue;
                    }
                    self.fail(failure);
                    return;
                }
            }
        }
    }

    async fn save(&self, work: &Work) -> Result<Saved, Failure> {
        let article = self.article;
        match work {
            Work::Text(edit) => {
                let version = self.unsaved.borrow().version;
                shell::ask(SaveText { article, version, edit: edit.clone() }).await
            }
            Work::Photo(photo, words) => {
                let PhotoWords { caption, alt_text, credit } = words.clone();
                shell::ask(SavePhoto { article, photo: *photo, caption, alt_text, credit }).await
            }
            Work::Remove(photo) => shell::ask(RemovePhoto { article, photo: *photo }).await,
        }
    }

    /// After "stale": a photo that came in counts as a version too. If the text in store is the one this text started
    /// from, nothing of anybody's is lost by going on.
    async fn catch_up(&self) -> bool {
        let Ok(view) = shell::ask(OpenArticle { article: self.article }).await else { return false };
        let mut unsaved = self.unsaved.borrow_mut();
        let newer = view.article.version != unsaved.version;
        if newer && view.editable && unsaved.starts_from(&view.article.manuscript) {
            unsaved.version = view.article.version;
            return true;
        }
        false
    }

    fn fail(self: &Rc<Self>, failure: Failure) {
        if failure.code == FailureCode::Stale {
            self.state.set(SaveState::Stale);
            return;
        }
        if is_final(&failure.code) {
            self.state.set(SaveState::Refused(failure));
            return;
        }
        self.state.set(SaveState::Failing(failure));
        if std::mem::replace(&mut self.flow.borrow_mut().retrying, true) {
            return;
        }
        let saver = Rc::clone(self);
        set_timeout(
            move || {
                let given_up = {
                    let mut flow = saver.flow.borrow_mut();
                    flow.retrying = false;
                    flow.given_up
                };
                if !given_up {
                    saver.run();
                }
            },
            RETRY_AFTER,
        );
    }

    fn say_if_slow(&self, done: Rc<RefCell<bool>>) {
        let state = self.state.clone();
        set_timeout(
            move || {
                if !*done.borrow() && state.with_untracked(|state| state.trouble().is_none()) {
                    state.set(SaveState::Saving);
                }
            },
            SLOW_AFTER,
        );
    }
}

/// Now, for the first status of a story that was changed before.
pub(crate) fn last_saved(article: &Article) -> SaveState {
    if article.version == 0 { SaveState::Untouched } else { SaveState::Saved(article.updated_at.min(clock::now())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::Refusal;

    #[test]
    fn only_what_waiting_can_heal_is_tried_again() {
        for code in [FailureCode::Refused(Refusal::NotFromHere), FailureCode::BadBody, FailureCode::NotFound] {
            assert!(is_final(&code), "{code:?} would be asked for ever");
        }
        for code in [FailureCode::DiskFull, FailureCode::StoreUnwritable, FailureCode::Internal] {
            assert!(!is_final(&code), "{code:?} may pass, and the words would stay unsaved");
        }
    }

    #[test]
    fn words_that_are_only_in_the_window_are_known_as_such() {
        assert!(SaveState::Stale.trouble().is_some());
        assert!(SaveState::Refused(Failure::of(FailureCode::BadBody)).trouble().is_some());
        assert_eq!(SaveState::Saved(DateTime::default()).trouble(), None);
        assert_eq!(SaveState::Saving.trouble(), None);
    }
}

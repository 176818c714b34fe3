//! The remarks of the story on the screen.

pub(crate) mod drafts;

use crate::{
    bridge::shell,
    state::{
        mounted::Mounted,
        remarks::drafts::{Drafts, NewRemark},
        session::Session,
        tools::Tab,
        unsent::Keeper,
    },
};
use contract::{Failure, articles::ArticleView, remarks::ListRemarks, unsent::About};
use leptos::prelude::*;
use newsroom::{ArticleId, Body, RemarkId, remark::Remark};
use serde::Deserialize;

/// Where a remark stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Anchor {
    /// The remark.
    pub(crate) id: RemarkId,
    /// The words it stands on.
    pub(crate) quote: String,
}

/// Remarks, their places and what is being written.
#[derive(Clone, Copy)]
pub(crate) struct Remarks {
    /// What was said; none until it is known.
    pub(crate) threads: RwSignal<Option<Vec<Remark>>>,
    /// Where they stand, in reading order.
    pub(crate) anchors: RwSignal<Vec<Anchor>>,
    /// The one that is looked at.
    pub(crate) chosen: RwSignal<Option<RemarkId>>,
    /// Resolved ones are shown as well.
    pub(crate) all: RwSignal<bool>,
    /// Why they could not be read or sent the last time.
    pub(crate) trouble: RwSignal<Option<Failure>>,
    pub(crate) drafts: RwSignal<Drafts>,
    /// The words of the new remark are marked in the text.
    pub(crate) marked: StoredValue<bool>,
    article: ArticleId,
    editor: Mounted,
    /// The tab of the inspector.
    tab: RwSignal<Tab>,
    told: StoredValue<usize>,
    /// What was being written when the story was left has been asked for.
    recalled: StoredValue<bool>,
    keeper: StoredValue<Keeper, LocalStorage>,
}

impl Remarks {
    /// Of a story that was just opened, with its editor and the tab of its inspector.
    pub(crate) fn new(session: Session, view: &ArticleView, editor: Mounted, tab: RwSignal<Tab>) -> Self {
        let places = places_in(&view.article.manuscript.body);
        Self {
            threads: RwSignal::new(None),
            anchors: RwSignal::new(places),
            chosen: RwSignal::new(None),
            all: RwSignal::new(false),
            trouble: RwSignal::new(None),
            drafts: RwSignal::new(Drafts::default()),
            marked: StoredValue::new(false),
            article: view.article.id,
            editor,
            tab,
            told: StoredValue::new(view.open_remarks as usize),
            recalled: StoredValue::new(false),
            keeper: StoredValue::new_local(Keeper::new(session, About::Story(view.article.id))),
        }
    }

    /// How many are open.
    pub(crate) fn open(self) -> usize {
        self.threads.with(|threads| match threads {
            Some(threads) => threads.iter().filter(|thread| thread.resolved.is_none()).count(),
            None => self.told.get_value(),
        })
    }

    /// Asks what was said.
    pub(crate) async fn load(self) {
        if let Some(false) = self.recalled.try_update_value(|recalled| std::mem::replace(recalled, true)) {
            self.recall().await;
        }
        match shell::ask(ListRemarks { article: self.article }).await {
            Ok(threads) => {
                if self.threads.try_with_untracked(|known| known.as_ref() != Some(&threads)) == Some(true) {
                    self.threads.set(Some(threads));
                }
                self.show();
            }
            Err(failure) => drop(self.trouble.try_set(Some(failure))),
        }
    }

    /// Goes on with what was being written when the story was left.
    async fn recall(self) {
        let Some(keeper) = self.keeper.try_get_value() else { return };
        let Some(kept) = keeper.read::<Drafts>().await else { return };
        if self.drafts.try_with_untracked(|now| *now == Drafts::default()) != Some(true) {
            return;
        }
        let stands = |new: &NewRemark| self.anchors.with_untracked(|places| places.iter().any(|at| at.id == new.id));
        self.marked.set_value(kept.new.as_ref().is_some_and(stands));
        self.drafts.set(kept);
        self.tab.set(Tab::Remarks);
    }

    /// Tells the editor which remarks are open: those are shown in the text, with the one that is being written.
    pub(crate) fn show(self) {
        let Some(mut status) = self.threads.try_with_untracked(|threads| {
            let mut known = serde_json::Map::new();
            for thread in threads.iter().flatten() {
                let status = if thread.resolved.is_none() { "open" } else { "resolved" };
                known.insert(thread.id.to_string(), status.into());
            }
            known
        }) else {
            return;
        };
        if let Some(new) = self.drafts.with_untracked(|drafts| drafts.new.clone()) {
            status.insert(new.id.to_string(), "open".into());
        }
        let json = serde_json::to_string(&status).unwrap_or_default();
        self.editor.with(|editor| editor.call("setRemarks", &[json.into()]));
    }

    /// The editor says where they stand.
    pub(crate) fn stand(self, json: String) {
        match serde_json::from_str::<Vec<Anchor>>(&json) {
            Ok(places) => drop(self.anchors.try_set(places)),
            Err(error) => leptos::logging::warn!("places of remarks cannot be read: {error}"),
        }
    }

    /// A thread as the shell has it now.
    pub(crate) fn put(self, thread: Remark) {
        self.trouble.set(None);
        self.threads.update(|threads| {
            let threads = threads.get_or_insert_default();
            match threads.iter_mut().find(|other| other.id == thread.id) {
                Some(old) => *old = thread,
                None => threads.push(thread),
            }
        });
        self.show();
    }

    /// The words of what is unsent.
    pub(crate) fn unsent(self) -> Vec<String> {
        self.drafts.with_untracked(|drafts| {
            let new = drafts.new.iter().map(|new| new.text.clone());
            new.chain(drafts.answers.values().cloned()).filter(|text| !text.trim().is_empty()).collect()
        })
    }

    /// Changes what is unsent, and keeps it.
    pub(crate) fn draft(self, change: impl FnOnce(&mut Drafts)) {
        self.drafts.update(change);
        let keep = |drafts: &Drafts| {
            self.keeper.with_value(|keeper| keeper.keep(Some(drafts).filter(|drafts| **drafts != Drafts::default())));
        };
        self.drafts.with_untracked(keep);
    }

    /// The remark that is being written.
    pub(crate) fn new_remark(self) -> Option<NewRemark> {
        self.drafts.with_untracked(|drafts| drafts.new.clone())
    }
}

fn places_in(body: &Body) -> Vec<Anchor> {
    body.remarks().into_iter().map(|(id, quote)| Anchor { id, quote }).collect()
}

/// The order of the panel: on the whole story first, then as one reads, then those whose words are gone. Resolved ones are
/// among them if all are wanted, or if somebody began to answer them.
pub(crate) fn in_order(threads: &[Remark], places: &[Anchor], all: bool, drafts: &Drafts) -> Vec<RemarkId> {
    let wanted = |one: &&Remark| all || one.resolved.is_none() || drafts.answers.contains_key(&one.id);
    let shown: Vec<&Remark> = threads.iter().filter(wanted).collect();
    let stands = |thread: &Remark| places.iter().any(|place| place.id == thread.id);
    // What stands nowhere keeps its order, oldest first.
    let (whole, gone): (Vec<_>, Vec<_>) =
        shown.iter().copied().filter(|thread| !stands(thread)).partition(|thread| thread.quote.is_empty());
    let placed = places.iter().filter_map(|place| shown.iter().copied().find(|thread| thread.id == place.id));
    whole.into_iter().chain(placed).chain(gone).map(|thread| thread.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thread(number: u8, quote: &str, resolved: bool) -> Remark {
        let resolved = resolved.then(|| ("Lan".to_owned(), chrono::DateTime::default()));
        let article = "01930000-0000-7000-8000-000000000099".parse().unwrap();
        Remark { id: id(number), article, quote: quote.to_owned(), notes: Vec::new(), resolved }
    }

    fn id(number: u8) -> RemarkId {
        format!("01930000-0000-7000-8000-0000000000{number:02}").parse().unwrap()
    }

    #[test]
    fn remarks_stand_as_one_reads_and_what_lost_its_words_comes_last() {
        let threads = [
            thread(1, "mất rồi", false),
            thread(2, "cuối bài", false),
            thread(3, "đầu bài", false),
            thread(4, "", false),
            thread(5, "giữa", true),
        ];
        let places = [3, 5, 2].map(|number| Anchor { id: id(number), quote: String::new() });
        assert_eq!(in_order(&threads, &places, false, &Drafts::default()), [4, 3, 2, 1].map(id));
        let whole = [4, 3, 5, 2, 1].map(id);
        assert_eq!(in_order(&threads, &places, true, &Drafts::default()), whole, "settled ones stand at their place");
        let mut drafts = Drafts::default();
        drafts.answer(id(5), "Nhưng mà…".to_owned());
        assert_eq!(in_order(&threads, &places, false, &drafts), whole, "an answer that was begun is not hidden");
    }
}

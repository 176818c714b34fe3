//! The story on the screen: what the shell last said of it, and what stands in the window.

use crate::{
    bridge::{
        clock,
        editor::{self, CursorState, Editor, Length},
        shell,
    },
    state::{
        answers::Answers,
        dialogs::Showing,
        incoming::Incoming,
        mounted::Mounted,
        remarks::Remarks,
        saving::{self, SaveState, Saver},
        session::{Offer, Session},
        tools::{Tab, Tools},
        unsaved::apply,
    },
};
use chrono::{DateTime, Utc};
use contract::{
    Failure,
    articles::{ArticleView, MakeMove, OpenArticle, ReassignStory, SetBanner, SetSlug, TextEdit},
    sending::TransmissionView,
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{
    Action, ArticleId, Attempt, Body, Manuscript, Move, PhotoUse, PhotoUseId, Refusal, StaffId, Step, TextLine,
    TransmissionId,
    body::Block,
    manuscript::{Form, LineEdit, PhotoWords},
    moves::Asks,
    readiness::Lack,
    rights::Subject,
};
use std::{rc::Rc, time::Duration};

/// How long a story waits for the end of a burst of changes before it is read again.
const BURST: Duration = Duration::from_millis(400);
/// How long nothing is handed over until the text is read into the manuscript: longer than from one hand-over to the next
/// while somebody types, so that a long story is never read on the way of a key.
const PAUSE: Duration = Duration::from_millis(300);

/// The story on the screen.
#[derive(Clone, Copy)]
pub(crate) struct Story {
    /// Its id.
    pub(crate) id: ArticleId,
    /// As the shell last said.
    pub(crate) view: RwSignal<ArticleView>,
    /// The manuscript as it stands in the window.
    pub(crate) draft: RwSignal<Manuscript>,
    /// Length of the body.
    pub(crate) length: RwSignal<Length>,
    /// Where the last change is.
    pub(crate) saved: RwSignal<SaveState>,
    /// The place of the cursor, for the toolbar.
    pub(crate) cursor: RwSignal<CursorState>,
    /// The move that a dialogue asks about.
    pub(crate) asking: RwSignal<Option<(Move, Asks)>>,
    /// A dialogue asks who goes on with it.
    pub(crate) reassigning: RwSignal<bool>,
    /// A move is under way.
    pub(crate) busy: RwSignal<bool>,
    /// Files on their way into the story.
    pub(crate) incoming: RwSignal<Vec<Incoming>>,
    /// The photo whose card is to be shown.
    pub(crate) shown_photo: RwSignal<Option<PhotoUseId>>,
    /// The inspector is open although the window is narrow.
    pub(crate) inspector: RwSignal<bool>,
    /// What is shown of the kept states; none while they are not asked for.
    pub(crate) revisions: RwSignal<Option<Showing>>,
    /// Remarks on this story.
    pub(crate) remarks: Remarks,
    /// The writer's tools.
    pub(crate) tools: Tools,
    /// Who works on it, and the messages of the window.
    pub(crate) session: Session,
    /// Asks for the lists of the desk anew.
    refresh_lists: Callback<()>,
    saver: StoredValue<Rc<Saver>, LocalStorage>,
    editor: Mounted,
    refreshes: StoredValue<u32>,
    answers: StoredValue<Answers>,
    /// The text as it was last handed over and not read into the manuscript yet, and how many were handed over.
    unread: StoredValue<(Option<String>, u32)>,
}

impl Story {
    /// A story that was just opened; lives as long as the component that calls this.
    pub(crate) fn new(session: Session, refresh_lists: Callback<()>, view: ArticleView) -> Self {
        let saver = Saver::new(&view.article);
        saver.state.set(saving::last_saved(&view.article));
        let saved = RwSignal::new(saver.state.get_untracked());
        let told = saver.state.clone();
        Effect::new(move |_| saved.set(told.get()));
        let text = view.article.manuscript.body.plain_text();
        let (editor, tools) = (Mounted::new(), Tools::new(Tab::About));
        let remarks = Remarks::new(session, &view, editor, tools.tab);
        let counted = copydesk::Length::of(text.trim_end());
        let length = Length { words: counted.words, characters: counted.characters };
        Self {
            id: view.article.id,
            draft: RwSignal::new(view.article.manuscript.clone()),
            view: RwSignal::new(view),
            length: RwSignal::new(length),
            saved,
            cursor: RwSignal::new(CursorState::default()),
            asking: RwSignal::new(None),
            reassigning: RwSignal::new(false),
            busy: RwSignal::new(false),
            incoming: RwSignal::new(Vec::new()),
            shown_photo: RwSignal::new(None),
            inspector: RwSignal::new(false),
            revisions: RwSignal::new(None),
            remarks,
            tools,
            session,
            refresh_lists,
            saver: StoredValue::new_local(saver),
            editor,
            refreshes: StoredValue::new(0),
            answers: StoredValue::default(),
            unread: StoredValue::new((None, 0)),
        }
    }

    /// True if the text may be changed.
    pub(crate) fn editable(self) -> bool {
        self.view.with(|view| view.editable)
    }

    /// The text was changed in a field or in the editor.
    pub(crate) fn change(self, edit: TextEdit) {
        if !self.view.with_untracked(|view| view.editable) {
            return;
        }
        if let Some(doc) = &edit.doc {
            self.read_soon(doc.clone());
        }
        let others = TextEdit { doc: None, ..edit.clone() };
        if others != TextEdit::default() {
            self.draft.update(|draft| apply(draft, others));
        }
        self.saver.with_value(|saver| saver.change(edit));
    }

    /// Reads the text into the manuscript when the writer pauses: what depends on it are hints, which may come after the
    /// letters. Whoever needs the words themselves calls [`Story::read_now`].
    fn read_soon(self, doc: String) {
        let turn = self.unread.with_value(|(_, turn)| turn.wrapping_add(1));
        self.unread.set_value((Some(doc), turn));
        set_timeout(
            move || {
                if self.unread.try_with_value(|(_, now)| *now) == Some(turn) {
                    self.read_now();
                }
            },
            PAUSE,
        );
    }

    /// From now on [`Story::draft`] has the text as it was last handed over.
    pub(crate) fn read_now(self) {
        if let Some(Some(doc)) = self.unread.try_update_value(|(doc, _)| doc.take()) {
            self.draft.try_update(|draft| apply(draft, TextEdit { doc: Some(doc), ..TextEdit::default() }));
        }
    }

    /// A text beside the body was changed.
    pub(crate) fn change_line(self, line: TextLine, text: String) {
        match self.draft.with_untracked(|draft| draft.edit_of_line(line, text)) {
            Some(LineEdit::Text(edit)) => self.change(edit),
            Some(LineEdit::Photo(photo, words)) => self.change_photo(photo, words),
            // Its photo, keyword or related story has just gone.
            None => {}
        }
    }

    /// The keywords were changed, which stand in one field, parted by commas.
    pub(crate) fn change_tags(self, text: &str) {
        let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        self.change(TextEdit { tags: Some(tags), ..TextEdit::default() });
    }

    fn change_photo(self, id: PhotoUseId, words: PhotoWords) {
        self.draft.update(|draft| {
            if let Some(photo) = draft.photos.iter_mut().find(|photo| photo.id == id) {
                words.clone().apply(photo, Form::Typed);
            }
        });
        self.saver.with_value(|saver| saver.change_photo(id, words));
        self.show_photos();
    }

    /// A photo came into the story.
    pub(crate) fn add_photo(self, photo: PhotoUse) {
        self.draft.update(|draft| {
            if draft.photo(photo.id).is_none() {
                draft.photos.push(photo);
            }
        });
        self.show_photos();
    }

    /// Takes a photo out of the story, out of its text and from the lead.
    pub(crate) fn remove_photo(self, id: PhotoUseId) {
        self.read_now();
        let (lead, body) = self.draft.with_untracked(|draft| (draft.lead_photo, without(&draft.body, id)));
        if body.is_some() {
            self.with_editor(|editor| editor.call("removeFigures", &[id.to_string().into()]));
        }
        let edit = TextEdit {
            lead_photo: (lead == Some(id)).then_some(None),
            doc: body.map(|body| body.doc_json()),
            ..TextEdit::default()
        };
        if edit != TextEdit::default() {
            self.change(edit);
        }
        self.draft.update(|draft| draft.photos.retain(|photo| photo.id != id));
        self.saver.with_value(|saver| saver.remove_photo(id));
        self.show_photos();
    }

    /// The editor stands in the page, or has left it.
    pub(crate) fn set_editor(self, editor: Option<Rc<Editor>>) {
        self.editor.set(editor);
        self.show_photos();
        self.remarks.show();
    }

    /// The version that a change starts from, when everything is on disk.
    pub(crate) fn version(self) -> Option<u64> {
        self.saver.try_with_value(|saver| saver.version())
    }

    /// The writer leaves without what could not be saved.
    pub(crate) fn give_up(self) {
        self.saver.try_with_value(|saver| saver.give_up());
    }

    /// Does something with the editor, if it stands in the page.
    pub(crate) fn with_editor<R>(self, act: impl FnOnce(&Editor) -> R) -> Option<R> {
        self.editor.with(act)
    }

    fn show_photos(self) {
        self.with_editor(|editor| self.draft.with_untracked(|draft| editor.set_photos(draft)));
    }

    /// Waits until everything typed is on disk.
    ///
    /// # Errors
    /// Why it is not; the words are still in the window then.
    pub(crate) async fn flush(self) -> Result<(), Failure> {
        let Some(saver) = self.saver.try_get_value() else { return Ok(()) };
        editor::finish_typing().await;
        self.read_now();
        saver.flush().await
    }

    /// Whether everything that was typed here is on the disk, the remarks that are being written among it.
    pub(crate) fn safety(self) -> SaveState {
        self.saved.get().or_unkept(self.session.unkept.get())
    }

    /// Moves of this stage with what forbids each, by the manuscript as it stands in the window.
    pub(crate) fn moves(self) -> Vec<(Move, Option<Refusal>)> {
        let told = self.view.with(|view| view.moves.clone());
        let Some(actor) = self.session.actor().filter(|_| self.editable()) else { return told };
        let mut article = self.view.with(|view| view.article.clone());
        article.manuscript = self.draft.get();
        let now = article.open_moves(actor);
        told.into_iter()
            .map(|(what, refusal)| match now.iter().find(|(other, _)| *other == what) {
                Some((_, refusal)) => (what, refusal.clone()),
                None => (what, refusal),
            })
            .collect()
    }

    /// Makes a move when everything is on disk; true if it was made.
    pub(crate) async fn make_move(self, what: Move, words: Attempt) -> bool {
        if self.busy.try_get_untracked() != Some(false) {
            return false;
        }
        self.busy.set(true);
        let done = match self.flush().await {
            Ok(()) => shell::ask(MakeMove { article: self.id, what, words }).await,
            Err(failure) => Err(failure),
        };
        self.busy.try_set(false);
        self.accept(done, Some(what))
    }

    /// Puts the story on the banner, until an hour if one is given, or takes it off.
    pub(crate) async fn set_banner(self, banner: bool, until: Option<DateTime<Utc>>) {
        self.place(SetBanner { article: self.id, banner, until }).await;
    }

    /// Gives the story another address on the site.
    pub(crate) async fn set_slug(self, slug: String) {
        self.place(SetSlug { article: self.id, slug }).await;
    }

    /// Whether who is signed in may give it to another author, by the table of rights.
    pub(crate) fn may_reassign(self) -> bool {
        let actor = self.session.actor();
        self.view.with(|view| Action::ReassignStory.permit(actor, Subject::Story(&view.article)).is_ok())
    }

    /// Gives it to another author when everything is on disk; true if it was given.
    pub(crate) async fn reassign(self, from: StaffId, to: StaffId) -> bool {
        if self.busy.try_get_untracked() != Some(false) {
            return false;
        }
        self.busy.set(true);
        let done = match self.flush().await {
            Ok(()) => shell::ask(ReassignStory { article: self.id, from, to }).await,
            Err(failure) => Err(failure),
        };
        self.busy.try_set(false);
        let given = self.accept(done, None);
        if given {
            self.session.say(untrack(|| self.view.with(|view| self.session.t.story_given(&view.author))));
        }
        given
    }

    async fn place<R: contract::Request<Reply = ArticleView>>(self, request: R) {
        let done = match self.flush().await {
            Ok(()) => shell::ask(request).await,
            Err(failure) => Err(failure),
        };
        self.accept(done, None);
    }

    fn accept(self, done: Result<ArticleView, Failure>, what: Option<Move>) -> bool {
        match done {
            Ok(view) => {
                self.answers.try_update_value(Answers::changed);
                self.adopt(view);
                match what {
                    Some(Move::Spike) => {
                        let words = untrack(|| self.session.t.move_done(Move::Spike));
                        self.session.offer(words, Offer::TakeOut(self.id));
                    }
                    Some(Move::Return) => {
                        let to = |view: &ArticleView| match view.author_left {
                            true => self.session.t.returned_to_nobody().to_owned(),
                            false => self.session.t.returned_to(&view.author),
                        };
                        self.session.say(untrack(|| self.view.with(to)));
                    }
                    Some(what) => {
                        let words = untrack(|| self.session.t.move_done(what));
                        match self.view.with_untracked(|view| sent_by(what, view)) {
                            Some(sending) => self.session.say_sending(words, sending),
                            None => self.session.say(words),
                        }
                    }
                    None => {}
                }
                self.refresh_lists.run(());
                true
            }
            Err(failure) => {
                self.session.say_failure(&failure);
                false
            }
        }
    }

    /// What keeps it from being approved as it stands in the window.
    pub(crate) fn lacks_to_approve(self) -> Vec<Lack> {
        self.view.with(|view| self.draft.with(|draft| view.article.lacks_to_approve(draft)))
    }

    /// Reads the story again once a burst of changes is over.
    pub(crate) fn refresh_soon(self) {
        self.refreshes.update_value(|turn| *turn += 1);
        let turn = self.refreshes.get_value();
        set_timeout(
            move || {
                if self.refreshes.try_get_value() == Some(turn) {
                    spawn_local(self.refresh());
                }
            },
            BURST,
        );
    }

    async fn refresh(self) {
        let dirty = self.saver.try_with_value(|saver| saver.is_dirty());
        match dirty {
            Some(false) => {}
            Some(true) => return self.refresh_soon(),
            None => return,
        }
        let Some(read) = self.answers.try_update_value(Answers::ask) else { return };
        if let Ok(view) = shell::ask(OpenArticle { article: self.id }).await
            && self.answers.try_update_value(|answers| answers.may_take(read)) == Some(true)
        {
            self.adopt(view);
            self.remarks.load().await;
        }
    }

    /// Takes over what the shell says, except the words that stand in the window.
    fn adopt(self, view: ArticleView) {
        let Some(saver) = self.saver.try_get_value() else { return };
        saver.adopt(&view.article);
        let was_editable = self.view.try_with_untracked(|old| old.editable);
        if was_editable != Some(view.editable) {
            self.with_editor(|editor| editor.set_editable(view.editable));
        }
        let known: Vec<PhotoUseId> =
            self.draft.with_untracked(|draft| draft.photos.iter().map(|photo| photo.id).collect());
        let new = view.article.manuscript.photos.iter().filter(|photo| !known.contains(&photo.id));
        if !saver.is_dirty() {
            new.cloned().for_each(|photo| self.add_photo(photo));
        }
        self.view.set(view);
    }

    /// The sending of this story went on.
    pub(crate) fn progressed(self, sending: &TransmissionView) {
        if sending.transmission.article != self.id {
            return;
        }
        let newest = self.view.with_untracked(|view| {
            view.transmission.as_ref().is_none_or(|old| old.transmission.created_at <= sending.transmission.created_at)
        });
        // What was finished is shown with what readers have since: both come with the story itself.
        if newest && sending.transmission.finished_at.is_none() {
            self.view.update(|view| view.transmission = Some(sending.clone()));
        }
        if sending.transmission.step == Step::Done || sending.transmission.stopped {
            self.refresh_soon();
        }
    }

    /// Everything is on disk and the moment of that is known.
    pub(crate) fn is_safe(self) -> bool {
        let dirty = self.saver.try_with_value(|saver| saver.is_dirty()).unwrap_or_default();
        !dirty && self.saved.with_untracked(|saved| saved.trouble().is_none())
    }

    /// Says in the status line that a flush by hand was done.
    pub(crate) async fn save_by_hand(self) {
        match self.flush().await {
            Ok(()) if self.is_safe() => {
                if matches!(self.saved.try_get_untracked(), Some(SaveState::Untouched)) {
                    self.saved.set(SaveState::Saved(clock::now()));
                }
                self.session.say(untrack(|| self.session.t.saved_word()));
            }
            Ok(()) => {}
            Err(failure) => self.session.say_failure(&failure),
        }
    }
}

/// The body without the figures of a photo; none if it has no such figure.
fn without(body: &Body, photo: PhotoUseId) -> Option<Body> {
    let shows = |block: &Block| matches!(block, Block::Figure { attrs } if attrs.photo == photo);
    if !body.doc.content.iter().any(shows) {
        return None;
    }
    Some(Body::new(body.doc.content.iter().filter(|block| !shows(block)).cloned().collect()))
}

/// The sending that a move has begun.
fn sent_by(what: Move, view: &ArticleView) -> Option<TransmissionId> {
    let sends = matches!(what, Move::Publish | Move::Schedule | Move::Withdraw);
    let sending = view.transmission.as_ref().map(|sending| &sending.transmission).filter(|_| sends)?;
    (sending.finished_at.is_none() && sending.step != Step::Done).then_some(sending.id)
}

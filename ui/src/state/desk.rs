//! What the window knows: who is signed in, which shelf and which story are open. Signals, shared by context.

pub(crate) mod first_steps;
pub(crate) mod last_place;

use crate::{
    bridge::{clock, page, shell},
    state::{
        importing::Importing,
        leaving::{Going, Leaving},
        overlays::Overlays,
        place::Place,
        session::Session,
        settings::{self, Theme},
        story::Story,
        unsent,
    },
    texts::Texts,
};
use chrono::{DateTime, Utc};
use contract::{
    Failure,
    articles::{ArticleView, ListArticles, ListShelves, NewArticle, OpenArticle, PassedOn, Shelf, ShelfCount},
    keeping::KeepingView,
    people::{Hello, SignOut},
    sections::ListSections,
    sending::{ListTransmissions, TransmissionView},
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{
    Action, Actor, ArticleId, Changes, Role, Section, SectionId, Staff, Stage, TemplateId, summary::ArticleSummary,
};
use std::time::Duration;

/// Rows of a list until somebody asks for more.
const ROWS: u32 = 500;
/// How long lists wait for the end of a burst of changes.
const BURST: Duration = Duration::from_millis(350);
/// How long they wait while somebody types: all they have to show of it is a headline and an hour.
const TYPING: Duration = Duration::from_millis(1500);

/// So long it is news that somebody else goes on with a story.
const NEWS: chrono::Duration = chrono::Duration::hours(24);

/// The state of the window.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// Who is signed in, and the message of the moment.
    pub(crate) session: Session,
    /// Words; those of the session.
    pub(crate) t: Texts,
    /// Bright or dark.
    pub(crate) theme: RwSignal<Theme>,
    /// What the middle column shows.
    pub(crate) place: RwSignal<Place>,
    /// Shelves with their counts.
    pub(crate) shelves: RwSignal<Vec<ShelfCount>>,
    /// Stories of the shelf; none until they are known.
    pub(crate) rows: RwSignal<Option<Vec<ArticleSummary>>>,
    /// How many stories the shelf has in all; more than [`Desk::rows`], where a list is long.
    pub(crate) total: RwSignal<usize>,
    /// What was one's own and is another's now, on one's own shelf.
    pub(crate) passed_on: RwSignal<Vec<PassedOn>>,
    /// How many are listed at most.
    pub(crate) limit: RwSignal<u32>,
    /// Words searched for.
    pub(crate) search: RwSignal<String>,
    /// The opened story as it was when it was opened; a new value builds the story screen anew.
    pub(crate) opened: RwSignal<Option<ArticleView>>,
    /// The outbox; none until it is known.
    pub(crate) outbox: RwSignal<Option<Vec<TransmissionView>>>,
    /// The time of day, by the half minute.
    pub(crate) now: RwSignal<DateTime<Utc>>,
    /// The question that is asked before unsaved words would be lost.
    pub(crate) leaving: Leaving,
    /// Documents that are being brought in, and what became of them.
    pub(crate) importing: RwSignal<Vec<Importing>>,
    /// The only section that lists show; none for all.
    pub(crate) section: RwSignal<Option<SectionId>>,
    /// The story whose two versions, ours and the site's, are being compared.
    pub(crate) conflict: RwSignal<Option<ArticleId>>,
    /// Counts changes of the archive.
    pub(crate) archive: RwSignal<u32>,
    /// Counts changes of the sites.
    pub(crate) sites: RwSignal<u32>,
    /// Counts changes of the sections.
    pub(crate) sections_changed: RwSignal<u32>,
    /// How the newsroom is kept; none until it is known.
    pub(crate) kept: RwSignal<Option<KeepingView>>,
    /// The first steps of who is signed in.
    pub(crate) first_steps: first_steps::FirstSteps,
    /// What lies over the window, and how the story is shown.
    pub(crate) overlays: Overlays,
    story: StoredValue<Option<Story>>,
    asked: StoredValue<u32>,
    /// Counts what somebody opened, so that nothing that was asked for before takes its place.
    turns: StoredValue<u32>,
    /// When the lists are read anew, in milliseconds of the window's clock.
    due: StoredValue<Option<f64>>,
}

impl Desk {
    /// The state of a window that has just opened.
    pub(crate) fn new() -> Self {
        let session = Session::new();
        Self {
            session,
            t: session.t,
            theme: RwSignal::new(settings::theme()),
            place: RwSignal::new(Place::Shelf(Shelf::Mine)),
            shelves: RwSignal::new(Vec::new()),
            rows: RwSignal::new(None),
            total: RwSignal::new(0),
            passed_on: RwSignal::new(Vec::new()),
            limit: RwSignal::new(ROWS),
            search: RwSignal::new(String::new()),
            opened: RwSignal::new(None),
            outbox: RwSignal::new(None),
            now: RwSignal::new(clock::now()),
            leaving: Leaving::new(),
            importing: RwSignal::new(Vec::new()),
            section: RwSignal::new(None),
            conflict: RwSignal::new(None),
            archive: RwSignal::new(0),
            sites: RwSignal::new(0),
            sections_changed: RwSignal::new(0),
            kept: RwSignal::new(None),
            first_steps: first_steps::FirstSteps::new(),
            overlays: Overlays::new(),
            story: StoredValue::new(None),
            asked: StoredValue::new(0),
            turns: StoredValue::new(0),
            due: StoredValue::new(None),
        }
    }

    /// The state that [`crate::app::App`] provides.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Who acts, by the rules of the newsroom.
    pub(crate) fn actor(self) -> Option<Actor> {
        self.session.actor()
    }

    /// The role of who is signed in.
    pub(crate) fn role(self) -> Option<Role> {
        self.session.role()
    }

    /// Whether the table of rights lets who is signed in do this at all. Advice for buttons: the desk decides.
    pub(crate) fn may(self, action: Action) -> bool {
        action.permit_role(self.role()).is_ok()
    }

    /// The sections that one meets, in order; also retired ones that stories have.
    pub(crate) fn sections(self) -> Vec<Section> {
        self.session.sections()
    }

    /// Reads anew which sections there are. A story on the screen may need another one by now, or none any more.
    fn reload_sections(self) {
        self.sections_changed.update(|count| *count += 1);
        if let Some(story) = self.story() {
            story.refresh_soon();
        }
        let turn = self.sections_changed.get_untracked();
        spawn_local(async move {
            let answer = shell::ask(ListSections {}).await;
            // What was asked before a newer change does not know of it.
            if self.sections_changed.get_untracked() != turn {
                return;
            }
            match answer {
                Ok(sections) => self.session.welcome.update(|welcome| {
                    if let Some(welcome) = welcome {
                        welcome.sections = sections;
                    }
                }),
                Err(failure) => self.say_failure(&failure),
            }
        });
    }

    /// The name of a section.
    pub(crate) fn section_name(self, id: SectionId) -> Option<String> {
        self.session.section_name(id)
    }

    /// Says that something was done; the message goes by itself.
    pub(crate) fn say(self, words: impl Into<String>) {
        self.session.say(words);
    }

    /// Says that something was not done.
    pub(crate) fn say_failure(self, failure: &Failure) {
        self.session.say_failure(failure);
    }

    /// Says that something is wrong.
    pub(crate) fn say_trouble(self, words: impl Into<String>) {
        self.session.say_trouble(words);
    }

    /// The story on the screen.
    pub(crate) fn story(self) -> Option<Story> {
        self.story.get_value()
    }

    /// Tells which story is on the screen.
    pub(crate) fn set_story(self, story: Option<Story>) {
        self.story.set_value(story);
    }

    /// How often somebody opened, or began, a story, or came and went.
    pub(crate) fn turn(self) -> u32 {
        self.turns.get_value()
    }

    fn next_turn(self) {
        self.turns.update_value(|turns| *turns = turns.wrapping_add(1));
    }

    /// Waits until everything typed is on disk.
    ///
    /// # Errors
    /// Why it is not; the words are still in the window then.
    pub(crate) async fn flush(self) -> Result<(), Failure> {
        if let Some(story) = self.story() {
            story.flush().await?;
        }
        unsent::flush().await
    }

    /// Waits until everything is on disk, and asks what to do if it cannot be. True if one may leave the story.
    pub(crate) async fn may_leave(self) -> bool {
        self.may_go(Going::Elsewhere).await
    }

    /// As [`Desk::may_leave`], in the words of where one goes.
    pub(crate) async fn may_go(self, going: Going) -> bool {
        last_place::note(self);
        match self.flush().await {
            Ok(()) => true,
            Err(_) => self.leaving.ask(going).await,
        }
    }

    /// Answers the question that is asked before unsaved words would be lost: true if one goes without them.
    pub(crate) fn answer_leaving(self, go: bool) {
        if go && let Some(story) = self.story() {
            story.give_up();
        }
        self.leaving.answer(go);
    }

    /// Asks the shell what is here and who is signed in.
    pub(crate) async fn greet(self) {
        match shell::ask(Hello {}).await {
            Ok(welcome) => {
                let staff = welcome.staff.clone();
                self.session.welcome.set(Some(welcome));
                if let Some(staff) = staff
                    && self.session.staff.with_untracked(Option::is_none)
                {
                    self.enter(staff);
                }
            }
            Err(failure) => self.say_failure(&failure),
        }
    }

    /// Somebody signed in: begins with the shelf that his work starts from.
    pub(crate) fn enter(self, staff: Staff) {
        let first = match staff.role {
            Role::Reporter => Shelf::Mine,
            Role::Editor | Role::Chief => Shelf::Stage(Stage::Filed),
        };
        self.session.message.set(None);
        self.search.set(String::new());
        self.section.set(None);
        self.opened.set(None);
        self.outbox.set(None);
        self.place.set(Place::Shelf(first));
        self.session.staff.set(Some(staff));
        self.refresh();
        self.next_turn();
        spawn_local(last_place::go_back(self));
        spawn_local(self.tell_of_given());
    }

    /// Says that stories were given to who has signed in, else that some of theirs are with somebody else since yesterday, until
    /// there is something else to say.
    async fn tell_of_given(self) {
        let turn = self.turn();
        let mine = ListArticles { shelf: Shelf::Mine, search: String::new(), section: None, limit: ROWS };
        let Ok(mine) = shell::ask(mine).await else { return };
        let given = mine.stories.iter().filter(|row| row.given).count();
        let newest = mine.passed_on.into_iter().find(|story| clock::now() - story.at < NEWS);
        let words = untrack(|| match newest {
            _ if given > 0 => Some(self.t.given_to_you(&self.t.count(given))),
            Some(story) => Some(self.t.passed_on_to(&self.t.headline_shown(&story.headline), &story.to)),
            None => None,
        });
        if let Some(words) = words
            && self.turn() == turn
            && self.session.message.with_untracked(Option::is_none)
        {
            self.say(words);
        }
    }

    /// Signs out, when everything is on disk.
    pub(crate) async fn sign_out(self) {
        self.next_turn();
        if !self.may_leave().await {
            return;
        }
        match shell::ask(SignOut {}).await {
            Ok(()) => self.nobody(),
            Err(failure) => self.say_failure(&failure),
        }
    }

    /// The newsroom is another one since now: nobody is signed in, and nothing that was shown is known to be true.
    pub(crate) async fn begin_anew(self) {
        self.nobody();
        self.kept.set(None);
        self.greet().await;
    }

    /// Something was not done that may have shut the newsroom: if nobody is signed in any more, the entry says what is here.
    pub(crate) async fn see_who_is_here(self) {
        self.greet().await;
        if self.session.welcome.with_untracked(|welcome| welcome.as_ref().is_some_and(|here| here.staff.is_none())) {
            self.nobody();
        }
    }

    fn nobody(self) {
        self.opened.set(None);
        self.first_steps.forget();
        self.session.staff.set(None);
        self.rows.set(None);
        self.session.message.set(None);
    }

    /// Goes to a place of the rail.
    pub(crate) fn go(self, place: Place) {
        if self.place.get_untracked() != place {
            self.limit.set(ROWS);
            self.place.set(place);
            self.rows.set(None);
        }
        self.refresh();
    }

    /// Lists more of the shelf.
    pub(crate) fn list_more(self) {
        self.limit.update(|limit| *limit = limit.saturating_add(ROWS));
        self.refresh();
    }

    /// Goes to a list of stories, if none is shown.
    pub(crate) fn go_to_list(self) {
        if !matches!(self.place.get_untracked(), Place::Shelf(_)) {
            self.go(Place::Shelf(Shelf::Mine));
        }
    }

    /// Opens a story, when the one before is on disk.
    pub(crate) async fn open(self, article: ArticleId) {
        self.next_turn();
        if self.opened.with_untracked(|opened| opened.as_ref().map(|view| view.article.id)) == Some(article) {
            return;
        }
        let turn = self.turn();
        if self.may_leave().await && self.turn() == turn {
            let opened = shell::ask(OpenArticle { article }).await;
            // Who has asked for another story meanwhile writes in that one.
            if self.turn() == turn {
                self.show(opened);
            }
        }
    }

    /// Opens the story anew as it is in store, giving up what is in the window.
    pub(crate) async fn reopen(self, article: ArticleId) {
        self.show(shell::ask(OpenArticle { article }).await);
    }

    /// Begins a story, empty or from a template.
    pub(crate) async fn new_article(self, template: Option<TemplateId>) {
        self.next_turn();
        let turn = self.turn();
        if self.may_leave().await && self.turn() == turn {
            let made = shell::ask(NewArticle { template }).await;
            if self.turn() == turn {
                self.begin(made);
            } else {
                self.refresh();
            }
        }
    }

    /// Shows a story that was just begun, on the shelf where it stands.
    pub(crate) fn begin(self, made: Result<ArticleView, Failure>) {
        self.next_turn();
        let begun = made.is_ok();
        if begun {
            self.search.set(String::new());
            self.go(Place::Shelf(Shelf::Mine));
        }
        self.show(made);
        if begun {
            // What is typed next is the headline.
            page::next_frame(|| page::focus_on("#headline"));
        }
    }

    /// Shows a story as the shell gave it.
    pub(crate) fn show(self, opened: Result<ArticleView, Failure>) {
        match opened {
            Ok(view) => self.opened.set(Some(view)),
            Err(failure) => self.say_failure(&failure),
        }
    }

    /// Asks for the lists anew.
    pub(crate) fn refresh(self) {
        if self.session.staff.with_untracked(Option::is_none) {
            return;
        }
        self.asked.update_value(|asked| *asked += 1);
        let turn = self.asked.get_value();
        spawn_local(async move {
            // An answer that was overtaken by a newer question is of no use.
            let newest = || self.asked.get_value() == turn;
            if let Ok(shelves) = shell::ask(ListShelves {}).await
                && newest()
            {
                self.shelves.set(shelves);
            }
            if let Place::Shelf(shelf) = self.place.get_untracked() {
                let search = self.search.get_untracked();
                let (section, limit) = (self.section.get_untracked(), self.limit.get_untracked());
                let rows = shell::ask(ListArticles { shelf, search, section, limit }).await;
                if newest() {
                    match rows {
                        Ok(listed) => {
                            self.total.set(listed.total as usize);
                            self.passed_on.set(listed.passed_on);
                            self.rows.set(Some(listed.stories));
                        }
                        Err(failure) => self.say_failure(&failure),
                    }
                }
            }
            match shell::ask(ListTransmissions {}).await {
                Ok(sendings) if newest() => self.outbox.set(Some(sendings)),
                Ok(_) => {}
                Err(failure) => self.say_failure(&failure),
            }
            self.ask_first_steps().await;
        });
    }

    /// Something was committed.
    pub(crate) fn changed(self, changes: &Changes) {
        if let Some(story) = self.story()
            && changes.articles.contains(&story.id)
        {
            story.refresh_soon();
        }
        if changes.archive {
            self.archive.update(|count| *count += 1);
        }
        if changes.sites {
            self.sites.update(|count| *count += 1);
        }
        if changes.sections {
            self.reload_sections();
        }
        let wait = if self.is_typing(changes) { TYPING } else { BURST };
        let due = js_sys::Date::now() + wait.as_secs_f64() * 1000.0;
        if self.due.get_value().is_some_and(|before| before <= due) {
            return;
        }
        self.due.set_value(Some(due));
        set_timeout(
            move || {
                if self.due.get_value() == Some(due) {
                    self.due.set_value(None);
                    self.refresh();
                }
            },
            wait,
        );
    }

    /// True for the saves of the story that is on the screen.
    fn is_typing(self, changes: &Changes) -> bool {
        let Some(story) = self.story() else { return false };
        *changes == Changes { articles: [story.id].into(), ..Changes::default() }
    }

    /// A sending went on.
    pub(crate) fn progressed(self, view: TransmissionView) {
        if let Some(story) = self.story() {
            story.progressed(&view);
        }
        self.outbox.update(|outbox| {
            let outbox = outbox.get_or_insert_default();
            // What was sent of the story before is told by what readers have now.
            for other in outbox.iter_mut().filter(|other| other.transmission.article == view.transmission.article) {
                other.readers = view.readers;
            }
            match outbox.iter_mut().find(|other| other.transmission.id == view.transmission.id) {
                Some(old) => *old = view,
                None => outbox.insert(0, view),
            }
        });
    }
}

//! The table of actions. A new one is one line here: the palette offers it, the sheet of keys shows it, the listener hears it.

use super::chord::Chord;
use crate::{
    bridge::{editor::CursorState, page},
    documents::export::export,
    find::steps as find,
    remarks,
    state::{
        desk::Desk,
        dialogs::Showing,
        overlays::Over,
        place::Place,
        story::Story,
        tools::{Shown, Tab},
    },
    story::{
        commands::{self, press},
        moves,
    },
    texts::{Name, Texts},
    tools::{focus, legacy, outline},
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::document::ExportFormat;

/// What an action belongs to; the palette and the sheet are parted by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// The story as a whole.
    Story,
    /// Marks and blocks of the text.
    Format,
    /// Tables.
    Table,
    /// Searching and correcting.
    Correct,
    /// What the window shows.
    View,
    /// Places of the desk.
    Go,
}

impl Group {
    /// In the order in which they are shown.
    pub(crate) const ALL: [Group; 6] =
        [Group::Story, Group::Correct, Group::Format, Group::Table, Group::View, Group::Go];

    /// Its name.
    pub(crate) fn name(self) -> Name {
        match self {
            Group::Story => Texts::group_story,
            Group::Format => Texts::formatting,
            Group::Table => Texts::group_table,
            Group::Correct => Texts::group_correct,
            Group::View => Texts::group_view,
            Group::Go => Texts::group_go,
        }
    }
}

/// What an action does.
#[derive(Clone, Copy)]
pub(crate) enum Act {
    /// The window does it.
    Window(fn(Desk)),
    /// The window does it, by its key alone: the palette has something better.
    KeyAlone(fn(Desk)),
    /// A command of the story's toolbar; the editor hears its keys.
    Command(&'static str),
    /// Whoever has the focus hears the key.
    Elsewhere,
}

/// When an action can be done.
#[derive(Clone, Copy)]
pub(crate) enum When {
    /// At any time.
    Always,
    /// If one's role has a way to this place.
    Place(Place),
    /// As the desk stands.
    Desk(fn(Desk) -> bool),
    /// With a story on the screen, and as it stands.
    Story(fn(Story) -> bool),
    /// With a story that may be changed, and the cursor in such a place.
    Cursor(fn(&CursorState) -> bool),
}

/// A row of the table.
#[derive(Clone, Copy)]
pub(crate) struct Action {
    /// Kept among the recent ones, and the hook for tests.
    pub(crate) id: &'static str,
    /// Where it is shown.
    pub(crate) group: Group,
    /// Its name.
    pub(crate) name: fn(Texts) -> &'static str,
    /// Its keys, parted by blanks; empty for none.
    pub(crate) keys: &'static str,
    /// When it can be done.
    pub(crate) when: When,
    /// What it does.
    pub(crate) act: Act,
}

const fn row(
    group: Group,
    id: &'static str,
    name: fn(Texts) -> &'static str,
    keys: &'static str,
    when: When,
    act: Act,
) -> Action {
    Action { id, group, name, keys, when, act }
}

/// A command of the editor that has no button in the toolbar.
const fn command(
    group: Group,
    id: &'static str,
    name: fn(Texts) -> &'static str,
    keys: &'static str,
    open: fn(&CursorState) -> bool,
) -> Action {
    row(group, id, name, keys, When::Cursor(open), Act::Command(id))
}

const OPEN: When = When::Story(|_| true);
const EDITABLE: When = When::Story(Story::editable);

use Act::{Elsewhere, KeyAlone, Window};
use Group::{Correct, Format, Go, Table, View};
use When::Always;

/// What is no command of the editor, and those of its commands that have no button.
#[rustfmt::skip]
const ACTIONS: &[Action] = &[
    row(Group::Story, "new_article", Texts::new_article, "Ctrl+N", Always, Window(|desk| spawn_local(desk.new_article(None)))),
    row(Group::Story, "import", Texts::import, "", Always, Window(|_| page::click("[data-testid='import-file']"))),
    row(Group::Story, "add_photos", Texts::add_photos, "", EDITABLE, Window(add_photos)),
    row(Group::Story, "save", Texts::save_now, "Ctrl+S", OPEN, Window(|desk| with(desk, |story| spawn_local(story.save_by_hand())))),
    row(Group::Story, "main_move", Texts::main_move, "Ctrl+Enter", OPEN, KeyAlone(|desk| with(desk, |story| moves::main_move(desk, story)))),
    row(Group::Story, "revisions", Texts::revisions, "Ctrl+Shift+H", OPEN, Window(|desk| with(desk, |story| story.revisions.set(Some(Showing::Timeline))))),
    row(Group::Story, "keep_revision", Texts::keep_revision, "Ctrl+Shift+S", OPEN, Window(|desk| with(desk, |story| story.revisions.set(Some(Showing::Keep))))),
    row(Group::Story, "reassign", Texts::reassign, "", When::Story(Story::may_reassign), Window(|desk| with(desk, |story| story.reassigning.set(true)))),
    row(Group::Story, "remark_whole", Texts::make_remark_whole, "", OPEN, Window(|desk| with(desk, |story| remarks::writing::begin(story, true)))),
    row(Group::Story, "next_remark", Texts::next_remark, "F8", OPEN, Window(|desk| with(desk, |story| remarks::step(story, true)))),
    row(Group::Story, "previous_remark", Texts::previous_remark, "Shift+F8", OPEN, Window(|desk| with(desk, |story| remarks::step(story, false)))),
    row(Group::Story, "export_docx", Texts::export_docx, "", OPEN, Window(|desk| with(desk, |story| spawn_local(export(desk, story, ExportFormat::Docx))))),
    row(Group::Story, "export_zip", Texts::export_zip, "", OPEN, Window(|desk| with(desk, |story| spawn_local(export(desk, story, ExportFormat::Zip))))),
    row(Correct, "find", Texts::find_in_story, "Ctrl+F", OPEN, Window(|desk| with(desk, |story| find::open(story, false)))),
    row(Correct, "replace", Texts::replace_in_story, "Ctrl+H", EDITABLE, Window(|desk| with(desk, |story| find::open(story, true)))),
    row(Correct, "find_next", Texts::find_next, "F3", OPEN, KeyAlone(|desk| with(desk, |story| find::step(story, false)))),
    row(Correct, "find_previous", Texts::find_previous, "Shift+F3", OPEN, KeyAlone(|desk| with(desk, |story| find::step(story, true)))),
    row(Correct, "typography", Texts::typography, "Ctrl+Alt+T", EDITABLE, Window(|desk| with(desk, |story| story.tools.shown.set(Some(Shown::Typography))))),
    row(Correct, "to_unicode", Texts::to_unicode, "Ctrl+Alt+U", EDITABLE, Window(|desk| with(desk, legacy::ask))),
    command(Format, "number_on", Texts::number_on, "", |at| at.numbers.as_ref().is_some_and(|now| now.goes_on.is_some_and(|number| number != now.start))),
    command(Format, "superscript", Texts::tool_superscript, "", |_| true),
    command(Format, "subscript", Texts::tool_subscript, "", |_| true),
    command(Format, "block_up", Texts::block_up, "Alt+↑", |_| true),
    command(Format, "block_down", Texts::block_down, "Alt+↓", |_| true),
    row(Format, "paste_plain", Texts::paste_plain, "Ctrl+Shift+V", EDITABLE, Elsewhere),
    row(Table, "next_cell", Texts::next_cell, "Tab", Always, Elsewhere),
    row(View, "palette", Texts::palette, "Ctrl+K", Always, KeyAlone(|desk| desk.overlays.over.set(Some(Over::Palette)))),
    row(View, "keys", Texts::keys_sheet, "F1 ?", Always, Window(|desk| desk.overlays.over.set(Some(Over::Keys)))),
    row(View, "focus", Texts::focus_mode, "F9", OPEN, Window(focus::toggle)),
    row(View, "escape", Texts::escape, "Esc", When::Desk(focus::may_escape), KeyAlone(focus::escape)),
    row(View, "outline", Texts::show_outline, "Ctrl+Alt+O", OPEN, Window(|desk| with(desk, outline::show))),
    row(View, "zoom_in", Texts::zoom_in, "Ctrl++", Always, Window(|desk| desk.overlays.zoom_in())),
    row(View, "zoom_out", Texts::zoom_out, "Ctrl+-", Always, Window(|desk| desk.overlays.zoom_out())),
    row(View, "zoom_reset", Texts::zoom_reset, "Ctrl+0", Always, Window(|desk| desk.overlays.zoom_reset())),
    row(View, "window_zoom_in", Texts::window_zoom_in, "Ctrl+Alt++", Always, Window(|desk| desk.overlays.zoom_window(Some(1)))),
    row(View, "window_zoom_out", Texts::window_zoom_out, "Ctrl+Alt+-", Always, Window(|desk| desk.overlays.zoom_window(Some(-1)))),
    row(View, "window_zoom_reset", Texts::window_zoom_reset, "", Always, Window(|desk| desk.overlays.zoom_window(None))),
    row(View, "next_pane", Texts::next_pane, "F6", Always, KeyAlone(|_| page::next_pane(false))),
    row(View, "previous_pane", Texts::previous_pane, "Shift+F6", Always, KeyAlone(|_| page::next_pane(true))),
    row(View, "first_steps", Texts::first_steps_show, "", Always, Window(call_first_steps)),
    row(View, "language", Texts::change_language, "", Always, Window(|desk| desk.t.speak(untrack(|| desk.t.other_lang())))),
    row(View, "theme", Texts::change_theme, "", Always, Window(|desk| desk.theme.update(|theme| *theme = theme.next()))),
    row(Go, "search_list", Texts::search_list, "Ctrl+Shift+F", Always, Window(search_list)),
    row(Go, "outbox", Texts::outbox, "", When::Place(Place::Outbox), Window(|desk| desk.go(Place::Outbox))),
    row(Go, "archive", Texts::archive, "", When::Place(Place::Archive), Window(|desk| desk.go(Place::Archive))),
    row(Go, "sites", Texts::sites, "", When::Place(Place::Sites), Window(|desk| desk.go(Place::Sites))),
    row(Go, "templates", Texts::templates, "", When::Place(Place::Templates), Window(|desk| desk.go(Place::Templates))),
    row(Go, "sections", Texts::sections_title, "", When::Place(Place::Sections), Window(|desk| desk.go(Place::Sections))),
    row(Go, "staff", Texts::people, "", When::Place(Place::Staff), Window(|desk| desk.go(Place::Staff))),
    row(Go, "keeping", Texts::keeping, "", When::Place(Place::Keeping), Window(|desk| desk.go(Place::Keeping))),
    row(Go, "change_password", Texts::password_change, "", Always, Window(|desk| desk.overlays.over.set(Some(Over::Password)))),
    row(Go, "sign_out", Texts::sign_out, "", Always, Window(|desk| spawn_local(desk.sign_out()))),
];

/// Every action: those of the table above, and the commands of the editor.
pub(crate) fn all() -> impl Iterator<Item = Action> {
    let tool = |tool: &'static commands::Tool| {
        row(Format, tool.command, tool.name, tool.keys, When::Cursor(tool.open), Act::Command(tool.command))
    };
    let of_table = |(id, name): (&'static str, Name)| command(Table, id, name, "", |at| at.table);
    let tools = commands::GROUPS.iter().flat_map(|group| group.iter()).map(tool);
    ACTIONS.iter().copied().chain(commands::TABLE.map(of_table)).chain(tools)
}

impl Action {
    /// Can it be done now?
    pub(crate) fn applies(&self, desk: Desk) -> bool {
        let writing = |story: &Story| !desk.place.get_untracked().is_page() && !story.busy.get_untracked();
        untrack(|| match self.when {
            When::Always => true,
            When::Place(place) => desk.may(place.action()),
            When::Desk(may) => may(desk),
            When::Story(may) => desk.story().filter(writing).is_some_and(may),
            When::Cursor(may) => {
                desk.story().filter(writing).is_some_and(|story| story.editable() && story.cursor.with(may))
            }
        })
    }

    /// Does it.
    pub(crate) fn run(&self, desk: Desk) {
        match self.act {
            Act::Window(act) | Act::KeyAlone(act) => act(desk),
            Act::Command(name) => with(desk, |story| press(story, name)),
            Act::Elsewhere => {}
        }
    }

    /// Does the window hear this key for it?
    pub(crate) fn listens_to(&self, event: &web_sys::KeyboardEvent) -> bool {
        matches!(self.act, Act::Window(_) | Act::KeyAlone(_)) && self.chords().any(|chord| chord.is(event))
    }

    /// Its keys.
    pub(crate) fn chords(&self) -> impl Iterator<Item = Chord> {
        self.keys.split_whitespace().map(Chord::read)
    }
}

fn with(desk: Desk, act: impl FnOnce(Story)) {
    if let Some(story) = desk.story() {
        act(story);
    }
}

/// The photos' place may not be drawn yet in a narrow window; a field for files opens only within the press itself.
fn add_photos(desk: Desk) {
    with(desk, |story| {
        story.tools.tab.set(Tab::About);
        story.inspector.set(true);
    });
    page::click("[data-testid='add-photos']");
}

fn call_first_steps(desk: Desk) {
    focus::leave(desk);
    desk.call_first_steps();
}

fn search_list(desk: Desk) {
    focus::leave(desk);
    desk.go_to_list();
    crate::bridge::page::next_frame(|| page::focus_on("[data-testid='search']"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_key_means_two_things() {
        let mut heard = BTreeSet::new();
        for action in all() {
            for keys in action.keys.split_whitespace() {
                assert!(heard.insert(keys), "{keys} is {} and something else", action.id);
            }
        }
    }

    #[test]
    fn every_row_can_be_told_from_the_others_and_every_key_can_be_pressed() {
        let mut ids = BTreeSet::new();
        for action in all() {
            assert!(ids.insert(action.id), "{} is there twice", action.id);
            for chord in action.chords() {
                assert!(!chord.key.is_empty() && !chord.key.starts_with("Ctrl"), "{}: {:?}", action.id, action.keys);
                assert!(chord.key.len() == 1 || chord.key.chars().nth(1).is_some(), "{}", action.id);
            }
        }
    }
}

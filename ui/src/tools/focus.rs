//! Focus mode: nothing but the story, and in it the block that is written in.

use crate::{bridge::page::next_frame, desk::folding, find::steps as find, state::desk::Desk};
use leptos::prelude::*;

/// On or off.
pub(crate) fn toggle(desk: Desk) {
    if desk.overlays.focus.get_untracked() { leave(desk) } else { enter(desk) }
}

fn enter(desk: Desk) {
    let Some(story) = desk.story() else { return };
    desk.overlays.focus.set(true);
    story.inspector.set(false);
    story.with_editor(|editor| editor.set_focus_mode(true));
    next_frame(move || {
        story.with_editor(|editor| editor.focus());
    });
}

/// Shows everything again.
pub(crate) fn leave(desk: Desk) {
    if !desk.overlays.focus.get_untracked() {
        return;
    }
    desk.overlays.focus.set(false);
    if let Some(story) = desk.story() {
        story.with_editor(|editor| editor.set_focus_mode(false));
    }
}

/// Is there something that Escape closes? A menu closes itself.
pub(crate) fn may_escape(desk: Desk) -> bool {
    let in_menu = || document().active_element()?.closest("[role='menu']").ok().flatten();
    (folding::lies_over(desk) || is_finding(desk) || desk.overlays.focus.get_untracked()) && in_menu().is_none()
}

/// Closes first what lies on top: the list over the story, then the search, then focus mode.
pub(crate) fn escape(desk: Desk) {
    if folding::lies_over(desk) {
        return folding::put_away(desk);
    }
    match desk.story().filter(|_| is_finding(desk)) {
        Some(story) => find::close(story),
        None => leave(desk),
    }
}

fn is_finding(desk: Desk) -> bool {
    desk.story().is_some_and(|story| story.tools.find.open.get_untracked())
}

/// Leaves when the desk goes elsewhere: lists and pages need their room.
pub(crate) fn leave_with_the_story(desk: Desk) {
    Effect::new(move |before: Option<(crate::state::place::Place, bool)>| {
        let now = (desk.place.get(), desk.opened.with(Option::is_some));
        if before.is_some_and(|before| before != now) {
            leave(desk);
        }
        now
    });
}

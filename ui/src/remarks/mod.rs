//! Remarks of the desk on a story: where they stand in the text, what was said, and what somebody began to say.

mod panel;
pub(crate) mod tabs;
mod thread;
pub(crate) mod writing;

pub(crate) use panel::RemarksPanel;

use crate::state::story::Story;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// True if the key was pressed in a field of the remarks.
pub(crate) fn is_in_panel(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.closest(".remarks").ok().flatten().is_some())
}

/// Goes to the next open remark in the text, or the one before. Where none is left on words, those on the whole story are shown.
pub(crate) fn step(story: Story, forward: bool) {
    let name = if forward { "next_remark" } else { "previous_remark" };
    if !story.with_editor(|editor| editor.command(name, "")).unwrap_or_default() {
        writing::open_panel(story);
    }
}

//! What a story does with what the editor tells its tools.

use super::{legacy, pasted, rewrite};
use crate::{
    bridge::{
        clock,
        editor::tools::{PasteReport, ToolListeners},
    },
    state::{desk::Desk, story::Story, tools::Scope},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// After the opening the story is drawn first; old encodings are looked for when the window rests.
const LOOK_AFTER: Duration = Duration::from_millis(700);

/// For the editor that is being mounted.
pub(crate) fn of_tools(desk: Desk, story: Story) -> ToolListeners {
    ToolListeners {
        texts_changed: Box::new(move || {
            story.tools.texts_changed.try_update(|turn| *turn = turn.wrapping_add(1));
        }),
        outline: Box::new(move |subheads| {
            story.tools.outline.try_set(subheads);
        }),
        pasted: Box::new(move |report: PasteReport| {
            // The editor is still in the middle of its paste.
            spawn_local(async move {
                clock::sleep(Duration::ZERO).await;
                if story.tools.offers.are_alive() {
                    pasted::tell(desk, story, report);
                }
            });
        }),
        field: Box::new(move |field, text| rewrite::put_back(story, &field, text)),
    }
}

/// The editor stands in the page.
pub(crate) fn begin(desk: Desk, story: Story) {
    if desk.overlays.focus.get_untracked() {
        story.with_editor(|editor| editor.set_focus_mode(true));
    }
    spawn_local(async move {
        clock::sleep(LOOK_AFTER).await;
        if story.tools.offers.are_alive() {
            legacy::look(story, Scope::default());
        }
    });
}

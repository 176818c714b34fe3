//! The place of the editor. It is drawn once and never again: what is in it belongs to ProseMirror.

use crate::{
    bridge::editor::{Editor, Listeners, remarks::RemarkListeners},
    photos::adding,
    remarks,
    state::{
        desk::Desk,
        story::Story,
        tools::{Shown, Tab},
    },
    tools::listeners,
};
use contract::articles::TextEdit;
use leptos::{html, prelude::*};
use std::rc::Rc;

/// The body of the story.
#[component]
pub(crate) fn StoryBody() -> impl IntoView {
    let desk = Desk::here();
    let story: Story = expect_context();
    let host = NodeRef::<html::Div>::new();
    Effect::new(move |mounted: Option<bool>| {
        let Some(host) = host.get() else { return false };
        if mounted == Some(true) {
            return true;
        }
        let (body, editable) =
            untrack(|| (story.draft.with(|draft| draft.body.clone()), story.view.with(|view| view.editable)));
        match Editor::mount(&host, &body, editable, desk.t, listeners_of(desk, story)) {
            Ok(editor) => {
                story.set_editor(Some(Rc::new(editor)));
                listeners::begin(desk, story);
            }
            Err(error) => {
                leptos::logging::error!("no editor: {error:?}");
                desk.say_trouble(untrack(|| desk.t.editor_missing()));
            }
        }
        true
    });
    on_cleanup(move || story.set_editor(None));
    // The first run is the mounting, which has the right words already.
    Effect::new(move |before: Option<()>| {
        desk.t.lang();
        if before.is_some() {
            story.with_editor(|editor| editor.set_words(desk.t));
        }
    });
    view! { <div class="paper__body" data-testid="body-editor" node_ref=host></div> }
}

fn listeners_of(desk: Desk, story: Story) -> Listeners {
    Listeners {
        change: Box::new(move |doc, length| {
            story.length.try_set(length);
            story.change(TextEdit { doc: Some(doc), ..TextEdit::default() });
        }),
        state: Box::new(move |cursor| {
            story.cursor.try_set(cursor);
        }),
        photo: Box::new(move |photo| {
            story.inspector.try_set(true);
            story.tools.tab.try_set(Tab::About);
            story.shown_photo.try_set(photo.parse().ok());
        }),
        link: Box::new(move |address| {
            story.tools.shown.try_set(Some(Shown::Link(address)));
        }),
        files: Box::new(move |pasted| {
            if pasted {
                adding::add_pasted(desk, story);
            }
        }),
        remarks: Some(RemarkListeners {
            standing: Box::new(move |places| story.remarks.stand(places)),
            open: Box::new(move |id| remarks::writing::opened_in_text(story, &id)),
            ask: Box::new(move || remarks::writing::begin(story, false)),
            pictures: Box::new(move |pictures| adding::add_pictures(desk, story, &pictures)),
        }),
        tools: Some(listeners::of_tools(desk, story)),
    }
}

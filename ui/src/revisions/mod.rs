//! Kept states of a story: the timeline, what differs between two of them, and going back.

mod counts;
mod fold;
mod keep;
mod restoring;
mod shown;
mod timeline;

pub(crate) use restoring::undo;

use crate::{
    revisions::{keep::KeepDialog, timeline::RevisionsDialog},
    state::{dialogs::Showing, story::Story},
};
use leptos::prelude::*;

/// The dialogues, while one is asked for.
#[component]
pub(crate) fn Revisions() -> impl IntoView {
    let story: Story = expect_context();
    move || {
        story.revisions.get().map(|showing| match showing {
            Showing::Timeline => view! { <RevisionsDialog /> }.into_any(),
            Showing::Keep => view! { <KeepDialog /> }.into_any(),
        })
    }
}

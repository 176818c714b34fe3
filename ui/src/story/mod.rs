//! The story on the screen: composer while it may be changed, a typeset page while it may only be read.

mod bar;
mod body;
pub(crate) mod commands;
mod fields;
mod inspector;
pub(crate) mod moves;
mod placing;
mod reading;
mod reassigning;
mod status;
mod toolbar;

use crate::{
    find::bar::FindBar,
    photos::adding,
    revisions::Revisions,
    sending::progress::StoryProgress,
    state::{desk::Desk, story::Story},
    story::{
        bar::{Notes, StoryBar},
        body::StoryBody,
        fields::Fields,
        inspector::Inspector,
        reading::LeadFigure,
        reassigning::ReassignDialog,
        status::StatusLine,
        toolbar::Toolbar,
    },
    tools::{dialogs::ToolDialogs, offers::Offers},
};
use contract::articles::ArticleView;
use leptos::prelude::*;

/// A story from its opening until another one is opened.
#[component]
pub(crate) fn StoryScreen(
    /// The story as it was opened.
    view: ArticleView,
) -> impl IntoView {
    let desk = Desk::here();
    let story = Story::new(desk.session, Callback::new(move |()| desk.refresh()), view);
    provide_context(story);
    desk.set_story(Some(story));
    on_cleanup(move || {
        // The next story may be on the screen already.
        if desk.story().is_some_and(|now| now.view == story.view) {
            desk.set_story(None);
        }
    });
    let editable = Memo::new(move |_| story.editable());
    let over = RwSignal::new(false);
    view! {
        <article
            class="manuscript"
            data-undo="story"
            class:manuscript--reading=move || !editable.get()
            class:manuscript--over=move || over.get() && editable.get()
            class:manuscript--inspector=move || story.inspector.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                if editable.get_untracked() {
                    adding::add_dropped(desk, story, &event);
                }
            }
        >
            <StoryBar />
            <Notes />
            <StoryProgress />
            {move || editable.get().then(|| view! { <Toolbar /> })}
            <FindBar />
            <div class="manuscript__columns">
                <div class="paper" data-pane>
                    <div class="paper__sheet">
                        <Fields />
                        <LeadFigure />
                        <StoryBody />
                    </div>
                </div>
                <Inspector />
            </div>
            <Offers />
            <StatusLine />
            <Revisions />
            <ToolDialogs />
            {move || story.reassigning.get().then(|| view! { <ReassignDialog /> })}
        </article>
    }
}

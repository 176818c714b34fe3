//! The desk: shelves, a list, and the story, side by side.

mod first_steps;
pub(crate) mod folding;
pub(crate) mod keys;
mod list;
mod rail;

use crate::texts::Texts;
use crate::{
    archive::ArchivePage,
    desk::{list::ArticleList, rail::Rail},
    documents::import::ImportDialog,
    keeping::KeepingPage,
    palette::{Palette, sheet::KeysSheet},
    sections::SectionsPage,
    sending::{conflict::ConflictDialog, outbox::Outbox},
    sites::SitesPage,
    staff::{StaffPage, password::OwnPassword},
    state::{desk::Desk, place::Place},
    story::StoryScreen,
    templates::TemplatesPage,
    tools::{focus, zoom},
};
use leptos::prelude::*;
use newsroom::Role;

/// The window of who is signed in.
#[component]
pub(crate) fn DeskScreen() -> impl IntoView {
    let desk = Desk::here();
    let page = move || desk.place.get().is_page();
    Effect::new(move |_| zoom::show(desk.overlays.zoom.get()));
    focus::leave_with_the_story(desk);
    folding::follow(desk);
    let beside = move || !page() && desk.opened.with(Option::is_some);
    view! {
        <div
            class="desk"
            class:desk--page=page
            class:desk--story=beside
            class:desk--list=move || desk.overlays.list.get()
            class:desk--focus=move || desk.overlays.focus.get()
        >
            <Rail />
            {move || match desk.place.get() {
                Place::Shelf(_) => view! { <ArticleList /> }.into_any(),
                Place::Outbox => view! { <Outbox /> }.into_any(),
                Place::Archive => view! { <ArchivePage /> }.into_any(),
                Place::Sites => view! { <SitesPage /> }.into_any(),
                Place::Staff => view! { <StaffPage /> }.into_any(),
                Place::Templates => view! { <TemplatesPage /> }.into_any(),
                Place::Sections => view! { <SectionsPage /> }.into_any(),
                Place::Keeping => view! { <KeepingPage /> }.into_any(),
            }}
            // The story stays in the page behind the others, with all that is typed in it.
            <main
                class="desk__story"
                aria-label=desk.t.said(Texts::main_column)
                data-pane
                hidden=page
                on:pointerdown=move |event| folding::pressed(desk, &event)
            >
                {move || match desk.opened.get() {
                    Some(view) => view! { <StoryScreen view=view /> }.into_any(),
                    None => view! { <NoStory /> }.into_any(),
                }}
            </main>
            <ImportDialog />
        </div>
        <Palette />
        <KeysSheet />
        <OwnPassword />
        <ConflictDialog />
    }
}

#[component]
fn NoStory() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let words = move || match desk.role() {
        Some(Role::Reporter) => t.pick_or_write(),
        _ => t.pick_story(),
    };
    view! {
        <div class="empty">
            <p class="empty__mark" aria-hidden="true">{t.said(Texts::app_name)}</p>
            <p>{words}</p>
        </div>
    }
}

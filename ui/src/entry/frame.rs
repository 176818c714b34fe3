//! The frame of the screens before the desk.

use crate::{state::desk::Desk, switches::Switches, texts::Texts};
use leptos::prelude::*;

/// The frame of these screens: the program's name on one side, the form on the other.
#[component]
pub(crate) fn EntryFrame(
    /// The form.
    children: Children,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let newsroom =
        move || desk.session.welcome.with(|welcome| welcome.as_ref().and_then(|welcome| welcome.newsroom.clone()));
    let foot = move || {
        desk.session.welcome.with(|welcome| {
            welcome.as_ref().map(|welcome| (t.version(&welcome.version), t.kept_in(&welcome.data_folder)))
        })
    };
    view! {
        <div class="entry">
            <header class="entry__brand">
                <p class="entry__mark">{t.said(Texts::app_name)}</p>
                <h1 class="entry__title">{move || newsroom().unwrap_or_else(|| t.welcome().to_owned())}</h1>
                <p class="entry__line">{t.said(Texts::welcome_more)}</p>
                <div class="entry__foot">
                    {move || foot().map(|(version, folder)| view! { <p>{version}</p> <p class="entry__folder">{folder}</p> })}
                </div>
            </header>
            <main class="entry__main">
                <div class="entry__sheet">{children()}</div>
                <Switches />
            </main>
        </div>
    }
}

//! Which screen stands in the window.

use crate::texts::Texts;
use crate::{
    bridge::{clock, shell},
    desk,
    entry::{Broken, EntryFrame, FirstRun, SignIn},
    notice::Notice,
    rescue::LeavingDialog,
    state::{desk::Desk, leaving::Going, settings},
};
use contract::{CHANGED, CLOSING, PROGRESS, people::CloseWindow};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Opening,
    Broken,
    FirstRun,
    SignIn,
    Desk,
}

/// The whole window.
#[component]
pub(crate) fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    provide_context(desk.t);
    Effect::new(move |_| settings::keep_language(desk.t.lang()));
    Effect::new(move |_| settings::keep_theme(desk.theme.get()));
    if !shell::is_in_shell() {
        return view! {
            <EntryFrame>
                <p class="entry__more">{desk.t.said(Texts::no_shell)}</p>
            </EntryFrame>
        }
        .into_any();
    }
    spawn_local(begin(desk));
    let screen = Memo::new(move |_| {
        desk.session.welcome.with(|welcome| match welcome {
            None => Screen::Opening,
            Some(welcome) if welcome.trouble.is_some() => Screen::Broken,
            Some(welcome) if welcome.newsroom.is_none() => Screen::FirstRun,
            Some(_) if desk.session.staff.with(Option::is_none) => Screen::SignIn,
            Some(_) => Screen::Desk,
        })
    });
    Effect::new(move |noted: Option<bool>| {
        let usable = screen.get() != Screen::Opening;
        if usable && noted != Some(true) {
            clock::note_when_painted("newsdesk-usable");
        }
        usable
    });
    view! {
        {move || match screen.get() {
            Screen::Opening => view! { <p class="opening" role="status">{desk.t.said(Texts::loading)}</p> }.into_any(),
            Screen::Broken => view! { <Broken /> }.into_any(),
            Screen::FirstRun => view! { <FirstRun /> }.into_any(),
            Screen::SignIn => view! { <SignIn /> }.into_any(),
            Screen::Desk => view! { <desk::DeskScreen /> }.into_any(),
        }}
        <LeavingDialog />
        <Notice />
    }
    .into_any()
}

async fn begin(desk: Desk) {
    desk::keys::listen(desk);
    shell::listen(CHANGED, move |changes| desk.changed(&changes)).await;
    shell::listen(PROGRESS, move |sending| desk.progressed(sending)).await;
    shell::listen(CLOSING, move |()| spawn_local(close(desk))).await;
    desk.greet().await;
    loop {
        clock::sleep(Duration::from_secs(30)).await;
        desk.now.set(clock::now());
    }
}

/// The window is to close: it may, once everything typed is on disk.
async fn close(desk: Desk) {
    if desk.may_go(Going::Close).await
        && let Err(failure) = shell::ask(CloseWindow {}).await
    {
        desk.say_failure(&failure);
    }
}

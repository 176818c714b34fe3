//! Which screen stands in the window.

use crate::texts::Texts;
use crate::{
    bridge::{clock, shell},
    desk,
    entry::{Broken, EntryFrame, FirstRun, SignIn},
    keeping,
    notice::Notice,
    rescue::LeavingDialog,
    state::{desk::Desk, leaving::Going, settings},
    tools::zoom,
};
use contract::{CHANGED, CLOSING, DEFECT, Defect, KEPT, OPENING, Opening, PROGRESS, people::CloseWindow};
use futures_util::future::{join, join5};
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
    if shell::is_in_shell() {
        Effect::new(move |_| zoom::show_window(desk.overlays.window_zoom.get()));
    }
    if !shell::is_in_shell() {
        return view! {
            <EntryFrame>
                <p class="entry__more">{desk.t.said(Texts::no_shell)}</p>
            </EntryFrame>
        }
        .into_any();
    }
    let opening = RwSignal::new(None::<Opening>);
    spawn_local(begin(desk, opening));
    // What was found before anybody signed in is told to who does.
    Effect::new(move |_| {
        if desk.session.staff.with(Option::is_some) {
            spawn_local(keeping::refresh(desk));
        }
    });
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
            Screen::Opening => view! { <OpeningScreen opening=opening /> }.into_any(),
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

/// Until it is known what is here: that it is being opened and, where that takes long, how far it is.
#[component]
fn OpeningScreen(
    /// How far, once that is told.
    opening: RwSignal<Option<Opening>>,
) -> impl IntoView {
    let t = Desk::here().t;
    let counted = move |Opening { done, total }: Opening| {
        let count = |number: u32| t.count(number as usize);
        view! {
            <progress class="opening__bar" max=total prop:value=done aria-label=t.said(Texts::opening_folds)></progress>
            <span data-testid="opening-count">{t.opening_folded(&count(done), &count(total))}</span>
        }
    };
    view! {
        <div class="opening">
            <p role="status">{t.said(Texts::loading)}</p>
            {move || opening.get().map(counted)}
        </div>
    }
}

async fn begin(desk: Desk, opening: RwSignal<Option<Opening>>) {
    desk::keys::listen(desk);
    // One way to the shell and back for all; what is asked for afterwards cannot change unheard.
    let heard = join5(
        shell::listen(CHANGED, move |changes| desk.changed(&changes)),
        shell::listen(PROGRESS, move |sending| desk.progressed(sending)),
        shell::listen(DEFECT, move |Defect { work, detail }| {
            leptos::logging::warn!("{work:?}: {detail}");
            desk.say_trouble(untrack(|| desk.t.defect(work)));
        }),
        shell::listen(KEPT, move |()| spawn_local(keeping::refresh(desk))),
        shell::listen(CLOSING, move |()| spawn_local(close(desk))),
    );
    join(heard, shell::listen(OPENING, move |told| opening.set(Some(told)))).await;
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

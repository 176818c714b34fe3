//! Before the desk: first run, signing in, and what is said when the store cannot be opened.

mod first_run;
mod sign_in;

pub(crate) use first_run::FirstRun;
pub(crate) use sign_in::{SignIn, initial};

use crate::{bridge::shell, state::desk::Desk, switches::Switches, texts::Texts, widgets::button::Button};
use contract::{FailureCode, people::ShowOther};
use leptos::{prelude::*, task::spawn_local};

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

/// The store cannot be opened: what is wrong and what helps.
#[component]
pub(crate) fn Broken() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let words = move || {
        desk.session.welcome.with(|welcome| {
            welcome.as_ref().and_then(|welcome| welcome.trouble.as_ref()).map(|trouble| t.failure(trouble))
        })
    };
    let elsewhere = move || {
        desk.session.welcome.with(|welcome| {
            let trouble = welcome.as_ref().and_then(|welcome| welcome.trouble.as_ref());
            trouble.is_some_and(|trouble| trouble.code == FailureCode::AlreadyOpen)
        })
    };
    let show = move || {
        spawn_local(async move {
            match shell::ask(ShowOther {}).await {
                Ok(true) => {}
                Ok(false) => desk.say_trouble(untrack(|| t.show_other_failed())),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    };
    view! {
        <EntryFrame>
            <p class="trouble" role="alert" data-testid="failure">{words}</p>
            {move || {
                elsewhere()
                    .then(|| {
                        view! {
                            <Button main=true hook="show-other" press=move |()| show()>
                                {t.show_other()}
                            </Button>
                        }
                    })
            }}
            <Button
                hook="try-again"
                main=Signal::derive(move || !elsewhere())
                press=move |()| spawn_local(desk.greet())
            >
                {t.said(Texts::try_again)}
            </Button>
        </EntryFrame>
    }
}

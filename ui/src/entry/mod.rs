//! Before the desk: first run, signing in, and what is said when the store cannot be opened.

mod first_run;
mod frame;
mod sign_in;

pub(crate) use first_run::FirstRun;
pub(crate) use frame::EntryFrame;
pub(crate) use sign_in::{SignIn, initial};

use crate::{
    bridge::shell,
    keeping::{Remains, helps_against},
    state::desk::Desk,
    texts::Texts,
    widgets::button::Button,
};
use contract::{FailureCode, people::ShowOther};
use leptos::{prelude::*, task::spawn_local};

/// The store cannot be opened: what is wrong and what helps.
#[component]
pub(crate) fn Broken() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let words = move || {
        desk.session.welcome.with(|welcome| {
            welcome.as_ref().and_then(|welcome| welcome.trouble.as_ref()).map(|trouble| match trouble.code {
                // Nobody is signed in, and the ways are on this page.
                FailureCode::StoreDamaged => t.keeping_not_opened().to_owned(),
                _ => t.failure(trouble),
            })
        })
    };
    let elsewhere = move || {
        desk.session.welcome.with(|welcome| {
            let trouble = welcome.as_ref().and_then(|welcome| welcome.trouble.as_ref());
            trouble.is_some_and(|trouble| trouble.code == FailureCode::AlreadyOpen)
        })
    };
    let may_be_helped = Memo::new(move |_| {
        desk.session.welcome.with(|welcome| {
            let trouble = welcome.as_ref().and_then(|welcome| welcome.trouble.as_ref());
            trouble.is_some_and(|trouble| helps_against(&trouble.code))
        })
    });
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
                                {move || t.show_other()}
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
            {move || may_be_helped.get().then(|| view! { <Remains /> })}
        </EntryFrame>
    }
}

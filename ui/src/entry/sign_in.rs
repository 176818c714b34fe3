//! Signing in.

use crate::{
    bridge::{editor, shell},
    entry::frame::EntryFrame,
    state::desk::Desk,
    texts::Texts,
    widgets::{
        button::Button,
        form::{FormField, FormTrouble},
        typed::trimmed,
    },
};
use contract::{Failure, Field, people};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::Staff;

/// The form, and in the ready newsroom a card for everybody who may be tried.
#[component]
pub(crate) fn SignIn() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let trouble = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let [login, password] = [(); 2].map(|()| NodeRef::<html::Input>::new());

    let enter = move |login: String, password: String| {
        spawn_local(async move {
            busy.set(true);
            trouble.set(None);
            let answer = shell::ask(people::SignIn { login, password }).await;
            busy.set(false);
            match answer {
                Ok(staff) => {
                    desk.enter(staff);
                    desk.greet().await;
                }
                Err(failure) => trouble.set(Some(failure)),
            }
        });
    };
    let submit = move || {
        spawn_local(async move {
            editor::finish_typing().await;
            let password = password.get_untracked().map(|input| input.value()).unwrap_or_default();
            enter(trimmed(login), password);
        });
    };
    let (trial, trial_password) = untrack(|| {
        desk.session.welcome.with(|welcome| {
            let welcome = welcome.as_ref();
            let staff = welcome.map(|welcome| welcome.trial_staff.clone()).unwrap_or_default();
            (staff, welcome.and_then(|welcome| welcome.trial_password.clone()).unwrap_or_default())
        })
    });
    let is_trial = !trial.is_empty();
    let cards = trial.into_iter().map(move |staff| {
        let Staff { login, name, role, .. } = staff;
        let (hook, password) = (format!("trial-{login}"), trial_password.clone());
        view! {
            <li>
                <button
                    type="button"
                    class="trial"
                    data-testid=hook
                    disabled=move || busy.get()
                    on:click=move |_| enter(login.clone(), password.clone())
                >
                    <span class="trial__mark" aria-hidden="true">{initial(&name)}</span>
                    <span class="trial__words">
                        <strong>{name.clone()}</strong>
                        <span>{move || t.role(role)}</span>
                        <small>{move || t.role_more(role)}</small>
                    </span>
                </button>
            </li>
        }
    });
    view! {
        <EntryFrame>
            {is_trial
                .then(|| {
                    view! {
                        <section class="entry__offer">
                            <h2 class="form__title">{t.said(Texts::trial_staff)}</h2>
                            <ul class="trials">{cards.collect_view()}</ul>
                        </section>
                        <p class="entry__or"><span>{t.said(Texts::or)}</span></p>
                    }
                })}
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <h2 class="form__title">{move || if is_trial { t.or_type() } else { t.sign_in() }}</h2>
                <div class="form__pair">
                    <FormField
                        id="login"
                        label=t.said(Texts::login)
                        autocomplete="username"
                        node=login
                        trouble=trouble
                        about=Field::Login
                    />
                    <FormField
                        id="password"
                        label=t.said(Texts::password)
                        kind="password"
                        autocomplete="current-password"
                        node=password
                        trouble=trouble
                        about=Field::Password
                    />
                </div>
                <FormTrouble trouble=trouble />
                <Button main=true hook="sign-in" disabled=busy submit=true>
                    {t.said(Texts::sign_in)}
                </Button>
            </form>
        </EntryFrame>
    }
}

/// The first letter of the given name, which in Vietnamese stands last.
pub(crate) fn initial(name: &str) -> String {
    name.split_whitespace().next_back().and_then(|given| given.chars().next()).map(String::from).unwrap_or_default()
}

//! First run: make a newsroom, or try the ready one.

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
use contract::{
    Failure, Field,
    people::{MakeNewsroom, TryReadyNewsroom, Welcome},
};
use leptos::{html, prelude::*, task::spawn_local};

/// The first screen of a new data folder.
#[component]
pub(crate) fn FirstRun() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let trouble = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let [newsroom, name, login, password] = [(); 4].map(|()| NodeRef::<html::Input>::new());

    let made = move |answer: Result<Welcome, Failure>| {
        busy.set(false);
        match answer {
            Ok(welcome) => {
                let staff = welcome.staff.clone();
                desk.session.welcome.set(Some(welcome));
                if let Some(staff) = staff {
                    desk.enter(staff);
                }
            }
            Err(failure) => trouble.set(Some(failure)),
        }
    };
    let make = move || {
        spawn_local(async move {
            editor::finish_typing().await;
            busy.set(true);
            trouble.set(None);
            let password = password.get_untracked().map(|input| input.value()).unwrap_or_default();
            let request =
                MakeNewsroom { newsroom: trimmed(newsroom), name: trimmed(name), login: trimmed(login), password };
            made(shell::ask(request).await);
        });
    };
    let try_ready = move || {
        spawn_local(async move {
            busy.set(true);
            trouble.set(None);
            made(shell::ask(TryReadyNewsroom {}).await);
        });
    };
    view! {
        <EntryFrame>
            <section class="entry__offer">
                <Button main=true large=true hook="try-ready" disabled=busy press=move |()| try_ready()>
                    {t.said(Texts::try_ready)}
                </Button>
                <p class="entry__more">{t.said(Texts::try_ready_more)}</p>
            </section>
            <p class="entry__or"><span>{t.said(Texts::or)}</span></p>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    make();
                }
            >
                <h2 class="form__title">{t.said(Texts::make_newsroom)}</h2>
                <p class="entry__more">{t.said(Texts::make_newsroom_more)}</p>
                <FormField id="newsroom-name" label=t.said(Texts::newsroom_name) node=newsroom />
                <FormField id="chief-name" label=t.said(Texts::your_name) node=name trouble=trouble about=Field::Name />
                <div class="form__pair">
                    <FormField
                        id="login"
                        label=t.said(Texts::login)
                        hint=Texts::login_hint
                        node=login
                        trouble=trouble
                        about=Field::Login
                    />
                    <FormField
                        id="password"
                        label=t.said(Texts::password)
                        hint=Texts::password_hint
                        kind="password"
                        node=password
                        trouble=trouble
                        about=Field::Password
                    />
                </div>
                <FormTrouble trouble=trouble />
                <Button hook="make-newsroom" disabled=busy submit=true>
                    {t.said(Texts::make_it)}
                </Button>
            </form>
        </EntryFrame>
    }
}

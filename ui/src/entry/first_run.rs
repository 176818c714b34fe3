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
    let preparing = RwSignal::new(false);
    let [newsroom, name, login, password] = [(); 4].map(|()| NodeRef::<html::Input>::new());
    let sections = NodeRef::<html::Textarea>::new();

    let made = move |answer: Result<Welcome, Failure>| {
        busy.set(false);
        preparing.set(false);
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
            let sections = sections.get_untracked().map(|field| field.value()).unwrap_or_default();
            let (newsroom, name, login) = (trimmed(newsroom), trimmed(name), trimmed(login));
            let request = MakeNewsroom { newsroom, sections, name, login, password };
            made(shell::ask(request).await);
        });
    };
    let unread =
        move || trouble.with(|trouble| trouble.as_ref().is_some_and(|trouble| trouble.about == Some(Field::Sections)));
    let try_ready = move || {
        spawn_local(async move {
            busy.set(true);
            trouble.set(None);
            preparing.set(true);
            made(shell::ask(TryReadyNewsroom { stories: true }).await);
        });
    };
    view! {
        <EntryFrame>
            <section class="entry__offer">
                <Button main=true large=true hook="try-ready" disabled=busy press=move |()| try_ready()>
                    {t.said(Texts::try_ready)}
                </Button>
                <p class="entry__more" role="status">
                    {move || if preparing.get() { t.preparing_ready() } else { t.try_ready_more() }}
                </p>
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
                <div class="field">
                    <label class="field__label" for="first-sections">{t.said(Texts::first_sections)}</label>
                    <textarea
                        id="first-sections"
                        class="field__input"
                        data-testid="first-sections"
                        rows="4"
                        spellcheck="false"
                        aria-describedby="first-sections-hint"
                        aria-invalid=move || unread().then_some("true")
                        prop:value=untrack(|| t.first_sections_usual())
                        node_ref=sections
                    ></textarea>
                    <p class="field__hint" id="first-sections-hint">{t.said(Texts::first_sections_hint)}</p>
                </div>
                <FormTrouble trouble=trouble />
                <Button hook="make-newsroom" disabled=busy submit=true>
                    {t.said(Texts::make_it)}
                </Button>
            </form>
        </EntryFrame>
    }
}

//! People of the newsroom, and the form that adds one.

mod leaving;
mod line;
pub(crate) mod password;
pub(crate) mod taking;

use crate::{
    bridge::{editor, shell},
    staff::line::PersonLine,
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
    people::{AddStaff, Colleague, ListStaff},
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::Role;

/// The page of the staff.
#[component]
pub(crate) fn StaffPage() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let people = RwSignal::new(Vec::<Colleague>::new());
    let trouble = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let role = RwSignal::new(Role::Reporter);
    let [name, login, password] = [(); 3].map(|()| NodeRef::<html::Input>::new());
    let load = move || {
        spawn_local(async move {
            match shell::ask(ListStaff {}).await {
                Ok(list) => drop(people.try_set(list)),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    };
    load();
    let add = move || {
        spawn_local(async move {
            editor::finish_typing().await;
            busy.set(true);
            trouble.set(None);
            let secret = password.get_untracked().map(|input| input.value()).unwrap_or_default();
            let request =
                AddStaff { name: trimmed(name), login: trimmed(login), role: role.get_untracked(), password: secret };
            let answer = shell::ask(request).await;
            busy.try_set(false);
            match answer {
                Ok(person) => {
                    for field in [name, login, password] {
                        if let Some(input) = field.get_untracked() {
                            input.set_value("");
                        }
                    }
                    desk.say(untrack(|| t.staff_added(&person.name)));
                    load();
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    let line = move |person: Colleague| view! { <PersonLine person=person load=Callback::new(move |()| load()) /> };
    let roles = move || {
        let option = |choice: Role| {
            view! {
                <label class="choice-line">
                    <input
                        type="radio"
                        name="role"
                        prop:checked=move || role.get() == choice
                        on:change=move |_| role.set(choice)
                    />
                    <span>
                        {move || t.role(choice)} <small>{move || t.role_more(choice)}</small>
                    </span>
                </label>
            }
        };
        Role::ALL.map(option).collect_view()
    };
    view! {
        <main class="page-screen" aria-label=t.said(Texts::staff_title) data-pane>
            <h1 class="page-screen__title">{t.said(Texts::staff_title)}</h1>
            <div class="page-screen__columns">
                <ul class="people">{move || people.get().into_iter().map(line).collect_view()}</ul>
                <form
                    class="form form--boxed"
                    on:submit=move |event| {
                        event.prevent_default();
                        add();
                    }
                >
                    <h2 class="form__title">{t.said(Texts::staff_add)}</h2>
                    <FormField id="staff-name" label=t.said(Texts::staff_name) node=name trouble=trouble about=Field::Name />
                    <FormField
                        id="staff-login"
                        label=t.said(Texts::login)
                        hint=Texts::login_hint
                        node=login
                        trouble=trouble
                        about=Field::Login
                    />
                    <fieldset class="field fieldset">
                        <legend class="field__label">{t.said(Texts::staff_role)}</legend>
                        {roles}
                    </fieldset>
                    <FormField
                        id="staff-password"
                        label=t.said(Texts::staff_first_password)
                        hint=Texts::password_hint
                        kind="password"
                        autocomplete="new-password"
                        node=password
                        trouble=trouble
                        about=Field::Password
                    />
                    <FormTrouble trouble=trouble />
                    <Button main=true hook="staff-add" disabled=busy submit=true>
                        {t.said(Texts::staff_add_it)}
                    </Button>
                </form>
            </div>
        </main>
    }
}

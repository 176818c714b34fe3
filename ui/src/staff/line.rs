//! A person of the newsroom, and what becomes of the account.

use crate::{
    bridge::{editor::finish_typing, shell},
    entry::initial,
    staff::leaving::{LeavingDialog, StoriesDialog},
    state::desk::Desk,
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
        form::{FormField, FormTrouble},
    },
};
use contract::{
    Failure, Field,
    people::{ChangeRole, Colleague, GivePassword, SetLeft},
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::{Actor, Role};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Leaving,
    Stories,
    Password,
}

/// The line of a person; the chief's own has no way to be changed here.
#[component]
pub(crate) fn PersonLine(
    /// Who.
    person: Colleague,
    /// Asks for the list anew.
    load: Callback<()>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let asked = RwSignal::new(None::<Asked>);
    let staff = StoredValue::new(person.staff.clone());
    let colleague = StoredValue::new(person.clone());
    let unfinished = usize::try_from(person.unfinished).unwrap_or_default();
    let (id, name, gone) = (person.staff.id, person.staff.name.clone(), person.left_at.is_some());
    let own = desk.actor().and_then(Actor::person) == Some(id);
    let done = move |answer: Result<(), Failure>| {
        if let Err(failure) = answer {
            desk.say_failure(&failure);
        }
        load.run(());
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let Some(role) = Role::ALL.into_iter().find(|role| format!("{role:?}") == chosen) else { return };
        spawn_local(async move { done(shell::ask(ChangeRole { staff: id, role }).await) });
    };
    let roles = {
        let now = person.staff.role;
        move || {
            let option = |role: Role| {
                view! { <option value=format!("{role:?}") prop:selected=role == now>{t.role(role)}</option> }
            };
            Role::ALL.map(option).collect_view()
        }
    };
    let come_back = move |()| {
        let request = SetLeft { staff: id, left: false, stories_to: None };
        spawn_local(async move { done(shell::ask(request).await.map(drop)) });
    };
    let close = Callback::new(move |()| asked.set(None));
    // Of the line, not of a dialogue: the answer comes when that is gone.
    let told = Callback::new(done);
    view! {
        <li class="person person--line" data-testid="person" class:person--gone=gone>
            <span class="person__mark" aria-hidden="true">{initial(&name)}</span>
            <p class="person__words">
                <strong>{name.clone()}</strong>
                <small>
                    {move || if gone { t.staff_left() } else { t.role(staff.with_value(|staff| staff.role)) }} " · "
                    {person.staff.login}
                    {move || (unfinished > 0).then(|| format!(" · {}", t.staff_unfinished(&t.count(unfinished))))}
                </small>
            </p>
            {(!own && !gone)
                .then(|| {
                    view! {
                        <select
                            class="field__input person__role"
                            data-testid="person-role"
                            aria-label=move || staff.with_value(|staff| t.staff_role_of(&staff.name))
                            on:change=choose
                        >
                            {roles}
                        </select>
                        <Button small=true hook="person-password" press=move |()| asked.set(Some(Asked::Password))>
                            {t.said(Texts::staff_new_password)}
                        </Button>
                        <Button small=true danger=true hook="person-leave" press=move |()| asked.set(Some(Asked::Leaving))>
                            {t.said(Texts::staff_leave)}
                        </Button>
                    }
                })}
            {(gone && unfinished > 0)
                .then(|| {
                    view! {
                        <Button small=true hook="person-stories" press=move |()| asked.set(Some(Asked::Stories))>
                            {t.said(Texts::reassign_stories)}
                        </Button>
                    }
                })}
            {gone
                .then(|| {
                    view! {
                        <Button small=true hook="person-back" press=come_back>
                            {t.said(Texts::staff_back)}
                        </Button>
                    }
                })}
            {move || match asked.get() {
                None => ().into_any(),
                Some(Asked::Password) => {
                    view! { <PasswordDialog person=staff.get_value() close=close /> }.into_any()
                }
                Some(Asked::Leaving) => {
                    view! { <LeavingDialog person=colleague.get_value() close=close done=told /> }.into_any()
                }
                Some(Asked::Stories) => {
                    view! { <StoriesDialog person=colleague.get_value() close=close done=told /> }.into_any()
                }
            }}
        </li>
    }
}

#[component]
fn PasswordDialog(
    /// Whose.
    person: newsroom::Staff,
    /// Called when the dialogue is to go.
    close: Callback<()>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let node = NodeRef::<html::Input>::new();
    let trouble = RwSignal::new(None::<Failure>);
    let (id, name) = (person.id, person.name);
    let give = move || {
        spawn_local(async move {
            finish_typing().await;
            let password = node.get_untracked().map(|input| input.value()).unwrap_or_default();
            match shell::ask(GivePassword { staff: id, password }).await {
                Ok(()) => {
                    desk.say(untrack(|| t.password_changed()));
                    close.run(());
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.staff_password_title(&name)) close=close>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    give();
                }
            >
                <FormField
                    id="given-password"
                    label=t.said(Texts::password_new)
                    hint=Texts::password_hint
                    kind="password"
                    autocomplete="new-password"
                    node=node
                    trouble=trouble
                    about=Field::Password
                />
                <FormTrouble trouble=trouble />
                <DialogFoot cancel=move |()| close.run(()) confirm=t.said(Texts::staff_new_password) />
            </form>
        </Dialog>
    }
}

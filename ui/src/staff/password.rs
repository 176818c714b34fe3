//! Changing one's own password.

use crate::{
    bridge::{editor::finish_typing, shell},
    state::{desk::Desk, overlays::Over},
    texts::Texts,
    widgets::{
        dialog::{Dialog, DialogFoot},
        form::{FormField, FormTrouble},
    },
};
use contract::{Failure, people::ChangePassword};
use leptos::{html, prelude::*, task::spawn_local};

/// The dialogue, while it is open.
#[component]
pub(crate) fn OwnPassword() -> impl IntoView {
    let desk = Desk::here();
    let open = Memo::new(move |_| desk.overlays.over.get() == Some(Over::Password));
    view! { {move || open.get().then(|| view! { <Form /> })} }
}

#[component]
fn Form() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let [old, new] = [(); 2].map(|()| NodeRef::<html::Input>::new());
    let trouble = RwSignal::new(None::<Failure>);
    let close = move || desk.overlays.over.set(None);
    let change = move || {
        spawn_local(async move {
            finish_typing().await;
            let typed =
                |node: NodeRef<html::Input>| node.get_untracked().map(|input| input.value()).unwrap_or_default();
            match shell::ask(ChangePassword { old: typed(old), new: typed(new) }).await {
                Ok(()) => {
                    desk.say(untrack(|| t.password_changed()));
                    close();
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.password_change().to_owned()) close=Callback::new(move |()| close())>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    change();
                }
            >
                <FormField id="old-password" label=t.said(Texts::password_old) kind="password" autocomplete="current-password" node=old />
                <FormField
                    id="new-password"
                    label=t.said(Texts::password_new)
                    hint=Texts::password_hint
                    kind="password"
                    autocomplete="new-password"
                    node=new
                />
                <FormTrouble trouble=trouble />
                <DialogFoot cancel=move |()| close() confirm=t.said(Texts::password_change) />
            </form>
        </Dialog>
    }
}

//! The dialogue that keeps the present state under a name.

use crate::{
    bridge::{editor::finish_typing, shell},
    state::{desk::Desk, dialogs::Showing, story::Story},
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
        typed::trimmed,
    },
};
use contract::{Failure, revisions::KeepRevision};
use leptos::{html, prelude::*, task::spawn_local};

/// Asks for a name, which may be empty, and keeps the story as it is.
#[component]
pub(crate) fn KeepDialog() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let node = NodeRef::<html::Input>::new();
    let trouble = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let close = move || story.revisions.set(None);
    let keep = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            finish_typing().await;
            let name = trimmed(node);
            let kept = match story.flush().await {
                Ok(()) => shell::ask(KeepRevision { article: story.id, name }).await,
                Err(failure) => Err(failure),
            };
            busy.try_set(false);
            match kept {
                Ok(row) => {
                    story.revisions.try_set(None);
                    desk.say(untrack(|| match &row.entry.name {
                        Some(name) => t.kept_as(name),
                        None => t.kept().to_owned(),
                    }));
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.keep_title().to_owned()) close=Callback::new(move |()| close())>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    keep();
                }
            >
                <div class="field">
                    <label class="field__label" for="revision-name">{t.said(Texts::keep_name)}</label>
                    <input
                        id="revision-name"
                        class="field__input field__input--large"
                        data-testid="revision-name"
                        autocomplete="off"
                        spellcheck="false"
                        maxlength="80"
                        autofocus
                        placeholder=t.said(Texts::keep_name_hint)
                        aria-describedby="revision-hint"
                        node_ref=node
                    />
                    <p class="field__hint" id="revision-hint">{t.said(Texts::keep_more)}</p>
                </div>
                <div role="alert">
                    {move || trouble.get().map(|failure| view! { <p class="trouble" data-testid="failure">{t.failure(&failure)}</p> })}
                </div>
                <DialogFoot cancel=move |()| close() confirm=t.said(Texts::keep_it) unavailable=busy>
                    <Button
                        bare=true
                        hook="show-revisions"
                        press=move |()| story.revisions.set(Some(Showing::Timeline))
                    >
                        {t.said(Texts::revisions)}
                    </Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
}

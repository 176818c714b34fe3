//! The story is given to somebody else.

use crate::{
    staff::taking::TakerField,
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::dialog::{Dialog, DialogFoot},
};
use leptos::{prelude::*, task::spawn_local};

/// Asks who goes on with it.
#[component]
pub(crate) fn ReassignDialog() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let chosen = RwSignal::new(None);
    let from = story.view.with_untracked(|view| view.article.author);
    let close = move |()| story.reassigning.set(false);
    let give = move |()| {
        let Some(to) = chosen.get_untracked() else { return };
        spawn_local(async move {
            if story.reassign(from, to).await {
                story.reassigning.try_set(false);
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.reassign_title().to_owned()) close=Callback::new(close)>
            <p>{t.said(Texts::reassign_sure)}</p>
            <TakerField
                id="story-to"
                label=Signal::derive(move || t.reassign_to().to_owned())
                nobody=Signal::derive(move || t.taker_choose().to_owned())
                from=from
                chosen=chosen
            />
            <DialogFoot
                cancel=close
                confirm=t.said(Texts::reassign_it)
                act=give
                unavailable=Signal::derive(move || chosen.get().is_none() || story.busy.get())
            />
        </Dialog>
    }
}

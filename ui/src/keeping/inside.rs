//! What is in a copy, and going back to it.

use crate::{
    bridge::shell,
    keeping::facts::{counts, number},
    state::desk::Desk,
    texts::Texts,
    widgets::dialog::{Dialog, DialogFoot},
};
use contract::{
    Failure,
    keeping::{CopyContents, CopyView, LookIntoCopy, RestoreCopy},
};
use leptos::{prelude::*, task::spawn_local};

/// The dialogue of a copy.
#[component]
pub(crate) fn Inside(
    /// Which.
    copy: CopyView,
    /// The copy that is looked into; none closes the dialogue.
    open: RwSignal<Option<CopyView>>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let found = RwSignal::new(None::<Result<CopyContents, Failure>>);
    let busy = RwSignal::new(false);
    let CopyView { id, at, .. } = copy;
    let asked = id.clone();
    spawn_local(async move {
        let answer = shell::ask(LookIntoCopy { copy: asked }).await;
        found.try_set(Some(answer));
    });
    let close = Callback::new(move |()| open.set(None));
    let restore = Callback::new(move |()| {
        let copy = id.clone();
        spawn_local(async move {
            // The story on the screen goes to the disk first, so that it is in what is put aside.
            if !desk.may_leave().await {
                return;
            }
            busy.set(true);
            let answer = shell::ask(RestoreCopy { copy }).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    open.try_set(None);
                    desk.begin_anew().await;
                    desk.say(untrack(|| t.keeping_restored()));
                }
                Err(failure) => {
                    desk.see_who_is_here().await;
                    desk.say_failure(&failure);
                }
            }
        });
    });
    let sound = move || found.with(|found| matches!(found, Some(Ok(_))));
    view! {
        <Dialog title=Signal::derive(move || t.keeping_at(&t.full_moment(at))) close=close>
            <div class="keeping__inside" data-testid="copy-inside">
                {move || match found.get() {
                    None => view! { <p role="status">{t.loading()}</p> }.into_any(),
                    Some(Err(failure)) => view! { <p class="trouble" role="alert">{t.failure(&failure)}</p> }.into_any(),
                    Some(Ok(contents)) => shown(t, &contents).into_any(),
                }}
                <p class="keeping__more">{t.said(Texts::keeping_restore_more)}</p>
            </div>
            <DialogFoot
                cancel=close
                confirm=t.said(Texts::keeping_restore)
                act=restore
                danger=true
                disabled=Signal::derive(move || busy.get() || !sound())
                hooks=("copy-close", "copy-restore")
            />
        </Dialog>
    }
}

fn shown(t: Texts, contents: &CopyContents) -> impl IntoView + use<> {
    let words = counts(t, contents);
    let missing = contents.photos_missing;
    let stories = contents.newest.clone().into_iter().map(|(headline, at)| {
        let headline = if headline.is_empty() { "…".to_owned() } else { headline };
        view! { <li>{headline} " " <small>{t.full_moment(at)}</small></li> }
    });
    view! {
        <p><strong>{words}</strong></p>
        {(missing > 0).then(|| view! { <p class="trouble">{t.keeping_photos_lacking(&number(t, missing))}</p> })}
        <h3 class="form__title">{t.keeping_newest()}</h3>
        <ul class="keeping__stories">{stories.collect_view()}</ul>
    }
}

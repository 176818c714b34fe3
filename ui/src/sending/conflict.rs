//! A story that was changed on the site: ours and theirs side by side, chosen paragraph by paragraph.

use crate::{
    bridge::shell,
    state::desk::Desk,
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
    },
};
use contract::{
    photos::address,
    sending::{CompareWithSite, Conflict, Resolution, ResolveConflict},
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{
    ArticleId, Picture,
    merge::{Chunk, ChunkKind, Side, ThreeWayText, texts},
};

/// The dialogue, while a story waits for it.
#[component]
pub(crate) fn ConflictDialog() -> impl IntoView {
    let desk = Desk::here();
    move || desk.conflict.get().map(|article| view! { <Choosing article=article /> })
}

#[component]
fn Choosing(article: ArticleId) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let conflict = RwSignal::new(None::<Conflict>);
    // The headline, the standfirst, then the chunks.
    let choices = RwSignal::new(Vec::<Side>::new());
    let busy = RwSignal::new(false);
    let close = move || desk.conflict.set(None);
    let load = move || {
        spawn_local(async move {
            match shell::ask(CompareWithSite { article }).await {
                Ok(found) => {
                    let lines = [found.headline.kind(), found.standfirst.kind()];
                    let kinds = lines.into_iter().chain(found.chunks.iter().map(|chunk| chunk.kind));
                    choices.try_set(kinds.map(ChunkKind::default_side).collect());
                    conflict.try_set(Some(found));
                }
                Err(failure) => {
                    close();
                    desk.say_failure(&failure);
                }
            }
        });
    };
    load();
    let choose_all = move |side: Side| choices.update(|choices| choices.iter_mut().for_each(|choice| *choice = side));
    let resolve = move || {
        let Some(token) = conflict.with_untracked(|conflict| conflict.as_ref().map(|conflict| conflict.token.clone()))
        else {
            return;
        };
        let chosen = choices.get_untracked();
        let (Some(headline), Some(standfirst)) = (chosen.first().copied(), chosen.get(1).copied()) else { return };
        let ours = chosen.iter().all(|side| *side == Side::Ours);
        busy.set(true);
        spawn_local(async move {
            let resolution = Resolution { token, headline, standfirst, chunks: chosen[2..].to_vec() };
            let answer = shell::ask(ResolveConflict { article, resolution }).await;
            busy.try_set(false);
            match answer {
                Ok(view) => {
                    close();
                    desk.show(Ok(view));
                    desk.refresh();
                    desk.say(untrack(|| if ours { t.site_copy_replaced() } else { t.taken() }));
                }
                Err(failure) => {
                    desk.say_failure(&failure);
                    load();
                }
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.conflict_title().to_owned()) close=Callback::new(move |()| close()) large=true>
            <div class="conflict-sheet">
            <p class="conflict__more">{t.said(Texts::conflict_more)}</p>
            <div class="conflict" data-testid="conflict" tabindex="0">
                {move || conflict.get().map(|conflict| rows(t, conflict, choices))}
            </div>
            <DialogFoot
                cancel=move |()| close()
                confirm=t.said(Texts::settle)
                act=move |()| resolve()
                disabled=Signal::derive(move || busy.get() || conflict.with(Option::is_none))
                hooks=("dialog-cancel", "settle")
            >
                <Button hook="all-ours" press=move |()| choose_all(Side::Ours)>{t.said(Texts::all_ours)}</Button>
                <Button hook="all-theirs" press=move |()| choose_all(Side::Theirs)>{t.said(Texts::all_theirs)}</Button>
            </DialogFoot>
            </div>
        </Dialog>
    }
}

fn rows(t: Texts, conflict: Conflict, choices: RwSignal<Vec<Side>>) -> AnyView {
    let Conflict { headline, standfirst, chunks, pictures, others, lost, .. } = conflict;
    let lines = [(headline, t.headline()), (standfirst, t.standfirst())];
    let mut rows: Vec<AnyView> = Vec::new();
    if !others.is_empty() {
        let others: Vec<String> = others.iter().map(|other| t.difference(other)).collect();
        rows.push(view! { <p class="conflict__note">{t.other_changes()} " " {others.join(", ")}</p> }.into_any());
    }
    if !lost.is_empty() {
        rows.push(view! { <p class="conflict__note">{t.lost_there()} " " {lost.join(", ")}</p> }.into_any());
    }
    for (place, (three, name)) in lines.into_iter().enumerate() {
        let kind = three.kind();
        let ThreeWayText { ours, theirs, .. } = three;
        rows.push(row(t, name, kind, place, vec![(ours, None)], vec![(theirs, None)], choices));
    }
    for (place, Chunk { kind, ours, theirs, .. }) in chunks.into_iter().enumerate() {
        let said = |blocks: &[newsroom::body::Block]| {
            let picture = |id| pictures.iter().find(|picture| picture.photo == id).copied();
            texts(blocks).into_iter().map(|(_, text, photo)| (text, photo.and_then(picture))).collect()
        };
        rows.push(row(t, "", kind, place + 2, said(&ours), said(&theirs), choices));
    }
    rows.into_any()
}

/// The lines of a side, and the picture of those that are figures.
type SideWords = Vec<(String, Option<Picture>)>;

fn row(
    t: Texts,
    name: &'static str,
    kind: ChunkKind,
    place: usize,
    ours: SideWords,
    theirs: SideWords,
    choices: RwSignal<Vec<Side>>,
) -> AnyView {
    if matches!(kind, ChunkKind::Same | ChunkKind::Alike) {
        return view! { <div class="conflict__same">{words(t, ours)}</div> }.into_any();
    }
    let side = move |side: Side, label: fn(Texts) -> &'static str, said: SideWords, hook: &'static str| {
        view! {
            <label class="conflict__side">
                <span class="conflict__who">
                    <input
                        type="radio"
                        name=format!("conflict-{place}")
                        data-testid=hook
                        prop:checked=move || choices.with(|choices| choices.get(place) == Some(&side))
                        on:change=move |_| choices.update(|choices| if let Some(choice) = choices.get_mut(place) { *choice = side })
                    />
                    {label(t)}
                </span>
                {words(t, said)}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="conflict__row" class:conflict__row--both=kind == ChunkKind::Both>
            <legend>{name}</legend>
            {side(Side::Ours, Texts::ours, ours, "choose-ours")}
            {side(Side::Theirs, Texts::theirs, theirs, "choose-theirs")}
        </fieldset>
    }
    .into_any()
}

fn words(t: Texts, said: SideWords) -> AnyView {
    if said.iter().all(|(text, picture)| text.is_empty() && picture.is_none()) {
        return view! { <p class="conflict__nothing">{t.nothing_there()}</p> }.into_any();
    }
    let line = |(text, picture): (String, Option<Picture>)| match picture {
        Some(picture) => {
            view! { <img class="block__photo" src=address(picture, shell::is_windows()) alt=t.photo() /> }.into_any()
        }
        None => view! { <p>{text}</p> }.into_any(),
    };
    said.into_iter().map(line).collect_view().into_any()
}

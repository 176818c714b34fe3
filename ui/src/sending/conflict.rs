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
    ArticleId, Picture, Related,
    merge::{Chunk, ChunkKind, LineMerge, Side, ThreeWay, texts},
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
    let choices = RwSignal::new(None::<Resolution>);
    let busy = RwSignal::new(false);
    let close = move || desk.conflict.set(None);
    let load = move || {
        spawn_local(async move {
            match shell::ask(CompareWithSite { article }).await {
                Ok(found) => {
                    choices.try_set(Some(found.default_resolution()));
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
    let choose_all = move |side: Side| {
        conflict.with_untracked(|conflict| {
            choices.set(conflict.as_ref().map(|conflict| Resolution::all(conflict, side)));
        });
    };
    let resolve = move || {
        let Some(resolution) = choices.get_untracked() else { return };
        let ours = resolution.is_all_ours();
        busy.set(true);
        spawn_local(async move {
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

/// What is chosen by itself.
#[derive(Clone, Copy)]
enum Row {
    Line(usize),
    Chunk(usize),
    Related,
}

impl Row {
    fn side(self, choices: &Resolution) -> Option<Side> {
        match self {
            Row::Line(place) => choices.lines.get(place).copied(),
            Row::Chunk(place) => choices.chunks.get(place).copied(),
            Row::Related => Some(choices.related),
        }
    }

    fn choose(self, choices: &mut Resolution, side: Side) {
        let field = match self {
            Row::Line(place) => choices.lines.get_mut(place),
            Row::Chunk(place) => choices.chunks.get_mut(place),
            Row::Related => Some(&mut choices.related),
        };
        if let Some(field) = field {
            *field = side;
        }
    }

    /// The name of its two buttons.
    fn group(self) -> String {
        match self {
            Row::Line(place) => format!("conflict-line-{place}"),
            Row::Chunk(place) => format!("conflict-{place}"),
            Row::Related => "conflict-related".to_owned(),
        }
    }
}

fn rows(t: Texts, conflict: Conflict, choices: Choices) -> AnyView {
    let Conflict {
        lines,
        related,
        chunks,
        pictures,
        others,
        lost,
        transmission: _, // The desk's business, like the two below.
        token: _,
        changed_at: _,
    } = conflict;
    let mut rows: Vec<AnyView> = Vec::new();
    if !others.is_empty() {
        let others: Vec<String> = others.iter().map(|other| t.difference(other)).collect();
        rows.push(view! { <p class="conflict__note">{t.other_changes()} " " {others.join(", ")}</p> }.into_any());
    }
    if !lost.is_empty() {
        rows.push(view! { <p class="conflict__note">{t.lost_there()} " " {lost.join(", ")}</p> }.into_any());
    }
    for (place, LineMerge { line, text }) in lines.into_iter().enumerate() {
        // What neither has is no row of its own.
        if text.ours.is_empty() && text.theirs.is_empty() {
            continue;
        }
        let kind = text.kind();
        let ThreeWay { base: _, ours, theirs } = text;
        rows.push(row(t, t.line(line), kind, Row::Line(place), vec![(ours, None)], vec![(theirs, None)], choices));
    }
    for (place, Chunk { kind, base: _, ours, theirs }) in chunks.into_iter().enumerate() {
        let said = |blocks: &[newsroom::body::Block]| {
            let picture = |id| pictures.iter().find(|picture| picture.photo == id).copied();
            texts(blocks).into_iter().map(|(_, text, photo)| (text, photo.and_then(picture))).collect()
        };
        rows.push(row(t, "", kind, Row::Chunk(place), said(&ours), said(&theirs), choices));
    }
    if !related.ours.is_empty() || !related.theirs.is_empty() {
        let kind = related.kind();
        let said = |stories: &[Related]| -> SideWords {
            stories.iter().map(|story| (format!("{} {}", story.title, story.link).trim().to_owned(), None)).collect()
        };
        let (ours, theirs) = (said(&related.ours), said(&related.theirs));
        rows.push(row(t, t.related(), kind, Row::Related, ours, theirs, choices));
    }
    rows.into_any()
}

/// What is chosen so far; none until the conflict was read.
type Choices = RwSignal<Option<Resolution>>;

/// The lines of a side, and the picture of those that are figures.
type SideWords = Vec<(String, Option<Picture>)>;

fn row(
    t: Texts,
    name: &'static str,
    kind: ChunkKind,
    row: Row,
    ours: SideWords,
    theirs: SideWords,
    choices: Choices,
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
                        name=row.group()
                        data-testid=hook
                        prop:checked=move || {
                            choices.with(|choices| choices.as_ref().and_then(|choices| row.side(choices)) == Some(side))
                        }
                        on:change=move |_| choices.update(|choices| {
                            if let Some(choices) = choices {
                                row.choose(choices, side);
                            }
                        })
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

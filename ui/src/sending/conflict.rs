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
    compare::{Fate, Piece, pieces},
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
            // Enter, pressed before anything was read, chooses nothing.
            <div class="conflict" data-testid="conflict" tabindex="0" autofocus>
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
        let said = ours.into_iter().map(|(text, picture)| (vec![Piece { fate: Fate::Same, text }], picture)).collect();
        return view! { <div class="conflict__same">{words(t, said)}</div> }.into_any();
    }
    let (ours, theirs) = told_apart(ours, theirs);
    let side = move |side: Side, label: fn(Texts) -> &'static str, said: Vec<Said>, hook: &'static str| {
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

/// A line in pieces, those that the other side has not told apart; or a picture.
type Said = (Vec<Piece>, Option<Picture>);

/// Both sides, line by line. A line that the other side has not is told as it is: all of it would be marked.
fn told_apart(ours: SideWords, theirs: SideWords) -> (Vec<Said>, Vec<Said>) {
    let beside = |place: usize, lines: &SideWords| lines.get(place).map(|(text, _)| text.clone()).unwrap_or_default();
    let of = |lines: &SideWords, said: &dyn Fn(usize, &str) -> Vec<Piece>| -> Vec<Said> {
        lines.iter().enumerate().map(|(place, (text, picture))| (said(place, text), *picture)).collect()
    };
    let without = |pieces: Vec<Piece>, fate: Fate| pieces.into_iter().filter(|piece| piece.fate != fate).collect();
    let of_ours = |place: usize, text: &str| without(differing(text, &beside(place, &theirs)), Fate::Added);
    let of_theirs = |place: usize, text: &str| without(differing(&beside(place, &ours), text), Fate::Removed);
    (of(&ours, &of_ours), of(&theirs, &of_theirs))
}

/// The words of two texts, compared as those of two states of a story are.
fn differing(ours: &str, theirs: &str) -> Vec<Piece> {
    let text = if theirs.is_empty() { ours } else { theirs };
    if ours.is_empty() || theirs.is_empty() {
        return vec![Piece { fate: Fate::Same, text: text.to_owned() }];
    }
    pieces(ours, theirs)
}

fn words(t: Texts, said: Vec<Said>) -> AnyView {
    let is_empty = |pieces: &[Piece]| pieces.iter().all(|piece| piece.text.is_empty());
    if said.iter().all(|(pieces, picture)| is_empty(pieces) && picture.is_none()) {
        return view! { <p class="conflict__nothing">{t.nothing_there()}</p> }.into_any();
    }
    let piece = |Piece { fate, text }: Piece| match fate {
        Fate::Same => text.into_any(),
        Fate::Added | Fate::Removed => view! { <mark>{text}</mark> }.into_any(),
    };
    let line = |(pieces, picture): Said| match picture {
        Some(picture) => {
            view! { <img class="block__photo" src=address(picture, shell::is_windows()) alt=t.photo() /> }.into_any()
        }
        None => view! { <p>{pieces.into_iter().map(piece).collect_view()}</p> }.into_any(),
    };
    said.into_iter().map(line).collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(said: &[Said]) -> Vec<String> {
        let pieces = said.iter().flat_map(|(pieces, _)| pieces);
        pieces.filter(|piece| piece.fate != Fate::Same).map(|piece| piece.text.trim().to_owned()).collect()
    }

    #[test]
    fn the_words_in_which_two_sides_differ_are_marked_on_each() {
        let lines = |texts: &[&str]| texts.iter().map(|text| ((*text).to_owned(), None)).collect::<SideWords>();
        let ours = lines(&["Cầu mở lại từ sáng nay", "Chỉ có ở tòa soạn"]);
        let (ours, theirs) = told_apart(ours, lines(&["Cầu mở lại từ trưa nay"]));
        assert_eq!((marked(&ours), marked(&theirs)), (vec!["sáng".to_owned()], vec!["trưa".to_owned()]));
        let whole: String = ours[0].0.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, "Cầu mở lại từ sáng nay");
        assert_eq!(ours[1].0.len(), 1, "what only one side has is no difference of words");
    }
}

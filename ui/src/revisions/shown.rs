//! A comparison on the screen. What was added is underlined and what was removed is struck through, so that neither depends
//! on colour; a screen reader hears it in words.

use crate::{
    bridge::{page, shell},
    revisions::{
        counts::Counts,
        fold::{Stretch, differs, fold, is_same},
    },
    state::desk::Desk,
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use contract::photos::address;
use leptos::{html, prelude::*};
use newsroom::{
    PhotoLine, TextLine,
    compare::{BlockChange, BlockKind, Comparison, Fate, LineChange, PhotoChange, Piece},
};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// What can be jumped to.
const CHANGE: &str = "[data-change]";

/// The comparison, with its counts and the ways through it.
#[component]
pub(super) fn Shown(comparison: Comparison) -> impl IntoView {
    let t = Desk::here().t;
    let node = NodeRef::<html::Div>::new();
    let same = !has_changes(&comparison);
    let mut comparison = comparison;
    // What readers are told was wrong comes first, as they see it above the text.
    comparison.lines.sort_by_key(|change| TextLine::ABOVE_BODY.contains(&change.line));
    let Comparison { words_added: added, words_removed: removed, .. } = comparison;
    let jump = move |forward: bool| {
        if let Some(sheet) = node.get_untracked() {
            step(&sheet, forward);
        }
    };
    let keys = move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowDown" if event.alt_key() => true,
            "ArrowUp" if event.alt_key() => false,
            _ => return,
        };
        event.prevent_default();
        jump(forward);
    };
    let words = Rc::new(comparison.photos.clone());
    view! {
        <div class="compared" on:keydown=keys>
            <div class="compared__bar" role="group" aria-label=t.said(Texts::changes)>
                <p class="compared__counts" data-testid="compared-counts">
                    {t.said(Texts::changes)} " " <Counts added=added removed=removed />
                </p>
                <Button
                    small=true
                    hook="previous-change"
                    disabled=same
                    hint=move || t.with_shortcut(t.previous_change(), "Alt+↑")
                    press=move |()| jump(false)
                >
                    {t.said(Texts::previous_change)}
                </Button>
                <Button
                    small=true
                    hook="next-change"
                    disabled=same
                    hint=move || t.with_shortcut(t.next_change(), "Alt+↓")
                    press=move |()| jump(true)
                >
                    {t.said(Texts::next_change)}
                </Button>
            </div>
            <div
                class="compared__sheet"
                data-testid="compared"
                role="document"
                tabindex="0"
                aria-label=t.said(Texts::changes)
                node_ref=node
            >
                {same.then(|| view! { <p class="compared__same">{t.said(Texts::no_difference)}</p> })}
                {comparison.section_changed.then(|| view! { <p class="compared__note" data-change="" tabindex="-1">{t.said(Texts::section_changed)}</p> })}
                {comparison.lead_photo_changed.then(|| view! { <p class="compared__note" data-change="" tabindex="-1">{t.said(Texts::lead_changed)}</p> })}
                {comparison.related_changed.then(|| view! { <p class="compared__note" data-change="" tabindex="-1">{t.said(Texts::related)}</p> })}
                {comparison.lines.into_iter().map(|change| view! { <ComparedLine change=change /> }).collect_view()}
                {fold(comparison.blocks).into_iter().map(|stretch| stretch_view(t, stretch, &words)).collect_view()}
                <Photos photos=comparison.photos />
            </div>
        </div>
    }
}

pub(super) fn has_changes(all: &Comparison) -> bool {
    let Comparison {
        lines,
        blocks,
        photos,
        section_changed,
        lead_photo_changed,
        related_changed,
        words_added: _,   // Counts of what is told above.
        words_removed: _, // As above.
    } = all;
    blocks.iter().any(|block| !is_same(block))
        || lines.iter().any(|change| differs(&change.pieces))
        || photos.iter().any(photo_differs)
        || *section_changed
        || *lead_photo_changed
        || *related_changed
}

fn photo_differs(photo: &PhotoChange) -> bool {
    photo.fate != Fate::Same || photo.words.iter().any(|change| differs(&change.pieces))
}

/// A text beside the body; nothing where it is empty in both.
#[component]
fn ComparedLine(change: LineChange) -> impl IntoView {
    let t = Desk::here().t;
    let LineChange { line, pieces } = change;
    let class = match line {
        TextLine::Headline => "compared__headline",
        TextLine::Standfirst => "compared__standfirst",
        _ => "compared__byline",
    };
    (!pieces.is_empty()).then(|| {
        let changed = differs(&pieces);
        view! {
            <div class=class data-change=changed.then_some("") tabindex="-1">
                <span class="compared__name">{move || t.line(line)}</span>
                <p>{pieces_view(t, pieces)}</p>
            </div>
        }
    })
}

fn pieces_view(t: Texts, pieces: Vec<Piece>) -> impl IntoView {
    pieces
        .into_iter()
        .map(|Piece { fate, text }| match fate {
            Fate::Same => view! { <span>{text}</span> }.into_any(),
            Fate::Added => view! {
                <ins>
                    <span class="visually-hidden">{t.added_begins()}</span>
                    {text}
                    <span class="visually-hidden">{t.change_ends()}</span>
                </ins>
            }
            .into_any(),
            Fate::Removed => view! {
                <del>
                    <span class="visually-hidden">{t.removed_begins()}</span>
                    {text}
                    <span class="visually-hidden">{t.change_ends()}</span>
                </del>
            }
            .into_any(),
        })
        .collect_view()
}

fn stretch_view(t: Texts, stretch: Stretch, photos: &Rc<Vec<PhotoChange>>) -> AnyView {
    match stretch {
        Stretch::Shown(block) => block_view(t, block, photos),
        Stretch::Folded(blocks) => {
            let count = blocks.len();
            let hidden = blocks.into_iter().map(|block| block_view(t, block, photos)).collect_view();
            view! {
                <details class="compared__folded">
                    <summary>{move || t.unchanged_blocks(&t.count(count))}</summary>
                    {hidden}
                </details>
            }
            .into_any()
        }
    }
}

fn block_view(t: Texts, block: BlockChange, photos: &[PhotoChange]) -> AnyView {
    let changed = !is_same(&block);
    let BlockChange { kind, fate, pieces, photo, restyled } = block;
    let kind_class = match kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Subhead => "subhead",
        BlockKind::ListItem => "item",
        BlockKind::Quote => "quote",
        BlockKind::TableRow => "row",
        BlockKind::Figure => "figure",
    };
    let (fate_class, told) = match fate {
        Fate::Same => ("same", restyled.then(|| t.block_restyled())),
        Fate::Added => ("added", Some(t.block_added())),
        Fate::Removed => ("removed", Some(t.block_removed())),
    };
    let figure = photo.map(|id| photos.iter().find(|known| known.photo == id));
    view! {
        <div
            class=format!("block block--{kind_class} block--{fate_class}")
            data-change=changed.then_some("")
            data-fate=fate_class
            tabindex="-1"
        >
            {told.map(|told| view! { <span class="block__fate">{told}</span> })}
            {figure
                .map(|known| {
                    let caption = known.and_then(|known| known.words.iter().find(|change| is_caption(change.line)));
                    let caption = caption.map(|change| newest(&change.pieces));
                    let picture = known.map(|known| address(known.picture, shell::is_windows()));
                    view! {
                        {picture.map(|src| view! { <img class="block__photo" src=src alt=t.photo() loading="lazy" /> })}
                        <p class="block__caption">{caption.unwrap_or_else(|| t.figure_no_caption().to_owned())}</p>
                    }
                })}
            {(!pieces.is_empty()).then(|| view! { <p class="block__text">{pieces_view(t, pieces)}</p> })}
        </div>
    }
    .into_any()
}

fn is_caption(line: TextLine) -> bool {
    matches!(line, TextLine::Photo(_, PhotoLine::Caption))
}

/// The words as the newer state has them.
fn newest(pieces: &[Piece]) -> String {
    pieces.iter().filter(|piece| piece.fate != Fate::Removed).map(|piece| piece.text.as_str()).collect()
}

/// The photos whose place in the strip or whose words changed.
#[component]
fn Photos(photos: Vec<PhotoChange>) -> impl IntoView {
    let t = Desk::here().t;
    let changed: Vec<PhotoChange> = photos.into_iter().filter(photo_differs).collect();
    (!changed.is_empty()).then(|| {
        let cards = changed.into_iter().map(|photo| {
            let told = match photo.fate {
                Fate::Same => t.photo_words_changed(),
                Fate::Added => t.photo_added(),
                Fate::Removed => t.photo_removed(),
            };
            let rows = photo.words.into_iter().filter(|change| !change.pieces.is_empty()).map(|change| {
                let LineChange { line, pieces } = change;
                view! {
                    <p>
                        <span class="compared__name">{move || t.line(line)}</span>
                        {pieces_view(t, pieces)}
                    </p>
                }
            });
            view! {
                <li class="compared__photo" data-change="" tabindex="-1">
                    <img src=address(photo.picture, shell::is_windows()) alt=t.photo() loading="lazy" />
                    <div>
                        <strong>{told}</strong>
                        {rows.collect_view()}
                    </div>
                </li>
            }
        });
        view! {
            <h3 class="compared__part">{Icon::Picture.draw()} {t.said(Texts::photos)}</h3>
            <ul class="compared__photos">{cards.collect_view()}</ul>
        }
    })
}

/// Goes to the change after or before the one that has the focus, or that is read at the moment.
fn step(sheet: &Element, forward: bool) {
    let Ok(nodes) = sheet.query_selector_all(CHANGE) else { return };
    let changes = page::elements(&nodes);
    let active = page::active_element();
    let here = changes.iter().position(|change| active.as_ref().is_some_and(|active| change.contains(Some(active))));
    let count = changes.len();
    if count == 0 {
        return;
    }
    let next = match (here, forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(here), true) => (here + 1) % count,
        (Some(here), false) => (here + count - 1) % count,
    };
    if let Some(change) = changes[next].dyn_ref::<HtmlElement>() {
        page::focus(change);
        change.scroll_into_view_with_bool(false);
    }
}

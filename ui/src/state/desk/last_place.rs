//! Where somebody was when they left: the story that is opened again after signing in, and the place of the cursor in it. Of
//! this laptop.

use crate::{
    bridge::{clock, page, shell, storage},
    state::desk::Desk,
};
use contract::articles::OpenArticle;
use leptos::prelude::*;
use newsroom::{ArticleId, Stage, TextLine};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

/// A story that was just opened comes onto the screen within a frame or two; a slow machine has this long, in 25 ms.
const LOOKS: usize = 80;

/// The place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct LastPlace {
    article: ArticleId,
    /// The field with the cursor; none for the text.
    field: Option<String>,
    /// The cursor in it; none where it was in neither.
    at: Option<u32>,
}

fn key(desk: Desk) -> Option<String> {
    desk.session.staff.with_untracked(|staff| staff.as_ref().map(|staff| format!("newsdesk.place.{}", staff.id)))
}

fn write(desk: Desk, place: &LastPlace) {
    if let (Some(key), Ok(json)) = (key(desk), serde_json::to_string(place)) {
        storage::keep(&key, &json);
    }
}

/// A story was opened.
pub(crate) fn opened(desk: Desk, article: ArticleId) {
    write(desk, &LastPlace { article, field: None, at: None });
}

/// Notes where the cursor is, before the story is left.
pub(crate) fn note(desk: Desk) {
    note_in(desk, page::active_element());
}

/// Notes where the cursor was in what has lost the focus: a button that leads away has it then.
pub(crate) fn note_in(desk: Desk, active: Option<Element>) {
    let Some(story) = desk.story() else { return };
    let field = active.as_ref().filter(|active| TextLine::ABOVE_BODY.iter().any(|line| line.name() == active.id()));
    let in_text = active.as_ref().is_some_and(|active| active.closest(".ProseMirror").ok().flatten().is_some());
    let at = match field {
        Some(field) => field.dyn_ref::<HtmlTextAreaElement>().and_then(|field| field.selection_start().ok().flatten()),
        None if in_text => {
            let at = story.with_editor(|editor| editor.call("cursor", &[])).flatten();
            at.and_then(|at| at.as_f64()).map(|at| at as u32)
        }
        None => return,
    };
    write(desk, &LastPlace { article: story.id, field: field.map(|field| field.id()), at });
}

/// Opens the story again in which somebody was when they left, unless they open another one before.
pub(crate) async fn go_back(desk: Desk) {
    let kept = key(desk).and_then(|key| storage::read(&key));
    let Some(place) = kept.and_then(|kept| serde_json::from_str::<LastPlace>(&kept).ok()) else { return };
    let turn = desk.turn();
    let Ok(view) = shell::ask(OpenArticle { article: place.article }).await else { return };
    let editable = view.editable;
    if desk.turn() != turn || view.article.stage == Stage::Spiked {
        return;
    }
    desk.show(Ok(view));
    let here = || desk.story().filter(|story| story.id == place.article && story.with_editor(|_| ()).is_some());
    for _ in 0..LOOKS {
        if here().is_some() {
            break;
        }
        clock::sleep(Duration::from_millis(25)).await;
    }
    let Some((story, at)) = here().zip(place.at).filter(|_| editable && !page::is_dialog_open()) else { return };
    match &place.field {
        None => drop(story.with_editor(|editor| editor.call("goTo", &[at.into()]))),
        Some(field) => {
            page::focus_on(&format!("#{field}"));
            let field = page::active_element().and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
            if field.is_some_and(|field| field.set_selection_range(at, at).is_err()) {
                leptos::logging::warn!("the cursor is not put back");
            }
        }
    }
}

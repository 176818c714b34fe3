//! The texts of a story as one row of passages, and changes of many of them as one step that can be taken back.

use crate::{
    bridge::editor::finish_typing,
    state::{
        desk::Desk,
        offers::{About, Offer, OfferButton},
        passages::{Passage, Place, Rewriting, in_order},
        story::Story,
    },
    texts::Texts,
};
use copydesk::typography::{self, Correction};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventInit, HtmlInputElement, HtmlTextAreaElement};

/// The field of the keywords, which are one text there.
pub(crate) const TAGS: &str = "tags";

/// The passages of a story in reading order, as it stands in the window.
pub(crate) fn passages(story: Story) -> Vec<Passage> {
    let lines = story.with_editor(|editor| editor.texts()).unwrap_or_default();
    let lines = lines.into_iter().map(|line| Passage { place: Place::Line(line.from), text: line.text }).collect();
    story.draft.with_untracked(|draft| in_order(draft, lines))
}

/// What stands in the field of a passage; none for the body, and for a field that is not in the page.
pub(crate) enum Field {
    /// Of one line.
    Input(HtmlInputElement),
    /// Of several.
    Area(HtmlTextAreaElement),
}

/// The field of a passage.
pub(crate) fn field(place: Place) -> Option<Field> {
    let element = web_sys::window()?.document()?.get_element_by_id(&place.field()?)?;
    match element.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => Some(Field::Area(area)),
        Err(element) => element.dyn_into().ok().map(Field::Input),
    }
}

/// Puts a text into the field of a passage, as if it were typed. Only while no word is open.
pub(super) fn write(story: Story, place: Place, before: &str, text: &str) {
    let told = match field(place) {
        Some(Field::Area(area)) => {
            area.set_value(text);
            tell(&area)
        }
        Some(Field::Input(input)) => {
            input.set_value(text);
            tell(&input)
        }
        None => None,
    };
    if let (None, Place::Field(line)) = (told, place) {
        story.change_line(line, text.to_owned());
        if let Some(field) = place.field() {
            story.with_editor(|editor| editor.note_field(&field, before, text));
        }
    }
}

/// Undo gives a text its place back that no field in the page holds, as that of a photo whose card is not shown.
pub(crate) fn put_back(story: Story, field: &str, text: String) {
    let line = story.draft.with_untracked(|draft| {
        let mut lines = draft.lines().into_iter().map(|(line, _)| line);
        lines.find(|line| Place::Field(*line).field().as_deref() == Some(field))
    });
    match line {
        Some(line) => story.change_line(line, text),
        None if field == TAGS => story.change_tags(&text),
        // Its photo has gone from the story.
        None => {}
    }
}

/// The field reports its text, as it does after every letter.
fn tell(field: &web_sys::EventTarget) -> Option<bool> {
    let options = EventInit::new();
    options.set_bubbles(true);
    let event = Event::new_with_event_init_dict("input", &options).ok()?;
    field.dispatch_event(&event).ok()
}

/// A step of undo, to take it back while it is the last one.
#[derive(Clone, Copy)]
pub(crate) struct Step(Option<f64>);

impl Step {
    /// What was done just now, in the text or beside it.
    pub(crate) fn last(story: Story) -> Self {
        Self(story.with_editor(|editor| editor.last_step()).flatten())
    }
}

/// Makes changes, if the story may be changed and is still what they were made for. None if nothing was changed.
///
/// All of it is one step for undo; call this only while no word is open.
pub(crate) fn rewrite(story: Story, rewritings: &[Rewriting]) -> Option<Step> {
    if !untrack(|| story.editable()) {
        return None;
    }
    let now = passages(story);
    let stands =
        |wanted: &Rewriting| now.iter().any(|passage| passage.place == wanted.place && passage.text == wanted.text);
    if rewritings.is_empty() || !rewritings.iter().all(stands) {
        return None;
    }
    let ranges = in_document(rewritings);
    story.with_editor(|editor| editor.begin_step());
    let done = write_all(story, rewritings, &ranges);
    story.with_editor(|editor| editor.end_step());
    done.then(|| Step::last(story))
}

fn write_all(story: Story, rewritings: &[Rewriting], ranges: &[(usize, usize, String)]) -> bool {
    if !ranges.is_empty() && story.with_editor(|editor| editor.replace(ranges)) != Some(true) {
        return false;
    }
    for rewriting in rewritings.iter().filter(|rewriting| rewriting.place.field().is_some()) {
        let after = typography::apply(&rewriting.text, &rewriting.changes);
        write(story, rewriting.place, &rewriting.text, &after);
    }
    true
}

/// The changes of the body as ranges of the document.
fn in_document(rewritings: &[Rewriting]) -> Vec<(usize, usize, String)> {
    let of_line = |rewriting: &Rewriting| match rewriting.place {
        Place::Line(from) => {
            let range = |change: &Correction| (from + change.range.start, from + change.range.end, change.text.clone());
            rewriting.changes.iter().map(range).collect()
        }
        _ => Vec::new(),
    };
    rewritings.iter().flat_map(of_line).collect()
}

/// Takes a step back, if nothing was done since. False if something was.
fn take_back(story: Story, step: Step) -> bool {
    untrack(|| story.editable())
        && Step::last(story).0 == step.0
        && story.with_editor(|editor| editor.command("undo", "")) == Some(true)
}

/// Says what was done and offers to take it back.
pub(crate) fn offer_undo(
    desk: Desk,
    story: Story,
    about: About,
    step: Step,
    words: Callback<Texts, String>,
    more: Option<OfferButton>,
) {
    let undo = Callback::new(move |()| {
        spawn_local(async move {
            finish_typing().await;
            story.tools.offers.withdraw(about);
            if take_back(story, step) {
                desk.say(untrack(|| desk.t.taken_back()));
            } else {
                desk.say_trouble(untrack(|| desk.t.changed_since()));
            }
        });
    });
    let undo: (fn(Texts) -> &'static str, _) = (Texts::tool_undo, undo);
    let buttons = more.into_iter().chain([undo]).collect();
    story.tools.offers.show(Offer::new(about, words, buttons));
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::TextLine;

    #[test]
    fn changes_of_a_line_stand_where_the_line_stands_in_the_document() {
        let changes =
            vec![Correction { range: 0..3, text: "Đạo".to_owned() }, Correction { range: 7..7, text: ".".to_owned() }];
        let line = Rewriting { place: Place::Line(40), text: "Dao đức".to_owned(), changes: changes.clone() };
        let field = Rewriting { place: Place::Field(TextLine::Headline), text: "Dao đức".to_owned(), changes };
        assert_eq!(
            in_document(&[field, line]),
            [(40, 43, "Đạo".to_owned()), (47, 47, ".".to_owned())],
            "a field is no part of the document"
        );
    }
}

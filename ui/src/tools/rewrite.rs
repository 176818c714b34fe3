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
fn write(story: Story, place: Place, text: &str) {
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
    }
}

/// The field reports its text, as it does after every letter.
fn tell(field: &web_sys::EventTarget) -> Option<bool> {
    let options = EventInit::new();
    options.set_bubbles(true);
    let event = Event::new_with_event_init_dict("input", &options).ok()?;
    field.dispatch_event(&event).ok()
}

/// What a step changed, to take it back.
#[derive(Clone)]
pub(crate) struct Step {
    /// The document after it; none if the body was not changed.
    document: Option<String>,
    /// Fields with their texts before and after.
    fields: Vec<(Place, String, String)>,
}

impl Step {
    /// A change that the editor made by itself just now.
    pub(crate) fn of_editor(story: Story) -> Self {
        Self { document: story.with_editor(|editor| editor.document()).flatten(), fields: Vec::new() }
    }
}

/// Makes changes, if the story may be changed and is still what they were made for. None if nothing was changed.
///
/// The body changes as one step of its own undo; call this only while no word is open.
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
    if !ranges.is_empty() && story.with_editor(|editor| editor.replace(&ranges)) != Some(true) {
        return None;
    }
    let mut step = Step { document: None, fields: Vec::new() };
    if !ranges.is_empty() {
        step.document = story.with_editor(|editor| editor.document()).flatten();
    }
    for rewriting in rewritings.iter().filter(|rewriting| rewriting.place.field().is_some()) {
        let after = typography::apply(&rewriting.text, &rewriting.changes);
        write(story, rewriting.place, &after);
        step.fields.push((rewriting.place, rewriting.text.clone(), after));
    }
    Some(step)
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

/// Takes a step back, if nothing was changed since. False if something was.
fn take_back(story: Story, step: &Step) -> bool {
    let now = passages(story);
    let same_fields = step
        .fields
        .iter()
        .all(|(place, _, after)| now.iter().any(|passage| passage.place == *place && passage.text == *after));
    let same_body = step.document.is_none() || story.with_editor(|editor| editor.document()).flatten() == step.document;
    if !same_fields || !same_body || !untrack(|| story.editable()) {
        return false;
    }
    if step.document.is_some() && story.with_editor(|editor| editor.command("undo", "")) != Some(true) {
        return false;
    }
    for (place, before, _) in &step.fields {
        write(story, *place, before);
    }
    true
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
        let step = step.clone();
        spawn_local(async move {
            finish_typing().await;
            story.tools.offers.withdraw(about);
            if take_back(story, &step) {
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

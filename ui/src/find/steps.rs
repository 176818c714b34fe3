//! What the bar does: searching, going from hit to hit, replacing.

use crate::{
    bridge::{
        editor::finish_typing,
        page::{next_frame, select_all},
    },
    find::hits::{in_body, replacing, search},
    state::{desk::Desk, find::Hit, offers::About, passages::Place, story::Story, tools::Tab},
    tools::rewrite::{Field, field, offer_undo, passages, rewrite},
};
use leptos::prelude::*;
use newsroom::TextLine;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Shows the bar; what is selected is what is searched for.
pub(crate) fn open(story: Story, with_replacing: bool) {
    let find = story.tools.find;
    let selected = story.with_editor(|editor| editor.selection_text()).unwrap_or_default();
    let selected = selected.trim();
    if !find.open.get_untracked() && !selected.is_empty() && !selected.contains('\n') && selected.chars().count() < 100
    {
        find.query.update(|query| query.words = selected.to_owned());
    }
    find.replacing.set(with_replacing && untrack(|| story.editable()));
    if find.open.get_untracked() {
        next_frame(|| {
            let input = document().get_element_by_id("find-words").and_then(|input| input.dyn_into().ok());
            if let Some(input) = input {
                select_all(&input);
            }
        });
    } else {
        let before = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
        find.before.set_value(before);
        find.open.set(true);
    }
}

/// Puts the bar away and the focus where the writer was: into the story at the hit. Who has gone on writing elsewhere
/// keeps his cursor.
pub(crate) fn close(story: Story) {
    let find = story.tools.find;
    let writes_elsewhere = is_elsewhere();
    let at = find.current.get_untracked().and_then(|number| find.hits.with_untracked(|hits| hits.get(number).cloned()));
    find.open.set(false);
    unmark();
    find.hits.set(Vec::new());
    find.current.set(None);
    story.with_editor(|editor| editor.highlight(&[], None));
    if writes_elsewhere {
        return;
    }
    match at.as_ref().map(|hit| hit.place) {
        Some(place) if place.field().is_some() => show_in_field(story, at.as_ref(), true),
        Some(_) => {
            let position = at.map(|hit| in_body(&[hit], None).0).and_then(|ranges| ranges.first().copied());
            if let Some((from, _)) = position {
                story.with_editor(|editor| editor.go_to(from));
            }
        }
        None => {
            let before = find.before.try_update_value(Option::take).flatten().filter(|before| before.is_connected());
            if before.is_none_or(|before| before.focus().is_err()) {
                story.with_editor(|editor| editor.focus());
            }
        }
    }
}

/// True if the focus is in a field or a text that is not the bar.
fn is_elsewhere() -> bool {
    let active = document().active_element().filter(|active| active.tag_name() != "BODY");
    active.is_some_and(|active| !matches!(active.closest(".find"), Ok(Some(_))))
}

/// Searches anew. The current hit stays the one at or behind the place where it was.
pub(crate) fn look_again(story: Story, from_start: bool) {
    let find = story.tools.find;
    if !find.open.get_untracked() {
        return;
    }
    let number = find.current.get_untracked().filter(|_| !from_start);
    let hits = find.query.with_untracked(|query| search(&passages(story), query));
    let current = if hits.is_empty() { None } else { Some(number.unwrap_or_default().min(hits.len() - 1)) };
    find.hits.set(hits);
    find.current.set(current);
    show(story, false);
}

/// To the next hit, or the one before; around at the ends.
pub(crate) fn step(story: Story, back: bool) {
    let find = story.tools.find;
    if !find.open.get_untracked() {
        open(story, false);
        look_again(story, true);
        return;
    }
    let count = find.hits.with_untracked(Vec::len);
    if count == 0 {
        return;
    }
    let next = match (find.current.get_untracked(), back) {
        (None, _) => 0,
        (Some(here), false) => (here + 1) % count,
        (Some(here), true) => (here + count - 1) % count,
    };
    find.current.set(Some(next));
    show(story, true);
}

/// Marks the hits in the body, and brings the current one into view. The focus stays in the bar.
fn show(story: Story, scroll: bool) {
    let find = story.tools.find;
    let current = find.current.get_untracked();
    let (ranges, here) = find.hits.with_untracked(|hits| in_body(hits, current));
    story.with_editor(|editor| editor.highlight(&ranges, here));
    let hit = current.and_then(|number| find.hits.with_untracked(|hits| hits.get(number).cloned()));
    if scroll || here.is_none() {
        show_in_field(story, hit.as_ref(), false);
    } else {
        unmark();
    }
}

/// Marks the field of a hit and selects the hit in it. A field where somebody writes keeps its cursor.
fn show_in_field(story: Story, hit: Option<&Hit>, focus: bool) {
    unmark();
    let Some(hit) = hit else { return };
    let Some(field) = field(hit.place) else { return };
    if !matches!(hit.place, Place::Field(line) if TextLine::ABOVE_BODY.contains(&line)) {
        story.inspector.set(true);
        story.tools.tab.set(Tab::About);
    }
    let element: &web_sys::HtmlElement = match &field {
        Field::Area(area) => area,
        Field::Input(input) => input,
    };
    let written_in = document().active_element().is_some_and(|active| active == **element);
    if !focus {
        set_class(element, true);
    }
    if written_in {
        return;
    }
    // Texts of a story are far shorter than 2^32 units.
    let (from, to) = (hit.range.start as u32, hit.range.end as u32);
    let done = match &field {
        Field::Area(area) => area.set_selection_range(from, to),
        Field::Input(input) => input.set_selection_range(from, to),
    };
    if done.is_err() {
        leptos::logging::warn!("a hit is not shown");
    }
    element.scroll_into_view();
    if focus && element.focus().is_err() {
        leptos::logging::warn!("the field does not take the focus");
    }
}

/// The class of the field that holds the current hit: its selection is not drawn while the focus is in the bar.
const MARK: &str = "found-field";

fn unmark() {
    if let Ok(Some(element)) = document().query_selector(&format!(".{MARK}")) {
        set_class(&element, false);
    }
}

fn set_class(element: &web_sys::Element, on: bool) {
    let classes = element.class_list();
    let done = if on { classes.add_1(MARK) } else { classes.remove_1(MARK) };
    if done.is_err() {
        leptos::logging::warn!("a field is not marked");
    }
}

/// Replaces the current hit, and goes to the next.
pub(crate) async fn replace_one(desk: Desk, story: Story) {
    finish_typing().await;
    look_again(story, false);
    let find = story.tools.find;
    let Some(number) = find.current.get_untracked() else { return };
    let Some(hit) = find.hits.with_untracked(|hits| hits.get(number).cloned()) else { return };
    let length = find.with.with_untracked(|with| with.encode_utf16().count());
    if replace(desk, story, std::slice::from_ref(&hit)) {
        look_again(story, false);
        find.current.set(find.hits.with_untracked(|hits| behind(hits, number, &hit, length)));
        show(story, true);
    }
}

/// The next hit after one was replaced with words of that many UTF-16 units; those may be found again, and are passed over.
/// `number` is that of the replaced hit: the ones before it have not changed.
fn behind(hits: &[Hit], number: usize, replaced: &Hit, length: usize) -> Option<usize> {
    let end = replaced.range.start + length;
    let is_new = |hit: &Hit| hit.place == replaced.place && hit.range.start < end;
    let next = (number..hits.len()).find(|at| !is_new(&hits[*at]));
    next.or((!hits.is_empty()).then_some(0))
}

/// Replaces every hit as one step.
pub(crate) async fn replace_all(desk: Desk, story: Story) {
    finish_typing().await;
    look_again(story, false);
    let hits = story.tools.find.hits.get_untracked();
    if !hits.is_empty() && replace(desk, story, &hits) {
        look_again(story, true);
    }
}

fn replace(desk: Desk, story: Story, hits: &[Hit]) -> bool {
    let find = story.tools.find;
    // Who asks for capitals by their kind means the words as they are typed.
    let keep_case = find.query.with_untracked(|query| !query.match_case);
    let rewritings = find.with.with_untracked(|with| replacing(&passages(story), hits, with, keep_case));
    let Some(step) = rewrite(story, &rewritings) else {
        desk.say_trouble(untrack(|| desk.t.not_replaced()));
        return false;
    };
    let count = hits.len();
    offer_undo(desk, story, About::Change, step, Callback::new(move |t: crate::texts::Texts| t.replaced(count)), None);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_replacement_one_goes_on_behind_it() {
        let hit = |place, start: usize| Hit { place, range: start..start + 6 };
        let (first, second) = (Place::Line(1), Place::Line(40));
        // "Hà Nội" became "Hà Nội (thủ đô Hà Nội)": it holds the words twice.
        let hits =
            [hit(Place::Field(TextLine::Headline), 0), hit(first, 10), hit(first, 25), hit(first, 33), hit(second, 0)];
        assert_eq!(behind(&hits, 1, &hits[1], 22), Some(3), "what stands behind the new words");
        assert_eq!(behind(&hits[..3], 1, &hits[1], 22), Some(0), "around at the end");
        assert_eq!(behind(&[hit(second, 0)], 0, &hit(first, 10), 0), Some(0), "the next line has taken its number");
        assert_eq!(behind(&[], 0, &hit(first, 10), 3), None);
    }
}

//! A whole text that is pasted into the headline: its first line stays there, the rest goes where it belongs.

use super::rewrite::{Field, Step, field, offer_undo, write};
use crate::{
    bridge::{editor::finish_typing, page},
    state::{desk::Desk, offers::About, passages::Place, story::Story},
    texts::Texts,
};
use copydesk::StoryParts;
use leptos::{prelude::*, task::spawn_local};
use newsroom::TextLine;
use web_sys::Event;

const HEADLINE: Place = Place::Field(TextLine::Headline);
const STANDFIRST: Place = Place::Field(TextLine::Standfirst);

/// Takes the paste over if it brings more than a headline.
pub(crate) fn pasted_into_headline(desk: Desk, story: Story, event: &Event) {
    let parts = page::pasted_text(event).and_then(|text| copydesk::story_parts(&text));
    let Some(parts) = parts.filter(|_| untrack(|| story.editable())) else { return };
    event.prevent_default();
    // A standfirst that somebody has written stays.
    let written = story.draft.with_untracked(|draft| !draft.standfirst.trim().is_empty());
    let parts = if written { parts.without_standfirst() } else { parts };
    spawn_local(async move {
        finish_typing().await;
        put_in(desk, story, parts);
    });
}

fn put_in(desk: Desk, story: Story, parts: StoryParts) {
    story.with_editor(|editor| editor.begin_step());
    write_lines(story, &parts);
    let in_text = story.with_editor(|editor| editor.insert_at_start(&parts.rest)).unwrap_or_default();
    story.with_editor(|editor| editor.end_step());
    if !in_text {
        return desk.say_trouble(untrack(|| desk.t.not_replaced()));
    }
    let step = Step::last(story);
    let with_standfirst = parts.standfirst.is_some();
    let more = with_standfirst.then(|| {
        let again = Callback::new(move |()| {
            let parts = parts.clone().without_standfirst();
            spawn_local(async move {
                finish_typing().await;
                story.tools.offers.withdraw(About::Paste);
                // The same once more, without the standfirst.
                if story.with_editor(|editor| editor.command("undo", "")) == Some(true) {
                    put_in(desk, story, parts);
                }
            });
        });
        (Texts::whole_keep_in_text as fn(Texts) -> &'static str, again)
    });
    let words = Callback::new(move |t: Texts| {
        if with_standfirst { t.whole_with_standfirst() } else { t.whole_pasted() }.to_owned()
    });
    offer_undo(desk, story, About::Paste, step, words, more);
}

/// The headline where the cursor is, the standfirst in its empty field.
fn write_lines(story: Story, parts: &StoryParts) {
    let before = story.draft.with_untracked(|draft| draft.headline.clone());
    let after = match field(HEADLINE) {
        Some(Field::Area(area)) => {
            let ends = (area.selection_start().ok().flatten(), area.selection_end().ok().flatten());
            inserted(&before, &parts.headline, ends)
        }
        _ => parts.headline.clone(),
    };
    if after != before {
        write(story, HEADLINE, &before, &after);
    }
    if let Some(standfirst) = &parts.standfirst {
        write(story, STANDFIRST, "", standfirst);
    }
}

/// A text with another one in place of what is selected, in UTF-16 code units; at its end if nothing is known.
fn inserted(text: &str, new: &str, (from, to): (Option<u32>, Option<u32>)) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let end = |at: Option<u32>| at.map_or(units.len(), |at| units.len().min(at as usize));
    let (from, to) = (end(from), end(to).max(end(from)));
    let (before, after) = (String::from_utf16_lossy(&units[..from]), String::from_utf16_lossy(&units[to..]));
    format!("{before}{new}{after}")
}

#[cfg(test)]
mod tests {
    use super::inserted;

    #[test]
    fn the_first_line_takes_the_place_of_what_is_selected() {
        assert_eq!(inserted("", "Tít", (Some(0), Some(0))), "Tít");
        assert_eq!(inserted("😀 cũ đây", "mới", (Some(3), Some(5))), "😀 mới đây");
        assert_eq!(inserted("a", "b", (None, None)), "ab");
        assert_eq!(inserted("a", "b", (Some(9), Some(2))), "ab");
    }
}

//! Typography on demand: what a typesetter would change, to be looked through and made as one step.

use super::{
    changes::{Change, Changes},
    rewrite::{offer_undo, passages, rewrite},
};
use crate::{
    bridge::editor::finish_typing,
    find::bar::place_name,
    state::{
        desk::Desk,
        offers::About,
        passages::{Passage, Rewriting},
        story::Story,
    },
    texts::Texts,
    widgets::dialog::{Dialog, DialogFoot},
};
use copydesk::typography::{Correction, tidy};
use leptos::{prelude::*, task::spawn_local};
use std::ops::Range;

/// Letters shown on each side of a correction.
const AROUND: usize = 22;

fn corrections(passages: Vec<Passage>) -> Vec<(Passage, Correction)> {
    let of = |passage: Passage| {
        tidy(&passage.text).into_iter().map(move |correction| (passage.clone(), correction)).collect::<Vec<_>>()
    };
    passages.into_iter().flat_map(of).collect()
}

/// The chosen corrections, passage by passage.
fn chosen(found: &[(Passage, Correction)], left_out: &[usize]) -> Vec<Rewriting> {
    let mut rewritings: Vec<Rewriting> = Vec::new();
    for (number, (passage, correction)) in found.iter().enumerate() {
        if left_out.contains(&number) {
            continue;
        }
        match rewritings.last_mut().filter(|last| last.place == passage.place) {
            Some(last) => last.changes.push(correction.clone()),
            None => rewritings.push(Rewriting {
                place: passage.place,
                text: passage.text.clone(),
                changes: vec![correction.clone()],
            }),
        }
    }
    rewritings
}

/// A correction with the letters around it; blanks can be seen in what changes.
fn shown(place: String, text: &str, correction: &Correction) -> Change {
    let units: Vec<u16> = text.encode_utf16().collect();
    let cut = |range: Range<usize>| String::from_utf16_lossy(units.get(range).unwrap_or_default());
    let (start, end) = (correction.range.start, correction.range.end);
    let (from, to) = (start.saturating_sub(AROUND), units.len().min(end + AROUND));
    let dots = |there: bool| if there { "…" } else { "" };
    Change {
        place,
        lead: format!("{}{}", dots(from > 0), cut(from..start)),
        old: visible(&cut(start..end)),
        new: visible(&correction.text),
        tail: format!("{}{}", cut(end..to), dots(to < units.len())),
    }
}

fn visible(text: &str) -> String {
    let sign = |c: char| match c {
        ' ' => '␣',
        '\u{A0}' => '⍽',
        c if c.is_whitespace() => '␣',
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => '▯',
        c => c,
    };
    text.chars().map(sign).collect()
}

/// Shows what would change, and changes what is chosen.
#[component]
pub(crate) fn TypographyDialog(
    /// Called when the dialogue is to go.
    close: Callback<()>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let found = StoredValue::new(corrections(passages(story)));
    let left_out = RwSignal::new(Vec::new());
    let changes: Vec<Change> = untrack(|| {
        let change = |(passage, correction): &(Passage, Correction)| {
            shown(place_name(t, story, passage.place), &passage.text, correction)
        };
        found.with_value(|found| found.iter().map(change).collect())
    });
    let count = changes.len();
    let none = move || left_out.with(Vec::len) == count;
    let make = move || {
        if untrack(none) {
            return;
        }
        spawn_local(async move {
            finish_typing().await;
            let wanted = left_out.with_untracked(|left_out| found.with_value(|found| chosen(found, left_out)));
            let number = count - left_out.with_untracked(Vec::len);
            close.run(());
            match rewrite(story, &wanted) {
                Some(step) => {
                    let words = Callback::new(move |t: Texts| t.corrected(number));
                    offer_undo(desk, story, About::Change, step, words, None);
                }
                None => desk.say_trouble(untrack(|| t.changed_since())),
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.typography().to_owned()) close=close>
            <div class="dialog__wide">
                {if count == 0 {
                    view! {
                        <p data-testid="nothing-to-correct">{t.said(Texts::nothing_to_correct)}</p>
                        <DialogFoot cancel=close cancel_name=t.said(Texts::close) />
                    }
                        .into_any()
                } else {
                    view! {
                        <p class="dialog__lead" data-testid="corrections">{move || t.corrections_found(count)}</p>
                        <Changes changes=changes left_out=left_out />
                        <DialogFoot
                            cancel=close
                            confirm=t.said(Texts::correct_chosen)
                            act=move |()| make()
                            unavailable=Signal::derive(none)
                        />
                    }
                        .into_any()
                }}
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::passages::Place;
    use newsroom::TextLine;

    #[test]
    fn only_what_is_chosen_is_corrected() {
        let passage = |place, text: &str| Passage { place, text: text.to_owned() };
        let found = corrections(vec![
            passage(Place::Field(TextLine::Headline), "Móng Cái  đổi mới"),
            passage(Place::Line(1), "Hàng hóa ,dịch vụ..."),
        ]);
        let all = chosen(&found, &[]);
        let after = |one: &Rewriting| copydesk::typography::apply(&one.text, &one.changes);
        assert_eq!(all.iter().map(after).collect::<Vec<_>>(), ["Móng Cái đổi mới", "Hàng hóa, dịch vụ…"]);
        let but_first: Vec<Rewriting> = chosen(&found, &[0]);
        assert_eq!(but_first.iter().map(|one| one.place).collect::<Vec<_>>(), [Place::Line(1)]);
    }

    #[test]
    fn a_blank_that_goes_can_be_seen() {
        let change = shown(String::new(), "Móng Cái  đổi mới", &Correction { range: 8..10, text: " ".to_owned() });
        assert_eq!((change.old.as_str(), change.new.as_str()), ("␣␣", "␣"));
        assert_eq!((change.lead.as_str(), change.tail.as_str()), ("Móng Cái", "đổi mới"));
    }
}

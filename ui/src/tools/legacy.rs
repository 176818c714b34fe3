//! Paragraphs in ABC, VNI, VISCII and other encodings from before Unicode: found by themselves, converted only when the writer has seen
//! before and after.

use super::rewrite::passages;
use crate::{
    state::{
        offers::{About, Offer},
        passages::{Passage, Rewriting},
        story::Story,
        tools::{Scope, Shown},
    },
    texts::Texts,
};
use copydesk::{
    legacy::{Encoding, convert, read},
    typography::Correction,
};
use leptos::prelude::*;

/// The encodings that a writer can choose, with their names, which are the same in both languages.
pub(crate) const ENCODINGS: [(Encoding, &str); 7] = [
    (Encoding::Tcvn3, "TCVN3 (ABC, .VnTime)"),
    (Encoding::Vni, "VNI (VNI-Times)"),
    (Encoding::Viscii, "VISCII"),
    (Encoding::Viqr, "VIQR (Vie^.t)"),
    (Encoding::Windows1258, "Windows-1258"),
    (Encoding::Decomposed, "Unicode (NFD)"),
    (Encoding::Utf8AsLatin1, "UTF-8 → Windows-1252"),
];

/// A passage, and what it would be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// As it stands.
    pub(crate) passage: Passage,
    /// The encoding that it is read in.
    pub(crate) encoding: Encoding,
    /// In Unicode.
    pub(crate) after: String,
}

/// The passages of the scope that conversion would change; by the encoding chosen, or else by what each looks like.
pub(crate) fn candidates(passages: Vec<Passage>, scope: &Scope, chosen: Option<Encoding>) -> Vec<Candidate> {
    let candidate = |passage: Passage| {
        let (encoding, after) = match chosen {
            Some(encoding) => (encoding, convert(&passage.text, encoding)),
            None => read(&passage.text, scope.font)?,
        };
        (after != passage.text).then_some(Candidate { passage, encoding, after })
    };
    passages.into_iter().filter(|passage| scope.holds(passage)).filter_map(candidate).collect()
}

impl Candidate {
    /// What makes it Unicode: word by word, so that bold words and links stay what they are.
    pub(crate) fn rewriting(&self) -> Rewriting {
        let before = &self.passage.text;
        let length = |text: &str| text.encode_utf16().count();
        let pieces = |text| str::split_inclusive(text, char::is_whitespace).collect::<Vec<_>>();
        let (old, new) = (pieces(before), pieces(&self.after));
        let mut changes = Vec::new();
        let mut at = 0;
        if old.len() == new.len() {
            for (old, new) in old.into_iter().zip(new) {
                let end = at + length(old);
                if old != new {
                    changes.push(Correction { range: at..end, text: new.to_owned() });
                }
                at = end;
            }
        } else {
            changes.push(Correction { range: 0..length(before), text: self.after.clone() });
        }
        Rewriting { place: self.passage.place, text: before.clone(), changes }
    }
}

/// Looks for old encodings, and offers to convert what is found. Changes nothing.
pub(crate) fn look(story: Story, scope: Scope) {
    if !untrack(|| story.editable()) {
        return;
    }
    let found = candidates(passages(story), &scope, None).len();
    if found == 0 {
        return;
    }
    let show = Callback::new(move |()| {
        story.tools.offers.withdraw(About::Encoding);
        story.tools.shown.set(Some(Shown::Legacy(scope.clone())));
    });
    let words = Callback::new(move |t: Texts| t.old_encoding_found(found));
    story.tools.offers.show(Offer::new(About::Encoding, words, vec![(Texts::look_and_convert, show)]));
}

/// The writer asks: about the paragraphs that the selection touches, or about the whole story.
pub(crate) fn ask(story: Story) {
    let selected = story.with_editor(|editor| editor.selection_text()).unwrap_or_default();
    let lines = story.with_editor(|editor| editor.texts()).unwrap_or_default();
    let lines: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    let scope = Scope { texts: touched(&lines, &selected), font: None };
    story.tools.shown.set(Some(Shown::Legacy(scope)));
}

/// The lines that a selection touches: the first by its end, the last by its beginning, those between as they are. None if
/// nothing is selected.
fn touched(lines: &[String], selected: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = selected.split('\n').collect();
    if selected.trim().is_empty() || parts.len() > lines.len() {
        return None;
    }
    let last = parts.len() - 1;
    let matches = |run: &&[String]| {
        run.iter().zip(&parts).enumerate().all(|(number, (line, part))| match number {
            0 if last == 0 => line.contains(part),
            0 => line.ends_with(part),
            number if number == last => line.starts_with(part),
            _ => line == part,
        })
    };
    lines.windows(parts.len()).find(matches).map(<[String]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::passages::Place;
    use copydesk::legacy::by_font;

    const ABC: &str = "Uû ban nh©n d©n thµnh phè Mãng C¸i";

    fn passage(text: &str) -> Passage {
        Passage { place: Place::Line(1), text: text.to_owned() }
    }

    #[test]
    fn only_what_is_not_unicode_is_offered() {
        let story = vec![passage("Ủy ban nhân dân thành phố Móng Cái"), passage(ABC)];
        let found = candidates(story, &Scope::default(), None);
        let after: Vec<&str> = found.iter().map(|one| one.after.as_str()).collect();
        assert_eq!(after, ["Uỷ ban nhân dân thành phố Móng Cái"]);
        assert_eq!(found[0].encoding, Encoding::Tcvn3);
        let rewriting = found[0].rewriting();
        assert_eq!(copydesk::typography::apply(ABC, &rewriting.changes), after[0]);
        assert!(rewriting.changes.len() > 5, "word by word, or a link would lose its end");
    }

    #[test]
    fn the_font_of_capitals_makes_capitals() {
        let scope = Scope { texts: None, font: by_font(".VnTimeH") };
        let found = candidates(vec![passage(ABC)], &scope, None);
        assert_eq!(found[0].after, "UỶ BAN NHÂN DÂN THÀNH PHỐ MÓNG CÁI");
    }

    #[test]
    fn a_font_named_beside_unicode_changes_nothing_and_short_words_in_it_are_found() {
        let scope = Scope { texts: None, font: by_font(".VnTime") };
        let found = candidates(vec![passage("Báo cáo tháng"), passage("Hµ Néi"), passage("2026")], &scope, None);
        let after: Vec<&str> = found.iter().map(|one| one.after.as_str()).collect();
        assert_eq!(after, ["Hà Nội"]);
    }

    #[test]
    fn what_the_writer_says_counts_more_than_what_it_looks_like() {
        let found = candidates(vec![passage("Vie^.t Nam")], &Scope::default(), None);
        assert_eq!(found, [], "too short to be sure");
        let found = candidates(vec![passage("Vie^.t Nam")], &Scope::default(), Some(Encoding::Viqr));
        assert_eq!(found[0].after, "Việt Nam");
    }

    #[test]
    fn a_selection_touches_whole_paragraphs() {
        let lines = ["Một hai ba", "Bốn", "Năm sáu", "Bảy"].map(str::to_owned);
        assert_eq!(touched(&lines, "ba\nBốn\nNăm").unwrap(), lines[..3]);
        assert_eq!(touched(&lines, "sáu").unwrap(), lines[2..3]);
        assert_eq!(touched(&lines, " "), None, "nothing selected is the whole story");
    }
}

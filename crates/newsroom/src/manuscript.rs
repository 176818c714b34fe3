//! What a story says: its manuscript, the texts in it that people write, and a change of it.
//!
//! How a field is added is told in `docs/ARCHITECTURE.md`, "Where a new part goes".

mod edit;
mod fields;
mod limits;

use crate::{body::nfc, id::PhotoUseId, photo::PhotoUse};
use std::collections::BTreeSet;

pub use edit::{Form, LineEdit, PhotoWords, TextEdit};
pub(crate) use fields::Owed;
pub use fields::{Manuscript, Parts, PhotoLine, Related, TextLine};
pub use limits::{LINE_CHARS, MOST_RELATED, MOST_TAGS, NAME_CHARS, TooLong, is_longer};

/// What stands before a correction, for readers.
pub const CORRECTION_LABEL: &str = "Đính chính:";

/// A correction without the label before it, in whatever capitals: people type it themselves, and readers got it twice.
#[must_use]
pub fn correction_words(correction: &str) -> &str {
    let words = correction.trim();
    let label = |letters: &str| nfc(letters).to_lowercase() == CORRECTION_LABEL.to_lowercase();
    let behind = words.split_once(':').filter(|(before, _)| label(&format!("{}:", before.trim_end())));
    behind.map_or(words, |(_, behind)| behind.trim_start())
}

impl Manuscript {
    /// The photo with this id, if the story has it.
    #[must_use]
    pub fn photo(&self, id: PhotoUseId) -> Option<&PhotoUse> {
        self.photos.iter().find(|p| p.id == id)
    }

    /// Photos that readers will see: the lead photo first, then those in the text in reading order, each once.
    #[must_use]
    pub fn used_photos(&self) -> Vec<&PhotoUse> {
        let mut seen = BTreeSet::new();
        self.lead_photo
            .into_iter()
            .chain(self.body.figures())
            .filter(|id| seen.insert(*id))
            .filter_map(|id| self.photo(id))
            .collect()
    }

    /// Does the text show the lead photo as well? Then a site has no need to show it once more above the text.
    #[must_use]
    pub fn text_shows_lead(&self) -> bool {
        self.lead_photo.is_some_and(|lead| self.body.figures().contains(&lead))
    }

    /// As readers get it and as it is approved: the body without remarks, and all in normal form; see [`Body::for_readers`].
    #[must_use]
    pub fn for_readers(&self) -> Self {
        Self { body: self.body.without_remarks(), ..self.clone() }.normalised()
    }

    /// The same in Unicode normal form C (UAX 15), trimmed at the edges where blanks mean nothing, without empty keywords.
    #[must_use]
    pub fn normalised(&self) -> Self {
        let mut normal = Self { body: self.body.normalised(), ..self.clone() };
        normal.change_lines(|_, text| *text = nfc(text.trim()));
        normal.tags.retain(|tag| !tag.is_empty());
        normal
    }

    /// The same without photos that no reader would see.
    #[must_use]
    pub fn only_used_photos(self) -> Self {
        let photos = self.used_photos().into_iter().cloned().collect();
        Self { photos, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{Manuscript, correction_words};
    use crate::{Body, id::PhotoUseId};

    #[test]
    fn the_text_shows_the_lead_photo_where_it_has_its_figure() {
        let [lead, other] = ["0190f0aa-0000-7000-8000-00000000000a", "0190f0aa-0000-7000-8000-00000000000b"]
            .map(|id| PhotoUseId(id.parse().unwrap()));
        let doc = format!(r#"{{"type":"doc","content":[{{"type":"figure","attrs":{{"photo":"{}"}}}}]}}"#, lead.0);
        let mut manuscript = Manuscript { body: Body::from_doc(&doc).unwrap(), ..Manuscript::default() };
        assert!(!manuscript.text_shows_lead(), "there is none");
        manuscript.lead_photo = Some(other);
        assert!(!manuscript.text_shows_lead());
        manuscript.lead_photo = Some(lead);
        assert!(manuscript.text_shows_lead());
    }

    #[test]
    fn the_label_of_a_correction_is_no_part_of_its_words() {
        let decomposed = "\u{110}i\u{301}nh chi\u{301}nh: Ca\u{302}\u{300}u da\u{300}i 618 m";
        for (typed, words) in [
            ("Cầu dài 618 m", "Cầu dài 618 m"),
            (" Đính chính: Cầu dài 618 m ", "Cầu dài 618 m"),
            ("ĐÍNH CHÍNH : Cầu dài 618 m", "Cầu dài 618 m"),
            (decomposed, "Ca\u{302}\u{300}u da\u{300}i 618 m"),
            ("Đính chính lần hai: cầu dài 618 m", "Đính chính lần hai: cầu dài 618 m"),
            ("Lúc 7:30 chứ không phải 8:30", "Lúc 7:30 chứ không phải 8:30"),
            ("Đính chính:", ""),
        ] {
            assert_eq!(correction_words(typed), words, "{typed}");
        }
    }
}

//! What a story says: its manuscript, and a change of it.

mod edit;

use crate::{
    body::{Body, nfc},
    id::{PhotoUseId, SectionId},
    photo::PhotoUse,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use edit::{Form, TextEdit};

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

/// The words and pictures of a story: what a revision keeps, what an approval binds, what readers get.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manuscript {
    /// Tít: the headline, one line.
    pub headline: String,
    /// Sapo: the lead paragraph under the headline.
    pub standfirst: String,
    /// Bút danh shown to readers.
    pub byline: String,
    /// Chuyên mục: the section; none until one is chosen.
    pub section: Option<SectionId>,
    /// Từ khóa: keywords, in the order in which they were given.
    pub tags: Vec<String>,
    /// Chính văn: the text under the standfirst.
    pub body: Body,
    /// Ảnh đại diện: one of `photos`.
    pub lead_photo: Option<PhotoUseId>,
    /// The photo strip, in the order of the desk.
    pub photos: Vec<PhotoUse>,
    /// Đính chính: what was wrong before and is right now, shown to readers above the text; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub correction: String,
    /// Tin liên quan: stories that readers are led to under the text, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// A story that another one leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The headline that readers see.
    pub title: String,
    /// Address of its public page.
    pub link: String,
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

    /// As readers get it and as it is approved: the body without remarks, and all in normal form; see [`Body::for_readers`].
    #[must_use]
    pub fn for_readers(&self) -> Self {
        Self { body: self.body.without_remarks(), ..self.clone() }.normalised()
    }

    /// The same in Unicode normal form C (UAX 15), trimmed at the edges where blanks mean nothing.
    #[must_use]
    pub fn normalised(&self) -> Self {
        let line = |text: &str| nfc(text.trim());
        Self {
            headline: line(&self.headline),
            standfirst: line(&self.standfirst),
            byline: line(&self.byline),
            section: self.section,
            tags: self.tags.iter().map(|t| line(t)).filter(|t| !t.is_empty()).collect(),
            body: self.body.normalised(),
            lead_photo: self.lead_photo,
            photos: self
                .photos
                .iter()
                .map(|p| PhotoUse {
                    caption: line(&p.caption),
                    alt_text: line(&p.alt_text),
                    credit: line(&p.credit),
                    ..p.clone()
                })
                .collect(),
            correction: line(&self.correction),
            related: self.related.iter().map(|r| Related { title: line(&r.title), link: r.link.clone() }).collect(),
        }
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
    use super::correction_words;

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

//! What the texts of a story are called: one match for all of them, so that none is shown without a name.

use crate::texts::{Texts, words};
use newsroom::{Manuscript, PhotoLine, TextLine};

words! {
    headline: "Tít", "Headline";
    headline_hint: "Tít bài", "Headline";
    standfirst: "Sapo", "Standfirst";
    standfirst_hint: "Sapo: ai, việc gì, ở đâu, khi nào", "Standfirst: who, what, where, when";
    byline: "Bút danh", "Byline";
    tags: "Từ khóa", "Tags";
    tags_hint: "Cách nhau bằng dấu phẩy", "Separated by commas";
}

impl Texts {
    /// The name of a text; of a photo's words without the photo.
    pub(crate) fn line(self, line: TextLine) -> &'static str {
        self.line_and_hint(line).0
    }

    /// What stands in its field while that is empty.
    pub(crate) fn line_hint(self, line: TextLine) -> &'static str {
        self.line_and_hint(line).1
    }

    fn line_and_hint(self, line: TextLine) -> (&'static str, &'static str) {
        match line {
            TextLine::Headline => (self.headline(), self.headline_hint()),
            TextLine::Standfirst => (self.standfirst(), self.standfirst_hint()),
            TextLine::Byline => (self.byline(), self.byline()),
            TextLine::Photo(_, PhotoLine::Caption) => (self.caption(), self.caption_hint()),
            TextLine::Photo(_, PhotoLine::Credit) => (self.credit(), self.credit_hint()),
            TextLine::Photo(_, PhotoLine::AltText) => (self.alt_text(), self.alt_hint()),
            TextLine::Correction => (self.correction(), self.correction_hint()),
            TextLine::Tag(_) => (self.tags(), self.tags_hint()),
            TextLine::RelatedTitle(_) => (self.related(), self.related()),
        }
    }

    /// The name of a text of this story; photos by their place in the strip: "Caption, photo 2".
    pub(crate) fn line_of(self, line: TextLine, story: &Manuscript) -> String {
        let name = self.line(line);
        match line {
            TextLine::Photo(id, _) => {
                let place = story.photos.iter().position(|photo| photo.id == id).unwrap_or_default();
                format!("{name}, {}", self.photo_number(place + 1).to_lowercase())
            }
            _ => name.to_owned(),
        }
    }
}

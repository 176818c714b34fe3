//! The fields of a story, and the texts among them as one list: whatever is done to "all that is written" goes through it, so
//! that a new text is found, corrected, compared and rescued like the others.

use crate::{
    body::Body,
    id::{PhotoUseId, SectionId},
    photo::PhotoUse,
    readiness::Lack,
};
use serde::{Deserialize, Serialize};

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

/// A text of a story that is no part of its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextLine {
    /// Tít.
    Headline,
    /// Sapo.
    Standfirst,
    /// Bút danh.
    Byline,
    /// Words of a photo.
    Photo(PhotoUseId, PhotoLine),
    /// Đính chính.
    Correction,
    /// A keyword, by its place from 0.
    Tag(usize),
    /// The title of a related story, by its place from 0.
    RelatedTitle(usize),
}

/// A text that belongs to a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoLine {
    /// Chú thích ảnh.
    Caption,
    /// Nguồn ảnh.
    Credit,
    /// Văn bản thay thế.
    AltText,
}

/// Before which move a text must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owed {
    /// Before the story is filed.
    ToFile,
    /// Before it is approved.
    ToApprove,
}

impl PhotoLine {
    /// All, in the order in which they are read.
    pub const ALL: [PhotoLine; 3] = [PhotoLine::Caption, PhotoLine::Credit, PhotoLine::AltText];
}

impl TextLine {
    /// The lines over the body, in their order.
    pub const ABOVE_BODY: [TextLine; 3] = [TextLine::Headline, TextLine::Standfirst, TextLine::Byline];

    /// A stable name, in ASCII letters and `_`; equal for all keywords and for all titles.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TextLine::Headline => "headline",
            TextLine::Standfirst => "standfirst",
            TextLine::Byline => "byline",
            TextLine::Photo(_, PhotoLine::Caption) => "caption",
            TextLine::Photo(_, PhotoLine::Credit) => "credit",
            TextLine::Photo(_, PhotoLine::AltText) => "alt_text",
            TextLine::Correction => "correction",
            TextLine::Tag(_) => "tags",
            TextLine::RelatedTitle(_) => "related",
        }
    }

    /// True for sentences of the story's own: they are searched and replaced in, and their typography is corrected. Not for
    /// keywords, which stand for other stories too, and not for titles, which are another story's headline.
    #[must_use]
    pub fn is_prose(self) -> bool {
        match self {
            TextLine::Headline
            | TextLine::Standfirst
            | TextLine::Byline
            | TextLine::Photo(..)
            | TextLine::Correction => true,
            TextLine::Tag(_) | TextLine::RelatedTitle(_) => false,
        }
    }

    /// True for what the search of the story lists looks through, beside the body.
    #[must_use]
    pub fn is_searched(self) -> bool {
        match self {
            TextLine::Headline | TextLine::Standfirst | TextLine::Byline => true,
            TextLine::Photo(..) | TextLine::Correction | TextLine::Tag(_) | TextLine::RelatedTitle(_) => false,
        }
    }

    /// True if its words count as words of the story, in the extent of a change.
    #[must_use]
    pub fn is_counted(self) -> bool {
        match self {
            TextLine::Headline | TextLine::Standfirst => true,
            TextLine::Byline
            | TextLine::Photo(..)
            | TextLine::Correction
            | TextLine::Tag(_)
            | TextLine::RelatedTitle(_) => false,
        }
    }

    /// Before which move it must be there, and what the story lacks without it; none if it may stay empty. What is owed for a
    /// photo counts for used ones.
    pub(crate) fn owed(self) -> Option<(Owed, Lack)> {
        match self {
            TextLine::Headline => Some((Owed::ToFile, Lack::Headline)),
            TextLine::Standfirst => Some((Owed::ToApprove, Lack::Standfirst)),
            TextLine::Photo(id, PhotoLine::Caption) => Some((Owed::ToApprove, Lack::Caption(id))),
            TextLine::Photo(id, PhotoLine::Credit) => Some((Owed::ToApprove, Lack::Credit(id))),
            TextLine::Photo(id, PhotoLine::AltText) => Some((Owed::ToApprove, Lack::AltText(id))),
            TextLine::Byline | TextLine::Correction | TextLine::Tag(_) | TextLine::RelatedTitle(_) => None,
        }
    }
}

/// A manuscript taken apart: its written texts as one list, and everything else by name. Whoever must decide about every
/// field, but not about every text, takes it apart without `..`.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// Its texts, as [`Manuscript::lines`] has them: keywords, words of photos and titles among them.
    pub lines: Vec<(TextLine, &'a str)>,
    /// Chuyên mục.
    pub section: Option<SectionId>,
    /// Từ khóa, which are lines too.
    pub tags: &'a [String],
    /// Chính văn.
    pub body: &'a Body,
    /// Ảnh đại diện.
    pub lead_photo: Option<PhotoUseId>,
    /// The photo strip; its words are lines too.
    pub photos: &'a [PhotoUse],
    /// Tin liên quan, whose titles are lines too.
    pub related: &'a [Related],
}

impl Manuscript {
    /// The manuscript taken apart.
    #[must_use]
    pub fn parts(&self) -> Parts<'_> {
        // A new text is one more line, a new field of another kind one more part.
        let Self { headline, standfirst, byline, section, tags, body, lead_photo, photos, correction, related } = self;
        let above = [(TextLine::Headline, headline), (TextLine::Standfirst, standfirst), (TextLine::Byline, byline)];
        let mut lines: Vec<(TextLine, &str)> = above.map(|(line, text)| (line, text.as_str())).into();
        lines.extend(photos.iter().flat_map(PhotoUse::lines));
        lines.push((TextLine::Correction, correction));
        lines.extend(tags.iter().enumerate().map(|(place, tag)| (TextLine::Tag(place), tag.as_str())));
        lines.extend(
            related.iter().enumerate().map(|(place, story)| (TextLine::RelatedTitle(place), story.title.as_str())),
        );
        Parts { lines, section: *section, tags, body, lead_photo: *lead_photo, photos, related }
    }

    /// Its texts beside the body, in reading order: the lines over the body, the words of the photos, the correction, the
    /// keywords, the titles of related stories. Empty ones are among them.
    #[must_use]
    pub fn lines(&self) -> Vec<(TextLine, &str)> {
        self.parts().lines
    }

    /// The text of a line; none if the story has no such photo, keyword or related story.
    #[must_use]
    pub fn line(&self, line: TextLine) -> Option<&str> {
        match line {
            TextLine::Headline => Some(&self.headline),
            TextLine::Standfirst => Some(&self.standfirst),
            TextLine::Byline => Some(&self.byline),
            TextLine::Photo(id, line) => self.photo(id).map(|photo| photo.line(line)),
            TextLine::Correction => Some(&self.correction),
            TextLine::Tag(place) => self.tags.get(place).map(String::as_str),
            TextLine::RelatedTitle(place) => self.related.get(place).map(|story| story.title.as_str()),
        }
    }

    /// The text of a line, to be changed; none if the story has no such photo, keyword or related story.
    pub fn line_mut(&mut self, line: TextLine) -> Option<&mut String> {
        match line {
            TextLine::Headline => Some(&mut self.headline),
            TextLine::Standfirst => Some(&mut self.standfirst),
            TextLine::Byline => Some(&mut self.byline),
            TextLine::Photo(id, line) => {
                self.photos.iter_mut().find(|photo| photo.id == id).map(|photo| photo.line_mut(line))
            }
            TextLine::Correction => Some(&mut self.correction),
            TextLine::Tag(place) => self.tags.get_mut(place),
            TextLine::RelatedTitle(place) => self.related.get_mut(place).map(|story| &mut story.title),
        }
    }

    /// Changes every text beside the body.
    pub fn change_lines(&mut self, mut change: impl FnMut(TextLine, &mut String)) {
        let lines: Vec<TextLine> = self.lines().into_iter().map(|(line, _)| line).collect();
        for line in lines {
            if let Some(text) = self.line_mut(line) {
                change(line, text);
            }
        }
    }
}

impl PhotoUse {
    /// Its texts, in the order in which they are read. Empty ones are among them.
    #[must_use]
    pub fn lines(&self) -> [(TextLine, &str); 3] {
        PhotoLine::ALL.map(|line| (TextLine::Photo(self.id, line), self.line(line)))
    }

    /// The text of one of its lines.
    #[must_use]
    pub fn line(&self, line: PhotoLine) -> &str {
        match line {
            PhotoLine::Caption => &self.caption,
            PhotoLine::Credit => &self.credit,
            PhotoLine::AltText => &self.alt_text,
        }
    }

    /// The text of one of its lines, to be changed.
    pub fn line_mut(&mut self, line: PhotoLine) -> &mut String {
        match line {
            PhotoLine::Caption => &mut self.caption,
            PhotoLine::Credit => &mut self.credit,
            PhotoLine::AltText => &mut self.alt_text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::ContentHash;

    fn story() -> Manuscript {
        let photo = |n: u128| PhotoUse {
            id: PhotoUseId(uuid::Uuid::from_u128(n)),
            original: ContentHash::of(b"x"),
            file_name: "cau.jpg".to_owned(),
            width: 4,
            height: 3,
            caption: String::new(),
            alt_text: String::new(),
            credit: String::new(),
            crops: crate::photo::Crops::default(),
        };
        let related = Related { title: String::new(), link: "https://mongcai.example/tin".to_owned() };
        Manuscript {
            tags: vec![String::new(); 2],
            photos: vec![photo(1), photo(2)],
            related: vec![related],
            ..Manuscript::default()
        }
    }

    #[test]
    fn every_line_is_read_where_it_is_written() {
        let mut story = story();
        let lines: Vec<TextLine> = story.lines().into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines[..TextLine::ABOVE_BODY.len()], TextLine::ABOVE_BODY);
        for (number, line) in lines.iter().enumerate() {
            *story.line_mut(*line).unwrap() = number.to_string();
        }
        for (number, (line, text)) in story.lines().into_iter().enumerate() {
            assert_eq!((lines[number], text), (line, number.to_string().as_str()));
            assert_eq!(story.line(line), Some(text), "{line:?}");
        }
    }

    #[test]
    fn what_a_story_does_not_have_has_no_text() {
        let (mut story, line) = (story(), TextLine::Photo(PhotoUseId(uuid::Uuid::from_u128(9)), PhotoLine::Caption));
        for line in [line, TextLine::Tag(2), TextLine::RelatedTitle(1)] {
            assert_eq!(story.line(line), None, "{line:?}");
            assert_eq!(story.line_mut(line), None, "{line:?}");
        }
    }
}

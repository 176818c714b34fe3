//! A change of a manuscript: the one rule by which the window shows it, and the desk stores it.

use super::{Manuscript, PhotoLine, Related, TextLine};
use crate::{
    body::{Body, BodyError, is_web_link, nfc},
    id::{PhotoUseId, SectionId},
    photo::PhotoUse,
};
use serde::{Deserialize, Serialize};

/// A change of the text; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TextEdit {
    /// The new headline.
    pub headline: Option<String>,
    /// The new standfirst.
    pub standfirst: Option<String>,
    /// The new byline.
    pub byline: Option<String>,
    /// Section; the inner `None` clears it.
    #[serde(default, with = "double_option")]
    pub section: Option<Option<SectionId>>,
    /// All keywords anew, in their order.
    pub tags: Option<Vec<String>>,
    /// The editor's document as JSON.
    pub doc: Option<String>,
    /// Lead photo; the inner `None` clears it.
    #[serde(default, with = "double_option")]
    pub lead_photo: Option<Option<PhotoUseId>>,
    /// What readers are told was wrong; empty for nothing.
    #[serde(default)]
    pub correction: Option<String>,
    /// Stories that readers are led to.
    #[serde(default)]
    pub related: Option<Vec<Related>>,
}

/// In which form the words of a change are put into a manuscript.
///
/// The letters are the same to every reader; only their bytes differ. Some keyboards write "á" as one character, others as
/// "a" and an accent, and a keyword that is being typed ends with a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Exactly as typed: the window's manuscript holds what its fields hold, unit by unit, so that a place found in the one
    /// is the same place in the other and nothing has to be written back into a field where an input method composes.
    Typed,
    /// As the desk stores it: in Unicode normal form C (UAX 15), keywords without blanks at their ends and without empty
    /// ones. Blanks at the ends of lines stay until the story is approved, see [`Manuscript::normalised`].
    Stored,
}

impl Form {
    fn line(self, text: String) -> String {
        match self {
            Form::Typed => text,
            Form::Stored => nfc(&text),
        }
    }

    fn tags(self, tags: Vec<String>) -> Vec<String> {
        match self {
            Form::Typed => tags,
            Form::Stored => tags.iter().map(|tag| nfc(tag.trim())).filter(|tag| !tag.is_empty()).collect(),
        }
    }

    fn body(self, body: Body) -> Body {
        match self {
            Form::Typed => body,
            Form::Stored => body.normalised(),
        }
    }
}

impl TextEdit {
    /// Makes the change in a manuscript. Whatever form the window and the desk keep it in, both have the same text: what the
    /// desk stores is the normal form of what stands in the window.
    ///
    /// # Errors
    /// If the document is none of ours, or a related story is no web page; nothing is changed then.
    pub fn apply(self, manuscript: &mut Manuscript, form: Form) -> Result<(), BodyError> {
        let Self { headline, standfirst, byline, section, tags, doc, lead_photo, correction, related } = self;
        let body = doc.as_deref().map(Body::from_doc).transpose()?;
        if let Some(story) = related.iter().flatten().find(|story| !is_web_link(&story.link)) {
            return Err(BodyError::Link(story.link.clone()));
        }
        // Every field of a manuscript stands here: a new one is either changed or it is said who else changes it.
        let Manuscript {
            headline: old_headline,
            standfirst: old_standfirst,
            byline: old_byline,
            section: old_section,
            tags: old_tags,
            body: old_body,
            lead_photo: old_lead,
            photos: _, // Come, go and get their words one by one.
            correction: old_correction,
            related: old_related,
        } = manuscript;
        put(old_headline, headline.map(|text| form.line(text)));
        put(old_standfirst, standfirst.map(|text| form.line(text)));
        put(old_byline, byline.map(|text| form.line(text)));
        put(old_section, section);
        put(old_tags, tags.map(|tags| form.tags(tags)));
        put(old_body, body.map(|body| form.body(body)));
        put(old_lead, lead_photo);
        put(old_correction, correction.map(|text| form.line(text)));
        put(old_related, related);
        Ok(())
    }

    /// Both changes as one: where they change the same field, `newer` counts.
    #[must_use]
    pub fn then(self, newer: Self) -> Self {
        let Self { headline, standfirst, byline, section, tags, doc, lead_photo, correction, related } = newer;
        Self {
            headline: headline.or(self.headline),
            standfirst: standfirst.or(self.standfirst),
            byline: byline.or(self.byline),
            section: section.or(self.section),
            tags: tags.or(self.tags),
            doc: doc.or(self.doc),
            lead_photo: lead_photo.or(self.lead_photo),
            correction: correction.or(self.correction),
            related: related.or(self.related),
        }
    }
}

/// New words of a photo; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhotoWords {
    /// Caption.
    pub caption: Option<String>,
    /// Alternative text.
    pub alt_text: Option<String>,
    /// Credit.
    pub credit: Option<String>,
}

impl PhotoWords {
    /// A new text of one line.
    #[must_use]
    pub fn of(line: PhotoLine, text: String) -> Self {
        match line {
            PhotoLine::Caption => Self { caption: Some(text), ..Self::default() },
            PhotoLine::Credit => Self { credit: Some(text), ..Self::default() },
            PhotoLine::AltText => Self { alt_text: Some(text), ..Self::default() },
        }
    }

    /// Makes the change in a photo.
    pub fn apply(self, photo: &mut PhotoUse, form: Form) {
        let Self { caption, alt_text, credit } = self;
        put(&mut photo.caption, caption.map(|text| form.line(text)));
        put(&mut photo.alt_text, alt_text.map(|text| form.line(text)));
        put(&mut photo.credit, credit.map(|text| form.line(text)));
    }

    /// Both changes as one: where they change the same text, `newer` counts.
    #[must_use]
    pub fn then(self, newer: Self) -> Self {
        let Self { caption, alt_text, credit } = newer;
        Self { caption: caption.or(self.caption), alt_text: alt_text.or(self.alt_text), credit: credit.or(self.credit) }
    }
}

/// A change of one text: words of photos are saved by themselves.
#[derive(Clone, Debug, PartialEq)]
pub enum LineEdit {
    /// Of the text.
    Text(TextEdit),
    /// Of a photo.
    Photo(PhotoUseId, PhotoWords),
}

impl Manuscript {
    /// What puts a text into a line of this manuscript; none if it has no such line.
    #[must_use]
    pub fn edit_of_line(&self, line: TextLine, text: String) -> Option<LineEdit> {
        let none = TextEdit::default();
        Some(LineEdit::Text(match line {
            TextLine::Headline => TextEdit { headline: Some(text), ..none },
            TextLine::Standfirst => TextEdit { standfirst: Some(text), ..none },
            TextLine::Byline => TextEdit { byline: Some(text), ..none },
            TextLine::Photo(id, line) => return Some(LineEdit::Photo(id, PhotoWords::of(line, text))),
            TextLine::Correction => TextEdit { correction: Some(text), ..none },
            TextLine::Tag(place) => {
                let mut tags = self.tags.clone();
                *tags.get_mut(place)? = text;
                TextEdit { tags: Some(tags), ..none }
            }
            TextLine::RelatedTitle(place) => {
                let mut related = self.related.clone();
                related.get_mut(place)?.title = text;
                TextEdit { related: Some(related), ..none }
            }
        }))
    }
}

fn put<T>(field: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *field = new;
    }
}

/// `null` inside and absence outside are two things; plain serde makes them one.
mod double_option {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer, T: Serialize>(value: &Option<Option<T>>, s: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(|inner| [inner]).serialize(s)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        d: D,
    ) -> Result<Option<Option<T>>, D::Error> {
        Ok(Option::<[Option<T>; 1]>::deserialize(d)?.map(|[inner]| inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Block, Inline};
    use proptest::{collection::vec, option, prelude::*, sample::select};

    /// Letters as keyboards give them: in one character, with accents apart, with blanks at the ends.
    fn typed() -> impl Strategy<Value = String> {
        let parts = vec!["Móng Cái", "Mo\u{301}ng ", "\u{110}i\u{301}nh", " ", "cầu", "ca\u{302}\u{300}u", ""];
        vec(select(parts), 0..4).prop_map(|parts| parts.concat())
    }

    fn doc() -> impl Strategy<Value = String> {
        typed().prop_map(|text| {
            let text = if text.is_empty() { "x".to_owned() } else { text };
            let content = vec![Inline::Text { text, marks: Vec::new() }];
            Body::new(vec![Block::Paragraph { content }]).doc_json()
        })
    }

    prop_compose! {
        fn edit()(
            headline in option::of(typed()),
            standfirst in option::of(typed()),
            byline in option::of(typed()),
            tags in option::of(vec(typed(), 0..4)),
            doc in option::of(doc()),
            correction in option::of(typed()),
        ) -> TextEdit {
            TextEdit { headline, standfirst, byline, tags, doc, correction, ..TextEdit::default() }
        }
    }

    fn after(edits: &[TextEdit], form: Form) -> Manuscript {
        let mut manuscript = Manuscript::default();
        for edit in edits {
            edit.clone().apply(&mut manuscript, form).unwrap();
        }
        manuscript
    }

    proptest! {
        #[test]
        fn the_desk_stores_the_normal_form_of_what_stands_in_the_window(edits in vec(edit(), 0..5)) {
            let (window, stored) = (after(&edits, Form::Typed), after(&edits, Form::Stored));
            prop_assert_eq!(window.normalised(), stored.normalised());
            let again = TextEdit { headline: Some(stored.headline.clone()), tags: Some(stored.tags.clone()), ..TextEdit::default() };
            let mut twice = stored.clone();
            again.apply(&mut twice, Form::Stored).unwrap();
            prop_assert_eq!(twice, stored, "what is stored is stored as it is");
        }

        #[test]
        fn two_changes_made_as_one_give_the_same_text(older in edit(), newer in edit()) {
            for form in [Form::Typed, Form::Stored] {
                let one_by_one = after(&[older.clone(), newer.clone()], form);
                prop_assert_eq!(one_by_one, after(&[older.clone().then(newer.clone())], form));
            }
        }

        #[test]
        fn what_is_typed_stands_in_the_window_letter_by_letter(text in typed()) {
            let edit = TextEdit { headline: Some(text.clone()), tags: Some(vec![text.clone()]), ..TextEdit::default() };
            let window = after(&[edit], Form::Typed);
            prop_assert_eq!((&window.headline, &window.tags[0]), (&text, &text));
        }
    }

    #[test]
    fn the_store_keeps_whole_letters_and_whole_keywords() {
        let edit = TextEdit {
            headline: Some("Mo\u{301}ng Ca\u{301}i ".to_owned()),
            tags: Some(vec![" bie\u{302}n gio\u{31b}\u{301}i ".to_owned(), " ".to_owned()]),
            ..TextEdit::default()
        };
        let stored = after(&[edit], Form::Stored);
        assert_eq!(stored.headline, "Móng Cái ", "the blank before the next word stays");
        assert_eq!(stored.tags, ["biên giới"]);
    }

    #[test]
    fn a_new_text_of_a_line_stands_in_that_line_alone() {
        let related = Related { title: "Tin".to_owned(), link: "https://mongcai.example/tin".to_owned() };
        let photo = PhotoUse {
            id: "01930000-0000-7000-8000-000000000002".parse().unwrap(),
            original: crate::approval::ContentHash::of(b"x"),
            file_name: "cau.jpg".to_owned(),
            width: 4,
            height: 3,
            caption: String::new(),
            alt_text: String::new(),
            credit: String::new(),
            crops: crate::photo::Crops::default(),
        };
        let story = Manuscript {
            tags: vec!["a".to_owned(), "b".to_owned()],
            photos: vec![photo],
            related: vec![related],
            ..Manuscript::default()
        };
        for (line, _) in story.lines() {
            let mut wanted = story.clone();
            *wanted.line_mut(line).unwrap() = "Móng Cái".to_owned();
            let mut changed = story.clone();
            match story.edit_of_line(line, "Mo\u{301}ng Ca\u{301}i".to_owned()).unwrap() {
                LineEdit::Text(edit) => edit.apply(&mut changed, Form::Stored).unwrap(),
                LineEdit::Photo(id, words) => {
                    let photo = changed.photos.iter_mut().find(|photo| photo.id == id).unwrap();
                    words.apply(photo, Form::Stored);
                }
            }
            assert_eq!(changed.normalised(), wanted, "{line:?}");
        }
        assert_eq!(story.edit_of_line(TextLine::Tag(2), String::new()), None);
    }

    #[test]
    fn a_document_that_is_none_changes_nothing() {
        let edit = TextEdit {
            headline: Some("Tít".to_owned()),
            doc: Some(r#"{"type":"doc","content":[{"type":"video"}]}"#.to_owned()),
            ..TextEdit::default()
        };
        let mut manuscript = Manuscript::default();
        assert!(edit.apply(&mut manuscript, Form::Stored).is_err());
        assert_eq!(manuscript, Manuscript::default());
    }

    #[test]
    fn a_section_that_is_cleared_is_not_one_that_stays() {
        for section in [None, Some(None), Some(Some("01930000-0000-7000-8000-000000000001".parse().unwrap()))] {
            let edit = TextEdit { section, ..TextEdit::default() };
            let json = serde_json::to_string(&edit).unwrap();
            assert_eq!(serde_json::from_str::<TextEdit>(&json).unwrap(), edit, "{json}");
        }
    }
}

//! What was typed and is not on disk yet: changes of the same field become one, and what could not be saved is not lost.

use contract::articles::TextEdit;
use newsroom::{
    Article, Manuscript, PhotoUseId,
    manuscript::{Form, PhotoWords},
};
use std::collections::BTreeMap;

/// One save.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Work {
    /// Of the text.
    Text(TextEdit),
    /// Of a photo's words.
    Photo(PhotoUseId, PhotoWords),
    /// A photo is taken out.
    Remove(PhotoUseId),
}

/// What is unsaved of one story, and what it is a change of.
pub(crate) struct Unsaved {
    /// The version that the next save starts from.
    pub(crate) version: u64,
    /// The manuscript as it was last known to stand in store.
    base: Manuscript,
    /// The text that was saved since; it is read when the two are compared, not while somebody types.
    base_doc: Option<String>,
    edit: TextEdit,
    photos: BTreeMap<PhotoUseId, PhotoWords>,
    removed: Vec<PhotoUseId>,
}

impl Unsaved {
    /// Nothing yet, of a story as it was just opened.
    pub(crate) fn of(article: &Article) -> Self {
        Self {
            version: article.version,
            base: article.manuscript.clone(),
            base_doc: None,
            edit: TextEdit::default(),
            photos: BTreeMap::new(),
            removed: Vec::new(),
        }
    }

    /// The text changed.
    pub(crate) fn change(&mut self, edit: TextEdit) {
        self.edit = std::mem::take(&mut self.edit).then(edit);
    }

    /// The words of a photo changed.
    pub(crate) fn change_photo(&mut self, photo: PhotoUseId, words: PhotoWords) {
        let older = self.photos.remove(&photo).unwrap_or_default();
        self.photos.insert(photo, older.then(words));
    }

    /// A photo is taken out; what was typed about it is of no use any more.
    pub(crate) fn remove_photo(&mut self, photo: PhotoUseId) {
        self.photos.remove(&photo);
        self.removed.push(photo);
    }

    /// True if anything waits.
    pub(crate) fn has_work(&self) -> bool {
        self.edit != TextEdit::default() || !self.photos.is_empty() || !self.removed.is_empty()
    }

    /// The next save. The text goes first: a photo leaves the store after it has left the text.
    pub(crate) fn take(&mut self) -> Option<Work> {
        if self.edit != TextEdit::default() {
            return Some(Work::Text(std::mem::take(&mut self.edit)));
        }
        if let Some((photo, words)) = self.photos.pop_first() {
            return Some(Work::Photo(photo, words));
        }
        self.removed.pop().map(Work::Remove)
    }

    /// A save failed: it waits again, under what was typed meanwhile.
    pub(crate) fn put_back(&mut self, work: Work) {
        match work {
            Work::Text(older) => self.edit = older.then(std::mem::take(&mut self.edit)),
            Work::Photo(photo, older) => {
                let newer = self.photos.remove(&photo).unwrap_or_default();
                self.photos.insert(photo, older.then(newer));
            }
            Work::Remove(photo) => self.removed.push(photo),
        }
    }

    /// A save is on disk, and the store has this version now.
    pub(crate) fn saved(&mut self, work: Work, version: u64) {
        self.version = version;
        if let Work::Text(mut edit) = work {
            self.base_doc = edit.doc.take().or(self.base_doc.take());
            apply(&mut self.base, edit);
        }
    }

    /// True if the text in store is the one that these changes started from, whatever happened to the photos.
    pub(crate) fn starts_from(&mut self, stored: &Manuscript) -> bool {
        let doc = self.base_doc.take();
        apply(&mut self.base, TextEdit { doc, ..TextEdit::default() });
        let text = |manuscript: &Manuscript| Manuscript { photos: Vec::new(), ..manuscript.normalised() };
        text(stored) == text(&self.base)
    }
}

/// Makes a change in a manuscript of the window, letter by letter as it was typed. A document that is none of ours is told
/// and changes nothing: the desk refuses to store it, and says so.
pub(crate) fn apply(manuscript: &mut Manuscript, edit: TextEdit) {
    if let Err(error) = edit.apply(manuscript, Form::Typed) {
        leptos::logging::warn!("the text is not read: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use newsroom::{ArticleId, Body, StaffId};

    #[test]
    fn what_was_saved_of_the_text_is_what_the_store_is_compared_with() {
        let mut unsaved = unsaved();
        let body = Body::new(vec![newsroom::body::Block::Paragraph { content: Vec::new() }]);
        let doc = TextEdit { doc: Some(body.doc_json()), ..TextEdit::default() };
        unsaved.change(doc);
        let work = unsaved.take().unwrap();
        unsaved.saved(work, 1);
        let stored = Manuscript { body, ..unsaved.base.clone() };
        assert!(unsaved.starts_from(&stored), "the saved text counts, not the one that was opened");
        assert!(!unsaved.starts_from(&Manuscript::default()), "and it is still known the second time");
    }

    fn unsaved() -> Unsaved {
        let id = "01930000-0000-7000-8000-000000000001";
        let (story, author): (ArticleId, StaffId) = (id.parse().unwrap(), id.parse().unwrap());
        Unsaved::of(&Article::new(story, author, "Nguyễn Lan", DateTime::default()))
    }

    fn headline(text: &str) -> TextEdit {
        TextEdit { headline: Some(text.to_owned()), ..TextEdit::default() }
    }

    #[test]
    fn what_was_typed_while_a_save_failed_wins_over_the_save() {
        let mut unsaved = unsaved();
        unsaved.change(TextEdit { standfirst: Some("Sapo".to_owned()), ..headline("Tít cũ") });
        let failed = unsaved.take().unwrap();
        unsaved.change(headline("Tít mới"));
        unsaved.put_back(failed);
        let Some(Work::Text(next)) = unsaved.take() else { panic!("the text waits") };
        assert_eq!(next.headline.as_deref(), Some("Tít mới"), "the newer letters count");
        assert_eq!(next.standfirst.as_deref(), Some("Sapo"), "a field that was not typed in again is not lost");
        assert!(!unsaved.has_work());
    }

    #[test]
    fn words_of_a_photo_are_kept_field_by_field() {
        let photo: PhotoUseId = "01930000-0000-7000-8000-000000000002".parse().unwrap();
        let caption = PhotoWords { caption: Some("Cầu Bắc Luân II".to_owned()), ..PhotoWords::default() };
        let credit = PhotoWords { credit: Some("Hữu Việt".to_owned()), ..PhotoWords::default() };
        let mut unsaved = unsaved();
        unsaved.change_photo(photo, caption.clone());
        let failed = unsaved.take().unwrap();
        unsaved.change_photo(photo, credit.clone());
        unsaved.put_back(failed);
        assert_eq!(unsaved.take(), Some(Work::Photo(photo, PhotoWords { credit: credit.credit, ..caption })));
    }

    #[test]
    fn a_photo_leaves_the_text_before_it_leaves_the_story() {
        let photo: PhotoUseId = "01930000-0000-7000-8000-000000000002".parse().unwrap();
        let mut unsaved = unsaved();
        unsaved.change_photo(photo, PhotoWords { caption: Some("x".to_owned()), ..PhotoWords::default() });
        unsaved.remove_photo(photo);
        unsaved.change(TextEdit { lead_photo: Some(None), ..TextEdit::default() });
        assert!(matches!(unsaved.take(), Some(Work::Text(_))));
        assert_eq!(unsaved.take(), Some(Work::Remove(photo)), "its words are not saved after all");
    }

    #[test]
    fn another_version_of_the_same_text_is_no_conflict() {
        let mut unsaved = unsaved();
        unsaved.change(headline("Móng Cái"));
        let work = unsaved.take().unwrap();
        unsaved.saved(work, 1);
        let mut stored = Manuscript { byline: "Nguyễn Lan".to_owned(), ..Manuscript::default() };
        stored.headline = "Mo\u{301}ng Ca\u{301}i ".to_owned();
        assert!(unsaved.starts_from(&stored), "the store normalises what it keeps");
        stored.headline = "Hải Hà".to_owned();
        assert!(!unsaved.starts_from(&stored), "somebody else's words are not overwritten");
    }
}

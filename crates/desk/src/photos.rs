//! Photos of a story: taking them in, their words, taking them out.

use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::DeskError,
    revisions::{keep_before_removal, keep_while_writing},
};
use chrono::{DateTime, Utc};
use contract::articles::Saved;
use darkroom::{Plan, Print, Rendition};
use newsroom::{
    Article, ArticleId, Changes, ContentHash, Manuscript, PhotoSize, PhotoUse, PhotoUseId, Recipe, Staff, body::nfc,
};
use store::{RenditionFacts, StoreError, StoredRendition, Transaction};

impl Desk {
    /// Takes a photo in: develops it, stores its bytes, reads them back, then names it in the story.
    /// Caption and credit are taken from the file where it has them.
    ///
    /// # Errors
    /// [`DeskError::Photo`], [`DeskError::Refused`], [`StoreError::DiskFull`]; the story is as before then.
    pub fn add_photo(
        &self,
        me: &Staff,
        id: ArticleId,
        file_name: &str,
        bytes: &[u8],
    ) -> Result<(PhotoUse, Changes), DeskError> {
        self.store.article(id)?.may_edit(actor(me))?;
        let photo = self.take_in(file_name, bytes)?;
        let ((), changes) = self.change_photos(me, id, "photo_added", keep_while_writing, |m| {
            m.photos.push(photo.clone());
            Ok(())
        })?;
        Ok((photo, changes))
    }

    /// Develops a picture and stores its bytes; the photo is no story's yet.
    pub(crate) fn take_in(&self, file_name: &str, bytes: &[u8]) -> Result<PhotoUse, DeskError> {
        let negative = darkroom::inspect(bytes)?;
        let original = ContentHash::of(bytes);
        let developed = darkroom::develop(bytes, &Plan::default())?.into_iter();
        let renditions = developed.map(|rendition| stored(original, rendition)).collect::<Vec<_>>();
        let original = self.store.keep_picture(bytes, &renditions, self.now())?;
        Ok(PhotoUse {
            id: PhotoUseId(new_id()),
            original,
            file_name: nfc(file_name),
            width: negative.width,
            height: negative.height,
            caption: negative.caption.unwrap_or_default(),
            alt_text: String::new(),
            credit: negative.credit.or(negative.byline).unwrap_or_default(),
        })
    }

    /// Saves the words of a photo; what is `None` stays.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`DeskError::Refused`].
    pub fn save_photo(
        &self,
        me: &Staff,
        id: ArticleId,
        photo: PhotoUseId,
        words: [Option<String>; 3],
    ) -> Result<(Saved, Changes), DeskError> {
        let ((), changes) = self.change_photos(me, id, "edited", keep_while_writing, |m| {
            let photo = m.photos.iter_mut().find(|p| p.id == photo).ok_or(StoreError::NotFound("photo"))?;
            let [caption, alt_text, credit] = words;
            for (field, text) in
                [(&mut photo.caption, caption), (&mut photo.alt_text, alt_text), (&mut photo.credit, credit)]
            {
                if let Some(text) = text {
                    *field = nfc(&text);
                }
            }
            Ok(())
        })?;
        Ok((self.saved(id)?, changes))
    }

    /// Takes a photo out of the strip, and off the lead. Its bytes stay, and so do revisions that show it; one with words
    /// is in a revision at least.
    /// A figure in the text that shows it stays too, and is told of as missing until it is deleted.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`DeskError::Refused`].
    pub fn remove_photo(&self, me: &Staff, id: ArticleId, photo: PhotoUseId) -> Result<(Saved, Changes), DeskError> {
        let keep = |tx: &mut Transaction<'_>, article: &Article, _| keep_before_removal(tx, article, photo);
        let ((), changes) = self.change_photos(me, id, "photo_removed", keep, |m| {
            let before = m.photos.len();
            m.photos.retain(|p| p.id != photo);
            if m.lead_photo == Some(photo) {
                m.lead_photo = None;
            }
            if m.photos.len() == before { Err(StoreError::NotFound("photo").into()) } else { Ok(()) }
        })?;
        Ok((self.saved(id)?, changes))
    }

    /// The picture of a photo in a size, as its story shows it now, for the window.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; as [`Desk::rendition`].
    pub fn picture(&self, photo: PhotoUseId, size: PhotoSize) -> Result<StoredRendition, DeskError> {
        let (_story, photo) = self.store.photo(photo)?;
        self.rendition(photo.recipe(size))
    }

    /// The rendition of a recipe; one that is not kept is made from the original, and kept.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such original, [`StoreError::Damaged`], [`StoreError::DiskFull`],
    /// [`DeskError::Photo`].
    pub(crate) fn rendition(&self, recipe: Recipe) -> Result<StoredRendition, DeskError> {
        match self.store.rendition(recipe) {
            Err(StoreError::NotFound(_)) => self.develop(recipe),
            found => Ok(found?),
        }
    }

    /// What is known of the rendition of a recipe, which is made if need be.
    ///
    /// # Errors
    /// As [`Desk::rendition`].
    pub(crate) fn rendition_facts(&self, recipe: Recipe) -> Result<RenditionFacts, DeskError> {
        match self.store.rendition_facts(recipe) {
            Err(StoreError::NotFound(_)) => {
                let StoredRendition { content, width, height, jpeg, .. } = self.develop(recipe)?;
                Ok(RenditionFacts { content, width, height, bytes: jpeg.len() as u64 })
            }
            found => Ok(found?),
        }
    }

    fn develop(&self, recipe: Recipe) -> Result<StoredRendition, DeskError> {
        let Recipe { original, crop, size } = recipe;
        let plan = Plan { prints: vec![Print { size, crop }], ..Plan::default() };
        let made = darkroom::develop(&self.store.original(original)?, &plan)?;
        let made = made.into_iter().next().ok_or(StoreError::NotFound("rendition"))?;
        let rendition = stored(original, made);
        self.store.keep_rendition(&rendition)?;
        Ok(rendition)
    }

    fn change_photos(
        &self,
        me: &Staff,
        id: ArticleId,
        deed: &str,
        keep: impl FnOnce(&mut Transaction<'_>, &Article, DateTime<Utc>) -> Result<(), StoreError>,
        change: impl FnOnce(&mut Manuscript) -> Result<(), DeskError>,
    ) -> Result<((), Changes), DeskError> {
        let act = self.act(Some(me));
        self.store.transact(act, |tx| {
            let mut article: Article = tx.article(id)?;
            keep(tx, &article, act.at)?;
            article.edit_photos(actor(me), act.at, change)??;
            tx.save_article(&article)?;
            tx.audit_once(id, deed)?;
            Ok(())
        })
    }

    fn saved(&self, id: ArticleId) -> Result<Saved, DeskError> {
        let article = self.store.article(id)?;
        Ok(Saved { at: article.updated_at, version: article.version })
    }
}

fn stored(original: ContentHash, made: Rendition) -> StoredRendition {
    let Rendition { print: Print { size, crop }, width, height, jpeg } = made;
    StoredRendition { recipe: Recipe::new(original, crop, size), content: ContentHash::of(&jpeg), width, height, jpeg }
}

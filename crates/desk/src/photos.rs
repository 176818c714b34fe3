//! Photos of a story: taking them in, their words, taking them out.

use crate::articles::has_room;
use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::{DeskError, shown},
    revisions::{keep_before_removal, keep_while_writing},
    rights::permit,
};
use chrono::{DateTime, Utc};
use contract::articles::Saved;
use copydesk::NEWSROOM_OFFSET;
use darkroom::{Plan, Print, Rendition};
use newsroom::{
    Action, Article, ArticleId, Changes, Consent, ContentHash, Deed, Manuscript, Photo, PhotoId, PhotoSize, PhotoUse,
    PhotoUseId, Recipe, Staff,
    body::nfc,
    manuscript::{Form, PhotoWords},
    rights::Subject,
};
use store::{RenditionFacts, StoreError, StoredRendition, Transaction};

impl Desk {
    /// Takes a photo in: develops it, stores its bytes, reads them back, then makes it a photo of the newsroom, if it is not
    /// one already, and a use of it in the story. Caption and credit are taken from the file where it has them.
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
        self.story_for(me, Action::AddPhoto, id)?;
        let photo = self.take_in(me, file_name, bytes)?;
        self.change_photos(me, Action::AddPhoto, id, Deed::PhotoAdded, keep_while_writing, |tx, m| {
            tx.add_photo(&photo)?;
            let used = photo.used(PhotoUseId(new_id()));
            m.photos.push(used.clone());
            Ok(used)
        })
    }

    /// Develops a picture and stores its bytes. The photo is what the file says of it; it is neither the newsroom's yet, which
    /// may have one with this original, nor any story's.
    pub(crate) fn take_in(&self, me: &Staff, file_name: &str, bytes: &[u8]) -> Result<Photo, DeskError> {
        let negative = darkroom::inspect(bytes)?;
        let original = ContentHash::of(bytes);
        let developed = darkroom::develop(bytes, &Plan::default())?.into_iter();
        let renditions = developed.map(|rendition| stored(original, rendition)).collect::<Vec<_>>();
        let brought_at = self.now();
        self.store.keep_picture(bytes, &renditions, brought_at)?;
        let byline = negative.byline.unwrap_or_default();
        Ok(Photo {
            id: PhotoId(new_id()),
            original,
            file_name: nfc(file_name),
            width: negative.width,
            height: negative.height,
            caption: negative.caption.unwrap_or_default(),
            alt_text: String::new(),
            credit: negative.credit.unwrap_or_else(|| byline.clone()),
            byline,
            copyright: negative.copyright.unwrap_or_default(),
            place: String::new(),
            taken_at: negative.taken_at.and_then(|taken| taken.zoned(NEWSROOM_OFFSET)),
            keywords: Vec::new(),
            rights: String::new(),
            consent: Consent::default(),
            rating: 0,
            brought_by: Some(me.id),
            brought_at,
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
        words: PhotoWords,
    ) -> Result<(Saved, Changes), DeskError> {
        let ((), changes) =
            self.change_photos(me, Action::SavePhoto, id, Deed::Edited, keep_while_writing, |_, m| {
                let photo = m.photos.iter_mut().find(|p| p.id == photo).ok_or(StoreError::NotFound("photo"))?;
                words.apply(photo, Form::Stored);
                Ok(())
            })?;
        shown(self.saved(id), changes)
    }

    /// Takes a use of a photo out of the strip, and off the lead. The photo stays the newsroom's, other stories go on using
    /// it, and revisions that show it stay; a use with words is in a revision at least.
    /// A figure in the text that shows it stays too, and is told of as missing until it is deleted.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`DeskError::Refused`].
    pub fn remove_photo(&self, me: &Staff, id: ArticleId, photo: PhotoUseId) -> Result<(Saved, Changes), DeskError> {
        let keep = |tx: &mut Transaction<'_>, article: &Article, _| keep_before_removal(tx, article, photo);
        let ((), changes) = self.change_photos(me, Action::RemovePhoto, id, Deed::PhotoRemoved, keep, |_, m| {
            let before = m.photos.len();
            m.photos.retain(|p| p.id != photo);
            if m.lead_photo == Some(photo) {
                m.lead_photo = None;
            }
            if m.photos.len() == before { Err(StoreError::NotFound("photo").into()) } else { Ok(()) }
        })?;
        shown(self.saved(id), changes)
    }

    /// The picture of a photo in a size, as its story shows it now, for the window of this person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also if this person does not see the story; as [`Desk::rendition`].
    pub fn picture(&self, me: &Staff, photo: PhotoUseId, size: PhotoSize) -> Result<StoredRendition, DeskError> {
        let (story, photo) = self.store.photo_use(photo)?;
        permit(me, Action::ShowPicture, Subject::Stories(&[self.store.standing(story)?]))?;
        self.rendition(photo.recipe(size))
    }

    /// The rendition of a recipe; one that is not kept, or damaged, is made from the original, and kept.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such original, [`StoreError::Damaged`], [`StoreError::DiskFull`],
    /// [`DeskError::Photo`].
    pub(crate) fn rendition(&self, recipe: Recipe) -> Result<StoredRendition, DeskError> {
        match self.store.rendition(recipe) {
            Err(StoreError::NotFound(_) | StoreError::Damaged(_)) => self.develop(recipe),
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
        let made = darkroom::develop(&self.sound_original(original)?, &plan)?;
        let made = made.into_iter().next().ok_or(StoreError::NotFound("rendition"))?;
        let rendition = stored(original, made);
        self.store.keep_rendition(&rendition)?;
        Ok(rendition)
    }

    fn change_photos<T>(
        &self,
        me: &Staff,
        what: Action,
        id: ArticleId,
        deed: Deed,
        keep: impl FnOnce(&mut Transaction<'_>, &Article, DateTime<Utc>) -> Result<(), StoreError>,
        change: impl FnOnce(&mut Transaction<'_>, &mut Manuscript) -> Result<T, DeskError>,
    ) -> Result<(T, Changes), DeskError> {
        let act = self.act(Some(me));
        self.store.transact(act, |tx| {
            let mut article: Article = tx.article(id)?;
            permit(me, what, Subject::Story(&article))?;
            keep(tx, &article, act.at)?;
            let before = article.manuscript.too_long();
            let said = article.edit_photos(actor(me), act.at, |m| change(tx, m))??;
            has_room(before, &article.manuscript)?;
            tx.save_article(&article)?;
            tx.audit_once(id, &deed)?;
            Ok(said)
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

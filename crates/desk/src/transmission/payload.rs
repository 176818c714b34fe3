//! What is sent: the approved revision, and nothing newer.

use crate::{
    board::Desk,
    error::DeskError,
    transmission::{Job, Obstacle},
};
use newsroom::{ArticleId, ContentHash, Manuscript, PhotoSize, PhotoUse, Transmission, Trouble};
use store::{RenditionFacts, SentPhoto, StoredRendition};
use wordpress::content::{self, Missing, PlacedPhoto, marker};

/// An approved manuscript on its way to one site.
pub(super) struct Payload {
    /// The approved revision's words and pictures, in normal form.
    pub(super) manuscript: Manuscript,
    /// The word by which the story is found on the site.
    pub(super) marker: String,
    /// Last part of the address: chosen by an editor, or made from the headline.
    pub(super) slug: String,
    /// An editor chose it: a story that stands there already moves.
    pub(super) slug_is_chosen: bool,
}

impl Desk {
    /// The payload of a transmission, checked against the hash that was approved.
    pub(super) fn approved_payload(&self, t: &Transmission) -> Result<Payload, Obstacle> {
        let revision = self.store.revision(t.revision)?;
        if !revision.seal().binds(&revision.manuscript) {
            let detail = format!("revision {} is not what was approved", t.revision);
            return Err(Obstacle::Trouble(Trouble::Local, detail));
        }
        let chosen = self.store.article(t.article)?.slug;
        let manuscript = revision.manuscript.for_readers();
        let slug = address(t.article, chosen.as_deref(), &manuscript.headline);
        Ok(Payload { manuscript, marker: marker(t.article), slug, slug_is_chosen: chosen.is_some() })
    }

    /// The file of a photo that is sent.
    pub(super) fn site_file(&self, photo: &PhotoUse) -> Result<StoredRendition, DeskError> {
        self.rendition(photo.recipe(PhotoSize::Body))
    }

    /// What is known of that file: it is found on the site by the hash of its own bytes.
    pub(super) fn site_file_facts(&self, photo: &PhotoUse) -> Result<RenditionFacts, DeskError> {
        self.rendition_facts(photo.recipe(PhotoSize::Body))
    }

    /// A photo as it stands on the site, if it does.
    pub(super) fn uploaded(&self, t: &Transmission, photo: &PhotoUse) -> Result<Option<SentPhoto>, DeskError> {
        Ok(self.store.sent_photo(t.site, self.site_file_facts(photo)?.content)?)
    }

    /// The text for the site, with its photos where they stand there. A text that goes first shows none of those that
    /// follow.
    pub(super) fn site_content(&self, job: &Job<'_>, payload: &Payload) -> Result<String, Obstacle> {
        let mut placed = Vec::new();
        for photo in payload.manuscript.used_photos() {
            if let Some(sent) = self.uploaded(job.t, photo)? {
                placed.push((
                    photo.id,
                    PlacedPhoto {
                        media_id: sent.media,
                        source_url: sent.url,
                        width: sent.width,
                        height: sent.height,
                        caption: photo.caption.clone(),
                        alt_text: photo.alt_text.clone(),
                        credit: photo.credit.clone(),
                    },
                ));
            }
        }
        let find = |id| placed.iter().find(|(photo, _)| *photo == id).map(|(_, p)| p.clone());
        let missing = if job.t.text_first { Missing::LeaveOut } else { Missing::Refuse };
        content::story(&payload.manuscript, &payload.marker, &find, missing)
            .map_err(|e| Obstacle::Trouble(Trouble::Local, e.to_string()))
    }
}

/// The last part of the address that is asked for: as an editor chose it, else made from the headline.
pub(crate) fn address(article: ArticleId, chosen: Option<&str>, headline: &str) -> String {
    match chosen.map_or_else(|| copydesk::slug(headline), str::to_owned) {
        slug if slug.is_empty() => article.to_string(),
        slug => slug,
    }
}

/// ASCII name of a photo's file on the site: readable, and found again by the hash in it.
pub(super) fn file_name(caption: &str, article: ArticleId, content: ContentHash) -> (String, String) {
    let mut stem = copydesk::slug(caption);
    stem.truncate(stem.char_indices().map(|(i, _)| i).take_while(|i| *i <= 60).last().unwrap_or(0));
    if stem.is_empty() {
        stem = article.to_string();
    }
    let stem = format!("anh-{}-{}", stem.trim_matches('-'), content.short());
    (format!("{stem}.jpg"), stem)
}

//! What is sent: the approved revision, and nothing newer.

use crate::{board::Desk, error::DeskError, transmission::Obstacle};
use newsroom::{ArticleId, ContentHash, Manuscript, Photo, Transmission, transmission::Trouble};
use store::{PictureSize, SentPhoto, StoredRendition};
use wordpress::content::{PlacedPhoto, article_content, marker, signed};

/// An approved manuscript on its way to one site.
pub(crate) struct Parcel {
    /// The approved revision's words and pictures, in normal form.
    pub manuscript: Manuscript,
    /// The word by which the story is found on the site.
    pub marker: String,
    /// Last part of the address, for a story that has none yet.
    pub slug: String,
}

impl Desk {
    /// Opens the parcel of a transmission and checks the seal: what is sent is what was approved.
    pub(crate) fn parcel(&self, t: &Transmission) -> Result<Parcel, Obstacle> {
        let revision = self.store.revision(t.revision)?;
        if ContentHash::of_manuscript(&revision.manuscript) != revision.content {
            let detail = format!("revision {} is not what was approved", t.revision);
            return Err(Obstacle::Trouble(Trouble::Local, detail));
        }
        let manuscript = revision.manuscript.normalised();
        let slug = match copydesk::slug(&manuscript.headline) {
            slug if slug.is_empty() => t.article.to_string(),
            slug => slug,
        };
        Ok(Parcel { manuscript, marker: marker(t.article), slug })
    }

    /// The file of a photo that is sent, found by the hash of its own bytes.
    pub(crate) fn print(&self, photo: &Photo) -> Result<StoredRendition, DeskError> {
        Ok(self.store.rendition(photo.original, PictureSize::Body)?)
    }

    /// A photo as it stands on the site, if it does.
    pub(crate) fn placed(&self, t: &Transmission, photo: &Photo) -> Result<Option<SentPhoto>, DeskError> {
        Ok(self.store.sent_photo(t.site, self.print(photo)?.content)?)
    }

    /// The text for the site, with its photos where they stand there.
    pub(crate) fn site_content(&self, t: &Transmission, parcel: &Parcel) -> Result<String, Obstacle> {
        let mut placed = Vec::new();
        for photo in parcel.manuscript.used_photos() {
            if let Some(sent) = self.placed(t, photo)? {
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
        article_content(&parcel.manuscript.body, &parcel.marker, &find)
            .map(|content| signed(content, &parcel.manuscript.byline))
            .map_err(|e| Obstacle::Trouble(Trouble::Local, e.to_string()))
    }
}

/// ASCII name of a photo's file on the site: readable, and found again by the hash in it.
pub(crate) fn file_name(caption: &str, article: ArticleId, content: ContentHash) -> (String, String) {
    let mut stem = copydesk::slug(caption);
    stem.truncate(stem.char_indices().map(|(i, _)| i).take_while(|i| *i <= 60).last().unwrap_or(0));
    if stem.is_empty() {
        stem = article.to_string();
    }
    let stem = format!("anh-{}-{}", stem.trim_matches('-'), content.short());
    (format!("{stem}.jpg"), stem)
}

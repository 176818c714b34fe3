//! The steps up to the update: look up, photos, create, update.

use crate::{
    board::Desk,
    sites::check_account,
    transmission::{
        Heard, Obstacle,
        parcel::{Parcel, file_name},
    },
};
use newsroom::{Changes, ContentHash, Delivery, Photo, Step, Transmission, transmission::Trouble};
use store::{SentPhoto, SentPost, StoredRendition};
use wordpress::{Client, Error, Media, MediaUpload, MediaWords, Post, PostFields, content::caption_line};

impl Desk {
    /// Who are we there, may we publish, and is a post that we know still there?
    pub(super) fn look_up(&self, t: &Transmission, client: &Client<'_>) -> Result<Changes, Obstacle> {
        check_account(client)?;
        let parcel = self.parcel(t)?;
        // Somebody pressed "send again" after he was told that the story was changed or removed on the site.
        let take_over = t.trouble == Some(Trouble::ChangedOnSite);
        let lost = match t.trouble {
            Some(Trouble::ChangedOnSite | Trouble::Mismatch) => self.lost_photos(t, client, &parcel)?,
            _ => Vec::new(),
        };
        let mut gone = false;
        if let Some(sent) = self.store.sent_post(t.site, t.article)? {
            match client.post(sent.post) {
                Ok(post) if post.status != "trash" || take_over => {}
                Ok(_) => return Err(removed("in the bin")),
                Err(Error::Gone) if take_over => gone = true,
                Err(Error::Gone) => return Err(removed("deleted")),
                Err(other) => return Err(other.into()),
            }
        }
        let total = u32::try_from(parcel.manuscript.used_photos().len()).unwrap_or(u32::MAX);
        self.record(t, |tx, t| {
            if gone {
                tx.forget_post(t.site, t.article)?;
            }
            for content in lost {
                tx.forget_photo(t.site, content)?;
            }
            t.photos_total = total;
            t.photos_done = 0;
            t.step = match t.delivery {
                Delivery::Hold => Step::Update,
                _ => Step::Photos,
            };
            Ok(())
        })
    }

    /// Photos that we believe on the site and that were deleted there.
    fn lost_photos(
        &self,
        t: &Transmission,
        client: &Client<'_>,
        parcel: &Parcel,
    ) -> Result<Vec<ContentHash>, Obstacle> {
        let mut lost = Vec::new();
        for photo in parcel.manuscript.used_photos() {
            if let Some(sent) = self.placed(t, photo)? {
                match client.media(sent.media) {
                    Ok(_) => {}
                    Err(Error::Gone) => lost.push(self.print(photo)?.content),
                    Err(other) => return Err(other.into()),
                }
            }
        }
        Ok(lost)
    }

    /// Uploads what the site lacks, one photo at a time; each is recorded before the next.
    pub(super) fn send_photos(
        &self,
        t: &Transmission,
        client: &Client<'_>,
        heard: Heard<'_>,
    ) -> Result<Changes, Obstacle> {
        let parcel = self.parcel(t)?;
        let photos = parcel.manuscript.used_photos();
        for (photo, number) in photos.iter().zip(1u32..) {
            if number <= t.photos_done {
                continue;
            }
            let print = self.print(photo)?;
            let sent = match self.placed(t, photo)? {
                Some(known) => known,
                None => self.send_photo(t, client, photo, &print, &parcel.manuscript.headline)?,
            };
            let changes = self.record(t, |tx, t| {
                tx.note_photo(t.site, print.content, &sent)?;
                t.photos_done = number;
                Ok(())
            })?;
            heard(&self.view(self.store.transmission(t.id)?)?, &changes);
        }
        self.record(t, |_, t| {
            t.step = Step::Create;
            Ok(())
        })
    }

    /// Looks whether an earlier try brought the photo over, else uploads it.
    fn send_photo(
        &self,
        t: &Transmission,
        client: &Client<'_>,
        photo: &Photo,
        print: &StoredRendition,
        headline: &str,
    ) -> Result<SentPhoto, Obstacle> {
        let words = MediaWords {
            title: if photo.caption.is_empty() { headline.to_owned() } else { photo.caption.clone() },
            caption: caption_line(&photo.caption, &photo.credit),
            alt_text: photo.alt_text.clone(),
        };
        let media = match client.find_media(&print.content.short())?.into_iter().next() {
            // An upload that broke off may have lost the words on the way.
            Some(media) if media.alt_text.is_empty() => client.describe_media(media.id, &words)?,
            Some(media) => media,
            None => {
                let (file_name, slug) = file_name(&photo.caption, t.article, print.content);
                let MediaWords { title, caption, alt_text } = words;
                let bytes = print.jpeg.clone();
                client.upload_media(&MediaUpload { file_name, bytes, title, caption, alt_text, slug })?
            }
        };
        // The server may have died while it made the smaller sizes; they are made up for, not sent again.
        let media = if media.missing_sizes { client.finish_media(media.id)? } else { media };
        Ok(sent_photo(&media, print))
    }

    /// Makes the post, once: first looks whether an earlier try made it.
    pub(super) fn create(&self, t: &Transmission, client: &Client<'_>) -> Result<Changes, Obstacle> {
        let parcel = self.parcel(t)?;
        let post = match self.store.sent_post(t.site, t.article)? {
            Some(_) => None,
            None => match client.find_posts(&parcel.marker)?.into_iter().next() {
                Some(post) => Some(post),
                None => Some(client.create_post(&PostFields {
                    title: Some(parcel.manuscript.headline.clone()),
                    content: Some(self.site_content(t, &parcel)?),
                    slug: Some(parcel.slug.clone()),
                    status: Some("draft".to_owned()),
                    ..PostFields::default()
                })?),
            },
        };
        self.record(t, |tx, t| {
            if let Some(post) = &post {
                let slug = if post.slug.is_empty() { parcel.slug.clone() } else { post.slug.clone() };
                tx.note_post(t.site, t.article, &SentPost { post: post.id, slug })?;
            }
            t.step = Step::Update;
            Ok(())
        })
    }

    /// Sets everything, the status with it. The same update twice is the same as once.
    pub(super) fn update(&self, t: &Transmission, client: &Client<'_>) -> Result<Changes, Obstacle> {
        let known = self.store.sent_post(t.site, t.article)?;
        if let Some(known) = known {
            let before = client.post(known.post).map_err(|e| match e {
                Error::Gone => removed("deleted"),
                other => other.into(),
            })?;
            let fields = match t.delivery {
                Delivery::Hold => {
                    PostFields { status: Some("draft".to_owned()), sticky: Some(false), ..PostFields::default() }
                }
                _ => self.fields(t, client, &before, known.slug)?,
            };
            client.update_post(known.post, &fields)?;
        }
        self.record(t, |_, t| {
            t.step = Step::Verify;
            Ok(())
        })
    }

    /// The post as it shall be.
    pub(super) fn fields(
        &self,
        t: &Transmission,
        client: &Client<'_>,
        before: &Post,
        slug: String,
    ) -> Result<PostFields, Obstacle> {
        let parcel = self.parcel(t)?;
        let manuscript = &parcel.manuscript;
        let section = self.store.sections()?.into_iter().find(|s| Some(s.id) == manuscript.section);
        let categories = match section {
            Some(section) => Some(vec![client.ensure_category(&section.name)?]),
            None => None,
        };
        let lead = match manuscript.lead_photo.and_then(|id| manuscript.photo(id)) {
            Some(photo) => self.placed(t, photo)?.map_or(0, |sent| sent.media),
            None => 0,
        };
        let (status, date) = match t.delivery {
            Delivery::At(at) => ("future", Some(Some(at))),
            // The first time readers see it is its date; an update keeps it.
            _ if before.status == "publish" => ("publish", None),
            _ => ("publish", Some(None)),
        };
        Ok(PostFields {
            title: Some(manuscript.headline.clone()),
            content: Some(self.site_content(t, &parcel)?),
            excerpt: Some(manuscript.standfirst.clone()),
            slug: Some(slug),
            status: Some(status.to_owned()),
            date_gmt: date,
            categories,
            tags: Some(client.ensure_tags(&manuscript.tags)?),
            featured_media: Some(lead),
            sticky: Some(t.banner),
        })
    }
}

fn removed(how: &str) -> Obstacle {
    Obstacle::Trouble(Trouble::ChangedOnSite, how.to_owned())
}

fn sent_photo(media: &Media, print: &StoredRendition) -> SentPhoto {
    SentPhoto {
        media: media.id,
        url: media.source_url.clone(),
        // A site without picture software does not know the size; ours is the same picture.
        width: if media.width == 0 { print.width } else { media.width },
        height: if media.height == 0 { print.height } else { media.height },
    }
}

//! Photos on their way to a site: each once, smaller where the site wants it so, within the day's budget.

use crate::{
    board::Desk,
    transmission::{
        Job, LOOKS, Obstacle,
        abreast::abreast,
        line::day,
        parcel::{Parcel, file_name},
    },
};
use darkroom::REDUCTIONS;
use newsroom::{Changes, ContentHash, Notice, Photo, Transmission, Trouble};
use std::collections::HashMap;
use store::{SentPhoto, StoredRendition};
use wordpress::{Client, Error, Media, MediaUpload, MediaWords, content::caption_line};

/// A photo that stands on the site now, and what it cost.
struct Arrived {
    sent: SentPhoto,
    bytes: u64,
    notice: Option<Notice>,
}

impl Desk {
    /// Uploads what the site lacks, one photo at a time; each is recorded before the next.
    pub(super) fn send_photos(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let parcel = self.parcel(job)?;
        let photos = parcel.manuscript.used_photos();
        let left = photos.get(t.photos_done as usize..).unwrap_or_default();
        let mut there = self.photos_there(job, left)?;
        for (photo, number) in left.iter().zip(t.photos_done + 1..) {
            let facts = self.print_facts(photo)?;
            let arrived = match self.placed(t, photo)? {
                Some(known) => Arrived { sent: known, bytes: 0, notice: None },
                None => {
                    let found = match there.remove(&facts.content) {
                        Some(looked) => looked,
                        None => first_of(job.client, facts.content)?,
                    };
                    self.send_photo(job, photo, &parcel.manuscript.headline, found)?
                }
            };
            let now = self.now();
            let changes = self.record(t, |tx, t| {
                tx.note_photo(t.site, facts.content, &arrived.sent)?;
                if arrived.bytes > 0 {
                    tx.spend_data(day(now), arrived.bytes)?;
                }
                t.bytes_done += arrived.bytes;
                t.notices.extend(arrived.notice);
                t.photos_done = number;
                Ok(())
            })?;
            (job.heard)(&self.view(self.store.transmission(t.id)?)?, &changes);
            let held_back = self.store.transmission(t.id)?;
            if held_back.paused || held_back.finished_at.is_some() {
                return Err(Obstacle::Overtaken);
            }
        }
        self.record(t, |_, t| {
            t.step = t.next_step();
            Ok(())
        })
    }

    /// Looks which of the photos the site has, some at a time, before the first is uploaded. After any failure each is
    /// looked for at the last moment instead: something of ours may still be on its way there.
    fn photos_there(&self, job: &Job<'_>, photos: &[&Photo]) -> Result<HashMap<ContentHash, Option<Media>>, Obstacle> {
        let t = job.t;
        if t.unsure_since.is_some() || t.attempts > 0 {
            return Ok(HashMap::new());
        }
        let mut missing = Vec::new();
        for photo in photos {
            let content = self.print_facts(photo)?.content;
            if !missing.contains(&content) && self.placed(t, photo)?.is_none() {
                missing.push(content);
            }
        }
        let client = job.client;
        let found = abreast(&missing, |content| Ok(first_of(client, *content)?))?;
        Ok(missing.into_iter().zip(found).collect())
    }

    /// Takes over the photo that an earlier try brought to the site, else uploads it.
    fn send_photo(
        &self,
        job: &Job<'_>,
        photo: &Photo,
        headline: &str,
        found: Option<Media>,
    ) -> Result<Arrived, Obstacle> {
        let print = self.print(photo)?;
        let words = MediaWords {
            title: if photo.caption.is_empty() { headline.to_owned() } else { photo.caption.clone() },
            caption: caption_line(&photo.caption, &photo.credit),
            alt_text: photo.alt_text.clone(),
        };
        let (media, bytes, reduced) = match found {
            // An upload that broke off may have lost the words on the way.
            Some(media) if media.alt_text.is_empty() => (job.client.describe_media(media.id, &words)?, 0, 0),
            Some(media) => (media, 0, 0),
            None => {
                self.look_again_first(job.t)?;
                self.may_spend(job.t, print.jpeg.len() as u64)?;
                let (file_name, slug) = file_name(&photo.caption, job.t.article, print.content);
                let MediaWords { title, caption, alt_text } = words;
                let upload = MediaUpload { file_name, bytes: print.jpeg.clone(), title, caption, alt_text, slug };
                upload_as_large_as_it_may_be(job.client, upload, job.t.attempts)?
            }
        };
        // The server may have died while it made the smaller sizes; they are made up for, not sent again.
        let media = if media.missing_sizes { job.client.finish_media(media.id)? } else { media };
        let resized = reduced == 0 && media.width > 0 && (media.width, media.height) != (print.width, print.height);
        let notice = match reduced {
            0 => resized.then_some(Notice::PhotoResized(photo.id)),
            _ => Some(Notice::PhotoReduced(photo.id)),
        };
        Ok(Arrived { sent: sent_photo(&media, &print, reduced), bytes, notice })
    }

    /// After a lost answer the site may still be at work on what it got: it is looked for a while before anything is made
    /// a second time.
    pub(super) fn look_again_first(&self, t: &Transmission) -> Result<(), Obstacle> {
        let Some(since) = t.unsure_since else { return Ok(()) };
        let waited = self.now() - since;
        let mut looks = LOOKS.iter().scan(chrono::Duration::zero(), |sum, look| {
            *sum += *look;
            Some(*sum)
        });
        match looks.find(|look| waited < *look) {
            Some(look) => Err(Obstacle::NotBefore(since + look, Some(Trouble::LostAnswer))),
            None => Ok(()),
        }
    }

    /// Photos that we believe on the site and that were deleted there.
    pub(super) fn lost_photos(&self, job: &Job<'_>, parcel: &Parcel) -> Result<Vec<ContentHash>, Obstacle> {
        let mut lost = Vec::new();
        for photo in parcel.manuscript.used_photos() {
            if let Some(sent) = self.placed(job.t, photo)? {
                match job.client.media(sent.media) {
                    Ok(_) => {}
                    Err(Error::Gone) => lost.push(self.print_facts(photo)?.content),
                    Err(other) => return Err(other.into()),
                }
            }
        }
        Ok(lost)
    }

    /// Bytes of the photos of a story that the site lacks.
    pub(super) fn bytes_to_send(&self, t: &Transmission, parcel: &Parcel) -> Result<u64, Obstacle> {
        let mut bytes = 0;
        for photo in parcel.manuscript.used_photos() {
            if self.placed(t, photo)?.is_none() {
                bytes += self.print_facts(photo)?.bytes;
            }
        }
        Ok(bytes)
    }
}

/// The photo on the site whose name has this hash, the oldest of several.
fn first_of(client: &Client<'_>, content: ContentHash) -> Result<Option<Media>, Error> {
    Ok(client.find_media(&content.short())?.into_iter().next())
}

/// Tries of an upload that broke in the middle, after which the file is taken to be too large: some servers close the
/// connection before they say so.
const BROKEN_TRIES: u32 = 3;
/// Files smaller than this, in bytes, are too large for no server.
const NEVER_TOO_LARGE: usize = 512 * 1024;

/// Uploads a photo; where the site refuses the file as too large, smaller and smaller.
fn upload_as_large_as_it_may_be(
    client: &Client<'_>,
    photo: MediaUpload,
    attempts: u32,
) -> Result<(Media, u64, u32), Obstacle> {
    let first = client.upload_media(&photo);
    let breaks =
        matches!(first, Err(Error::Lost(_))) && attempts >= BROKEN_TRIES && photo.bytes.len() > NEVER_TOO_LARGE;
    if !matches!(first, Err(Error::TooLarge)) && !breaks {
        let bytes = photo.bytes.len() as u64;
        return Ok(first.map(|media| (media, bytes, 0))?);
    }
    for ((edge, quality), number) in REDUCTIONS.into_iter().zip(1u32..) {
        let reduced = darkroom::reduce(&photo.bytes, edge, quality)
            .map_err(|e| Obstacle::Trouble(Trouble::Local, e.to_string()))?;
        let bytes = reduced.jpeg.len() as u64;
        match client.upload_media(&MediaUpload { bytes: reduced.jpeg, ..photo.clone() }) {
            Err(Error::TooLarge) => {}
            other => return Ok(other.map(|media| (media, bytes, number))?),
        }
    }
    Err(Error::TooLarge.into())
}

fn sent_photo(media: &Media, print: &StoredRendition, reduced: u32) -> SentPhoto {
    SentPhoto {
        media: media.id,
        url: media.source_url.clone(),
        // A site without picture software does not know the size; ours is the same picture.
        width: if media.width == 0 { print.width } else { media.width },
        height: if media.height == 0 { print.height } else { media.height },
        reduced,
    }
}

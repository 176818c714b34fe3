//! Photos on their way to a site: each once, smaller where the site wants it so, within the day's budget.

use crate::{
    board::Desk,
    error::unless_damaged,
    transmission::{
        CHECKS_AFTER_LOST_ANSWER, Job, Obstacle,
        data_saver::day,
        parallel::in_parallel,
        payload::{Payload, file_name},
    },
};
use darkroom::REDUCTIONS;
use newsroom::{Changes, ContentHash, Notice, PhotoUse, Transmission, Trouble};
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};
use store::{SentPhoto, StoredRendition};
use wordpress::{
    Client, Error, Media, MediaTraits, MediaUpload, MediaWords,
    content::{alt_as_typed, as_typed, caption_line},
};

/// A photo that stands on the site now, and what it cost.
struct Uploaded {
    sent: SentPhoto,
    bytes: u64,
    notice: Option<Notice>,
}

/// Photos that are uploaded at a time to a site that takes them quickly: it makes one small while the next is on its way.
const UPLOADS_AT_A_TIME: usize = 2;
/// A site, and a line, are quick if the last upload took no longer. On a slow line two would share it, and a break would
/// cost both; a slow site is not to be burdened (WordPress needs 5 s for one of 6000 x 4000, twice that with company).
const QUICK_UPLOAD: Duration = Duration::from_secs(3);

impl Desk {
    /// Uploads what the site lacks, one photo at a time or two; each is recorded as soon as it is there.
    pub(super) fn send_photos(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let (t, client, on_progress) = (job.t, job.client, job.on_progress);
        let payload = self.payload(job)?;
        let (photos, headline) = (payload.manuscript.used_photos(), &payload.manuscript.headline);
        let missing = self.missing_photos(t, &photos)?;
        let there = self.photos_there(job, &missing)?;
        let all = u32::try_from(photos.len()).unwrap_or(u32::MAX);
        let left = AtomicU32::new(u32::try_from(missing.len()).unwrap_or(u32::MAX));
        let upload = |(photo, content): &(&PhotoUse, ContentHash)| {
            let found = match there.get(content) {
                Some(looked) => looked.clone(),
                None => self.photo_left_there(t, client, photo, *content)?,
            };
            let uploaded = self.send_photo(t, client, photo, headline, found)?;
            let now = self.now();
            let changes = self.record(t, |tx, t| {
                tx.note_photo(t.site, *content, &uploaded.sent)?;
                if uploaded.bytes > 0 {
                    // It stands on the site, whatever becomes of the counter.
                    unless_damaged(tx.spend_data(day(now), uploaded.bytes), "what photos cost today")?;
                }
                t.bytes_done += uploaded.bytes;
                t.notices.extend(uploaded.notice);
                // Counted where one writes after the other.
                t.photos_done = all - left.fetch_sub(1, Ordering::Relaxed).saturating_sub(1).min(all);
                Ok(())
            })?;
            let recorded = self.store.transmission(t.id)?;
            let held_back = recorded.paused || recorded.finished_at.is_some();
            on_progress(&self.view(recorded)?, &changes);
            if held_back || self.is_winding_down() { Err(Obstacle::Superseded) } else { Ok(()) }
        };
        let mut rest = missing.as_slice();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(self.uploads_at_a_time(t)?.min(rest.len()));
            in_parallel(now, now.len(), upload)?;
            rest = later;
        }
        self.record(t, |_, t| {
            t.photos_done = all;
            t.step = t.next_step();
            Ok(())
        })
    }

    /// Those that the site has not got from us, each content once.
    pub(super) fn missing_photos<'p>(
        &self,
        t: &Transmission,
        photos: &[&'p PhotoUse],
    ) -> Result<Vec<(&'p PhotoUse, ContentHash)>, Obstacle> {
        let mut missing: Vec<(&PhotoUse, ContentHash)> = Vec::new();
        for photo in photos {
            let content = self.site_file_facts(photo)?.content;
            if missing.iter().all(|(_, other)| *other != content) && self.uploaded(t, photo)?.is_none() {
                missing.push((photo, content));
            }
        }
        Ok(missing)
    }

    /// Two where all goes well: the line is nobody's hotspot, and neither it nor the site was slow or failed lately.
    fn uploads_at_a_time(&self, t: &Transmission) -> Result<usize, Obstacle> {
        let failed = t.attempts > 0 || t.unsure_since.is_some();
        let quick = self.sessions.last_upload(t.site).is_some_and(|took| took <= QUICK_UPLOAD);
        Ok(if quick && !failed && !self.data_saver_settings()?.text_first { UPLOADS_AT_A_TIME } else { 1 })
    }

    /// Takes over the photo that an earlier try brought to the site, else uploads it.
    fn send_photo(
        &self,
        t: &Transmission,
        client: &Client<'_>,
        photo: &PhotoUse,
        headline: &str,
        found: Option<Media>,
    ) -> Result<Uploaded, Obstacle> {
        let file = self.site_file(photo)?;
        let words = MediaWords {
            title: as_typed(if photo.caption.is_empty() { headline } else { &photo.caption }),
            caption: caption_line(&photo.caption, &photo.credit),
            alt_text: alt_as_typed(&photo.alt_text),
        };
        let (media, bytes, reduced) = match found {
            // An upload that broke off may have lost the words on the way.
            Some(media) if media.alt_text.is_empty() => (client.describe_media(media.id, &words)?, 0, 0),
            Some(media) => (media, 0, 0),
            None => {
                self.await_lost_answer(t)?;
                self.may_spend(t, file.jpeg.len() as u64)?;
                let (file_name, slug) = file_name(&photo.caption, t.article, file.content);
                let MediaWords { title, caption, alt_text } = words;
                let upload = MediaUpload { file_name, bytes: file.jpeg.clone(), title, caption, alt_text, slug };
                let began = Instant::now();
                let result = upload_as_large_as_it_may_be(client, upload, t.attempts);
                self.sessions.note_upload(t.site, result.is_ok().then(|| began.elapsed()));
                result?
            }
        };
        // The server may have died while it made the smaller sizes; they are made up for, not sent again.
        let media = if media.missing_sizes { client.finish_media(media.id)? } else { media };
        let resized = reduced == 0 && media.width > 0 && (media.width, media.height) != (file.width, file.height);
        let notice = match reduced {
            0 => resized.then_some(Notice::PhotoResized(photo.id)),
            _ => Some(Notice::PhotoReduced(photo.id)),
        };
        Ok(Uploaded { sent: sent_photo(&media, &file, reduced), bytes, notice })
    }

    /// A photo that an earlier try may have left on the site, the oldest of several, looked for in every way.
    fn photo_left_there(
        &self,
        t: &Transmission,
        client: &Client<'_>,
        photo: &PhotoUse,
        content: ContentHash,
    ) -> Result<Option<Media>, Obstacle> {
        let file = self.site_file(photo)?;
        let sent = Some((file.jpeg.as_slice(), (file.width, file.height)));
        let found = traits_of(t, photo, content, |named| client.find_photo(MediaTraits { sent, ..named }, true))?;
        Ok(found.into_iter().next())
    }

    /// After a lost answer the site may still be at work on what it got: it is looked for a while before anything is made
    /// a second time.
    pub(super) fn await_lost_answer(&self, t: &Transmission) -> Result<(), Obstacle> {
        let Some(since) = t.unsure_since else { return Ok(()) };
        let waited = self.now() - since;
        let mut checks = CHECKS_AFTER_LOST_ANSWER.iter().scan(chrono::Duration::zero(), |sum, check| {
            *sum += *check;
            Some(*sum)
        });
        match checks.find(|check| waited < *check) {
            Some(check) => Err(Obstacle::NotBefore(since + check, Some(Trouble::LostAnswer))),
            None => Ok(()),
        }
    }

    /// Photos that we believe on the site and that were deleted there.
    pub(super) fn lost_photos(&self, job: &Job<'_>, payload: &Payload) -> Result<Vec<ContentHash>, Obstacle> {
        let mut lost = Vec::new();
        for photo in payload.manuscript.used_photos() {
            if let Some(sent) = self.uploaded(job.t, photo)? {
                match job.client.media(sent.media) {
                    Ok(_) => {}
                    Err(Error::Gone) => lost.push(self.site_file_facts(photo)?.content),
                    Err(other) => return Err(other.into()),
                }
            }
        }
        Ok(lost)
    }

    /// Bytes of the photos of a story that the site lacks.
    pub(super) fn bytes_to_send(&self, t: &Transmission, payload: &Payload) -> Result<u64, Obstacle> {
        let mut bytes = 0;
        for photo in payload.manuscript.used_photos() {
            if self.uploaded(t, photo)?.is_none() {
                bytes += self.site_file_facts(photo)?.bytes;
            }
        }
        Ok(bytes)
    }
}

/// What a photo is called on a site.
pub(super) fn traits_of<T>(
    t: &Transmission,
    photo: &PhotoUse,
    content: ContentHash,
    ask: impl FnOnce(MediaTraits<'_>) -> T,
) -> T {
    let (_, slug) = file_name(&photo.caption, t.article, content);
    ask(MediaTraits { hash: &content.short(), slug: &slug, sent: None })
}

/// The photo on the site whose name has this hash, the oldest of several.
pub(super) fn first_of(
    client: &Client<'_>,
    t: &Transmission,
    (photo, content): (&PhotoUse, ContentHash),
) -> Result<Option<Media>, Error> {
    let found = traits_of(t, photo, content, |traits| client.find_photo(traits, false))?;
    Ok(found.into_iter().next())
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

fn sent_photo(media: &Media, file: &StoredRendition, reduced: u32) -> SentPhoto {
    SentPhoto {
        media: media.id,
        url: media.source_url.clone(),
        // A site without picture software does not know the size; ours is the same picture.
        width: if media.width == 0 { file.width } else { media.width },
        height: if media.height == 0 { file.height } else { media.height },
        reduced,
    }
}

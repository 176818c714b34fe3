//! Looking for what an earlier try may have left on a site, by ways that fail independently of each other.
//!
//! A site knows no key of ours, and each of its lists can be blind: a search that reads headlines alone, a language filter that
//! hides what has no language yet, an extension that renames files, a cache that answers for the site. So a story is looked for
//! by its marker, by its address and among the newest posts, and a photo by the hash in its file name, by its address and among
//! the newest uploads, whose bytes are compared. What one way finds is found.

use crate::{
    client::Client,
    content::marker_comment,
    error::Error,
    media::{MEDIA, Media, VIEW_FIELDS, media},
    posts::Post,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// How many of the newest posts and uploads are looked at. A lost answer is looked for within the minute; so many things are
/// not made on a city's site meanwhile.
const NEWEST: &str = "20";
/// Endings that a site gives to an address that was taken.
const ENDINGS: [&str; 4] = ["", "-2", "-3", "-4"];
/// Bytes of an upload that is fetched to be compared. What we send is far smaller.
const MAX_COMPARED: u64 = 32 * 1024 * 1024;

/// By what a story is known on a site.
#[derive(Clone, Copy, Debug)]
pub struct PostTraits<'a> {
    /// The word in its text ([`crate::content::marker`]).
    pub marker: &'a str,
    /// The last part of its address, as it was asked for.
    pub slug: &'a str,
}

/// By what a photo is known on a site.
#[derive(Clone, Copy, Debug)]
pub struct MediaTraits<'a> {
    /// Part of the hash of its bytes, in the name of its file.
    pub hash: &'a str,
    /// The last part of its address, as it was asked for.
    pub slug: &'a str,
    /// Its bytes as they were sent, with width and height in pixels: it is found by them, too, whatever it is called.
    pub sent: Option<(&'a [u8], (u32, u32))>,
}

impl Client<'_> {
    /// Posts of a story in any status, by its marker and by its address; `thorough` after a lost answer, then among the newest
    /// posts as well. The oldest first: there should be one at most, of several the first is the one to go on with.
    ///
    /// # Errors
    /// [`Error::Login`] if the login does not hold; else what the transport or the site says. A way that the site refuses by
    /// itself, as some extensions do with a search, is left out.
    pub fn find_story(&self, traits: PostTraits<'_>, thorough: bool) -> Result<Vec<Post>, Error> {
        let slugs: Vec<String> = ENDINGS.iter().map(|ending| format!("{}{ending}", traits.slug)).collect();
        let slugs = slugs.join(",");
        let mut seen = BTreeMap::new();
        let (mut refused, mut open) = (None, 0);
        let ways: [&[(&str, &str)]; 3] = [
            &[("search", traits.marker), ("orderby", "id"), ("order", "asc")],
            &[("slug", slugs.as_str())],
            &[("orderby", "id"), ("order", "desc"), ("per_page", NEWEST)],
        ];
        let ways = if thorough { &ways[..] } else { &ways[..2] };
        for (place, way) in ways.iter().enumerate() {
            match self.posts_in_any_status(way) {
                Ok(posts) => {
                    open += 1;
                    seen.extend(posts.into_iter().map(|post| (post.id, post)));
                }
                Err(error @ (Error::Rejected { .. } | Error::NotAllowed { .. })) => {
                    tracing::debug!(place, %error, "a way of looking is closed");
                    refused = Some(error);
                }
                Err(other) => return Err(other),
            }
        }
        if let Some(error) = refused.filter(|_| open == 0) {
            return Err(error);
        }
        let comment = marker_comment(traits.marker);
        Ok(seen.into_values().filter(|post| post.content_raw.contains(&comment)).collect())
    }

    /// A photo by the hash in its file's name; `thorough` after a lost answer, then by its address and among the newest
    /// uploads as well. The oldest first.
    ///
    /// # Errors
    /// As [`Client::find_media`].
    pub fn find_photo(&self, traits: MediaTraits<'_>, thorough: bool) -> Result<Vec<Media>, Error> {
        let named = match self.find_media(traits.hash) {
            Ok(named) if !thorough => return Ok(named),
            Ok(named) => named,
            // The other ways are left.
            Err(Error::Rejected { .. } | Error::NotAllowed { .. }) => Vec::new(),
            Err(other) => return Err(other),
        };
        let mut found: BTreeMap<u64, Media> = named.into_iter().map(|media| (media.id, media)).collect();
        let slugs: Vec<String> = ENDINGS.iter().map(|ending| format!("{}{ending}", traits.slug)).collect();
        for media in self.media_list(&[("slug", slugs.join(",").as_str())])? {
            found.entry(media.id).or_insert(media);
        }
        if let Some(sent) = traits.sent {
            for media in self.media_list(&[("orderby", "id"), ("order", "desc"), ("per_page", NEWEST)])? {
                if !found.contains_key(&media.id) && self.is_same_picture(&media, sent) {
                    found.insert(media.id, media);
                }
            }
        }
        // Only the single photo tells whether sizes are missing.
        found.into_keys().map(|id| self.media(id)).collect()
    }

    /// Whether the file of an upload is the one that was sent: first by its size in pixels, then byte by byte.
    fn is_same_picture(&self, media: &Media, (sent, size): (&[u8], (u32, u32))) -> bool {
        let known = media.width > 0 && media.height > 0;
        if known && (media.width, media.height) != size {
            return false;
        }
        match self.bytes_of(&media.source_url, MAX_COMPARED) {
            Ok(bytes) => bytes == sent,
            Err(error) => {
                tracing::debug!(media = media.id, %error, "an upload could not be compared");
                false
            }
        }
    }

    fn posts_in_any_status(&self, way: &[(&str, &str)]) -> Result<Vec<Post>, Error> {
        let mut arguments = way.to_vec();
        arguments.extend([("status", "any,trash"), ("context", "edit")]);
        self.posts(&arguments)
    }

    fn media_list(&self, way: &[(&str, &str)]) -> Result<Vec<Media>, Error> {
        let mut arguments = way.to_vec();
        arguments.push(("_fields", VIEW_FIELDS));
        match self.list(MEDIA, &arguments) {
            Ok(items) => Ok(items.iter().filter_map(Value::as_object).filter_map(media).collect()),
            Err(Error::Rejected { .. } | Error::NotAllowed { .. }) => Ok(Vec::new()),
            Err(other) => Err(other),
        }
    }
}

//! Photos on a site.

use crate::{
    answer,
    client::{Client, header},
    error::Error,
    html::text_of,
};
use copydesk::nfc;
use md5::{Digest, Md5};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fmt, time::Duration};

/// Number of a photo on its site.
pub type MediaId = u64;

pub(crate) const MEDIA: &str = "/wp/v2/media";
pub(crate) const VIEW_FIELDS: &str = "id,source_url,alt_text,title,caption,media_details,mime_type";
/// With the editing context the site also says which sizes are missing.
const EDIT_FIELDS: &str = "id,source_url,alt_text,title,caption,media_details,mime_type,missing_image_sizes";
/// Shortest time-out of an upload: making the sizes of a large picture takes a busy server 11 s and more.
const UPLOAD: Duration = Duration::from_secs(120);
/// The slowest line that an upload is given time for, bytes per second.
const SLOWEST: u64 = 16 * 1024;
/// Words that go along with an upload, percent-encoded, in bytes; web servers take addresses of 8 kB.
const MAX_WORDS: usize = 6000;

/// A photo on a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// The number by which the site knows it.
    pub id: MediaId,
    /// Address of the picture itself; never to be guessed, the site chooses it.
    pub source_url: String,
    /// Width in pixels, 0 if the site does not know.
    pub width: u32,
    /// Height in pixels, 0 if the site does not know.
    pub height: u32,
    /// What the picture shows, for readers who cannot see it.
    pub alt_text: String,
    /// Its title, as the site gives it.
    pub title: String,
    /// Its caption, as the site gives it, without tags.
    pub caption: String,
    /// Smaller ones by the site's names, such as `medium`.
    pub sizes: BTreeMap<String, MediaSize>,
    /// The site failed before it had made all smaller ones: [`Client::finish_media`] helps.
    pub missing_sizes: bool,
}

/// A smaller version of a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaSize {
    /// Address of the file.
    pub source_url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A photo to upload. The name must contain the hash by which [`Client::find_media`] finds it again.
#[derive(Clone, PartialEq, Eq)]
pub struct MediaUpload {
    /// ASCII letters, digits, `.`, `-`, `_`; its ending tells the type (.jpg, .jpeg, .png, .webp).
    pub file_name: String,
    /// A picture that was decoded before: the site accepts garbage.
    pub bytes: Vec<u8>,
    /// Title, which the site shows in its media library.
    pub title: String,
    /// Caption with its credit, as one line.
    pub caption: String,
    /// Text for readers who cannot see it.
    pub alt_text: String,
    /// Name in addresses; shares its space with posts, so prefix it.
    pub slug: String,
}

impl fmt::Debug for MediaUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MediaUpload")
            .field("file_name", &self.file_name)
            .field("bytes", &self.bytes.len())
            .field("title", &self.title)
            .finish_non_exhaustive()
    }
}

/// The words of a photo on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaWords {
    /// Title, which the site shows in its media library.
    pub title: String,
    /// Caption with its credit, as one line.
    pub caption: String,
    /// Text for readers who cannot see it.
    pub alt_text: String,
}

impl Client<'_> {
    /// Photos whose file name contains this hash, the oldest first. There may be several: a retry after a lost
    /// answer makes another one.
    ///
    /// Searches what everybody sees: with the editing context, authors would not find photos of others.
    ///
    /// # Errors
    /// What the transport or the site says. If nothing is found, a wrong password is not noticed here.
    pub fn find_media(&self, hash16: &str) -> Result<Vec<Media>, Error> {
        let arguments = [("search", hash16), ("orderby", "id"), ("order", "asc"), ("_fields", VIEW_FIELDS)];
        let items = self.list(MEDIA, &arguments)?;
        let mut found: Vec<Media> = items
            .iter()
            .filter_map(Value::as_object)
            .filter(|fields| file_names(fields).iter().any(|name| name.contains(hash16)))
            .filter_map(media)
            .collect();
        found.sort_by_key(|m| m.id);
        // Only the single photo tells whether sizes are missing, as after a server that died while making them.
        found.iter().map(|m| self.media(m.id)).collect()
    }

    /// A photo by its number.
    ///
    /// # Errors
    /// [`Error::Gone`] if it is not there; else what the transport or the site says.
    pub fn media(&self, id: MediaId) -> Result<Media, Error> {
        let path = format!("{MEDIA}/{id}");
        let (value, _) = match self.get_anew(&path, &[("context", "edit"), ("_fields", EDIT_FIELDS)]) {
            // Somebody else's photo: visible, though not ours to edit.
            Err(Error::NotAllowed { code }) if code == "rest_forbidden_context" => {
                self.get_anew(&path, &[("_fields", VIEW_FIELDS)])?
            }
            other => other?,
        };
        let found = value.as_object().and_then(media).filter(|m| m.id == id);
        found.ok_or_else(|| Error::NotWordPress("something else instead of the photo".to_owned()))
    }

    /// Uploads a photo. Look up with [`Client::find_media`] first: the site knows no duplicates.
    ///
    /// # Errors
    /// After an unknown outcome ([`Error::is_unknown_outcome`]) the photo may be there, perhaps without its
    /// smaller sizes ([`Error::UnknownOutcome`] may name its number). [`Error::Rejected`] with code
    /// `rest_upload_hash_mismatch` if it was damaged on the way: nothing is stored then.
    pub fn upload_media(&self, photo: &MediaUpload) -> Result<Media, Error> {
        let words = MediaWords {
            title: nfc(&photo.title).into_owned(),
            caption: nfc(&photo.caption).into_owned(),
            alt_text: nfc(&photo.alt_text).into_owned(),
        };
        let name = ascii_name(&photo.file_name);
        // Words that are not sent would be taken from the file itself.
        let nameless = MediaWords { caption: " ".to_owned(), alt_text: String::new(), title: name.clone() };
        let long = encoded_len(&words) > MAX_WORDS;
        let (stored, lack_words) = match self.upload_with(photo, &name, if long { &nameless } else { &words }) {
            // Something on the way takes no address as long as this one, and has turned it back.
            Err(error) if !long && words != nameless && is_address_too_long(&error) => {
                (self.upload_with(photo, &name, &nameless)?, true)
            }
            other => (other?, long),
        };
        if lack_words { self.describe_media(stored.id, &words) } else { Ok(stored) }
    }

    fn upload_with(&self, photo: &MediaUpload, name: &str, words: &MediaWords) -> Result<Media, Error> {
        let arguments = [
            ("title", words.title.as_str()),
            ("caption", words.caption.as_str()),
            ("alt_text", words.alt_text.as_str()),
            ("slug", photo.slug.as_str()),
        ];
        let file_headers = vec![
            header("Content-Type", mime(name)),
            header("Content-Disposition", &format!("attachment; filename=\"{name}\"")),
            // In hexadecimal, as WordPress compares it; RFC 1864 has Base64.
            header("Content-MD5", &hex::encode(Md5::digest(&photo.bytes))),
        ];
        let timeout = UPLOAD + Duration::from_secs(photo.bytes.len() as u64 / SLOWEST);
        let fields = self.upload(MEDIA, &arguments, file_headers, photo.bytes.clone(), timeout)?;
        media(&fields).ok_or(Error::UnknownOutcome { status: 201, attachment: answer::id(&fields) })
    }

    /// Sets the words of a photo.
    ///
    /// # Errors
    /// What the transport or the site says; it may be repeated.
    pub fn describe_media(&self, id: MediaId, words: &MediaWords) -> Result<Media, Error> {
        let body =
            json!({ "title": nfc(&words.title), "caption": nfc(&words.caption), "alt_text": nfc(&words.alt_text) });
        self.change_media(id, &format!("{MEDIA}/{id}"), &body)
    }

    /// Makes the smaller sizes that the site failed to make.
    ///
    /// # Errors
    /// What the transport or the site says; it may be repeated.
    pub fn finish_media(&self, id: MediaId) -> Result<Media, Error> {
        let body = json!({ "action": "create-image-subsizes" });
        self.change_media(id, &format!("{MEDIA}/{id}/post-process"), &body)
    }

    fn change_media(&self, id: MediaId, path: &str, body: &Value) -> Result<Media, Error> {
        let fields = self.post_json(path, &[], body, 200)?;
        media(&fields).filter(|m| m.id == id).ok_or(Error::UnknownOutcome { status: 200, attachment: Some(id) })
    }
}

pub(crate) fn media(fields: &Map<String, Value>) -> Option<Media> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let words = |name: &str| {
        let field = fields.get(name);
        let raw = field.and_then(|f| f.get("raw")).or_else(|| field.and_then(|f| f.get("rendered")));
        text_of(raw.and_then(Value::as_str).unwrap_or_default()).trim().to_owned()
    };
    let details = fields.get("media_details");
    let sizes = details.and_then(|d| d.get("sizes")).and_then(Value::as_object);
    let size = |(name, v): (&String, &Value)| {
        let source_url = v.get("source_url")?.as_str()?.to_owned();
        Some((name.clone(), MediaSize { source_url, width: number(v, "width"), height: number(v, "height") }))
    };
    let missing = fields.get("missing_image_sizes");
    Some(Media {
        id: answer::id(fields)?,
        source_url: web_address(text("source_url"))?.to_owned(),
        width: details.map_or(0, |d| number(d, "width")),
        height: details.map_or(0, |d| number(d, "height")),
        alt_text: text("alt_text").to_owned(),
        title: words("title"),
        caption: words("caption"),
        sizes: sizes.into_iter().flatten().filter_map(size).collect(),
        missing_sizes: missing.is_some_and(|m| !is_empty(m)),
    })
}

/// 414 (RFC 9110 §15.5.15) and 431 (RFC 6585 §5), said by something that is no WordPress.
fn is_address_too_long(error: &Error) -> bool {
    matches!(error, Error::Rejected { status: 414 | 431, code, .. } if code.is_empty())
}

fn number(value: &Value, name: &str) -> u32 {
    let found = value.get(name).and_then(|n| n.as_u64().or_else(|| n.as_str()?.parse().ok()));
    found.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(items) => items.is_empty(),
        _ => true,
    }
}

fn web_address(address: &str) -> Option<&str> {
    (address.starts_with("https://") || address.starts_with("http://")).then_some(address)
}

/// Names under which the site keeps the picture: as scaled, as uploaded.
fn file_names(fields: &Map<String, Value>) -> Vec<String> {
    let details = fields.get("media_details");
    let detail = |name: &str| details.and_then(|d| d.get(name)).and_then(Value::as_str);
    [fields.get("source_url").and_then(Value::as_str), detail("file"), detail("original_image")]
        .into_iter()
        .flatten()
        .map(|path| path.rsplit('/').next().unwrap_or(path).to_owned())
        .collect()
}

/// The name as sites keep it unchanged: letters without marks, no blanks or quotes.
fn ascii_name(name: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "jpg"));
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
    let stem = if stem.chars().all(safe) { stem.to_owned() } else { copydesk::slug(stem) };
    let stem = if stem.is_empty() { "anh".to_owned() } else { stem };
    format!("{stem}.{}", if ending.is_empty() { "jpg" } else { &ending })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "webp" => "image/webp",
        _ => "image/jpeg",
    }
}

fn encoded_len(words: &MediaWords) -> usize {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b' ';
    let len = |text: &str| text.bytes().map(|b| if plain(b) { 1 } else { 3 }).sum::<usize>();
    len(&words.title) + len(&words.caption) + len(&words.alt_text)
}

//! Handing stories out.

mod bundle;
mod docx;
mod html;
mod markdown;
mod packed;
mod portal;
mod size;
mod text;

pub use packed::zipped;
pub use portal::{Record, portal};

use newsroom::{Body, Manuscript, PhotoUse, PhotoUseId, Related, document::ExportFormat};
use serde_json::{Map, Value, json};

use crate::{InterchangeError, caption::with_credit};

/// What an export is made from.
pub struct ExportSource<'a> {
    /// Its words; remarks are left out.
    pub manuscript: &'a Manuscript,
    /// The name of its section.
    pub section: Option<&'a str>,
    /// A photo as readers should get it: JPEG (or PNG). A story is handed out without a photo that is not there.
    pub photo: &'a dyn Fn(PhotoUseId) -> Option<Vec<u8>>,
}

/// The file of a story, in Unicode normal form C.
///
/// # Errors
/// [`InterchangeError::NotWritten`] if the zip cannot be made.
pub fn export(format: ExportFormat, story: &ExportSource<'_>) -> Result<Vec<u8>, InterchangeError> {
    match format {
        ExportFormat::Html => Ok(html::page(&Sheet::new(story, false), false).into_bytes()),
        ExportFormat::Markdown => Ok(markdown::page(&Sheet::new(story, false), false).into_bytes()),
        ExportFormat::Text => Ok(text::page(&Sheet::new(story, false)).into_bytes()),
        ExportFormat::Docx => docx::document(&Sheet::new(story, true)),
        ExportFormat::Portal => zipped(&portal(story, &Record::default())?),
        ExportFormat::Zip => bundle::bundle(&Sheet::new(story, true)),
    }
}

/// A story as it is written: normalised, without remarks, with its photos at hand.
struct Sheet<'a> {
    manuscript: Manuscript,
    section: Option<&'a str>,
    /// Those that readers see, in their order.
    shots: Vec<Shot>,
}

/// A part of a story as readers get it. None is empty but the headline, whose place is taken in any case.
#[derive(Clone, Copy)]
enum Part<'a> {
    Headline(&'a str),
    Standfirst(&'a str),
    /// Without its label.
    Correction(&'a str),
    Lead(&'a Shot),
    Body,
    Byline(&'a str),
    Related(&'a [Related]),
}

/// A photo with its file.
struct Shot {
    photo: PhotoUse,
    /// None if it is not there, or not wanted.
    bytes: Option<Vec<u8>>,
    /// `01-cau-bac-luan.jpg`
    name: String,
}

/// The longest part of a photo's file name that tells what it shows, in letters.
const NAME: usize = 60;

impl<'a> Sheet<'a> {
    fn new(story: &ExportSource<'a>, with_photos: bool) -> Self {
        let mut manuscript = story.manuscript.for_readers();
        manuscript.correction = newsroom::correction_words(&manuscript.correction).to_owned();
        let shots = manuscript.used_photos().into_iter().enumerate().map(|(index, photo)| {
            let bytes = if with_photos { (story.photo)(photo.id) } else { None };
            let stem = photo.file_name.rsplit_once('.').map_or(photo.file_name.as_str(), |(stem, _)| stem);
            let said = [photo.caption.as_str(), stem].into_iter().map(copydesk::slug).find(|slug| !slug.is_empty());
            let said = said.unwrap_or_else(|| "anh".to_owned());
            let said = said[..said.len().min(NAME)].trim_end_matches('-');
            let ending = if bytes.as_deref().is_some_and(is_png) { "png" } else { "jpg" };
            Shot { photo: photo.clone(), bytes, name: format!("{:02}-{said}.{ending}", index + 1) }
        });
        let shots = shots.collect();
        Self { manuscript, section: story.section.map(str::trim).filter(|name| !name.is_empty()), shots }
    }

    /// What readers get, in their order. Every form writes these parts; a field that is none of them is handed out only as
    /// data, or not at all.
    fn parts(&self) -> Vec<Part<'_>> {
        let Manuscript {
            headline,
            standfirst,
            byline,
            section: _, // By its name, where a form has a place for it.
            tags: _,    // As above.
            body: _,    // Written by each form itself.
            lead_photo: _,
            photos: _, // In the text.
            correction,
            related,
        } = &self.manuscript;
        let mut parts = vec![Part::Headline(headline)];
        parts.extend(Some(Part::Standfirst(standfirst)).filter(|_| !standfirst.is_empty()));
        parts.extend(Some(Part::Correction(correction)).filter(|_| !correction.is_empty()));
        parts.extend(self.lead().map(Part::Lead));
        parts.push(Part::Body);
        parts.extend(Some(Part::Byline(byline)).filter(|_| !byline.is_empty()));
        parts.extend(Some(Part::Related(related)).filter(|_| !related.is_empty()));
        parts
    }

    /// The fields of the story for programs, without body and photos.
    fn fields(&self) -> Map<String, Value> {
        let Manuscript {
            headline,
            standfirst,
            byline,
            section: _, // By its name.
            tags,
            body: _,
            lead_photo: _, // Told of each photo.
            photos: _,
            correction,
            related,
        } = &self.manuscript;
        let fields = [
            ("headline", json!(headline)),
            ("standfirst", json!(standfirst)),
            ("byline", json!(byline)),
            ("section", json!(self.section)),
            ("tags", json!(tags)),
            ("correction", json!(correction)),
            ("related", json!(related)),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn shot(&self, id: PhotoUseId) -> Option<&Shot> {
        self.shots.iter().find(|shot| shot.photo.id == id)
    }

    fn lead(&self) -> Option<&Shot> {
        self.manuscript.lead_photo.and_then(|id| self.shot(id))
    }

    fn body(&self) -> &Body {
        &self.manuscript.body
    }
}

impl Shot {
    /// "Cầu Bắc Luân II. Ảnh: Thu Bằng"
    fn line(&self) -> String {
        with_credit(&self.photo.caption, &self.photo.credit)
    }

    /// Width and height of the file, which may be smaller than the photo.
    fn pixels(&self) -> Option<(u32, u32)> {
        self.bytes.as_deref().and_then(size::pixels)
    }
}

fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG")
}

/// The text as it may stand in XML and HTML, in elements and in attributes. Characters that XML 1.0 has no place for
/// are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if (c as u32) < 0x20 => {}
            c => out.push(c),
        }
    }
    out
}

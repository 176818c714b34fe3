//! A zip with the story in every form, for the archive or for another newsroom.

use std::io::{Cursor, Write};

use serde_json::json;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{Sheet, docx, html, markdown, text};
use crate::InterchangeError;

/// `story.docx`, `story.html`, `story.md`, `story.txt`, `story.json` and `photos/`.
pub(super) fn bundle(sheet: &Sheet<'_>) -> Result<Vec<u8>, InterchangeError> {
    let mut files = vec![
        ("story.docx".to_owned(), docx::document(sheet)?),
        ("story.html".to_owned(), html::page(sheet, true).into_bytes()),
        ("story.md".to_owned(), markdown::page(sheet, true).into_bytes()),
        ("story.txt".to_owned(), text::page(sheet).into_bytes()),
        ("story.json".to_owned(), about(sheet)?),
    ];
    for shot in &sheet.shots {
        if let Some(bytes) = &shot.bytes {
            files.push((format!("photos/{}", shot.name), bytes.clone()));
        }
    }
    zipped(&files)
}

/// What the other forms cannot say of photos, and the rest once more for programs.
fn about(sheet: &Sheet<'_>) -> Result<Vec<u8>, InterchangeError> {
    let manuscript = &sheet.manuscript;
    let photos = sheet.shots.iter().map(|shot| {
        json!({
            "file": shot.bytes.as_ref().map(|_| format!("photos/{}", shot.name)),
            "original_name": shot.photo.file_name,
            "original_sha256": shot.photo.original,
            "width": shot.photo.width,
            "height": shot.photo.height,
            "lead": manuscript.lead_photo == Some(shot.photo.id),
            "caption": shot.photo.caption,
            "credit": shot.photo.credit,
            "alt_text": shot.photo.alt_text,
        })
    });
    let story = json!({
        "headline": manuscript.headline,
        "standfirst": manuscript.standfirst,
        "byline": manuscript.byline,
        "section": sheet.section,
        "tags": manuscript.tags,
        "photos": photos.collect::<Vec<_>>(),
    });
    serde_json::to_vec_pretty(&story).map_err(|error| InterchangeError::NotWritten(error.to_string()))
}

/// A zip of these files. Photos and documents are small already; all files have the same time, so that the same story
/// gives the same bytes.
pub(super) fn zipped(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, InterchangeError> {
    let failed = |error: &dyn std::fmt::Display| InterchangeError::NotWritten(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let small = [".jpg", ".png", ".docx"].iter().any(|ending| name.ends_with(ending));
        let method = if small { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(zip::DateTime::default());
        zip.start_file(name.clone(), options).map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
}

//! A zip with the story in every form, for the archive or for another newsroom.

use serde_json::json;

use super::{Sheet, docx, html, markdown, text, zipped};
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
    let mut story = sheet.fields();
    story.insert("photos".to_owned(), photos.collect());
    serde_json::to_vec_pretty(&story).map_err(|error| InterchangeError::NotWritten(error.to_string()))
}

//! What a story still lacks.

use crate::{id::PhotoUseId, manuscript::Manuscript};
use serde::{Deserialize, Serialize};

/// Something a story must have before it may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// No headline.
    Headline,
    /// No standfirst.
    Standfirst,
    /// No text.
    Body,
    /// No section.
    Section,
    /// A used photo without a caption.
    Caption(PhotoUseId),
    /// A used photo without a credit.
    Credit(PhotoUseId),
    /// A used photo without an alternative text (WCAG 2.2, criterion 1.1.1).
    AltText(PhotoUseId),
    /// The text or the lead names a photo that the story does not have.
    Photo(PhotoUseId),
}

/// What keeps a draft from being filed: an editor needs at least a headline and a text.
#[must_use]
pub fn lacks_to_file(manuscript: &Manuscript) -> Vec<Lack> {
    let mut lacks = Vec::new();
    if manuscript.headline.trim().is_empty() {
        lacks.push(Lack::Headline);
    }
    if manuscript.body.is_blank() {
        lacks.push(Lack::Body);
    }
    lacks
}

/// What keeps a story from being approved: everything readers are owed.
#[must_use]
pub fn lacks_to_approve(manuscript: &Manuscript) -> Vec<Lack> {
    let mut lacks = lacks_to_file(manuscript);
    if manuscript.standfirst.trim().is_empty() {
        lacks.push(Lack::Standfirst);
    }
    if manuscript.section.is_none() {
        lacks.push(Lack::Section);
    }
    let named = manuscript.lead_photo.into_iter().chain(manuscript.body.figures());
    lacks.extend(named.filter(|id| manuscript.photo(*id).is_none()).map(Lack::Photo));
    for photo in manuscript.used_photos() {
        let fields = [
            (&photo.caption, Lack::Caption(photo.id)),
            (&photo.alt_text, Lack::AltText(photo.id)),
            (&photo.credit, Lack::Credit(photo.id)),
        ];
        lacks.extend(fields.into_iter().filter(|(text, _)| text.trim().is_empty()).map(|(_, lack)| lack));
    }
    lacks
}

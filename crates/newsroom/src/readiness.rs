//! What a story still lacks.

use crate::{
    id::PhotoUseId,
    manuscript::{Manuscript, Owed, TextLine},
    photo::PhotoUse,
};
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
    /// Its section was retired, and readers do not have the story there.
    RetiredSection,
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
    let mut lacks: Vec<Lack> = empty(manuscript.lines(), Owed::ToFile).collect();
    if manuscript.body.is_blank() {
        lacks.push(Lack::Body);
    }
    lacks
}

/// What a manuscript lacks to be approved: everything readers are owed. What else a story may lack is known by
/// [`crate::Article::lacks_to_approve`].
#[must_use]
pub(crate) fn lacks_to_approve(manuscript: &Manuscript) -> Vec<Lack> {
    let mut lacks = lacks_to_file(manuscript);
    let is_of_photo = |line: &TextLine| matches!(line, TextLine::Photo(..));
    lacks.extend(empty(manuscript.lines().into_iter().filter(|(line, _)| !is_of_photo(line)), Owed::ToApprove));
    if manuscript.section.is_none() {
        lacks.push(Lack::Section);
    }
    let named = manuscript.lead_photo.into_iter().chain(manuscript.body.figures());
    lacks.extend(named.filter(|id| manuscript.photo(*id).is_none()).map(Lack::Photo));
    // Those that lie unused in the strip owe nothing.
    let of_photos = manuscript.used_photos().into_iter().flat_map(PhotoUse::lines);
    lacks.extend(empty(of_photos, Owed::ToApprove));
    lacks
}

/// What is lacking where a line is empty that must be there before this move.
fn empty<'a>(lines: impl IntoIterator<Item = (TextLine, &'a str)>, before: Owed) -> impl Iterator<Item = Lack> {
    let empty = lines.into_iter().filter(|(_, text)| text.trim().is_empty());
    empty.filter_map(move |(line, _)| line.owed().filter(|(owed, _)| *owed == before).map(|(_, lack)| lack))
}

#[cfg(test)]
mod tests;

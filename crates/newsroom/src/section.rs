//! Sections (chuyên mục): which there are is the chief's decision.
//!
//! A section is never deleted, for stories stand in it: it is retired, and can be brought back. **A retired section is offered
//! for nothing new.** Stories that have it keep and show it, and what is approved already goes out in it. Where an approval
//! is asked for it counts as none chosen ([`crate::Article::lacks_to_approve`]), but for a story that readers have in it: its
//! updates may stay where readers found it.

use crate::{id::SectionId, manuscript::is_longer};
use chrono::{DateTime, Utc};
use copydesk::{fold, name_key, one_line};
use serde::{Deserialize, Serialize};

/// Characters of a section's name: it stands in the menu of a site. (WordPress keeps 200: `wp_terms.name`.)
pub const SECTION_CHARS: usize = 80;
/// Sections of a newsroom, with the retired ones. More than anybody finds anything in.
pub const MOST_SECTIONS: usize = 200;

/// A section under which stories are published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Id of the section; never given twice. Stories and their approvals name it by this, so that another name changes neither.
    pub id: SectionId,
    /// Name as readers see it, for example "Kinh tế - Cửa khẩu"; also how the site's category is found.
    pub name: String,
    /// Place in lists, from 0.
    pub position: u32,
    /// Since when it is offered for nothing new; none while it is in use.
    pub retired_at: Option<DateTime<Utc>>,
}

impl Section {
    /// Whether it is offered for new stories.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        self.retired_at.is_none()
    }
}

/// Why the sections stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum SectionRefusal {
    /// A section has a name.
    #[error("a section needs a name")]
    NameMissing,
    /// The name has more than [`SECTION_CHARS`] characters.
    #[error("the name of a section is too long")]
    NameTooLong,
    /// A section in use has this name, or one that a site would take for the same.
    #[error("there is a section of this name")]
    NameTaken(String),
    /// A retired section has it: that one is brought back.
    #[error("a retired section has this name")]
    NameRetired(String),
    /// Stories need at least one section in use.
    #[error("the last section in use is not retired")]
    LastInUse,
    /// More than [`MOST_SECTIONS`].
    #[error("too many sections")]
    TooMany,
}

/// A name as it is kept: one line in normal form.
///
/// # Errors
/// [`SectionRefusal::NameMissing`], [`SectionRefusal::NameTooLong`].
pub fn section_name(typed: &str) -> Result<String, SectionRefusal> {
    // Whatever is typed is looked at no further than it must be.
    if is_longer(typed, SECTION_CHARS * 4) {
        return Err(SectionRefusal::NameTooLong);
    }
    let name = one_line(typed);
    // Folded, a name of characters that take no room is empty.
    match name {
        name if fold(&name).trim().is_empty() => Err(SectionRefusal::NameMissing),
        name if is_longer(&name, SECTION_CHARS) => Err(SectionRefusal::NameTooLong),
        name => Ok(name),
    }
}

/// A name that a new section may have, or one that is renamed: no other section has it by the key by which sites' categories
/// are found, so that no two sections end in one category by surprise.
///
/// # Errors
/// As [`section_name`], and [`SectionRefusal::NameTaken`], [`SectionRefusal::NameRetired`], [`SectionRefusal::TooMany`].
pub fn free_name(sections: &[Section], typed: &str, renamed: Option<SectionId>) -> Result<String, SectionRefusal> {
    let name = section_name(typed)?;
    let key = name_key(&name);
    match sections.iter().find(|other| Some(other.id) != renamed && name_key(&other.name) == key) {
        Some(other) if other.is_in_use() => Err(SectionRefusal::NameTaken(other.name.clone())),
        Some(other) => Err(SectionRefusal::NameRetired(other.name.clone())),
        None if renamed.is_none() && sections.len() >= MOST_SECTIONS => Err(SectionRefusal::TooMany),
        None => Ok(name),
    }
}

/// Whether a section may be retired: at least one stays in use.
///
/// # Errors
/// [`SectionRefusal::LastInUse`].
pub fn may_retire(sections: &[Section], id: SectionId) -> Result<(), SectionRefusal> {
    let others = sections.iter().any(|other| other.id != id && other.is_in_use());
    if others { Ok(()) } else { Err(SectionRefusal::LastInUse) }
}

/// The sections in a new order, with their places told anew: those that are named as they are named, then the others as they stood. What
/// is no section of the newsroom, or named twice, counts for nothing.
#[must_use]
pub fn ordered(sections: &[Section], order: &[SectionId]) -> Vec<Section> {
    let mut sections = sections.to_vec();
    let place = |section: &Section| order.iter().position(|id| *id == section.id).unwrap_or(order.len());
    sections.sort_by_key(|section| (place(section), section.position));
    for (section, position) in sections.iter_mut().zip(0..) {
        section.position = position;
    }
    sections
}

/// The names of a first list as somebody types it: one a line; where there is one line only, between commas or semicolons.
/// What stands there twice is taken once.
///
/// # Errors
/// As [`section_name`]; [`SectionRefusal::NameMissing`] if there is none at all, [`SectionRefusal::TooMany`].
pub fn first_names(typed: &str) -> Result<Vec<String>, SectionRefusal> {
    if is_longer(typed, SECTION_CHARS * MOST_SECTIONS) {
        return Err(SectionRefusal::TooMany);
    }
    let typed = typed.trim();
    let parts: Vec<&str> =
        if typed.contains('\n') { typed.lines().collect() } else { typed.split([',', ';']).collect() };
    let mut names: Vec<String> = Vec::new();
    for part in parts.into_iter().filter(|part| !part.trim().is_empty()) {
        let name = section_name(part)?;
        if !names.iter().any(|known| name_key(known) == name_key(&name)) {
            names.push(name);
        }
    }
    match names.len() {
        0 => Err(SectionRefusal::NameMissing),
        count if count > MOST_SECTIONS => Err(SectionRefusal::TooMany),
        _ => Ok(names),
    }
}

#[cfg(test)]
mod tests;

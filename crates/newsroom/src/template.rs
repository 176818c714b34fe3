//! Templates: patterns that new stories begin from.

use crate::id::{SectionId, TemplateId};
use serde::{Deserialize, Serialize};

/// A pattern that new stories begin from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Id of the template; never given twice.
    pub id: TemplateId,
    /// What the newsroom calls it, for example "Tin vắn".
    pub name: String,
    /// When to use it, in a line.
    pub purpose: String,
    /// Section that the story begins with.
    pub section: Option<SectionId>,
    /// Headline that the story begins with; mostly empty.
    pub headline: String,
    /// Standfirst that the story begins with.
    pub standfirst: String,
    /// The editor's document as JSON; no photos, no remarks.
    pub doc: String,
}

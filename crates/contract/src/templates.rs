//! Templates: patterns that new stories begin from.

use crate::requests;
use newsroom::{SectionId, TemplateId};
use serde::{Deserialize, Serialize};

/// A pattern that new stories begin from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

requests! {
    /// The templates, in Vietnamese order of their names.
    ListTemplates => "list_templates" -> Vec<Template> {}
    /// The chief adds a template, or changes the one with this id.
    SaveTemplate => "save_template" -> Template {
        /// The template; a new id (UUID version 7) adds one.
        template: Template,
    }
    /// The chief removes a template; stories made from it stay as they are.
    RemoveTemplate => "remove_template" -> () {
        /// The template.
        template: TemplateId,
    }
}

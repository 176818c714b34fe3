//! Templates: patterns that new stories begin from.

use crate::requests;
use newsroom::{TemplateId, template::Template};

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

//! Forms: what is typed, ticked and chosen in them.

use html5ever::tokenizer::Tag;

use super::{
    elements::{attr, is_block},
    page::Page,
};
use crate::signs::tick;

/// A list while it is read.
#[derive(Default)]
pub(super) struct Select {
    /// What is chosen; the first one where nothing is.
    chosen: Vec<String>,
    first: Option<String>,
    option: Option<(bool, String)>,
}

impl Select {
    /// A line of the list begins.
    pub(super) fn option(&mut self, selected: bool) {
        self.end_option();
        self.option = Some((selected, String::new()));
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some((_, words)) = &mut self.option {
            words.push_str(text);
        }
    }

    fn end_option(&mut self) {
        let Some((selected, words)) = self.option.take() else { return };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if selected {
            self.chosen.push(words.clone());
        }
        self.first.get_or_insert(words);
    }

    /// The words that a reader of the page sees.
    pub(super) fn chosen(mut self) -> Option<String> {
        self.end_option();
        let shown = if self.chosen.is_empty() { self.first.into_iter().collect() } else { self.chosen };
        Some(shown.join(", ")).filter(|words| !words.is_empty())
    }
}

impl Page {
    /// A field of a form: what is typed or ticked in it.
    pub(super) fn input(&mut self, tag: &Tag) {
        let kind = attr(tag, "type").unwrap_or("text").trim().to_ascii_lowercase();
        match kind.as_str() {
            "checkbox" | "radio" => self.text(&format!("{} ", tick(attr(tag, "checked").is_some()))),
            "text" | "email" | "tel" | "number" | "date" | "url" | "month" | "week" | "time" | "datetime-local" => {
                self.text(attr(tag, "value").unwrap_or_default());
            }
            _ => {}
        }
    }

    /// Takes what belongs to a list to choose from; true if the tag needs nothing more.
    pub(super) fn choose(&mut self, tag: &Tag) -> bool {
        match (&*tag.name, &mut self.select) {
            ("select", _) => {
                self.chosen("select");
                self.select = Some(Select::default());
                true
            }
            ("option", Some(select)) => {
                select.option(attr(tag, "selected").is_some());
                true
            }
            (name, Some(_)) if is_block(name) || matches!(name, "input" | "textarea") => {
                // Its end is missing: what follows is the page again.
                self.chosen("select");
                false
            }
            (_, Some(_)) => true,
            (_, None) => false,
        }
    }

    /// Takes the end of an element in a list to choose from; true if it was one.
    pub(super) fn chosen(&mut self, name: &str) -> bool {
        if name != "select" && !(is_block(name) && self.select.is_some()) {
            return self.select.is_some();
        }
        if let Some(words) = self.select.take().and_then(Select::chosen) {
            self.push(&words);
        }
        name == "select"
    }
}

//! The part that says how lists count. Every list of the story is one of its own, so that no other goes on counting it.

use super::{
    HEAD, W,
    styles::{INDENT, LEVELS},
};

/// The lists met so far: level from 0, and the first number of a numbered one.
#[derive(Default)]
pub(super) struct Lists(Vec<(usize, Option<u32>)>);

impl Lists {
    /// The number by which items name their list.
    pub(super) fn add(&mut self, level: usize, start: Option<u32>) -> usize {
        self.0.push((level.min(LEVELS - 1), start));
        self.0.len()
    }

    pub(super) fn part(&self) -> String {
        let mut shapes = String::new();
        let mut lists = String::new();
        for (index, (level, start)) in self.0.iter().enumerate() {
            let id = index + 1;
            let (kind, sign) = match start {
                Some(_) => ("decimal", format!("%{}.", level + 1)),
                None => ("bullet", "•".to_owned()),
            };
            shapes += &format!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>\
                 <w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{kind}\"/><w:lvlText w:val=\"{sign}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl></w:abstractNum>",
                start.unwrap_or(1),
                (level + 1) * INDENT,
            );
            lists += &format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
        }
        format!("{HEAD}<w:numbering xmlns:w=\"{W}\">{shapes}{lists}</w:numbering>")
    }
}

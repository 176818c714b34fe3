//! The part that says how lists count. Every list of the story is one of its own, so that no other goes on counting it.

use newsroom::body::{ListKind, OrderedListAttrs};

use super::{
    HEAD, W,
    styles::{INDENT, LEVELS},
};

/// The lists met so far: level from 0, and how a numbered one counts.
#[derive(Default)]
pub(super) struct Lists(Vec<(usize, Option<OrderedListAttrs>)>);

impl Lists {
    /// The number by which items name their list.
    pub(super) fn add(&mut self, level: usize, numbers: Option<OrderedListAttrs>) -> usize {
        self.0.push((level.min(LEVELS - 1), numbers));
        self.0.len()
    }

    pub(super) fn part(&self) -> String {
        let mut shapes = String::new();
        let mut lists = String::new();
        for (index, (level, numbers)) in self.0.iter().enumerate() {
            let id = index + 1;
            let (kind, sign) = match numbers {
                Some(attrs) => (number_format(attrs.kind), format!("%{}{}", level + 1, attrs.kind.close())),
                None => ("bullet", "•".to_owned()),
            };
            shapes += &format!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>\
                 <w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{kind}\"/><w:lvlText w:val=\"{sign}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl></w:abstractNum>",
                numbers.map_or(1, |attrs| attrs.start),
                (level + 1) * INDENT,
            );
            lists += &format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
        }
        format!("{HEAD}<w:numbering xmlns:w=\"{W}\">{shapes}{lists}</w:numbering>")
    }
}

/// The name of the kind in `w:numFmt` (ECMA-376, 17.18.59).
fn number_format(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Decimal => "decimal",
        ListKind::LowerLetter => "lowerLetter",
        ListKind::UpperLetter => "upperLetter",
        ListKind::LowerRoman => "lowerRoman",
        ListKind::UpperRoman => "upperRoman",
    }
}

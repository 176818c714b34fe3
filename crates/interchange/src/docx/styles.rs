//! Styles: which part a paragraph plays, and how letters look.

use std::collections::HashMap;

use copydesk::legacy::{self, by_font};

use super::numbering::value;
use crate::{
    flow::Role,
    names,
    raised::VerticalAlign,
    symbols::SymbolFont,
    tree::{Id, Tree},
};

/// Styles that are based on styles that are based on styles: a longer chain is a circle.
const LONGEST_CHAIN: usize = 24;

#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default_paragraph: Option<String>,
    defaults: RunProperties,
}

#[derive(Default)]
struct Style {
    /// What the name says.
    role: Option<Role>,
    contents: bool,
    lead: bool,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    list_level: Option<u8>,
    letters: RunProperties,
}

/// Run properties (`w:rPr`): what the document says of the look of letters; `None` where it says nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct RunProperties {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Size of the letters in half points (`w:sz`).
    pub(super) size: Option<u16>,
    /// A font was named.
    pub(super) font: Option<Font>,
    pub(super) struck: Option<bool>,
    pub(super) vertical: Option<VerticalAlign>,
}

/// What the name of a font says of the letters set in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Font {
    /// An old Vietnamese font.
    pub(super) old: Option<legacy::Font>,
    /// A font whose letters are signs.
    pub(super) symbols: Option<SymbolFont>,
}

impl RunProperties {
    /// Reads a `w:rPr`.
    pub(super) fn read(tree: &Tree, id: Option<Id>) -> Self {
        let Some(id) = id else { return Self::default() };
        let font = tree.child(id, "w:rFonts").and_then(|fonts| {
            let named = ["w:ascii", "w:hAnsi", "w:cs"].into_iter().find_map(|key| tree.attr(fonts, key));
            named.map(|name| Font { old: by_font(name), symbols: SymbolFont::by_name(name) })
        });
        Self {
            bold: switch(tree, id, "w:b"),
            italic: switch(tree, id, "w:i"),
            hidden: switch(tree, id, "w:vanish"),
            struck: switch(tree, id, "w:strike").or(switch(tree, id, "w:dstrike")),
            size: value(tree, id, "w:sz").and_then(|size| size.parse().ok()),
            font,
            vertical: vertical(tree, id),
        }
    }

    /// What is said here, and below where nothing is.
    fn over(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            hidden: self.hidden.or(below.hidden),
            size: self.size.or(below.size),
            font: self.font.or(below.font),
            vertical: self.vertical.or(below.vertical),
            struck: self.struck.or(below.struck),
        }
    }
}

/// Raised or lowered, by a mark of its own or by hand: moved by two points or more (`w:position`, in half points).
fn vertical(tree: &Tree, id: Id) -> Option<VerticalAlign> {
    let said = value(tree, id, "w:vertAlign").map(|align| match align {
        "superscript" => VerticalAlign::Superscript,
        "subscript" => VerticalAlign::Subscript,
        _ => VerticalAlign::Baseline,
    });
    let moved = || value(tree, id, "w:position").and_then(|moved| moved.trim().parse::<i32>().ok());
    said.or_else(|| match moved()? {
        4.. => Some(VerticalAlign::Superscript),
        ..=-4 => Some(VerticalAlign::Subscript),
        _ => None,
    })
}

/// A property that is on when it is there, unless it says otherwise.
fn switch(tree: &Tree, id: Id, name: &str) -> Option<bool> {
    let found = tree.child(id, name)?;
    Some(!matches!(tree.attr(found, "w:val"), Some("0" | "false" | "off")))
}

impl Styles {
    pub(super) fn read(tree: &Tree) -> Self {
        let mut all = Self::default();
        for id in tree.children(tree.root()) {
            match tree.name(id) {
                "w:docDefaults" => all.defaults = RunProperties::read(tree, tree.find(id, &["w:rPrDefault", "w:rPr"])),
                "w:style" => {
                    let Some(name) = tree.attr(id, "w:styleId") else { continue };
                    let paragraph = tree.attr(id, "w:type") == Some("paragraph");
                    if paragraph && matches!(tree.attr(id, "w:default"), Some("1" | "true" | "on")) {
                        all.default_paragraph = Some(name.to_owned());
                    }
                    all.styles.insert(name.to_owned(), style(tree, id));
                }
                _ => {}
            }
        }
        all
    }

    /// The style and those it is based on.
    fn chain<'a>(&'a self, name: Option<&str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = name.and_then(|name| self.styles.get_key_value(name));
        std::iter::successors(first, |(_, style)| self.styles.get_key_value(style.based_on.as_deref()?))
            .take(LONGEST_CHAIN)
            .map(|(name, style)| (name.as_str(), style))
    }

    /// The part that a paragraph of this style plays; lists are not known here. An outline level makes a subhead of a
    /// style whose name says nothing.
    pub(super) fn role(&self, name: Option<&str>) -> Role {
        let said = self.chain(name).find_map(|(_, style)| {
            let level = style.outline.filter(|level| *level < 9);
            style.role.or(level.map(|level| Role::Subhead(level + 1)))
        });
        said.unwrap_or(Role::Text)
    }

    /// True for the lines of a table of contents.
    pub(super) fn is_contents(&self, name: Option<&str>) -> bool {
        self.chain(name).any(|(_, style)| style.contents)
    }

    /// True for the paragraph with the lead photo.
    pub(super) fn is_lead(&self, name: Option<&str>) -> bool {
        self.chain(name).any(|(_, style)| style.lead)
    }

    /// The list and level that a paragraph style brings along, and the style that says so.
    pub(super) fn list(&self, name: Option<&str>) -> Option<(String, Option<u8>, &str)> {
        let (id, list) = self.chain(name).find_map(|(id, style)| Some((id, style.list.clone()?)))?;
        let level = self.chain(name).find_map(|(_, style)| style.list_level);
        Some((list, level, id))
    }

    /// How a run looks: itself over its character style over its paragraph's style over the document's defaults.
    /// `inherit` is false where bold and italic of the paragraph's style belong to the part it plays, as in subheads.
    pub(super) fn look(
        &self,
        run: RunProperties,
        run_style: Option<&str>,
        paragraph: Option<&str>,
        inherit: bool,
    ) -> RunProperties {
        let fold =
            |name| self.chain(name).fold(RunProperties::default(), |above, (_, style)| above.over(style.letters));
        let mut below = fold(paragraph.or(self.default_paragraph.as_deref())).over(self.defaults);
        if !inherit {
            (below.bold, below.italic) = (None, None);
        }
        let of_style = fold(run_style);
        // Bold over bold is plain between styles (ECMA-376 part 1, 17.7.3), never for what the run says itself.
        let toggle = |above: Option<bool>, below: Option<bool>| match (above, below) {
            (Some(above), Some(below)) => Some(above != below),
            (above, below) => above.or(below),
        };
        let (bold, italic) = (toggle(of_style.bold, below.bold), toggle(of_style.italic, below.italic));
        run.over(RunProperties { bold, italic, ..of_style.over(below) })
    }
}

fn style(tree: &Tree, id: Id) -> Style {
    let paragraph = tree.child(id, "w:pPr");
    let numbers = paragraph.and_then(|of| tree.child(of, "w:numPr"));
    let name = value(tree, id, "w:name").unwrap_or_default();
    Style {
        role: names::role(name),
        contents: names::is_contents(name),
        lead: names::is_lead(name),
        based_on: value(tree, id, "w:basedOn").map(str::to_owned),
        outline: paragraph.and_then(|of| value(tree, of, "w:outlineLvl")).and_then(|level| level.parse().ok()),
        list: numbers.and_then(|of| value(tree, of, "w:numId")).map(str::to_owned),
        list_level: numbers.and_then(|of| value(tree, of, "w:ilvl")).and_then(|level| level.parse().ok()),
        letters: RunProperties::read(tree, tree.child(id, "w:rPr")),
    }
}

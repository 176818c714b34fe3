//! Styles of OpenDocument: automatic ones of the text, over those with names.

use std::{collections::HashMap, rc::Rc};

use copydesk::legacy::by_font;

use super::lists::{Level, levels};
use crate::{
    flow::{Look, Role},
    names,
    raised::VerticalAlign,
    symbols::SymbolFont,
    tree::{Id, Tree},
};

/// Styles with parents with parents: a longer chain is a circle.
const LONGEST_CHAIN: usize = 24;

#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, HashMap<u8, Rc<Level>>>,
    /// The list that headings count by (`text:outline-style`).
    outline: HashMap<u8, Rc<Level>>,
    /// What the fonts of the document are called elsewhere.
    fonts: HashMap<String, String>,
    /// How many pages' heads and feet have words.
    pub(super) margins: u32,
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    role: Option<Role>,
    outline: Option<u8>,
    lead: bool,
    bold: Option<bool>,
    italic: Option<bool>,
    vertical: Option<VerticalAlign>,
    hidden: Option<bool>,
    struck: Option<bool>,
    /// `fo:clip` of a frame, and whether its picture is seen as in a mirror.
    clip: Option<String>,
    mirror: Option<String>,
    font: Option<String>,
    size: Option<u16>,
}

impl Styles {
    /// Reads the styles of a part; names of fonts may be those of `office:font-face-decls`, which are the fonts' own.
    pub(super) fn read(&mut self, tree: &Tree) {
        if let Some(faces) = tree.child(tree.root(), "office:font-face-decls") {
            for face in tree.children(faces) {
                if let (Some(name), Some(family)) = (tree.attr(face, "style:name"), tree.attr(face, "svg:font-family"))
                {
                    self.fonts.insert(name.to_owned(), family.to_owned());
                }
            }
        }
        if let Some(pages) = tree.child(tree.root(), "office:master-styles") {
            let parts = tree.children(pages).flat_map(|page| tree.children(page));
            let said = parts.filter(|part| tree.name(*part).starts_with("style:") && tree.says(*part, "text:p"));
            self.margins += said.count() as u32;
        }
        for group in ["office:styles", "office:automatic-styles"] {
            let Some(group) = tree.child(tree.root(), group) else { continue };
            for id in tree.children(group) {
                if tree.is(id, "text:outline-style") {
                    self.outline = levels(tree, id, &self.fonts);
                }
                let Some(name) = tree.attr(id, "style:name") else { continue };
                match tree.name(id) {
                    "style:style" => {
                        let family = tree.attr(id, "style:family").unwrap_or_default();
                        self.styles.insert((family.to_owned(), name.to_owned()), style(tree, id, name));
                    }
                    "text:list-style" => {
                        let levels = levels(tree, id, &self.fonts);
                        self.lists.insert(name.to_owned(), levels);
                    }
                    _ => {}
                }
            }
        }
    }

    fn chain<'a>(&'a self, family: &str, name: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let get = move |name: &str| self.styles.get(&(family.to_owned(), name.to_owned()));
        let family = family.to_owned();
        let first = name.and_then(get);
        std::iter::successors(first, move |style| {
            self.styles.get(&(family.clone(), style.parent.as_deref()?.to_owned()))
        })
        .take(LONGEST_CHAIN)
    }

    /// The part that a paragraph plays. Names of Word's own styles are no styles of the file where nothing changed them.
    pub(super) fn role(&self, name: Option<&str>) -> Option<Role> {
        let mut last = None;
        for style in self.chain("paragraph", name) {
            if let Some(role) = style.role.or(style.outline.map(Role::Subhead)) {
                return Some(role);
            }
            last = style.parent.as_deref();
        }
        last.or(name).and_then(|name| names::role(&plain(name)))
    }

    /// True for the paragraph with the lead photo.
    pub(super) fn is_lead(&self, name: Option<&str>) -> bool {
        self.chain("paragraph", name).any(|style| style.lead)
    }

    /// How letters look: `inherit` as in Word's documents.
    pub(super) fn look(&self, family: &str, name: Option<&str>, around: &Look, inherit: bool) -> Look {
        let mut look = around.clone();
        let chain: Vec<&Style> = self.chain(family, name).collect();
        for style in chain.into_iter().rev() {
            if inherit {
                look.bold = style.bold.unwrap_or(look.bold);
                look.italic = style.italic.unwrap_or(look.italic);
            }
            look.struck = style.struck.unwrap_or(look.struck);
            look.hidden = style.hidden.unwrap_or(look.hidden);
            look.size = style.size.or(look.size);
            look.vertical = style.vertical.unwrap_or(look.vertical);
            if let Some(font) = &style.font {
                let family = self.fonts.get(font).unwrap_or(font);
                look.old_font = by_font(font).or_else(|| by_font(family));
                look.symbols = SymbolFont::by_name(family);
            }
        }
        look
    }

    pub(super) fn level(&self, list: &str, level: u8) -> Option<Rc<Level>> {
        self.lists.get(list)?.get(&level).cloned()
    }

    /// How headings of a level count, from 0.
    pub(super) fn outline(&self, level: u8) -> Option<Rc<Level>> {
        self.outline.get(&level).cloned()
    }

    /// What a frame shows of its picture: `fo:clip` (top, right, bottom, left), and `style:mirror`.
    pub(super) fn frame(&self, name: Option<&str>) -> (Option<&str>, Option<&str>) {
        let clip = self.chain("graphic", name).find_map(|style| style.clip.as_deref());
        (clip, self.chain("graphic", name).find_map(|style| style.mirror.as_deref()))
    }
}

fn style(tree: &Tree, id: Id, name: &str) -> Style {
    let letters = tree.child(id, "style:text-properties");
    let said = |key: &str| letters.and_then(|of| tree.attr(of, key));
    let graphic = tree.child(id, "style:graphic-properties");
    let drawn = |key: &str| graphic.and_then(|of| tree.attr(of, key)).map(str::to_owned);
    let shown = tree.attr(id, "style:display-name").unwrap_or(name);
    Style {
        parent: tree.attr(id, "style:parent-style-name").map(str::to_owned),
        role: names::role(&plain(shown)),
        lead: names::is_lead(&plain(shown)),
        outline: tree.attr(id, "style:default-outline-level").and_then(|level| level.parse().ok()).filter(|n| *n > 0),
        bold: said("fo:font-weight").map(|weight| weight == "bold" || weight.parse().is_ok_and(|n: u16| n >= 600)),
        italic: said("fo:font-style").map(|style| matches!(style, "italic" | "oblique")),
        vertical: said("style:text-position").map(vertical),
        struck: line(said("style:text-line-through-style"), said("style:text-line-through-type")),
        clip: drawn("fo:clip"),
        mirror: drawn("style:mirror"),
        hidden: said("text:display").map(|display| display == "none"),
        font: said("style:font-name").or(said("fo:font-family")).map(str::to_owned),
        size: said("fo:font-size").and_then(half_points),
    }
}

/// Whether a line goes through the letters; none where nothing is said.
fn line(style: Option<&str>, kind: Option<&str>) -> Option<bool> {
    let said = [style, kind].into_iter().flatten();
    said.map(|line| line != "none").reduce(|one, other| one && other)
}

/// `super 58%`, `-33% 58%`
fn vertical(position: &str) -> VerticalAlign {
    match position.split_whitespace().next() {
        Some("super") => VerticalAlign::Superscript,
        Some("sub") => VerticalAlign::Subscript,
        Some(shift) if shift.starts_with('-') => VerticalAlign::Subscript,
        Some("0%") | None => VerticalAlign::Baseline,
        Some(_) => VerticalAlign::Superscript,
    }
}

fn half_points(size: &str) -> Option<u16> {
    let points: f32 = size.strip_suffix("pt")?.parse().ok()?;
    (0.0..=1000.0).contains(&points).then_some((points * 2.0) as u16)
}

/// Style names have signs that XML names may not have as their numbers: `Heading_20_1`.
fn plain(name: &str) -> String {
    name.replace("_20_", " ")
}

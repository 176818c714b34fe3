//! Lists: what stands before an item.

use std::collections::HashMap;

use newsroom::body::ListKind;

use crate::{
    signs::{Sign, doubled},
    symbols::{self, SymbolFont},
    tree::{Id, Tree},
};

/// Levels that Word knows.
const LEVELS: u8 = 9;

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    shapes: HashMap<String, Shape>,
    lists: HashMap<String, List>,
    counters: HashMap<String, [Option<u32>; LEVELS as usize]>,
}

/// A `w:abstractNum`; lists of the same shape count together.
#[derive(Default)]
struct Shape {
    levels: HashMap<u8, Level>,
    style_link: Option<String>,
}

/// How a level looks: `w:lvl`.
struct Level {
    /// `w:numFmt`.
    format: String,
    /// `w:lvlText`: "Điều %1.".
    text: String,
    /// The sign of a bullet in Unicode.
    bullet: bool,
    /// All numbers in it in figures (`w:isLgl`).
    figures: bool,
    /// After which level it counts anew (`w:lvlRestart`): 0 after none; where nothing is said, after every one above.
    restart: Option<u8>,
    start: u32,
    style: Option<String>,
}

/// A list of the document (`w:num`): its shape, and where its numbers start.
struct List {
    shape: String,
    /// Where this list starts a level anew.
    starts: HashMap<u8, u32>,
    levels: HashMap<u8, Level>,
    begun: bool,
}

impl Numbering {
    /// Reads `word/numbering.xml`; `style_list` gives the list of a numbering style.
    pub(super) fn read(tree: &Tree, style_list: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut all = Self::default();
        for id in tree.children(tree.root()) {
            if let ("w:abstractNum", Some(name)) = (tree.name(id), tree.attr(id, "w:abstractNumId")) {
                let style_link = value(tree, id, "w:numStyleLink").map(str::to_owned);
                all.shapes.insert(name.to_owned(), Shape { levels: levels(tree, id), style_link });
            }
            if let ("w:num", Some(name)) = (tree.name(id), tree.attr(id, "w:numId"))
                && let Some(list) = list(tree, id)
            {
                all.lists.insert(name.to_owned(), list);
            }
        }
        // A list may be only another name for that of a style.
        let mut moved = Vec::new();
        for (name, list) in &all.lists {
            let link = all.shapes.get(&list.shape).and_then(|shape| shape.style_link.as_deref());
            if let Some(target) = link.and_then(style_list).and_then(|target| all.lists.get(&target)) {
                moved.push((name.clone(), target.shape.clone()));
            }
        }
        for (name, shape) in moved {
            all.lists.entry(name).and_modify(|list| list.shape = shape);
        }
        all
    }

    /// The level that belongs to a paragraph style of this list.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let shape = self.shapes.get(&self.lists.get(list)?.shape)?;
        shape.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(at, _)| *at)
    }

    /// The sign of the next item of a list at a level; none if there is no such list.
    pub(super) fn next(&mut self, list: &str, level: u8) -> Option<Sign> {
        let level = level.min(LEVELS - 1);
        let found = self.lists.get_mut(list)?;
        let begins = !std::mem::replace(&mut found.begun, true);
        let found = self.lists.get(list)?;
        let shape = self.shapes.get(&found.shape);
        let look = |at: u8| found.levels.get(&at).or_else(|| shape?.levels.get(&at));
        let start = |at: u8| found.starts.get(&at).copied().unwrap_or_else(|| look(at).map_or(1, |level| level.start));
        let counters = self.counters.entry(found.shape.clone()).or_default();
        // A list with starts of its own does not go on counting where its sister stopped.
        if begins && !found.starts.is_empty() {
            *counters = Default::default();
        }
        let number = counters[usize::from(level)].map_or(start(level), |number| number.saturating_add(1));
        counters[usize::from(level)] = Some(number);
        for below in level + 1..LEVELS {
            let anew = match look(below).and_then(|level| level.restart) {
                None => true,
                Some(after) => level < after,
            };
            if anew {
                counters[usize::from(below)] = None;
            }
        }
        let numbers: Vec<u32> = (0..LEVELS).map(|at| counters[usize::from(at)].unwrap_or_else(|| start(at))).collect();
        Some(match look(level) {
            Some(shown) => shown.sign(level, &numbers, &|at| look(at).map_or("decimal", |level| level.format.as_str())),
            None => Sign::Number(ListKind::Decimal, number),
        })
    }
}

impl Level {
    /// What stands before an item at this level; `numbers` are those of all levels, `format` says how each is written.
    fn sign<'a>(&self, level: u8, numbers: &[u32], format: &dyn Fn(u8) -> &'a str) -> Sign {
        if self.bullet {
            return Sign::of_bullet(&self.text);
        }
        let format = |at: u8| if self.figures { "decimal" } else { format(at) };
        let number = numbers.get(usize::from(level)).copied().unwrap_or(1);
        let own = format!("%{}", level + 1);
        // "%1." alone is what a list says; with other levels, or said twice, it is text.
        if let Some((before, behind)) = self.text.split_once(&own)
            && !before.contains('%')
            && !behind.contains('%')
        {
            let format = format(level);
            return Sign::of_number(before, kind(format), number, &written(format, number), behind).or_nothing();
        }
        let mut shown = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            shown.push_str(before);
            match after.chars().next().and_then(|digit| digit.to_digit(10)).filter(|digit| *digit > 0) {
                Some(digit) => {
                    let at = (digit - 1) as u8;
                    let number = numbers.get(usize::from(at)).copied().unwrap_or(1);
                    shown.push_str(&written(format(at), number));
                    rest = &after[1..];
                }
                None => {
                    shown.push('%');
                    rest = after;
                }
            }
        }
        shown.push_str(rest);
        Sign::Text(shown.trim().to_owned()).or_nothing()
    }
}

/// The kind of list that counts in this way (`w:numFmt`).
fn kind(format: &str) -> Option<ListKind> {
    Some(match format {
        "decimal" => ListKind::Decimal,
        "lowerLetter" => ListKind::LowerLetter,
        "upperLetter" => ListKind::UpperLetter,
        "lowerRoman" => ListKind::LowerRoman,
        "upperRoman" => ListKind::UpperRoman,
        _ => return None,
    })
}

/// A number as Word writes it (ECMA-376 part 1, 17.18.59); of the ways that no Vietnamese document has, in figures.
fn written(format: &str, number: u32) -> String {
    match (format, kind(format)) {
        ("lowerLetter", _) => doubled(number, 'a'),
        ("upperLetter", _) => doubled(number, 'A'),
        ("none", _) => String::new(),
        ("decimalZero", _) => format!("{number:02}"),
        ("decimalEnclosedCircle", _) if (1..=20).contains(&number) => {
            char::from_u32(0x245f + number).map(String::from).unwrap_or_default()
        }
        (_, Some(kind)) => kind.sign(number),
        (_, None) => number.to_string(),
    }
}

fn list(tree: &Tree, id: Id) -> Option<List> {
    let shape = value(tree, id, "w:abstractNumId")?.to_owned();
    let mut list = List { shape, starts: HashMap::new(), levels: HashMap::new(), begun: false };
    for change in tree.children(id).filter(|child| tree.is(*child, "w:lvlOverride")) {
        list.levels.extend(levels(tree, change));
        let at = number(tree.attr(change, "w:ilvl")).and_then(|at| u8::try_from(at).ok());
        if let (Some(at), Some(start)) = (at, number(value(tree, change, "w:startOverride"))) {
            list.starts.insert(at, start);
        }
    }
    Some(list)
}

fn levels(tree: &Tree, of: Id) -> HashMap<u8, Level> {
    let mut levels = HashMap::new();
    for id in tree.children(of).filter(|child| tree.is(*child, "w:lvl")) {
        let at = number(tree.attr(id, "w:ilvl")).and_then(|at| u8::try_from(at).ok());
        let Some(at) = at.filter(|at| *at < LEVELS) else { continue };
        let format = value(tree, id, "w:numFmt").unwrap_or("decimal").to_owned();
        let bullet = format == "bullet";
        let shown = value(tree, id, "w:lvlText");
        let text = match shown {
            Some(shown) if bullet => bullet_sign(tree, id, shown),
            Some(shown) => shown.to_owned(),
            None if bullet => "•".to_owned(),
            None => format!("%{}.", at + 1),
        };
        let level = Level {
            bullet,
            text,
            format,
            figures: tree
                .child(id, "w:isLgl")
                .is_some_and(|said| !matches!(tree.attr(said, "w:val"), Some("0" | "false" | "off"))),
            restart: number(value(tree, id, "w:lvlRestart")).and_then(|level| u8::try_from(level).ok()),
            start: number(value(tree, id, "w:start")).unwrap_or(1),
            style: value(tree, id, "w:pStyle").map(str::to_owned),
        };
        levels.insert(at, level);
    }
    levels
}

/// A bullet in Unicode; one of a font that is not known is a dot.
fn bullet_sign(tree: &Tree, level: Id, shown: &str) -> String {
    let fonts = tree.find(level, &["w:rPr", "w:rFonts"]);
    let font = ["w:ascii", "w:hAnsi", "w:cs"].into_iter().find_map(|key| tree.attr(fonts?, key));
    let font = font.and_then(SymbolFont::by_name);
    let sign = |c: char| match font {
        Some(font) => font.sign(c),
        None if symbols::is_private(c) => symbols::private(c),
        None => Some(c),
    };
    shown.chars().map(|c| sign(c).unwrap_or('•')).collect()
}

/// `w:val` of a child.
pub(super) fn value<'a>(tree: &'a Tree, id: Id, child: &str) -> Option<&'a str> {
    tree.attr(tree.child(id, child)?, "w:val")
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.trim().parse().ok()
}

//! How the levels of a list count, and what they show.

use std::{collections::HashMap, rc::Rc};

use newsroom::body::ListKind;

use crate::{
    signs::{Sign, doubled},
    symbols::{self, SymbolFont},
    tree::{Id, Tree},
};

/// A level of a list, or of the headings.
pub(super) struct Level {
    /// `style:num-format`: `1`, `a`, `A`, `i`, `I`; empty where no number is shown. None for bullets.
    format: Option<String>,
    before: String,
    behind: String,
    /// How many levels' numbers it shows (`text:display-levels`), its own among them.
    levels: u8,
    /// The whole sign, as newer LibreOffice says it: `%1%.%2%.`
    pattern: Option<String>,
    /// The bullet in Unicode.
    bullet: String,
    pub(super) start: u32,
}

/// A level as it counts now: itself, and its number.
pub(super) type Counted = (Option<Rc<Level>>, u32);

impl Level {
    /// Whether a heading of this level shows anything.
    pub(super) fn shows(&self) -> bool {
        self.format.as_deref().is_some_and(|format| !format.is_empty())
    }

    /// What stands before an item; `counted` are the levels from the outermost to this one.
    pub(super) fn sign(&self, counted: &[Counted]) -> Sign {
        let Some(format) = &self.format else { return Sign::of_bullet(&self.bullet) };
        let number = counted.last().map_or(self.start, |(_, number)| *number);
        if let Some(pattern) = &self.pattern {
            return self.by_pattern(pattern, counted, number);
        }
        if format.is_empty() {
            return Sign::Text(format!("{}{}", self.before, self.behind).trim().to_owned()).or_nothing();
        }
        let shown = usize::from(self.levels.max(1));
        let from = counted.len().saturating_sub(shown);
        let numbers = counted[from..].iter().filter_map(|(level, number)| {
            let format = level.as_ref()?.format.as_deref().filter(|format| !format.is_empty())?;
            Some(written(format, *number))
        });
        let numbers: Vec<String> = numbers.collect();
        let kind = kind(format).filter(|_| numbers.len() <= 1);
        Sign::of_number(&self.before, kind, number, &numbers.join("."), &self.behind).or_nothing()
    }

    fn by_pattern(&self, pattern: &str, counted: &[Counted], number: u32) -> Sign {
        let own = format!("%{}%", counted.len());
        let format = self.format.as_deref().unwrap_or_default();
        if let Some((before, behind)) = pattern.split_once(&own)
            && !before.contains('%')
            && !behind.contains('%')
            && !format.is_empty()
        {
            return Sign::of_number(before, kind(format), number, &written(format, number), behind).or_nothing();
        }
        let mut shown = pattern.to_owned();
        for (at, (level, number)) in counted.iter().enumerate() {
            let format = level.as_ref().and_then(|level| level.format.as_deref()).unwrap_or_default();
            shown = shown.replace(&format!("%{}%", at + 1), &written(format, *number));
        }
        Sign::Text(shown.trim().to_owned()).or_nothing()
    }
}

/// The kind of list that counts in this way.
fn kind(format: &str) -> Option<ListKind> {
    matches!(format, "1" | "a" | "A" | "i" | "I").then(|| ListKind::of_html(format)).flatten()
}

fn written(format: &str, number: u32) -> String {
    match (format, kind(format)) {
        ("", _) => String::new(),
        ("a", _) => doubled(number, 'a'),
        ("A", _) => doubled(number, 'A'),
        (_, Some(kind)) => kind.sign(number),
        ("01", None) => format!("{number:02}"),
        (_, None) => number.to_string(),
    }
}

/// The levels of a list style, from 0.
pub(super) fn levels(tree: &Tree, id: Id, fonts: &HashMap<String, String>) -> HashMap<u8, Rc<Level>> {
    let mut levels = HashMap::new();
    for id in tree.children(id) {
        let Some(at) = tree.attr(id, "text:level").and_then(|at| at.parse::<u8>().ok()) else { continue };
        let said = |key: &str| tree.attr(id, key).unwrap_or_default().to_owned();
        let counts = tree.is(id, "text:list-level-style-number") || tree.is(id, "text:outline-level-style");
        let number = |key: &str| tree.attr(id, key).and_then(|number| number.parse().ok());
        let level = Level {
            format: counts.then(|| said("style:num-format")),
            before: said("style:num-prefix"),
            behind: said("style:num-suffix"),
            levels: number("text:display-levels").and_then(|levels| u8::try_from(levels).ok()).unwrap_or(1),
            // An experiment of LibreOffice, in a namespace of its own.
            pattern: tree.attr(id, "?:num-list-format").filter(|said| said.contains('%')).map(str::to_owned),
            bullet: bullet(tree, id, fonts),
            start: number("text:start-value").unwrap_or(1),
        };
        levels.insert(at.saturating_sub(1), Rc::new(level));
    }
    levels
}

/// The bullet in Unicode; one of a font that is not known, or a picture, is a dot.
fn bullet(tree: &Tree, level: Id, fonts: &HashMap<String, String>) -> String {
    let letters = tree.child(level, "style:text-properties");
    let said = |key: &str| letters.and_then(|of| tree.attr(of, key));
    let font = said("style:font-name").or(said("fo:font-family"));
    let font = font.and_then(|name| SymbolFont::by_name(fonts.get(name).map_or(name, String::as_str)));
    let sign = |c: char| match font {
        Some(font) => font.sign(c),
        None if symbols::is_private(c) => symbols::private(c),
        None => Some(c),
    };
    let shown = tree.attr(level, "text:bullet-char").unwrap_or("•");
    shown.chars().map(|c| sign(c).unwrap_or('•')).collect()
}

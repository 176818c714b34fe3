//! Lists: which number stands before an item.

use std::collections::HashMap;

use crate::tree::{Id, Tree};

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

struct Level {
    kind: Kind,
    start: u32,
    style: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bullet,
    Number,
    /// A level without a sign: paragraphs that only share the indent.
    Nothing,
}

/// A list of the document (`w:num`): its shape, and where its numbers start.
struct List {
    shape: String,
    /// Where this list starts a level anew.
    starts: HashMap<u8, u32>,
    levels: HashMap<u8, Level>,
    begun: bool,
}

/// An item's sign.
pub(super) struct Sign {
    pub(super) kind: Kind,
    pub(super) number: u32,
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
        let shape = self.shapes.get(&found.shape).and_then(|shape| shape.levels.get(&level));
        let (kind, start) =
            found.levels.get(&level).or(shape).map_or((Kind::Number, 1), |level| (level.kind, level.start));
        let start = found.starts.get(&level).copied().unwrap_or(start);
        let counters = self.counters.entry(found.shape.clone()).or_default();
        // A list with starts of its own does not go on counting where its sister stopped.
        if begins && !found.starts.is_empty() {
            *counters = Default::default();
        }
        let at = usize::from(level);
        let number = counters[at].map_or(start, |number| number.saturating_add(1));
        counters[at] = Some(number);
        counters[at + 1..].fill(None);
        Some(Sign { kind, number })
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
        let kind = match value(tree, id, "w:numFmt") {
            Some("bullet") => Kind::Bullet,
            Some("none") => Kind::Nothing,
            _ if value(tree, id, "w:lvlText") == Some("") => Kind::Nothing,
            _ => Kind::Number,
        };
        let start = number(value(tree, id, "w:start")).unwrap_or(1);
        levels.insert(at, Level { kind, start, style: value(tree, id, "w:pStyle").map(str::to_owned) });
    }
    levels
}

/// `w:val` of a child.
pub(super) fn value<'a>(tree: &'a Tree, id: Id, child: &str) -> Option<&'a str> {
    tree.attr(tree.child(id, child)?, "w:val")
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.trim().parse().ok()
}

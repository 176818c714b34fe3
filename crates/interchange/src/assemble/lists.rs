//! Items one after the other to lists in lists.

use newsroom::body::{Block, Inline, ListItem, OrderedListAttrs};

use crate::flow::Item;

/// Lists in lists are kept so deep; items below stand at the last level. Word has nine levels; the newsroom's own
/// limit is [`newsroom::body::MAX_DEPTH`].
const LEVELS: u8 = 20;

/// The lists that the next item may belong to, from the outermost.
#[derive(Default)]
pub(super) struct OpenLists(Vec<List>);

struct List {
    first: Item,
    items: Vec<Vec<Block>>,
}

impl List {
    /// Items of a list count one after the other; where the document leaps, a new list begins with its number.
    fn goes_on_with(&self, item: Item) -> bool {
        let next = u32::try_from(self.items.len()).ok().and_then(|done| self.first.number.checked_add(done));
        self.first.kind.is_none() || next == Some(item.number)
    }
}

impl OpenLists {
    pub(super) fn item(&mut self, item: Item, content: Vec<Inline>, out: &mut Vec<Block>) {
        let item = Item { level: item.level.min(LEVELS), ..item };
        self.close_above(item.level, out);
        let same =
            |list: &List| (list.first.list, list.first.kind) == (item.list, item.kind) && list.goes_on_with(item);
        if self.0.last().is_some_and(|list| list.first.level == item.level && !same(list)) {
            self.close_last(out);
        }
        let paragraph = Block::Paragraph { content };
        match self.0.last_mut() {
            Some(list) if list.first.level == item.level => list.items.push(vec![paragraph]),
            _ => self.0.push(List { first: item, items: vec![vec![paragraph]] }),
        }
    }

    pub(super) fn continued(&mut self, level: u8, content: Vec<Inline>, out: &mut Vec<Block>) {
        self.close_above(level, out);
        let paragraph = Block::Paragraph { content };
        match self.0.last_mut().and_then(|list| list.items.last_mut()) {
            Some(item) => item.push(paragraph),
            None => out.push(paragraph),
        }
    }

    pub(super) fn close(&mut self, out: &mut Vec<Block>) {
        while !self.0.is_empty() {
            self.close_last(out);
        }
    }

    fn close_above(&mut self, level: u8, out: &mut Vec<Block>) {
        while self.0.last().is_some_and(|list| list.first.level > level) {
            self.close_last(out);
        }
    }

    fn close_last(&mut self, out: &mut Vec<Block>) {
        let Some(list) = self.0.pop() else { return };
        let content = list.items.into_iter().map(ListItem::new).collect();
        let block = match list.first.kind {
            Some(kind) => Block::OrderedList { attrs: OrderedListAttrs { start: list.first.number, kind }, content },
            None => Block::BulletList { content },
        };
        match self.0.last_mut().and_then(|outer| outer.items.last_mut()) {
            Some(item) => item.push(block),
            None => out.push(block),
        }
    }
}

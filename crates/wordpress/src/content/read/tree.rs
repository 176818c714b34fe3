//! Blocks that are being built. What may not stand where a foreign text has it finds another place, so that whatever
//! comes is a body of ours.

use newsroom::body::{
    Block, CellAttrs, Inline, ListItem, MAX_BLOCKS, MAX_DEPTH, MAX_SPAN, OrderedListAttrs, TableCell, TableRow,
};

/// Something that is open and holds blocks.
enum Frame {
    List { numbers: Option<OrderedListAttrs>, items: Vec<ListItem> },
    Item(Vec<Block>),
    Quote(Vec<Block>),
    Table(Vec<TableRow>),
    Row(Vec<TableCell>),
    Cell { header: bool, attrs: CellAttrs, blocks: Vec<Block> },
}

/// The kinds of what can be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    List,
    Item,
    Quote,
    Table,
    Row,
    Cell,
}

impl Frame {
    fn kind(&self) -> Kind {
        match self {
            Frame::List { .. } => Kind::List,
            Frame::Item(_) => Kind::Item,
            Frame::Quote(_) => Kind::Quote,
            Frame::Table(_) => Kind::Table,
            Frame::Row(_) => Kind::Row,
            Frame::Cell { .. } => Kind::Cell,
        }
    }
}

/// The blocks so far, and what is open.
#[derive(Default)]
pub(super) struct Tree {
    top: Vec<Block>,
    /// At most [`MAX_DEPTH`] lists with their items, or a quote, or a table with a row and a cell.
    frames: Vec<Frame>,
    /// What may not stand in what is open: it comes after it.
    after: Vec<Block>,
    made: usize,
}

impl Tree {
    /// True if nothing is open.
    pub(super) fn is_top(&self) -> bool {
        self.frames.is_empty()
    }

    /// True if no more blocks fit.
    pub(super) fn is_full(&self) -> bool {
        // Half of it, as blanks between may count too.
        self.made >= MAX_BLOCKS / 2
    }

    fn has(&self, kind: Kind) -> bool {
        self.frames.iter().any(|frame| frame.kind() == kind)
    }

    /// Adds a block to what is open.
    pub(super) fn place(&mut self, block: Block) {
        self.made += 1;
        let block = match block {
            Block::Subhead { content, .. } if !self.is_top() => Block::Paragraph { content },
            other => other,
        };
        let is_list = matches!(block, Block::BulletList { .. } | Block::OrderedList { .. });
        let is_paragraph = matches!(block, Block::Paragraph { .. });
        match self.frames.last_mut() {
            None => self.top.push(block),
            Some(Frame::Item(blocks)) if is_list => {
                if blocks.is_empty() {
                    blocks.push(blank());
                }
                blocks.push(block);
            }
            Some(Frame::List { items, .. }) if is_list => match items.last_mut() {
                Some(item) => item.content.push(block),
                None => items.push(ListItem::new(vec![blank(), block])),
            },
            Some(Frame::List { items, .. }) if is_paragraph => items.push(ListItem::new(vec![block])),
            Some(Frame::Item(blocks) | Frame::Quote(blocks) | Frame::Cell { blocks, .. }) if is_paragraph => {
                blocks.push(block);
            }
            Some(_) => self.after.push(block),
        }
    }

    /// Opens a list, numbered like this; not within anything but lists, and not too deep. Tells if it did.
    pub(super) fn open_list(&mut self, numbers: Option<OrderedListAttrs>) -> bool {
        let lists = self.frames.iter().filter(|frame| frame.kind() == Kind::List).count();
        let others = self.frames.iter().any(|frame| !matches!(frame.kind(), Kind::List | Kind::Item));
        let fits = !others && lists < MAX_DEPTH;
        if fits {
            self.frames.push(Frame::List { numbers, items: Vec::new() });
        }
        fits
    }

    /// Opens an item of the innermost list, if there is one.
    pub(super) fn open_item(&mut self) {
        if self.has(Kind::List) {
            self.close_down_to(Kind::List);
            self.frames.push(Frame::Item(Vec::new()));
        }
    }

    /// Opens a quote; not within anything. Tells if it did.
    pub(super) fn open_quote(&mut self) -> bool {
        self.open_at_top(Frame::Quote(Vec::new()))
    }

    /// Opens a table; not within anything. Tells if it did.
    pub(super) fn open_table(&mut self) -> bool {
        self.open_at_top(Frame::Table(Vec::new()))
    }

    fn open_at_top(&mut self, frame: Frame) -> bool {
        let fits = self.is_top();
        if fits {
            self.frames.push(frame);
        }
        fits
    }

    /// Opens a row of the table, if there is one.
    pub(super) fn open_row(&mut self) {
        if self.has(Kind::Table) {
            self.close_down_to(Kind::Table);
            self.frames.push(Frame::Row(Vec::new()));
        }
    }

    /// Opens a cell of the row, with a row if need be, if there is a table.
    pub(super) fn open_cell(&mut self, header: bool, attrs: CellAttrs) {
        if !self.has(Kind::Table) {
            return;
        }
        if !self.has(Kind::Row) {
            self.open_row();
        }
        self.close_down_to(Kind::Row);
        self.frames.push(Frame::Cell { header, attrs, blocks: Vec::new() });
    }

    /// Closes the innermost one of this kind with all that is open in it.
    pub(super) fn close(&mut self, kind: Kind) {
        // An item's end belongs to the innermost list, not to one around it.
        let innermost = self.frames.iter().rposition(|frame| frame.kind() == kind);
        let list = self.frames.iter().rposition(|frame| frame.kind() == Kind::List);
        if innermost.is_some() && (kind != Kind::Item || innermost > list) {
            self.close_down_to(kind);
            self.close_last();
        }
    }

    fn close_down_to(&mut self, kind: Kind) {
        while self.frames.last().is_some_and(|frame| frame.kind() != kind) {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        match self.frames.pop() {
            Some(Frame::Item(blocks)) => match self.frames.last_mut() {
                Some(Frame::List { items, .. }) if !blocks.is_empty() => items.push(ListItem::new(blocks)),
                _ => {}
            },
            Some(Frame::List { numbers, items }) if !items.is_empty() => self.place(match numbers {
                None => Block::BulletList { content: items },
                Some(attrs) => Block::OrderedList { attrs, content: items },
            }),
            Some(Frame::Quote(content)) if !content.is_empty() => self.place(Block::Quote { content }),
            Some(Frame::Cell { header, attrs, blocks }) => self.end_cell(header, attrs, blocks),
            Some(Frame::Row(cells)) => match self.frames.last_mut() {
                Some(Frame::Table(rows)) if !cells.is_empty() => rows.push(TableRow::new(cells)),
                _ => {}
            },
            Some(Frame::Table(content)) if content.iter().flat_map(|row| &row.content).any(has_words) => {
                self.place(Block::Table { content });
            }
            _ => {}
        }
        if self.is_top() {
            self.top.append(&mut self.after);
        }
    }

    fn end_cell(&mut self, header: bool, attrs: CellAttrs, blocks: Vec<Block>) {
        let content = if blocks.is_empty() { vec![blank()] } else { blocks };
        self.made += 1;
        match self.frames.last_mut() {
            Some(Frame::Row(cells)) if cells.len() < MAX_SPAN.into() => cells.push(match header {
                true => TableCell::TableHeader { attrs, content },
                false => TableCell::TableCell { attrs, content },
            }),
            // A row too long for a table: its words stand under it.
            _ => self.after.extend(content.into_iter().filter(|block| *block != blank())),
        }
    }

    /// Closes all that is open; the blocks.
    pub(super) fn end(mut self) -> Vec<Block> {
        while !self.is_top() {
            self.close_last();
        }
        self.top
    }
}

fn blank() -> Block {
    Block::Paragraph { content: Vec::<Inline>::new() }
}

fn has_words(cell: &TableCell) -> bool {
    cell.content().iter().any(|block| *block != blank())
}

//! The walk through a text.

use std::{collections::HashMap, rc::Rc};

use super::{
    lists::{Counted, Level},
    pictures::Shown,
    styles::Styles,
};
use crate::{
    InterchangeError,
    flow::{Cell, Document, Look, OpenParagraph, Piece, Role, TextBudget, note},
    package::Package,
    signs::Sign,
    tree::{Id, Next, Step, Tree},
};

pub(super) struct Reader<'a, 'p> {
    /// Where its pictures lie; none for a document of one file.
    pub(super) package: Option<&'a mut Package<'p>>,
    styles: &'a Styles,
    pub(super) out: Document,
    budget: TextBudget,
    pub(super) flows: Vec<Flow>,
    tables: Vec<Table>,
    lists: Vec<List>,
    /// Where lists of each style stopped, by level: the next number, and the key.
    stopped: HashMap<String, Vec<Option<(u32, u64)>>>,
    made: u64,
    looks: Vec<Look>,
    notes: Vec<Id>,
    pub(super) pictures: HashMap<(String, String, Shown), Option<usize>>,
    pub(super) frames: Vec<Frame>,
    /// How far the headings of each level have counted.
    headings: [Option<u32>; HEADINGS],
    /// Boxes and lists of forms, by their names.
    pub(super) controls: HashMap<String, String>,
}

/// Levels of headings (part 3, 19.844).
const HEADINGS: usize = 10;

/// A frame whose end has not come yet.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) alt: String,
    pub(super) shown: Shown,
}

#[derive(Default)]
pub(super) struct Flow {
    pub(super) pieces: Vec<Piece>,
    pub(super) paragraph: Option<OpenParagraph>,
    /// The paragraph is that of the lead photo.
    pub(super) lead: bool,
    of_cell: bool,
    /// Lists outside do not reach into a cell or a box.
    lists_outside: usize,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    in_heading: bool,
    cell: Cell,
}

struct List {
    style: String,
    key: u64,
    shape: Option<Rc<Level>>,
    next: u32,
    /// The number of the item that has a paragraph.
    shown: Option<u32>,
    /// It goes on with one that stopped, and has no item of its own yet: so do lists in it.
    continues: bool,
    /// The item that has begun has no paragraph yet.
    pending: Option<u32>,
}

impl<'a, 'p> Reader<'a, 'p> {
    pub(super) fn new(package: Option<&'a mut Package<'p>>, styles: &'a Styles) -> Self {
        Self {
            package,
            styles,
            out: Document::default(),
            budget: TextBudget::default(),
            flows: vec![Flow::default()],
            tables: Vec::new(),
            lists: Vec::new(),
            stopped: HashMap::new(),
            made: 0,
            looks: Vec::new(),
            notes: Vec::new(),
            pictures: HashMap::new(),
            frames: Vec::new(),
            headings: [None; HEADINGS],
            controls: HashMap::new(),
        }
    }

    pub(super) fn read(&mut self, tree: &Tree, top: Id) -> Result<(), InterchangeError> {
        tree.walk(top, &mut |step| match step {
            Step::Enter(id) => self.enter(tree, id),
            Step::Leave(id) => {
                self.leave(tree, id);
                Ok(Next::Into)
            }
        })
    }

    /// Notes stand at the end of the text, each with its number.
    pub(super) fn read_notes(&mut self, tree: &Tree) -> Result<(), InterchangeError> {
        let mut number = 0;
        while let Some(id) = self.notes.get(number).copied() {
            number += 1;
            let Some(body) = tree.child(id, "text:note-body") else { continue };
            self.begin_flow(true);
            let read = self.read(tree, body);
            let pieces = self.end_flow();
            read?;
            self.push(note(number, pieces));
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Document {
        self.out.report.footnotes = self.notes.len() as u32;
        self.out.report.margins += self.styles.margins;
        self.out.pieces = self.end_flow();
        self.out
    }

    fn enter(&mut self, tree: &Tree, id: Id) -> Result<Next, InterchangeError> {
        match tree.name(id) {
            "" => {
                self.letters_of(tree.letters(id))?;
            }
            "text:p" | "text:h" => self.begin_paragraph(tree, id),
            "text:span" => {
                let around = self.looks.last().cloned().unwrap_or_default();
                self.looks.push(self.styles.look("text", tree.attr(id, "text:style-name"), &around, true));
            }
            "text:a" => {
                let mut look = self.looks.last().cloned().unwrap_or_default();
                let href = tree.attr(id, "xlink:href").filter(|href| newsroom::body::is_safe_link(href));
                look.link = href.map(Into::into).or(look.link);
                self.looks.push(look);
            }
            "text:line-break" => self.text("\n")?,
            "text:tab" => self.text(" ")?,
            "text:s" => {
                let count = tree.attr(id, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.text(&" ".repeat(count.min(1000)))?;
            }
            "text:note" => {
                self.notes.push(id);
                let mark = format!("[{}]", self.notes.len());
                self.text(&mark)?;
                return Ok(Next::Over);
            }
            "office:annotation" => {
                self.out.report.comments += 1;
                return Ok(Next::Over);
            }
            "text:tracked-changes" => {
                self.count_changes(tree, id);
                return Ok(Next::Over);
            }
            "text:list" => self.begin_list(tree, id),
            "text:list-item" => self.begin_item(tree, id),
            "table:table" => self.tables.push(Table::default()),
            "table:table-header-rows" => self.heading(true),
            "table:table-row" => self.row(),
            "table:table-cell" => self.begin_cell(tree, id),
            "office:forms" => {
                self.read_forms(tree, id)?;
                return Ok(Next::Over);
            }
            // What is chosen stands behind the list of what may be (part 3, 7.4.16).
            "text:label" => return Ok(Next::Over),
            "?:fieldmark" | "field:fieldmark" => self.field(tree, id)?,
            "table:covered-table-cell" | "text:ruby-text" | "office:annotation-end" => {
                return Ok(Next::Over);
            }
            "text:section" if tree.attr(id, "text:display") == Some("none") => return Ok(Next::Over),
            "text:table-of-content"
            | "text:illustration-index"
            | "text:table-index"
            | "text:object-index"
            | "text:user-index"
            | "text:alphabetical-index"
            | "text:bibliography" => {
                self.out.report.objects_dropped += 1;
                return Ok(Next::Over);
            }
            name => return self.enter_drawing(tree, id, name),
        }
        Ok(Next::Into)
    }

    fn enter_drawing(&mut self, tree: &Tree, id: Id, name: &str) -> Result<Next, InterchangeError> {
        match name {
            "drawing:frame" => {
                let embedded = ["drawing:object", "drawing:object-ole", "drawing:plugin", "drawing:applet"];
                if embedded.iter().any(|kind| tree.child(id, kind).is_some()) {
                    self.out.report.objects_dropped += 1;
                    return Ok(Next::Over);
                }
                let words = ["svg:desc", "svg:title"].into_iter().filter_map(|kind| tree.child(id, kind));
                let said = words.map(|of| tree.text_of(of)).find(|text| !text.trim().is_empty());
                let (clip, mirror) = self.styles.frame(tree.attr(id, "drawing:style-name"));
                let shown = Shown {
                    clip: clip.map(str::to_owned),
                    mirror: mirror.map(str::to_owned),
                    transform: tree.attr(id, "drawing:transform").map(str::to_owned),
                };
                self.frames.push(Frame { alt: said.unwrap_or_default(), shown });
            }
            "svg:desc" | "svg:title" => return Ok(Next::Over),
            "drawing:image" => {
                let inside = tree.child(id, "office:binary-data").map(|data| tree.text_of(data));
                self.picture(tree.attr(id, "xlink:href"), inside.as_deref())?;
            }
            "office:binary-data" => return Ok(Next::Over),
            "drawing:control"
                if tree.attr(id, "drawing:control").is_some_and(|name| self.controls.contains_key(name)) =>
            {
                let said = tree.attr(id, "drawing:control").and_then(|name| self.controls.get(name)).cloned();
                self.text(&said.unwrap_or_default())?;
                return Ok(Next::Over);
            }
            "drawing:text-box" => {
                // A frame around a picture and its caption is no box.
                self.out.report.objects_dropped += u32::from(!tree.holds(id, &["drawing:image"]));
                let of_cell = self.in_cell();
                self.begin_flow(of_cell);
            }
            "drawing:custom-shape"
            | "drawing:rect"
            | "drawing:ellipse"
            | "drawing:line"
            | "drawing:polyline"
            | "drawing:path"
            | "drawing:connector"
            | "drawing:control" => {
                self.out.report.objects_dropped += 1;
                let of_cell = self.in_cell();
                self.begin_flow(of_cell);
            }
            _ => {}
        }
        Ok(Next::Into)
    }

    fn leave(&mut self, tree: &Tree, id: Id) {
        match tree.name(id) {
            "text:p" | "text:h" => {
                self.end_paragraph();
                self.looks.pop();
            }
            "text:span" | "text:a" => {
                self.looks.pop();
            }
            "text:list" => {
                if let Some(list) = self.lists.pop() {
                    let level = usize::from(self.level());
                    let levels = self.stopped.entry(list.style).or_default();
                    levels.resize(levels.len().max(level + 1), None);
                    levels[level] = Some((list.next, list.key));
                }
            }
            "text:list-item" => self.end_item(),
            "table:table" => self.end_table(),
            "table:table-header-rows" => self.heading(false),
            "table:table-cell" => {
                let content = self.end_flow();
                if let Some(table) = self.tables.last_mut() {
                    let cell = Cell { content, ..std::mem::take(&mut table.cell) };
                    match table.rows.last_mut() {
                        Some(row) => row.push(cell),
                        None => table.rows.push(vec![cell]),
                    }
                }
            }
            "drawing:frame" => {
                self.frames.pop();
            }
            "drawing:text-box"
            | "drawing:custom-shape"
            | "drawing:rect"
            | "drawing:ellipse"
            | "drawing:line"
            | "drawing:polyline"
            | "drawing:path"
            | "drawing:connector"
            | "drawing:control" => {
                let content = self.end_flow();
                match self.flows.last_mut() {
                    Some(Flow { paragraph: Some(open), .. }) => open.after.extend(content),
                    Some(flow) => flow.pieces.extend(content),
                    None => {}
                }
            }
            _ => {}
        }
    }

    fn begin_flow(&mut self, of_cell: bool) {
        self.flows.push(Flow { of_cell, lists_outside: self.lists.len(), ..Flow::default() });
    }

    fn end_flow(&mut self) -> Vec<Piece> {
        self.end_paragraph();
        let flow = if self.flows.len() > 1 { self.flows.pop() } else { self.flows.last_mut().map(std::mem::take) };
        flow.unwrap_or_default().pieces
    }

    fn push(&mut self, piece: Piece) {
        if let Some(flow) = self.flows.last_mut() {
            flow.pieces.push(piece);
        }
    }

    fn in_cell(&self) -> bool {
        self.flows.last().is_some_and(|flow| flow.of_cell)
    }

    /// How many lists of this flow are open.
    fn level(&self) -> u8 {
        let outside = self.flows.last().map_or(0, |flow| flow.lists_outside);
        u8::try_from(self.lists.len().saturating_sub(outside)).unwrap_or(u8::MAX)
    }

    fn begin_paragraph(&mut self, tree: &Tree, id: Id) {
        self.end_paragraph();
        let style = tree.attr(id, "text:style-name");
        let outline = tree.attr(id, "text:outline-level").and_then(|level| level.parse::<u8>().ok());
        let said = self.styles.role(style).unwrap_or(Role::Text);
        let mut role = match (tree.is(id, "text:h"), said) {
            (true, Role::Text | Role::Subhead(_)) => Role::Subhead(outline.unwrap_or(1).clamp(1, 9)),
            (_, said) => said,
        };
        let level = self.level();
        let mut words = None;
        if let Some(level) = level.checked_sub(1)
            && let Some(list) = self.lists.last_mut()
        {
            match list.pending.take() {
                Some(number) => {
                    list.continues = false;
                    list.shown = Some(number);
                    let key = list.key;
                    // Lists below begin anew under another item.
                    self.stopped.entry(list.style.clone()).or_default().truncate(usize::from(level) + 1);
                    (role, words) = self.sign().placed(role, level, key);
                }
                None if role == Role::Text => role = Role::Continued(level),
                None => {}
            }
        } else if tree.is(id, "text:h") && tree.attr(id, "text:is-list-header") != Some("true") {
            words = self.heading_number(tree, id, outline.unwrap_or(1));
        }
        let inherit = matches!(role, Role::Text | Role::Item(_) | Role::Continued(_));
        self.looks.push(self.styles.look("paragraph", style, &Look::default(), inherit));
        if let Some(flow) = self.flows.last_mut() {
            let mut open = OpenParagraph::new(role, Vec::new());
            if let Some(words) = words {
                open.begin_with(words);
            }
            flow.paragraph = Some(open);
            flow.lead = self.styles.is_lead(style);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(flow) = self.flows.last_mut() else { return };
        if let Some(open) = flow.paragraph.take() {
            open.end(&mut flow.pieces, None);
        }
    }

    /// Blanks in the file are one blank, as in HTML (part 3, 6.1.2).
    fn letters_of(&mut self, text: &str) -> Result<(), InterchangeError> {
        let Some(open) = self.flows.last().and_then(|flow| flow.paragraph.as_ref()) else { return Ok(()) };
        let mut blank = open.runs.last().is_none_or(|run| run.text.ends_with([' ', '\n']));
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !is_blank {
                plain.push(c);
            } else if !blank {
                plain.push(' ');
            }
            blank = is_blank;
        }
        self.text(&plain)
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), InterchangeError> {
        let look = self.looks.last().cloned().unwrap_or_default();
        if text.is_empty() {
            return Ok(());
        }
        if look.hidden {
            self.out.report.hidden += u32::from(!text.trim().is_empty());
            return Ok(());
        }
        self.budget.spend(text.len())?;
        if let Some(open) = self.flows.last_mut().and_then(|flow| flow.paragraph.as_mut()) {
            open.write(text, look);
        }
        Ok(())
    }

    fn count_changes(&mut self, tree: &Tree, id: Id) {
        for region in tree.children(id) {
            self.out.report.deletions += u32::from(tree.child(region, "text:deletion").is_some());
            self.out.report.insertions += u32::from(tree.child(region, "text:insertion").is_some());
        }
    }

    /// A list in a list has the style of the outer one where it names none. LibreOffice ends a list for one in it that is of
    /// another style, and then goes on with it: both parts have one key.
    fn begin_list(&mut self, tree: &Tree, id: Id) {
        self.end_paragraph();
        let own = tree.attr(id, "text:style-name").map(str::to_owned);
        let level = self.level();
        let outer = self.lists.last().filter(|_| level > 0);
        let style = own.or_else(|| outer.map(|list| list.style.clone())).unwrap_or_default();
        let shape = self.styles.level(&style, level);
        let continues = tree.attr(id, "text:continue-numbering") == Some("true")
            || tree.attr(id, "text:continue-list").is_some()
            || outer.is_some_and(|list| list.continues);
        let start = shape.as_ref().map_or(1, |shape| shape.start);
        self.made += 1;
        let before = self.stopped.get(&style).and_then(|levels| *levels.get(usize::from(level))?);
        let before = before.filter(|_| continues);
        let (next, key) = before.unwrap_or((start, self.made));
        let shown = before.map(|(next, _)| next.saturating_sub(1));
        self.lists.push(List { style, key, shape, next, shown, continues, pending: None });
    }

    fn begin_item(&mut self, tree: &Tree, id: Id) {
        let start = tree.attr(id, "text:start-value").and_then(|start| start.parse().ok());
        if let Some(list) = self.lists.last_mut() {
            let number = start.unwrap_or(list.next);
            list.next = number.saturating_add(1);
            list.pending = Some(number);
        }
    }

    /// An item without a paragraph is an empty item, unless it is only the shell of a list in it.
    fn end_item(&mut self) {
        self.end_paragraph();
        if let Some(list) = self.lists.last_mut()
            && let Some(number) = list.pending.take()
        {
            // The shell of a list in it shows no number, and uses up none.
            list.next = number;
        }
    }

    /// What stands before the item that has begun, by its list and those around it in this flow.
    fn sign(&self) -> Sign {
        let outside = self.flows.last().map_or(0, |flow| flow.lists_outside);
        let open = self.lists.get(outside..).unwrap_or_default();
        let Some(List { style, shape: Some(shape), .. }) = open.last() else { return Sign::Bullet };
        let counted = open.iter().enumerate().map(|(at, list)| {
            let level = u8::try_from(at).ok().and_then(|at| self.styles.level(style, at));
            (level, list.shown.unwrap_or(list.next.saturating_sub(1)))
        });
        shape.sign(&counted.collect::<Vec<Counted>>())
    }

    /// The number of a heading that counts by its level alone.
    fn heading_number(&mut self, tree: &Tree, id: Id, level: u8) -> Option<String> {
        let at = usize::from(level.clamp(1, HEADINGS as u8) - 1);
        let start = |at: usize| self.styles.outline(at as u8).map_or(1, |level| level.start);
        let said = tree.attr(id, "text:start-value").and_then(|start| start.parse().ok());
        let number = said.unwrap_or_else(|| self.headings[at].map_or(start(at), |number| number.saturating_add(1)));
        self.headings[at] = Some(number);
        self.headings[at + 1..].fill(None);
        let own = self.styles.outline(at as u8).filter(|level| level.shows())?;
        let counted =
            (0..=at).map(|at| (self.styles.outline(at as u8), self.headings[at].unwrap_or_else(|| start(at))));
        let sign = own.sign(&counted.collect::<Vec<Counted>>());
        sign.placed(Role::Subhead(level), 0, 0).1
    }

    fn heading(&mut self, begins: bool) {
        if let Some(table) = self.tables.last_mut() {
            table.in_heading = begins;
        }
    }

    fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    fn begin_cell(&mut self, tree: &Tree, id: Id) {
        let count = |key| tree.attr(id, key).and_then(|count| count.parse().ok()).unwrap_or(1);
        if let Some(table) = self.tables.last_mut() {
            let (colspan, rowspan) = (count("table:number-columns-spanned"), count("table:number-rows-spanned"));
            table.cell = Cell { content: Vec::new(), header: table.in_heading, colspan, rowspan };
        }
        self.begin_flow(true);
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if self.in_cell() {
            let words = table.rows.into_iter().flatten().flat_map(|cell| cell.content);
            if let Some(flow) = self.flows.last_mut() {
                flow.pieces.extend(words);
            }
        } else {
            self.push(Piece::Table(table.rows));
        }
    }
}

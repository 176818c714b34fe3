//! A page while it is read: tags in, paragraphs out. Built on the tokens alone: no tree, no recursion.

use html5ever::tokenizer::Tag;

use super::elements::{
    attr, class_role, count, inline_picture, is_block, is_hidden, is_object, is_unread, is_void, look,
};
use crate::{
    Danger, InterchangeError,
    flow::{Cell, Document, Item, Look, OpenParagraph, Paragraph, Piece, Role, TextBudget},
    limits,
};

/// Open elements that are kept account of; deeper ones count as their surroundings.
const DEEPEST: usize = 512;

#[derive(Default)]
pub(super) struct Page {
    document: Document,
    budget: TextBudget,
    refused: Option<InterchangeError>,
    open: Vec<Element>,
    flows: Vec<Vec<Piece>>,
    paragraph: Option<OpenParagraph>,
    lists: Vec<List>,
    tables: Vec<Vec<Vec<Cell>>>,
    /// A heading of the first level was there, even without words.
    has_first_heading: bool,
    quotes: u32,
    made: u64,
    /// Elements so far: an empty one has no letters, and takes memory all the same.
    elements: usize,
    /// The unread element that is open, and how many of its name lie in it.
    unread: Option<(String, u32)>,
}

struct Element {
    name: String,
    look: Look,
    /// What its paragraphs are, where it says so.
    role: Option<Role>,
    cell: Option<Cell>,
    /// An item that has no paragraph yet.
    item: Option<Item>,
    hidden: bool,
}

struct List {
    key: u64,
    ordered: bool,
    next: u32,
}

impl Page {
    pub(super) fn open(&mut self, tag: &Tag) {
        let name = &*tag.name;
        self.elements += 1;
        if self.elements > limits::XML_NODES {
            self.refused.get_or_insert_with(|| Danger::TooLong.into());
        }
        if self.refused.is_some() {
            return;
        }
        if let Some((unread, depth)) = &mut self.unread {
            *depth += u32::from(unread == name && !tag.self_closing);
            return;
        }
        if is_object(name) {
            self.document.report.objects_dropped += 1;
        }
        if is_unread(name) {
            if !tag.self_closing {
                self.unread = Some((name.to_owned(), 0));
            }
            return;
        }
        self.has_first_heading |= name == "h1";
        if is_block(name) {
            self.end_paragraph();
            self.close_implied(name);
        }
        match name {
            "br" => return self.push("\n"),
            "hr" => return self.piece(Piece::Gap),
            "img" => return self.picture(tag),
            "ins" => self.document.report.insertions += 1,
            "del" => self.document.report.deletions += 1,
            _ => {}
        }
        if is_void(name) || self.open.len() >= DEEPEST {
            return;
        }
        let around = self.open.last();
        let hidden = around.is_some_and(|element| element.hidden) || is_hidden(tag) || name == "del";
        let mut element = Element {
            name: name.to_owned(),
            look: look(tag, &around.map(|element| element.look.clone()).unwrap_or_default()),
            role: self.role(tag),
            cell: None,
            item: None,
            hidden,
        };
        self.begin(tag, &mut element);
        self.open.push(element);
    }

    /// What an element means for its paragraphs; none where its surroundings decide.
    fn role(&mut self, tag: &Tag) -> Option<Role> {
        let inside = |name: &str| self.open.iter().any(|element| element.name == name);
        let structured = inside("li") || inside("td") || inside("th");
        let name = &*tag.name;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !structured => Some(Role::Subhead(name.as_bytes()[1] - b'0')),
            "blockquote" if !structured && !inside("blockquote") => {
                self.quotes += 1;
                Some(Role::Quote(self.quotes))
            }
            "figcaption" => Some(Role::Caption),
            _ if structured || !is_block(name) => None,
            _ => class_role(tag),
        }
    }

    fn begin(&mut self, tag: &Tag, element: &mut Element) {
        match &*tag.name {
            "ul" | "ol" | "menu" | "dir" => {
                self.made += 1;
                let next = attr(tag, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push(List { key: self.made, ordered: &*tag.name == "ol", next });
            }
            "li" => {
                let level = self.lists.len().saturating_sub(1).min(250) as u8;
                let related = self.in_related();
                if let Some(list) = self.lists.last_mut().filter(|_| !related) {
                    let number = attr(tag, "value").and_then(|value| value.trim().parse().ok()).unwrap_or(list.next);
                    list.next = number.saturating_add(1);
                    element.item = Some(Item { level, list: list.key, ordered: list.ordered, number });
                }
            }
            "table" => self.tables.push(Vec::new()),
            "tr" => self.row(),
            "td" | "th" if !self.tables.is_empty() => {
                element.cell = Some(Cell {
                    content: Vec::new(),
                    header: &*tag.name == "th",
                    colspan: count(tag, "colspan"),
                    rowspan: count(tag, "rowspan"),
                });
                self.flows.push(Vec::new());
            }
            _ => {}
        }
    }

    fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.push(Vec::new());
        }
    }

    /// Elements whose end may be left out end where the next one begins.
    fn close_implied(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "td" | "th" => (&["td", "th"], &["table"]),
            "tr" => (&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr"], &["table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            _ => (&["p"], &["table", "td", "th", "li"]),
        };
        let found = self.open.iter().rposition(|element| ended.contains(&&*element.name));
        let wall = self.open.iter().rposition(|element| within.contains(&&*element.name));
        if let Some(at) = found.filter(|at| wall.is_none_or(|wall| wall < *at)) {
            self.close_down_to(at);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if self.refused.is_some() {
            return;
        }
        if let Some((unread, depth)) = &mut self.unread {
            if unread == name {
                match depth.checked_sub(1) {
                    Some(less) => *depth = less,
                    None => self.unread = None,
                }
            }
            return;
        }
        if name == "br" {
            return self.push("\n");
        }
        if is_block(name) {
            self.end_paragraph();
        }
        let found = self.open.iter().rposition(|element| element.name == name);
        let wall = self.open.iter().rposition(|element| matches!(&*element.name, "td" | "th" | "table"));
        // Inside a cell nothing outside of it is closed by mistake, but by the ends of the table's own parts.
        let crosses = matches!(name, "table" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "body" | "html");
        if let Some(at) = found.filter(|at| crosses || wall.is_none_or(|wall| wall <= *at)) {
            self.close_down_to(at);
        }
    }

    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(element) = self.open.pop() else { return };
            if is_block(&element.name) {
                self.end_paragraph();
            }
            self.end(element);
        }
    }

    fn end(&mut self, element: Element) {
        match &*element.name {
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.pop();
            }
            "li" => {
                if let Some(item) = element.item {
                    self.piece(Piece::Paragraph(Paragraph { role: Role::Item(item), runs: Vec::new() }));
                }
            }
            "table" => self.end_table(),
            _ => {}
        }
        if let Some(mut cell) = element.cell {
            cell.content = self.flows.pop().unwrap_or_default();
            if self.tables.last().is_some_and(Vec::is_empty) {
                self.row();
            }
            if let Some(row) = self.tables.last_mut().and_then(|table| table.last_mut()) {
                row.push(cell);
            }
        }
    }

    fn end_table(&mut self) {
        let Some(rows) = self.tables.pop() else { return };
        let rows = without_empty(rows);
        if self.flows.is_empty() {
            self.piece(Piece::Table(rows));
        } else {
            rows.into_iter().flatten().flat_map(|cell| cell.content).for_each(|piece| self.piece(piece));
        }
    }

    fn piece(&mut self, piece: Piece) {
        self.flows.last_mut().unwrap_or(&mut self.document.pieces).push(piece);
    }

    fn picture(&mut self, tag: &Tag) {
        let alt = attr(tag, "alt").unwrap_or_default();
        let bytes = attr(tag, "src").and_then(inline_picture).unwrap_or_default();
        let number = self.document.pictures.len() + 1;
        let index = self.document.take_picture(&format!("image{number}"), bytes, alt);
        self.end_paragraph();
        self.piece(Piece::picture(index, false));
    }

    pub(super) fn text(&mut self, text: &str) {
        let hidden = self.open.last().is_some_and(|element| element.hidden);
        if self.unread.is_some() || self.refused.is_some() || hidden {
            return;
        }
        if let Err(refused) = self.budget.spend(text.len()) {
            self.refused = Some(refused);
            return;
        }
        if self.open.iter().any(|element| element.name == "pre") {
            return self.push(&text.replace('\r', ""));
        }
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !blank {
                plain.push(c);
            } else if !plain.ends_with(' ') {
                plain.push(' ');
            }
        }
        // Blanks at the start of a line and after other blanks are none.
        let before = self.paragraph.as_ref().and_then(|p| p.runs.last()).and_then(|run| run.text.chars().last());
        let letters = match before {
            None | Some(' ' | '\n') => plain.trim_start_matches(' '),
            Some(_) => &plain,
        };
        if !letters.is_empty() {
            self.push(letters);
        }
    }

    fn push(&mut self, text: &str) {
        let look = self.open.last().map(|element| element.look.clone()).unwrap_or_default();
        let paragraph = match &mut self.paragraph {
            Some(paragraph) => paragraph,
            None => {
                let role = self.next_role();
                self.paragraph.insert(OpenParagraph::new(role, Vec::new()))
            }
        };
        if text == "\n"
            && let Some(run) = paragraph.runs.last_mut()
        {
            run.text.truncate(run.text.trim_end_matches(' ').len());
        }
        paragraph.write(text, look);
    }

    /// What the paragraph that begins now is, by what it stands in.
    fn next_role(&mut self) -> Role {
        let level = self.lists.len().saturating_sub(1).min(250) as u8;
        if self.in_related() {
            return Role::Related;
        }
        for element in self.open.iter_mut().rev() {
            if let Some(role) = element.role {
                return role;
            }
            if matches!(&*element.name, "td" | "th") {
                return Role::Text;
            }
            if element.name == "li" {
                return element.item.take().map_or(Role::Continued(level), Role::Item);
            }
        }
        Role::Text
    }

    /// In the list of related stories, whose items are no text.
    fn in_related(&self) -> bool {
        self.open.iter().any(|element| element.role == Some(Role::Related))
    }

    fn end_paragraph(&mut self) {
        if let Some(paragraph) = self.paragraph.take() {
            paragraph.end(self.flows.last_mut().unwrap_or(&mut self.document.pieces), None);
        }
    }

    /// The document. The only heading of the first level is its headline, unless sentences stand before it.
    pub(super) fn finish(mut self) -> Result<Document, InterchangeError> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        self.end_paragraph();
        self.close_down_to(0);
        self.document.marks_headlines = self.has_first_heading;
        let role = |piece: &Piece| match piece {
            Piece::Paragraph(paragraph) => Some(paragraph.role),
            _ => None,
        };
        let pieces = &mut self.document.pieces;
        let titled = pieces.iter().any(|piece| role(piece) == Some(Role::Headline));
        let mut headings = pieces.iter().enumerate().filter(|(_, piece)| role(piece) == Some(Role::Subhead(1)));
        if let (Some((at, _)), None, false) = (headings.next(), headings.next(), titled)
            && !pieces[..at].iter().any(is_sentence)
            && let Piece::Paragraph(only) = &mut pieces[at]
        {
            only.role = Role::Headline;
        }
        Ok(self.document)
    }
}

/// Above the headline of a page stand its section and the date; not whole sentences.
fn is_sentence(piece: &Piece) -> bool {
    matches!(piece, Piece::Paragraph(paragraph) if paragraph.words().ends_with(['.', '!', '?', '…']))
}

/// Rows without cells mean something only where cells from above reach into them.
fn without_empty(rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let mut reach = 0;
    let mut kept = Vec::with_capacity(rows.len());
    for (y, row) in rows.into_iter().enumerate() {
        reach = row.iter().map(|cell| y + usize::from(cell.rowspan)).fold(reach, usize::max);
        if !row.is_empty() || reach > y {
            kept.push(row);
        }
    }
    kept
}

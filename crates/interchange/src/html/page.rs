//! A page while it is read: tags in, paragraphs out. Built on the tokens alone: no tree, no recursion.

use std::collections::HashMap;

use html5ever::{LocalName, local_name, tokenizer::Tag};
use newsroom::body::ListKind;

use super::{
    elements::{
        Counts, attr, class_role, count, counts, inline_picture, is_block, is_hidden, is_object, is_unread, is_void,
        look, style_of,
    },
    forms::Select,
};
use crate::{
    Danger, InterchangeError,
    flow::{Cell, Document, Look, OpenParagraph, Paragraph, Piece, Role, Run, TextBudget},
    limits,
    mime::last_step,
    signs::Sign,
    work::Work,
};

/// Open elements that are kept account of; deeper ones count as their surroundings. Pages of the web have some thirty.
const DEEPEST: usize = 256;

pub(super) struct Page {
    document: Document,
    budget: TextBudget,
    work: Work,
    refused: Option<InterchangeError>,
    open: Vec<Element>,
    /// How many of each name are open: most are not, and need not be looked for.
    counted: HashMap<LocalName, u32>,
    /// How many open elements are lists of related stories.
    related: u32,
    /// How many open elements are a large letter at the beginning of a text.
    large: u32,
    /// The large letters, for the paragraph that they begin.
    carried: Vec<Run>,
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
    unread: Option<(LocalName, u32)>,
    /// The letters before were hidden, and counted.
    hidden: bool,
    pub(super) select: Option<Select>,
    /// Pictures that lie beside the page in the same file.
    beside: HashMap<String, Vec<u8>>,
}

struct Element {
    name: LocalName,
    look: Look,
    /// What its paragraphs are, where it says so.
    role: Option<Role>,
    cell: Option<Cell>,
    /// An item that has no paragraph yet, and the words that its sign adds.
    item: Option<(Role, Option<String>)>,
    hidden: bool,
    /// What is in it was counted as deleted.
    deleted: bool,
    large: bool,
}

struct List {
    key: u64,
    ordered: bool,
    counts: Option<Counts>,
    next: u32,
}

impl List {
    /// What the page shows before an item with this number.
    fn sign(&self, number: u32) -> Sign {
        match (&self.counts, self.ordered) {
            (Some(Counts::Nothing), true) => Sign::Nothing,
            (Some(Counts::Otherwise(style)), false) => {
                // `list-style-type: "☐ "`
                let quoted = style.trim().strip_prefix(['"', '\'']).map(|rest| rest.trim_end_matches(['"', '\'']));
                quoted.map_or(Sign::Bullet, Sign::of_bullet)
            }
            (Some(Counts::As(kind)), _) => Sign::of_number("", Some(*kind), number, &kind.sign(number), "."),
            (_, false) => Sign::Bullet,
            (Some(Counts::Otherwise(style)), true) => {
                let zero = style.starts_with("decimal-leading-zero");
                let written = if zero { format!("{number:02}") } else { number.to_string() };
                Sign::of_number("", None, number, &written, ".")
            }
            (None, true) => Sign::of_number("", Some(ListKind::Decimal), number, &number.to_string(), "."),
        }
    }
}

impl Page {
    pub(super) fn new(beside: HashMap<String, Vec<u8>>, work: &Work) -> Self {
        Self {
            document: Document::default(),
            budget: TextBudget::default(),
            work: work.clone(),
            refused: None,
            open: Vec::new(),
            counted: HashMap::new(),
            related: 0,
            large: 0,
            carried: Vec::new(),
            flows: Vec::new(),
            paragraph: None,
            lists: Vec::new(),
            tables: Vec::new(),
            has_first_heading: false,
            quotes: 0,
            made: 0,
            elements: 0,
            unread: None,
            hidden: false,
            select: None,
            beside,
        }
    }

    fn step(&mut self, steps: usize) {
        if let Err(refused) = self.work.step(steps) {
            self.refused.get_or_insert(refused);
        }
    }

    fn is_open(&self, name: &LocalName) -> bool {
        self.counted.get(name).is_some_and(|count| *count > 0)
    }

    pub(super) fn open(&mut self, tag: &Tag) {
        let name = &*tag.name;
        self.elements += 1;
        self.step(1 + tag.attrs.len());
        if self.elements > limits::XML_NODES {
            self.refused.get_or_insert_with(|| Danger::TooLong.into());
        }
        if self.refused.is_some() {
            return;
        }
        if let Some((unread, depth)) = &mut self.unread {
            *depth += u32::from(*unread == tag.name && !tag.self_closing);
            return;
        }
        if is_object(name) {
            self.document.report.objects_dropped += 1;
        }
        if is_unread(name) {
            if !tag.self_closing {
                self.unread = Some((tag.name.clone(), 0));
            }
            return;
        }
        if self.choose(tag) {
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
            "input" => return self.input(tag),
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
            name: tag.name.clone(),
            look: look(tag, &around.map(|element| element.look.clone()).unwrap_or_default()),
            deleted: name == "del" || around.is_some_and(|element| element.deleted),
            large: is_large_letter(tag),
            role: self.role(tag),
            cell: None,
            item: None,
            hidden,
        };
        self.begin(tag, &mut element);
        *self.counted.entry(tag.name.clone()).or_default() += 1;
        self.related += u32::from(element.role == Some(Role::Related));
        self.large += u32::from(element.large);
        self.open.push(element);
    }

    /// What an element means for its paragraphs; none where its surroundings decide.
    fn role(&mut self, tag: &Tag) -> Option<Role> {
        let quoted = self.is_open(&local_name!("blockquote"));
        let cell = self.is_open(&local_name!("td")) || self.is_open(&local_name!("th"));
        let structured = cell || self.is_open(&local_name!("li"));
        let name = &*tag.name;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !structured => Some(Role::Subhead(name.as_bytes()[1] - b'0')),
            "blockquote" if !structured && !quoted => {
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
                self.lists.push(List { key: self.made, ordered: &*tag.name == "ol", counts: counts(tag), next });
            }
            "li" => {
                let level = self.lists.len().saturating_sub(1).min(250) as u8;
                let related = self.in_related();
                if let Some(list) = self.lists.last_mut().filter(|_| !related) {
                    let number = attr(tag, "value").and_then(|value| value.trim().parse().ok()).unwrap_or(list.next);
                    list.next = number.saturating_add(1);
                    // An item may count otherwise than its list.
                    let own = counts(tag).map(|counts| List { counts: Some(counts), ..*list });
                    let sign = own.as_ref().unwrap_or(list).sign(number);
                    element.item = Some(sign.placed(Role::Text, level, list.key));
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
        if !ended.iter().any(|name| self.is_open(&LocalName::from(*name))) {
            return;
        }
        self.step(self.open.len());
        let found = self.open.iter().rposition(|element| ended.contains(&&*element.name));
        let wall = self.open.iter().rposition(|element| within.contains(&&*element.name));
        if let Some(at) = found.filter(|at| wall.is_none_or(|wall| wall < *at)) {
            self.close_down_to(at);
        }
    }

    pub(super) fn close(&mut self, tag: &Tag) {
        self.step(1);
        if self.refused.is_some() {
            return;
        }
        let name = &*tag.name;
        if let Some((unread, depth)) = &mut self.unread {
            if *unread == tag.name {
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
        if self.chosen(name) {
            return;
        }
        if is_block(name) {
            self.end_paragraph();
        }
        if !self.is_open(&tag.name) {
            return;
        }
        self.step(self.open.len());
        let found = self.open.iter().rposition(|element| element.name == tag.name);
        let wall = self.open.iter().rposition(|element| matches!(&*element.name, "td" | "th" | "table"));
        // Inside a cell nothing outside of it is closed by mistake, but by the ends of the table's own parts.
        let crosses = matches!(name, "table" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "body" | "html");
        if let Some(at) = found.filter(|at| crosses || wall.is_none_or(|wall| wall <= *at)) {
            self.close_down_to(at);
        }
    }

    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(block) = self.open.last().map(|element| is_block(&element.name)) else { return };
            if block {
                self.end_paragraph();
            }
            let Some(element) = self.open.pop() else { return };
            self.counted.entry(element.name.clone()).and_modify(|count| *count = count.saturating_sub(1));
            self.related -= u32::from(element.role == Some(Role::Related));
            self.large -= u32::from(element.large);
            self.end(element);
        }
    }

    fn end(&mut self, element: Element) {
        match &*element.name {
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.pop();
            }
            "li" => {
                if let Some((role, words)) = element.item {
                    let mut empty = OpenParagraph::new(role, Vec::new());
                    if let Some(words) = words {
                        empty.begin_with(words);
                    }
                    self.piece(Piece::Paragraph(Paragraph { role, runs: empty.runs }));
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
        let source = attr(tag, "src").unwrap_or_default();
        let beside = self.beside.get(&last_step(source)).filter(|_| !source.is_empty());
        let number = self.document.pictures.len() + 1;
        let (name, bytes) = match beside {
            Some(bytes) => (source.to_owned(), bytes.clone()),
            None => (format!("image{number}"), inline_picture(source).unwrap_or_default()),
        };
        let index = self.document.take_picture(&name, bytes, alt, None);
        self.end_paragraph();
        self.piece(Piece::picture(index, false));
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.refused.is_some() || self.leave_out(text) {
            return;
        }
        if let Err(refused) = self.budget.spend(text.len()).and_then(|()| self.work.step(1 + text.len() / 64)) {
            self.refused = Some(refused);
            return;
        }
        if let Some(select) = &mut self.select {
            return select.text(text);
        }
        if self.is_open(&local_name!("pre")) || self.is_open(&local_name!("textarea")) {
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

    /// True for letters that the page does not show; passages of them are counted, but for those of programs and styles.
    fn leave_out(&mut self, text: &str) -> bool {
        let element = self.open.last();
        let hidden = element.is_some_and(|element| element.hidden);
        let left_out = match &self.unread {
            Some((name, _)) => matches!(&**name, "nav" | "noscript" | "button"),
            None => hidden && !element.is_some_and(|element| element.deleted),
        };
        let said = !text.trim().is_empty();
        if left_out && said && !self.hidden {
            self.document.report.hidden += 1;
        }
        if said {
            self.hidden = left_out;
        }
        hidden || self.unread.is_some()
    }

    pub(super) fn push(&mut self, text: &str) {
        let look = self.open.last().map(|element| element.look.clone()).unwrap_or_default();
        let paragraph = match &mut self.paragraph {
            Some(paragraph) => paragraph,
            None => {
                let (role, words) = self.next_role();
                let mut begun = OpenParagraph::new(role, std::mem::take(&mut self.carried));
                if let Some(words) = words {
                    begun.begin_with(words);
                }
                self.paragraph.insert(begun)
            }
        };
        if text == "\n"
            && let Some(run) = paragraph.runs.last_mut()
        {
            run.text.truncate(run.text.trim_end_matches(' ').len());
        }
        paragraph.write(text, look);
    }

    /// What the paragraph that begins now is, by what it stands in, and the words that begin it.
    fn next_role(&mut self) -> (Role, Option<String>) {
        let level = self.lists.len().saturating_sub(1).min(250) as u8;
        if self.in_related() {
            return (Role::Related, None);
        }
        self.step(self.open.len());
        for element in self.open.iter_mut().rev() {
            if let Some(role) = element.role {
                return (role, None);
            }
            if matches!(&*element.name, "td" | "th") {
                return (Role::Text, None);
            }
            if element.name == local_name!("li") {
                return element.item.take().unwrap_or((Role::Continued(level), None));
            }
        }
        (Role::Text, None)
    }

    /// In the list of related stories, whose items are no text.
    fn in_related(&self) -> bool {
        self.related > 0
    }

    fn end_paragraph(&mut self) {
        if let Some(paragraph) = self.paragraph.take() {
            let carried = if self.large > 0 { Some(&mut self.carried) } else { None };
            paragraph.end(self.flows.last_mut().unwrap_or(&mut self.document.pieces), carried);
        }
    }

    /// The document. The only heading of the first level is its headline, unless sentences stand before it.
    pub(super) fn finish(mut self) -> Result<Document, InterchangeError> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        self.end_paragraph();
        self.close_down_to(0);
        if !self.carried.is_empty() {
            let runs = std::mem::take(&mut self.carried);
            self.document.pieces.push(Piece::Paragraph(Paragraph { role: Role::Text, runs }));
        }
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

/// A large letter at the beginning of a text that stands in a paragraph of its own: Word's, and those of sites.
fn is_large_letter(tag: &Tag) -> bool {
    let word = style_of(tag, "mso-element").is_some_and(|element| element.starts_with("dropcap"));
    let class = attr(tag, "class").unwrap_or_default().split_whitespace();
    let mut names = class.map(|name| name.to_ascii_lowercase().replace(['-', '_'], ""));
    is_block(&tag.name) && (word || names.any(|name| matches!(name.as_str(), "dropcap" | "dropcapletter")))
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

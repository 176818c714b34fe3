//! The walk through a document's text.

use std::{collections::HashMap, rc::Rc};

use super::{
    Numbering, Relations, Styles, Target,
    fields::{self, Fields},
    numbering::value,
    objects::Drawing,
    styles::RunProperties,
    tables::OpenTable,
};
use crate::{
    InterchangeError,
    flow::{Document, Look, OpenParagraph, Paragraph, Piece, Role, Run, TextBudget},
    package::Package,
    picture::Cut,
    signs::Sign,
    symbols::SymbolFont,
    tree::{Id, Next, Step, Tree},
};

type NoteKey = (&'static str, String);

pub(super) struct Reader<'a, 'p> {
    pub(super) package: &'a mut Package<'p>,
    pub(super) relations: Relations,
    styles: &'a Styles,
    numbering: Numbering,
    pub(super) out: Document,
    budget: TextBudget,
    /// The body, and inside it cells and boxes.
    flows: Vec<Flow>,
    tables: Vec<OpenTable>,
    runs: Vec<Look>,
    links: Vec<Option<Rc<str>>>,
    fields: Fields,
    pub(super) drawings: Vec<Drawing>,
    /// The branch taken of each alternative.
    branches: Vec<Option<Id>>,
    /// Pictures taken, by part, description and what of them is shown.
    pub(super) pictures: HashMap<(String, String, Cut), Option<usize>>,
    known_notes: HashMap<NoteKey, Id>,
    notes: Vec<NoteKey>,
    /// Where each stands among them.
    numbers: HashMap<NoteKey, usize>,
    in_contents: bool,
    /// How many documents this one lies in.
    depth: u8,
    /// Documents in it so far.
    pub(super) chunks: usize,
}

#[derive(Default)]
struct Flow {
    pieces: Vec<Piece>,
    paragraph: Option<Begun>,
    /// What stood in paragraphs whose end was deleted: it belongs to the next one.
    carried: Vec<Run>,
    of_cell: bool,
}

/// A paragraph that is being read.
struct Begun {
    style: Option<String>,
    open: OpenParagraph,
    lead: bool,
    /// It goes on in the next one: its end was deleted by a tracked change, or it is a letter of that one, set large.
    runs_on: bool,
}

impl<'a, 'p> Reader<'a, 'p> {
    pub(super) fn new(
        package: &'a mut Package<'p>,
        relations: Relations,
        styles: &'a Styles,
        numbering: Numbering,
        known_notes: HashMap<NoteKey, Id>,
        depth: u8,
    ) -> Self {
        Self {
            package,
            relations,
            styles,
            numbering,
            known_notes,
            out: Document::default(),
            budget: TextBudget::default(),
            flows: vec![Flow::default()],
            tables: Vec::new(),
            runs: Vec::new(),
            links: Vec::new(),
            fields: Fields::default(),
            drawings: Vec::new(),
            branches: Vec::new(),
            pictures: HashMap::new(),
            notes: Vec::new(),
            numbers: HashMap::new(),
            in_contents: false,
            depth,
            chunks: 0,
        }
    }

    pub(super) fn depth(&self) -> u8 {
        self.depth
    }

    pub(super) fn read(&mut self, tree: &Tree, top: Id) -> Result<(), InterchangeError> {
        tree.walk(top, &mut |step| match step {
            Step::Enter(id) => self.enter(tree, id),
            Step::Leave(id) => self.leave(tree, id).map(|()| Next::Into),
        })
    }

    /// Reads a part beside the text.
    pub(super) fn read_apart(
        &mut self,
        tree: &Tree,
        top: Id,
        relations: &Relations,
    ) -> Result<Vec<Piece>, InterchangeError> {
        let own = std::mem::replace(&mut self.relations, relations.clone());
        self.fields = Fields::default();
        self.flows.push(Flow { of_cell: true, ..Flow::default() });
        let read = self.read(tree, top);
        self.relations = own;
        let pieces = self.close_flow();
        read.map(|()| pieces)
    }

    /// The note with this number, from 0, in the order in which the text names them.
    pub(super) fn note(&self, number: usize) -> Option<(&'static str, Id)> {
        let key = self.notes.get(number)?;
        Some((key.0, *self.known_notes.get(key)?))
    }

    pub(super) fn push(&mut self, piece: Piece) {
        if let Some(flow) = self.flows.last_mut() {
            flow.pieces.push(piece);
        }
    }

    pub(super) fn finish(mut self) -> Document {
        self.out.report.footnotes = self.notes.len() as u32;
        self.out.pieces = self.close_flow();
        self.out
    }

    fn enter(&mut self, tree: &Tree, id: Id) -> Result<Next, InterchangeError> {
        match tree.name(id) {
            "w:pPr" | "w:rPr" | "w:tblPr" | "w:trPr" | "w:tcPr" | "w:sectPr" | "w:sdtPr" | "w:rt" => {
                return Ok(Next::Over);
            }
            "w:p" => self.begin_paragraph(tree, id),
            "w:r" => self.begin_run(tree, id),
            "w:t" => {
                let text = tree.text_of(id).replace(['\n', '\r', '\t'], " ");
                self.text(&text)?;
            }
            "w:tab" | "w:ptab" => self.text(" ")?,
            // The end of a page or a column is the end of a line, too: without it the words on both sides are one.
            "w:br" => self.text("\n")?,
            "w:cr" => self.text("\n")?,
            // Searches and checks know the plain hyphen only: COVID-19.
            "w:noBreakHyphen" => self.text("-")?,
            "w:softHyphen" => self.text("\u{ad}")?,
            "w:sym" => self.symbol(tree, id)?,
            "w:fldChar" => {
                if let Some(chosen) = self.fields.mark(tree, id) {
                    self.text(&chosen)?;
                }
                return Ok(Next::Over);
            }
            "w:instrText" => self.fields.instruct(&tree.text_of(id)),
            "w:fldSimple" => {
                let link = tree.attr(id, "w:instr").and_then(fields::link);
                self.links.push(link);
            }
            "w:hyperlink" => {
                let link = match tree.attr(id, "r:id").and_then(|id| self.relations.get(id)) {
                    Some(Target::Elsewhere(page)) => fields::address(page, tree.attr(id, "w:anchor")),
                    _ => None,
                };
                self.links.push(link);
            }
            "w:ins" | "w:moveTo" => self.out.report.insertions += 1,
            "w:del" | "w:moveFrom" => {
                self.out.report.deletions += 1;
                return Ok(Next::Over);
            }
            // A prompt to type here is nobody's text.
            "w:sdt" if tree.find(id, &["w:sdtPr", "w:showingPlcHdr"]).is_some() => return Ok(Next::Over),
            "w:footnoteReference" => self.note_mark("w:footnote", tree.attr(id, "w:id"))?,
            "w:endnoteReference" => self.note_mark("w:endnote", tree.attr(id, "w:id"))?,
            "w:tbl" => self.tables.push(OpenTable::new(tree, id)),
            "w:tr" => return Ok(self.begin_row(tree, id)),
            "w:tc" => return Ok(self.begin_cell(tree, id)),
            "mc:AlternateContent" => self.branches.push(branch(tree, id)),
            "mc:Choice" | "mc:Fallback" if self.branches.last() != Some(&Some(id)) => return Ok(Next::Over),
            "w:drawing" | "w:pict" => self.drawings.push(Drawing::default()),
            "w:altChunk" => {
                self.chunk(tree.attr(id, "r:id"))?;
                return Ok(Next::Over);
            }
            "m:oMath" | "m:oMathPara" | "w:object" | "w:subDoc" => {
                self.out.report.objects_dropped += 1;
                return Ok(Next::Over);
            }
            name => self.enter_drawing(tree, id, name)?,
        }
        Ok(Next::Into)
    }

    fn enter_drawing(&mut self, tree: &Tree, id: Id, name: &str) -> Result<(), InterchangeError> {
        match name {
            "wp:docPr" => {
                if let Some(drawing) = self.drawings.last_mut() {
                    drawing.describe(tree, id, &["descr", "title"]);
                }
            }
            "v:shape" | "v:rect" => {
                if let Some(drawing) = self.drawings.last_mut() {
                    drawing.describe(tree, id, &["alt"]);
                    // A line across the page.
                    drawing.used |= tree.attr(id, "o:hr").is_some();
                }
            }
            "pic:pic" => {
                if let Some(drawing) = self.drawings.last_mut() {
                    drawing.show(tree, id);
                }
            }
            "a:blip" => self.picture(tree.attr(id, "r:embed"), tree.attr(id, "r:link").is_some())?,
            "v:imagedata" => {
                if let Some(drawing) = self.drawings.last_mut() {
                    drawing.show_old(tree, id);
                }
                let linked = tree.attr(id, "r:href").is_some() || tree.attr(id, "src").is_some();
                self.picture(tree.attr(id, "r:id"), linked)?;
            }
            "w:txbxContent" => {
                self.out.report.objects_dropped += 1;
                if let Some(drawing) = self.drawings.last_mut() {
                    drawing.used = true;
                }
                self.flows.push(Flow { of_cell: self.in_cell(), ..Flow::default() });
            }
            _ => {}
        }
        Ok(())
    }

    fn leave(&mut self, tree: &Tree, id: Id) -> Result<(), InterchangeError> {
        match tree.name(id) {
            "w:p" => {
                self.fields.end_of_paragraph();
                self.end_paragraph();
            }
            "w:r" => {
                self.runs.pop();
            }
            "w:fldSimple" | "w:hyperlink" => {
                self.links.pop();
            }
            "w:tc" => {
                let content = self.close_flow();
                match (self.tables.last_mut(), self.flows.last_mut()) {
                    (Some(table), _) => table.cell_ends(content),
                    // A cell without a table is a broken file; its words are words.
                    (None, Some(flow)) => flow.pieces.extend(content),
                    (None, None) => {}
                }
            }
            "w:tbl" => self.end_table(),
            "mc:AlternateContent" => {
                self.branches.pop();
            }
            "w:drawing" | "w:pict" => {
                let lost = self.drawings.pop().is_some_and(|drawing| !drawing.used);
                self.out.report.objects_dropped += u32::from(lost);
            }
            "w:txbxContent" => {
                let content = self.close_flow();
                match self.flows.last_mut() {
                    Some(Flow { paragraph: Some(begun), .. }) => begun.open.after.extend(content),
                    Some(flow) => flow.pieces.extend(content),
                    None => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_paragraph(&mut self, tree: &Tree, id: Id) {
        // A paragraph in a paragraph is a broken file; the outer one ends here.
        self.end_paragraph();
        let properties = tree.child(id, "w:pPr");
        let style = properties.and_then(|of| value(tree, of, "w:pStyle")).map(str::to_owned);
        let mut role = self.styles.role(style.as_deref());
        let outline = properties.and_then(|of| value(tree, of, "w:outlineLvl")).and_then(|level| level.parse().ok());
        if let (Role::Text, Some(level @ 0..=8)) = (role, outline) {
            role = Role::Subhead(level + 1);
        }
        let mut words = None;
        if let Some((sign, level, list)) = self.sign(tree, properties, style.as_deref()) {
            (role, words) = sign.placed(role, level, list);
        }
        let mark = properties.and_then(|of| tree.child(of, "w:rPr"));
        let runs_on = mark.is_some_and(|mark| tree.child(mark, "w:del").or(tree.child(mark, "w:moveFrom")).is_some());
        // A large letter at the beginning stands in a frame of its own (ECMA-376 part 1, 17.3.1.11).
        let frame = properties.and_then(|of| tree.child(of, "w:framePr")).and_then(|of| tree.attr(of, "w:dropCap"));
        let runs_on = runs_on || frame.is_some_and(|kind| kind != "none");
        let lead = self.styles.is_lead(style.as_deref());
        let Some(flow) = self.flows.last_mut() else { return };
        let runs = std::mem::take(&mut flow.carried);
        let mut open = OpenParagraph::new(role, runs);
        if let Some(words) = words {
            open.begin_with(words);
        }
        flow.paragraph = Some(Begun { style, open, lead, runs_on });
    }

    /// What stands before a paragraph by its own list or by its style's, with the level and key of that.
    fn sign(&mut self, tree: &Tree, properties: Option<Id>, style: Option<&str>) -> Option<(Sign, u8, u64)> {
        let own = properties.and_then(|of| tree.child(of, "w:numPr"));
        let own_list = own.and_then(|of| value(tree, of, "w:numId"));
        let own_level: Option<u8> = own.and_then(|of| value(tree, of, "w:ilvl")).and_then(|level| level.parse().ok());
        let (list, level) = match own_list {
            Some("0") => return None,
            Some(list) => (list.to_owned(), own_level),
            None => {
                let (list, level, by) = self.styles.list(style)?;
                let level = own_level.or(level).or_else(|| self.numbering.level_of_style(&list, by));
                (list, level)
            }
        };
        let level = level.unwrap_or(0).min(8);
        let sign = self.numbering.next(&list, level)?;
        let key = list.bytes().fold(0, |key: u64, byte| key.wrapping_mul(31).wrapping_add(byte.into()));
        Some((sign, level, key))
    }

    fn end_paragraph(&mut self) {
        let Some(flow) = self.flows.last_mut() else { return };
        let Some(begun) = flow.paragraph.take() else { return };
        if self.styles.is_contents(begun.style.as_deref()) {
            let first = !std::mem::replace(&mut self.in_contents, true);
            self.out.report.objects_dropped += u32::from(first);
            return;
        }
        self.in_contents = false;
        let Flow { pieces, carried, .. } = flow;
        begun.open.end(pieces, begun.runs_on.then_some(carried));
    }

    fn begin_run(&mut self, tree: &Tree, id: Id) {
        let properties = tree.child(id, "w:rPr");
        let style = properties.and_then(|of| value(tree, of, "w:rStyle"));
        let begun = self.flows.last().and_then(|flow| flow.paragraph.as_ref());
        let (paragraph, role) = begun.map_or((None, Role::Text), |begun| (begun.style.as_deref(), begun.open.role));
        let inherit = matches!(role, Role::Text | Role::Item(_));
        let said: RunProperties = self.styles.look(RunProperties::read(tree, properties), style, paragraph, inherit);
        self.runs.push(Look {
            bold: said.bold.unwrap_or(false),
            italic: said.italic.unwrap_or(false),
            link: None,
            size: said.size,
            old_font: said.font.and_then(|font| font.old),
            symbols: said.font.and_then(|font| font.symbols),
            hidden: said.hidden.unwrap_or(false),
            struck: said.struck.unwrap_or(false),
            vertical: said.vertical.unwrap_or_default(),
        });
    }

    fn text(&mut self, text: &str) -> Result<(), InterchangeError> {
        let mut look = self.runs.last().cloned().unwrap_or_default();
        if self.fields.hide() || text.is_empty() {
            return Ok(());
        }
        if look.hidden {
            self.out.report.hidden += u32::from(!text.trim().is_empty());
            return Ok(());
        }
        self.budget.spend(text.len())?;
        look.link = self.links.iter().rev().find_map(Clone::clone).or_else(|| self.fields.link());
        if let Some(begun) = self.flows.last_mut().and_then(|flow| flow.paragraph.as_mut()) {
            self.fields.wrote();
            begun.open.write(text, look);
        }
        Ok(())
    }

    fn symbol(&mut self, tree: &Tree, id: Id) -> Result<(), InterchangeError> {
        let letter =
            tree.attr(id, "w:char").and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let letter = letter.filter(|letter| !letter.is_control()).unwrap_or('\u{fffd}');
        let font = tree.attr(id, "w:font").and_then(SymbolFont::by_name);
        let own = self.runs.last_mut().map(|look| std::mem::replace(&mut look.symbols, font));
        let written = self.text(letter.encode_utf8(&mut [0; 4]));
        if let (Some(look), Some(own)) = (self.runs.last_mut(), own) {
            look.symbols = own;
        }
        written
    }

    fn note_mark(&mut self, kind: &'static str, id: Option<&str>) -> Result<(), InterchangeError> {
        let Some(key) = id.map(|id| (kind, id.to_owned())).filter(|key| self.known_notes.contains_key(key)) else {
            return Ok(());
        };
        let next = self.notes.len();
        let number = *self.numbers.entry(key.clone()).or_insert(next);
        if number == next {
            self.notes.push(key);
        }
        // Word raises the mark; in brackets it stands in the line.
        let raised = self.runs.last_mut().map(|look| std::mem::take(&mut look.vertical));
        let written = self.text(&format!("[{}]", number + 1));
        if let (Some(look), Some(vertical)) = (self.runs.last_mut(), raised) {
            look.vertical = vertical;
        }
        written
    }

    fn begin_row(&mut self, tree: &Tree, id: Id) -> Next {
        if tree.find(id, &["w:trPr", "w:del"]).is_some() {
            self.out.report.deletions += 1;
            return Next::Over;
        }
        if let Some(table) = self.tables.last_mut() {
            table.row(tree, id);
        }
        Next::Into
    }

    fn begin_cell(&mut self, tree: &Tree, id: Id) -> Next {
        if tree.find(id, &["w:tcPr", "w:cellDel"]).is_some() {
            self.out.report.deletions += 1;
            return Next::Over;
        }
        if let Some(table) = self.tables.last_mut() {
            table.cell(tree, id);
        }
        self.flows.push(Flow { of_cell: true, ..Flow::default() });
        Next::Into
    }

    fn end_table(&mut self) {
        let Some(rows) = self.tables.pop().map(OpenTable::finish) else { return };
        self.end_paragraph();
        let inside = self.in_cell();
        let Some(flow) = self.flows.last_mut() else { return };
        if inside {
            // No tables in tables: the words of the inner one follow each other in the outer cell.
            flow.pieces.extend(rows.into_iter().flatten().flat_map(|cell| cell.content));
        } else {
            flow.pieces.push(Piece::Table(rows));
        }
    }

    fn in_cell(&self) -> bool {
        self.flows.last().is_some_and(|flow| flow.of_cell)
    }

    pub(super) fn figure(&mut self, index: Option<usize>) {
        let Some(flow) = self.flows.last_mut() else { return };
        match &mut flow.paragraph {
            Some(begun) => begun.open.picture(Piece::picture(index, begun.lead)),
            None => flow.pieces.push(Piece::picture(index, false)),
        }
    }

    fn close_flow(&mut self) -> Vec<Piece> {
        self.end_paragraph();
        // The body's own flow stays, whatever a broken file closes.
        let flow = if self.flows.len() > 1 { self.flows.pop() } else { self.flows.last_mut().map(std::mem::take) };
        let mut flow = flow.unwrap_or_default();
        if !flow.carried.is_empty() {
            let runs = std::mem::take(&mut flow.carried);
            flow.pieces.push(Piece::Paragraph(Paragraph { role: Role::Text, runs }));
        }
        flow.pieces
    }
}

/// The branch of an alternative that is read: the first one with something to read in it, or the last resort.
fn branch(tree: &Tree, id: Id) -> Option<Id> {
    let readable = |branch: &Id| tree.holds(*branch, &["w:t", "a:blip", "v:imagedata", "w:br", "w:tab"]);
    let choice = tree.children(id).filter(|child| tree.is(*child, "mc:Choice")).find(readable);
    choice.or_else(|| tree.child(id, "mc:Fallback")).or_else(|| tree.child(id, "mc:Choice"))
}

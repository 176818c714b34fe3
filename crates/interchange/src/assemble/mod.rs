//! Makes a story of what a reader found: headline, standfirst and byline out of the text, captions to their pictures,
//! items into lists, paragraphs into quotes.

mod headline;
mod inlines;
mod lists;
mod settle;
mod tables;

use newsroom::{
    Body, PhotoUseId, Related,
    body::{Block, FigureAttrs, Inline, SubheadAttrs},
};
use uuid::Uuid;

use crate::{
    Danger, Import, InterchangeError, Picture,
    caption::split_credit,
    flow::{Document, FoundPicture, Paragraph, Piece, Role, TextBudget},
    labels,
    work::Work,
};

/// More related stories than any newsroom puts under a text; what follows stays text.
const MOST_RELATED: usize = 50;

/// The story of a document.
///
/// # Errors
/// [`Danger::TooLong`], [`Danger::TooDeep`].
pub(crate) fn assemble(mut document: Document, work: &Work) -> Result<Import, InterchangeError> {
    let pieces = std::mem::take(&mut document.pieces);
    let mut pieces = tables::without_layout(pieces);
    settle::settle(&mut pieces, &mut document.report);
    headline::find(&mut pieces, !document.marks_headlines);
    let mut assembler = Assembler::new(&mut document);
    for piece in pieces {
        work.step(64)?;
        assembler.take(piece)?;
    }
    let import = assembler.finish();
    // The newsroom's own check is the last word on what a body may be.
    let body = Body::new(import.blocks.clone());
    Body::from_doc(&body.doc_json()).map_err(|_| Danger::TooLong)?;
    Ok(import)
}

struct Assembler<'a> {
    document: &'a mut Document,
    import: Import,
    budget: TextBudget,
    lists: lists::OpenLists,
    quote: Option<(u32, Vec<Block>)>,
    /// The picture that a caption may follow.
    picture: Option<usize>,
    /// For each found picture, the first one taken of it.
    taken: Vec<Option<usize>>,
    last: Option<Role>,
}

impl<'a> Assembler<'a> {
    fn new(document: &'a mut Document) -> Self {
        let taken = vec![None; document.pictures.len()];
        let import = Import { report: document.report.clone(), ..Import::default() };
        Self {
            document,
            import,
            budget: TextBudget::default(),
            lists: lists::OpenLists::default(),
            quote: None,
            picture: None,
            taken,
            last: None,
        }
    }

    fn take(&mut self, piece: Piece) -> Result<(), InterchangeError> {
        match piece {
            Piece::Gap => {
                self.close_quote();
                self.last = None;
            }
            Piece::Lost => {
                self.close();
                self.picture = None;
                self.last = None;
            }
            Piece::Picture { index, lead } => {
                self.close();
                self.figure(index, lead);
                self.last = None;
            }
            Piece::Table(rows) => {
                self.close();
                self.picture = None;
                self.last = None;
                let (table, pictures) = tables::block(rows, &mut |paragraph| self.inlines(&paragraph))?;
                if let Some(table) = table {
                    self.import.report.tables += 1;
                    self.import.blocks.push(table);
                }
                for index in pictures {
                    self.figure(index, false);
                }
            }
            Piece::Paragraph(paragraph) => self.paragraph(&paragraph)?,
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), InterchangeError> {
        let before = self.last.replace(paragraph.role);
        let again = before == Some(paragraph.role);
        let picture = self.picture.take();
        // A list may have an empty item; elsewhere an empty paragraph is only distance.
        if paragraph.is_blank() && !matches!(paragraph.role, Role::Item(_)) {
            return Ok(());
        }
        if !matches!(paragraph.role, Role::Quote(_)) {
            self.close_quote();
        }
        if paragraph.role == Role::Related && self.related(paragraph)? {
            return Ok(());
        }
        let field = match paragraph.role {
            Role::Headline => Some(&mut self.import.headline),
            Role::Standfirst => Some(&mut self.import.standfirst),
            Role::Byline => Some(&mut self.import.byline),
            Role::Correction => Some(&mut self.import.correction),
            _ => None,
        };
        let field = field.filter(|field| field.is_empty() || again);
        let caption = picture.filter(|_| paragraph.role == Role::Caption);
        if field.is_some() || caption.is_some() {
            let words = paragraph.words();
            self.budget.spend(words.len())?;
            self.import.report.old_encoding += u32::from(paragraph.is_in_old_encoding());
            match field {
                Some(field) if field.is_empty() => *field = words,
                Some(field) => *field = format!("{field} {words}"),
                None => caption.into_iter().for_each(|at| self.caption(at, &words)),
            }
            return Ok(());
        }
        let content = self.inlines(paragraph)?;
        match paragraph.role {
            Role::Item(item) => self.lists.item(item, content, &mut self.import.blocks),
            Role::Continued(level) => self.lists.continued(level, content, &mut self.import.blocks),
            Role::Quote(number) => self.quoted(number, content),
            Role::Subhead(level) => self.subhead(level, content),
            Role::Headline => self.subhead(2, content),
            Role::Text
            | Role::Standfirst
            | Role::Caption
            | Role::Byline
            | Role::Correction
            | Role::Related
            | Role::TableHeading => {
                self.close();
                self.import.blocks.push(Block::Paragraph { content });
            }
        }
        match paragraph.role {
            Role::Subhead(_) | Role::Headline => self.import.report.subheads += 1,
            _ => self.import.report.paragraphs += 1,
        }
        Ok(())
    }

    /// Takes a related story, or the heading above them; false for anything else.
    fn related(&mut self, paragraph: &Paragraph) -> Result<bool, InterchangeError> {
        let words = paragraph.words();
        let link = paragraph.runs.iter().find_map(|run| run.look.link.as_deref());
        let link = link.filter(|href| newsroom::body::is_safe_link(href));
        match link {
            None => Ok(words == labels::RELATED),
            Some(_) if self.import.related.len() == MOST_RELATED => Ok(false),
            Some(link) => {
                self.budget.spend(words.len() + link.len())?;
                self.import.related.push(Related { title: words, link: link.to_owned() });
                Ok(true)
            }
        }
    }

    fn inlines(&mut self, paragraph: &Paragraph) -> Result<Vec<Inline>, InterchangeError> {
        let old = paragraph.is_in_old_encoding();
        self.import.report.old_encoding += u32::from(old);
        inlines::inlines(&paragraph.runs, old, &mut self.budget)
    }

    fn subhead(&mut self, level: u8, content: Vec<Inline>) {
        self.close();
        self.import.blocks.push(Block::Subhead { attrs: SubheadAttrs { level: level.clamp(2, 3) }, content });
    }

    fn quoted(&mut self, number: u32, content: Vec<Inline>) {
        self.lists.close(&mut self.import.blocks);
        if self.quote.as_ref().is_some_and(|(other, _)| *other != number) {
            self.close_quote();
        }
        let (_, paragraphs) = self.quote.get_or_insert_with(|| (number, Vec::new()));
        paragraphs.push(Block::Paragraph { content });
    }

    fn figure(&mut self, index: usize, lead: bool) {
        let at = match self.taken.get(index).copied().flatten() {
            Some(at) => at,
            None => {
                let Some(found) = self.document.pictures.get(index).cloned() else { return };
                let at = self.add(found);
                self.taken[index] = Some(at);
                at
            }
        };
        let photo = self.import.pictures[at].placeholder;
        if lead && self.import.lead.is_none() {
            self.import.lead = Some(photo);
        } else {
            self.import.blocks.push(Block::Figure { attrs: FigureAttrs { photo } });
        }
        self.picture = Some(at);
    }

    fn add(&mut self, found: FoundPicture) -> usize {
        let FoundPicture { file_name, bytes, alt, cut } = found;
        let at = self.import.pictures.len();
        // Numbers stand for the ids; the desk gives real ones when it takes the pictures in.
        let placeholder = PhotoUseId(Uuid::from_u128(at as u128 + 1));
        let (caption, credit) = Default::default();
        self.import.pictures.push(Picture { placeholder, file_name, bytes, alt, cut, caption, credit });
        self.import.report.pictures += 1;
        at
    }

    /// Gives a picture its caption. The same picture with another caption is another picture.
    fn caption(&mut self, at: usize, words: &str) {
        let (caption, credit) = split_credit(words);
        let picture = &mut self.import.pictures[at];
        if picture.caption.is_empty() && picture.credit.is_empty() {
            (picture.caption, picture.credit) = (caption, credit);
        } else if (&picture.caption, &picture.credit) != (&caption, &credit) {
            let held: usize = self.import.pictures.iter().map(|picture| picture.bytes.len()).sum();
            let more = self.import.pictures[at].bytes.len();
            let fits = (held + more) as u64 <= crate::limits::UNPACKED_BYTES
                && self.import.pictures.len() < crate::limits::PICTURES;
            let last = matches!(self.import.blocks.last(), Some(Block::Figure { .. }));
            if fits && last {
                let Picture { file_name, bytes, alt, cut, .. } = self.import.pictures[at].clone();
                let copy = self.add(FoundPicture { file_name, bytes, alt, cut });
                (self.import.pictures[copy].caption, self.import.pictures[copy].credit) = (caption, credit);
                let photo = self.import.pictures[copy].placeholder;
                self.import.blocks.pop();
                self.import.blocks.push(Block::Figure { attrs: FigureAttrs { photo } });
            } else {
                self.import.report.paragraphs += 1;
                self.import.blocks.push(Block::Paragraph { content: inlines::plain(words) });
            }
        }
    }

    fn close_quote(&mut self) {
        if let Some((_, content)) = self.quote.take() {
            self.import.blocks.push(Block::Quote { content });
        }
    }

    fn close(&mut self) {
        self.close_quote();
        self.lists.close(&mut self.import.blocks);
    }

    fn finish(mut self) -> Import {
        self.close();
        self.import.correction = newsroom::correction_words(&self.import.correction).to_owned();
        self.import
    }
}

//! What every reader makes of its document: paragraphs, pictures and tables in reading order, each with the part it
//! plays. [`crate::assemble`] makes the story of it.

use std::rc::Rc;

use newsroom::body::ListKind;

use crate::{Danger, ImportReport, InterchangeError, limits, picture::Cut, raised::VerticalAlign, symbols::SymbolFont};

/// A document as read.
#[derive(Default)]
pub(crate) struct Document {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) pictures: Vec<FoundPicture>,
    /// What the reader counted; the rest is counted when the story is made.
    pub(crate) report: ImportReport,
    /// The format marks headlines as such, so that looks prove nothing: HTML, Markdown.
    pub(crate) marks_headlines: bool,
}

/// A picture as found: JPEG or PNG.
#[derive(Clone)]
pub(crate) struct FoundPicture {
    pub(crate) file_name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) alt: String,
    /// The part of it that the document shows.
    pub(crate) cut: Option<Cut>,
}

pub(crate) enum Piece {
    Paragraph(Paragraph),
    /// An index into [`Document::pictures`].
    Picture {
        index: usize,
        lead: bool,
    },
    /// A picture that could not be taken: what follows is no caption of the one before.
    Lost,
    Table(Vec<Vec<Cell>>),
    /// An empty paragraph or a rule: nothing to read, but what is on both sides does not belong together.
    Gap,
}

impl Piece {
    pub(crate) fn picture(index: Option<usize>, lead: bool) -> Self {
        index.map_or(Self::Lost, |index| Self::Picture { index, lead })
    }
}

#[derive(Clone)]
pub(crate) struct Paragraph {
    pub(crate) role: Role,
    pub(crate) runs: Vec<Run>,
}

/// The part that a paragraph plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    Headline,
    Standfirst,
    /// Level in the document, 1 to 9.
    Subhead(u8),
    /// Neighbours with the same number are one quote.
    Quote(u32),
    Caption,
    Byline,
    /// Đính chính: what readers are told was wrong.
    Correction,
    /// A line of the list of related stories, or the heading above it.
    Related,
    /// The heading of a column or row.
    TableHeading,
    Item(Item),
    /// A further paragraph of the item before, of the list at this level.
    Continued(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// 0 for the outermost list.
    pub(crate) level: u8,
    /// Neighbours of one level with the same key are one list.
    pub(crate) list: u64,
    /// How it counts; none for bullets.
    pub(crate) kind: Option<ListKind>,
    /// What stands before a numbered item.
    pub(crate) number: u32,
}

/// Letters that look alike; `'\n'` is a line break.
#[derive(Clone, Default)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) look: Look,
}

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Look {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) link: Option<Rc<str>>,
    /// In half points, where the document says it.
    pub(crate) size: Option<u16>,
    /// An old Vietnamese font (`.VnTime`, `VNI-Times`).
    pub(crate) old_font: Option<copydesk::legacy::Font>,
    /// A font whose letters are signs.
    pub(crate) symbols: Option<SymbolFont>,
    /// Not to be seen in the document, so no text.
    pub(crate) hidden: bool,
    /// A line through the letters: they are said no more.
    pub(crate) struck: bool,
    pub(crate) vertical: VerticalAlign,
}

#[derive(Default)]
pub(crate) struct Cell {
    /// What stands in the cell; tables in it were taken apart.
    pub(crate) content: Vec<Piece>,
    pub(crate) header: bool,
    pub(crate) colspan: u16,
    pub(crate) rowspan: u16,
}

/// A paragraph whose end has not come yet, with what is anchored in it.
pub(crate) struct OpenParagraph {
    pub(crate) role: Role,
    pub(crate) runs: Vec<Run>,
    before: Vec<Piece>,
    pub(crate) after: Vec<Piece>,
}

impl OpenParagraph {
    pub(crate) fn new(role: Role, runs: Vec<Run>) -> Self {
        Self { role, runs, before: Vec::new(), after: Vec::new() }
    }

    /// Puts words before all others.
    pub(crate) fn begin_with(&mut self, words: String) {
        self.runs.insert(0, Run { text: words + " ", ..Run::default() });
    }

    pub(crate) fn write(&mut self, text: &str, look: Look) {
        match self.runs.last_mut() {
            Some(run) if run.look == look => run.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), look }),
        }
    }

    /// A picture stands before its paragraph if nothing was written yet, or the paragraph is the caption; else after.
    pub(crate) fn picture(&mut self, piece: Piece) {
        let first = self.role == Role::Caption || self.runs.iter().all(|run| run.text.trim().is_empty());
        if first { self.before.push(piece) } else { self.after.push(piece) }
    }

    /// The paragraph with its surroundings; none if it only held a picture. With `carried`, its words go there.
    pub(crate) fn end(self, pieces: &mut Vec<Piece>, carried: Option<&mut Vec<Run>>) {
        let only_anchor = !self.before.is_empty() || !self.after.is_empty();
        pieces.extend(self.before);
        let paragraph = Paragraph { role: self.role, runs: self.runs };
        match (carried, paragraph.is_blank(), paragraph.role) {
            (Some(carried), _, _) => *carried = paragraph.runs,
            (None, true, _) if only_anchor => {}
            (None, true, Role::Text) => pieces.push(Piece::Gap),
            _ => pieces.push(Piece::Paragraph(paragraph)),
        }
        pieces.extend(self.after);
    }
}

/// A footnote as a paragraph, with the number that stands in the text, from 1; its own paragraphs become lines.
pub(crate) fn note(number: usize, pieces: Vec<Piece>) -> Piece {
    let mut runs = vec![Run { text: format!("[{number}] "), ..Run::default() }];
    for piece in pieces {
        if let Piece::Paragraph(mut paragraph) = piece
            && !paragraph.is_blank()
        {
            if runs.len() > 1 {
                runs.push(Run { text: "\n".to_owned(), ..Run::default() });
            }
            // Word puts a blank between a note's number and its text.
            let blank = paragraph.runs.iter().take_while(|run| run.text.trim().is_empty()).count();
            paragraph.runs.drain(..blank);
            if let Some(first) = paragraph.runs.first_mut() {
                first.text = first.text.trim_start().to_owned();
            }
            runs.append(&mut paragraph.runs);
        }
    }
    Piece::Paragraph(Paragraph { role: Role::Text, runs })
}

/// Letters of a paragraph or run that tell its encoding: more say nothing new and cost more than their share, as telling
/// gets slower with the length of a word.
const SAMPLE: usize = 500;

impl Paragraph {
    pub(crate) fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.chars().all(char::is_whitespace))
    }

    /// True if it is surely in an old encoding: a font of one says so and its table changes the letters, or the letters do.
    pub(crate) fn is_in_old_encoding(&self) -> bool {
        use copydesk::legacy::{Encoding, convert, detect};
        let by_font = |run: &Run| {
            let sample: String = run.text.chars().take(SAMPLE).collect();
            run.look.old_font.is_some_and(|font| convert(&sample, font.encoding) != sample)
        };
        let sample: String = self.runs.iter().flat_map(|run| run.text.chars()).take(SAMPLE).collect();
        let old =
            |encoding| matches!(encoding, Encoding::Tcvn3 | Encoding::Vni | Encoding::Viscii | Encoding::Utf8AsLatin1);
        self.runs.iter().any(by_font) || detect(&sample).is_some_and(old)
    }

    /// The letters alone, blanks of any kind and number as one space.
    pub(crate) fn words(&self) -> String {
        let all: String = self.runs.iter().map(|run| run.look.vertical.plain(&run.text)).collect();
        copydesk::nfc(&all.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
    }
}

impl Document {
    /// Takes a document in that lies in this one, and gives back what stands in it.
    pub(crate) fn take_in(&mut self, inside: Document) -> Vec<Piece> {
        let first = self.pictures.len();
        let Document { mut pieces, pictures, report, marks_headlines: _ } = inside;
        self.pictures.extend(pictures);
        add(&mut self.report, report);
        shift(&mut pieces, first);
        pieces
    }

    /// Takes a picture, or counts it as dropped: other formats than JPEG and PNG, and more than
    /// [`limits::PICTURES`] or [`limits::UNPACKED_BYTES`] in all.
    pub(crate) fn take_picture(
        &mut self,
        file_name: &str,
        bytes: Vec<u8>,
        alt: &str,
        cut: Option<Cut>,
    ) -> Option<usize> {
        let known = bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"\x89PNG\r\n\x1a\n");
        let held: usize = self.pictures.iter().map(|picture| picture.bytes.len()).sum();
        if !known || self.pictures.len() >= limits::PICTURES || (held + bytes.len()) as u64 > limits::UNPACKED_BYTES {
            self.report.pictures_dropped += 1;
            return None;
        }
        let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        self.pictures.push(FoundPicture { file_name: name, bytes, alt: copydesk::nfc(&alt).into_owned(), cut });
        Some(self.pictures.len() - 1)
    }
}

/// Numbers the pictures on from those that were there.
fn shift(pieces: &mut [Piece], by: usize) {
    for piece in pieces {
        match piece {
            Piece::Picture { index, .. } => *index += by,
            Piece::Table(rows) => rows.iter_mut().flatten().for_each(|cell| shift(&mut cell.content, by)),
            Piece::Paragraph(_) | Piece::Lost | Piece::Gap => {}
        }
    }
}

/// What a reader counted. Taken apart, so that a new count is not forgotten.
fn add(all: &mut ImportReport, more: ImportReport) {
    let ImportReport {
        paragraphs,
        subheads,
        tables,
        pictures,
        pictures_cut,
        footnotes,
        insertions,
        deletions,
        comments,
        pictures_dropped,
        objects_dropped,
        struck,
        hidden,
        margins,
        details,
        letters_lost,
        old_encoding,
    } = more;
    for (count, more) in [
        (&mut all.paragraphs, paragraphs),
        (&mut all.subheads, subheads),
        (&mut all.tables, tables),
        (&mut all.pictures, pictures),
        (&mut all.pictures_cut, pictures_cut),
        (&mut all.footnotes, footnotes),
        (&mut all.insertions, insertions),
        (&mut all.deletions, deletions),
        (&mut all.comments, comments),
        (&mut all.pictures_dropped, pictures_dropped),
        (&mut all.objects_dropped, objects_dropped),
        (&mut all.struck, struck),
        (&mut all.hidden, hidden),
        (&mut all.margins, margins),
        (&mut all.details, details),
        (&mut all.letters_lost, letters_lost),
        (&mut all.old_encoding, old_encoding),
    ] {
        *count = count.saturating_add(more);
    }
}

/// The bytes of text that a document has had so far; [`limits::TEXT_BYTES`] at most.
#[derive(Default)]
pub(crate) struct TextBudget(usize);

impl TextBudget {
    pub(crate) fn spend(&mut self, bytes: usize) -> Result<(), InterchangeError> {
        self.0 = self.0.saturating_add(bytes);
        if self.0 > limits::TEXT_BYTES { Err(Danger::TooLong.into()) } else { Ok(()) }
    }
}

//! Which paragraph is the headline, and which levels the subheads have.

use std::collections::HashMap;

use crate::flow::{Paragraph, Piece, Role};

/// The longest guessed headline, in characters. The desk warns above 120; a guess should be surer than a warning.
const LONGEST: usize = 150;
/// How much larger than the text a guessed headline is, in half points, if it is not bold.
const LARGER: u16 = 4;

/// Marks the headline and gives the subheads the levels 2 and 3.
pub(super) fn find(pieces: &mut [Piece], by_looks: bool) {
    // An empty paragraph in the title's style says that there is no headline, too.
    let marked = paragraphs(pieces).any(|p| p.role == Role::Headline);
    if !marked
        && by_looks
        && let Some(at) = guess(pieces)
        && let Piece::Paragraph(paragraph) = &mut pieces[at]
    {
        paragraph.role = Role::Headline;
    }
    // Where level 1 is used for subheads, it is the upper one of the two; elsewhere it was the headline's.
    let from_one = paragraphs(pieces).any(|p| p.role == Role::Subhead(1) && !p.is_blank());
    for piece in pieces {
        if let Piece::Paragraph(Paragraph { role: Role::Subhead(level), .. }) = piece {
            *level = (*level + u8::from(from_one)).clamp(2, 3);
        }
    }
}

fn paragraphs(pieces: &[Piece]) -> impl Iterator<Item = &Paragraph> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    })
}

/// The first paragraph is the headline without being marked as one only if nothing else is likely:
/// it has one line of at most [`LONGEST`] characters without a full stop, text follows, and
/// * it is the only heading of level 1, or
/// * all of it is bold, or larger than the text by [`LARGER`], and the next paragraph is neither, and is longer.
fn guess(pieces: &[Piece]) -> Option<usize> {
    let at = pieces.iter().position(|piece| match piece {
        Piece::Paragraph(paragraph) => !paragraph.is_blank(),
        Piece::Gap => false,
        Piece::Picture { .. } | Piece::Lost | Piece::Table(_) => true,
    })?;
    let Piece::Paragraph(first) = &pieces[at] else { return None };
    let words = first.words();
    let length = words.chars().count();
    let one_line = !first.runs.iter().any(|run| run.text.trim().contains('\n'));
    if length > LONGEST || !one_line || words.ends_with(['.', ':', ';', ',']) {
        return None;
    }
    let next = paragraphs(&pieces[at + 1..]).find(|p| !p.is_blank())?;
    match first.role {
        Role::Subhead(1) => {
            let alone = !paragraphs(&pieces[at + 1..]).any(|p| p.role == Role::Subhead(1) && !p.is_blank());
            alone.then_some(at)
        }
        Role::Text => {
            let usual = usual_size(pieces);
            let stands_out = |p: &Paragraph| p.all(|run| run.look.bold) || p.size() >= usual.saturating_add(LARGER);
            let plain = !stands_out(next) && matches!(next.role, Role::Text | Role::Standfirst);
            (stands_out(first) && plain && next.words().chars().count() > length).then_some(at)
        }
        _ => None,
    }
}

impl Paragraph {
    fn all(&self, look: impl Fn(&crate::flow::Run) -> bool) -> bool {
        self.runs.iter().filter(|run| !run.text.trim().is_empty()).all(look)
    }

    /// The smallest size of its letters, in half points; 0 where the document does not say.
    fn size(&self) -> u16 {
        let sizes = self.runs.iter().filter(|run| !run.text.trim().is_empty()).map(|run| run.look.size.unwrap_or(0));
        sizes.min().unwrap_or(0)
    }
}

/// The size, in half points, that most letters have; far too large where none is said.
fn usual_size(pieces: &[Piece]) -> u16 {
    let mut letters: HashMap<u16, usize> = HashMap::new();
    for run in paragraphs(pieces).flat_map(|p| &p.runs) {
        if let Some(size) = run.look.size {
            *letters.entry(size).or_default() += run.text.len();
        }
    }
    letters.into_iter().max_by_key(|(size, count)| (*count, *size)).map_or(u16::MAX, |(size, _)| size)
}

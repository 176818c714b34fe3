//! Lines of text, letter by letter, as they are edited.

use newsroom::body::{Block, Inline, Mark, TableCell};

/// A letter, or a line break, with its marks.
pub type Letter = (Option<char>, Vec<Mark>);

/// Every line of these blocks, in reading order.
pub fn lines(blocks: &mut [Block]) -> Vec<&mut Vec<Inline>> {
    let mut all = Vec::new();
    gather(blocks, &mut all);
    all
}

fn gather<'a>(blocks: &'a mut [Block], all: &mut Vec<&'a mut Vec<Inline>>) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Subhead { content, .. } => all.push(content),
            Block::BulletList { content } | Block::OrderedList { content, .. } => {
                content.iter_mut().for_each(|item| gather(&mut item.content, all));
            }
            Block::Quote { content } => gather(content, all),
            Block::Table { content } => {
                for cell in content.iter_mut().flat_map(|row| &mut row.content) {
                    let (TableCell::TableCell { content, .. } | TableCell::TableHeader { content, .. }) = cell;
                    gather(content, all);
                }
            }
            Block::Figure { .. } => {}
        }
    }
}

/// A line taken apart.
pub fn letters(line: &[Inline]) -> Vec<Letter> {
    let mut all = Vec::new();
    for piece in line {
        match piece {
            Inline::Text { text, marks } => all.extend(text.chars().map(|c| (Some(c), marks.clone()))),
            Inline::LineBreak { marks } => all.push((None, marks.clone())),
        }
    }
    all
}

/// A line put together: neighbours of the same marks are one piece.
pub fn joined(letters: Vec<Letter>) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    for (letter, marks) in letters {
        match (letter, line.last_mut()) {
            (None, _) => line.push(Inline::LineBreak { marks }),
            (Some(c), Some(Inline::Text { text, marks: same })) if *same == marks => text.push(c),
            (Some(c), _) => line.push(Inline::Text { text: c.to_string(), marks }),
        }
    }
    line
}

/// Marks of letters that are typed at a place: those of the letter before it. Links and remarks end at their last letter; in
/// their middle they go on.
pub fn marks_at(line: &[Letter], at: usize) -> Vec<Mark> {
    let before = at.checked_sub(1).and_then(|before| line.get(before)).map_or(&[][..], |(_, marks)| marks);
    let after = line.get(at).map_or(&[][..], |(_, marks)| marks);
    let goes_on = |mark: &&Mark| !matches!(mark, Mark::Link { .. } | Mark::Remark { .. }) || after.contains(mark);
    before.iter().filter(goes_on).cloned().collect()
}

/// Puts a mark on letters, or takes it off where all of them have it; in the order of the editor.
pub fn toggle(line: &mut [Letter], mark: &Mark) {
    let all = line.iter().all(|(_, marks)| marks.contains(mark));
    for (_, marks) in line {
        marks.retain(|own| std::mem::discriminant(own) != std::mem::discriminant(mark) || is_other_remark(own, mark));
        // A letter is raised or lowered, not both.
        if matches!(mark, Mark::Superscript {} | Mark::Subscript {}) {
            marks.retain(|own| !matches!(own, Mark::Superscript {} | Mark::Subscript {}));
        }
        if !all {
            marks.push(mark.clone());
        }
        marks.sort_by_key(|mark| match mark {
            Mark::Bold {} => 0,
            Mark::Italic {} => 1,
            Mark::Superscript {} => 2,
            Mark::Subscript {} => 3,
            Mark::Link { .. } => 4,
            Mark::Remark { .. } => 5,
        });
    }
}

/// Remarks may overlap.
fn is_other_remark(own: &Mark, mark: &Mark) -> bool {
    matches!(mark, Mark::Remark { .. }) && own != mark
}

//! What a paragraph of any format says, before a story is made of it: struck words left out, signs of symbol fonts and raised
//! letters as Unicode, and what could not be read counted.

use std::borrow::Cow;

use crate::{
    ImportReport,
    flow::{Cell, Paragraph, Piece, Run},
    raised::VerticalAlign,
    symbols,
};

/// Stands for a letter that could not be read.
const LOST: char = '\u{fffd}';

/// Settles every paragraph, those of tables too.
pub(super) fn settle(pieces: &mut [Piece], report: &mut ImportReport) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => settle_paragraph(paragraph, report),
            Piece::Table(rows) => rows.iter_mut().flatten().for_each(|cell: &mut Cell| {
                // Tables in cells were taken apart by the readers.
                settle(&mut cell.content, report);
            }),
            Piece::Picture { .. } | Piece::Lost | Piece::Gap => {}
        }
    }
}

fn settle_paragraph(paragraph: &mut Paragraph, report: &mut ImportReport) {
    leave_out_struck(&mut paragraph.runs, report);
    paragraph.runs.iter_mut().for_each(read_signs);
    raise(paragraph);
    let lost = paragraph.runs.iter().flat_map(|run| run.text.chars()).filter(|c| *c == LOST).count();
    report.letters_lost = report.letters_lost.saturating_add(u32::try_from(lost).unwrap_or(u32::MAX));
}

/// Words with a line through them are said no more: left standing they would be said again.
fn leave_out_struck(runs: &mut Vec<Run>, report: &mut ImportReport) {
    if !runs.iter().any(|run| run.look.struck) {
        return;
    }
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    let mut inside = false;
    for mut run in runs.drain(..) {
        let blank = run.text.trim().is_empty();
        if run.look.struck && !blank {
            report.struck += u32::from(!inside);
            inside = true;
        } else if !run.look.struck {
            // The blanks on both sides of what is left out are one.
            if inside && kept.last().is_none_or(|before| before.text.ends_with([' ', '\n'])) {
                run.text = run.text.trim_start_matches(' ').to_owned();
            }
            inside &= blank;
            if !run.text.is_empty() {
                kept.push(run);
            }
        }
    }
    *runs = kept;
}

fn read_signs(run: &mut Run) {
    let odd = |c: char| run.look.symbols.is_some() || symbols::is_private(c);
    if !run.text.chars().any(odd) {
        return;
    }
    let sign = |c: char| match run.look.symbols {
        Some(font) => font.sign(c),
        None if symbols::is_private(c) => symbols::private(c),
        None => Some(c),
    };
    run.text = run.text.chars().map(|c| sign(c).unwrap_or(LOST)).collect();
}

/// Neighbours that stand equally high are one word: all of it in letters of Unicode, or none. Where everything is raised,
/// nothing is: that is a line in small print.
fn raise(paragraph: &mut Paragraph) {
    let level = |run: &Run| run.look.vertical == VerticalAlign::Baseline;
    if paragraph.runs.iter().all(level) {
        return;
    }
    if paragraph.runs.iter().all(|run| !level(run) || run.text.trim().is_empty()) {
        paragraph.runs.iter_mut().for_each(|run| run.look.vertical = VerticalAlign::Baseline);
        return;
    }
    let old = paragraph.is_in_old_encoding();
    for word in paragraph.runs.chunk_by_mut(|one, other| one.look.vertical == other.look.vertical) {
        let forms: Option<Vec<String>> =
            word.iter().map(|run| run.look.vertical.unicode(&run.text).map(Cow::into_owned)).collect();
        // In an old encoding ¹, ² and ³ are letters of words.
        let forms = forms.filter(|forms| !old || forms.iter().all(|text| !text.contains(['¹', '²', '³'])));
        for (run, text) in word.iter_mut().zip(forms.into_iter().flatten()) {
            run.text = text;
            run.look.vertical = VerticalAlign::Baseline;
        }
    }
}

//! Laying the blocks of two states side by side.

use crate::compare::{
    BlockChange, BlockKind, Fate, Piece,
    units::Unit,
    words::{piece, pieces, tokens},
};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// Blocks that share fewer of their words than this are two blocks, not one that was rewritten.
const ALIKE: f64 = 0.4;
/// Stretches of changed blocks larger than this (older times newer) are not searched for rewritten blocks.
const MAX_PAIRS: usize = 40_000;

/// The blocks of both states in reading order.
pub(super) fn blocks(older: &[Unit], newer: &[Unit]) -> Vec<BlockChange> {
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, older, newer) {
        match op {
            DiffOp::Equal { new_index, len, .. } => {
                out.extend(newer[new_index..new_index + len].iter().map(|unit| whole(unit, Fate::Same)));
            }
            _ => stretch(&older[op.old_range()], &newer[op.new_range()], &mut out),
        }
    }
    out
}

fn whole(unit: &Unit, fate: Fate) -> BlockChange {
    BlockChange { kind: unit.kind, fate, pieces: piece(fate, &unit.text), photo: unit.photo, restyled: false }
}

/// A stretch in which no block is the same: finds those that were rewritten.
fn stretch(older: &[Unit], newer: &[Unit], out: &mut Vec<BlockChange>) {
    let (mut i, mut j) = (0, 0);
    for (a, b) in pairs(older, newer) {
        out.extend(older[i..a].iter().map(|unit| whole(unit, Fate::Removed)));
        out.extend(newer[j..b].iter().map(|unit| whole(unit, Fate::Added)));
        let (before, now) = (&older[a], &newer[b]);
        let pieces = pieces(&before.text, &now.text);
        let restyled = before.kind != now.kind || before.place != now.place || looks_other(before, now, &pieces);
        out.push(BlockChange { kind: now.kind, fate: Fate::Same, pieces, photo: now.photo, restyled });
        (i, j) = (a + 1, b + 1);
    }
    out.extend(older[i..].iter().map(|unit| whole(unit, Fate::Removed)));
    out.extend(newer[j..].iter().map(|unit| whole(unit, Fate::Added)));
}

/// True if words that stayed look different.
fn looks_other(before: &Unit, now: &Unit, pieces: &[Piece]) -> bool {
    let (mut old, mut new) = (before.looks.as_slice(), now.looks.as_slice());
    let mut take = |fate: Fate, length: usize| {
        let (a, b) = (if fate == Fate::Added { 0 } else { length }, if fate == Fate::Removed { 0 } else { length });
        let (a, b) = (old.split_off(..a.min(old.len())), new.split_off(..b.min(new.len())));
        fate == Fate::Same && a != b
    };
    pieces.iter().any(|piece| take(piece.fate, piece.text.chars().count()))
}

/// Places of blocks that belong together, in order on both sides, so that together they are as alike as can be.
fn pairs(older: &[Unit], newer: &[Unit]) -> Vec<(usize, usize)> {
    let (m, n) = (older.len(), newer.len());
    if m == 0 || n == 0 || m * n > MAX_PAIRS {
        return Vec::new();
    }
    let bags: (Vec<_>, Vec<_>) = (older.iter().map(bag).collect(), newer.iter().map(bag).collect());
    let alike = |i: usize, j: usize| {
        if older[i].kind == BlockKind::Figure || newer[j].kind == BlockKind::Figure {
            0.0
        } else {
            share(&bags.0[i], &bags.1[j])
        }
    };
    // best[i][j]: how alike the blocks from i and j on can be made.
    let width = n + 1;
    let mut best = vec![0.0_f64; (m + 1) * width];
    let mut taken = vec![false; m * n];
    for i in (0..m).rev() {
        for j in (0..n).rev() {
            let apart = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let share = alike(i, j);
            let together = if share >= ALIKE { share + best[(i + 1) * width + j + 1] } else { 0.0 };
            taken[i * n + j] = together > apart;
            best[i * width + j] = together.max(apart);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < m && j < n {
        if taken[i * n + j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

type Bag<'a> = (HashMap<&'a str, usize>, usize);

/// The words of a block, without order.
fn bag(unit: &Unit) -> Bag<'_> {
    let mut words = HashMap::new();
    let mut count = 0;
    for word in tokens(&unit.text).into_iter().filter(|token| token.starts_with(char::is_alphanumeric)) {
        *words.entry(word).or_insert(0) += 1;
        count += 1;
    }
    (words, count)
}

/// What part of the words of two blocks is in both: 0 to 1.
fn share(a: &Bag<'_>, b: &Bag<'_>) -> f64 {
    let both: usize = a.0.iter().map(|(word, count)| b.0.get(word).map_or(0, |other| *count.min(other))).sum();
    match a.1 + b.1 {
        0 => 0.0,
        all => 2.0 * both as f64 / all as f64,
    }
}

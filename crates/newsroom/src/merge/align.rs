//! Which block of a side is which of the base.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::{collections::HashMap, ops::Range};

/// Blocks that share fewer of their words than this are two blocks, not one that was rewritten; as in comparing.
const ALIKE: f32 = 0.4;
/// Stretches of changed blocks larger than this (base times side) are not searched for rewritten blocks: about 300
/// paragraphs on each side, which take a few hundredths of a second.
const MAX_PAIRS: usize = 100_000;

/// The number of every block in which there is nothing to see.
pub(super) const UNSEEN: usize = usize::MAX;

/// A body as far as laying it beside another one goes.
#[derive(Default)]
pub(super) struct Side {
    /// A number for each block; blocks that look the same have equal numbers.
    pub(super) keys: Vec<usize>,
    /// The words of each block as numbers, sorted.
    pub(super) words: Vec<Vec<u32>>,
}

impl Side {
    /// The numbers of the blocks in which there is something to see.
    pub(super) fn seen(&self, range: &Range<usize>) -> Vec<usize> {
        self.keys[range.clone()].iter().copied().filter(|key| *key != UNSEEN).collect()
    }
}

/// Some blocks of the base and what a side has in their place. One of the two may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Segment {
    /// In the base.
    pub(super) base: Range<usize>,
    /// In the side.
    pub(super) side: Range<usize>,
}

impl Segment {
    /// Nothing, at these places.
    pub(super) fn nothing(base: usize, side: usize) -> Self {
        Self { base: base..base, side: side..side }
    }
}

/// Both bodies cut into the smallest pieces that belong together, in order and without a gap.
pub(super) fn segments(base: &Side, side: &Side) -> Vec<Segment> {
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &base.keys, &side.keys) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => one_by_one(old_index, new_index, len, &mut out),
            _ => stretch(base, side, op.old_range(), op.new_range(), &mut out),
        }
    }
    out
}

fn one_by_one(base: usize, side: usize, len: usize, out: &mut Vec<Segment>) {
    out.extend((0..len).map(|n| Segment { base: base + n..base + n + 1, side: side + n..side + n + 1 }));
}

/// A stretch in which no block is the same: rewritten blocks are one piece each.
fn stretch(base: &Side, side: &Side, old: Range<usize>, new: Range<usize>, out: &mut Vec<Segment>) {
    let (mut i, mut j) = (old.start, new.start);
    for (a, b) in pairs(&base.words[old.clone()], &side.words[new.clone()]) {
        let (a, b) = (old.start + a, new.start + b);
        apart(i..a, j..b, out);
        one_by_one(a, b, 1, out);
        (i, j) = (a + 1, b + 1);
    }
    apart(i..old.end, j..new.end, out);
}

/// Blocks without a word in common: as many as before are taken one by one, what was only taken out is taken out one by
/// one, and else nobody can say what belongs to what.
fn apart(base: Range<usize>, side: Range<usize>, out: &mut Vec<Segment>) {
    if base.len() == side.len() {
        one_by_one(base.start, side.start, base.len(), out);
    } else if side.is_empty() {
        out.extend(base.map(|n| Segment { base: n..n + 1, side: side.clone() }));
    } else {
        out.push(Segment { base, side });
    }
}

/// Places of blocks that belong together, in order on both sides, so that together they are as alike as can be.
fn pairs(base: &[Vec<u32>], side: &[Vec<u32>]) -> Vec<(usize, usize)> {
    let (m, n) = (base.len(), side.len());
    if m == 0 || n == 0 || m * n > MAX_PAIRS {
        return Vec::new();
    }
    let shares = shares(base, side);
    // best[i][j]: how alike the blocks from i and j on can be made.
    let width = n + 1;
    let mut best = vec![0.0_f32; (m + 1) * width];
    let mut taken = vec![false; m * n];
    for i in (0..m).rev() {
        for j in (0..n).rev() {
            let share = shares[i * n + j];
            let together = if share >= ALIKE { share + best[(i + 1) * width + j + 1] } else { 0.0 };
            let apart = best[(i + 1) * width + j].max(best[i * width + j + 1]);
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

/// What part of the words of two blocks is in both, 0 to 1, for each block of the base with each of the side. Counted word
/// by word over the blocks that have it: most pairs have few words in common.
fn shares(base: &[Vec<u32>], side: &[Vec<u32>]) -> Vec<f32> {
    let mut places: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
    for (j, words) in side.iter().enumerate() {
        for (word, count) in counted(words) {
            places.entry(word).or_default().push((j, count));
        }
    }
    let mut shares = Vec::with_capacity(base.len() * side.len());
    for words in base {
        let mut both = vec![0; side.len()];
        for (word, count) in counted(words) {
            for (j, other) in places.get(&word).into_iter().flatten() {
                both[*j] += count.min(*other);
            }
        }
        let share = |(both, other): (usize, &Vec<u32>)| 2.0 * both as f32 / (words.len() + other.len()).max(1) as f32;
        shares.extend(both.into_iter().zip(side).map(share));
    }
    shares
}

/// Sorted words with how often each is there.
fn counted(words: &[u32]) -> impl Iterator<Item = (u32, usize)> {
    words.chunk_by(|a, b| a == b).map(|same| (same[0], same.len()))
}

//! Which block of one state of a text is which of another: what comparing and merging begin with.

use crate::compare::words_of;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::{borrow::Cow, collections::HashMap, hash::Hash, ops::Range};

/// Blocks that share less than this part of their words are two blocks, not one that was rewritten.
const ALIKE: f64 = 0.4;
/// Stretches of changed blocks larger than this (before times after) are not searched for rewritten blocks: about 300
/// paragraphs on each side, which take a few hundredths of a second.
const MAX_PAIRS: usize = 100_000;

/// A state of a text, block by block.
pub(crate) struct State<'a, K> {
    /// What each block is: equal blocks have equal keys.
    pub(crate) keys: Vec<K>,
    /// The text of each block, by whose words rewritten blocks are found.
    pub(crate) texts: Vec<Cow<'a, str>>,
}

/// What two stretches of blocks are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// The same blocks, as many in both.
    Same,
    /// One block in both, with other words.
    Rewritten,
    /// Different blocks: those before were removed, those after were added. One of the two may be empty.
    Apart,
}

/// A stretch of both states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// What they are to each other.
    pub(crate) is: Match,
    /// Which blocks of the state before.
    pub(crate) before: Range<usize>,
    /// Which blocks of the state after.
    pub(crate) after: Range<usize>,
}

/// Both states in stretches that belong together, in order and without a gap. Equal blocks are found first (E. W. Myers,
/// "An O(ND) Difference Algorithm and Its Variations", 1986), then in what lies between them the blocks that were rewritten.
pub(crate) fn align<K: Eq + Hash + Ord>(before: &State<'_, K>, after: &State<'_, K>) -> Vec<Stretch> {
    let mut out = Vec::new();
    for run in runs(&before.keys, &after.keys) {
        if run.is == Match::Same {
            out.push(run);
            continue;
        }
        let (mut i, mut j) = (run.before.start, run.after.start);
        for (a, b) in rewritten(&before.texts[run.before.clone()], &after.texts[run.after.clone()]) {
            let (a, b) = (run.before.start + a, run.after.start + b);
            apart(i..a, j..b, &mut out);
            out.push(Stretch { is: Match::Rewritten, before: a..a + 1, after: b..b + 1 });
            (i, j) = (a + 1, b + 1);
        }
        apart(i..run.before.end, j..run.after.end, &mut out);
    }
    out
}

fn apart(before: Range<usize>, after: Range<usize>, out: &mut Vec<Stretch>) {
    if !before.is_empty() || !after.is_empty() {
        out.push(Stretch { is: Match::Apart, before, after });
    }
}

/// Both lists in runs of [`Match::Same`] and [`Match::Apart`], in order and without a gap.
pub(crate) fn runs<T: Eq + Hash + Ord>(before: &[T], after: &[T]) -> impl Iterator<Item = Stretch> {
    capture_diff_slices(Algorithm::Myers, before, after).into_iter().map(|op| Stretch {
        is: if matches!(op, DiffOp::Equal { .. }) { Match::Same } else { Match::Apart },
        before: op.old_range(),
        after: op.new_range(),
    })
}

/// Places of blocks that belong together, in order on both sides, so that together they are as alike as can be.
fn rewritten(before: &[Cow<'_, str>], after: &[Cow<'_, str>]) -> Vec<(usize, usize)> {
    let (m, n) = (before.len(), after.len());
    if m == 0 || n == 0 || m * n > MAX_PAIRS {
        return Vec::new();
    }
    let shares = shares(before, after);
    // best[i][j]: how alike the blocks from i and j on can be made.
    let width = n + 1;
    let mut best = vec![0.0_f64; (m + 1) * width];
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

/// What part of the words of two blocks is in both, 0 to 1, for each block before with each after. Counted word by word over
/// the blocks that have it: most pairs have few words in common.
fn shares(before: &[Cow<'_, str>], after: &[Cow<'_, str>]) -> Vec<f64> {
    let mut numbers = HashMap::new();
    let before: Vec<Bag> = before.iter().map(|text| Bag::of(text, &mut numbers)).collect();
    let after: Vec<Bag> = after.iter().map(|text| Bag::of(text, &mut numbers)).collect();
    let mut places = vec![Vec::new(); numbers.len()];
    for (j, bag) in after.iter().enumerate() {
        for (word, count) in &bag.counts {
            places[*word].push((j, *count));
        }
    }
    let mut shares = Vec::with_capacity(before.len() * after.len());
    for bag in &before {
        let mut both = vec![0; after.len()];
        for (word, count) in &bag.counts {
            for (j, other) in &places[*word] {
                both[*j] += (*count).min(*other);
            }
        }
        let share = |(both, other): (usize, &Bag)| 2.0 * both as f64 / (bag.words + other.words).max(1) as f64;
        shares.extend(both.into_iter().zip(&after).map(share));
    }
    shares
}

/// The words of a block, without their order.
struct Bag {
    words: usize,
    /// Each word by its number, with how often it is there.
    counts: Vec<(usize, usize)>,
}

impl Bag {
    /// `numbers` has the number of each word that was met, from 0.
    fn of<'a>(text: &'a str, numbers: &mut HashMap<&'a str, usize>) -> Self {
        let number = |word| {
            let next = numbers.len();
            *numbers.entry(word).or_insert(next)
        };
        let mut words: Vec<usize> = words_of(text).map(number).collect();
        words.sort_unstable();
        let counts = words.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect();
        Self { words: words.len(), counts }
    }
}

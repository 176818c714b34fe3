//! A side cut into the smallest pieces that can be chosen one by one.

use crate::align::{Match, State, align};
use std::ops::Range;

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

/// Both bodies cut into the smallest pieces that belong together, in order and without a gap. Of blocks without a word in
/// common, as many as before are taken one by one, what was only taken out is taken out one by one, and else nobody can say
/// what belongs to what.
pub(super) fn segments(base: &State<'_, usize>, side: &State<'_, usize>) -> Vec<Segment> {
    let mut out = Vec::new();
    for stretch in align(base, side) {
        let (base, side) = (stretch.before, stretch.after);
        if stretch.is != Match::Apart || base.len() == side.len() {
            out.extend(base.zip(side).map(|(b, s)| Segment { base: b..b + 1, side: s..s + 1 }));
        } else if side.is_empty() {
            out.extend(base.map(|b| Segment { base: b..b + 1, side: side.clone() }));
        } else {
            out.push(Segment { base, side });
        }
    }
    out
}

//! The blocks of two states side by side.

use crate::{
    align::{Match, State, align},
    compare::{
        BlockChange, Fate, Piece,
        units::Unit,
        words::{piece, pieces},
    },
};
use std::borrow::Cow;

/// The blocks of both states in reading order.
pub(super) fn blocks(older: &[Unit], newer: &[Unit]) -> Vec<BlockChange> {
    let mut out = Vec::new();
    for stretch in align(&state(older), &state(newer)) {
        let (before, after) = (&older[stretch.before], &newer[stretch.after]);
        match stretch.is {
            Match::Same => out.extend(after.iter().map(|unit| whole(unit, Fate::Same))),
            Match::Rewritten => out.extend(before.iter().zip(after).map(|(before, after)| rewritten(before, after))),
            Match::Apart => {
                out.extend(before.iter().map(|unit| whole(unit, Fate::Removed)));
                out.extend(after.iter().map(|unit| whole(unit, Fate::Added)));
            }
        }
    }
    out
}

fn state(units: &[Unit]) -> State<'_, &Unit> {
    State { keys: units.iter().collect(), texts: units.iter().map(|unit| Cow::Borrowed(unit.text.as_str())).collect() }
}

fn whole(unit: &Unit, fate: Fate) -> BlockChange {
    BlockChange { kind: unit.kind, fate, pieces: piece(fate, &unit.text), photo: unit.photo, restyled: false }
}

fn rewritten(before: &Unit, now: &Unit) -> BlockChange {
    let pieces = pieces(&before.text, &now.text);
    let restyled = before.kind != now.kind || before.place != now.place || looks_other(before, now, &pieces);
    BlockChange { kind: now.kind, fate: Fate::Same, pieces, photo: now.photo, restyled }
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

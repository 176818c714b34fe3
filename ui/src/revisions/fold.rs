//! Which blocks of a comparison are shown at once: what changed, with a block on either side; long stretches that did not
//! are folded.

use newsroom::compare::{BlockChange, Fate, Piece};

/// Unchanged blocks that stay beside a change, so that one sees where it stands.
const BESIDE: usize = 1;
/// A stretch shorter than this is not worth folding.
const LEAST: usize = 3;

/// A stretch of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// To be read.
    Shown(BlockChange),
    /// So many blocks, unchanged; folded until somebody wants to see them.
    Folded(Vec<BlockChange>),
}

/// True if something in these words differs.
pub(super) fn differs(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.fate != Fate::Same)
}

/// True if nothing of a block was changed.
pub(super) fn is_same(block: &BlockChange) -> bool {
    block.fate == Fate::Same && !block.restyled && !differs(&block.pieces)
}

/// The blocks in their order, with long unchanged stretches folded.
pub(super) fn fold(blocks: Vec<BlockChange>) -> Vec<Stretch> {
    let changed: Vec<usize> = (0..blocks.len()).filter(|&place| !is_same(&blocks[place])).collect();
    let is_near = |place: usize| changed.iter().any(|&change| change.abs_diff(place) <= BESIDE);
    let near: Vec<bool> = (0..blocks.len()).map(is_near).collect();
    let mut stretches = Vec::new();
    let mut quiet = Vec::new();
    for (block, near) in blocks.into_iter().zip(near) {
        if near {
            close(&mut quiet, &mut stretches);
            stretches.push(Stretch::Shown(block));
        } else {
            quiet.push(block);
        }
    }
    close(&mut quiet, &mut stretches);
    stretches
}

fn close(quiet: &mut Vec<BlockChange>, stretches: &mut Vec<Stretch>) {
    let blocks = std::mem::take(quiet);
    if blocks.len() < LEAST {
        stretches.extend(blocks.into_iter().map(Stretch::Shown));
    } else {
        stretches.push(Stretch::Folded(blocks));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::compare::BlockKind;

    fn block(fate: Fate, text: &str) -> BlockChange {
        let pieces = vec![Piece { fate: Fate::Same, text: text.to_owned() }];
        BlockChange { kind: BlockKind::Paragraph, fate, pieces, photo: None, restyled: false }
    }

    fn same(count: usize) -> Vec<BlockChange> {
        (0..count).map(|place| block(Fate::Same, &format!("đoạn {place}"))).collect()
    }

    #[test]
    fn a_change_stands_between_what_surrounds_it() {
        let mut blocks = same(5);
        blocks.push(block(Fate::Added, "mới"));
        blocks.extend(same(6));
        let stretches = fold(blocks);
        let folded = |stretch: &Stretch| match stretch {
            Stretch::Folded(blocks) => blocks.len(),
            Stretch::Shown(_) => 0,
        };
        assert_eq!(stretches.iter().map(folded).collect::<Vec<_>>(), [4, 0, 0, 0, 5]);
    }

    #[test]
    fn a_changed_word_within_a_paragraph_is_never_folded() {
        let mut blocks = same(4);
        blocks[0].pieces.push(Piece { fate: Fate::Removed, text: "không ".to_owned() });
        assert!(matches!(&fold(blocks)[0], Stretch::Shown(block) if differs(&block.pieces)));
    }

    #[test]
    fn short_stretches_are_not_worth_a_click_and_no_block_is_lost() {
        let mut blocks = same(2);
        blocks.insert(1, block(Fate::Removed, "cũ"));
        assert!(fold(blocks).iter().all(|stretch| matches!(stretch, Stretch::Shown(_))));
        assert_eq!(fold(same(9)), [Stretch::Folded(same(9))]);
        assert_eq!(fold(same(2)).len(), 2);
    }
}

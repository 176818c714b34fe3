//! A story that two sides changed: ours, and the site's copy. Laid side by side in chunks, for a person to choose.

mod segments;
mod unite;
mod visible;

pub use unite::{United, unite_manuscripts, unite_stories};

use crate::{
    align::State,
    body::{Block, Body, nfc},
    compare::{BlockKind, block_texts},
    id::PhotoUseId,
    manuscript::{Related, TextLine},
};
use segments::{Segment, segments};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, ops::Range};
use visible::visible;

/// The two sides that changed a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The newsroom's.
    #[default]
    Ours,
    /// The site's.
    Theirs,
}

/// Who changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChunkKind {
    /// Nobody changed it.
    Same,
    /// Only the newsroom changed it.
    Ours,
    /// Only the site changed it.
    Theirs,
    /// Both, in the same way.
    Alike,
    /// Both, each in his own way: somebody has to choose.
    Both,
}

impl ChunkKind {
    fn of<T: PartialEq + ?Sized>(base: &T, ours: &T, theirs: &T) -> Self {
        match (base == ours, base == theirs) {
            (true, true) => Self::Same,
            (false, true) => Self::Ours,
            (true, false) => Self::Theirs,
            (false, false) if ours == theirs => Self::Alike,
            (false, false) => Self::Both,
        }
    }

    /// The version that loses nobody's work if only one side changed; ours where both did.
    #[must_use]
    pub fn default_side(self) -> Side {
        if self == Self::Theirs { Side::Theirs } else { Side::Ours }
    }
}

/// [`ChunkKind::default_side`].
#[must_use]
pub fn default_side(kind: ChunkKind) -> Side {
    kind.default_side()
}

/// Some blocks that follow each other, in all three versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chunk {
    /// Who changed them.
    pub kind: ChunkKind,
    /// As both sides had them.
    pub base: Vec<Block>,
    /// As we have them, with the places of remarks.
    pub ours: Vec<Block>,
    /// As they have them.
    pub theirs: Vec<Block>,
}

impl Chunk {
    /// The blocks of a side.
    #[must_use]
    pub fn of(&self, side: Side) -> &[Block] {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }
}

/// Something of a story in all three versions, such as a line of text or the list of related stories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreeWay<T = String> {
    /// As both sides had it.
    pub base: T,
    /// As we have it.
    pub ours: T,
    /// As they have it.
    pub theirs: T,
}

impl<T> ThreeWay<T> {
    /// As a side has it.
    #[must_use]
    pub fn of(&self, side: Side) -> &T {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// Theirs, if that side was chosen where it says something else than ours; none where ours stays as it is.
    #[must_use]
    pub fn taken(&self, side: Side, kind: ChunkKind) -> Option<&T> {
        let alike = matches!(kind, ChunkKind::Same | ChunkKind::Alike);
        (side == Side::Theirs && !alike).then_some(&self.theirs)
    }
}

impl ThreeWayText {
    /// Who changed it. Blanks at the edges and the Unicode form of letters are no change.
    #[must_use]
    pub fn kind(&self) -> ChunkKind {
        let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(|text| nfc(text.trim()));
        ChunkKind::of(&base, &ours, &theirs)
    }
}

impl ThreeWay<Vec<Related>> {
    /// Who changed it: another title, another address, another order. Blanks at the edges and the Unicode form of letters
    /// are no change; where a story has no title, sites show its address.
    #[must_use]
    pub fn kind(&self) -> ChunkKind {
        let line = |text: &str| nfc(text.trim());
        let list = |stories: &[Related]| -> Vec<(String, String)> {
            let shown = |Related { title, link }: &Related| {
                let title = if title.trim().is_empty() { link } else { title };
                (line(title), line(link))
            };
            stories.iter().map(shown).collect()
        };
        ChunkKind::of(&list(&self.base), &list(&self.ours), &list(&self.theirs))
    }
}

/// A line of text in all three versions.
pub type ThreeWayText = ThreeWay<String>;

/// A text beside the body in all three versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineMerge {
    /// Which.
    pub line: TextLine,
    /// Its three versions.
    pub text: ThreeWayText,
}

/// Lays three versions of a text side by side (three-way comparison after S. Khanna, K. Kunal, B. C. Pierce, "A Formal
/// Investigation of Diff3", 2007): pieces of the base that both sides have as one piece each are a chunk; blocks that nobody
/// changed are joined. Compared in normal form, without remarks, and as readers see it: blanks at the ends of a line, empty
/// paragraphs and marks on breaks are no change, as no site keeps them. Ours and theirs keep the places of their remarks.
#[must_use]
pub fn merge(base: &Body, ours: &Body, theirs: &Body) -> Vec<Chunk> {
    let [ours_whole, theirs_whole] = [ours, theirs].map(|body| body.normalised().doc.content);
    let blocks = |body: &Body| body.for_readers().doc.content;
    let versions = [blocks(base), blocks(ours), blocks(theirs)];
    let [base, ours, theirs] = &versions;
    let [b, o, t] = states(&versions);
    let (in_ours, in_theirs) = (segments(&b, &o), segments(&b, &t));
    let (mut in_ours, mut in_theirs) = (in_ours.iter().peekable(), in_theirs.iter().peekable());
    let mut chunks = Vec::new();
    loop {
        let (our, their) = match (in_ours.peek().copied(), in_theirs.peek().copied()) {
            (None, None) => break chunks,
            // What one side put in where the other did nothing is a piece of its own.
            (Some(our), their) if our.base.is_empty() && their.is_none_or(|their| !their.base.is_empty()) => {
                in_ours.next();
                (our.clone(), Segment::nothing(our.base.start, their.map_or(theirs.len(), |their| their.side.start)))
            }
            (our, Some(their)) if their.base.is_empty() && our.is_none_or(|our| !our.base.is_empty()) => {
                in_theirs.next();
                (Segment::nothing(their.base.start, our.map_or(ours.len(), |our| our.side.start)), their.clone())
            }
            (our, their) => {
                in_ours.next();
                in_theirs.next();
                (our.cloned().unwrap_or_default(), their.cloned().unwrap_or_default())
            }
        };
        let (mut our, mut their) = (our, their);
        // Until both sides stand at the same place of the base.
        while our.base.end != their.base.end {
            let (behind, more) = match our.base.end < their.base.end {
                true => (&mut our, in_ours.next()),
                false => (&mut their, in_theirs.next()),
            };
            let Some(more) = more else { break };
            behind.base.end = more.base.end;
            behind.side.end = more.side.end;
        }
        let kind = ChunkKind::of(&seen(&b, &our.base), &seen(&o, &our.side), &seen(&t, &their.side));
        push(&mut chunks, kind, &base[our.base], &ours_whole[our.side], &theirs_whole[their.side]);
    }
}

/// The number of every block in which there is nothing to see.
const UNSEEN: usize = usize::MAX;

/// The versions as they are laid side by side: blocks that look the same are the same.
fn states(versions: &[Vec<Block>; 3]) -> [State<'static, usize>; 3] {
    let mut numbers = HashMap::new();
    let mut key = |block: &Block| {
        let next = numbers.len();
        match visible(block) {
            Some(seen) => *numbers.entry(serde_json::to_string(&seen).unwrap_or_default()).or_insert(next),
            None => UNSEEN,
        }
    };
    let text = |block: &Block| -> String {
        texts(std::slice::from_ref(block)).into_iter().map(|(_, text, _)| text + " ").collect()
    };
    versions.each_ref().map(|version| State {
        keys: version.iter().map(&mut key).collect(),
        texts: version.iter().map(|block| text(block).into()).collect(),
    })
}

/// The numbers of the blocks in which there is something to see.
fn seen(state: &State<'_, usize>, range: &Range<usize>) -> Vec<usize> {
    state.keys[range.clone()].iter().copied().filter(|key| *key != UNSEEN).collect()
}

/// Adds a chunk; blocks that nobody changed join those before them.
fn push(chunks: &mut Vec<Chunk>, kind: ChunkKind, base: &[Block], ours: &[Block], theirs: &[Block]) {
    match chunks.last_mut() {
        Some(last) if kind == ChunkKind::Same && last.kind == ChunkKind::Same => {
            last.base.extend_from_slice(base);
            last.ours.extend_from_slice(ours);
            last.theirs.extend_from_slice(theirs);
        }
        _ => chunks.push(Chunk { kind, base: base.to_vec(), ours: ours.to_vec(), theirs: theirs.to_vec() }),
    }
}

/// The text as chosen, a side for every chunk; ours where no choice is given, and where there is nothing to choose:
/// [`ChunkKind::Same`] and [`ChunkKind::Alike`], so that remarks stay, and blanks as they were typed.
#[must_use]
pub fn resolve(chunks: &[Chunk], choices: &[Side]) -> Body {
    let choices = choices.iter().copied().chain(std::iter::repeat(Side::Ours));
    let chosen = chunks.iter().zip(choices).flat_map(|(chunk, side)| match chunk.kind {
        ChunkKind::Same | ChunkKind::Alike => chunk.of(Side::Ours),
        ChunkKind::Ours | ChunkKind::Theirs | ChunkKind::Both => chunk.of(side),
    });
    Body::new(chosen.cloned().collect())
}

/// Blocks as lines to be shown: what each is, its words, and which photo a figure shows.
#[must_use]
pub fn texts(blocks: &[Block]) -> Vec<(BlockKind, String, Option<PhotoUseId>)> {
    block_texts(&Body::new(blocks.to_vec()))
}

#[cfg(test)]
mod choices;
#[cfg(test)]
mod tests;

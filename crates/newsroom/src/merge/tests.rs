use super::{ChunkKind, Side, ThreeWayText, merge, resolve};
use crate::body::{Block, Body, Inline};
use proptest::prelude::*;

fn body(lines: &[&str]) -> Body {
    let block =
        |line: &&str| Block::Paragraph { content: vec![Inline::Text { text: (*line).to_owned(), marks: vec![] }] };
    Body::new(lines.iter().map(block).collect())
}

fn kinds(base: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<ChunkKind> {
    merge(&body(base), &body(ours), &body(theirs)).iter().map(|chunk| chunk.kind).collect()
}

fn defaults(base: &[&str], ours: &[&str], theirs: &[&str]) -> Body {
    let chunks = merge(&body(base), &body(ours), &body(theirs));
    let sides: Vec<Side> = chunks.iter().map(|chunk| chunk.kind.default_side()).collect();
    resolve(&chunks, &sides)
}

#[test]
fn each_paragraph_is_a_choice_of_its_own() {
    use ChunkKind::{Both, Ours, Same, Theirs};
    let base = ["mở đầu", "một", "hai", "ba", "kết"];
    assert_eq!(kinds(&base, &base, &base), [Same]);
    assert_eq!(
        kinds(&base, &["mở đầu", "một của ta", "hai", "ba", "kết"], &["mở đầu", "một", "hai", "ba của họ", "kết"]),
        [Same, Ours, Same, Theirs, Same]
    );
    assert_eq!(
        kinds(&base, &["mở đầu", "một ta", "hai ta", "ba", "kết"], &["mở đầu", "một họ", "hai", "ba", "kết"]),
        [Same, Both, Ours, Same],
        "neighbours that were changed are told apart"
    );
}

#[test]
fn what_only_one_side_changed_is_kept_from_both() {
    let base = ["a", "b", "c", "d"];
    let merged = defaults(&base, &["a", "b2", "c", "d", "thêm của ta"], &["thêm của họ", "a", "b", "d"]);
    assert_eq!(merged, body(&["thêm của họ", "a", "b2", "d", "thêm của ta"]));
}

#[test]
fn a_headline_is_a_matter_of_all_three() {
    let three = |base: &str, ours: &str, theirs: &str| {
        ThreeWayText { base: base.into(), ours: ours.into(), theirs: theirs.into() }.kind()
    };
    assert_eq!(three("a", "a", "b"), ChunkKind::Theirs);
    assert_eq!(three("a", "b", "b"), ChunkKind::Alike);
    assert_eq!(three("a", "b", "c"), ChunkKind::Both);
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    // Few different lines, so that versions share many.
    prop::collection::vec(prop::sample::select(vec!["một", "hai", "ba", "bốn", "năm", "sáu"]), 0..12)
        .prop_map(|lines| lines.into_iter().map(str::to_owned).collect())
}

proptest! {
    #[test]
    fn one_side_everywhere_is_that_side(base in lines(), ours in lines(), theirs in lines()) {
        let of = |lines: &[String]| body(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let (base, ours, theirs) = (of(&base), of(&ours), of(&theirs));
        let chunks = merge(&base, &ours, &theirs);
        let all = |side| vec![side; chunks.len()];
        prop_assert_eq!(resolve(&chunks, &all(Side::Ours)), ours.clone());
        prop_assert_eq!(resolve(&chunks, &all(Side::Theirs)), theirs.clone());
        let joined: Vec<Block> = chunks.iter().flat_map(|chunk| chunk.base.clone()).collect();
        prop_assert_eq!(Body::new(joined), base.clone());
        // Where only one side did anything, nobody has to choose.
        let chunks = merge(&base, &base, &theirs);
        prop_assert!(chunks.iter().all(|chunk| chunk.kind != ChunkKind::Both));
        let sides: Vec<Side> = chunks.iter().map(|chunk| chunk.kind.default_side()).collect();
        prop_assert_eq!(resolve(&chunks, &sides), theirs);
        let chunks = merge(&base, &ours, &base);
        let sides: Vec<Side> = chunks.iter().map(|chunk| chunk.kind.default_side()).collect();
        prop_assert_eq!(resolve(&chunks, &sides), ours);
    }
}

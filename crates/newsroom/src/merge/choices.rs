//! What an editor is asked about, and what comes of the answers.

use super::*;
use crate::body::{CellAttrs, Inline, ListItem, Mark, TableCell, TableRow};
use proptest::{collection::vec, prelude::*, sample::select};
use std::time::{Duration, Instant};

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: vec![Inline::Text { text: text.to_owned(), marks: vec![] }] }
}

fn body(paragraphs: &[&str]) -> Body {
    Body::new(paragraphs.iter().map(|text| paragraph(text)).collect())
}

/// Kinds with the number of blocks in base, ours and theirs.
fn shape(chunks: &[Chunk]) -> Vec<(ChunkKind, usize, usize, usize)> {
    chunks.iter().map(|c| (c.kind, c.base.len(), c.ours.len(), c.theirs.len())).collect()
}

fn defaults(chunks: &[Chunk]) -> Vec<Side> {
    chunks.iter().map(|chunk| default_side(chunk.kind)).collect()
}

const BRIDGE: &str = "Sáng nay, 300 xe hàng thông quan qua cầu Bắc Luân II.";
const BRIDGE_NEW: &str = "Sáng nay, 412 xe hàng thông quan qua cầu Bắc Luân II.";
const BRIDGE_OTHER: &str = "Sáng nay, 355 xe hàng thông quan qua cầu Bắc Luân II.";
const MARKET: &str = "Chợ trung tâm mở cửa từ 6 giờ, khách rất đông.";
const MARKET_NEW: &str = "Chợ trung tâm mở cửa từ 5 giờ, khách rất đông.";
const SEA: &str = "Ngư dân Trà Cổ ra khơi sau bão.";

#[test]
fn neighbouring_paragraphs_changed_by_the_two_sides_are_two_choices() {
    let ours = body(&[BRIDGE_NEW, MARKET, SEA]);
    let chunks = merge(&body(&[BRIDGE, MARKET, SEA]), &ours, &body(&[BRIDGE, MARKET_NEW, SEA]));
    let expected = [(ChunkKind::Ours, 1, 1, 1), (ChunkKind::Theirs, 1, 1, 1), (ChunkKind::Same, 1, 1, 1)];
    assert_eq!(shape(&chunks), expected);
    assert_eq!(resolve(&chunks, &defaults(&chunks)), body(&[BRIDGE_NEW, MARKET_NEW, SEA]));
}

#[test]
fn the_same_paragraph_changed_twice_is_one_choice_unless_both_wrote_the_same() {
    let base = body(&[BRIDGE, MARKET]);
    let chunks = merge(&base, &body(&[BRIDGE_NEW, MARKET_NEW]), &body(&[BRIDGE_OTHER, MARKET_NEW]));
    assert_eq!(shape(&chunks), [(ChunkKind::Both, 1, 1, 1), (ChunkKind::Alike, 1, 1, 1)]);
    assert_eq!(resolve(&chunks, &[]), body(&[BRIDGE_NEW, MARKET_NEW]), "ours where nothing is chosen");
    assert_eq!(resolve(&chunks, &[Side::Theirs]), body(&[BRIDGE_OTHER, MARKET_NEW]));
}

#[test]
fn a_new_paragraph_does_not_drag_its_rewritten_neighbour_along() {
    let chunks = merge(&body(&[BRIDGE, MARKET]), &body(&[BRIDGE, SEA, MARKET_NEW]), &body(&[BRIDGE_NEW, MARKET]));
    let expected = [(ChunkKind::Theirs, 1, 1, 1), (ChunkKind::Ours, 0, 1, 0), (ChunkKind::Ours, 1, 1, 1)];
    assert_eq!(shape(&chunks), expected);
}

#[test]
fn a_paragraph_rewritten_from_the_ground_up_is_one_choice() {
    let chunks = merge(&body(&[BRIDGE, MARKET]), &body(&["Không còn gì như cũ", MARKET]), &body(&[BRIDGE, MARKET]));
    assert_eq!(shape(&chunks), [(ChunkKind::Ours, 1, 1, 1), (ChunkKind::Same, 1, 1, 1)]);
}

#[test]
fn as_many_paragraphs_as_before_are_a_choice_each_whatever_they_say() {
    let base = body(&[BRIDGE, MARKET]);
    let chunks = merge(&base, &body(&["Không còn gì như cũ", "Chẳng giống"]), &base);
    assert_eq!(shape(&chunks), [(ChunkKind::Ours, 1, 1, 1), (ChunkKind::Ours, 1, 1, 1)]);
}

#[test]
fn nobody_loses_a_change_without_having_chosen() {
    use ChunkKind::{Alike, Both, Ours, Same, Theirs};
    let sides = [Same, Ours, Theirs, Alike, Both].map(default_side);
    assert_eq!(sides, [Side::Ours, Side::Ours, Side::Theirs, Side::Ours, Side::Ours]);
}

#[test]
fn a_removed_paragraph_that_the_other_side_rewrote_is_asked_about() {
    let chunks = merge(&body(&[BRIDGE, MARKET, SEA]), &body(&[SEA]), &body(&[BRIDGE, MARKET_NEW, SEA]));
    let expected = [(ChunkKind::Ours, 1, 0, 1), (ChunkKind::Both, 1, 0, 1), (ChunkKind::Same, 1, 1, 1)];
    assert_eq!(shape(&chunks), expected);
    assert_eq!(resolve(&chunks, &[Side::Ours, Side::Theirs]), body(&[MARKET_NEW, SEA]));
}

#[test]
fn remarks_and_the_form_of_letters_are_no_change_and_our_remarks_stay() {
    let doc = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Mo\u0301ng "},
        {"type":"text","marks":[{"type":"remark","attrs":{"id":"01890a5d-ac96-774b-bcce-b302099a8057"}}],"text":"Cái"}]}]}"#;
    let ours = Body::from_doc(doc).unwrap();
    let theirs = body(&["Móng Cái"]);
    let chunks = merge(&theirs, &ours, &theirs);
    assert_eq!(shape(&chunks), [(ChunkKind::Same, 1, 1, 1)]);
    assert_eq!(resolve(&chunks, &[Side::Theirs]), ours.normalised());
    assert_eq!(resolve(&chunks, &[]).version, 2, "it holds a remark");
}

#[test]
fn where_both_wrote_the_same_ours_stays_with_its_remarks_whatever_is_chosen() {
    let doc = format!(
        r#"{{"type":"doc","content":[{{"type":"paragraph","content":[{{"type":"text","text":"{BRIDGE_NEW}",
        "marks":[{{"type":"remark","attrs":{{"id":"01890a5d-ac96-774b-bcce-b302099a8057"}}}}]}}]}}]}}"#
    );
    let ours = Body::from_doc(&doc).unwrap();
    let chunks = merge(&body(&[BRIDGE]), &ours, &body(&[BRIDGE_NEW]));
    assert_eq!(shape(&chunks), [(ChunkKind::Alike, 1, 1, 1)]);
    assert_eq!(resolve(&chunks, &[Side::Theirs]), ours);
    let line = |base: &str, ours: &str, theirs: &str| {
        let text = ThreeWayText { base: base.into(), ours: ours.into(), theirs: theirs.into() };
        text.taken(Side::Theirs, text.kind()).cloned()
    };
    assert_eq!(line("a", "b ", "b"), None, "blanks as they were typed here");
    assert_eq!(line("a ", "a", "a"), None);
    assert_eq!(line("a", "a", "b").as_deref(), Some("b"));
    assert_eq!(line("a", "b", "c").as_deref(), Some("c"));
}

#[test]
fn the_form_of_letters_is_no_change_of_a_headline() {
    let headline =
        ThreeWayText { base: "Móng Cái".into(), ours: "Mo\u{301}ng Ca\u{301}i ".into(), theirs: "Móng Cái".into() };
    assert_eq!(headline.kind(), ChunkKind::Same);
}

#[test]
fn blocks_are_shown_as_they_are_compared() {
    let list = r#"{"type":"doc","content":[{"type":"bullet_list","content":[{"type":"list_item","content":
        [{"type":"paragraph","content":[{"type":"text","text":"một"}]}]}]},
        {"type":"figure","attrs":{"photo":"01890a5d-ac96-774b-bcce-b302099a8057"}}]}"#;
    let shown = texts(&Body::from_doc(list).unwrap().doc.content);
    assert_eq!(shown[0], (BlockKind::ListItem, "một".to_owned(), None));
    assert_eq!((shown[1].0, shown[1].2.is_some()), (BlockKind::Figure, true));
}

/// What typists leave behind and no site keeps: blanks at the ends, a bold line break, an empty last paragraph.
fn as_typed(text: &str) -> Vec<Block> {
    let content = vec![
        Inline::Text { text: format!(" {text} "), marks: vec![] },
        Inline::LineBreak { marks: vec![Mark::Bold {}] },
        Inline::Text { text: " \u{a0}".to_owned(), marks: vec![Mark::Bold {}] },
    ];
    vec![Block::Paragraph { content }, Block::Paragraph { content: vec![] }]
}

#[test]
fn what_no_reader_sees_is_no_change_and_does_not_stand_in_the_way_of_theirs() {
    let ours = Body::new([BRIDGE, MARKET, SEA].into_iter().flat_map(as_typed).collect());
    let chunks = merge(&body(&[BRIDGE, MARKET, SEA]), &ours, &body(&[BRIDGE, MARKET_NEW, SEA]));
    let kinds: Vec<ChunkKind> = chunks.iter().map(|chunk| chunk.kind).collect();
    assert_eq!(kinds, [ChunkKind::Same, ChunkKind::Theirs, ChunkKind::Same], "{chunks:?}");
    assert_eq!(chunks.iter().flat_map(|chunk| chunk.ours.clone()).collect::<Vec<_>>(), ours.doc.content);
    let text = resolve(&chunks, &defaults(&chunks)).plain_text();
    assert!(text.contains(MARKET_NEW) && !text.contains(MARKET), "{text}");
}

#[test]
fn lists_and_tables_are_compared_as_a_site_keeps_them() {
    let list = |items: &[&[&str]]| {
        let item = |item: &&[&str]| ListItem::new(item.iter().map(|text| paragraph(text)).collect());
        Block::BulletList { content: items.iter().map(item).collect() }
    };
    let table = |cell: &str| {
        let blocks = vec![paragraph(cell)];
        Block::Table {
            content: vec![TableRow::new(vec![TableCell::TableCell { attrs: CellAttrs::default(), content: blocks }])],
        }
    };
    let lines = |marks: Vec<Mark>| {
        let text = |text: &str| Inline::Text { text: text.to_owned(), marks: marks.clone() };
        let content = vec![text("một"), Inline::LineBreak { marks: marks.clone() }, text("hai")];
        Block::BulletList { content: vec![ListItem::new(vec![Block::Paragraph { content }])] }
    };
    let same = |a: Block, b: Block| {
        let (a, b) = (Body::new(vec![a]), Body::new(vec![b]));
        merge(&a, &b, &a).iter().all(|chunk| chunk.kind == ChunkKind::Same)
    };
    assert!(same(list(&[&["một", "hai"]]), lines(vec![])), "paragraphs of an item are lines on the site");
    assert!(same(list(&[&["một"], &[" "]]), list(&[&["một"]])), "an empty item is none");
    assert!(same(table("12 hộ"), table("12 hộ ")));
    assert!(!same(table("12 hộ"), table("13 hộ")));
    assert!(!same(list(&[&["một"], &["hai"]]), lines(vec![])), "two items are not two lines");
    assert!(!same(lines(vec![]), lines(vec![Mark::Bold {}])), "readers see bold");
    let marked =
        |marks: Vec<Mark>| Block::Paragraph { content: vec![Inline::Text { text: "cầu".to_owned(), marks }] };
    let both = vec![Mark::Bold {}, Mark::Italic {}];
    assert!(same(marked(both.clone()), marked(both.into_iter().rev().collect())), "marks have no order");
}

/// A long story; another `change` is another version, in which every paragraph was rewritten.
fn long(count: usize, change: usize) -> Body {
    let words = |n: usize| (0..80).map(move |w| format!("từ{}", (n * 31 + w * (7 + change)) % 900));
    Body::new((0..count).map(|n| paragraph(&words(n).collect::<Vec<_>>().join(" "))).collect())
}

/// How long a comparison of so many paragraphs, all rewritten by both sides, takes.
fn time(count: usize) -> Duration {
    let (base, ours, theirs) = (long(count, 0), long(count, 1), long(count, 2));
    let start = Instant::now();
    let chunks = merge(&base, &ours, &theirs);
    let time = start.elapsed();
    assert_eq!(resolve(&chunks, &vec![Side::Theirs; chunks.len()]), theirs);
    println!("{count} paragraphs: {time:?}");
    time
}

#[test]
fn the_longest_stories_are_laid_side_by_side_in_a_moment() {
    let slow = if cfg!(debug_assertions) { 20 } else { 1 };
    assert!(time(300) < slow * Duration::from_millis(200));
    // Longer than any story, and more than is searched for rewritten paragraphs.
    assert!(time(2000) < slow * Duration::from_millis(1000));
}

/// What a side did to a paragraph or before it.
#[derive(Clone, Debug)]
enum Edit {
    Keep,
    Remove,
    Change(String),
    Split(String, String),
    Before(String),
}

fn text() -> impl Strategy<Value = String> {
    vec(select(vec!["cầu", "chợ", "xe", "biển", "mưa", "300"]), 1..6).prop_map(|words| words.join(" "))
}

fn any_body() -> impl Strategy<Value = Body> {
    vec(text(), 0..9).prop_map(|texts| Body::new(texts.iter().map(|text| paragraph(text)).collect()))
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => Just(Edit::Keep),
        1 => Just(Edit::Remove),
        2 => text().prop_map(Edit::Change),
        1 => (text(), text()).prop_map(|(a, b)| Edit::Split(a, b)),
        1 => text().prop_map(Edit::Before),
    ]
}

/// The paragraphs `0..edits.len()` with the edits for which `wanted` holds.
fn edited(edits: &[(bool, Edit)], wanted: impl Fn(bool) -> bool) -> Body {
    let mut blocks = Vec::new();
    for (index, (ours, edit)) in edits.iter().enumerate() {
        let own = format!("đoạn số {index} của bài");
        match edit {
            edit if !wanted(*ours) || matches!(edit, Edit::Keep) => blocks.push(paragraph(&own)),
            Edit::Change(text) => blocks.push(paragraph(&format!("{own} {text}"))),
            // Letters that no other paragraph has.
            Edit::Split(a, b) => blocks.extend([a, b].map(|text| paragraph(&format!("tách {index} {text}")))),
            Edit::Before(text) => blocks.extend([paragraph(&format!("mới {index} {text}")), paragraph(&own)]),
            Edit::Keep | Edit::Remove => {}
        }
    }
    Body::new(blocks)
}

proptest! {
    #[test]
    fn the_chunks_restore_all_three_and_tell_the_truth(b in any_body(), o in any_body(), t in any_body()) {
        let chunks = merge(&b, &o, &t);
        let joined = |part: fn(&Chunk) -> &Vec<Block>| -> Vec<Block> { chunks.iter().flat_map(part).cloned().collect() };
        prop_assert_eq!(joined(|c| &c.base), b.doc.content);
        prop_assert_eq!(joined(|c| &c.ours), o.doc.content);
        prop_assert_eq!(joined(|c| &c.theirs), t.doc.content);
        for chunk in &chunks {
            let kind = ChunkKind::of(&chunk.base, &chunk.ours, &chunk.theirs);
            prop_assert_eq!(kind, chunk.kind);
        }
    }

    #[test]
    fn what_one_side_left_alone_is_never_asked_about(b in any_body(), changed in any_body()) {
        let theirs = merge(&b, &b, &changed);
        prop_assert!(theirs.iter().all(|c| matches!(c.kind, ChunkKind::Same | ChunkKind::Theirs)), "{:?}", theirs);
        let ours = merge(&b, &changed, &b);
        prop_assert!(ours.iter().all(|c| matches!(c.kind, ChunkKind::Same | ChunkKind::Ours)), "{:?}", ours);
    }

    #[test]
    fn changes_in_different_places_are_both_kept(edits in vec((any::<bool>(), edit()), 0..12)) {
        let (b, o, t) = (edited(&edits, |_| false), edited(&edits, |ours| ours), edited(&edits, |ours| !ours));
        let chunks = merge(&b, &o, &t);
        prop_assert!(chunks.iter().all(|c| !matches!(c.kind, ChunkKind::Both | ChunkKind::Alike)), "{:?}", shape(&chunks));
        prop_assert_eq!(resolve(&chunks, &defaults(&chunks)), edited(&edits, |_| true));
    }

    #[test]
    fn what_typists_leave_behind_is_never_asked_about(b in any_body(), changed in any_body()) {
        let typed = Body::new(b.doc.content.iter().flat_map(|block| as_typed(texts(std::slice::from_ref(block))[0].1.as_str())).collect());
        let chunks = merge(&b, &typed, &changed);
        prop_assert!(chunks.iter().all(|c| matches!(c.kind, ChunkKind::Same | ChunkKind::Theirs)), "{:?}", chunks);
        let told = |body: &Body| -> Vec<String> {
            let lines = body.plain_text();
            lines.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
        };
        prop_assert_eq!(told(&resolve(&chunks, &defaults(&chunks))), told(&changed));
    }
}

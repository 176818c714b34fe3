use super::*;
use crate::body::{Block, Body, FigureAttrs, Inline};
use crate::{approval::ContentHash, manuscript::Related, photo::Crops};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn paragraph(text: &str) -> Block {
    let content = if text.is_empty() { vec![] } else { vec![Inline::Text { text: text.to_owned(), marks: vec![] }] };
    Block::Paragraph { content }
}

fn story(paragraphs: &[&str]) -> Manuscript {
    Manuscript { body: Body::new(paragraphs.iter().map(|p| paragraph(p)).collect()), ..Manuscript::default() }
}

fn side(pieces: &[Piece], not: Fate) -> String {
    pieces.iter().filter(|p| p.fate != not).map(|p| p.text.as_str()).collect()
}

#[test]
fn a_changed_figure_is_the_only_change() {
    let older = story(&["Sáng nay, 300 xe thông quan.", "Thời tiết tốt."]);
    let newer = story(&["Sáng nay, 412 xe thông quan.", "Thời tiết tốt."]);
    let found = compare(&older, &newer);
    let shown: Vec<_> = found.blocks[0].pieces.iter().map(|p| (p.fate, p.text.as_str())).collect();
    let expected =
        [(Fate::Same, "Sáng nay, "), (Fate::Removed, "300"), (Fate::Added, "412"), (Fate::Same, " xe thông quan.")];
    assert_eq!(shown, expected);
    assert_eq!((found.words_added, found.words_removed), (1, 1));
    assert_eq!(found.blocks[1].pieces, [Piece { fate: Fate::Same, text: "Thời tiết tốt.".to_owned() }]);
}

#[test]
fn changed_words_beside_each_other_are_one_change() {
    let shown = |older: &str, newer: &str| {
        let found = compare(&story(&[older]), &story(&[newer]));
        let fates = found.blocks[0].pieces.iter();
        let shown = fates.map(|piece| match piece.fate {
            Fate::Same => piece.text.clone(),
            Fate::Removed => format!("[-{}-]", piece.text),
            Fate::Added => format!("[+{}+]", piece.text),
        });
        shown.collect::<String>()
    };
    assert_eq!(
        shown("Cầu khởi công trong năm sau, theo kế hoạch.", "Cầu khởi công trước ngày 30/6/2027, theo kế hoạch."),
        "Cầu khởi công [-trong năm sau-][+trước ngày 30/6/2027+], theo kế hoạch."
    );
    assert_eq!(
        shown("Mưa to. Gió lớn.", "Nắng to. Bão lớn."),
        "[-Mưa-][+Nắng+] to. [-Gió-][+Bão+] lớn.",
        "words that stayed part two changes"
    );
    assert_eq!(shown("một hai ba", "một ba"), "một [-hai -]ba", "what is only taken out is no more than that");
}

#[test]
fn a_new_paragraph_between_does_not_touch_its_neighbours() {
    let older = story(&["Đoạn một nói về cầu.", "Đoạn hai nói về chợ."]);
    let newer = story(&["Đoạn một nói về cầu.", "Hoàn toàn khác hẳn.", "Đoạn hai nói về chợ cũ."]);
    let fates: Vec<_> = compare(&older, &newer).blocks.iter().map(|b| b.fate).collect();
    assert_eq!(fates, [Fate::Same, Fate::Added, Fate::Same]);
}

#[test]
fn photos_come_and_go_with_their_words() {
    let photo = |n: u128, caption: &str| PhotoUse {
        id: PhotoUseId(uuid::Uuid::from_u128(n)),
        original: crate::ContentHash::of(b"x"),
        file_name: "a.jpg".to_owned(),
        width: 4,
        height: 3,
        caption: caption.to_owned(),
        alt_text: String::new(),
        credit: String::new(),
        crops: Crops::default(),
    };
    let figure = |n: u128| Block::Figure { attrs: FigureAttrs { photo: PhotoUseId(uuid::Uuid::from_u128(n)) } };
    let older = Manuscript {
        photos: vec![photo(1, "Cầu"), photo(2, "Chợ")],
        body: Body::new(vec![figure(2)]),
        ..Manuscript::default()
    };
    let newer = Manuscript { photos: vec![photo(1, "Cầu mới")], ..Manuscript::default() };
    let found = compare(&older, &newer);
    assert_eq!(found.photos.iter().map(|p| p.fate).collect::<Vec<_>>(), [Fate::Same, Fate::Removed]);
    assert_eq!(side(found.line(TextLine::Photo(photo(1, "").id, PhotoLine::Caption)), Fate::Removed), "Cầu mới");
    assert_eq!((found.blocks[0].fate, found.blocks[0].kind), (Fate::Removed, BlockKind::Figure));
}

#[test]
fn another_address_of_a_link_is_a_change() {
    let linked = |href: &str| {
        let doc = format!(
            r#"{{"type":"doc","content":[{{"type":"paragraph","content":[{{"type":"text","text":"xem","marks":[{{"type":"link","attrs":{{"href":"{href}"}}}}]}}]}}]}}"#
        );
        Manuscript { body: Body::from_doc(&doc).unwrap(), ..Manuscript::default() }
    };
    let found = compare(&linked("https://a.vn/1"), &linked("https://a.vn/2"));
    assert!(found.blocks.iter().flat_map(|b| &b.pieces).any(|p| p.fate == Fate::Added && p.text == "2"), "{found:?}");
}

#[test]
fn what_looks_different_is_told_of_its_block() {
    let of = |blocks: &str| {
        let doc = format!(r#"{{"type":"doc","content":[{blocks}]}}"#);
        Manuscript { body: Body::from_doc(&doc).unwrap(), ..Manuscript::default() }
    };
    let text = |text: &str, mark: &str| {
        let marks = if mark.is_empty() { String::new() } else { format!(r#","marks":[{{"type":"{mark}"}}]"#) };
        format!(r#"{{"type":"text","text":"{text}"{marks}}}"#)
    };
    let paragraph = |inline: &str| format!(r#"{{"type":"paragraph","content":[{inline}]}}"#);
    let bold = |before: &str, word: &str| paragraph(&format!("{},{}", text(before, ""), text(word, "bold")));
    let plain = paragraph(&text("Hàng qua cầu tăng", ""));
    let subhead = |level: u8| {
        format!(r#"{{"type":"subhead","attrs":{{"level":{level}}},"content":[{}]}}"#, text("Hàng qua cầu tăng", ""))
    };
    let list = |kind: &str, item: &str| {
        format!(r#"{{"type":"{kind}","content":[{{"type":"list_item","content":[{item}]}}]}}"#)
    };
    let quote = format!(r#"{{"type":"quote","content":[{plain}]}}"#);
    let numbered = format!(
        r#"{{"type":"ordered_list","attrs":{{"start":1}},"content":[{{"type":"list_item","content":[{plain}]}}]}}"#
    );
    for (older, newer, restyled) in [
        (plain.clone(), bold("Hàng qua cầu ", "tăng"), true),
        (bold("Hàng qua cầu ", "tăng"), plain.clone(), true),
        (paragraph(&text("Hàng qua cầu tăng", "bold")), paragraph(&text("Hàng qua cầu tăng", "italic")), true),
        // Other words are told by themselves.
        (bold("Hàng qua cầu ", "tăng"), bold("Nhiều hàng qua cầu ", "tăng"), false),
        (bold("Hàng qua cầu ", "tăng"), bold("Hàng qua cầu ", "giảm"), false),
        (subhead(2), subhead(3), true),
        (subhead(2), plain.clone(), true),
        (plain.clone(), quote, true),
        (list("bullet_list", &plain), numbered, true),
        (plain.clone(), plain, false),
    ] {
        let found = compare(&of(&older), &of(&newer));
        let blocks: Vec<_> = found.blocks.iter().map(|block| (block.fate, block.restyled)).collect();
        assert_eq!(blocks, [(Fate::Same, restyled)], "{older} and {newer}");
        if restyled {
            assert_eq!((found.words_added, found.words_removed), (0, 0), "{older} and {newer}");
        }
    }
}

/// A story of 20,000 words; another `change` is another state, in which every paragraph was rewritten.
fn long(change: usize) -> Manuscript {
    let words = |n: usize| (0..80).map(move |w| format!("từ{}", (n * 31 + w * (7 + change)) % 900));
    let paragraphs: Vec<String> = (0..250).map(|n| words(n).collect::<Vec<_>>().join(" ")).collect();
    story(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn the_longest_stories_are_compared_in_a_moment() {
    let slow = if cfg!(debug_assertions) { 20 } else { 1 };
    for (what, newer) in [("same", long(0)), ("rewritten", long(1))] {
        let older = long(0);
        let start = Instant::now();
        let found = compare(&older, &newer);
        let time = start.elapsed();
        println!("20,000 words, {what}: {time:?}");
        assert_eq!(found.blocks.iter().filter(|block| block.fate != Fate::Removed).count(), 250);
        assert!(time < slow * Duration::from_millis(200), "{what}: {time:?}");
    }
}

proptest! {
    #[test]
    fn both_texts_can_be_read_from_a_comparison(
        older in prop::collection::vec("[a-dđê ,.]{0,12}", 0..8),
        newer in prop::collection::vec("[a-dđê ,.]{0,12}", 0..8),
    ) {
        let texts = |list: &[String]| story(&list.iter().map(String::as_str).collect::<Vec<_>>());
        let found = compare(&texts(&older), &texts(&newer));
        let read = |not: Fate| -> Vec<String> {
            found.blocks.iter().filter(|b| b.fate != not).map(|b| side(&b.pieces, not)).collect()
        };
        prop_assert_eq!(read(Fate::Added), older);
        prop_assert_eq!(read(Fate::Removed), newer);
    }

    #[test]
    fn equal_states_show_no_change(list in prop::collection::vec("[a-d ]{0,12}", 0..8)) {
        let story = story(&list.iter().map(String::as_str).collect::<Vec<_>>());
        let found = compare(&story, &story);
        prop_assert!(found.blocks.iter().all(|b| b.fate == Fate::Same && b.pieces.iter().all(|p| p.fate == Fate::Same)));
        prop_assert_eq!((found.words_added, found.words_removed), (0, 0));
    }
}

#[test]
fn every_text_beside_the_body_is_compared() {
    let photo = |caption: &str| PhotoUse {
        id: PhotoUseId(uuid::Uuid::from_u128(1)),
        original: ContentHash::of(b"x"),
        file_name: "cau.jpg".to_owned(),
        width: 4,
        height: 3,
        caption: caption.to_owned(),
        alt_text: String::new(),
        credit: String::new(),
        crops: Crops::default(),
    };
    let story = |text: &str| {
        let related = Related { title: text.to_owned(), link: "https://mongcai.example/tin".to_owned() };
        let mut story = Manuscript {
            tags: vec![String::new()],
            photos: vec![photo(text)],
            related: vec![related],
            ..Manuscript::default()
        };
        story.change_lines(|_, line| *line = text.to_owned());
        story
    };
    let (older, newer) = (story("Cầu cũ"), story("Cầu mới"));
    let found = compare(&older, &newer);
    assert!(found.related_changed);
    for (line, _) in newer.lines().into_iter().filter(|(line, _)| !matches!(line, TextLine::RelatedTitle(_))) {
        let sides = [Fate::Added, Fate::Removed].map(|fate| side(found.line(line), fate));
        assert_eq!(sides, ["Cầu cũ", "Cầu mới"], "{line:?}");
    }
}

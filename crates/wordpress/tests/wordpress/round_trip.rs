//! Whatever story is sent can be read back.

use newsroom::{
    Body, Manuscript, PhotoUseId, Related,
    body::{
        Block, CellAttrs, FigureAttrs, Inline, LinkAttrs, ListItem, ListKind, Mark, OrderedListAttrs, SubheadAttrs,
        TableCell, TableRow,
    },
};
use proptest::{collection::vec, prelude::*};
use uuid::Uuid;
use wordpress::content::{Missing, PlacedPhoto, read, story};

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Móng Cái",
        " ",
        "  ",
        "đ",
        "<b>",
        "&amp;",
        "&",
        "[gallery]",
        "\"",
        "'",
        "https://x.vn/a",
        "\n",
        "\t",
        "\u{a0}",
        "\u{7}",
        "😀",
        "5 < 6",
        "-->",
        "<!-- wp:paragraph -->",
        "a\u{302}\u{301}",
        "]",
        "</p>",
        "Đính chính:",
    ]);
    vec(pieces, 1..4).prop_map(|pieces| pieces.concat())
}

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    let link = prop::sample::select(vec!["https://x.vn/?a=1&b=[2]\"", "mailto:a@b.vn", "tel:+84203"]);
    (any::<bool>(), any::<bool>(), 0..9u8, prop::option::weighted(0.2, link)).prop_map(
        |(bold, italic, script, link)| {
            let mut marks = Vec::new();
            marks.extend(link.map(|href| Mark::Link { attrs: LinkAttrs { href: href.to_owned() } }));
            marks.extend(italic.then_some(Mark::Italic {}));
            marks.extend(bold.then_some(Mark::Bold {}));
            marks.extend((script == 0).then_some(Mark::Superscript {}));
            marks.extend((script == 1).then_some(Mark::Subscript {}));
            marks
        },
    )
}

fn line() -> impl Strategy<Value = Vec<Inline>> {
    let piece = prop_oneof![
        4 => (text(), marks()).prop_map(|(text, marks)| Inline::Text { text, marks }),
        1 => Just(Inline::LineBreak { marks: Vec::new() }),
    ];
    vec(piece, 0..4)
}

fn paragraph() -> impl Strategy<Value = Block> {
    line().prop_map(|content| Block::Paragraph { content })
}

fn list_of(items: Vec<Vec<Block>>, start: Option<u32>) -> Block {
    let content = items.into_iter().map(ListItem::new).collect();
    match start {
        None => Block::BulletList { content },
        Some(start) => {
            let kind = ListKind::ALL[start as usize % ListKind::ALL.len()];
            Block::OrderedList { attrs: OrderedListAttrs { start, kind }, content }
        }
    }
}

fn list() -> impl Strategy<Value = Block> {
    let start = || prop::option::of(0..19u32);
    let flat = (vec(vec(paragraph(), 1..3), 1..3), start()).prop_map(|(items, start)| list_of(items, start));
    flat.prop_recursive(4, 12, 3, move |inner| {
        let item = (paragraph(), vec(prop_oneof![paragraph(), inner], 0..3)).prop_map(|(first, mut rest)| {
            rest.insert(0, first);
            rest
        });
        (vec(item, 1..3), start()).prop_map(|(items, start)| list_of(items, start))
    })
}

fn table() -> impl Strategy<Value = Block> {
    let span = || prop_oneof![3 => Just(1u16), 1 => 2..5u16];
    let cell =
        (any::<bool>(), span(), span(), vec(paragraph(), 1..3)).prop_map(|(header, colspan, rowspan, content)| {
            let attrs = CellAttrs { colspan, rowspan };
            if header { TableCell::TableHeader { attrs, content } } else { TableCell::TableCell { attrs, content } }
        });
    vec(vec(cell, 1..4).prop_map(TableRow::new), 1..4).prop_map(|content| Block::Table { content })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        4 => paragraph(),
        1 => (2..=3u8, line()).prop_map(|(level, content)| Block::Subhead { attrs: SubheadAttrs { level }, content }),
        2 => list(),
        1 => vec(paragraph(), 1..3).prop_map(|content| Block::Quote { content }),
        1 => table(),
        1 => (1..9u128).prop_map(|n| Block::Figure { attrs: FigureAttrs { photo: PhotoUseId(Uuid::from_u128(n)) } }),
    ]
}

/// A line as a site can hold it: no blanks or breaks at its ends, no control characters, equal marks together.
fn held_line(line: &[Inline]) -> Vec<Inline> {
    let mut letters: Vec<(char, Vec<Mark>)> = Vec::new();
    for piece in line {
        match piece {
            Inline::LineBreak { .. } => letters.push(('\n', Vec::new())),
            Inline::Text { text, marks } => {
                let mut marks = marks.clone();
                marks.sort_by_key(|mark| match mark {
                    Mark::Bold {} => 0,
                    Mark::Italic {} => 1,
                    Mark::Superscript {} | Mark::Subscript {} => 2,
                    _ => 3,
                });
                letters.extend(text.chars().filter_map(|c| match c {
                    '\n' | '\t' => Some((' ', marks.clone())),
                    c if c.is_control() => None,
                    c => Some((c, marks.clone())),
                }));
            }
        }
    }
    let solid = |(c, _): &(char, Vec<Mark>)| !c.is_whitespace();
    let Some(first) = letters.iter().position(solid) else { return Vec::new() };
    let last = letters.iter().rposition(solid).unwrap();
    let letters = around_breaks(&letters[first..=last]);
    let mut out: Vec<Inline> = Vec::new();
    for (c, marks) in &letters {
        match (c, out.last_mut()) {
            ('\n', _) => out.push(Inline::LineBreak { marks: Vec::new() }),
            (c, Some(Inline::Text { text, marks: same })) if same == marks => text.push(*c),
            (c, _) => out.push(Inline::Text { text: c.to_string(), marks: marks.clone() }),
        }
    }
    out
}

/// Without the blanks beside breaks, which nobody sees.
fn around_breaks(letters: &[(char, Vec<Mark>)]) -> Vec<(char, Vec<Mark>)> {
    let mut out: Vec<(char, Vec<Mark>)> = Vec::new();
    for (c, marks) in letters {
        let after_break = out.last().is_some_and(|(c, _)| *c == '\n');
        if *c == '\n' {
            while out.last().is_some_and(|(c, _)| *c != '\n' && c.is_whitespace()) {
                out.pop();
            }
        } else if after_break && c.is_whitespace() {
            continue;
        }
        out.push((*c, marks.clone()));
    }
    out
}

/// Paragraphs one after another are lines of one, where the site knows no paragraphs.
fn joined(blocks: &[Block]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in held(blocks) {
        match (block, out.last_mut()) {
            (Block::Paragraph { content }, Some(Block::Paragraph { content: before })) => {
                before.push(Inline::LineBreak { marks: Vec::new() });
                before.extend(content);
            }
            (block, _) => out.push(block),
        }
    }
    out
}

fn held_items(items: &[ListItem]) -> Vec<ListItem> {
    let item = |item: &ListItem| {
        let mut content = joined(&item.content);
        if matches!(content.first(), Some(Block::BulletList { .. } | Block::OrderedList { .. })) {
            content.insert(0, Block::Paragraph { content: Vec::new() });
        }
        (!content.is_empty()).then(|| ListItem::new(content))
    };
    items.iter().filter_map(item).collect()
}

fn held(blocks: &[Block]) -> Vec<Block> {
    blocks.iter().filter_map(held_block).collect()
}

fn held_block(block: &Block) -> Option<Block> {
    let line = |content: &[Inline]| Some(held_line(content)).filter(|line| !line.is_empty());
    match block {
        Block::Paragraph { content } => Some(Block::Paragraph { content: line(content)? }),
        Block::Subhead { attrs, content } => Some(Block::Subhead { attrs: *attrs, content: line(content)? }),
        Block::BulletList { content } => {
            Some(held_items(content)).filter(|c| !c.is_empty()).map(|content| Block::BulletList { content })
        }
        Block::OrderedList { attrs, content } => {
            let content = Some(held_items(content)).filter(|c| !c.is_empty())?;
            Some(Block::OrderedList { attrs: *attrs, content })
        }
        Block::Quote { content } => {
            Some(held(content)).filter(|c| !c.is_empty()).map(|content| Block::Quote { content })
        }
        Block::Figure { attrs } => Some(Block::Figure { attrs: *attrs }),
        Block::Table { content } => {
            let blank = || vec![Block::Paragraph { content: Vec::new() }];
            let mut words = false;
            let rows: Vec<TableRow> = content
                .iter()
                .map(|row| {
                    let cells = row.content.iter().map(|cell| {
                        let content = joined(cell.content());
                        words |= !content.is_empty();
                        cell.with_content(if content.is_empty() { blank() } else { content })
                    });
                    TableRow::new(cells.collect())
                })
                .collect();
            words.then_some(Block::Table { content: rows })
        }
    }
}

fn placed(id: PhotoUseId) -> Option<PlacedPhoto> {
    Some(PlacedPhoto {
        media_id: id.0.as_u128() as u64 + 100,
        source_url: "https://x.vn/a.jpg".to_owned(),
        width: 1,
        height: 1,
        caption: "Chú thích <b> & \"x\"".to_owned(),
        alt_text: "a".to_owned(),
        credit: "Thu Hà".to_owned(),
    })
}

fn there_and_back(body: &Body) -> wordpress::content::Read {
    let manuscript = Manuscript {
        body: body.clone(),
        byline: "Thu Hà".to_owned(),
        correction: "Sai.".to_owned(),
        related: vec![Related { title: "Tin & tức".to_owned(), link: "https://x.vn/b".to_owned() }],
        ..Manuscript::default()
    };
    let raw = story(&manuscript, "newsdesk:x", &placed, Missing::Refuse).unwrap();
    let read = read(&raw, &|id| Some(PhotoUseId(Uuid::from_u128(u128::from(id - 100)))));
    assert_eq!((read.byline.as_str(), read.correction.as_str()), ("Thu Hà", "Sai."), "{raw}");
    assert_eq!(read.related, manuscript.related, "{raw}");
    assert_eq!(read.lost, [] as [String; 0], "{raw}");
    read
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_story_that_was_sent_is_read_back_the_same(blocks in vec(block(), 0..6)) {
        let body = Body::new(blocks);
        let back = there_and_back(&body).body;
        let normal = |body: &Body| Body::new(held(&body.normalised().doc.content)).normalised();
        prop_assert_eq!(normal(&back), normal(&body));
        prop_assert_eq!(Body::from_doc(&back.doc_json()), Ok(back.clone()));
        let again = there_and_back(&back).body;
        prop_assert_eq!(there_and_back(&again).body, again, "and nothing wears off");
    }

    #[test]
    fn any_markup_at_all_makes_a_body(pieces in vec(prop::sample::select(vec![
        "<ul>", "<li>", "</li>", "</ul>", "<ol start=3>", "<table>", "<tr>", "<td colspan=0>", "</td>", "</tr>", "</table>",
        "<blockquote>", "</blockquote>", "<p>", "</p>", "<h2>", "</h2>", "a", " ", "\n\n", "<b>", "</b>", "<a href=https://x.vn>",
        "</a>", "<br>", "<img class=wp-image-7>", "<figure>", "<figcaption>", "</figcaption>", "</figure>",
        "<!-- wp:list -->", "<!-- /wp:list -->", "<!-- wp:image {\"id\":7} -->", "[caption x]", "[/caption]", "<ul class=related>",
        "<p class=byline>", "<script>", "</script>",
    ]), 0..60)) {
        let read = read(&pieces.concat(), &|id| Some(PhotoUseId(Uuid::from_u128(u128::from(id)))));
        prop_assert_eq!(Body::from_doc(&read.body.doc_json()), Ok(read.body));
        prop_assert!(!read.lost.iter().any(|lost| lost.contains("may not stand")), "{:?}", read.lost);
    }
}

//! Stories made at random: everything a body can hold, in the form that the desk stores (NFC, no blanks at edges).

use newsroom::{
    Body, ContentHash, Crops, Manuscript, PhotoUse, PhotoUseId, Related,
    body::{
        Block, CellAttrs, FigureAttrs, Inline, LinkAttrs, ListItem, Mark, OrderedListAttrs, SubheadAttrs, TableCell,
        TableRow,
    },
};
use proptest::{collection::vec, prelude::*, sample::select};
use uuid::Uuid;

/// A JPEG as far as its first bytes; what is in it is the darkroom's business.
pub fn picture(id: PhotoUseId) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0 picture ".to_vec();
    bytes.extend(id.to_string().bytes());
    bytes
}

fn word() -> impl Strategy<Value = String> {
    select(vec![
        "Móng",
        "Cái",
        "thông",
        "quan",
        "1.204",
        "93,7%",
        "QĐ-TTg",
        "“Một",
        "cửa”",
        "*sao*",
        "_gạch_",
        "<b>",
        "a&b;",
        "&amp;",
        "[1]",
        "#3",
        "1.",
        "2)",
        "-",
        "+",
        "=",
        ">",
        "`mã`",
        "\\",
        "|",
        "~~",
        "!",
        "$x$",
        "COVID-19",
        "📷",
        "đặc",
        "Ưu",
        "https://x.vn",
        "'",
        "\"",
        "(ngoặc)",
        "…",
        "–",
        ":",
        "&copy;",
        "##",
        "***",
        "---",
    ])
    .prop_map(str::to_owned)
}

pub fn words(most: usize) -> impl Strategy<Value = String> {
    vec(word(), 1..=most).prop_map(|words| words.join(" "))
}

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    let link =
        select(vec![None, None, None, Some("https://mongcai.gov.vn/đường?a=1&b=2"), Some("mailto:toasoan@a.vn")]);
    (any::<bool>(), any::<bool>(), link).prop_map(|(bold, italic, link)| {
        let mut marks = Vec::new();
        if bold {
            marks.push(Mark::Bold {});
        }
        if italic {
            marks.push(Mark::Italic {});
        }
        marks.extend(link.map(|href| Mark::Link { attrs: LinkAttrs { href: href.to_owned() } }));
        marks
    })
}

/// A line with letters at both ends; neighbours differ in their marks.
pub fn line() -> impl Strategy<Value = Vec<Inline>> {
    vec((words(4), marks(), 0..4_u8), 1..4).prop_map(|pieces| {
        let mut line: Vec<Inline> = Vec::new();
        let count = pieces.len();
        for (index, (text, marks, joint)) in pieces.into_iter().enumerate() {
            let text = if index + 1 < count && joint == 0 { format!("{text} ") } else { text };
            match line.last_mut() {
                Some(Inline::Text { text: before, marks: same }) if *same == marks => before.push_str(&text),
                _ => line.push(Inline::Text { text, marks }),
            }
            if index + 1 < count && joint == 1 {
                line.push(Inline::LineBreak { marks: Vec::new() });
            }
        }
        line
    })
}

fn paragraph() -> impl Strategy<Value = Block> {
    line().prop_map(|content| Block::Paragraph { content })
}

/// Lists in lists, at most four deep.
fn list() -> impl Strategy<Value = Block> {
    let leaf = vec(paragraph(), 1..3).prop_map(ListItem::new);
    let flat = (any::<bool>(), 1..50_u32, vec(leaf, 1..4)).prop_map(made);
    flat.prop_recursive(3, 12, 3, |inner| {
        let item = (paragraph(), vec(prop_oneof![paragraph(), inner], 0..3))
            .prop_map(|(first, rest)| ListItem::new([first].into_iter().chain(rest).collect()));
        (any::<bool>(), 1..50_u32, vec(item, 1..3)).prop_map(made)
    })
}

fn made((ordered, start, content): (bool, u32, Vec<ListItem>)) -> Block {
    if ordered {
        Block::OrderedList { attrs: OrderedListAttrs { start, ..OrderedListAttrs::default() }, content }
    } else {
        Block::BulletList { content }
    }
}

/// A grid of cells; some are merged with their neighbours to the right and below. The first word makes it no empty one.
fn table(spans: bool) -> impl Strategy<Value = Block> {
    let cell = (
        prop_oneof![4 => vec(paragraph(), 1..3), 1 => Just(vec![Block::Paragraph { content: vec![] }])],
        any::<bool>(),
        1..3_u16,
        1..3_u16,
    );
    (1..4_usize, vec(cell, 16), 1..4_usize, words(2), 0..3_u8).prop_map(move |(width, cells, height, first, heads)| {
        let mut taken = vec![vec![false; width]; height];
        let mut rows = Vec::new();
        let mut cells = cells.into_iter().cycle();
        for y in 0..height {
            let mut row = Vec::new();
            for x in 0..width {
                if taken[y][x] {
                    continue;
                }
                let (mut content, header, mut colspan, mut rowspan) = cells.next().unwrap();
                let free = |x2: usize, y2: usize| x2 < width && y2 < height && !taken[y2][x2];
                if !spans || colspan == 1 || !free(x + 1, y) || (rowspan == 2 && !free(x + 1, y + 1)) {
                    colspan = 1;
                }
                if !spans || rowspan == 1 || !free(x, y + 1) {
                    rowspan = 1;
                }
                for line in taken.iter_mut().skip(y).take(rowspan.into()) {
                    line[x..x + usize::from(colspan)].fill(true);
                }
                if x == 0 && y == 0 {
                    let text = Inline::Text { text: first.clone(), marks: vec![] };
                    content = vec![Block::Paragraph { content: vec![text] }];
                }
                let attrs = CellAttrs { colspan, rowspan };
                let header = match heads {
                    0 => false,
                    1 => y == 0,
                    _ => header && spans,
                };
                row.push(if header {
                    TableCell::TableHeader { attrs, content }
                } else {
                    TableCell::TableCell { attrs, content }
                });
            }
            rows.push(TableRow::new(row));
        }
        Block::Table { content: rows }
    })
}

/// What a format can hold.
#[derive(Clone, Copy)]
pub struct Holds {
    pub photos: bool,
    pub merged_cells: bool,
}

fn block(holds: Holds) -> impl Strategy<Value = Block> {
    let subhead =
        (2..=3_u8, line()).prop_map(|(level, content)| Block::Subhead { attrs: SubheadAttrs { level }, content });
    let quote = vec(paragraph(), 1..3).prop_map(|content| Block::Quote { content });
    let figure = (1..5_u128).prop_map(|n| Block::Figure { attrs: FigureAttrs { photo: photo_id(n) } });
    let figures = if holds.photos { 2 } else { 0 };
    if figures == 0 {
        return prop_oneof![4 => paragraph(), 1 => subhead, 2 => list(), 1 => quote, 1 => table(holds.merged_cells)]
            .boxed();
    }
    prop_oneof![4 => paragraph(), 1 => subhead, 2 => list(), 1 => quote, 1 => table(holds.merged_cells), figures => figure].boxed()
}

pub fn photo_id(n: u128) -> PhotoUseId {
    PhotoUseId(Uuid::from_u128(0x0189_0a5d_ac96_774b_bcce_b302_0000_0000 + n))
}

fn photo(n: u128, caption: String, credit: String, alt_text: String) -> PhotoUse {
    PhotoUse {
        id: photo_id(n),
        original: ContentHash::of(&[n as u8]),
        file_name: format!("DSC_{n:04}.JPG"),
        width: 1600,
        height: 1067,
        caption,
        alt_text,
        credit,
        crops: Crops::default(),
    }
}

fn related() -> impl Strategy<Value = Vec<Related>> {
    let link = select(vec!["https://mongcai.gov.vn/đường?a=1&b=2", "https://mongcai.gov.vn/tin/(1)", "http://a.vn/"]);
    let story = (words(6), link).prop_map(|(title, link)| Related { title, link: link.to_owned() });
    vec(story, 1..4)
}

pub fn story(holds: Holds) -> impl Strategy<Value = Manuscript> {
    let maybe = || prop_oneof![1 => Just(String::new()), 3 => words(6)];
    let words_of_photo = (maybe(), maybe(), maybe());
    let lead = if holds.photos { prop::option::of(1..5_u128).boxed() } else { Just(None).boxed() };
    let around = (prop_oneof![2 => Just(String::new()), 1 => words(6)], prop_oneof![2 => Just(vec![]), 1 => related()]);
    (maybe(), maybe(), maybe(), vec(block(holds), 0..7), vec(words_of_photo, 4), lead, around).prop_map(
        |(headline, standfirst, byline, blocks, photos, lead, (correction, related))| {
            let photos = photos.into_iter().zip(1..);
            let photos = photos.map(|((caption, credit, alt), n)| photo(n, caption, credit, alt));
            Manuscript {
                headline,
                standfirst,
                byline,
                body: Body::new(blocks),
                lead_photo: lead.map(photo_id),
                photos: photos.collect(),
                correction,
                related,
                ..Manuscript::default()
            }
        },
    )
}

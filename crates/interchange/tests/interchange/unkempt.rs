//! What a Word document of ours does not hold, and nothing else is lost: the whole list.

use interchange::{ExportFormat, ExportSource, export, import};
use newsroom::{
    Body, Manuscript, SectionId,
    body::{Block, ListItem},
};
use uuid::Uuid;

use crate::{rich, shown::story};

/// The import of a story that only has these blocks, as text.
fn back(doc: &str) -> String {
    let body = Body::from_doc(&format!("{{\"type\":\"doc\",\"content\":[{doc}]}}")).unwrap();
    through(&Manuscript { body, ..Manuscript::default() })
}

fn through(manuscript: &Manuscript) -> String {
    let out = ExportSource { manuscript, section: Some("Kinh tế"), photo: &rich::photo_file };
    let text = story(&import("a.docx", &export(ExportFormat::Docx, &out).unwrap()).unwrap());
    text.lines().filter(|line| !line.starts_with("report:")).map(|line| format!("{line}\n")).collect()
}

fn paragraph(text: &str) -> String {
    format!("{{\"type\":\"paragraph\",\"content\":[{{\"type\":\"text\",\"text\":\"{text}\"}}]}}")
}

#[test]
fn what_makes_only_room_is_gone() {
    let empty = "{\"type\":\"paragraph\"}";
    let quote = |inside: &str| format!("{{\"type\":\"quote\",\"content\":[{inside}]}}");
    let subhead = "{\"type\":\"subhead\",\"attrs\":{\"level\":2}}";
    let table = format!(
        "{{\"type\":\"table\",\"content\":[{{\"type\":\"table_row\",\"content\":[{{\"type\":\"table_cell\",\"content\":[{empty}]}}]}}]}}"
    );
    let breaks = "{\"type\":\"paragraph\",\"content\":[{\"type\":\"line_break\"},{\"type\":\"text\",\"text\":\" a \"},{\"type\":\"line_break\"}]}";
    for (doc, wanted) in [
        ([paragraph("a"), empty.to_owned(), paragraph("b")].join(","), "p: a\np: b\n"),
        (paragraph("  hai  dấu cách\\u00a0 "), "p: hai  dấu cách\n"),
        (breaks.to_owned(), "p: a\n"),
        (paragraph("a\\tb"), "p: a b\n"),
        (quote(&[empty.to_owned(), paragraph("a")].join(",")), "quote\n  p: a\n"),
        (quote(empty), ""),
        (subhead.to_owned(), ""),
        (table, ""),
        // A place to break a word at, for which no reader of a site has a use.
        (paragraph("thông\\u00adquan"), "p: thôngquan\n"),
    ] {
        assert_eq!(back(&doc), wanted, "{doc}");
    }
}

#[test]
fn lists_below_words_ninth_level_stand_at_the_ninth() {
    let nested = |levels: usize| {
        let words = |level: usize| {
            Body::from_doc(&format!("{{\"type\":\"doc\",\"content\":[{}]}}", paragraph(&level.to_string())))
        };
        (0..levels).rev().fold(None, |inner: Option<Block>, level| {
            let content = words(level).unwrap().doc.content.into_iter().chain(inner).collect();
            Some(Block::BulletList { content: vec![ListItem::new(content)] })
        })
    };
    let shown = |levels: usize| {
        through(&Manuscript { body: Body::new(nested(levels).into_iter().collect()), ..Manuscript::default() })
    };
    assert_eq!(shown(9).matches("bullets").count(), 9);
    let deeper = shown(11);
    assert_eq!(deeper.matches("- item").count(), 11, "no item is lost: {deeper}");
    assert_eq!(deeper.lines().map(|line| line.len() - line.trim_start().len()).max(), Some(18), "{deeper}");
}

/// A caption and its credit are one line in print; where that line says "Ảnh:", what follows is the credit.
#[test]
fn a_caption_that_is_a_credit_becomes_one() {
    let mut manuscript = rich::story();
    manuscript.body = Body::default();
    manuscript.photos.truncate(1);
    (manuscript.photos[0].caption, manuscript.photos[0].credit) = ("Chợ. Ảnh: tư liệu".to_owned(), String::new());
    let text = through(&manuscript);
    assert!(text.contains("caption \"Chợ.\", credit \"tư liệu\""), "{text}");
}

/// They are the newsroom's own: a document is for people elsewhere.
#[test]
fn section_tags_and_unused_photos_stay_in_the_newsroom() {
    let story =
        Manuscript {
            section: Some(SectionId(Uuid::from_u128(7))), tags: vec!["cửa khẩu".to_owned()], ..rich::story()
        };
    let only_photos = Manuscript { body: Body::default(), lead_photo: None, ..rich::story() };
    assert_eq!(through(&story), through(&rich::story()));
    assert!(!through(&only_photos).contains("picture"));
}

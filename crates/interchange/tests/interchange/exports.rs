//! What is handed out, looked at from outside.

use std::io::{Cursor, Read};

use interchange::{ExportFormat, ExportSource, export, import};
use newsroom::{
    Body, Manuscript, Related, RemarkId,
    body::{Block, Inline, ListItem, ListKind, Mark, OrderedListAttrs, RemarkAttrs},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use uuid::Uuid;
use zip::ZipArchive;

use crate::stories::{Holds, picture, story};

fn any_story() -> Manuscript {
    let mut runner = TestRunner::deterministic();
    let all = story(Holds { photos: true, merged_cells: true });
    loop {
        let story = all.new_tree(&mut runner).unwrap().current();
        if story.used_photos().len() > 1 && story.lead_photo.is_some() {
            return story;
        }
    }
}

fn out(format: ExportFormat, manuscript: &Manuscript) -> Vec<u8> {
    export(format, &ExportSource { manuscript, section: Some("Kinh tế"), photo: &|id| Some(picture(id)) }).unwrap()
}

#[test]
fn the_zip_holds_the_story_in_every_form_and_its_photos() {
    let story = any_story();
    let mut zip = ZipArchive::new(Cursor::new(out(ExportFormat::Zip, &story))).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in ["story.docx", "story.html", "story.md", "story.txt", "story.json"] {
        assert!(names.iter().any(|own| own == name), "{name} of {names:?}");
    }
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let about: serde_json::Value = serde_json::from_slice(&read("story.json")).unwrap();
    assert_eq!(about["section"], "Kinh tế");
    let page = String::from_utf8(read("story.html")).unwrap();
    let photos = about["photos"].as_array().unwrap();
    assert_eq!(photos.len(), story.used_photos().len());
    for (index, (photo, used)) in photos.iter().zip(story.used_photos()).enumerate() {
        let file = photo["file"].as_str().unwrap();
        assert!(file.starts_with(&format!("photos/{:02}-", index + 1)) && file.is_ascii(), "{file}");
        assert_eq!(read(file), picture(used.id), "the photo itself");
        assert_eq!(photo["alt_text"], used.alt_text);
        assert!(page.contains(file), "the page shows it");
    }
    assert_eq!(photos[0]["lead"], true, "the lead photo comes first");
}

#[test]
fn points_read_as_they_do_in_a_decree_and_come_back_as_the_same_list() {
    let item = |words: &str| {
        let text = Inline::Text { text: words.to_owned(), marks: vec![] };
        ListItem::new(vec![Block::Paragraph { content: vec![text] }])
    };
    let list = |kind, start| Block::OrderedList {
        attrs: OrderedListAttrs { start, kind },
        content: vec![item("một"), item("hai")],
    };
    let kinds = [(ListKind::LowerLetter, 2, "b) một\nc) hai"), (ListKind::UpperRoman, 1, "I. một\nII. hai")];
    for (kind, start, shown) in kinds {
        let story = Manuscript { body: Body::new(vec![list(kind, start)]), ..Manuscript::default() };
        let text = String::from_utf8(out(ExportFormat::Text, &story)).unwrap();
        assert!(text.contains(shown), "{text}");
        let mut zip = ZipArchive::new(Cursor::new(out(ExportFormat::Docx, &story))).unwrap();
        let mut numbering = String::new();
        zip.by_name("word/numbering.xml").unwrap().read_to_string(&mut numbering).unwrap();
        let behind = if kind == ListKind::LowerLetter { "%1)" } else { "%1." };
        assert!(numbering.contains(&format!("w:lvlText w:val=\"{behind}\"")), "{numbering}");
        let back = import("a.docx", &out(ExportFormat::Docx, &story)).unwrap();
        assert_eq!(back.blocks, story.body.doc.content);
    }
}

#[test]
fn remarks_of_the_desk_are_in_no_file() {
    let remark = RemarkId(Uuid::from_u128(0xfeed));
    let marks = vec![Mark::Bold {}, Mark::Remark { attrs: RemarkAttrs { id: remark } }];
    // On a keyboard that types accents apart, the last one may have come after the remark.
    let accent = Inline::Text { text: "\u{309} khẩu".to_owned(), marks: vec![Mark::Bold {}] };
    let line = vec![Inline::Text { text: "thông quan cư".to_owned(), marks }, accent];
    let body = Body::new(vec![Block::Paragraph { content: line }]);
    let story = Manuscript { body, ..Manuscript::default() };
    for format in [ExportFormat::Html, ExportFormat::Markdown, ExportFormat::Text] {
        let text = String::from_utf8(out(format, &story)).unwrap();
        assert!(text.contains("thông quan cử khẩu") && !text.contains("feed"), "{text}");
    }
    let plain = Manuscript { body: story.body.without_remarks(), ..Manuscript::default() };
    assert_eq!(out(ExportFormat::Docx, &story), out(ExportFormat::Docx, &plain), "not a byte");
}

#[test]
fn plain_text_reads_like_the_story() {
    let doc = r#"{"type":"doc","content":[
        {"type":"subhead","attrs":{"level":2},"content":[{"type":"text","text":"Thông quan"}]},
        {"type":"ordered_list","attrs":{"start":3},"content":[{"type":"list_item","content":[
            {"type":"paragraph","content":[{"type":"text","text":"Nông sản"}]},
            {"type":"bullet_list","content":[{"type":"list_item","content":[
                {"type":"paragraph","content":[{"type":"text","text":"Vải"}]}]}]}]}]},
        {"type":"quote","content":[{"type":"paragraph","content":[{"type":"text","text":"“Rất nhanh.”"}]}]},
        {"type":"table","content":[{"type":"table_row","content":[
            {"type":"table_header","content":[{"type":"paragraph","content":[{"type":"text","text":"Sáng"}]}]},
            {"type":"table_cell","content":[{"type":"paragraph","content":[{"type":"text","text":"600"}]}]}]}]}]}"#;
    let body = Body::from_doc(doc).unwrap();
    let story = Manuscript {
        headline: "Cửa khẩu mở lại".to_owned(),
        byline: "Thu Bằng".to_owned(),
        body,
        ..Manuscript::default()
    };
    let text = String::from_utf8(out(ExportFormat::Text, &story)).unwrap();
    assert_eq!(
        text,
        "Cửa khẩu mở lại\n\nThông quan\n\n3. Nông sản\n   - Vải\n\n> “Rất nhanh.”\n\nSáng | 600\n\nThu Bằng\n"
    );
}

#[test]
fn a_page_runs_nothing_that_a_reporter_typed() {
    let evil = "<script>alert(1)</script>\" onload=\"x";
    let line = vec![Inline::Text { text: evil.to_owned(), marks: Vec::new() }];
    let story = Manuscript {
        headline: evil.to_owned(),
        byline: evil.to_owned(),
        tags: vec![evil.to_owned()],
        body: Body::new(vec![Block::Paragraph { content: line }]),
        ..Manuscript::default()
    };
    let page = String::from_utf8(out(ExportFormat::Html, &story)).unwrap();
    assert!(!page.contains("<script") && !page.contains("\" onload"), "{page}");
    let markdown = String::from_utf8(out(ExportFormat::Markdown, &story)).unwrap();
    assert!(!markdown.replace("\\<", "").contains("<script"), "{markdown}");
}

/// Where each of these stands in a text; all must be there.
#[track_caller]
fn order(text: &str, parts: &[&str]) {
    let places: Vec<_> = parts.iter().map(|part| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"))).collect();
    assert!(places.is_sorted(), "{parts:?} at {places:?}: {text}");
}

#[test]
fn readers_of_every_form_learn_what_was_wrong_and_what_else_to_read() {
    let line = vec![Inline::Text { text: "Cầu mở lúc 7 giờ".to_owned(), marks: Vec::new() }];
    let story = Manuscript {
        headline: "Cửa khẩu".to_owned(),
        standfirst: "Sáng nay".to_owned(),
        byline: "Thu Bằng".to_owned(),
        body: Body::new(vec![Block::Paragraph { content: line }]),
        correction: "Cầu dài 618 m".to_owned(),
        related: vec![
            Related { title: "Chợ đêm".to_owned(), link: "https://mongcai.gov.vn/cho-dem?a=1&b=2".to_owned() },
            Related { title: String::new(), link: "https://mongcai.gov.vn/tra-co".to_owned() },
        ],
        ..Manuscript::default()
    };
    let text = |format| String::from_utf8(out(format, &story)).unwrap();
    // Whoever types the label himself gets it once.
    let typed = Manuscript { correction: "ĐÍNH CHÍNH : Cầu dài 618 m".to_owned(), ..story.clone() };
    for format in [ExportFormat::Html, ExportFormat::Markdown, ExportFormat::Text] {
        assert_eq!(String::from_utf8(out(format, &typed)).unwrap(), text(format));
    }
    let parts = ["Cửa khẩu", "Sáng nay", "Đính chính:", "618 m", "7 giờ", "Thu Bằng", "Tin liên quan", "Chợ đêm"];
    for format in [ExportFormat::Html, ExportFormat::Markdown, ExportFormat::Text] {
        let text = text(format);
        order(text.split("</style>").last().unwrap(), &parts);
    }
    assert!(text(ExportFormat::Text).contains("Đính chính: Cầu dài 618 m\n\nCầu mở"));
    assert!(text(ExportFormat::Text).ends_with(
        "Tin liên quan:\n- Chợ đêm (https://mongcai.gov.vn/cho-dem?a=1&b=2)\n- https://mongcai.gov.vn/tra-co (https://mongcai.gov.vn/tra-co)\n"
    ));
    assert!(text(ExportFormat::Html).contains("<a href=\"https://mongcai.gov.vn/cho-dem?a=1&amp;b=2\">Chợ đêm</a>"));
    let mut zip = ZipArchive::new(Cursor::new(out(ExportFormat::Docx, &story))).unwrap();
    let mut document = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    order(&document, &parts);
    let none = Manuscript { correction: String::new(), related: vec![], ..story };
    for format in [ExportFormat::Html, ExportFormat::Markdown, ExportFormat::Text] {
        let text = String::from_utf8(out(format, &none)).unwrap();
        let body = text.split("</style>").last().unwrap();
        assert!(!body.contains("Đính chính") && !body.contains("Tin liên quan"), "{text}");
    }
}

#[test]
fn no_form_leads_to_an_address_that_runs_something() {
    let related = vec![Related { title: "Xem".to_owned(), link: "javascript:alert(1)".to_owned() }];
    let story = Manuscript { headline: "Tít".to_owned(), related, ..Manuscript::default() };
    for format in [ExportFormat::Html, ExportFormat::Markdown] {
        let text = String::from_utf8(out(format, &story)).unwrap();
        assert!(text.contains("Xem") && !text.contains("javascript"), "{text}");
    }
    assert!(import("a.docx", &out(ExportFormat::Docx, &story)).unwrap().related.is_empty());
}

#[test]
fn a_style_named_so_in_another_newsrooms_document_is_text_where_it_is_no_link() {
    let page = "<h1>Tít</h1><p class=\"dinh-chinh\">Số cũ sai.</p><p>Chữ.</p>\
                <div class=\"tin-lien-quan\"><p>Xem thêm số báo trước</p><p><a href=\"https://a.vn/1\">Một</a></p></div>";
    let back = import("a.html", page.as_bytes()).unwrap();
    assert_eq!(back.correction, "Số cũ sai.");
    assert_eq!(Body::new(back.blocks).plain_text(), "Chữ.\nXem thêm số báo trước\n");
    assert_eq!(back.related, [Related { title: "Một".to_owned(), link: "https://a.vn/1".to_owned() }]);
}

/// Four blanks at the start of a line are a program's text in Markdown, and what stands behind them is no list.
#[test]
fn blanks_at_the_start_of_a_line_stay_blanks_in_markdown() {
    let line = |text: &str| Inline::Text { text: text.to_owned(), marks: Vec::new() };
    let blocks = vec![
        Block::Paragraph { content: vec![line("    - bốn dấu cách")] },
        Block::Paragraph {
            content: vec![line("a"), Inline::LineBreak { marks: Vec::new() }, line("\u{a0} 1. hai dấu")],
        },
        Block::Paragraph { content: vec![line("10^6^ là cách gõ")] },
    ];
    let story = Manuscript { body: Body::new(blocks), ..Manuscript::default() };
    let markdown = String::from_utf8(out(ExportFormat::Markdown, &story)).unwrap();
    assert!(markdown.starts_with("&#32;&#32;&#32;&#32;\\- bốn dấu cách\n"), "{markdown}");
    assert!(markdown.contains("a\\\n&nbsp;&#32;1\\. hai dấu"), "{markdown}");
    let back = import("a.md", markdown.as_bytes()).unwrap();
    assert_eq!(back.report.paragraphs, 3);
    let text = Body::new(back.blocks).plain_text();
    assert!(text.contains("- bốn dấu cách") && text.contains("1. hai dấu"), "{text}");
    assert!(text.contains("10^6^ là cách gõ"), "what was typed stays as it was typed: {text}");
}

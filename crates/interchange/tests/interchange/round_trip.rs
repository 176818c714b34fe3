//! What is handed out and taken in again is the same story.

use std::collections::BTreeMap;

use interchange::{ExportFormat, ExportSource, Import, export, import};
use newsroom::{
    Body, Manuscript, PhotoUseId,
    body::{Block, FigureAttrs, Inline, ListItem, TableCell, TableRow},
};
use proptest::{prelude::*, test_runner::FileFailurePersistence};

use crate::stories::{Holds, picture, story};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64),
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

fn through(format: ExportFormat, name: &str, manuscript: &Manuscript) -> (Vec<u8>, Import) {
    let file =
        export(format, &ExportSource { manuscript, section: Some("Kinh tế"), photo: &|id| Some(picture(id)) }).unwrap();
    let back = import(name, &file).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&file)));
    (file, back)
}

/// The placeholders of an import, by the ids that the photos had.
fn photos_back(manuscript: &Manuscript, back: &Import) -> BTreeMap<PhotoUseId, PhotoUseId> {
    let find = |placeholder: &interchange::Picture| {
        manuscript.photos.iter().find(|photo| picture(photo.id) == placeholder.bytes).unwrap().id
    };
    back.pictures.iter().map(|picture| (picture.placeholder, find(picture))).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_story_comes_back_from_word_as_it_was(manuscript in story(Holds { photos: true, merged_cells: true })) {
        let (_, back) = through(ExportFormat::Docx, "bai.docx", &manuscript);
        let ids = photos_back(&manuscript, &back);
        let blocks: Vec<Block> = back.blocks.iter().map(|block| match block {
            Block::Figure { attrs } => Block::Figure { attrs: FigureAttrs { photo: ids[&attrs.photo] } },
            other => other.clone(),
        }).collect();
        prop_assert_eq!(&back.headline, &manuscript.headline);
        prop_assert_eq!(&back.standfirst, &manuscript.standfirst);
        prop_assert_eq!(&back.byline, &manuscript.byline);
        prop_assert_eq!(&back.correction, &manuscript.correction);
        prop_assert_eq!(&back.related, &manuscript.related);
        prop_assert_eq!(back.lead.map(|id| ids[&id]), manuscript.lead_photo);
        prop_assert_eq!(blocks, manuscript.body.doc.content.clone());
        let used = manuscript.used_photos();
        prop_assert_eq!(used.len(), back.pictures.len());
        for (photo, picture) in used.iter().zip(&back.pictures) {
            prop_assert_eq!(photo.id, ids[&picture.placeholder], "order of photos");
            prop_assert_eq!(&photo.alt_text, &picture.alt);
            prop_assert_eq!(&photo.caption, &picture.caption);
            prop_assert_eq!(&photo.credit, &picture.credit);
        }
    }

    #[test]
    fn a_story_comes_back_from_html_without_its_photos(manuscript in story(Holds { photos: false, merged_cells: true })) {
        let (file, back) = through(ExportFormat::Html, "bai.html", &manuscript);
        let file = String::from_utf8(file).unwrap();
        prop_assert_eq!(&back.headline, &manuscript.headline, "{}", file);
        prop_assert_eq!(&back.standfirst, &manuscript.standfirst);
        prop_assert_eq!(&back.byline, &manuscript.byline);
        prop_assert_eq!(&back.correction, &manuscript.correction);
        prop_assert_eq!(&back.related, &manuscript.related, "{}", file);
        prop_assert_eq!(back.blocks, manuscript.body.doc.content.clone(), "{}", file);
    }

    /// Markdown holds neither the byline, a correction and related stories as such nor merged cells and headings of rows, a
    /// cell is one paragraph, and without a headline nothing says which paragraph is the standfirst.
    #[test]
    fn a_story_comes_back_from_markdown(manuscript in story(Holds { photos: false, merged_cells: false })) {
        let headline = format!("Tít {}", manuscript.headline).trim_end().to_owned();
        let standfirst = format!("Sapo {}", manuscript.standfirst).trim_end().to_owned();
        let (byline, correction, related) = Default::default();
        let manuscript = Manuscript { headline, standfirst, byline, correction, related, ..manuscript };
        let (file, back) = through(ExportFormat::Markdown, "bai.md", &manuscript);
        let file = String::from_utf8(file).unwrap();
        prop_assert_eq!(&back.headline, &manuscript.headline, "{}", file);
        prop_assert_eq!(&back.standfirst, &manuscript.standfirst, "{}", file);
        let expected: Vec<Block> = manuscript.body.doc.content.iter().map(in_markdown).collect();
        prop_assert_eq!(back.blocks, expected, "{}", file);
    }

    #[test]
    fn a_photo_that_is_not_there_leaves_its_words(manuscript in story(Holds { photos: true, merged_cells: false })) {
        let none = ExportSource { manuscript: &manuscript, section: None, photo: &|_| None };
        let back = import("a.docx", &export(ExportFormat::Docx, &none).unwrap()).unwrap();
        prop_assert!(back.pictures.is_empty());
        let words = Body::new(back.blocks).plain_text();
        for photo in manuscript.used_photos() {
            prop_assert!(words.contains(&photo.caption) && words.contains(&photo.credit));
        }
    }
}

/// The block as Markdown can hold it.
fn in_markdown(block: &Block) -> Block {
    let Block::Table { content } = block else { return block.clone() };
    let rows = content.iter().enumerate().map(|(y, row)| {
        let headed = y == 0 && row.content.iter().all(TableCell::is_header);
        TableRow::new(row.content.iter().map(|cell| one_paragraph(cell, headed)).collect())
    });
    Block::Table { content: rows.collect() }
}

fn one_paragraph(cell: &TableCell, header: bool) -> TableCell {
    let mut line: Vec<Inline> = Vec::new();
    for block in cell.content() {
        let Block::Paragraph { content } = block else { unreachable!() };
        if !line.is_empty() {
            line.push(Inline::LineBreak { marks: vec![] });
        }
        line.extend(content.iter().cloned());
    }
    let attrs = cell.attrs();
    let content = vec![Block::Paragraph { content: line }];
    if header { TableCell::TableHeader { attrs, content } } else { TableCell::TableCell { attrs, content } }
}

#[test]
fn neighbouring_lists_and_quotes_stay_apart() {
    let paragraph =
        |text: &str| Block::Paragraph { content: vec![Inline::Text { text: text.to_owned(), marks: vec![] }] };
    let list = |text: &str| Block::BulletList { content: vec![ListItem::new(vec![paragraph(text)])] };
    let quote = |text: &str| Block::Quote { content: vec![paragraph(text)] };
    let blocks = vec![list("một"), list("hai"), list("ba"), quote("bốn"), quote("năm")];
    let body = Body::new(blocks.clone());
    let manuscript = Manuscript { headline: "Tít".to_owned(), body, ..Manuscript::default() };
    for (format, name) in
        [(ExportFormat::Docx, "a.docx"), (ExportFormat::Html, "a.html"), (ExportFormat::Markdown, "a.md")]
    {
        assert_eq!(through(format, name, &manuscript).1.blocks, blocks, "{name}");
    }
}

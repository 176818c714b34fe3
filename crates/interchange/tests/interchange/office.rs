//! LibreOffice opens what is handed out and finds the whole story in it; what it saves of it is still the whole story.

use std::collections::{BTreeSet, HashSet};

use interchange::{ExportFormat, ExportSource, Import, export, import};
use newsroom::{
    Body, Manuscript, PhotoUseId,
    body::{Block, CellAttrs, TableCell, TableRow},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use crate::{
    corpus, rich,
    same::{difference, wanted},
    soffice::{SavedAs, saved_again},
    stories::{Holds, photo_id, story},
};

/// Stories made at random that are looked at, besides those of the corpus.
const STORIES: usize = 30;

/// A story and the files of its photos, which are real pictures: LibreOffice looks into them.
struct Handed {
    name: String,
    manuscript: Manuscript,
    picture: Box<dyn Fn(PhotoUseId) -> Vec<u8>>,
}

impl Handed {
    fn file(&self) -> Vec<u8> {
        let photo = |id| Some((self.picture)(id));
        export(
            ExportFormat::Docx,
            &ExportSource { manuscript: &self.manuscript, section: Some("Kinh tế"), photo: &photo },
        )
        .unwrap()
    }
}

/// The rich one, every document of the corpus that was taken in, and some at random.
fn stories() -> Vec<Handed> {
    let rich_one = Handed {
        name: "the rich story".to_owned(),
        manuscript: rich::story(),
        picture: Box::new(|id| rich::photo_file(id).unwrap()),
    };
    let mut all = vec![rich_one];
    for (name, bytes) in corpus::documents() {
        let Ok(taken) = import(&name, &bytes) else { continue };
        // What was one picture with two descriptions is still one.
        let first = |bytes: &[u8]| taken.pictures.iter().position(|picture| picture.bytes == bytes).unwrap();
        let numbers: Vec<(PhotoUseId, usize)> =
            taken.pictures.iter().map(|picture| (picture.placeholder, first(&picture.bytes))).collect();
        let number = move |id| numbers.iter().find(|(own, _)| *own == id).unwrap().1;
        let picture = move |id| rich::picture(number(id) as u32);
        all.push(Handed { name, manuscript: corpus::manuscript(&taken), picture: Box::new(picture) });
    }
    let mut runner = TestRunner::deterministic();
    for index in 0..STORIES {
        let manuscript = story(Holds { photos: true, merged_cells: true }).new_tree(&mut runner).unwrap().current();
        let picture = |id| rich::picture((1..5_u32).find(|n| photo_id((*n).into()) == id).unwrap());
        all.push(Handed { name: format!("random story {index}"), manuscript, picture: Box::new(picture) });
    }
    assert!(all.len() > 60, "the corpus is there: {}", all.len());
    all
}

/// Every story must have come back as `kept` says that the program in between keeps it.
#[track_caller]
fn all_whole(stories: &[Handed], files: &[Vec<u8>], name: &str, kept: fn(Import) -> Import) {
    let mut broken = Vec::new();
    for (handed, file) in stories.iter().zip(files) {
        let wanted = kept(wanted(&handed.manuscript, &handed.picture));
        let got = import(name, file).unwrap_or_else(|error| panic!("{}: {error}", handed.name));
        broken.extend(difference(&wanted, &got).map(|found| format!("=== {}, {found}", handed.name)));
    }
    assert!(broken.is_empty(), "{} of {}:\n{}", broken.len(), stories.len(), broken.join("\n"));
}

#[test]
fn every_exported_story_comes_back_whole() {
    let stories = stories();
    let files: Vec<Vec<u8>> = stories.iter().map(Handed::file).collect();
    all_whole(&stories, &files, "bai.docx", |import| import);
}

#[test]
fn libreoffice_opens_every_exported_story_and_saves_the_whole_of_it_for_word() {
    let stories = stories();
    let files: Vec<Vec<u8>> = stories.iter().map(Handed::file).collect();
    all_whole(&stories, &saved_again(&files, SavedAs::Docx), "bai.docx", |import| {
        as_libreoffice_keeps_it(Import { blocks: with_slashes(import.blocks), ..import })
    });
}

#[test]
fn libreoffice_opens_every_exported_story_and_saves_the_whole_of_it_as_its_own() {
    let stories = stories();
    let files: Vec<Vec<u8>> = stories.iter().map(Handed::file).collect();
    all_whole(&stories, &saved_again(&files, SavedAs::Odt), "bai.odt", as_libreoffice_keeps_it);
}

/// Inherent: LibreOffice gives the address of a whole site its slash (RFC 3986, 6.2.3). The corpus has one such address.
fn with_slashes(blocks: Vec<Block>) -> Vec<Block> {
    let json = Body::new(blocks).doc_json().replace("\"https://a.vn\"", "\"https://a.vn/\"");
    Body::from_doc(&json).unwrap().doc.content
}

/// Inherent: a line between two columns that no cell of a table begins or ends at is to be seen nowhere, and a table of
/// LibreOffice has no place for it. A cell of two columns that nothing tells apart has one column then.
fn as_libreoffice_keeps_it(import: Import) -> Import {
    let blocks = import.blocks.into_iter().map(|block| match block {
        Block::Table { content } => Block::Table { content: without_unseen_columns(&content) },
        other => other,
    });
    Import { blocks: blocks.collect(), ..import }
}

fn without_unseen_columns(rows: &[TableRow]) -> Vec<TableRow> {
    let starts = columns(rows);
    let seen: BTreeSet<usize> = starts.iter().flatten().copied().collect();
    let narrowed = |(cell, start): (&TableCell, &usize)| {
        let span = seen.range(start..&(start + usize::from(cell.attrs().colspan))).count();
        let attrs = CellAttrs { colspan: span as u16, ..cell.attrs() };
        let content = cell.content().to_vec();
        if cell.is_header() {
            TableCell::TableHeader { attrs, content }
        } else {
            TableCell::TableCell { attrs, content }
        }
    };
    let rows = rows.iter().zip(&starts);
    rows.map(|(row, starts)| TableRow::new(row.content.iter().zip(starts).map(narrowed).collect())).collect()
}

/// The column that each cell of each row begins in.
fn columns(rows: &[TableRow]) -> Vec<Vec<usize>> {
    let mut taken = HashSet::new();
    let mut starts = Vec::new();
    for (y, row) in rows.iter().enumerate() {
        let mut line = Vec::new();
        for cell in &row.content {
            let CellAttrs { colspan, rowspan } = cell.attrs();
            let x = (0..).find(|x| !taken.contains(&(y, *x))).unwrap();
            taken
                .extend((y..y + usize::from(rowspan)).flat_map(|y| (x..x + usize::from(colspan)).map(move |x| (y, x))));
            line.push(x);
        }
        starts.push(line);
    }
    starts
}

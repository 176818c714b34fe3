//! Every document of `tests/fixtures/documents` gives what stands beside it in `*.expected.txt`. `ACCEPT=1` writes
//! those files anew; look at what changed.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use interchange::{Format, Import, Story, export, import};
use newsroom::{Body, ContentHash, Manuscript, Photo};

use crate::{
    packed::{pack, parts},
    shown::shown,
};

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/documents")
}

/// The documents: file name and bytes, by name.
pub fn documents() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".expected.txt") || name == "README.md" {
            continue;
        }
        match name.strip_suffix(".parts") {
            Some(packed) => all.push((packed.to_owned(), pack(&parts(&fs::read_to_string(&path).unwrap())))),
            None => all.push((name, fs::read(&path).unwrap())),
        }
    }
    all.sort();
    all
}

#[test]
fn every_document_gives_the_story_that_is_in_it() {
    let mut wrong = Vec::new();
    let documents = documents();
    assert!(documents.len() >= 25, "the corpus is there");
    for (name, bytes) in documents {
        let got = shown(&import(&name, &bytes));
        let path = folder().join(format!("{name}.expected.txt"));
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if got != expected {
            if env::var_os("ACCEPT").is_some() {
                fs::write(&path, &got).unwrap();
            } else {
                wrong.push(format!("--- {name}, expected\n{expected}--- got\n{got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "ACCEPT=1 accepts:\n{}", wrong.join("\n"));
}

/// What was taken in and is handed out as Word stays what it was.
#[test]
fn a_story_that_was_taken_in_goes_out_and_comes_back() {
    for (name, bytes) in documents() {
        let Ok(first) = import(&name, &bytes) else { continue };
        let manuscript = manuscript(&first);
        let photo = |id| first.pictures.iter().find(|p| p.placeholder == id).map(|p| p.bytes.clone());
        let out = export(Format::Docx, &Story { manuscript: &manuscript, section: None, photo: &photo }).unwrap();
        let back = import("again.docx", &out).unwrap();
        assert_eq!(back.headline, first.headline, "{name}");
        assert_eq!(back.standfirst, first.standfirst, "{name}");
        assert_eq!(back.blocks, first.blocks, "{name}");
        assert_eq!(back.pictures.len(), first.pictures.len(), "{name}");
    }
}

pub fn manuscript(import: &Import) -> Manuscript {
    let photos = import.pictures.iter().map(|picture| Photo {
        id: picture.placeholder,
        original: ContentHash::of(&picture.bytes),
        file_name: picture.file_name.clone(),
        width: 1200,
        height: 800,
        caption: picture.caption.clone(),
        alt_text: picture.alt.clone(),
        credit: picture.credit.clone(),
    });
    Manuscript {
        headline: import.headline.clone(),
        standfirst: import.standfirst.clone(),
        byline: import.byline.clone(),
        body: Body::new(import.blocks.clone()),
        lead_photo: import.lead,
        photos: photos.collect(),
        ..Manuscript::default()
    }
}

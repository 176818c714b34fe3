//! Every document of `tests/fixtures/documents` gives what stands beside it in `*.expected.txt`. `ACCEPT=1` writes
//! those files anew; look at what changed.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use interchange::{ExportFormat, ExportSource, Import, export, import};
use newsroom::{Body, ContentHash, Crops, Manuscript, PhotoUse, body::Block};

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
    for (name, bytes) in documents() {
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

/// The pastes that the editor is tested with: name and text.
fn pastes() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/editor/test/pastes");
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".html") || name.ends_with(".txt") {
            all.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    all
}

/// Documents here and pastes with the editor, in both corpora together.
const LEAST: usize = 40;

#[test]
fn both_corpora_together_hold_every_kind_of_document_that_newsrooms_get() {
    let (documents, pastes) = (documents(), pastes());
    let all = documents.len() + pastes.len();
    assert!(all >= LEAST, "{} documents and {} pastes are fewer than {LEAST}", documents.len(), pastes.len());
    let taken = |ending: &str| -> Vec<Import> {
        let wanted = documents.iter().filter(|(name, _)| name.ends_with(ending));
        wanted.filter_map(|(name, bytes)| import(name, bytes).ok()).collect()
    };
    let is_list = |block: &Block| matches!(block, Block::BulletList { .. } | Block::OrderedList { .. });
    let docx = taken(".docx");
    for (kind, found) in [
        ("HTML of Word", pastes.iter().any(|(name, text)| name.ends_with(".html") && text.contains("MsoNormal"))),
        ("DOCX with lists", docx.iter().any(|story| story.blocks.iter().any(is_list))),
        ("DOCX with tables", docx.iter().any(|story| story.report.tables > 0)),
        ("DOCX with pictures", docx.iter().any(|story| !story.pictures.is_empty())),
        ("DOCX with tracked insertions", docx.iter().any(|story| story.report.insertions > 0)),
        ("DOCX with tracked deletions", docx.iter().any(|story| story.report.deletions > 0)),
        ("DOCX with footnotes", docx.iter().any(|story| story.report.footnotes > 0)),
        ("DOCX in an old encoding", docx.iter().any(|story| story.report.old_encoding > 0)),
        ("text in an old encoding", taken(".txt").iter().any(|story| story.report.old_encoding > 0)),
    ] {
        assert!(found, "no {kind} in the corpora");
    }
}

/// What documents hold that was once lost without a word, and the documents that hold it.
const ONCE_LOST: [(&str, &[&str]); 11] = [
    (
        "numbers of lists and headings",
        &["dieu-khoan-diem.docx", "danh-so-va-o-danh-dau.html", "libreoffice-dieu-khoan-diem.odt", "pandoc.docx"],
    ),
    (
        "raised and lowered letters",
        &["chi-so-tren-duoi.docx", "chi-so-tren-duoi.md", "libreoffice-chi-so-tren-duoi.odt", "pandoc.odt"],
    ),
    ("signs of symbol fonts", &["font-ky-hieu.docx", "font-ky-hieu.html", "libreoffice-font-ky-hieu.odt"]),
    ("struck words", &["gach-bo.docx", "gach-bo.html", "libreoffice-gach-bo.fodt", "pandoc.odt"]),
    ("cut and turned pictures", &["anh-cat-xoay.docx", "libreoffice-anh-cat.docx", "libreoffice-anh-cat.odt"]),
    ("a cut byte", &["dut-byte.html", "dut-byte.md", "dut-byte.txt"]),
    (
        "large letters, ends of pages and columns",
        &["chu-dau-lon.docx", "chu-dau-lon.html", "libreoffice-chu-dau-lon.docx", "libreoffice-chu-dau-lon.odt"],
    ),
    (
        "fields of forms",
        &["bieu-mau.docx", "danh-so-va-o-danh-dau.html", "libreoffice-bieu-mau.docx", "libreoffice-bieu-mau.odt"],
    ),
    ("documents in documents", &["tai-lieu-ghep.docx", "tai-lieu-ghep-anh.docx", "tai-lieu-ghep-o.docx"]),
    ("what a file says of itself", &["dau-tep-yaml.md", "dau-tep-toml.md", "pandoc.md"]),
    (
        "files that are not what their names say, or all in one",
        &[
            "trang-luu.mht",
            "word-luu.mht",
            "thu.eml",
            "libreoffice-anh-cat.fodt",
            "libreoffice-dieu-khoan-diem.fodt",
            "libreoffice-gach-bo.fodt",
            "xhtml.txt",
            "manh-html.txt",
            "pandoc-xhtml.txt",
        ],
    ),
];

#[test]
fn what_was_once_lost_stands_in_three_documents_at_least() {
    let all = documents();
    for (kind, names) in ONCE_LOST {
        assert!(names.len() >= 3, "{kind}");
        for name in names {
            let found = all.iter().find(|(own, _)| own == name);
            let (_, bytes) = found.unwrap_or_else(|| panic!("{kind}: no {name}"));
            assert!(import(name, bytes).is_ok(), "{kind}: {name}");
        }
    }
}

/// What was taken in and is handed out as Word stays what it was.
#[test]
fn a_story_that_was_taken_in_goes_out_and_comes_back() {
    for (name, bytes) in documents() {
        let Ok(first) = import(&name, &bytes) else { continue };
        let manuscript = manuscript(&first);
        let photo = |id| first.pictures.iter().find(|p| p.placeholder == id).map(|p| p.bytes.clone());
        let out = export(ExportFormat::Docx, &ExportSource { manuscript: &manuscript, section: None, photo: &photo })
            .unwrap();
        let back = import("again.docx", &out).unwrap();
        assert_eq!(back.headline, first.headline, "{name}");
        assert_eq!(back.standfirst, first.standfirst, "{name}");
        assert_eq!(back.blocks, first.blocks, "{name}");
        assert_eq!(back.pictures.len(), first.pictures.len(), "{name}");
    }
}

pub fn manuscript(import: &Import) -> Manuscript {
    let photos = import.pictures.iter().map(|picture| PhotoUse {
        id: picture.placeholder,
        original: ContentHash::of(&picture.bytes),
        file_name: picture.file_name.clone(),
        width: 1200,
        height: 800,
        caption: picture.caption.clone(),
        alt_text: picture.alt.clone(),
        credit: picture.credit.clone(),
        crops: Crops::default(),
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

//! LibreOffice, where it is installed, opens what is handed out and finds the same text in it.

use std::{fs, path::Path, process::Command};

use interchange::{Format, Story, export, import};
use newsroom::Body;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use crate::stories::{Holds, picture, story};

/// Stories that are looked at.
const STORIES: usize = 12;

#[test]
fn libreoffice_reads_the_same_text() {
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("skipped: soffice is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::deterministic();
    let stories: Vec<_> = (0..STORIES)
        .map(|_| story(Holds { photos: true, merged_cells: true }).new_tree(&mut runner).unwrap().current())
        .collect();
    for (index, manuscript) in stories.iter().enumerate() {
        let out = Story { manuscript, section: None, photo: &|id| Some(picture(id)) };
        fs::write(folder.path().join(format!("{index}.docx")), export(Format::Docx, &out).unwrap()).unwrap();
    }
    convert(folder.path(), "odt");
    for (index, manuscript) in stories.iter().enumerate() {
        let bytes = fs::read(folder.path().join(format!("{index}.odt"))).unwrap();
        let back = import("a.odt", &bytes).unwrap();
        assert_eq!(back.headline, manuscript.headline, "story {index}");
        assert_eq!(back.standfirst, manuscript.standfirst, "story {index}");
        assert_eq!(back.correction, manuscript.correction, "story {index}");
        assert_eq!(back.related, manuscript.related, "story {index}");
        let text = |blocks| Body::new(blocks).plain_text();
        assert_eq!(words(&text(back.blocks)), words(&manuscript.body.plain_text()), "story {index}");
    }
}

/// Letters without blanks: a line of a list may be another line after the conversion.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn convert(folder: &Path, to: &str) {
    let user = format!("-env:UserInstallation=file://{}", folder.join("user").display());
    let files = (0..STORIES).map(|index| folder.join(format!("{index}.docx")));
    let done = Command::new("soffice")
        .args(["--headless", &user, "--convert-to", to, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

//! LibreOffice as a person uses it: documents are opened and saved as something else.

use std::{fs, process::Command};

/// Seconds that one run may take. Starting with a new profile takes 2 to 10 on two cores, a document a tenth of one.
const LIMIT: u32 = 240;

/// Documents of one run: LibreOffice passes over those behind some 240.
const MOST: usize = 200;

/// What LibreOffice saves documents as.
#[derive(Clone, Copy)]
pub enum SavedAs {
    Docx,
    Odt,
}

impl SavedAs {
    fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Odt => "odt",
        }
    }

    fn filter(self) -> &'static str {
        match self {
            Self::Docx => "docx:MS Word 2007 XML",
            Self::Odt => "odt:writer8",
        }
    }
}

/// The Word documents as LibreOffice saves them when it has opened them, in the same order.
///
/// Every run has a profile of its own: one that finds another at work in its profile hands its documents over to that.
#[track_caller]
pub fn saved_again(documents: &[Vec<u8>], to: SavedAs) -> Vec<Vec<u8>> {
    assert!(documents.len() <= MOST, "too many for one run: {}", documents.len());
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let mut files = Vec::new();
    for (index, bytes) in documents.iter().enumerate() {
        let file = folder.path().join(format!("{index}.docx"));
        fs::write(&file, bytes).unwrap();
        files.push(file);
    }
    // `timeout` ends whatever the program has started, too.
    let done = Command::new("timeout")
        .args(["--kill-after=5", &LIMIT.to_string(), "soffice", "--headless", "--norestore"])
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--convert-to", to.filter(), "--outdir"])
        .arg(&out)
        .args(files)
        .output()
        .expect("timeout, of coreutils");
    let said = || format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    match done.status.code() {
        Some(0) => {}
        Some(127) => panic!(
            "LibreOffice (soffice) is not installed, and exported documents must open in it: ./dev test installs it"
        ),
        Some(124 | 137) | None => panic!("LibreOffice was not done after {LIMIT} s: {}", said()),
        _ => panic!("LibreOffice failed, {}: {}", done.status, said()),
    }
    let read = |index| {
        let file = out.join(format!("{index}.{}", to.ending()));
        fs::read(file)
            .unwrap_or_else(|error| panic!("LibreOffice does not open document {index} ({error}): {}", said()))
    };
    (0..documents.len()).map(read).collect()
}

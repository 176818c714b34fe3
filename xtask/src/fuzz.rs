//! For as long as one likes, at random: foreign bytes that are broken (documents, texts in old encodings, pasted pages), and
//! stories that are written, kept, restored and undone. Before documents are broken, four times as much of each kind is read
//! in at most five times the time.
//!
//! The tests do a few rounds of each; this is the long run of the same loops.

use std::process::Command;

use crate::failure::Failure;
use crate::invocation;
use crate::repository::Repository;
use crate::ui;

/// What the loops read to know how long to go on.
const SECONDS: &str = "NEWSDESK_FUZZ_SECONDS";
/// How long each goes on if nothing else is said.
const USUAL: &str = "600";
const KINDS: [&str; 5] = ["documents", "encodings", "pastes", "edits", "photos"];

/// `fuzz [documents|encodings|pastes|edits|photos] [--seconds N]`: one kind, or one after the other. Edits are two loops: in the editor
/// with its undo, and at the desk with kept states; photos are files that grow.
///
/// # Errors
/// [`Failure::Usage`]; [`Failure::Program`] where something broke, after its words.
pub(crate) fn run(repository: &Repository, words: &[String]) -> Result<(), Failure> {
    let (kinds, seconds) = read(words)?;
    for kind in kinds {
        for mut command in commands(repository, kind)? {
            invocation::run(command.env(SECONDS, &seconds))?;
        }
    }
    Ok(())
}

fn commands(repository: &Repository, kind: &str) -> Result<Vec<Command>, Failure> {
    // Fast, and as strict as the tests.
    let test = |package: &str, name: &str| {
        let words = ["test", "--release", "--package", package, "--test", package, name, "--", "--nocapture"];
        let mut command = invocation::cargo(repository, &words);
        command.env("CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS", "true");
        command.env("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "true");
        command
    };
    let editor = |name: &str| {
        ui::install_packages(repository, ui::EDITOR)?;
        let mut command = invocation::command(repository, "node", &["build.mjs", "--test", name]);
        command.current_dir(repository.path(ui::EDITOR));
        Ok(command)
    };
    Ok(match kind {
        // First whether every reader grows with its document, then as long as one likes.
        "documents" => vec![test("interchange", "growth::"), test("interchange", "fuzz::")],
        "encodings" => vec![test("copydesk", "hostile::")],
        // No rounds: whether time and memory grow as files do.
        "photos" => vec![test("darkroom", "budget::"), test("darkroom", "refuse::")],
        "edits" => vec![editor("property")?, test("desk", "edits::")],
        _ => vec![editor("fuzz")?],
    })
}

fn read(words: &[String]) -> Result<(Vec<&'static str>, String), Failure> {
    let mut kinds = Vec::new();
    let mut seconds = USUAL.to_owned();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match KINDS.into_iter().find(|kind| kind == word) {
            Some(kind) => kinds.push(kind),
            None if word == "--seconds" => {
                let number = words.next().filter(|number| number.parse::<u32>().is_ok());
                seconds = number.ok_or_else(|| Failure::Usage("--seconds takes a number".to_owned()))?.clone();
            }
            None => return Err(Failure::Usage(format!("fuzz knows no {word}, but {}", KINDS.join(", ")))),
        }
    }
    if kinds.is_empty() {
        kinds.extend(KINDS);
    }
    Ok((kinds, seconds))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_misspelt_kind_does_not_run_everything() {
        let read = |words: &[&str]| read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(read(&[]).unwrap(), (KINDS.to_vec(), USUAL.to_owned()));
        assert_eq!(read(&["pastes", "--seconds", "7"]).unwrap(), (vec!["pastes"], "7".to_owned()));
        for kind in KINDS {
            assert_eq!(read(&["--seconds", "2", kind]).unwrap(), (vec![kind], "2".to_owned()));
        }
        assert!(read(&["paste"]).is_err() && read(&["--seconds"]).is_err() && read(&["--seconds", "ten"]).is_err());
    }
}

//! Puts the parts side by side, as `index.html` names them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::repository::Repository;
use crate::stamp;
use crate::ui::editor;
use crate::ui::wasm::Bindings;

/// Writes what differs, removes what no longer belongs there, and returns how many files that were.
///
/// # Errors
/// [`Failure::Missing`] without `ui/index.html`; file errors.
pub(super) fn into_dist(repository: &Repository, bindings: &Bindings) -> Result<usize, Failure> {
    let page = repository.path("ui/index.html");
    if !page.exists() {
        return Err(Failure::Missing { path: page, why: "it is what the window loads first" });
    }
    let mut parts = pages(&repository.path("ui"))?;
    parts.insert("styles.css".to_owned(), styles(&repository.path("ui/styles"))?);
    for file in stamp::files_below(&bindings.folder, &[])? {
        // Snippets (JavaScript that crates bring along) keep their folders: newsdesk.js imports them by these names.
        parts.insert(below(&bindings.folder, &file), read(&file)?);
    }
    for output in editor::OUTPUTS {
        let file = repository.path(editor::FOLDER).join(output);
        if file.exists() {
            parts.insert(output.trim_start_matches("dist/").to_owned(), read(&file)?);
        }
    }
    let fonts = repository.path("ui/fonts");
    for file in stamp::files_below(&fonts, &[])? {
        parts.insert(format!("fonts/{}", below(&fonts, &file)), read(&file)?);
    }
    place(&repository.path("ui/dist"), &parts)
}

/// What lies beside the page itself: it, the script that starts the interface, icons.
fn pages(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut parts = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let file = entry.map_err(Failure::file(folder))?.path();
        let served = ["html", "js", "svg", "png"];
        if file.extension().is_some_and(|extension| served.iter().any(|served| extension == *served)) {
            parts.insert(below(folder, &file), read(&file)?);
        }
    }
    Ok(parts)
}

/// All style sheets as one, in the order of their names, each under a comment that names it.
fn styles(folder: &Path) -> Result<Vec<u8>, Failure> {
    let mut joined = Vec::new();
    for file in stamp::files_below(folder, &[])? {
        if file.extension().is_some_and(|extension| extension == "css") {
            joined.extend_from_slice(format!("/* {} */\n", below(folder, &file)).as_bytes());
            joined.extend_from_slice(&read(&file)?);
        }
    }
    Ok(joined)
}

fn place(dist: &Path, parts: &BTreeMap<String, Vec<u8>>) -> Result<usize, Failure> {
    fs::create_dir_all(dist).map_err(Failure::file(dist))?;
    let mut changed = 0;
    for (name, bytes) in parts {
        changed += usize::from(stamp::write_if_changed(&dist.join(name), bytes)?);
    }
    for file in stamp::files_below(dist, &[])? {
        if !parts.contains_key(&below(dist, &file)) {
            fs::remove_file(&file).map_err(Failure::file(&file))?;
            changed += 1;
        }
    }
    Ok(changed)
}

fn below(folder: &Path, file: &Path) -> String {
    file.strip_prefix(folder).unwrap_or(file).to_string_lossy().into_owned()
}

fn read(path: &PathBuf) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(Failure::file(path))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_page_takes_its_script_along_and_no_manifest() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["index.html", "boot.js", "Cargo.toml"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let parts = pages(folder.path()).unwrap();
        assert_eq!(parts.keys().collect::<Vec<_>>(), ["boot.js", "index.html"]);
    }

    #[test]
    fn styles_are_joined_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("20-lists.css"), "b{}\n").unwrap();
        fs::write(folder.path().join("00-fonts.css"), "a{}\n").unwrap();
        fs::write(folder.path().join("notes.md"), "no style").unwrap();
        let joined = String::from_utf8(styles(folder.path()).unwrap()).unwrap();
        assert_eq!(joined, "/* 00-fonts.css */\na{}\n/* 20-lists.css */\nb{}\n");
    }

    #[test]
    fn what_no_longer_belongs_there_is_removed_and_the_rest_left_alone() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("old.js"), "").unwrap();
        let parts = BTreeMap::from([("fonts/a.woff2".to_owned(), b"a".to_vec())]);
        assert_eq!(place(dist.path(), &parts).unwrap(), 2, "one written, one removed");
        assert!(!dist.path().join("old.js").exists(), "a stale script would be embedded in the program");
        assert_eq!(place(dist.path(), &parts).unwrap(), 0, "a second time nothing changes");
    }
}

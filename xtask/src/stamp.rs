//! Skipping a step whose inputs are as they were when it last succeeded.

use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// What a step was made from, as one line; equal lines mean that nothing has changed.
///
/// Contents are read rather than times compared, for a checkout sets times as it likes. It is no
/// protection against anybody: a collision merely skips a build step.
pub(crate) fn of(files: &[PathBuf]) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes = fs::read(file).map_err(Failure::file(file))?;
        hasher.write(file.to_string_lossy().as_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Ok(format!("{} files, {:016x}\n", files.len(), hasher.finish()))
}

/// Does `stamp` hold that line? A stamp that cannot be read means no.
pub(crate) fn holds(stamp: &Path, line: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|held| held == line)
}

/// Every file below `folder` in the order of names, but nothing in hidden folders or in those (by name, at any depth) of
/// `except`.
pub(crate) fn files_below(folder: &Path, except: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::file(&folder))? {
            let path = entry.map_err(Failure::file(&folder))?.path();
            if !path.is_dir() {
                found.push(path);
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !name.starts_with('.') && !except.iter().any(|skipped| name == *skipped) {
                folders.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes `bytes` unless the file holds exactly these already; so what depends on the file is not built again for nothing.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    if fs::read(path).is_ok_and(|held| held == bytes) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::write(path, bytes).map_err(Failure::file(path))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_changed_byte_or_a_renamed_file_changes_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, "tin").unwrap();
        let first = of(std::slice::from_ref(&one)).unwrap();
        assert_eq!(first, of(std::slice::from_ref(&one)).unwrap(), "reading twice gives the same line");

        fs::write(&one, "tít").unwrap();
        assert_ne!(first, of(std::slice::from_ref(&one)).unwrap(), "other bytes, other line");

        fs::write(&two, "tin").unwrap();
        assert_ne!(first, of(std::slice::from_ref(&two)).unwrap(), "a rename must rebuild: names end up in the result");
    }

    #[test]
    fn skipped_folders_are_skipped_at_any_depth() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["src/a.ts", "node_modules/x/b.js", "src/node_modules/c.js", ".test/d.mjs"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        assert_eq!(files_below(folder.path(), &["node_modules"]).unwrap(), [folder.path().join("src/a.ts")]);
    }

    #[test]
    fn an_unchanged_file_keeps_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sub/styles.css");
        assert!(write_if_changed(&path, b"a").unwrap(), "the first write makes the file and its folder");
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        assert!(!write_if_changed(&path, b"a").unwrap());
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), time, "or the shell would be linked again");
    }
}

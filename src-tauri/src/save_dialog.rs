//! Writing a file where the person wants it.

use contract::{Failure, FailureCode};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::DialogExt;

/// Asks for a place and writes the bytes there. The reply is the path; none if the person thought better of it.
///
/// # Errors
/// [`FailureCode::CannotWriteFile`]; what was at that place before is untouched then.
pub(crate) async fn save_as<R: Runtime>(
    app: AppHandle<R>,
    file_name: String,
    bytes: Vec<u8>,
) -> Result<Option<String>, Failure> {
    let asked = tauri::async_runtime::spawn_blocking(move || ask(&app, &file_name)).await;
    let Some(place) = asked.map_err(crate::failure::broken)? else { return Ok(None) };
    let path = place.display().to_string();
    let written = tauri::async_runtime::spawn_blocking(move || write(&place, &bytes)).await;
    written
        .map_err(crate::failure::broken)?
        .map_err(|error| Failure::with_detail(FailureCode::CannotWriteFile, format!("{path}: {error}")))?;
    Ok(Some(path))
}

fn ask<R: Runtime>(app: &AppHandle<R>, file_name: &str) -> Option<PathBuf> {
    let mut dialog = app.dialog().file().set_file_name(file_name);
    if let Ok(folder) = app.path().document_dir() {
        dialog = dialog.set_directory(folder);
    }
    dialog.blocking_save_file()?.into_path().ok()
}

/// Writes beside the place first: a full disk or a stick that is pulled out must not leave half a file there.
fn write(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = place.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    let beside = place.with_file_name(hidden);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    match written.and_then(|()| fs::rename(&beside, place)) {
        Ok(()) => Ok(()),
        Err(error) => {
            if let Err(left) = fs::remove_file(&beside) {
                tracing::debug!(%left, "a half-written file could not be removed");
            }
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_old_one_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("bài.docx");
        write(&place, b"one").unwrap();
        write(&place, b"two").unwrap();
        assert_eq!(fs::read(&place).unwrap(), b"two");
        assert!(write(&folder.path().join("no/such/folder.docx"), b"x").is_err());
        fs::create_dir(folder.path().join("a folder")).unwrap();
        assert!(write(&folder.path().join("a folder"), b"x").is_err(), "a folder is not replaced");
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "nothing half-written lies about: {left:?}");
    }
}

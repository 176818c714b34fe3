//! Files in one.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::InterchangeError;

/// A zip of these files, each with its path in it. Photos and documents are small already; all files have the same time,
/// so that the same story gives the same bytes.
///
/// # Errors
/// [`InterchangeError::NotWritten`] if two have the same path, or all are too large together.
pub fn zipped(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, InterchangeError> {
    let failed = |error: &dyn std::fmt::Display| InterchangeError::NotWritten(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let small = [".jpg", ".png", ".docx"].iter().any(|ending| name.ends_with(ending));
        let method = if small { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(zip::DateTime::default());
        zip.start_file(name.clone(), options).map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
}

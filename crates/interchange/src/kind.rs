//! What a file is, by its bytes.

use crate::{Danger, InterchangeError, Unreadable, docx, limits, package::Package};

/// A document that is read here.
pub(crate) enum Kind<'a> {
    Docx(Package<'a>),
    Odt(Package<'a>),
    Html,
    Markdown,
    Text,
}

/// The kind of a file.
pub(crate) fn recognise<'a>(file_name: &str, bytes: &'a [u8]) -> Result<Kind<'a>, InterchangeError> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Danger::FileTooLarge.into());
    }
    if bytes.is_empty() {
        return Err(Unreadable::Empty.into());
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(Package::open(bytes)?);
    }
    if let Some(foreign) = foreign(bytes) {
        return Err(foreign.into());
    }
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)])
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_lowercase();
    let page = ["<!doctype html", "<html", "<head", "<body", "<meta"].iter().any(|tag| start.starts_with(tag));
    match ending.as_str() {
        _ if page => Ok(Kind::Html),
        "html" | "htm" | "xhtml" => Ok(Kind::Html),
        "md" | "markdown" => Ok(Kind::Markdown),
        _ if is_text(bytes) => Ok(Kind::Text),
        _ => Err(Unreadable::Unknown.into()),
    }
}

fn zipped(mut package: Package<'_>) -> Result<Kind<'_>, InterchangeError> {
    if package.has("mimetype") {
        let mime = package.read("mimetype", 256)?.unwrap_or_default();
        let mime = String::from_utf8_lossy(&mime).into_owned();
        let of = |what: &str| mime.starts_with(&format!("application/vnd.oasis.opendocument.{what}"));
        if of("text") {
            return Ok(Kind::Odt(package));
        }
        if of("spreadsheet") {
            return Err(Unreadable::Spreadsheet.into());
        }
        if of("presentation") {
            return Err(Unreadable::Presentation.into());
        }
    }
    if docx::main_part(&mut package)?.is_some() {
        return Ok(Kind::Docx(package));
    }
    let foreign = if package.has("Index/Document.iwa") || package.has("index.zip") || package.has("index.xml") {
        Unreadable::Pages
    } else if package.has_folder("xl/") {
        Unreadable::Spreadsheet
    } else if package.has_folder("ppt/") {
        Unreadable::Presentation
    } else if package.has("[Content_Types].xml") {
        Unreadable::Damaged
    } else {
        Unreadable::Unknown
    };
    Err(foreign.into())
}

/// Files that are something else, by their first bytes.
fn foreign(bytes: &[u8]) -> Option<Unreadable> {
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if bytes.starts_with(OLE) {
        return Some(ole(bytes));
    }
    let pictures: [&[u8]; 6] = [b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"8BPS"];
    if bytes.starts_with(b"{\\rtf") {
        Some(Unreadable::Rtf)
    } else if bytes.starts_with(b"%PDF") {
        Some(Unreadable::Pdf)
    } else if pictures.iter().any(|start| bytes.starts_with(start)) || bytes.get(4..8) == Some(b"ftyp") {
        Some(Unreadable::Picture)
    } else {
        None
    }
}

/// What a compound file holds, by the names in its directory (UTF-16): Word with a password is one too (MS-OFFCRYPTO).
fn ole(bytes: &[u8]) -> Unreadable {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") {
        Unreadable::Encrypted
    } else if holds("WordDocument") {
        Unreadable::OldWord
    } else if holds("Workbook") {
        Unreadable::Spreadsheet
    } else if holds("PowerPoint Document") {
        Unreadable::Presentation
    } else {
        Unreadable::OldWord
    }
}

/// Letters, not machine data: no control characters but those of typing. UTF-16 has its zeros in every second place.
fn is_text(bytes: &[u8]) -> bool {
    let (text, _) = crate::decode::plain(&bytes[..bytes.len().min(64 * 1024)], None);
    let odd =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{80}'..='\u{9f}'));
    odd.count() * 100 <= text.chars().count()
}

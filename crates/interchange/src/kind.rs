//! What a file is, by its bytes.

use crate::{Danger, InterchangeError, Unreadable, docx, limits, package::Package, work::Work};

/// A document that is read here.
pub(crate) enum Kind<'a> {
    Docx(Package<'a>),
    Odt(Package<'a>),
    /// An OpenDocument text that is one file of XML.
    FlatOdt,
    Html,
    /// A mail, or a page with its pictures as browsers and Word save it (MHTML).
    Mail,
    Markdown,
    Text,
}

/// The kind of a file.
pub(crate) fn recognise<'a>(file_name: &str, bytes: &'a [u8], work: &Work) -> Result<Kind<'a>, InterchangeError> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Danger::FileTooLarge.into());
    }
    if bytes.is_empty() {
        return Err(Unreadable::Empty.into());
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(Package::open(bytes, work)?);
    }
    if let Some(foreign) = foreign(bytes) {
        return Err(foreign.into());
    }
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let start = start(bytes);
    let markup = Markup::of(&start);
    match ending.as_str() {
        _ if markup == Markup::Page => Ok(Kind::Html),
        _ if markup == Markup::FlatText => Ok(Kind::FlatOdt),
        _ if is_mail(&start) => Ok(Kind::Mail),
        "html" | "htm" | "xhtml" => Ok(Kind::Html),
        _ if markup == Markup::Piece && ending != "md" && ending != "markdown" => Ok(Kind::Html),
        // XML of other programs is no text to read.
        _ if markup == Markup::OldWord => Err(Unreadable::OldWord.into()),
        _ if markup == Markup::Xml => Err(Unreadable::Unknown.into()),
        "md" | "markdown" => Ok(Kind::Markdown),
        _ if is_text(bytes) => Ok(Kind::Text),
        _ => Err(Unreadable::Unknown.into()),
    }
}

/// The beginning of a file as small letters, where it may say what it is.
fn start(bytes: &[u8]) -> String {
    let (text, _) = crate::decode::plain(&bytes[..bytes.len().min(8 * 1024)], None);
    text.trim_start_matches('\u{feff}').trim_start().to_lowercase()
}

/// What a text in angle brackets is, whatever its name says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    None,
    Page,
    /// A part of a page, without head and body.
    Piece,
    FlatText,
    /// XML of Word 2003, or of a package in one file.
    OldWord,
    Xml,
}

impl Markup {
    fn of(start: &str) -> Self {
        let mut rest = start;
        let mut declared = false;
        // Declarations, remarks and the type of the document stand before the first element.
        loop {
            rest = rest.trim_start();
            let end = match rest {
                _ if rest.starts_with("<!doctype html") => return Self::Page,
                _ if rest.starts_with("<?") => "?>",
                _ if rest.starts_with("<!--") => "-->",
                _ if rest.starts_with("<!doctype") => ">",
                _ => break,
            };
            declared |= end != "-->";
            match rest.split_once(end) {
                Some((_, after)) => rest = after,
                None => break,
            }
        }
        let Some(element) = rest.strip_prefix('<') else { return Self::None };
        let name: &str =
            element.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        match name {
            "html" | "head" | "body" | "meta" => Self::Page,
            "office:document" if start.contains("opendocument.text") => Self::FlatText,
            "w:worddocument" | "pkg:package" => Self::OldWord,
            "p" | "div" | "h1" | "h2" | "h3" | "table" | "ul" | "ol" | "article" | "section" | "main" | "span"
            | "font" | "center" | "blockquote" | "style" => Self::Piece,
            _ if declared => Self::Xml,
            _ => Self::None,
        }
    }
}

/// Lines of a mail's head, with the version that the standard asks for (RFC 2045, 4).
fn is_mail(start: &str) -> bool {
    let mut lines = start.lines().take_while(|line| !line.trim().is_empty());
    let field = |line: &str| {
        let name = line.split_once(':').map(|(name, _)| name);
        line.starts_with([' ', '\t']) || name.is_some_and(|n| n.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    };
    let head: Vec<&str> = lines.by_ref().take(200).collect();
    let has = |name: &str| head.iter().any(|line| line.starts_with(name));
    has("mime-version:") && has("content-type:") && head.iter().all(|line| field(line))
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

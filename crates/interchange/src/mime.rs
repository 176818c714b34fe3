//! Mails, and pages with their pictures in one file (MHTML, RFC 2557), as browsers and Word save them.

use std::collections::HashMap;

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

use crate::{Danger, InterchangeError, Unreadable, decode, flow::Document, html, limits, text, work::Work};

/// Parts in parts; mails that were forwarded a few times have five.
const DEPTH: usize = 10;

/// A part with its bytes as they were before they were sent.
struct Leaf {
    kind: String,
    charset: Option<String>,
    /// The names by which a page may ask for it.
    names: Vec<String>,
    bytes: Vec<u8>,
    /// It was cut, or broken on its way: what could be read up to there is in `bytes`.
    broken: bool,
    attached: bool,
}

impl Leaf {
    /// Its words, with a sign in place of what could not be read.
    fn words(&self, said: Option<&str>) -> String {
        let (mut text, _) = decode::plain(&self.bytes, said);
        if self.broken {
            text.push('\u{fffd}');
        }
        text
    }
}

/// Reads the page of a mail or web archive, with the pictures that lie beside it; or its text, if it has no page.
pub(crate) fn read(bytes: &[u8], work: &Work) -> Result<Document, InterchangeError> {
    let mut leaves = Vec::new();
    take_apart(bytes, 0, work, &mut leaves)?;
    let first = |kinds: &[&str]| leaves.iter().position(|leaf| !leaf.attached && kinds.contains(&leaf.kind.as_str()));
    let Some(at) = first(&["text/html", "application/xhtml+xml"]).or_else(|| first(&["text/plain"])) else {
        return Err(Unreadable::Unknown.into());
    };
    let page = leaves.swap_remove(at);
    if page.kind == "text/plain" {
        let mut document = text::read_words(&page.words(page.charset.as_deref()))?;
        document.report.objects_dropped += leaves.iter().filter(|leaf| leaf.attached).count() as u32;
        return Ok(document);
    }
    let mut pictures = HashMap::new();
    let mut attached = 0;
    for leaf in leaves {
        if leaf.kind.starts_with("image/") && !leaf.names.is_empty() {
            for name in leaf.names {
                pictures.entry(name).or_insert_with(|| leaf.bytes.clone());
            }
        } else {
            attached += u32::from(leaf.attached);
        }
    }
    let charset = page.charset.clone().or_else(|| html::charset(&page.bytes));
    let mut document = html::parse(&page.words(charset.as_deref()), pictures, work)?;
    document.report.objects_dropped += attached;
    Ok(document)
}

fn take_apart(bytes: &[u8], depth: usize, work: &Work, leaves: &mut Vec<Leaf>) -> Result<(), InterchangeError> {
    work.step(1 + bytes.len() / 64)?;
    if depth > DEPTH {
        return Err(Danger::TooDeep.into());
    }
    if leaves.len() >= limits::MAIL_PARTS {
        return Err(Danger::TooManyParts.into());
    }
    let (head, body) = head_and_body(bytes);
    let fields = fields(head);
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let kind = field("content-type").unwrap_or("text/plain");
    let media = kind.split(';').next().unwrap_or_default().trim().to_lowercase();
    if media.starts_with("multipart/") {
        let Some(boundary) = parameter(kind, "boundary") else { return Err(Unreadable::Damaged.into()) };
        for part in parts(body, &boundary) {
            take_apart(part, depth + 1, work, leaves)?;
        }
        return Ok(());
    }
    let (bytes, broken) = match field("content-transfer-encoding").map(|way| way.trim().to_lowercase()).as_deref() {
        Some("base64") => from_base64(body),
        Some("quoted-printable") => (quoted(body), false),
        _ => (body.to_vec(), false),
    };
    let id = field("content-id").map(|id| format!("cid:{}", id.trim().trim_matches(['<', '>'])));
    let place = field("content-location").map(|place| last_step(place.trim()));
    leaves.push(Leaf {
        kind: media,
        charset: parameter(kind, "charset"),
        names: id.into_iter().chain(place).collect(),
        attached: field("content-disposition").is_some_and(|said| said.trim().to_lowercase().starts_with("attachment")),
        bytes,
        broken,
    });
    Ok(())
}

/// Base64 without what would make a decoder refuse it: the end may lack its signs, or bits of its last letter mean nothing.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What can be read from the beginning (RFC 2045, 6.8), and whether that is not all: the body was cut, or holds what no base64
/// has.
fn from_base64(body: &[u8]) -> (Vec<u8>, bool) {
    let all: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let good = all.iter().position(|byte| !is_letter(byte)).unwrap_or(all.len());
    let whole = all.len().is_multiple_of(4) && all[good..].iter().all(|byte| *byte == b'=') && all.len() - good <= 2;
    // One letter alone is less than a byte.
    let good = if good % 4 == 1 { good - 1 } else { good };
    match LENIENT.decode(&all[..good]) {
        Ok(bytes) => (bytes, !whole),
        Err(_) => (Vec::new(), !all.is_empty()),
    }
}

/// What a page's address of a picture and the name of a part have in common: their last step, or the id.
pub(crate) fn last_step(address: &str) -> String {
    if address.starts_with("cid:") {
        return address.to_owned();
    }
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    plain.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase()
}

/// The head up to the first empty line, and what follows it.
fn head_and_body(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if line.iter().all(u8::is_ascii_whitespace) {
            return (&bytes[..at], &bytes[at..]);
        }
    }
    (bytes, &[])
}

/// The fields of a head, with small letters for names; a line that begins with a blank goes on with the one before.
fn fields(head: &[u8]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in String::from_utf8_lossy(head).lines() {
        match (line.starts_with([' ', '\t']), line.split_once(':')) {
            (true, _) => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            (false, Some((name, value))) => fields.push((name.trim().to_lowercase(), value.trim().to_owned())),
            (false, None) => {}
        }
    }
    fields
}

/// `charset=utf-8`, `boundary="----=_Part"`
fn parameter(field: &str, name: &str) -> Option<String> {
    field.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What lies between the lines of the boundary. Blanks may stand behind it and nothing else: an inner boundary may begin with the
/// outer one.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let wall = format!("--{boundary}");
    let mut parts = Vec::new();
    let (mut at, mut from) = (0, None);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let behind = line.strip_prefix(wall.as_bytes()).map(<[u8]>::trim_ascii);
        if let Some(behind) = behind.filter(|behind| matches!(behind, [] | [b'-', b'-'])) {
            if let Some(from) = from {
                parts.push(&body[from..at]);
            }
            let last = !behind.is_empty();
            from = (!last).then_some(at + line.len());
            if last {
                return parts;
            }
        }
        at += line.len();
    }
    // Cut off: what is there is there.
    if let Some(from) = from {
        parts.push(&body[from..]);
    }
    parts
}

/// RFC 2045, 6.7.
fn quoted(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let mut at = 0;
    while at < body.len() {
        let rest = &body[at + 1..];
        match (body[at], rest) {
            (b'=', [b'\r', b'\n', ..]) => at += 3,
            (b'=', [b'\n', ..]) => at += 2,
            (b'=', [high, low, ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    at += 3;
                }
                _ => {
                    out.push(b'=');
                    at += 1;
                }
            },
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(mail: &str) -> String {
        let document = read(mail.as_bytes(), &Work::begin()).unwrap();
        let paragraphs = document.pieces.iter().map(|piece| match piece {
            crate::flow::Piece::Paragraph(paragraph) => paragraph.words(),
            _ => panic!("something else than paragraphs"),
        });
        paragraphs.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_can_be_read_of_a_broken_mail_is_read_and_the_rest_is_marked() {
        let mail = |body: &str| {
            format!("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}")
        };
        let whole = "Q+G6p3UgdGjDtG5nIHhl";
        assert_eq!(words(&mail(whole)), "Cầu thông xe");
        assert_eq!(words(&mail(&whole.replace("dGjD", "dGjD\r\n"))), "Cầu thông xe", "lines are no fault");
        assert_eq!(words(&mail(&whole[..18])), "Cầu thông \u{fffd}", "cut off");
        assert_eq!(words(&mail(&whole.replace("dGjDtG", "*GjDtG"))), "Cầu \u{fffd}", "broken on its way");
        assert_eq!(from_base64(b"WGU="), (b"Xe".to_vec(), false));
        assert_eq!(from_base64(b"WGU"), (b"Xe".to_vec(), true), "its end is missing");
        assert_eq!(from_base64(b""), (Vec::new(), false));
    }

    #[test]
    fn a_text_has_the_letters_that_its_mail_says() {
        let body = encoding_rs::SHIFT_JIS.encode("東京の新聞").0;
        let mail = [b"Content-Type: text/plain; charset=Shift_JIS\n\n", &*body].concat();
        let document = read(&mail, &Work::begin()).unwrap();
        assert!(matches!(&document.pieces[..], [crate::flow::Piece::Paragraph(p)] if p.words() == "東京の新聞"));
    }

    #[test]
    fn a_boundary_that_begins_with_another_one_does_not_end_its_part() {
        let mail = "Content-Type: multipart/mixed; boundary=abc\n\n--abc \nContent-Type: multipart/alternative; boundary=abc1\n\n\
                    --abc1\nContent-Type: text/plain\n\nMột\n--abcd\nHai\n--abc1--\n\n--abc--\n";
        assert_eq!(words(mail), "Một|--abcd|Hai");
    }
}

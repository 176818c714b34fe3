//! Markdown (CommonMark with tables and what Pandoc and GitHub add for struck, raised and lowered letters and ticked items), by way
//! of a page. HTML in it is HTML.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::{
    InterchangeError, decode,
    flow::{Cell, Document, Paragraph, Piece, Role, Run},
    html, limits,
    signs::tick,
    work::Work,
};

/// Reads a file. A paragraph that is bold as a whole, right below the headline, is the standfirst: that is how ours are written.
pub(crate) fn read(bytes: &[u8], work: &Work) -> Result<Document, InterchangeError> {
    let (text, _) = decode::plain(bytes, None);
    let (matter, text) = front_matter(&text);
    // Without lowered letters of its own the library takes one tilde for striking: "~200 tỷ … ~300 tỷ" would be gone.
    let mut options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_SUBSCRIPT;
    // Looking for a table costs the square of the cells in a line.
    if text.lines().all(|line| line.matches('|').count() <= limits::MARKDOWN_CELLS) {
        options |= Options::ENABLE_TABLES;
    }
    let mut page = String::with_capacity(text.len() * 2);
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut code = false;
    let mut lowered = Vec::new();
    for (event, place) in TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter()) {
        work.step(1)?;
        match event {
            // Links are written here: the library's own writer percent-encodes the letters of Vietnamese addresses.
            Event::Start(Tag::Link { dest_url, .. }) => {
                let link = format!("<a href=\"{}\">", crate::export::escape(&dest_url));
                events.push(Event::InlineHtml(link.into()));
            }
            Event::End(TagEnd::Link) => events.push(Event::InlineHtml("</a>".into())),
            Event::TaskListMarker(done) => events.push(Event::Text(format!("{} ", tick(done)).into())),
            // What was struck out is no tracked deletion.
            Event::Start(Tag::Strikethrough) => events.push(Event::InlineHtml("<s>".into())),
            Event::End(TagEnd::Strikethrough) => events.push(Event::InlineHtml("</s>".into())),
            Event::Start(Tag::Subscript) => {
                lowered.push(events.len());
                events.push(Event::Text("~".into()));
            }
            Event::End(TagEnd::Subscript) => {
                let Some(at) = lowered.pop() else { continue };
                let inside = events.get(at + 1..).unwrap_or_default();
                let word = matches!(inside, [Event::Text(word)] if is_script(word));
                let behind =
                    matches!(at.checked_sub(1).map(|at| &events[at]), Some(Event::Text(text)) if carries(text));
                if word && behind {
                    events[at] = Event::InlineHtml("<sub>".into());
                    events.push(Event::InlineHtml("</sub>".into()));
                } else {
                    events.push(Event::Text("~".into()));
                }
            }
            Event::Text(words) if !code => {
                // A line that counts by letters, which only Pandoc takes for an item, stands by itself all the same.
                if matches!(events.last(), Some(Event::SoftBreak)) && counts(&words) {
                    events.pop();
                    events.push(Event::HardBreak);
                }
                // Behind a stroke a sign means itself; then the words are not as they are written.
                let as_written = text.get(place) == Some(&*words);
                match with_scripts(&crate::export::escape(&words)).filter(|_| as_written) {
                    Some(marked) => events.push(Event::InlineHtml(marked.into())),
                    None => events.push(Event::Text(words)),
                }
            }
            other => {
                match &other {
                    Event::Start(Tag::CodeBlock(_)) => code = true,
                    Event::End(TagEnd::CodeBlock) => code = false,
                    _ => {}
                }
                events.push(other);
            }
        }
    }
    pulldown_cmark::html::push_html(&mut page, events.into_iter());
    let mut document = html::parse(&page, HashMap::new(), work)?;
    document.pieces.iter_mut().for_each(drop_blank_heading);
    document.marks_headlines = true;
    let mut paragraphs = document.pieces.iter_mut();
    if let Some(Piece::Paragraph(Paragraph { role: Role::Headline, .. })) = paragraphs.next()
        && let Some(Piece::Paragraph(second)) = paragraphs.next()
        && second.role == Role::Text
        && second.runs.iter().all(|run| run.look.bold || run.text.trim().is_empty())
    {
        second.role = Role::Standfirst;
    }
    matter.into_iter().rev().for_each(|field| begin_with(&mut document, field));
    Ok(document)
}

/// True for words behind a sign that counts: `b) …`, `(2) …`, `iv. …`.
fn counts(words: &str) -> bool {
    let sign = words.split(' ').next().unwrap_or_default();
    let Some(inside) = sign.strip_suffix([')', '.']) else { return false };
    let plain = inside.strip_prefix('(').unwrap_or(inside);
    let roman = plain.chars().all(|c| "ivxIVX".contains(c));
    let one = plain.chars().count() == 1 && plain.chars().all(char::is_alphanumeric);
    words.len() > sign.len() && !plain.is_empty() && (one || roman || plain.chars().all(|c| c.is_ascii_digit()))
}

/// The longest raised or lowered word, in characters: what lies farther apart are two signs that mean themselves.
const LONGEST_SCRIPT: usize = 12;

/// True for what may be raised or lowered: one short word.
fn is_script(word: &str) -> bool {
    !word.is_empty() && !word.contains([' ', '^', '~', '<', '&']) && word.chars().count() <= LONGEST_SCRIPT
}

/// True for a text behind which raised and lowered letters stand.
fn carries(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ')')
}

/// Pandoc's raised and lowered letters (10^6^, CO~2~) as elements of a page, in a text that is escaped for one; none where there
/// are none. They stand behind a letter or figure and hold no blank: "~200 tỷ, ~300 tỷ" is something else.
fn with_scripts(escaped: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = escaped;
    let mut found = false;
    while let Some(at) = rest.find(['^', '~']) {
        let sign = &rest[at..=at];
        let behind = rest[..at].chars().next_back().or(out.chars().next_back());
        let inside = rest[at + 1..].split_once(sign);
        out.push_str(&rest[..at]);
        match inside
            .filter(|(word, _)| is_script(word) && carries(behind.map(String::from).as_deref().unwrap_or_default()))
        {
            Some((word, after)) => {
                let element = if sign == "^" { "sup" } else { "sub" };
                out.push_str(&format!("<{element}>{word}</{element}>"));
                rest = after;
                found = true;
            }
            None => {
                out.push_str(sign);
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

/// Markdown cannot say that a table has no heading; an empty one is none.
fn drop_blank_heading(piece: &mut Piece) {
    let blank =
        |cell: &Cell| cell.header && cell.content.iter().all(|p| matches!(p, Piece::Paragraph(p) if p.is_blank()));
    if let Piece::Table(rows) = piece
        && rows.len() > 1
        && rows[0].iter().all(blank)
    {
        rows.remove(0);
    }
}

/// A line of a file about itself: its name in small letters without marks, and its words.
struct Field {
    name: String,
    words: String,
}

/// The longest front matter, in lines.
const LONGEST: usize = 200;

/// What stands before the text between two lines of `---` (YAML) or `+++` (TOML), as the writers of sites and notes use it, and
/// the text. Only what looks like it from the first line to the last is taken for it: a line between two rules is text.
fn front_matter(text: &str) -> (Vec<Field>, &str) {
    let none = (Vec::new(), text);
    let plain = text.trim_start_matches('\u{feff}');
    let (first, mut rest) = plain.split_once('\n').unwrap_or_default();
    let (ends, between): (&[&str], char) = match first.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return none,
    };
    let mut fields: Vec<Field> = Vec::new();
    for _ in 0..LONGEST {
        let Some((line, after)) = rest.split_once('\n').or((!rest.is_empty()).then_some((rest, ""))) else {
            return none;
        };
        rest = after;
        let line = line.trim_end();
        if ends.contains(&line) {
            return if fields.is_empty() { none } else { (fields, rest) };
        }
        let more = line.starts_with([' ', '\t', '-', ']', '[']);
        match (line.split_once(between), fields.last_mut()) {
            _ if line.trim().is_empty() || line.starts_with('#') => {}
            (_, Some(field)) if more => {
                let words = unquoted(line.trim().trim_start_matches(['-', '[', ']']));
                let comma = if field.words.is_empty() || words.is_empty() { "" } else { ", " };
                field.words = format!("{}{comma}{words}", field.words);
            }
            (Some((name, words)), _) if is_field(name.trim()) => {
                fields.push(Field { name: copydesk::fold(name.trim()), words: unquoted(words) });
            }
            _ => return none,
        }
    }
    none
}

/// Names that files give to what they say of themselves, folded, beside those that a story has a field for.
const OTHER_FIELDS: [&str; 20] = [
    "date",
    "tags",
    "tag",
    "category",
    "categories",
    "keywords",
    "slug",
    "draft",
    "layout",
    "lang",
    "language",
    "published",
    "updated",
    "created",
    "status",
    "url",
    "ngay",
    "tu khoa",
    "chuyen muc",
    "chuyen_muc",
];

/// True for the name of a field: one that is known, or that is written as programs write names. "Hà Nội: mưa lớn" and "Vinh: mưa
/// lớn" between two rules are words for readers.
fn is_field(name: &str) -> bool {
    let folded = copydesk::fold(name);
    let written_by_a_program = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    written_by_a_program || role_of(&folded).is_some() || OTHER_FIELDS.contains(&folded.as_str())
}

/// What a field is in a story, by its folded name.
fn role_of(name: &str) -> Option<Role> {
    match name {
        "title" | "headline" | "tit" | "tieu de" | "tieu_de" | "tieu-de" => Some(Role::Headline),
        "subtitle" | "description" | "summary" | "excerpt" | "lead" | "abstract" | "sapo" | "mo ta" | "tom tat" => {
            Some(Role::Standfirst)
        }
        "author" | "authors" | "byline" | "tac gia" | "but danh" => Some(Role::Byline),
        _ => None,
    }
}

fn unquoted(words: &str) -> String {
    let plain = words.trim().trim_matches(['[', ']', '>', '|']).trim().trim_end_matches(',');
    let parts = plain.split("\", \"").map(|part| part.trim().trim_matches(['"', '\'']));
    parts.collect::<Vec<_>>().join(", ")
}

/// Puts what a file says of itself where a story has it, above the text; what it has no field for is counted.
fn begin_with(document: &mut Document, field: Field) {
    if field.words.is_empty() {
        return;
    }
    let Some(role) = role_of(&field.name) else {
        document.report.details += 1;
        return;
    };
    let said = Paragraph { role, runs: vec![Run { text: field.words, ..Run::default() }] };
    let words = said.words();
    let again = document.pieces.iter().position(|piece| matches!(piece, Piece::Paragraph(p) if p.role == role));
    if let Some(at) = again
        && let Piece::Paragraph(there) = &mut document.pieces[at]
    {
        if there.words() == words {
            document.pieces.remove(at);
        } else if role == Role::Headline {
            there.role = Role::Subhead(2);
        } else {
            there.role = Role::Text;
        }
    }
    document.pieces.insert(0, Piece::Paragraph(said));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_letters_are_told_from_signs() {
        let marked = |text: &str| with_scripts(text).unwrap_or_else(|| text.to_owned());
        assert_eq!(marked("10^6^ m^2^, CO~2~"), "10<sup>6</sup> m<sup>2</sup>, CO<sub>2</sub>");
        for text in ["~200 tỷ, ~300 tỷ", "2^10", "a ^b^", "x^hai chữ^"] {
            assert_eq!(marked(text), text);
        }
        assert!(counts("b) điểm b") && counts("iv. mục") && counts("(2) hai") && !counts("hết. Câu") && !counts("b)"));
    }

    #[test]
    fn front_matter_is_told_from_rules_in_a_text() {
        let names = |text: &str| {
            let (fields, rest) = front_matter(text);
            (
                fields.into_iter().map(|field| format!("{}={}", field.name, field.words)).collect::<Vec<_>>(),
                rest.to_owned(),
            )
        };
        let found =
            names("---\ntitle: \"Cầu: mở\"\nauthor:\n  - Thu Bằng\n  - Hữu Việt\ntags: [a, b]\n# ghi chú\n---\nBài\n");
        assert_eq!(found.0, ["title=Cầu: mở", "author=Thu Bằng, Hữu Việt", "tags=a, b"]);
        assert_eq!(found.1, "Bài\n");
        assert_eq!(names("+++\ntitle = 'Cầu'\n+++\nBài").0, ["title=Cầu"]);
        let named = names("---\nTiêu đề: Cầu\nTác giả: Thu Bằng\nchuyên mục: Kinh tế\nog-image: a.jpg\n---\nBài");
        assert_eq!(named.0, ["tieu de=Cầu", "tac gia=Thu Bằng", "chuyen muc=Kinh tế", "og-image=a.jpg"]);
        for text in [
            "---\n\nMột câu giữa hai vạch ngang: thế thôi.\n\n---\n",
            "---\nKhông hết: a",
            "Bài\n---\na: b\n---\n",
            "---\nHà Nội: mưa lớn\n---\nBài",
            "---\nVinh: mưa lớn\n---\n",
            "---\nHuế: nắng\n---\n",
            "+++\nHai = hai\n+++\n",
        ] {
            let (fields, rest) = names(text);
            assert!(fields.is_empty() && rest == text, "{text}");
        }
    }
}

//! Markdown (CommonMark 0.31 with the tables of GFM). It has no merged cells, no headings of rows, and knows neither
//! standfirst nor byline: the standfirst is the bold paragraph below the headline, the byline a bold one below the text.
//! Nor does it know corrections and related stories: read again, they are text.

use newsroom::{
    Related,
    body::{Block, Inline, ListItem, Mark, TableRow},
};

use super::{Part, Sheet, Shot};
use crate::labels;

/// The largest number that an item may have (CommonMark 5.2).
const LARGEST: u32 = 999_999_999;

/// The page; with photos as files beside it, or without.
pub(super) fn page(sheet: &Sheet<'_>, files: bool) -> String {
    let mut out = Vec::new();
    for part in sheet.parts() {
        match part {
            Part::Headline("") => {}
            Part::Headline(text) => out.push(format!("# {}", escape(text))),
            Part::Standfirst(text) | Part::Byline(text) => out.push(marked(&escape(text), "**", "strong", "")),
            Part::Correction(text) => {
                let label = marked(&escape(newsroom::CORRECTION_LABEL), "**", "strong", "");
                out.push(format!("{label} {}", escape(text)));
            }
            Part::Lead(shot) => figure(&mut out, shot, files),
            Part::Body => blocks(&mut out, &sheet.body().doc.content, sheet, files),
            Part::Related(stories) => {
                out.push(format!("## {}", labels::RELATED));
                out.push(stories.iter().map(related).collect::<Vec<_>>().join("\n"));
            }
        }
    }
    out.join("\n\n") + "\n"
}

fn related(story: &Related) -> String {
    let title = escape(labels::title(story));
    match labels::address(story) {
        Some(address) => format!("- [{title}](<{}>)", escape_address(address)),
        None => format!("- {title}"),
    }
}

fn figure(out: &mut Vec<String>, shot: &Shot, files: bool) {
    if files && shot.bytes.is_some() {
        out.push(format!("![{}](photos/{})", escape(&shot.photo.alt_text), shot.name));
    }
    let caption = shot.line();
    if !caption.is_empty() {
        out.push(marked(&escape(&caption), "*", "em", ""));
    }
}

/// Blocks, each without the empty line that parts them. Neighbouring lists of one kind take turns with their signs,
/// or they would be one list.
fn blocks(out: &mut Vec<String>, content: &[Block], sheet: &Sheet<'_>, files: bool) {
    let mut turn = false;
    let mut before = "";
    for block in content {
        let kind = match block {
            Block::BulletList { .. } => "bullets",
            Block::OrderedList { .. } => "numbers",
            _ => "",
        };
        turn = !kind.is_empty() && kind == before && !turn;
        before = kind;
        match block {
            Block::Paragraph { content } => out.push(inline(content, "\\\n")),
            Block::Subhead { attrs, content } => {
                out.push(format!("{} {}", "#".repeat(attrs.level.into()), inline(content, "<br>")));
            }
            Block::BulletList { content } => {
                let sign = if turn { "*" } else { "-" };
                out.push(items(content, sheet, files, |_| format!("{sign} ")));
            }
            Block::OrderedList { attrs, content } => {
                let sign = if turn { ')' } else { '.' };
                let first = attrs.start.min(LARGEST);
                out.push(items(content, sheet, files, |index| {
                    format!("{}{sign} ", first.saturating_add(index as u32).min(LARGEST))
                }));
            }
            Block::Quote { content } => {
                let mut inner = Vec::new();
                blocks(&mut inner, content, sheet, files);
                out.push(indent(&inner.join("\n\n"), "> ", "> "));
            }
            Block::Figure { attrs } => {
                if let Some(shot) = sheet.shot(attrs.photo) {
                    figure(out, shot, files);
                }
            }
            Block::Table { content } => out.push(table(content)),
        }
    }
}

fn items(items: &[ListItem], sheet: &Sheet<'_>, files: bool, sign: impl Fn(usize) -> String) -> String {
    let items = items.iter().enumerate().map(|(index, item)| {
        let sign = sign(index);
        let mut inner = Vec::new();
        blocks(&mut inner, &item.content, sheet, files);
        // An item without words may have no empty line after its sign.
        let text = match inner.split_first() {
            Some((first, rest)) if first.is_empty() => format!("\n{}", rest.join("\n\n")),
            _ => inner.join("\n\n"),
        };
        indent(text.trim_end(), &sign, &" ".repeat(sign.len())).trim_end().to_owned()
    });
    items.collect::<Vec<_>>().join("\n")
}

fn indent(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(index, line)| {
        let start = if index == 0 { first } else { rest };
        if line.is_empty() { start.trim_end().to_owned() } else { format!("{start}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn table(rows: &[TableRow]) -> String {
    let width = rows.iter().map(|row| row.content.len()).max().unwrap_or(0).max(1);
    let line = |row: &TableRow| {
        let mut cells: Vec<String> = row
            .content
            .iter()
            .map(|cell| {
                let paragraphs = cell.content().iter().map(|block| match block {
                    Block::Paragraph { content } => inline(content, "<br>"),
                    _ => String::new(),
                });
                paragraphs.collect::<Vec<_>>().join("<br>")
            })
            .collect();
        cells.resize(width, String::new());
        format!("| {} |", cells.join(" | "))
    };
    let headed = rows.first().is_some_and(|row| row.content.iter().all(newsroom::body::TableCell::is_header));
    let empty = || format!("|{}", "  |".repeat(width));
    let mut lines = vec![if headed { line(&rows[0]) } else { empty() }, format!("|{}", " --- |".repeat(width))];
    lines.extend(rows.iter().skip(usize::from(headed)).map(line));
    lines.join("\n")
}

/// A line, with `new_line` between its parts.
fn inline(content: &[Inline], new_line: &str) -> String {
    let mut out = String::new();
    for piece in content {
        let Inline::Text { text, marks } = piece else {
            out += new_line;
            continue;
        };
        let mut text = escape(text);
        if out.is_empty() || out.ends_with('\n') {
            text = escape_start(&text);
        }
        let before = if out.ends_with(['*', '\\']) { "*" } else { "" };
        for mark in marks {
            text = match mark {
                Mark::Bold {} => marked(&text, "**", "strong", before),
                Mark::Italic {} => marked(&text, "*", "em", before),
                Mark::Superscript {} => format!("<sup>{text}</sup>"),
                Mark::Subscript {} => format!("<sub>{text}</sub>"),
                Mark::Link { attrs } => format!("[{text}](<{}>)", escape_address(&attrs.href)),
                Mark::Remark { .. } => text,
            };
        }
        out += &text;
    }
    out
}

/// Stars where they are sure to be read as such (CommonMark 6.2: the flanking rules), else the element.
fn marked(text: &str, stars: &str, element: &str, before: &str) -> String {
    let sure = text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric);
    if sure && !before.ends_with(['*', '\\']) {
        format!("{stars}{text}{stars}")
    } else {
        format!("<{element}>{text}</{element}>")
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '!' | '^') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Signs that mean something at the start of a line only. Blanks there are lost, and four of them would make it a program's
/// text: written as references they are blanks.
fn escape_start(text: &str) -> String {
    let words = text.trim_start_matches([' ', '\t', '\u{a0}']);
    if words.len() < text.len() {
        let blanks = text[..text.len() - words.len()].chars().map(|blank| match blank {
            '\t' => "&#9;",
            '\u{a0}' => "&nbsp;",
            _ => "&#32;",
        });
        return blanks.collect::<String>() + &escape_start(words);
    }
    if text.starts_with(['-', '+', '=', ':']) {
        return format!("\\{text}");
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}

fn escape_address(href: &str) -> String {
    href.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace('&', "\\&")
}

//! An import as text that a person can read and compare.

use std::fmt::Write;

use interchange::{Import, InterchangeError};
use newsroom::body::{Block, Inline, Mark};

pub fn shown(result: &Result<Import, InterchangeError>) -> String {
    match result {
        Ok(import) => story(import),
        Err(error) => format!("{error}\n"),
    }
}

pub fn story(import: &Import) -> String {
    let mut out = String::new();
    for (name, text) in [
        ("headline", &import.headline),
        ("standfirst", &import.standfirst),
        ("byline", &import.byline),
        ("correction", &import.correction),
    ] {
        if !text.is_empty() {
            writeln!(out, "{name}: {text}").unwrap();
        }
    }
    blocks(&mut out, &import.blocks, 0);
    for story in &import.related {
        writeln!(out, "related: {} -> {}", story.title, story.link).unwrap();
    }
    for picture in &import.pictures {
        let number = picture.placeholder.0.as_u128();
        let lead = if import.lead == Some(picture.placeholder) { " (lead)" } else { "" };
        let cut = picture.cut.map_or_else(String::new, |cut| {
            let part = cut.part.map_or_else(String::new, |part| {
                format!(" {:.4} {:.4} {:.4}x{:.4}", part.left(), part.top(), part.width(), part.height())
            });
            format!(", shown{part}{} turned {}", if cut.mirrored { " mirrored" } else { "" }, cut.quarters)
        });
        writeln!(
            out,
            "picture {number}{lead}: {} {} bytes, alt {:?}, caption {:?}, credit {:?}{cut}",
            picture.file_name,
            picture.bytes.len(),
            picture.alt,
            picture.caption,
            picture.credit
        )
        .unwrap();
    }
    let report = format!("{:?}", import.report);
    let counts = report.trim_start_matches("ImportReport {").trim_end_matches('}').split(',').map(str::trim);
    let counts: Vec<&str> = counts.filter(|count| !count.ends_with(": 0")).collect();
    writeln!(out, "report: {}", counts.join(", ")).unwrap();
    out
}

fn blocks(out: &mut String, content: &[Block], depth: usize) {
    let margin = "  ".repeat(depth);
    for block in content {
        match block {
            Block::Paragraph { content } => writeln!(out, "{margin}p: {}", line(content)).unwrap(),
            Block::Subhead { attrs, content } => writeln!(out, "{margin}h{}: {}", attrs.level, line(content)).unwrap(),
            Block::BulletList { content } => {
                writeln!(out, "{margin}bullets").unwrap();
                content.iter().for_each(|item| items(out, &item.content, depth));
            }
            Block::OrderedList { attrs, content } => {
                let kind = if attrs.kind.is_decimal() { String::new() } else { format!(" {}", attrs.kind.as_str()) };
                writeln!(out, "{margin}numbers{kind} from {}", attrs.start).unwrap();
                content.iter().for_each(|item| items(out, &item.content, depth));
            }
            Block::Quote { content } => {
                writeln!(out, "{margin}quote").unwrap();
                blocks(out, content, depth + 1);
            }
            Block::Figure { attrs } => writeln!(out, "{margin}figure {}", attrs.photo.0.as_u128()).unwrap(),
            Block::Table { content } => {
                writeln!(out, "{margin}table").unwrap();
                for row in content {
                    writeln!(out, "{margin}  row").unwrap();
                    for cell in &row.content {
                        let kind = if cell.is_header() { "header" } else { "cell" };
                        let attrs = cell.attrs();
                        writeln!(out, "{margin}    {kind} {}x{}", attrs.colspan, attrs.rowspan).unwrap();
                        blocks(out, cell.content(), depth + 3);
                    }
                }
            }
        }
    }
}

fn items(out: &mut String, content: &[Block], depth: usize) {
    writeln!(out, "{}- item", "  ".repeat(depth)).unwrap();
    blocks(out, content, depth + 1);
}

fn line(content: &[Inline]) -> String {
    let mut out = String::new();
    for piece in content {
        let Inline::Text { text, marks } = piece else {
            out.push('⏎');
            continue;
        };
        let mut text = text.replace('\u{a0}', "⍽").replace('\u{ad}', "¬\u{ad}");
        for mark in marks.iter().rev() {
            text = match mark {
                Mark::Bold {} => format!("<b>{text}</b>"),
                Mark::Italic {} => format!("<i>{text}</i>"),
                Mark::Superscript {} => format!("<sup>{text}</sup>"),
                Mark::Subscript {} => format!("<sub>{text}</sub>"),
                Mark::Link { attrs } => format!("<a {}>{text}</a>", attrs.href),
                Mark::Remark { .. } => text,
            };
        }
        out += &text;
    }
    out
}

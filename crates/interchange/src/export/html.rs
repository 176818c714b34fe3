//! A page of HTML.

use newsroom::{
    Related,
    body::{Block, Inline, Mark, TableRow},
};

use super::{Part, Sheet, Shot, escape};
use crate::labels;

pub(super) const STYLE: &str = "body{max-width:42em;margin:2em auto;padding:0 1em;font:1.125rem/1.6 serif}h1{line-height:1.2}\
.standfirst{font-weight:bold}.byline{text-align:right;font-weight:bold}figure{margin:1.5em 0}img{max-width:100%;height:auto}\
figcaption{font-size:.875rem;font-style:italic}table{border-collapse:collapse}td,th{border:1px solid;padding:.25em .5em}";

/// The page; with photos as files beside it, or without.
pub(super) fn page(sheet: &Sheet<'_>, files: bool) -> String {
    let manuscript = &sheet.manuscript;
    let mut out = String::from("<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n");
    out += &format!("<title>{}</title>\n", escape(&manuscript.headline));
    let tags = manuscript.tags.join(", ");
    let meta = [("author", manuscript.byline.as_str()), ("keywords", &tags), ("section", sheet.section.unwrap_or(""))];
    for (name, content) in meta.into_iter().filter(|(_, content)| !content.is_empty()) {
        out += &format!("<meta name=\"{name}\" content=\"{}\">\n", escape(content));
    }
    out += &format!("<style>{STYLE}</style>\n</head>\n<body>\n<article>\n");
    out += &above(sheet, "");
    below(&mut out, sheet, files);
    out += "</article>\n</body>\n</html>\n";
    out
}

/// What stands below headline and standfirst: correction, lead photo, text, byline, related stories.
pub(super) fn below(out: &mut String, sheet: &Sheet<'_>, files: bool) {
    for part in sheet.parts() {
        match part {
            Part::Headline(_) | Part::Standfirst(_) => {}
            Part::Correction(text) => {
                let (label, words) = (newsroom::CORRECTION_LABEL, escape(text));
                *out += &format!("<p class=\"dinh-chinh\"><strong>{label}</strong> {words}</p>\n");
            }
            Part::Lead(shot) => figure(out, shot, files),
            Part::Body => body(out, sheet, files),
            Part::Byline(text) => line(out, "byline", text),
            Part::Related(stories) => related(out, stories),
        }
    }
}

/// Headline and standfirst; `untitled` stands for a headline that is empty.
pub(super) fn above(sheet: &Sheet<'_>, untitled: &str) -> String {
    let mut out = String::new();
    for part in sheet.parts() {
        match part {
            Part::Headline(text) => {
                let text = if text.is_empty() { untitled } else { text };
                out += &format!("<h1>{}</h1>\n", escape(text));
            }
            Part::Standfirst(text) => line(&mut out, "standfirst", text),
            Part::Correction(_) | Part::Lead(_) | Part::Body | Part::Byline(_) | Part::Related(_) => {}
        }
    }
    out
}

/// The text alone.
pub(super) fn body(out: &mut String, sheet: &Sheet<'_>, files: bool) {
    for block in &sheet.body().doc.content {
        write(out, block, sheet, files);
    }
}

fn related(out: &mut String, stories: &[Related]) {
    *out += &format!("<aside class=\"tin-lien-quan\">\n<h2>{}</h2>\n<ul>\n", labels::RELATED);
    for story in stories {
        let title = escape(labels::title(story));
        *out += &match labels::address(story) {
            Some(address) => format!("<li><a href=\"{}\">{title}</a></li>\n", escape(address)),
            None => format!("<li>{title}</li>\n"),
        };
    }
    *out += "</ul>\n</aside>\n";
}

pub(super) fn line(out: &mut String, class: &str, text: &str) {
    if !text.is_empty() {
        *out += &format!("<p class=\"{class}\">{}</p>\n", escape(text));
    }
}

fn figure(out: &mut String, shot: &Shot, files: bool) {
    let caption = shot.line();
    let shown = files && shot.bytes.is_some();
    if !shown && caption.is_empty() {
        return;
    }
    *out += "<figure>";
    if shown {
        let size = shot.pixels().map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
        let (size, alt) = (size.unwrap_or_default(), escape(&shot.photo.alt_text));
        *out += &format!("<img src=\"photos/{}\" alt=\"{alt}\"{size}>", shot.name);
    }
    if !caption.is_empty() {
        *out += &format!("<figcaption>{}</figcaption>", escape(&caption));
    }
    *out += "</figure>\n";
}

/// Lists nest at most as deep as [`newsroom::body::MAX_DEPTH`].
fn write(out: &mut String, block: &Block, sheet: &Sheet<'_>, files: bool) {
    match block {
        Block::Paragraph { content } => *out += &format!("<p>{}</p>\n", inline(content)),
        Block::Subhead { attrs, content } => *out += &format!("<h{0}>{1}</h{0}>\n", attrs.level, inline(content)),
        Block::BulletList { content } => {
            *out += "<ul>\n";
            items(out, content, sheet, files);
            *out += "</ul>\n";
        }
        Block::OrderedList { attrs, content } => {
            let kind =
                if attrs.kind.is_decimal() { String::new() } else { format!(" type=\"{}\"", attrs.kind.html_type()) };
            *out += &format!("<ol start=\"{}\"{kind}>\n", attrs.start);
            items(out, content, sheet, files);
            *out += "</ol>\n";
        }
        Block::Quote { content } => {
            *out += "<blockquote>\n";
            content.iter().for_each(|inner| write(out, inner, sheet, files));
            *out += "</blockquote>\n";
        }
        Block::Figure { attrs } => {
            if let Some(shot) = sheet.shot(attrs.photo) {
                figure(out, shot, files);
            }
        }
        Block::Table { content } => table(out, content, sheet, files),
    }
}

fn items(out: &mut String, items: &[newsroom::body::ListItem], sheet: &Sheet<'_>, files: bool) {
    for item in items {
        *out += "<li>";
        item.content.iter().for_each(|inner| write(out, inner, sheet, files));
        *out += "</li>\n";
    }
}

fn table(out: &mut String, rows: &[TableRow], sheet: &Sheet<'_>, files: bool) {
    *out += "<table>\n";
    for row in rows {
        *out += "<tr>";
        for cell in &row.content {
            let name = if cell.is_header() { "th" } else { "td" };
            let attrs = cell.attrs();
            *out += &format!("<{name}");
            for (key, span) in [("colspan", attrs.colspan), ("rowspan", attrs.rowspan)] {
                if span > 1 {
                    *out += &format!(" {key}=\"{span}\"");
                }
            }
            *out += ">";
            cell.content().iter().for_each(|inner| write(out, inner, sheet, files));
            *out += &format!("</{name}>");
        }
        *out += "</tr>\n";
    }
    *out += "</table>\n";
}

fn inline(content: &[Inline]) -> String {
    let mut out = String::new();
    for piece in content {
        let Inline::Text { text, marks } = piece else {
            out += "<br>";
            continue;
        };
        let mut ends = Vec::new();
        for mark in marks {
            match mark {
                Mark::Bold {} => {
                    out += "<strong>";
                    ends.push("</strong>");
                }
                Mark::Italic {} => {
                    out += "<em>";
                    ends.push("</em>");
                }
                Mark::Superscript {} => {
                    out += "<sup>";
                    ends.push("</sup>");
                }
                Mark::Subscript {} => {
                    out += "<sub>";
                    ends.push("</sub>");
                }
                Mark::Link { attrs } => {
                    out += &format!("<a href=\"{}\">", escape(&attrs.href));
                    ends.push("</a>");
                }
                Mark::Remark { .. } => {}
            }
        }
        out += &escape(text);
        ends.iter().rev().for_each(|end| out += end);
    }
    out
}

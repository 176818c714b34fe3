//! Plain text.

use newsroom::body::{Block, Inline, ListItem};

use super::{Part, Sheet, Shot};
use crate::labels;

/// Headline, standfirst, correction, text, byline and related stories with their addresses, with an empty line between
/// paragraphs; lists and quotes by their signs, the cells of a table parted by bars, photos as their captions.
pub(super) fn page(sheet: &Sheet<'_>) -> String {
    let mut out = Vec::new();
    for part in sheet.parts() {
        match part {
            Part::Headline(text) | Part::Standfirst(text) | Part::Byline(text) => out.push(text.to_owned()),
            Part::Correction(text) => out.push(labels::labelled(text)),
            Part::Lead(shot) => out.push(photo(shot)),
            Part::Body => blocks(&mut out, &sheet.body().doc.content, sheet),
            Part::Related(stories) => {
                let stories = stories.iter().map(|story| format!("\n- {} ({})", labels::title(story), story.link));
                out.push(format!("{}:{}", labels::RELATED, stories.collect::<String>()));
            }
        }
    }
    out.retain(|paragraph| !paragraph.is_empty());
    out.join("\n\n") + "\n"
}

fn photo(shot: &Shot) -> String {
    let caption = shot.line();
    let words = if caption.is_empty() { &shot.photo.alt_text } else { &caption };
    if words.is_empty() { format!("[{}]", shot.name) } else { format!("[{words}]") }
}

fn blocks(out: &mut Vec<String>, content: &[Block], sheet: &Sheet<'_>) {
    for block in content {
        match block {
            Block::Paragraph { content } | Block::Subhead { content, .. } => out.push(line(content)),
            Block::BulletList { content } => out.push(items(content, sheet, |_| "- ".to_owned())),
            Block::OrderedList { attrs, content } => {
                out.push(items(content, sheet, |index| attrs.label(index) + " "));
            }
            Block::Quote { content } => {
                let mut inner = Vec::new();
                blocks(&mut inner, content, sheet);
                out.push(inner.join("\n").lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"));
            }
            Block::Figure { attrs } => out.extend(sheet.shot(attrs.photo).map(photo)),
            Block::Table { content } => {
                let rows = content.iter().map(|row| {
                    let cells = row.content.iter().map(|cell| {
                        let mut inner = Vec::new();
                        blocks(&mut inner, cell.content(), sheet);
                        inner.join(" / ").replace('\n', " / ")
                    });
                    cells.collect::<Vec<_>>().join(" | ")
                });
                out.push(rows.collect::<Vec<_>>().join("\n"));
            }
        }
    }
}

fn items(items: &[ListItem], sheet: &Sheet<'_>, sign: impl Fn(usize) -> String) -> String {
    let items = items.iter().enumerate().map(|(index, item)| {
        let sign = sign(index);
        let mut inner = Vec::new();
        blocks(&mut inner, &item.content, sheet);
        let margin = format!("\n{}", " ".repeat(sign.len()));
        format!("{sign}{}", inner.join("\n").replace('\n', &margin))
    });
    items.collect::<Vec<_>>().join("\n")
}

fn line(content: &[Inline]) -> String {
    let letters = content.iter().map(|piece| match piece {
        Inline::Text { text, .. } => text.as_str(),
        Inline::LineBreak { .. } => "\n",
    });
    letters.collect()
}

//! The canonical bytes of a manuscript: what the hash behind an approval is made of. Each form is written here by hand and
//! stays as it is for ever, whatever becomes of the types; docs/CANONICAL.md describes them.

mod json;

use crate::{
    approval::ContentHash,
    body::{Block, Body, Inline, ListItem, ListKind, Mark, OrderedListAttrs, TableCell},
    manuscript::{Manuscript, Related},
    photo::{Crops, PhotoUse},
};
use json::Writer;
use serde::{Deserialize, Serialize};

/// The number of a canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CanonicalForm(pub u32);

impl CanonicalForm {
    /// The first form: the text with its section, tags, correction and related stories, and the used photos with their words.
    pub const FIRST: Self = Self(1);
    /// The second: says also which parts of the photos are shown.
    pub const SECOND: Self = Self(2);
    /// The third: says also raised and lowered letters, and lists that are numbered otherwise than 1, 2, 3.
    pub const THIRD: Self = Self(3);
}

/// A hash of what readers would see of a manuscript, and the canonical form that it was made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seal {
    /// In which form the manuscript was written for it.
    pub form: CanonicalForm,
    /// SHA-256 of the canonical bytes.
    pub content: ContentHash,
}

impl Seal {
    /// The seal of a manuscript, in the oldest form that can say it. So equal manuscripts have equal seals, however old the
    /// program that made them, and a field that a later form adds changes no seal while it is not used.
    #[must_use]
    pub fn of(manuscript: &Manuscript) -> Self {
        let seen = seen(manuscript);
        let (form, bytes) = first(&seen)
            .map(|bytes| (CanonicalForm::FIRST, bytes))
            .or_else(|| second(&seen).map(|bytes| (CanonicalForm::SECOND, bytes)))
            .unwrap_or_else(|| (CanonicalForm::THIRD, third(&seen)));
        Self { form, content: ContentHash::of(&bytes) }
    }

    /// Whether it is the seal of exactly what readers would see of this manuscript. Not, if the manuscript says something
    /// that its form has no words for, and not, if this program does not know the form.
    #[must_use]
    pub fn binds(&self, manuscript: &Manuscript) -> bool {
        canonical_bytes(manuscript, self.form).is_some_and(|bytes| ContentHash::of(&bytes) == self.content)
    }
}

/// A manuscript in a canonical form; none if the form has no words for something in it, or is not known.
#[must_use]
pub fn canonical_bytes(manuscript: &Manuscript, form: CanonicalForm) -> Option<Vec<u8>> {
    match form {
        CanonicalForm::FIRST => first(&seen(manuscript)),
        CanonicalForm::SECOND => second(&seen(manuscript)),
        CanonicalForm::THIRD => Some(third(&seen(manuscript))),
        _ => None,
    }
}

/// What readers would see: without remarks and unused photos, in normal form.
fn seen(manuscript: &Manuscript) -> Manuscript {
    manuscript.for_readers().only_used_photos()
}

/// Form 1, which has no words for crops, nor for what form 2 has none for.
fn first(seen: &Manuscript) -> Option<Vec<u8>> {
    let uncropped = seen.photos.iter().all(|photo| photo.crops.is_empty());
    (uncropped && is_of_second_body(&seen.body)).then(|| Writer::object(|w| write_manuscript(w, seen)))
}

/// Form 2: the same with its number before it, and crops with the photos that have some. It has no words for what came with
/// version 3 of the body.
fn second(seen: &Manuscript) -> Option<Vec<u8>> {
    is_of_second_body(&seen.body).then(|| numbered(2, seen))
}

/// Form 3: the same with marks for raised and lowered letters, and the kind of lists that are not numbered 1, 2, 3.
fn third(seen: &Manuscript) -> Vec<u8> {
    numbered(3, seen)
}

fn numbered(form: u32, seen: &Manuscript) -> Vec<u8> {
    Writer::object(|w| {
        w.number("form", form);
        write_manuscript(w, seen);
    })
}

/// Whether nothing stands in a body that came with its version 3; what its own number says was the program's that wrote it.
fn is_of_second_body(body: &Body) -> bool {
    body.needed_version() <= 2
}

/// Taken apart field by field, so that a new field must be decided upon: it is said in a form that is newer, and is a reason
/// why the older ones cannot be used unless it is empty.
fn write_manuscript(w: &mut Writer, seen: &Manuscript) {
    let Manuscript { headline, standfirst, byline, section, tags, body, lead_photo, photos, correction, related } =
        seen;
    w.text("headline", headline);
    w.text("standfirst", standfirst);
    w.text("byline", byline);
    w.id("section", *section);
    w.list("tags", tags, |w, tag| w.string(tag));
    w.key("body");
    write_body(w, body);
    w.id("lead_photo", *lead_photo);
    w.list("photos", photos, |w, photo| w.fields(|w| write_photo(w, photo)));
    if !correction.is_empty() {
        w.text("correction", correction);
    }
    if !related.is_empty() {
        w.list("related", related, |w, Related { title, link }| {
            w.fields(|w| {
                w.text("title", title);
                w.text("link", link);
            });
        });
    }
}

fn write_photo(w: &mut Writer, photo: &PhotoUse) {
    let PhotoUse { id, original, file_name, width, height, caption, alt_text, credit, crops } = photo;
    w.id("id", Some(*id));
    w.id("original", Some(*original));
    w.text("file_name", file_name);
    w.number("width", *width);
    w.number("height", *height);
    w.text("caption", caption);
    w.text("alt_text", alt_text);
    w.text("credit", credit);
    if !crops.is_empty() {
        let Crops { thumb, body, banner } = *crops;
        w.key("crops");
        w.fields(|w| {
            for (name, crop) in [("thumb", thumb), ("body", body), ("banner", banner)] {
                if let Some(crop) = crop {
                    w.list(name, &<[u16; 4]>::from(crop), |w, side| w.digits(*side));
                }
            }
        });
    }
}

fn write_body(w: &mut Writer, body: &Body) {
    let Body { version, doc } = body;
    w.fields(|w| {
        w.number("version", *version);
        w.key("doc");
        w.fields(|w| {
            w.text("type", "doc");
            w.list("content", &doc.content, write_block);
        });
    });
}

fn write_block(w: &mut Writer, block: &Block) {
    w.fields(|w| match block {
        Block::Paragraph { content } => {
            w.text("type", "paragraph");
            write_line(w, content);
        }
        Block::Subhead { attrs, content } => {
            w.text("type", "subhead");
            w.attrs(|w| w.number("level", attrs.level));
            write_line(w, content);
        }
        Block::BulletList { content } => {
            w.text("type", "bullet_list");
            w.list("content", content, write_item);
        }
        Block::OrderedList { attrs, content } => {
            w.text("type", "ordered_list");
            w.attrs(|w| {
                let OrderedListAttrs { start, kind } = *attrs;
                w.number("start", start);
                match kind {
                    ListKind::Decimal => {}
                    ListKind::LowerLetter => w.text("kind", "lower_letter"),
                    ListKind::UpperLetter => w.text("kind", "upper_letter"),
                    ListKind::LowerRoman => w.text("kind", "lower_roman"),
                    ListKind::UpperRoman => w.text("kind", "upper_roman"),
                }
            });
            w.list("content", content, write_item);
        }
        Block::Quote { content } => {
            w.text("type", "quote");
            w.list("content", content, write_block);
        }
        Block::Figure { attrs } => {
            w.text("type", "figure");
            w.attrs(|w| w.id("photo", Some(attrs.photo)));
        }
        Block::Table { content } => {
            w.text("type", "table");
            w.list("content", content, |w, row| {
                w.fields(|w| {
                    w.text("type", "table_row");
                    w.list("content", &row.content, write_cell);
                });
            });
        }
    });
}

fn write_item(w: &mut Writer, item: &ListItem) {
    w.fields(|w| {
        w.text("type", "list_item");
        w.list("content", &item.content, write_block);
    });
}

fn write_cell(w: &mut Writer, cell: &TableCell) {
    let (kind, attrs, content) = match cell {
        TableCell::TableCell { attrs, content } => ("table_cell", attrs, content),
        TableCell::TableHeader { attrs, content } => ("table_header", attrs, content),
    };
    w.fields(|w| {
        w.text("type", kind);
        w.attrs(|w| {
            w.number("colspan", attrs.colspan);
            w.number("rowspan", attrs.rowspan);
        });
        w.list("content", content, write_block);
    });
}

/// A line without letters is not written.
fn write_line(w: &mut Writer, line: &[Inline]) {
    if !line.is_empty() {
        w.list("content", line, |w, piece| {
            w.fields(|w| match piece {
                Inline::Text { text, marks } => {
                    w.text("type", "text");
                    w.text("text", text);
                    write_marks(w, marks);
                }
                Inline::LineBreak { marks } => {
                    w.text("type", "line_break");
                    write_marks(w, marks);
                }
            });
        });
    }
}

fn write_marks(w: &mut Writer, marks: &[Mark]) {
    if !marks.is_empty() {
        w.list("marks", marks, |w, mark| {
            w.fields(|w| match mark {
                Mark::Bold {} => w.text("type", "bold"),
                Mark::Italic {} => w.text("type", "italic"),
                Mark::Superscript {} => w.text("type", "superscript"),
                Mark::Subscript {} => w.text("type", "subscript"),
                Mark::Link { attrs } => {
                    w.text("type", "link");
                    w.attrs(|w| w.text("href", &attrs.href));
                }
                Mark::Remark { attrs } => {
                    w.text("type", "remark");
                    w.attrs(|w| w.id("id", Some(attrs.id)));
                }
            });
        });
    }
}

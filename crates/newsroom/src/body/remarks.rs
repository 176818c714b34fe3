//! Where remarks stand in a body.

use crate::{
    body::{Block, Body, Inline, ListItem, Mark, TableRow},
    id::RemarkId,
};

impl Body {
    /// Remarks with the words that they stand on, in reading order, each once.
    #[must_use]
    pub fn remarks(&self) -> Vec<(RemarkId, String)> {
        let mut found: Vec<(RemarkId, String)> = Vec::new();
        for_each_line(&self.doc.content, &mut |line| {
            for piece in line {
                let Inline::Text { text, marks } = piece else { continue };
                for id in marks.iter().filter_map(remark) {
                    match found.iter_mut().find(|(other, _)| *other == id) {
                        Some((_, words)) => words.push_str(text),
                        None => found.push((id, text.clone())),
                    }
                }
            }
        });
        found
    }

    /// The body as readers get it and as it is approved: without remarks, then in normal form. In the other order a remark
    /// that ends between a letter and its accent would keep the two apart.
    #[must_use]
    pub fn for_readers(&self) -> Self {
        self.without_remarks().normalised()
    }

    /// The body without the places of remarks, and written as if there had never been any.
    #[must_use]
    pub fn without_remarks(&self) -> Self {
        Self::new(self.doc.content.iter().map(|block| map_lines(block, &bare)).collect())
    }
}

fn remark(mark: &Mark) -> Option<RemarkId> {
    match mark {
        Mark::Remark { attrs } => Some(attrs.id),
        _ => None,
    }
}

/// A line without remarks; the editor joins pieces of the same marks, and so do we.
fn bare(line: &[Inline]) -> Vec<Inline> {
    let keep = |marks: &[Mark]| marks.iter().filter(|mark| remark(mark).is_none()).cloned().collect::<Vec<_>>();
    let mut out: Vec<Inline> = Vec::with_capacity(line.len());
    for piece in line {
        match (piece, out.last_mut()) {
            (Inline::Text { text, marks }, Some(Inline::Text { text: before, marks: same }))
                if *same == keep(marks) =>
            {
                before.push_str(text);
            }
            (Inline::Text { text, marks }, _) => out.push(Inline::Text { text: text.clone(), marks: keep(marks) }),
            (Inline::LineBreak { marks }, _) => out.push(Inline::LineBreak { marks: keep(marks) }),
        }
    }
    out
}

/// Looks at every line of text, in reading order.
pub(super) fn for_each_line<'a>(blocks: &'a [Block], look: &mut dyn FnMut(&'a [Inline])) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Subhead { content, .. } => look(content),
            Block::BulletList { content } | Block::OrderedList { content, .. } => {
                content.iter().for_each(|item| for_each_line(&item.content, look));
            }
            Block::Quote { content } => for_each_line(content, look),
            Block::Table { content } => {
                content.iter().flat_map(|row| &row.content).for_each(|cell| for_each_line(cell.content(), look));
            }
            Block::Figure { .. } => {}
        }
    }
}

/// The same block with every line of text changed.
pub(super) fn map_lines(block: &Block, change: &dyn Fn(&[Inline]) -> Vec<Inline>) -> Block {
    let blocks = |content: &[Block]| content.iter().map(|b| map_lines(b, change)).collect::<Vec<_>>();
    let items = |content: &[ListItem]| content.iter().map(|i| ListItem::new(blocks(&i.content))).collect();
    match block {
        Block::Paragraph { content } => Block::Paragraph { content: change(content) },
        Block::Subhead { attrs, content } => Block::Subhead { attrs: *attrs, content: change(content) },
        Block::BulletList { content } => Block::BulletList { content: items(content) },
        Block::OrderedList { attrs, content } => Block::OrderedList { attrs: *attrs, content: items(content) },
        Block::Quote { content } => Block::Quote { content: blocks(content) },
        Block::Figure { attrs } => Block::Figure { attrs: *attrs },
        Block::Table { content } => Block::Table {
            content: content
                .iter()
                .map(|row| {
                    TableRow::new(row.content.iter().map(|cell| cell.with_content(blocks(cell.content()))).collect())
                })
                .collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::{Body, ContentHash, Manuscript};

    const REMARK: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn with_remark() -> Body {
        let doc = format!(
            r#"{{"type":"doc","content":[{{"type":"paragraph","content":[{{"type":"text","text":"Hàng hóa "}},
            {{"type":"text","marks":[{{"type":"remark","attrs":{{"id":"{REMARK}"}}}}],"text":"thông quan"}},
            {{"type":"text","text":" nhanh."}}]}}]}}"#
        );
        Body::from_doc(&doc).unwrap()
    }

    #[test]
    fn a_remark_stands_on_its_words_and_is_no_part_of_what_is_approved() {
        let plain = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hàng hóa thông quan nhanh."}]}]}"#;
        let plain = Body::from_doc(plain).unwrap();
        let body = with_remark();
        assert_eq!(body.remarks(), [(REMARK.parse().unwrap(), "thông quan".to_owned())]);
        assert_eq!(body.without_remarks(), plain, "pieces are joined again");
        let hash =
            |body: &Body| ContentHash::of_manuscript(&Manuscript { body: body.clone(), ..Manuscript::default() });
        assert_eq!(hash(&body), hash(&plain), "an approval stays in force when a remark is added");
    }

    #[test]
    fn the_words_of_a_remark_go_on_where_their_look_changes() {
        let piece = |text: &str, more: &str| {
            format!(
                r#"{{"type":"text","marks":[{more}{{"type":"remark","attrs":{{"id":"{REMARK}"}}}}],"text":"{text}"}}"#
            )
        };
        let pieces = [piece("thông ", ""), piece("quan", r#"{"type":"bold"},"#)].join(",");
        let doc = format!(r#"{{"type":"doc","content":[{{"type":"paragraph","content":[{pieces}]}}]}}"#);
        let body = Body::from_doc(&doc).unwrap();
        assert_eq!(body.remarks(), [(REMARK.parse().unwrap(), "thông quan".to_owned())]);
    }

    #[test]
    fn a_remark_that_ends_within_a_letter_leaves_no_trace_for_readers() {
        let doc = format!(
            r#"{{"type":"doc","content":[{{"type":"paragraph","content":[
            {{"type":"text","marks":[{{"type":"remark","attrs":{{"id":"{REMARK}"}}}}],"text":"Mo"}},
            {{"type":"text","text":"\u0301ng"}}]}}]}}"#
        );
        let body = Body::from_doc(&doc).unwrap();
        let plain = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Móng"}]}]}"#;
        let plain = Body::from_doc(plain).unwrap();
        assert_eq!(body.for_readers(), plain, "letter and accent are one");
        let of = |body: &Body| Manuscript { body: body.clone(), ..Manuscript::default() };
        assert_eq!(of(&body).for_readers(), of(&plain));
        assert_eq!(ContentHash::of_manuscript(&of(&body)), ContentHash::of_manuscript(&of(&plain)));
    }

    #[test]
    fn only_what_needs_it_is_written_in_the_newer_format() {
        assert_eq!(with_remark().version, 2);
        assert_eq!(with_remark().without_remarks().version, 1, "an older program reads it");
    }
}

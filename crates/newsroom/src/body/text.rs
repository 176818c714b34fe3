//! The words of a body.

use crate::body::{
    Body, Doc, Inline,
    remarks::{for_each_line, map_lines},
};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Unicode normal form C (UAX 15): one code point per Vietnamese letter, as sites and searches expect.
#[must_use]
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

impl Body {
    /// All letters, a line per paragraph, subhead, list item or paragraph of a table's cell; for search, counts and checks.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        for_each_line(&self.doc.content, &mut |line| write_line(line, &mut out));
        out
    }

    /// The same text in normal form C. Adjacent pieces stay apart, so a letter and an accent with
    /// different marks are left as they are.
    #[must_use]
    pub fn normalised(&self) -> Self {
        let content = self.doc.content.iter().map(|block| map_lines(block, &nfc_line)).collect();
        Self { version: self.version, doc: Doc { content, ..self.doc } }
    }
}

fn write_line(line: &[Inline], out: &mut String) {
    for piece in line {
        match piece {
            Inline::Text { text, .. } => out.push_str(text),
            Inline::LineBreak { .. } => out.push('\n'),
        }
    }
    out.push('\n');
}

fn nfc_line(line: &[Inline]) -> Vec<Inline> {
    line.iter()
        .map(|piece| match piece {
            Inline::Text { text, marks } => Inline::Text { text: nfc(text), marks: marks.clone() },
            Inline::LineBreak { marks } => Inline::LineBreak { marks: marks.clone() },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::body::Body;

    #[test]
    fn decomposed_vietnamese_becomes_composed() {
        let typed = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Mo\u0301ng Ca\u0301i"}]}]}"#;
        let body = Body::from_doc(typed).unwrap().normalised();
        assert_eq!(body.plain_text(), "Móng Cái\n");
        assert!(!body.is_blank());
    }

    #[test]
    fn blank_paragraphs_are_no_story() {
        let blank = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":" \u00a0"}]}]}"#;
        assert!(Body::from_doc(blank).unwrap().is_blank());
        assert!(Body::default().is_blank());
    }
}

//! The inlines of the paragraph that is being read.

use newsroom::{
    Related,
    body::{Inline, LinkAttrs, Mark, is_safe_link},
};

/// Letters and breaks between two ends of blocks, with the marks that are open.
#[derive(Default)]
pub(super) struct InlineBuffer {
    pieces: Vec<Inline>,
    /// The last piece is a break that came from a line's end in plain text, not from a tag.
    soft: bool,
    bold: usize,
    italic: usize,
    raised: usize,
    lowered: usize,
    /// What is struck out is not said any more: it is left out.
    struck: usize,
    links: Vec<Option<String>>,
}

impl InlineBuffer {
    pub(super) fn mark(&mut self, name: &str, opens: bool) {
        let count = match name {
            "b" | "strong" => &mut self.bold,
            "sup" => &mut self.raised,
            "sub" => &mut self.lowered,
            "s" | "strike" | "del" => &mut self.struck,
            _ => &mut self.italic,
        };
        *count = if opens { *count + 1 } else { count.saturating_sub(1) };
    }

    /// Opens a link; what follows has it only if readers can follow it safely. Tells if so.
    pub(super) fn open_link(&mut self, href: Option<&str>) -> bool {
        let safe = href.map(str::trim).filter(|href| is_safe_link(href));
        self.links.push(safe.map(str::to_owned));
        safe.is_some()
    }

    pub(super) fn close_link(&mut self) {
        self.links.pop();
    }

    /// Forgets marks that were never closed.
    pub(super) fn close_marks(&mut self) {
        (self.bold, self.italic, self.raised, self.lowered, self.struck) = (0, 0, 0, 0, 0);
        self.links.clear();
    }

    /// A break that a tag makes.
    pub(super) fn break_here(&mut self) {
        // The end of the line before the tag is the same break.
        if !std::mem::take(&mut self.soft) {
            self.pieces.push(Inline::LineBreak { marks: Vec::new() });
        }
    }

    /// Adds text. Blanks with a line's end among them are one blank, or a break where the site makes one of it.
    pub(super) fn push(&mut self, text: &str, ends_are_breaks: bool) {
        let mut rest = text;
        while !rest.is_empty() {
            let blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
            let words = rest.find(blank).unwrap_or(rest.len());
            self.letters(&rest[..words]);
            let after = rest[words..].find(|c| !blank(c)).map_or(rest.len(), |n| words + n);
            let run = &rest[words..after];
            match run.contains(['\n', '\t', '\r']) {
                true if ends_are_breaks && run.contains('\n') => self.soft_break(),
                true => self.letters(" "),
                false => self.letters(run),
            }
            rest = &rest[after..];
        }
    }

    fn soft_break(&mut self) {
        if !matches!(self.pieces.last(), Some(Inline::LineBreak { .. })) {
            self.pieces.push(Inline::LineBreak { marks: Vec::new() });
            self.soft = true;
        }
    }

    fn letters(&mut self, letters: &str) {
        let letters: String = letters.chars().filter(|c| !c.is_control()).collect();
        if letters.is_empty() || self.struck > 0 {
            return;
        }
        self.soft = false;
        let wanted = self.marks();
        match self.pieces.last_mut() {
            Some(Inline::Text { text, marks }) if *marks == wanted => text.push_str(&letters),
            _ => self.pieces.push(Inline::Text { text: letters, marks: wanted }),
        }
    }

    /// In the order in which the editor keeps them.
    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        marks.extend((self.bold > 0).then_some(Mark::Bold {}));
        marks.extend((self.italic > 0).then_some(Mark::Italic {}));
        // One of the two alone: a raised letter in a lowered word is of no story.
        match (self.raised > 0, self.lowered > 0) {
            (true, _) => marks.push(Mark::Superscript {}),
            (false, true) => marks.push(Mark::Subscript {}),
            (false, false) => {}
        }
        let href = self.links.last().cloned().flatten();
        marks.extend(href.map(|href| Mark::Link { attrs: LinkAttrs { href } }));
        marks
    }

    /// Ends the line: its pieces, without blanks and breaks at either end.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        self.soft = false;
        let mut pieces = std::mem::take(&mut self.pieces);
        while let Some(last) = pieces.last_mut() {
            match last {
                Inline::Text { text, .. } if !text.trim().is_empty() => {
                    text.truncate(text.trim_end().len());
                    break;
                }
                _ => drop(pieces.pop()),
            }
        }
        let words = |piece: &Inline| matches!(piece, Inline::Text { text, .. } if !text.trim().is_empty());
        let first = pieces.iter().position(words).unwrap_or(pieces.len());
        pieces.drain(..first);
        if let Some(Inline::Text { text, .. }) = pieces.first_mut() {
            *text = text.trim_start().to_owned();
        }
        pieces
    }
}

/// The letters of a line.
pub(super) fn words(pieces: &[Inline]) -> String {
    let letters = pieces.iter().map(|piece| match piece {
        Inline::Text { text, .. } => text.as_str(),
        Inline::LineBreak { .. } => " ",
    });
    letters.collect::<String>().trim().to_owned()
}

/// The story that a line leads to, if it does.
pub(super) fn related(pieces: &[Inline]) -> Option<Related> {
    let link = pieces.iter().find_map(|piece| {
        let (Inline::Text { marks, .. } | Inline::LineBreak { marks }) = piece;
        marks.iter().find_map(|mark| match mark {
            Mark::Link { attrs } if attrs.href.to_ascii_lowercase().starts_with("http") => Some(attrs.href.clone()),
            _ => None,
        })
    })?;
    Some(Related { title: words(pieces), link })
}

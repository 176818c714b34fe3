//! The way back: the text of a post, by whomever it was changed, as blocks of ours.
//!
//! Reads our own markup, that of the site's editor, and plain HTML as older editors left it. What it reads is foreign: the
//! work is bounded, nothing is followed, and whatever cannot be taken in is named, its words kept.

mod comment;
mod elements;
mod inlines;
mod tree;

use crate::{
    content::plain_text,
    html::{Token, decode, tokens},
    media::MediaId,
};
use comment::BlockComment;
use inlines::InlineBuffer;
use newsroom::{
    Body, PhotoUseId, Related,
    body::{Block, Inline, SubheadAttrs},
};
use tree::Tree;

/// Bytes of a post that are read; a story of 20,000 words has 200,000.
const MAX_TEXT: usize = 4 * 1024 * 1024;
/// Related stories that are read.
const MAX_RELATED: usize = 50;
/// Kinds of lost things that are named.
const MAX_LOST: usize = 40;
/// Letters of a name of a lost thing.
const MAX_NAME: usize = 200;

/// A post's text as a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The text, as far as our stories have such blocks.
    pub body: Body,
    /// Who wrote it, where our byline stands under it.
    pub byline: String,
    /// What was wrong before, where our correction stands above it.
    pub correction: String,
    /// Where else to read, where our list stands under it.
    pub related: Vec<Related>,
    /// What could not be taken in, each kind once: names of elements and blocks, addresses of pictures.
    pub lost: Vec<String>,
}

/// Reads a post's text as it is stored; `photo_of` knows our photos by their numbers on the site.
#[must_use]
pub fn read(raw: &str, photo_of: &dyn Fn(MediaId) -> Option<PhotoUseId>) -> Read {
    let mut reader = Reader::new(photo_of);
    let end = (0..=MAX_TEXT.min(raw.len())).rev().find(|end| raw.is_char_boundary(*end)).unwrap_or(0);
    for token in tokens(&raw[..end]) {
        if reader.tree.is_full() {
            break;
        }
        match token {
            Token::Text(text) => reader.text(text),
            Token::Comment(text) => reader.comment(text),
            Token::Tag(tag) if tag.closes => reader.close(&tag.name),
            Token::Tag(tag) => reader.open(&tag),
        }
    }
    if end < raw.len() || reader.tree.is_full() {
        reader.note_lost("…".to_owned());
    }
    reader.end(&raw[..end])
}

/// What the paragraph that is being read is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Purpose {
    #[default]
    Paragraph,
    Subhead(u8),
    Byline,
    Correction,
    /// Stands over the list of related stories.
    RelatedTitle,
}

struct Reader<'a> {
    photo_of: &'a dyn Fn(MediaId) -> Option<PhotoUseId>,
    out: Read,
    tree: Tree,
    inlines: InlineBuffer,
    purpose: Purpose,
    /// Blocks of the site's editor that are open; outside of them, line ends mean something.
    depth: usize,
    /// The picture that the open block says it shows.
    picture: Option<MediaId>,
    /// The element whose words are not text, and how many of its name are open.
    hidden: Option<(String, usize)>,
    /// The figure that is open shows a photo of ours, whose words come with it.
    ours: bool,
    /// Lists that are open in the list of related stories, itself included.
    related: usize,
    /// Lists, quotes and tables that are open where none of ours may be; only their words are taken.
    flattened: Flattened,
}

#[derive(Default)]
struct Flattened {
    lists: usize,
    quotes: usize,
    tables: usize,
}

impl<'a> Reader<'a> {
    fn new(photo_of: &'a dyn Fn(MediaId) -> Option<PhotoUseId>) -> Self {
        Self {
            photo_of,
            out: Read::default(),
            tree: Tree::default(),
            inlines: InlineBuffer::default(),
            purpose: Purpose::default(),
            depth: 0,
            picture: None,
            hidden: None,
            ours: false,
            related: 0,
            flattened: Flattened::default(),
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        let text = self.without_caption(text);
        let decoded = decode(&text).replace("\r\n", "\n");
        if self.depth > 0 {
            return self.inlines.push(&decoded, false);
        }
        // Outside of blocks the site makes a paragraph of what stands between blank lines, and breaks of line ends.
        for (nth, part) in decoded.split("\n\n").enumerate() {
            if nth > 0 {
                self.flush();
            }
            self.inlines.push(part, true);
        }
    }

    /// Takes the brackets off `[caption …]<img> words[/caption]`, the older form of a picture with its words; and the words
    /// too if the photo is ours.
    fn without_caption(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        if let Some(end) = text.find("[/caption]") {
            let start = if std::mem::take(&mut self.ours) { 0 } else { end };
            text.replace_range(start..end + "[/caption]".len(), "\n\n");
        }
        if let Some(start) = text.find("[caption ") {
            let end = text[start..].find(']').map_or(text.len(), |n| start + n + 1);
            text.replace_range(start..end, "\n\n");
            self.ours = false;
        }
        text
    }

    fn comment(&mut self, text: &str) {
        let Some(block) = BlockComment::parse(text) else { return };
        if !block.closes && !block.is_known() {
            self.note_lost(format!("wp:{}", block.name));
        }
        if block.void {
            return;
        }
        if block.closes {
            self.depth = self.depth.saturating_sub(1);
            self.picture = None;
            if self.depth == 0 {
                self.flush();
                self.inlines.close_marks();
                self.related = 0;
                self.hidden = None;
            }
        } else {
            if self.depth == 0 {
                self.flush();
            }
            self.depth += 1;
            self.picture = block.picture();
        }
    }

    /// Ends the line and puts it where it belongs.
    fn flush(&mut self) {
        let purpose = std::mem::take(&mut self.purpose);
        let pieces = self.inlines.take();
        if pieces.is_empty() || self.tree.is_full() {
            return;
        }
        if self.related > 0 {
            match inlines::related(&pieces) {
                Some(story) if self.out.related.len() < MAX_RELATED => self.out.related.push(story),
                _ => self.tree.place(Block::Paragraph { content: pieces }),
            }
            return;
        }
        let top = self.tree.is_top();
        match purpose {
            Purpose::Byline if top && self.out.byline.is_empty() => self.out.byline = inlines::words(&pieces),
            Purpose::Correction if top && self.out.correction.is_empty() => self.out.correction = correction(&pieces),
            Purpose::RelatedTitle if top => {}
            Purpose::Subhead(level) => {
                self.tree.place(Block::Subhead { attrs: SubheadAttrs { level }, content: pieces });
            }
            _ => self.tree.place(Block::Paragraph { content: pieces }),
        }
    }

    fn note_lost(&mut self, what: String) {
        let what: String = what.chars().filter(|c| !c.is_control()).take(MAX_NAME).collect();
        if self.out.lost.len() < MAX_LOST && !self.out.lost.contains(&what) {
            self.out.lost.push(what);
        }
    }

    fn end(mut self, raw: &str) -> Read {
        self.flush();
        let body = Body::new(self.tree.end()).normalised();
        // It is checked like any other document from outside; what does not pass is kept as words alone.
        self.out.body = Body::from_doc(&body.doc_json()).unwrap_or_else(|error| {
            self.out.lost.push(error.to_string());
            words_alone(raw)
        });
        self.out
    }
}

fn correction(pieces: &[Inline]) -> String {
    let words = inlines::words(pieces);
    let words = copydesk::nfc(&words);
    newsroom::correction_words(&words).to_owned()
}

fn words_alone(raw: &str) -> Body {
    let paragraph =
        |text: &str| Block::Paragraph { content: vec![Inline::Text { text: text.to_owned(), marks: Vec::new() }] };
    Body::new(plain_text(raw).lines().take(newsroom::body::MAX_BLOCKS).map(paragraph).collect()).normalised()
}

//! Edits of a story as numbers, so that a machine can write for hours: each means something in every document.

use newsroom::{
    Body, ContentHash, Manuscript, PhotoUseId, Related, RemarkId,
    body::{Block, LinkAttrs, Mark, RemarkAttrs},
};
use uuid::Uuid;

use super::{
    blocks::{fresh, other_kind, table_edited, unsigned},
    lines::{Letter, joined, letters, lines, marks_at, toggle},
};

/// What happens to a story at its desk.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Somebody writes.
    Edit(Edit),
    /// Its state is kept.
    Keep,
    /// A kept state is made the present one, this one of them.
    Restore(u16),
    /// The last restoring is undone.
    Undo,
}

/// One edit: which kind, in which line or block, where in it, and which of several words.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    kind: u16,
    place: usize,
    at: usize,
    pick: usize,
}

/// The step that these numbers are. Most are edits.
pub fn step([kind, place, at, pick]: [u16; 4]) -> Step {
    match kind % 32 {
        28 | 29 => Step::Keep,
        30 => Step::Restore(pick),
        31 => Step::Undo,
        kind => Step::Edit(Edit { kind, place: place.into(), at: at.into(), pick: pick.into() }),
    }
}

/// Blocks and letters that a story and a line stop growing at, so that steps stay quick.
const BLOCKS: usize = 30;
const LETTERS: usize = 160;

/// In both normal forms, with signs that are no letters.
const WORDS: [&str; 10] = [
    "Móng Cái ",
    "Mo\u{301}ng Ca\u{301}i ",
    "xe",
    " ",
    "\u{a0}\u{200b}📷",
    "ường",
    "u\u{31b}\u{301}",
    "\u{323}",
    "1.204 & <b>\"",
    "thông quan xe ",
];

/// A remark, and the sign that stands in its words and nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Watched {
    pub id: RemarkId,
    pub sign: char,
}

/// Somebody at work on a story.
#[derive(Clone, Debug)]
pub struct Writer {
    pub manuscript: Manuscript,
    /// All remarks that were ever put on words and not taken off again.
    pub remarks: Vec<Watched>,
    made: u32,
    story: u32,
}

impl Writer {
    /// The remarks of stories with different numbers are different.
    pub fn new(manuscript: Manuscript, story: u32) -> Self {
        Self { manuscript, remarks: Vec::new(), made: 0, story }
    }

    /// Writes; says which remark was put on words, if one was.
    pub fn edit(&mut self, edit: Edit) -> Option<Watched> {
        let Edit { kind, place, at, pick } = edit;
        let word = WORDS[pick % WORDS.len()];
        let before = self.remarks.len();
        match kind {
            2 if pick % 3 == 0 => {
                let mark = if pick % 2 == 0 { Mark::Superscript {} } else { Mark::Subscript {} };
                self.line(edit, |line, at, end| toggle(&mut line[at..end], &mark));
            }
            0..=3 => self.line(edit, |line, at, _| insert(line, at, word)),
            4 | 5 => self.line(edit, |line, at, end| drop(line.drain(at..end))),
            6 => self.line(edit, |line, at, end| toggle(&mut line[at..end], &Mark::Bold {})),
            7 => self.line(edit, |line, at, end| toggle(&mut line[at..end], &Mark::Italic {})),
            8 => self.line(edit, |line, at, end| toggle(&mut line[at..end], &link(pick))),
            9 => self.line(edit, |line, at, _| line.insert(at, (None, marks_at(line, at)))),
            10 => self.replace_everywhere(word.trim()),
            11..=13 => self.remark(edit),
            14 => self.unremark(pick),
            15 => self.words(place, at, word),
            16 => self.around(pick),
            17 => self.split(edit),
            18 => self.join(place),
            _ => self.block(edit),
        }
        self.remarks.get(before).copied()
    }

    /// Changes the letters of one line, from a place to one a little further on.
    fn line(&mut self, edit: Edit, change: impl FnOnce(&mut Vec<Letter>, usize, usize)) {
        self.blocks(|blocks| {
            let mut all = lines(blocks);
            let count = all.len();
            let Some(line) = all.get_mut(edit.place % count.max(1)) else { return };
            let mut letters = letters(line);
            let at = edit.at % (letters.len() + 1);
            let end = letters.len().min(at + 1 + edit.pick % 12);
            change(&mut letters, at, end);
            **line = joined(letters);
        });
    }

    fn blocks(&mut self, change: impl FnOnce(&mut Vec<Block>)) {
        let mut blocks = std::mem::take(&mut self.manuscript.body).doc.content;
        change(&mut blocks);
        self.manuscript.body = Body::new(blocks);
    }

    /// Three times a sign of its own, with a remark on it that may reach back over other words and remarks.
    fn remark(&mut self, edit: Edit) {
        let number = (u64::from(self.story) << 32) + u64::from(self.made);
        let watched = Watched {
            id: RemarkId(Uuid::from_u128(0x0190_f0aa_0000_7000_8000_0000_0000_0000 + u128::from(number))),
            sign: char::from_u32(0x4e00 + self.made % 0x4000).unwrap(),
        };
        let mut put = false;
        self.line(edit, |line, at, _| {
            if line.len() < LETTERS {
                insert(line, at, &watched.sign.to_string().repeat(3));
                let from = at - at.min(edit.pick % 8);
                toggle(&mut line[from..at + 3], &Mark::Remark { attrs: RemarkAttrs { id: watched.id } });
                put = true;
            }
        });
        self.made += 1;
        self.remarks.extend(put.then_some(watched));
    }

    fn unremark(&mut self, pick: usize) {
        if self.remarks.is_empty() {
            return;
        }
        let gone = Mark::Remark { attrs: RemarkAttrs { id: self.remarks.remove(pick % self.remarks.len()).id } };
        self.every_line(|letters| letters.iter_mut().for_each(|(_, marks)| marks.retain(|mark| *mark != gone)));
    }

    fn every_line(&mut self, change: impl Fn(&mut Vec<Letter>)) {
        self.blocks(|blocks| {
            for line in lines(blocks) {
                let mut letters = letters(line);
                change(&mut letters);
                *line = joined(letters);
            }
        });
    }

    /// As in "replace all": "xe" by another word, which takes over the marks.
    fn replace_everywhere(&mut self, word: &str) {
        self.every_line(|line| {
            let found = (1..line.len()).rev().find(|at| line[at - 1].0 == Some('x') && line[*at].0 == Some('e'));
            if let Some(at) = found {
                let marks = line[at - 1].1.clone();
                line.splice(at - 1..=at, word.chars().map(|c| (Some(c), marks.clone())));
            }
        });
    }

    fn words(&mut self, place: usize, at: usize, word: &str) {
        let m = &mut self.manuscript;
        let photos = m.photos.iter_mut().flat_map(|photo| [&mut photo.caption, &mut photo.alt_text, &mut photo.credit]);
        let fields = [&mut m.headline, &mut m.standfirst, &mut m.byline, &mut m.correction].into_iter().chain(photos);
        let mut fields: Vec<&mut String> = fields.collect();
        let count = fields.len();
        let field = &mut fields[place % count];
        let mut letters: Vec<char> = field.chars().take(LETTERS).collect();
        let at = at % (letters.len() + 1);
        letters.splice(at..at, word.chars());
        **field = letters.into_iter().collect();
    }

    fn around(&mut self, pick: usize) {
        let m = &mut self.manuscript;
        let photos: Vec<PhotoUseId> = m.photos.iter().map(|photo| photo.id).collect();
        match pick % 4 {
            0 => m.tags = (0..pick / 4 % 4).map(|n| WORDS[n].trim().to_owned()).collect(),
            1 => m.lead_photo = photos.get(pick / 4 % (photos.len() + 1)).copied(),
            2 => m.related.clear(),
            _ => {
                m.related.push(Related { title: WORDS[pick / 4 % 4].to_owned(), link: format!("https://a.vn/{pick}") })
            }
        }
    }

    /// Breaks a paragraph in two.
    fn split(&mut self, edit: Edit) {
        self.blocks(|blocks| {
            let count = blocks.len().max(1);
            let here = edit.place % count;
            if let Some(Block::Paragraph { content }) = blocks.get_mut(here) {
                let mut line = letters(content);
                let rest = line.split_off(edit.at % (line.len() + 1));
                *content = joined(line);
                blocks.insert(here + 1, Block::Paragraph { content: joined(rest) });
            }
        });
    }

    /// Takes a paragraph to the end of the one before.
    fn join(&mut self, place: usize) {
        self.blocks(|blocks| {
            let here = place % blocks.len().max(1);
            if let Some([Block::Paragraph { content }, Block::Paragraph { content: next }]) =
                blocks.get_mut(here..here + 2)
            {
                let all = letters(content).into_iter().chain(letters(next)).collect();
                *content = joined(all);
                blocks.remove(here + 1);
            }
        });
    }

    /// Changes what blocks are, how many there are, and their order.
    fn block(&mut self, edit: Edit) {
        let photos: Vec<PhotoUseId> = self.manuscript.photos.iter().map(|photo| photo.id).collect();
        self.blocks(|blocks| {
            let here = edit.place % blocks.len().max(1);
            let full = blocks.len() >= BLOCKS;
            match edit.kind {
                19 if blocks.len() > 1 => drop(blocks.remove(here)),
                20 if here + 1 < blocks.len() => blocks.swap(here, here + 1),
                21 | 22 if !full => {
                    blocks.insert(here, fresh(edit.at, edit.pick, WORDS[edit.pick % WORDS.len()], &photos))
                }
                // As pasted: remarks stay with the words that they were made on.
                23 if !full && !blocks.is_empty() => {
                    let copy = Body::new(vec![blocks[here].clone()]).without_remarks();
                    blocks.extend(copy.doc.content.into_iter().map(|mut copy| {
                        lines(std::slice::from_mut(&mut copy)).into_iter().for_each(|line| *line = unsigned(line));
                        copy
                    }));
                }
                24..=27 if !blocks.is_empty() => {
                    let block = blocks.remove(here);
                    let change = if edit.kind == 24 { table_edited } else { other_kind };
                    let block = change(block, edit.at, edit.pick);
                    blocks.splice(here..here, block);
                }
                _ => {}
            }
        });
    }

    /// What must hold of every story at every moment.
    #[track_caller]
    pub fn check(&self, about: &str) {
        let m = &self.manuscript;
        let body = &m.body;
        let read = Body::parse(&body.to_json()).unwrap_or_else(|error| panic!("{about}: {error}"));
        assert_eq!(read.to_json(), body.to_json(), "{about}: the stored form, byte for byte");
        assert_eq!(Body::from_doc(&body.doc_json()).unwrap().to_json(), body.to_json(), "{about}: the editor's form");
        let kept: Manuscript = serde_json::from_str(&bytes(m)).unwrap();
        assert_eq!(bytes(&kept), bytes(m), "{about}: the kept form, byte for byte");
        let normal = m.normalised();
        assert_eq!(bytes(&normal.normalised()), bytes(&normal), "{about}: the normal form has a normal form");
        let bare = Manuscript { body: body.without_remarks(), ..m.clone() };
        let hash = ContentHash::of_manuscript;
        assert_eq!(hash(&bare), hash(m), "{about}: remarks are no content");
        assert!(bare.body.remarks().is_empty(), "{about}: nor do readers get them");
        self.remarks_stand_on_their_words(body, about);
        self.remarks_stand_on_their_words(&normal.body, about);
    }

    /// Wherever a sign stands, its remark stands, too: in the pieces, and in what the desk reads of it.
    #[track_caller]
    pub fn remarks_stand_on_their_words(&self, body: &Body, about: &str) {
        let text = body.plain_text();
        let found = body.remarks();
        for Watched { id, sign } in self.remarks.iter().filter(|watched| text.contains(watched.sign)) {
            let signs = |text: &str| text.chars().filter(|c| c == sign).count();
            let words = found.iter().find(|(other, _)| other == id).map_or("", |(_, words)| words);
            assert_eq!(signs(words), signs(&text), "{about}: remark {id} left its words {sign}: {words:?} of {text:?}");
        }
    }
}

/// A manuscript as it is kept: its canonical JSON.
pub fn bytes(manuscript: &Manuscript) -> String {
    serde_json::to_string(manuscript).unwrap()
}

fn insert(line: &mut Vec<Letter>, at: usize, text: &str) {
    let marks = marks_at(line, at);
    if line.len() < LETTERS {
        line.splice(at..at, text.chars().map(|c| (Some(c), marks.clone())));
    }
}

fn link(pick: usize) -> Mark {
    Mark::Link { attrs: LinkAttrs { href: format!("https://mongcai.gov.vn/đường?a={}&b=2", pick % 3) } }
}

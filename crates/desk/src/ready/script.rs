//! How a story of the ready newsroom came to be: who did what, when. It is played at the desk, by the desk's own rules.

use crate::{board::Desk, clock::new_id, error::DeskError};
use contract::articles::TextEdit;
use newsroom::{ArticleId, Attempt, Move, PhotoUseId, RemarkId, SectionId, Staff, manuscript::PhotoWords};
use serde_json::{Value, json};

/// A story as its reporter wrote it, and how it went on.
pub(super) struct Story {
    pub(super) headline: &'static str,
    pub(super) standfirst: &'static str,
    /// Its place among the sections.
    pub(super) section: usize,
    pub(super) tags: &'static [&'static str],
    pub(super) body: &'static [Block],
    /// The first one leads; figures name them by their place here.
    pub(super) pictures: &'static [Picture],
    /// What happened to it, in order.
    pub(super) acts: &'static [(u32, Who, Act)],
    /// What happens as soon as there is a site.
    pub(super) then: Then,
}

/// A block of the text.
pub(super) enum Block {
    Text(&'static str),
    Subhead(&'static str),
    Quote(&'static str),
    List(&'static [&'static str]),
    Figure(usize),
}

/// A picture with its words.
pub(super) struct Picture {
    pub(super) file: &'static str,
    pub(super) bytes: &'static [u8],
    pub(super) caption: &'static str,
    pub(super) alt_text: &'static str,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Reporter,
    Editor,
    Chief,
}

/// What somebody does; the number before it says how many minutes of work ago.
pub(super) enum Act {
    /// Writes headline, standfirst, section, keywords and so many blocks.
    Write(usize),
    /// Brings in the pictures with their words.
    Pictures,
    /// Puts other words in place of these, wherever they stand.
    Change(&'static str, &'static str),
    /// Says something about words of the text; about the whole where there are none.
    Remark(&'static str, &'static str),
    /// Answers the remark with this number.
    Answer(usize, &'static str),
    /// Settles it.
    Settle(usize),
    /// Keeps the state under a name.
    Keep(&'static str),
    /// Moves the story on.
    Go(Move),
    /// The same, with a reason.
    GoFor(Move, &'static str),
    /// Puts it on the banner.
    Banner,
}

/// What becomes of an approved story when there is a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing: it stays where it is.
    Stays,
    Publish,
    /// It goes online tomorrow morning.
    Schedule,
    /// It is published, and then brought up to date.
    Update,
    /// It is published, and then withdrawn.
    Withdraw,
}

/// Credit of all pictures.
const CREDIT: &str = "Minh họa: Newsdesk";

/// The people of the ready newsroom.
pub(super) struct Crew {
    pub(super) reporter: Staff,
    pub(super) editor: Staff,
    pub(super) chief: Staff,
}

impl Crew {
    fn who(&self, who: Who) -> &Staff {
        match who {
            Who::Reporter => &self.reporter,
            Who::Editor => &self.editor,
            Who::Chief => &self.chief,
        }
    }
}

/// A story that is being played.
pub(super) struct Played {
    pub(super) story: &'static Story,
    pub(super) id: Option<ArticleId>,
    blocks: usize,
    photos: Vec<PhotoUseId>,
    remarks: Vec<(RemarkId, &'static str)>,
    changes: Vec<(&'static str, &'static str)>,
}

impl Played {
    pub(super) fn new(story: &'static Story) -> Self {
        Self { story, id: None, blocks: 0, photos: Vec::new(), remarks: Vec::new(), changes: Vec::new() }
    }

    /// Does the next thing at a desk whose clock shows its hour.
    pub(super) fn play(
        &mut self,
        desk: &Desk,
        sections: &[SectionId],
        crew: &Crew,
        who: Who,
        act: &Act,
    ) -> Result<(), DeskError> {
        let me = crew.who(who);
        let id = match self.id {
            Some(id) => id,
            None => desk.new_article(me, None)?.0.article.id,
        };
        self.id = Some(id);
        match act {
            Act::Write(blocks) => {
                self.blocks = *blocks;
                let edit = TextEdit {
                    headline: Some(self.words(self.story.headline)),
                    standfirst: Some(self.words(self.story.standfirst)),
                    section: Some(sections.get(self.story.section).copied()),
                    tags: Some(self.story.tags.iter().map(|tag| (*tag).to_owned()).collect()),
                    ..self.text()
                };
                self.save(desk, me, id, edit)
            }
            Act::Pictures => self.bring_pictures(desk, me, id),
            Act::Change(old, new) => {
                self.changes.push((*old, *new));
                let edit = TextEdit {
                    headline: Some(self.words(self.story.headline)),
                    standfirst: Some(self.words(self.story.standfirst)),
                    ..self.text()
                };
                self.save(desk, me, id, edit)
            }
            Act::Remark(quote, words) => {
                let remark = RemarkId(new_id());
                let (said, _) = desk.add_remark(me, id, remark, quote, words)?;
                self.remarks.push((said.id, *quote));
                // Who may write marks the words, as the window does.
                match self.save(desk, me, id, self.text()) {
                    Err(DeskError::Refused(_)) => Ok(()),
                    saved => saved,
                }
            }
            Act::Answer(remark, words) => match self.remarks.get(*remark) {
                Some((remark, _)) => desk.answer_remark(me, id, *remark, words).map(drop),
                None => Ok(()),
            },
            Act::Settle(remark) => match self.remarks.get(*remark) {
                Some((remark, _)) => desk.resolve_remark(me, id, *remark, true).map(drop),
                None => Ok(()),
            },
            Act::Keep(name) => desk.keep_revision(me, id, name).map(drop),
            Act::Go(what) => desk.make_move(me, id, *what, &Attempt::default()).map(drop),
            Act::GoFor(what, reason) => {
                let attempt = Attempt { reason: Some((*reason).to_owned()), ..Attempt::default() };
                desk.make_move(me, id, *what, &attempt).map(drop)
            }
            Act::Banner => desk.set_banner(me, id, true, None).map(drop),
        }
    }

    fn bring_pictures(&mut self, desk: &Desk, me: &Staff, id: ArticleId) -> Result<(), DeskError> {
        for picture in self.story.pictures {
            let (photo, _) = desk.add_photo(me, id, picture.file, picture.bytes)?;
            let [caption, alt_text, credit] =
                [picture.caption, picture.alt_text, CREDIT].map(|words| Some(words.to_owned()));
            desk.save_photo(me, id, photo.id, PhotoWords { caption, alt_text, credit })?;
            self.photos.push(photo.id);
        }
        let edit = TextEdit { lead_photo: Some(self.photos.first().copied()), ..self.text() };
        self.save(desk, me, id, edit)
    }

    fn save(&self, desk: &Desk, me: &Staff, id: ArticleId, edit: TextEdit) -> Result<(), DeskError> {
        let version = desk.store.article(id)?.version;
        desk.save_text(me, id, version, edit).map(drop)
    }

    /// The text as far as it is written.
    fn text(&self) -> TextEdit {
        let blocks = self.story.body.iter().take(self.blocks);
        let content: Vec<Value> = blocks.filter_map(|block| self.block(block)).collect();
        TextEdit { doc: Some(json!({ "type": "doc", "content": content }).to_string()), ..TextEdit::default() }
    }

    fn block(&self, block: &Block) -> Option<Value> {
        let paragraph = |text: &str| json!({ "type": "paragraph", "content": self.line(text) });
        Some(match block {
            Block::Text(text) => paragraph(text),
            Block::Subhead(text) => json!({ "type": "subhead", "attrs": { "level": 2 }, "content": self.line(text) }),
            Block::Quote(text) => json!({ "type": "quote", "content": [paragraph(text)] }),
            Block::List(items) => {
                let items: Vec<_> =
                    items.iter().map(|item| json!({ "type": "list_item", "content": [paragraph(item)] })).collect();
                json!({ "type": "bullet_list", "content": items })
            }
            // Before the pictures are there, nothing stands in their place.
            Block::Figure(at) => json!({ "type": "figure", "attrs": { "photo": self.photos.get(*at)? } }),
        })
    }

    /// A line with the places of its remarks.
    fn line(&self, text: &str) -> Vec<Value> {
        let text = self.words(text);
        let plain = |text: &str| (!text.is_empty()).then(|| json!({ "type": "text", "text": text }));
        let marked = self.remarks.iter().filter(|(_, quote)| !quote.is_empty());
        let found = marked.filter_map(|(id, quote)| text.split_once(quote).map(|parts| (id, *quote, parts))).next();
        let Some((id, quote, (before, after))) = found else { return plain(&text).into_iter().collect() };
        let mark = json!({ "type": "remark", "attrs": { "id": id } });
        let quoted = json!({ "type": "text", "text": quote, "marks": [mark] });
        plain(before).into_iter().chain([quoted]).chain(plain(after)).collect()
    }

    fn words(&self, text: &str) -> String {
        self.changes.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    }
}

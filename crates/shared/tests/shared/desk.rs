//! A laptop in small: it makes a person's change of a story by the rules of `newsroom`, and the operation that tells it.

use crate::cluster::{Person, new_id, now, operation, thing};
use newsroom::{
    Approval, Article, ArticleId, Attempt, Move, Operation, Refusal, RevisionId, SectionId, SharedStory, Thing,
    body::{Block, Body, Inline},
    canonical::canonical_bytes,
    moves::{Keeps, Rule},
    operation::Kind,
    readers::Kept,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A story as a laptop knows it, with what is kept of it, and the versions of its things on the server.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) article: Article,
    pub(crate) base: u64,
    pub(crate) approvals: BTreeMap<RevisionId, (newsroom::Manuscript, Approval)>,
}

pub(crate) fn body(text: &str) -> Body {
    Body::new(vec![Block::Paragraph { content: vec![Inline::Text { text: text.into(), marks: vec![] }] }])
}

impl Story {
    /// A draft that has all that readers are owed.
    pub(crate) fn new(author: Person) -> Self {
        let mut article = Article::new(ArticleId(new_id()), author.id(), "Thu Hà", now());
        article.manuscript.headline = "Cửa khẩu Bắc Luân II đón đoàn xe đầu năm".into();
        article.manuscript.standfirst = "Sáng 23/11, hơn 300 xe hàng làm thủ tục.".into();
        article.manuscript.section = Some(SectionId(Uuid::from_u128(5)));
        article.manuscript.body = body("Hàng hóa thông quan nhanh.");
        Self { article, base: 0, approvals: BTreeMap::new() }
    }

    pub(crate) fn content(&self) -> Value {
        serde_json::to_value(SharedStory::of(&self.article)).unwrap()
    }

    pub(crate) fn thing(&self) -> Thing {
        thing(Kind::Story, self.article.id, self.base, self.content())
    }

    /// The operation that tells how the story is now, with these lines of the history.
    pub(crate) fn told(&self, by: Person, things: Vec<Thing>, deeds: &[(&str, Option<&str>)]) -> Operation {
        self.told_of(operation(by, things), Some(by), deeds)
    }

    pub(crate) fn told_of(
        &self,
        mut operation: Operation,
        actor: Option<Person>,
        deeds: &[(&str, Option<&str>)],
    ) -> Operation {
        operation.author = actor.map(Person::id);
        operation.things.push(self.thing());
        for (number, (deed, note)) in deeds.iter().enumerate() {
            let content = json!({
                "story": self.article.id, "actor": actor.map(Person::id), "at": operation.at, "deed": deed, "note": note,
            });
            operation.things.push(thing(Kind::Deed, format!("{}/{number}", operation.id), 0, content));
        }
        operation
    }

    /// A kept state of it as it is.
    pub(crate) fn revision(&self, id: RevisionId, by: Person, occasion: &str) -> Thing {
        let manuscript = &self.article.manuscript;
        let seal = newsroom::Seal::of(manuscript);
        let canonical = String::from_utf8(canonical_bytes(manuscript, seal.form).unwrap()).unwrap();
        let content = json!({
            "story": self.article.id, "made_at": now(), "made_by": by.id(), "occasion": occasion, "name": null, "form": seal.form,
            "content": seal.content, "canonical": canonical, "manuscript": manuscript, "words": 5, "added": null, "removed": null,
        });
        thing(Kind::Revision, id, 0, content)
    }

    /// Makes a move as a desk does; the operation that tells it.
    pub(crate) fn go(&mut self, what: Move, by: Person, attempt: &Attempt) -> Result<Operation, Refusal> {
        let row = Rule::of(what, self.article.stage);
        let revision = RevisionId(new_id());
        let live = self.article.readers.live.and_then(|live| self.approvals.get(&live.revision));
        let kept = Kept { revision, live: live.map(|(manuscript, approval)| (manuscript, approval)) };
        let before = self.clone();
        self.article.make_move(what, by.actor(), attempt, kept, now())?;
        Ok(self.as_moved(what, by, attempt, row.map(|row| row.keeps), revision, &before))
    }

    /// The operation of a move that was made, or that somebody says was made.
    pub(crate) fn as_moved(
        &mut self,
        what: Move,
        by: Person,
        attempt: &Attempt,
        keeps: Option<Keeps>,
        revision: RevisionId,
        before: &Self,
    ) -> Operation {
        let mut things = Vec::new();
        if keeps == Some(Keeps::Revision) {
            things.push(before.revision(revision, by, what.as_str()));
        }
        let approval =
            self.article.approval.clone().filter(|approval| what == Move::Approve && approval.revision == revision);
        if let Some(approval) = approval {
            let content = json!({
                "content": approval.content, "form": approval.form, "approved_by": approval.by, "approved_at": approval.at,
                "forced": approval.forced,
            });
            things.push(thing(Kind::Approval, revision, 0, content));
            self.approvals.insert(revision, (self.article.manuscript.clone(), approval));
        }
        self.told(by, things, &[(what.as_str(), attempt.reason.as_deref())])
    }
}

/// Something said at a move.
pub(crate) fn because(reason: &str) -> Attempt {
    Attempt { reason: Some(reason.into()), ..Attempt::default() }
}

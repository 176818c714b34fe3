//! What the newsroom did not allow in the end: taken back visibly, with every word kept.

use crate::{
    columns::time,
    error::StoreError,
    shared::{
        capture::{Told, queue, things_of},
        kinds::content,
        known, parsed_key, typed,
    },
    transact::{Act, Transaction},
};
use chrono::{DateTime, Utc};
use newsroom::{ArticleId, Kind, Manuscript, Occasion, RevisionId, SharedStory, StaffId, ThingId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Something that was done here and taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The operation.
    pub operation: Uuid,
    /// The story; none if it was none's.
    pub story: Option<ArticleId>,
    /// Who had done it.
    pub author: Option<StaffId>,
    /// When it had been done here.
    pub done_at: DateTime<Utc>,
    /// Why, by the name of the rule.
    pub why: String,
    /// The kept state with the words that do not stand; none if none were lost from the text.
    pub kept: Option<RevisionId>,
}

impl Transaction<'_> {
    /// Takes an operation back, and what was done after it with the same stories: the stories are what the server has. What else was
    /// told along (kept states, remarks, photos) is told by itself; the words become a kept state.
    pub(super) fn take_back(&mut self, refused: Uuid, why: &str) -> Result<Vec<TakenBack>, StoreError> {
        let mut taken = Vec::new();
        let mut stories = BTreeSet::new();
        let mut left: Vec<Uuid> = vec![refused];
        // What was built on it goes with it, and what was built on that.
        while let Some(operation) = left.pop() {
            if !self.exists(operation)? {
                continue;
            }
            let theirs: Vec<ThingId> = things_of(&self.tx, operation)?
                .into_iter()
                .map(|(id, ..)| id)
                .filter(|id| id.kind == Kind::Story)
                .collect();
            taken.push(self.take_out(operation, why, theirs.first(), operation == refused)?);
            for story in theirs {
                left.extend(self.waiting_for(&story)?);
                stories.insert(story);
            }
        }
        for story in stories {
            let kept = self.go_back(&story, taken.iter().find_map(|one: &TakenBack| one.author))?;
            for one in taken.iter_mut().filter(|one| one.story.map(|id| id.to_string()).as_ref() == Some(&story.key)) {
                one.kept = kept;
            }
        }
        for one in &taken {
            self.note_taken_back(one)?;
        }
        Ok(taken)
    }

    fn exists(&self, operation: Uuid) -> Result<bool, StoreError> {
        let mut statement = self.tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM operation WHERE id = ?1)")?;
        Ok(statement.query_row([operation.to_string()], |row| row.get(0))?)
    }

    /// The operations that say something of a thing, and were not sent.
    pub(super) fn waiting_for(&self, thing: &ThingId) -> Result<Vec<Uuid>, StoreError> {
        let mut statement = self.tx.prepare_cached(
            "SELECT id FROM operation JOIN operation_thing ON operation = id
             WHERE kind = ?1 AND key = ?2 AND begun = 0 ORDER BY place",
        )?;
        let ids = statement.query_map((thing.kind.as_str(), &thing.key), |row| row.get::<_, String>(0))?;
        ids.map(|id| {
            id?.parse().map_err(|e: uuid::Error| StoreError::Unreadable { what: "operation", why: e.to_string() })
        })
        .collect()
    }

    /// Takes an operation out of what waits; what of it is nobody's decision goes on by itself, unless that was all it was.
    fn take_out(
        &mut self,
        operation: Uuid,
        why: &str,
        story: Option<&ThingId>,
        refused: bool,
    ) -> Result<TakenBack, StoreError> {
        let (author, done_at): (Option<String>, String) = self
            .tx
            .prepare_cached("SELECT author, at FROM operation WHERE id = ?1")?
            .query_row([operation.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let unreadable = |why: String| StoreError::Unreadable { what: "operation", why };
        let author: Option<StaffId> =
            author.map(|author| author.parse().map_err(|e: uuid::Error| unreadable(e.to_string()))).transpose()?;
        let done_at: DateTime<Utc> = done_at.parse().map_err(|e: chrono::ParseError| unreadable(e.to_string()))?;
        let mut goes_on = Told::new();
        for (thing, _, told) in things_of(&self.tx, operation)? {
            match thing.kind {
                Kind::Story => {}
                Kind::Deed => {
                    self.tx
                        .prepare_cached("DELETE FROM audit WHERE seq IN (SELECT seq FROM unsaid WHERE key = ?1)")?
                        .execute([&thing.key])?;
                }
                Kind::Approval => {
                    // A story must not point to it when it goes.
                    self.tx
                        .prepare_cached("UPDATE article SET stage = 'filed', claimed_by = NULL, approved_revision = NULL WHERE approved_revision = ?1")?
                        .execute([&thing.key])?;
                    self.tx.prepare_cached("DELETE FROM approval WHERE revision = ?1")?.execute([&thing.key])?;
                }
                _ => {
                    goes_on.insert(thing, told);
                }
            }
        }
        self.forget_operation(operation)?;
        // What was refused by itself is not tried again.
        let tried_by_itself = refused && story.is_none();
        if !goes_on.is_empty() && !tried_by_itself {
            let act = Act { actor: author, at: done_at };
            queue(&self.tx, Uuid::now_v7(), &act, &goes_on, false)?;
        }
        let story = story.map(parsed_key).transpose()?;
        Ok(TakenBack { operation, story, author, done_at, why: why.to_owned(), kept: None })
    }

    /// A story is what the server has; words of ours that are not in it are kept.
    fn go_back(&mut self, story: &ThingId, author: Option<StaffId>) -> Result<Option<RevisionId>, StoreError> {
        let Some(ours) = content(&self.tx, story, self.trust())? else { return Ok(None) };
        let ours = typed::<SharedStory>(&ours)?.manuscript;
        // One that the server never had stays here as it is.
        let Some((_, Some(theirs))) = known(&self.tx, story)? else { return Ok(None) };
        let kept = match typed::<SharedStory>(&theirs)?.manuscript == ours {
            true => None,
            false => Some(self.keep_words(parsed_key(story)?, &ours, author)?),
        };
        self.write_thing(story, &theirs)?;
        Ok(kept)
    }

    /// Keeps words that do not stand as a state of the story, and tells them to the others as such.
    pub(super) fn keep_words(
        &mut self,
        story: ArticleId,
        words: &Manuscript,
        author: Option<StaffId>,
    ) -> Result<RevisionId, StoreError> {
        let id = RevisionId(Uuid::now_v7());
        let writing = Act { actor: author, at: self.act.at };
        let act = std::mem::replace(&mut self.act, writing);
        let done = self.keep_revision(id, story, words, &Occasion::TakenBack);
        let told_as = std::mem::replace(&mut self.act, act);
        done?;
        let thing = ThingId { kind: Kind::Revision, key: id.to_string() };
        let told = content(&self.tx, &thing, self.trust())?;
        queue(&self.tx, Uuid::now_v7(), &told_as, &Told::from([(thing, told)]), false)?;
        Ok(id)
    }

    fn note_taken_back(&self, one: &TakenBack) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO taken_back (operation, article, author, done_at, taken_back_at, why, kept)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
            )?
            .execute((
                one.operation.to_string(),
                one.story.map(|id| id.to_string()),
                one.author.map(|id| id.to_string()),
                time(one.done_at),
                time(self.act.at),
                &one.why,
                one.kept.map(|id| id.to_string()),
            ))?;
        Ok(())
    }
}

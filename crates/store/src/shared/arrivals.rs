//! What the others did: fetched page by page, then put in its place, united with what waits here to be told.

use crate::{
    columns::{from_json, json},
    error::StoreError,
    open::Store,
    shared::{
        TakenBack,
        capture::{set_content, things_of},
        kinds::{SharedRemark, content, told},
        known, note_known, parsed_key, thing_id, typed, value,
    },
    transact::{Act, Transaction},
};
use chrono::{DateTime, Utc};
use newsroom::{
    Actor, Arrival, Article, ArticleId, Changes, Kind, LostSight, Role, SharedStory, StaffId, Stage, ThingId,
    merge::unite_stories,
};
use rusqlite::OptionalExtension;
use serde_json::{Map, Value};
use uuid::Uuid;

/// Why something is taken back that waited while the newsroom went on: the story stands elsewhere by now.
const STORY_MOVED: &str = "story_moved";

impl Store {
    /// Puts a page of the server's changes aside, fetched with this person's eyes up to a number. A crash loses none of it,
    /// and the next page goes on from there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_arrivals(
        &self,
        person: StaffId,
        arrivals: &[Arrival],
        number: u64,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let act = Act { actor: None, at };
        self.transact(act, |tx| {
            for arrival in arrivals {
                tx.keep_arrival(arrival)?;
            }
            tx.tx
                .prepare_cached(
                    "INSERT INTO reading (staff, number) VALUES (?1, ?2)
                     ON CONFLICT DO UPDATE SET number = max(number, excluded.number)",
                )?
                .execute((person.to_string(), number))?;
            Ok(())
        })
        .map(|((), _)| ())
    }

    /// Puts everything in its place that was fetched, as one change. What waits here to be told is united with it; what the newsroom
    /// has gone beyond is taken back. Does nothing while it is not known what became of an operation that was told.
    ///
    /// # Errors
    /// What SQLite says; nothing is changed then.
    pub fn place_arrivals(&self, at: DateTime<Utc>) -> Result<(Vec<TakenBack>, Changes), StoreError> {
        self.transact(Act { actor: None, at }, |tx| tx.place_arrivals())
    }
}

impl Transaction<'_> {
    fn keep_arrival(&self, arrival: &Arrival) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO arrival (kind, key, number, version, content, lost) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO UPDATE SET number = excluded.number, version = excluded.version,
                   content = excluded.content, lost = excluded.lost WHERE excluded.number > number",
            )?
            .execute((
                arrival.id.kind.as_str(),
                &arrival.id.key,
                arrival.number,
                arrival.version,
                // A template that was removed is news of it, and no loss of sight.
                match (&arrival.content, arrival.id.kind) {
                    (None, Kind::Template) => Some(Value::Null.to_string()),
                    (content, _) => content.as_ref().map(Value::to_string),
                },
                arrival.lost.map(|lost| json(&lost)).transpose()?,
            ))?;
        Ok(())
    }

    fn place_arrivals(&mut self) -> Result<Vec<TakenBack>, StoreError> {
        self.from_others = true;
        let unsure: bool = self
            .tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM operation WHERE begun = 1)")?
            .query_row([], |row| row.get(0))?;
        if unsure {
            return Ok(Vec::new());
        }
        // A kept state names its story, and the story its approved state: at the end all of them are there.
        self.tx.pragma_update(None, "defer_foreign_keys", true)?;
        let mut taken = Vec::new();
        for id in self.arrived()? {
            taken.extend(self.place(&id)?);
        }
        Ok(taken)
    }

    /// What arrived, in the order in which it can be written.
    fn arrived(&self) -> Result<Vec<ThingId>, StoreError> {
        let mut statement = self.tx.prepare_cached("SELECT kind, key FROM arrival ORDER BY number")?;
        let ids = statement.query_map([], thing_id)?;
        let mut ids: Vec<ThingId> = ids.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        ids.sort_by_key(|id| id.kind);
        Ok(ids)
    }

    fn place(&mut self, id: &ThingId) -> Result<Vec<TakenBack>, StoreError> {
        let (version, theirs, lost): (u64, Option<String>, Option<String>) = self
            .tx
            .prepare_cached("SELECT version, content, lost FROM arrival WHERE kind = ?1 AND key = ?2")?
            .query_row((id.kind.as_str(), &id.key), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let Some(theirs) = theirs.map(|theirs| value(&theirs)).transpose()? else {
            let taken = self.lose_sight(id, lost.map(|lost| from_json(&lost, "lost sight")).transpose()?)?;
            self.placed(id)?;
            return Ok(taken);
        };
        if !self.has_its_story(id, &theirs)? {
            // It stays where it is until the story comes.
            return Ok(Vec::new());
        }
        let mut taken = Vec::new();
        if known(&self.tx, id)?.is_none_or(|(before, _)| before < version) {
            taken = self.unite(id, version, &theirs)?;
        }
        self.placed(id)?;
        Ok(taken)
    }

    fn placed(&self, id: &ThingId) -> Result<(), StoreError> {
        self.tx
            .prepare_cached("DELETE FROM arrival WHERE kind = ?1 AND key = ?2")?
            .execute((id.kind.as_str(), &id.key))?;
        Ok(())
    }

    /// False for what belongs to a story that is neither here nor has arrived.
    fn has_its_story(&self, id: &ThingId, content: &Value) -> Result<bool, StoreError> {
        let Some(story) = content.get("story").and_then(Value::as_str).filter(|_| id.kind != Kind::Story) else {
            return Ok(true);
        };
        let mut statement = self.tx.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)
               OR EXISTS (SELECT 1 FROM arrival WHERE kind = 'story' AND key = ?1 AND content IS NOT NULL)",
        )?;
        Ok(statement.query_row([story], |row| row.get(0))?)
    }

    /// Writes what others made of a thing, with what was made of it here and is not told yet.
    fn unite(&mut self, id: &ThingId, version: u64, theirs: &Value) -> Result<Vec<TakenBack>, StoreError> {
        let waiting = self.waiting_for(id)?;
        let before = known(&self.tx, id)?.and_then(|(_, content)| content);
        note_known(&self.tx, id, version, theirs)?;
        if id.kind.is_kept_for_ever() {
            // It is here if it came from here.
            if waiting.is_empty() {
                self.write_thing(id, theirs)?;
            }
            return Ok(Vec::new());
        }
        let (false, Some(base)) = (waiting.is_empty(), before) else {
            self.write_thing(id, theirs)?;
            return Ok(Vec::new());
        };
        if id.kind == Kind::Story {
            return self.unite_story(id, &waiting, &typed(&base)?, &typed(theirs)?);
        }
        let unite = |ours: &Value| match id.kind {
            Kind::Remark => united_remark(&base, ours, theirs),
            _ => Ok(united_fields(&base, ours, theirs)),
        };
        if let Some(ours) = content(&self.tx, id, self.trust())? {
            let united = unite(&ours)?;
            self.write_thing(id, &united)?;
        }
        for operation in waiting {
            for (thing, base, told) in things_of(&self.tx, operation)? {
                if let Some(told) = told.filter(|_| thing == *id) {
                    set_content(&self.tx, operation, id, base, Some(&unite(&told)?))?;
                }
            }
        }
        Ok(Vec::new())
    }

    fn unite_story(
        &mut self,
        id: &ThingId,
        waiting: &[Uuid],
        base: &SharedStory,
        theirs: &SharedStory,
    ) -> Result<Vec<TakenBack>, StoreError> {
        if self.is_overtaken(id, waiting, base, theirs)? {
            let mut taken = Vec::new();
            for operation in waiting {
                taken.extend(self.take_back(*operation, STORY_MOVED)?);
            }
            return Ok(taken);
        }
        let Some(ours) = content(&self.tx, id, self.trust())? else { return Ok(Vec::new()) };
        let ours: SharedStory = typed(&ours)?;
        let united = unite_stories(base, &ours, theirs);
        if united.clashes {
            let author = self.author_of(waiting.first())?;
            self.keep_words(parsed_key(id)?, &ours.manuscript, author)?;
        }
        self.write_thing(id, &told(&united.whole)?)?;
        for operation in waiting {
            for (thing, from, said) in things_of(&self.tx, *operation)? {
                if let Some(said) = said.filter(|_| thing == *id) {
                    let united = unite_stories(base, &typed(&said)?, theirs);
                    set_content(&self.tx, *operation, id, from, Some(&told(&united.whole)?))?;
                }
            }
        }
        Ok(Vec::new())
    }

    /// True if what was done here cannot be done with the story as it stands by now: it was moved on both sides, its text was approved
    /// here and changed there, or whoever wrote here may not write in it there.
    fn is_overtaken(
        &self,
        id: &ThingId,
        waiting: &[Uuid],
        base: &SharedStory,
        theirs: &SharedStory,
    ) -> Result<bool, StoreError> {
        let (moved_there, written_there) = (!theirs.stands_as(base), theirs.manuscript != base.manuscript);
        let article = as_article(parsed_key(id)?, theirs);
        for operation in waiting {
            let things = things_of(&self.tx, *operation)?;
            let approves = things.iter().any(|(thing, ..)| thing.kind == Kind::Approval);
            let said = things.iter().find(|(thing, ..)| thing == id).and_then(|(_, _, said)| said.as_ref());
            let moves = match said {
                Some(said) => !typed::<SharedStory>(said)?.stands_as(base),
                None => false,
            };
            if (moves && moved_there) || (approves && written_there) {
                return Ok(true);
            }
            if moved_there && !moves {
                let Some(author) = self.author_of(Some(operation))? else { return Ok(true) };
                if article.may_edit(Actor::Person(author, self.role_of(author)?)).is_err() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// A story is no longer this person's to see. It stays on the disk, as nothing is deleted; by whose it is and where it stands it
    /// is on none of his shelves any more. What was not told of it is taken back.
    fn lose_sight(&mut self, id: &ThingId, lost: Option<LostSight>) -> Result<Vec<TakenBack>, StoreError> {
        let mut taken = Vec::new();
        for operation in self.waiting_for(id)? {
            taken.extend(self.take_back(operation, "out_of_sight")?);
        }
        let Some(lost) = lost.filter(|_| id.kind == Kind::Story) else { return Ok(taken) };
        let mut article = match self.article(parsed_key(id)?) {
            Ok(article) => article,
            Err(StoreError::NotFound(_)) => return Ok(taken),
            Err(error) => return Err(error),
        };
        article.author = lost.author;
        // Where it stands takes more than is told at other stages, and does not matter for who sees it.
        if matches!(lost.stage, Stage::Draft | Stage::Filed)
            || lost.stage == Stage::Spiked && !article.readers.may_have_it()
        {
            (article.stage, article.claimed_by, article.approval) = (lost.stage, None, None);
        }
        self.save_article(&article)?;
        Ok(taken)
    }

    fn author_of(&self, operation: Option<&Uuid>) -> Result<Option<StaffId>, StoreError> {
        let Some(operation) = operation else { return Ok(None) };
        let mut statement = self.tx.prepare_cached("SELECT author FROM operation WHERE id = ?1")?;
        let author: Option<String> =
            statement.query_row([operation.to_string()], |row| row.get(0)).optional()?.flatten();
        author
            .map(|author| {
                author
                    .parse()
                    .map_err(|e: uuid::Error| StoreError::Unreadable { what: "operation", why: e.to_string() })
            })
            .transpose()
    }

    fn role_of(&self, person: StaffId) -> Result<Role, StoreError> {
        Ok(self.person(person)?.staff.role)
    }
}

/// As much of a story as its rules ask for.
fn as_article(id: ArticleId, story: &SharedStory) -> Article {
    Article {
        stage: story.stage,
        claimed_by: story.claimed_by,
        past_authors: story.past_authors.clone(),
        ..Article::new(id, story.author, "", story.created_at)
    }
}

/// Both sides' answers stand; resolved or open is as who changed it says, and as they say where both did.
fn united_remark(base: &Value, ours: &Value, theirs: &Value) -> Result<Value, StoreError> {
    let [base, ours, theirs] = [base, ours, theirs].map(typed::<SharedRemark>);
    let (base, ours, mut united) = (base?, ours?, theirs?);
    let resolved = |remark: &SharedRemark| (remark.resolved_by.clone(), remark.resolved_at.clone());
    if resolved(&united) == resolved(&base) {
        (united.resolved_by, united.resolved_at) = resolved(&ours);
    }
    let more: Vec<_> = ours.notes.into_iter().filter(|note| !united.notes.contains(note)).collect();
    united.notes.extend(more);
    told(&united)
}

/// Field by field: ours where only we changed it, else theirs.
fn united_fields(base: &Value, ours: &Value, theirs: &Value) -> Value {
    let (Some(before), Some(mine), Some(others)) = (base.as_object(), ours.as_object(), theirs.as_object()) else {
        return theirs.clone();
    };
    let field = |(name, other): (&String, &Value)| {
        let (was, our) = (before.get(name), mine.get(name));
        let stands = match our {
            Some(our) if was == Some(other) => our,
            _ => other,
        };
        (name.clone(), stands.clone())
    };
    Value::Object(others.iter().map(field).collect::<Map<_, _>>())
}

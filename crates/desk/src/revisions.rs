//! Kept states of a story: the timeline, comparing, restoring.

use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::{DeskError, shown},
    rights::permit,
};
use chrono::{DateTime, Duration, Utc};
use contract::{
    articles::ArticleView,
    revisions::{RevisionRow, State},
};
use newsroom::{
    Action, Article, ArticleId, Changes, ContentHash, Deed, Manuscript, Occasion, PhotoUse, PhotoUseId, RevisionId,
    Staff,
    compare::{Comparison, compare},
    history::RevisionEntry,
    rights::Subject,
};
use store::{Revision, StoreError, Transaction};

/// While somebody writes, a state is kept when the newest one is older than this.
pub const WRITING_CHECKPOINT: Duration = Duration::minutes(5);
/// The longest name of a kept state, in characters.
const LONGEST_NAME: usize = 120;

impl Desk {
    /// The kept states of a story, newest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also if this person may not see it.
    pub fn list_revisions(&self, me: &Staff, id: ArticleId) -> Result<Vec<RevisionRow>, DeskError> {
        let article = self.story_for(me, Action::ListRevisions, id)?;
        let approved = article.approval.map(|approval| approval.content);
        let row = |entry: RevisionEntry| RevisionRow { approved: approved == Some(entry.content), entry };
        Ok(self.store.timeline(id)?.into_iter().map(row).collect())
    }

    /// Keeps a story as it was last saved, under a name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn keep_revision(&self, me: &Staff, id: ArticleId, name: &str) -> Result<(RevisionRow, Changes), DeskError> {
        self.story_for(me, Action::KeepRevision, id)?;
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        let name = (!name.is_empty()).then_some(name.as_str());
        let kept = RevisionId(new_id());
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            let article = tx.article(id)?;
            tx.keep_named_revision(kept, id, &article.manuscript, &Occasion::Kept, name)?;
            tx.audit(Some(id), &Deed::Kept, name)
        })?;
        let row = self.list_revisions(me, id).and_then(|rows| {
            let row = rows.into_iter().find(|row| row.entry.id == kept);
            Ok(row.ok_or(StoreError::NotFound("revision"))?)
        });
        shown(row, changes)
    }

    /// What differs between two states of a story.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for a revision of another story.
    pub fn compare_revisions(
        &self,
        me: &Staff,
        id: ArticleId,
        from: State,
        to: State,
    ) -> Result<Comparison, DeskError> {
        let article = self.story_for(me, Action::CompareRevisions, id)?;
        let read = |state| -> Result<Manuscript, DeskError> {
            match state {
                State::Present => Ok(article.manuscript.clone()),
                State::Kept(revision) => Ok(self.revision_of(id, revision)?.manuscript),
            }
        };
        Ok(compare(&read(from)?, &read(to)?))
    }

    /// Makes a story as it was kept. The present state is kept before, with everything that is in it, so restoring that one
    /// undoes this exactly. Remarks that were made since stay, without their places.
    ///
    /// # Errors
    /// [`DeskError::Stale`] if the story is newer than `version`, [`DeskError::Refused`], [`StoreError::NotFound`].
    pub fn restore_revision(
        &self,
        me: &Staff,
        id: ArticleId,
        version: u64,
        revision: RevisionId,
    ) -> Result<(ArticleView, Changes), DeskError> {
        self.story_for(me, Action::RestoreRevision, id)?;
        let kept = self.revision_of(id, revision)?;
        let act = self.act(Some(me));
        let ((), changes) = self.store.transact(act, |tx| {
            let mut article = tx.article(id)?;
            permit(me, Action::RestoreRevision, Subject::Story(&article))?;
            if article.version != version {
                return Err(DeskError::Stale);
            }
            tx.keep_revision(RevisionId(new_id()), id, &article.manuscript, &Occasion::BeforeRestore)?;
            article.edit(actor(me), act.at, |manuscript| *manuscript = kept.manuscript)?;
            tx.save_article(&article)?;
            tx.audit(Some(id), &Deed::Restored, Some(&kept.number.to_string()))?;
            Ok(())
        })?;
        shown(self.open_article(me, id), changes)
    }

    fn revision_of(&self, article: ArticleId, revision: RevisionId) -> Result<Revision, DeskError> {
        let found = self.store.revision(revision)?;
        if found.article == article { Ok(found) } else { Err(StoreError::NotFound("revision").into()) }
    }
}

/// Keeps what is being written, as it stands before the next change, if nothing was kept for a while: a text that
/// is deleted by mistake is among the kept ones, however often it was saved since.
pub(crate) fn keep_while_writing(
    tx: &mut Transaction<'_>,
    before: &Article,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let last = tx.last_kept(before.id)?;
    let since = last.map_or(before.created_at, |(at, _)| at);
    // What was kept while the clock was ahead keeps nothing else from being kept.
    let lately = (Duration::zero()..WRITING_CHECKPOINT).contains(&(now - since));
    if lately || is_wordless(&before.manuscript) {
        return Ok(());
    }
    if last.is_some_and(|(_, content)| content == ContentHash::of_manuscript(&before.manuscript)) {
        return Ok(());
    }
    tx.keep_revision(RevisionId(new_id()), before.id, &before.manuscript, &Occasion::WhileWriting)
}

/// Keeps the state before a photo with words leaves the story, however lately something was kept: its words go with it,
/// and of a photo that is not used yet no other state need have them.
pub(crate) fn keep_before_removal(
    tx: &mut Transaction<'_>,
    before: &Article,
    photo: PhotoUseId,
) -> Result<(), StoreError> {
    match before.manuscript.photo(photo) {
        Some(leaving) if has_words(leaving) => {
            tx.keep_revision(RevisionId(new_id()), before.id, &before.manuscript, &Occasion::WhileWriting)
        }
        _ => Ok(()),
    }
}

/// A story of photos has its words in their captions.
fn is_wordless(manuscript: &Manuscript) -> bool {
    manuscript.body.is_blank() && !manuscript.photos.iter().any(has_words)
}

fn has_words(photo: &PhotoUse) -> bool {
    [&photo.caption, &photo.alt_text, &photo.credit].iter().any(|words| !words.trim().is_empty())
}

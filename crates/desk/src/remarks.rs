//! Remarks of the desk on stories.

use crate::{board::Desk, error::DeskError, rights::permit};
use newsroom::{Action, ArticleId, Changes, Deed, RemarkId, Staff, body::nfc, remark::Remark, rights::Subject};
use newsroom::{
    TooLong,
    manuscript::{LINE_CHARS, is_longer},
};
use store::{StoreError, Transaction};

impl Desk {
    /// The remarks on a story, oldest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also if this person may not see the story.
    pub fn list_remarks(&self, me: &Staff, id: ArticleId) -> Result<Vec<Remark>, DeskError> {
        self.story_for(me, Action::ListRemarks, id)?;
        Ok(self.store.remarks(id)?)
    }

    /// Says something about words of a story, or about the whole. A remark with this id that is there already is left as
    /// it is: the window may ask again when it did not hear the answer.
    ///
    /// # Errors
    /// [`DeskError::Refused`], [`DeskError::WordsMissing`].
    pub fn add_remark(
        &self,
        me: &Staff,
        id: ArticleId,
        remark: RemarkId,
        quote: &str,
        text: &str,
    ) -> Result<(Remark, Changes), DeskError> {
        self.remarking(me, Action::AddRemark, id, remark, |tx, known| {
            let words = said(text)?;
            if known {
                return Ok(());
            }
            tx.add_remark(remark, id, &nfc(quote.trim()))?;
            tx.add_note(id, remark, &words)?;
            tx.audit(Some(id), &Deed::RemarkAdded, None)?;
            Ok(())
        })
    }

    /// Answers a remark; a resolved one is open again then.
    ///
    /// # Errors
    /// [`DeskError::Refused`], [`DeskError::WordsMissing`], [`StoreError::NotFound`].
    pub fn answer_remark(
        &self,
        me: &Staff,
        id: ArticleId,
        remark: RemarkId,
        text: &str,
    ) -> Result<(Remark, Changes), DeskError> {
        self.remarking(me, Action::AnswerRemark, id, remark, |tx, known| {
            let words = said(text)?;
            if !known {
                return Err(StoreError::NotFound("remark").into());
            }
            tx.add_note(id, remark, &words)?;
            tx.resolve_remark(id, remark, false)?;
            Ok(())
        })
    }

    /// Resolves a remark, or opens it again.
    ///
    /// # Errors
    /// [`DeskError::Refused`], [`StoreError::NotFound`].
    pub fn resolve_remark(
        &self,
        me: &Staff,
        id: ArticleId,
        remark: RemarkId,
        resolved: bool,
    ) -> Result<(Remark, Changes), DeskError> {
        self.remarking(me, Action::ResolveRemark, id, remark, |tx, known| {
            if !known {
                return Err(StoreError::NotFound("remark").into());
            }
            tx.resolve_remark(id, remark, resolved)?;
            tx.audit(Some(id), if resolved { &Deed::RemarkResolved } else { &Deed::RemarkReopened }, None)?;
            Ok(())
        })
    }

    /// Does something with a remark of a story; the deed is told whether the remark is there.
    fn remarking(
        &self,
        me: &Staff,
        what: Action,
        id: ArticleId,
        remark: RemarkId,
        deed: impl FnOnce(&mut Transaction<'_>, bool) -> Result<(), DeskError>,
    ) -> Result<(Remark, Changes), DeskError> {
        let (found, changes) = self.store.transact(self.act(Some(me)), |tx| {
            permit(me, what, Subject::Story(&tx.article(id)?))?;
            let known = tx.remark(remark)?;
            // A remark on another story is none of this one's.
            if known.as_ref().is_some_and(|known| known.article != id) {
                return Err(StoreError::NotFound("remark").into());
            }
            deed(tx, known.is_some())?;
            Ok::<_, DeskError>(tx.remark(remark)?.ok_or(StoreError::NotFound("remark"))?)
        })?;
        Ok((found, changes))
    }
}

fn said(text: &str) -> Result<String, DeskError> {
    match nfc(text.trim()) {
        words if words.is_empty() => Err(DeskError::WordsMissing),
        words if is_longer(&words, LINE_CHARS) => Err(DeskError::TooLong(TooLong::Words)),
        words => Ok(words),
    }
}

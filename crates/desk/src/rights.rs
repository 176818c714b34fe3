//! The table of rights as law: every public function that people reach by a command asks it first, and with
//! the story or sending that is meant.

use crate::{
    board::{Desk, actor},
    error::DeskError,
};
use contract::sending::TransmissionView;
use newsroom::{
    Action, Article, ArticleId, Staff, Transmission, TransmissionId,
    rights::{Denied, Subject},
};
use store::StoreError;

/// Whether this person may do it on this.
///
/// # Errors
/// What forbids it. A story that the person may not see is not there for him: [`StoreError::NotFound`].
pub(crate) fn permit(me: &Staff, what: Action, subject: Subject<'_>) -> Result<(), DeskError> {
    what.permit(Some(actor(me)), subject).map_err(|denied| match denied {
        Denied::NotSignedIn => DeskError::NotSignedIn,
        Denied::ChiefOnly => DeskError::ChiefOnly,
        Denied::Refused(refusal) => DeskError::Refused(refusal),
        Denied::Hidden => StoreError::NotFound("article").into(),
    })
}

impl Desk {
    /// A story, if this person may do this with it.
    ///
    /// # Errors
    /// As [`permit`].
    pub(crate) fn story_for(&self, me: &Staff, what: Action, id: ArticleId) -> Result<Article, DeskError> {
        let article = self.store.article(id)?;
        permit(me, what, Subject::Story(&article))?;
        Ok(article)
    }

    /// A sending, if this person may do this with it.
    ///
    /// # Errors
    /// As [`permit`]; [`StoreError::NotFound`], also if this person may not see its story.
    pub(crate) fn sending_for(&self, me: &Staff, what: Action, id: TransmissionId) -> Result<Transmission, DeskError> {
        let sending = self.store.transmission(id)?;
        permit(me, what, Subject::Stories(&[self.store.standing(sending.article)?])).map_err(|error| match error {
            DeskError::Store(StoreError::NotFound(_)) => StoreError::NotFound("transmission").into(),
            other => other,
        })?;
        Ok(sending)
    }

    /// Whether this person's window is told how a sending goes on.
    ///
    /// # Errors
    /// What the store says.
    pub fn is_told_of(&self, me: &Staff, sending: &TransmissionView) -> Result<bool, DeskError> {
        permit(me, Action::ListTransmissions, Subject::Nothing)?;
        Ok(self.store.standing(sending.transmission.article)?.is_visible_to(actor(me)))
    }
}

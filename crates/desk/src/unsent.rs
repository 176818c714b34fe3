//! What somebody began to say and has not sent.

use crate::{board::Desk, error::DeskError, rights::permit};
use contract::unsent::About;
use newsroom::{Action, Changes, Staff, rights::Subject};
use newsroom::{
    TooLong,
    manuscript::{LINE_CHARS, is_longer},
};

/// Characters of what was begun; a template that is not saved yet is a whole story.
const UNSENT_CHARS: usize = 50 * LINE_CHARS;

impl Desk {
    /// What this person began to say of something; empty if nothing.
    ///
    /// # Errors
    /// What the store says.
    pub fn read_unsent(&self, me: &Staff, about: About) -> Result<String, DeskError> {
        permit(me, Action::ReadUnsent, Subject::Nothing)?;
        Ok(self.store.unsent(me.id, &key(about))?.unwrap_or_default())
    }

    /// Keeps what this person began to say of something; empty takes it away. Nobody else sees it.
    ///
    /// # Errors
    /// What the store says.
    pub fn keep_unsent(&self, me: &Staff, about: About, words: &str) -> Result<((), Changes), DeskError> {
        permit(me, Action::KeepUnsent, Subject::Nothing)?;
        if is_longer(words, UNSENT_CHARS) {
            return Err(DeskError::TooLong(TooLong::Words));
        }
        Ok(self.store.transact(self.act(Some(me)), |tx| tx.keep_unsent(me.id, &key(about), words))?)
    }
}

fn key(about: About) -> String {
    match about {
        About::Story(id) => id.to_string(),
        About::Template => "template".to_owned(),
    }
}

//! What becomes of people and their accounts: passwords, roles, leaving.

use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::{DeskError, unless_damaged},
    people::hash,
    rights::permit,
};
use contract::people::HandedOver;
use newsroom::{Action, ArticleId, Attempt, Changes, Deed, Move, RevisionId, Role, Staff, StaffId, rights::Subject};
use store::Transaction;

impl Desk {
    /// Changes the password of who is signed in.
    ///
    /// # Errors
    /// [`DeskError::WrongPassword`] and [`DeskError::Wait`] as at signing in, [`DeskError::PasswordTooShort`].
    pub fn change_password(&self, me: &Staff, old: &str, new: &str) -> Result<((), Changes), DeskError> {
        permit(me, Action::ChangePassword, Subject::Nothing)?;
        self.sign_in(&me.login, old)?;
        self.save_password(me, me.id, new)
    }

    /// Gives somebody a new password.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`DeskError::PasswordTooShort`], [`store::StoreError::NotFound`].
    pub fn give_password(&self, me: &Staff, id: StaffId, password: &str) -> Result<((), Changes), DeskError> {
        permit(me, Action::GivePassword, Subject::Nothing)?;
        self.save_password(me, id, password)
    }

    fn save_password(&self, me: &Staff, id: StaffId, password: &str) -> Result<((), Changes), DeskError> {
        let login = self.store.person(id)?.login;
        let hash = hash(password)?;
        self.store.transact(self.act(Some(me)), |tx| {
            tx.save_password(id, &hash)?;
            tx.audit(None, &Deed::PasswordChanged, Some(&login))?;
            Ok(())
        })
    }

    /// Gives somebody else another role. What a reporter may not have in hand goes back to the other editors.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`]; [`DeskError::OwnAccount`], so that there is always a chief; [`store::StoreError::NotFound`].
    pub fn change_role(&self, me: &Staff, id: StaffId, role: Role) -> Result<((), Changes), DeskError> {
        permit(me, Action::ChangeRole, Subject::Nothing)?;
        let login = self.somebody_else(me, id)?;
        self.store.transact(self.act(Some(me)), |tx| {
            tx.save_role(id, role)?;
            if role == Role::Reporter {
                self.put_back(tx, me, id)?;
            }
            tx.audit(None, &Deed::RoleChanged, Some(&login))?;
            Ok(())
        })
    }

    /// Somebody else leaves, and gets in no more, or comes back. What they had in hand goes back to the other editors; what
    /// they have not finished goes to a colleague, if one is named; what they wrote and decided keeps their name. What is damaged
    /// stays where it is, and keeps nobody from leaving.
    ///
    /// # Errors
    /// As [`Desk::change_role`], and [`Desk::reassign_stories`]; nobody has left then.
    pub fn set_left(
        &self,
        me: &Staff,
        id: StaffId,
        left: bool,
        stories_to: Option<StaffId>,
    ) -> Result<(HandedOver, Changes), DeskError> {
        permit(me, Action::SetLeft, Subject::Nothing)?;
        let login = self.somebody_else(me, id)?;
        let act = self.act(Some(me));
        self.store.transact(act, |tx| {
            tx.save_left(id, left.then_some(act.at))?;
            let mut handed = HandedOver::default();
            if let Some(to) = stories_to.filter(|_| left) {
                handed = self.give_all(tx, me, id, to)?;
            }
            if left {
                handed.left.extend(self.put_back(tx, me, id)?);
            }
            tx.audit(None, if left { &Deed::StaffLeft } else { &Deed::StaffBack }, Some(&login))?;
            Ok(handed)
        })
    }

    fn somebody_else(&self, me: &Staff, id: StaffId) -> Result<String, DeskError> {
        if me.id == id { Err(DeskError::OwnAccount) } else { Ok(self.store.person(id)?.login) }
    }

    /// Puts back what somebody has in hand, so that another editor may claim it; the headlines of what is damaged, and stays.
    fn put_back(&self, tx: &mut Transaction<'_>, me: &Staff, id: StaffId) -> Result<Vec<String>, DeskError> {
        let mut left = Vec::new();
        for story in tx.claimed_by(id)? {
            if unless_damaged(self.put_one_back(tx, me, story), format_args!("story {story}"))?.is_none() {
                left.push(self.headline_as_it_is(story)?);
            }
        }
        Ok(left)
    }

    fn put_one_back(&self, tx: &mut Transaction<'_>, me: &Staff, story: ArticleId) -> Result<(), DeskError> {
        let mut article = tx.article(story)?;
        let revision = RevisionId(new_id());
        article.make_move(Move::Release, actor(me), &Attempt::default(), revision, self.now())?;
        tx.keep_revision(revision, story, &article.manuscript, &Move::Release.into())?;
        tx.save_article(&article)?;
        tx.audit(Some(story), &Move::Release.into(), None)?;
        Ok(())
    }
}

//! Stories pass to another author: one, or all that somebody has not finished.

use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::{DeskError, shown, unless_damaged},
    rights::permit,
};
use contract::{
    articles::{ArticleView, Given, PassedOn},
    people::{HandedOver, Taker},
};
use newsroom::{
    Action, Article, ArticleId, Changes, Deed, Occasion, RevisionId, SiteId, Staff, StaffId, Stage, rights::Subject,
};
use store::Transaction;

impl Desk {
    /// Everybody who works here and whom this person may give a story, in Vietnamese order of given names.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters.
    pub fn takers(&self, me: &Staff) -> Result<Vec<Taker>, DeskError> {
        permit(me, Action::ListTakers, Subject::Nothing)?;
        let known = self
            .store
            .all_staff()?
            .into_iter()
            .filter(|known| known.left_at.is_none() && Article::may_be_given_to(actor(me), known.staff.id).is_ok());
        let mut takers: Vec<Taker> =
            known.map(|k| Taker { id: k.staff.id, name: k.staff.name, role: k.staff.role }).collect();
        takers.sort_by_cached_key(|taker| copydesk::person_key(&taker.name));
        Ok(takers)
    }

    /// Gives a story to another author. Text, byline, stage and approval stay as they are.
    ///
    /// # Errors
    /// [`DeskError::Stale`] if it is not the story of `from` any more, or that of `to` already; [`DeskError::HasLeft`];
    /// [`DeskError::Refused`]; [`store::StoreError::NotFound`], also if this person may not see it.
    pub fn reassign_story(
        &self,
        me: &Staff,
        id: ArticleId,
        from: StaffId,
        to: StaffId,
    ) -> Result<(ArticleView, Changes), DeskError> {
        let (article, changes) = self.store.transact(self.act(Some(me)), |tx| {
            let article = tx.article(id)?;
            permit(me, Action::ReassignStory, Subject::Story(&article))?;
            if article.author != from || article.author == to {
                return Err(DeskError::Stale);
            }
            let taker = taker(tx, to)?;
            self.give(tx, me, article, &taker)
        })?;
        shown(self.view_article(me, article), changes)
    }

    /// Gives all that somebody has not finished to another author. Also while the person works here. What is damaged stays where it
    /// is.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`DeskError::HasLeft`]; [`DeskError::Stale`] if both are the same;
    /// [`store::StoreError::NotFound`].
    pub fn reassign_stories(&self, me: &Staff, from: StaffId, to: StaffId) -> Result<(HandedOver, Changes), DeskError> {
        permit(me, Action::ReassignStories, Subject::Nothing)?;
        self.store.transact(self.act(Some(me)), |tx| {
            tx.person(from)?;
            self.give_all(tx, me, from, to)
        })
    }

    /// All that somebody has not finished becomes another's, in the transaction of what is the reason, but what is damaged.
    pub(crate) fn give_all(
        &self,
        tx: &mut Transaction<'_>,
        me: &Staff,
        from: StaffId,
        to: StaffId,
    ) -> Result<HandedOver, DeskError> {
        if from == to {
            return Err(DeskError::Stale);
        }
        let taker = taker(tx, to)?;
        let mut handed = HandedOver::default();
        for id in tx.unfinished_of(from)? {
            let given = tx.article(id).map_err(DeskError::from).and_then(|article| self.give(tx, me, article, &taker));
            match unless_damaged(given, format_args!("story {id}"))? {
                Some(_) => handed.given += 1,
                None => handed.left.push(self.headline_as_it_is(id)?),
            }
        }
        Ok(handed)
    }

    /// What stands where a story has its headline, though the story is damaged; nothing if that cannot be read.
    pub(crate) fn headline_as_it_is(&self, id: ArticleId) -> Result<String, DeskError> {
        // To no site: only the story is asked for.
        let label = self.store.label(id, SiteId(new_id()));
        Ok(unless_damaged(label, format_args!("headline of story {id}"))?
            .map(|label| label.headline)
            .unwrap_or_default())
    }

    /// A story of somebody who has left becomes another's, in the transaction of the move that sends it to its author.
    pub(crate) fn give_on(
        &self,
        tx: &mut Transaction<'_>,
        me: &Staff,
        article: Article,
        to: StaffId,
    ) -> Result<Article, DeskError> {
        // Whoever works here is asked by nobody behind the back.
        if tx.person(article.author)?.left_at.is_none() {
            return Err(DeskError::Stale);
        }
        let taker = taker(tx, to)?;
        self.give(tx, me, article, &taker)
    }

    /// What was written until then is kept as a revision where the new author may go on writing at once. Of a story that is damaged
    /// nothing is changed.
    fn give(
        &self,
        tx: &mut Transaction<'_>,
        me: &Staff,
        mut article: Article,
        taker: &Staff,
    ) -> Result<Article, DeskError> {
        article.reassign(actor(me), taker.id, self.now())?;
        if article.stage == Stage::Draft && article.is_written() {
            tx.keep_revision(RevisionId(new_id()), article.id, &article.manuscript, &Occasion::Reassigned)?;
        }
        tx.save_article(&article)?;
        tx.audit(Some(article.id), &Deed::Reassigned, Some(&taker.login))?;
        Ok(article)
    }

    /// What was this person's and is gone on with by somebody else: whoever misses a story learns who has it, and nothing more.
    pub(crate) fn passed_on(&self, me: &Staff) -> Result<Vec<PassedOn>, DeskError> {
        let told = |store::PassedOn { headline, to, by, at }| PassedOn { headline, to, by, at };
        Ok(self.store.passed_on_by(me)?.into_iter().map(told).collect())
    }

    /// How a story came to its author, who has not done anything with it yet.
    pub(crate) fn given(&self, article: &Article) -> Result<Option<Given>, DeskError> {
        let (Some(gift), Some(from)) = (self.store.gift(article.id)?, article.past_authors.last()) else {
            return Ok(None);
        };
        let from = self.store.person(*from)?.name;
        Ok(gift.by.map(|by| Given { by, from, at: gift.at }))
    }
}

/// Who takes it, if they work here.
fn taker(tx: &Transaction<'_>, id: StaffId) -> Result<Staff, DeskError> {
    let known = tx.person(id)?;
    if known.left_at.is_some() { Err(DeskError::HasLeft) } else { Ok(known.staff) }
}

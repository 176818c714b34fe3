//! Moves of stories, with the revision, approval, audit line and transmission that belong to each.

use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::DeskError,
    rights::permit,
};
use contract::articles::ArticleView;
use newsroom::{
    Action, Article, ArticleId, Attempt, Changes, Delivery, Move, RevisionId, Staff, Stage, Step, Transmission,
    TransmissionId,
    moves::{Keeps, Rule, Tells},
    rights::Subject,
};
use store::Transaction;

impl Desk {
    /// Makes a move.
    ///
    /// # Errors
    /// [`DeskError::Refused`] with the reason; [`DeskError::NoSite`] if it is to be sent and no site is connected.
    pub fn make_move(
        &self,
        me: &Staff,
        id: ArticleId,
        what: Move,
        attempt: &Attempt,
    ) -> Result<(ArticleView, Changes), DeskError> {
        let act = self.act(Some(me));
        let (article, changes) = self.store.transact(act, |tx| {
            let mut article = tx.article(id)?;
            permit(me, Action::MakeMove, Subject::Story(&article))?;
            let revision = RevisionId(new_id());
            let row = Rule::of(what, article.stage);
            article.make_move(what, actor(me), attempt, revision, act.at)?;
            if row.is_some_and(|row| row.keeps == Keeps::Revision) {
                tx.keep_revision(revision, id, &article.manuscript, &what.into())?;
            }
            if let (Move::Approve, Some(approval)) = (what, &article.approval) {
                tx.keep_approval(approval)?;
            }
            tx.save_article(&article)?;
            tx.audit(Some(id), &what.into(), attempt.reason.as_deref())?;
            if let Some(delivery) = row.and_then(|row| delivery(row.tells, &article)) {
                self.queue(tx, &article, delivery)?;
            }
            Ok::<_, DeskError>(tx.article(id)?)
        })?;
        Ok((self.view_article(me, article)?, changes))
    }

    /// Sends a story that stands on the site, or is handed over for later, again: its placement changed.
    pub(crate) fn queue_again(&self, tx: &mut Transaction<'_>, id: ArticleId) -> Result<(), DeskError> {
        let article = tx.article(id)?;
        let delivery = match (article.stage, article.publish_at) {
            (Stage::Scheduled, Some(at)) => Delivery::At(at),
            _ => Delivery::Now,
        };
        self.queue(tx, &article, delivery)
    }

    /// Queues a transmission of the approved revision, in place of one that is not finished. Pressing the button ten
    /// times queues one.
    pub(crate) fn queue(
        &self,
        tx: &mut Transaction<'_>,
        article: &Article,
        delivery: Delivery,
    ) -> Result<(), DeskError> {
        let open = tx.open_transmission(article.id)?;
        let revision = match (&article.approval, &open) {
            (Some(approval), _) => approval.revision,
            (None, Some(open)) => open.revision,
            (None, None) => return Ok(()),
        };
        // A story that stands on a site is changed there, whichever the main one is by now.
        let sites = self.sites_in_order()?;
        let there = tx.site_of(article.id)?.filter(|there| sites.iter().any(|site| site.id == *there));
        let site = there.or(sites.first().map(|site| site.id)).ok_or(DeskError::NoSite)?;
        let mut priority = 0;
        let mut unsure_since = None;
        if let Some(mut open) = open {
            let same =
                (open.revision, open.delivery, open.banner, open.site) == (revision, delivery, article.banner, site);
            if same && open.step != Step::AwaitHour && !self.slug_changed(tx, article, site)? {
                return Ok(());
            }
            (priority, unsure_since) = (open.priority, open.unsure_since);
            // What it was about to make may be there all the same.
            if matches!(open.step, Step::Photos | Step::Create) {
                unsure_since = unsure_since.or(Some(self.now()));
            }
            open.finished_at = Some(self.now());
            tx.save_transmission(&open)?;
        }
        let photos = article.manuscript.used_photos().len();
        let story = (article.id, revision);
        tx.save_transmission(&Transmission {
            banner: article.banner,
            text_first: self.data_saver_settings()?.text_first,
            priority,
            photos_total: u32::try_from(photos).unwrap_or(u32::MAX),
            unsure_since,
            link: article.link.clone(),
            ..Transmission::new(TransmissionId(new_id()), story, site, delivery, self.now())
        })?;
        Ok(())
    }

    /// An editor chose another address than the one a story has on a site.
    fn slug_changed(&self, tx: &Transaction<'_>, article: &Article, site: newsroom::SiteId) -> Result<bool, DeskError> {
        let known = tx.sent_slug(site, article.id)?;
        Ok(article.slug.is_some() && known.is_some() && known != article.slug)
    }
}

/// How that is delivered; none where there is nothing to tell.
fn delivery(tells: Tells, article: &Article) -> Option<Delivery> {
    match tells {
        Tells::Nothing => None,
        Tells::Publish => Some(Delivery::Now),
        Tells::PublishAtHour => article.publish_at.map(Delivery::At),
        Tells::Hold => Some(Delivery::Hold),
    }
}

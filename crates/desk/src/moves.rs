//! Moves of stories, with the revision, approval, audit line and transmission that belong to each.

use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::{DeskError, shown},
    rights::permit,
};
use contract::articles::ArticleView;
use newsroom::{
    Action, Article, ArticleId, Attempt, Changes, Delivery, Kept, Move, RevisionId, Staff, Stage, Step, Transmission,
    TransmissionId,
    moves::{Keeps, Rule, Tells},
    rights::Subject,
};
use store::Transaction;

impl Desk {
    /// Makes a move.
    ///
    /// # Errors
    /// [`DeskError::Refused`] with the reason; [`DeskError::NoSite`] if it is to be sent and no site is connected;
    /// [`DeskError::Stale`] and [`DeskError::HasLeft`] if it cannot be given to whom it is to be.
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
            if let Some(to) = attempt.give_to {
                article = self.give_on(tx, me, article, to)?;
            }
            // Of an update that is given up, what is kept is the update.
            let before = (what == Move::Abandon).then(|| article.manuscript.clone());
            let live = before.as_ref().and(article.readers.live).map(|live| tx.approved_revision(live.revision));
            let live = live.transpose()?;
            let live = live.as_ref().map(|(revision, approval)| (&revision.manuscript, approval));
            article.make_move(what, actor(me), attempt, Kept { revision, live }, act.at)?;
            if row.is_some_and(|row| row.keeps == Keeps::Revision) {
                tx.keep_revision(revision, id, before.as_ref().unwrap_or(&article.manuscript), &what.into())?;
            }
            if let (Move::Approve, Some(approval)) = (what, &article.approval) {
                tx.keep_approval(approval)?;
            }
            tx.save_article(&article)?;
            tx.audit(Some(id), &what.into(), attempt.reason.as_deref())?;
            if let Some(delivery) = row.and_then(|row| delivery(row.tells, &article)) {
                self.queue(tx, &article, delivery, None)?;
            }
            Ok::<_, DeskError>(tx.article(id)?)
        })?;
        shown(self.view_article(me, article), changes)
    }

    /// Its placement changed: sends what is on its way, or what readers have, again, whatever becomes of the next version.
    /// What was approved and nobody has published yet stays here, and so does what an editor holds back or took out of the
    /// outbox before the site had it.
    pub(crate) fn queue_again(&self, tx: &mut Transaction<'_>, id: ArticleId) -> Result<(), DeskError> {
        let article = tx.article(id)?;
        let open = tx.open_transmission(id)?;
        match (open, article.stage, article.publish_at, article.readers.live) {
            (Some(open), ..) if open.delivery == Delivery::Hold => Ok(()),
            (Some(open), ..) => self.queue(tx, &article, open.delivery, Some(open.revision)),
            (None, Stage::Scheduled, Some(at), _) => {
                let there = tx.site_of(id)?.map(|site| tx.sent_slug(site, id)).transpose()?.flatten();
                there.map_or(Ok(()), |_| self.queue(tx, &article, Delivery::At(at), None))
            }
            (None, .., Some(live)) => self.queue(tx, &article, Delivery::Now, Some(live.revision)),
            (None, ..) => Ok(()),
        }
    }

    /// Queues a transmission, in place of one that is not finished: of the approved revision; or of this one again, which
    /// stays held back if somebody holds it back. Pressing the button ten times queues one.
    pub(crate) fn queue(
        &self,
        tx: &mut Transaction<'_>,
        article: &Article,
        delivery: Delivery,
        again: Option<RevisionId>,
    ) -> Result<(), DeskError> {
        let open = tx.open_transmission(article.id)?;
        let approved = article.approval.as_ref().map(|approval| approval.revision);
        let live = article.readers.live.map(|live| live.revision);
        let on_the_way = open.as_ref().map(|open| open.revision);
        // What is to be shown no longer is told by any revision that was sent.
        let sent = match delivery {
            Delivery::Hold => tx.sent_revision(article.id)?,
            Delivery::Now | Delivery::At(_) => None,
        };
        let Some(revision) = again.or(approved).or(live).or(on_the_way).or(sent) else { return Ok(()) };
        let site = self.goes_to(tx.site_of(article.id)?)?.ok_or(DeskError::NoSite)?.id;
        let mut priority = 0;
        let mut unsure_since = None;
        let mut paused = false;
        if let Some(mut open) = open {
            let same =
                (open.revision, open.delivery, open.banner, open.site) == (revision, delivery, article.banner, site);
            if same && open.step != Step::AwaitHour && !self.slug_changed(tx, article, site)? {
                return Ok(());
            }
            (priority, unsure_since) = (open.priority, open.unsure_since);
            paused = open.paused && again.is_some();
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
            paused,
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
        Tells::PublishUnseen => article.readers.unseen_since.map(|_| Delivery::Now),
        Tells::PublishAtHour => article.publish_at.map(Delivery::At),
        Tells::Hold => Some(Delivery::Hold),
    }
}

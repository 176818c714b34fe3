//! What stands on a site and is not what was sent: an editor may let it stand.

use crate::{
    board::Desk,
    error::{DeskError, shown},
    transmission::{Job, Obstacle, prefetch::Prefetched, verify::PublicView},
};
use contract::sending::TransmissionView;
use newsroom::{Action, Changes, Notice, Staff, Step, TransmissionId, Trouble};
use store::StoreError;

impl Desk {
    /// Takes what stands on the site for the story as it is: it is read once more, kept as seen, and counts as published, on
    /// record under this person's name. What differs otherwise than was shown is not taken but looked at again.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`StoreError::NotFound`] if nothing waits for such a decision, also if this
    /// person may not see its story; [`DeskError::Site`] if the site cannot be read.
    pub fn accept_as_it_stands(
        &self,
        me: &Staff,
        id: TransmissionId,
    ) -> Result<(TransmissionView, Changes), DeskError> {
        let t = self.sending_for(me, Action::AcceptAsItStands, id)?;
        if !t.may_be_accepted() {
            return Err(StoreError::NotFound("mismatch").into());
        }
        let site = self.site(t.site)?;
        let gate = self.sessions.gate(t.site);
        let client = self.client_or_refuse(&site)?;
        client.read_anew();
        let (prefetched, unheard) = (Prefetched::default(), |_: &TransmissionView, _: &Changes| {});
        let job = Job {
            t: &t,
            site: &site,
            client: &client,
            on_progress: &unheard,
            accepted_by: Some(me),
            prefetched: &prefetched,
        };
        let taken = match t.step {
            Step::AwaitHour => self.await_hour(&job),
            _ => self.verify(&job),
        };
        let changes = match taken {
            Ok(changes) => changes,
            Err(Obstacle::Site(error)) => return Err(error.into()),
            Err(Obstacle::Local(error)) => return Err(error),
            Err(Obstacle::Superseded) => Changes::default(),
            Err(obstacle) => self.record_failure(&t, &gate, obstacle)?,
        };
        shown(self.transmission_view(id), changes)
    }

    /// What readers get, without the differences that an editor has seen and lets stand.
    pub(super) fn without_accepted(&self, job: &Job<'_>, public: PublicView) -> Result<PublicView, Obstacle> {
        if job.accepted_by.is_none() || public.differences.is_empty() {
            return Ok(public);
        }
        let was_shown = |difference| job.t.differences.contains(difference);
        if !public.differences.iter().all(|difference| difference.is_acceptable() && was_shown(difference)) {
            return Err(Obstacle::Differs(Trouble::Mismatch, public.differences));
        }
        let PublicView { differences, mut notices, .. } = public;
        notices.push(Notice::Accepted);
        Ok(PublicView { accepted: differences, differences: Vec::new(), notices, generator: public.generator })
    }
}

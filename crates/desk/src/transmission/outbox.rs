//! The outbox as people see it, and what they do with it.

use crate::{
    board::{Desk, actor},
    error::{DeskError, shown, unless_damaged},
    rights::permit,
};
use chrono::Duration;
use contract::sending::TransmissionView;
use newsroom::{Action, Changes, Deed, Staff, Step, Transmission, TransmissionId, Trouble, rights::Subject};
use store::StoreError;

impl Desk {
    /// What is in the outbox of the stories that this person sees, and what left it in the last 24 hours; newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn outbox(&self, me: &Staff) -> Result<Vec<TransmissionView>, DeskError> {
        permit(me, Action::ListTransmissions, Subject::Nothing)?;
        let since = self.now() - Duration::hours(24);
        let mut views = Vec::new();
        for t in self.store.transmissions(since)? {
            let what = t.id;
            let view = self
                .store
                .standing(t.article)
                .map_err(DeskError::from)
                .and_then(|standing| standing.is_visible_to(actor(me)).then(|| self.view(t)).transpose());
            views.extend(unless_damaged(view, format_args!("sending {what}"))?.flatten());
        }
        Ok(views)
    }

    /// Tries a transmission again at once. A story that was removed on the site is made there anew.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`StoreError::NotFound`], also if this person may not see its story.
    pub fn retry(&self, me: &Staff, id: TransmissionId) -> Result<(TransmissionView, Changes), DeskError> {
        self.try_again(me, Action::RetryTransmission, id)
    }

    pub(super) fn try_again(
        &self,
        me: &Staff,
        what: Action,
        id: TransmissionId,
    ) -> Result<(TransmissionView, Changes), DeskError> {
        let changes = self.change_open(me, what, id, |t, _| {
            t.stopped = false;
            t.paused = false;
            t.attempts = 0;
            if t.step != Step::AwaitHour {
                t.step = Step::LookUp;
                t.text_online = false;
            }
        })?;
        self.go_on(id, changes)
    }

    /// Holds a transmission back, or lets it go on.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`StoreError::NotFound`], also if this person may not see its story.
    pub fn pause(
        &self,
        me: &Staff,
        id: TransmissionId,
        paused: bool,
    ) -> Result<(TransmissionView, Changes), DeskError> {
        let changes = self.change_open(me, Action::PauseTransmission, id, |t, _| t.paused = paused)?;
        self.go_on(id, changes)
    }

    /// Puts a transmission before all others and sends it at once, whatever photos may cost today.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`StoreError::NotFound`], also if this person may not see its story.
    pub fn send_first(&self, me: &Staff, id: TransmissionId) -> Result<(TransmissionView, Changes), DeskError> {
        let changes = self.change_open(me, Action::SendFirst, id, |t, highest| {
            t.priority = highest.saturating_add(1);
            t.paused = false;
            t.stopped &= t.trouble.is_some_and(|trouble| !trouble.is_transient());
        })?;
        self.go_on(id, changes)
    }

    /// Takes a transmission out of the outbox. What stands on the site already stays there.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`StoreError::NotFound`], also if this person may not see its story.
    pub fn cancel(&self, me: &Staff, id: TransmissionId) -> Result<Changes, DeskError> {
        self.sending_for(me, Action::CancelTransmission, id)?;
        let act = self.act(Some(me));
        let ((), changes) = self.store.transact(act, |tx| {
            let mut t = tx.transmission(id)?;
            if t.finished_at.is_none() {
                t.finished_at = Some(act.at);
                tx.save_transmission(&t)?;
                tx.audit(Some(t.article), &Deed::SendingCancelled, None)?;
            }
            Ok::<_, DeskError>(())
        })?;
        Ok(changes)
    }

    /// What is kept of a transmission as proof, as readable JSON.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none yet, or this person may not see its story.
    pub fn receipt(&self, me: &Staff, id: TransmissionId) -> Result<String, DeskError> {
        self.sending_for(me, Action::ShowReceipt, id)?;
        let kept = self.store.receipt(id)?;
        let value: serde_json::Value =
            serde_json::from_str(&kept).map_err(|e| StoreError::Unreadable { what: "receipt", why: e.to_string() })?;
        Ok(serde_json::to_string_pretty(&value).unwrap_or(kept))
    }

    /// Lets transmissions that wait for something go on now: a password was given, the network is back.
    ///
    /// # Errors
    /// What the store says.
    pub fn wake(&self, which: impl Fn(&Transmission) -> bool) -> Result<(), DeskError> {
        let now = self.now();
        for t in self.store.transmissions(now)?.into_iter().filter(|t| t.finished_at.is_none() && which(t)) {
            self.end_backoff(t.site);
            self.change_as_it_is(t.id, |t| {
                t.stopped = false;
                t.next_attempt_at = now;
            })?;
        }
        Ok(())
    }

    /// Changes a transmission of a list that was read a moment ago, as it stands by now: meanwhile somebody may have held it
    /// back or taken it out, or a step may have been recorded. One that is damaged stays as it is.
    pub(super) fn change_as_it_is(
        &self,
        id: TransmissionId,
        change: impl FnOnce(&mut Transmission),
    ) -> Result<(), DeskError> {
        let changed = self.store.transact(self.act(None), |tx| {
            let mut t = tx.transmission(id)?;
            if t.finished_at.is_none() {
                change(&mut t);
                tx.save_transmission(&t)?;
            }
            Ok::<_, DeskError>(())
        });
        unless_damaged(changed, format_args!("sending {id}")).map(drop)
    }

    /// Transmissions that were under way when the program last ended: an answer may have been lost with it. A line that was
    /// down then is not taken for mended: what waits for it keeps its place before the others.
    pub(crate) fn distrust_last_exit(&self) -> Result<(), DeskError> {
        let now = self.now();
        let open = self.store.transmissions(now)?;
        self.resume_backoffs(&open);
        let under_way = |t: &Transmission| t.finished_at.is_none() && matches!(t.step, Step::Photos | Step::Create);
        for t in open.into_iter().filter(|t| under_way(t) && t.unsure_since.is_none()) {
            self.change_as_it_is(t.id, |t| t.unsure_since = Some(now))?;
        }
        Ok(())
    }

    pub(crate) fn view(&self, mut transmission: Transmission) -> Result<TransmissionView, DeskError> {
        if let Some(why) = self.damaged().get(&transmission.id).filter(|_| transmission.finished_at.is_none()) {
            (transmission.stopped, transmission.trouble) = (true, Some(Trouble::Local));
            transmission.detail = Some(why.clone());
        }
        let label = self.store.label(transmission.article, transmission.site)?;
        let readers = unless_damaged(
            self.store.readers(transmission.article),
            format_args!("what readers have of {}", transmission.article),
        )?;
        let readers = readers.unwrap_or_default();
        Ok(TransmissionView { transmission, label, readers })
    }

    /// Changes a transmission that is not finished, and makes it due.
    fn change_open(
        &self,
        me: &Staff,
        what: Action,
        id: TransmissionId,
        change: impl FnOnce(&mut Transmission, i32),
    ) -> Result<Changes, DeskError> {
        self.sending_for(me, what, id)?;
        let act = self.act(Some(me));
        let ((), changes) = self.store.transact(act, |tx| {
            let mut t = tx.transmission(id)?;
            if t.finished_at.is_none() {
                let waits_for_hour = t.step == Step::AwaitHour && t.trouble.is_none();
                change(&mut t, tx.highest_priority()?);
                // Somebody has looked, and lets it go.
                t.trouble = t.trouble.filter(|trouble| t.paused || *trouble != Trouble::WentBack);
                if !waits_for_hour {
                    t.next_attempt_at = act.at;
                }
                tx.save_transmission(&t)?;
            }
            Ok::<_, DeskError>(())
        })?;
        Ok(changes)
    }

    fn go_on(&self, id: TransmissionId, changes: Changes) -> Result<(TransmissionView, Changes), DeskError> {
        let went_on = self.transmission_view(id).inspect(|TransmissionView { transmission: t, .. }| {
            self.end_backoff(t.site);
            let asks_again = !t.stopped && !t.paused;
            if asks_again && t.trouble.is_some_and(Trouble::may_pass_with_another_login) {
                self.sessions.admit(t.site);
            }
        });
        shown(went_on, changes)
    }

    /// A transmission as it stands, as people see it.
    pub(super) fn transmission_view(&self, id: TransmissionId) -> Result<TransmissionView, DeskError> {
        self.view(self.store.transmission(id)?)
    }
}

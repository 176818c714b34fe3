//! The moves of a story from stage to stage: one table, consulted by the window (as advice), by the desk (as law).

mod table;

pub use table::{Asks, ButtonLook, Condition, Keeps, MIN_LEAD, RULES, Rule, Tells};

use crate::{
    approval::Approval,
    article::Article,
    canonical::Seal,
    id::StaffId,
    readers::Kept,
    readiness::{Lack, lacks_to_file},
    staff::{Actor, Role},
    stage::Stage,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Something a person, or the transmitter, does with a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Gửi duyệt: the reporter hands it to the editors.
    File,
    /// Rút lại: the reporter takes it back before an editor claimed it.
    Recall,
    /// Nhận biên tập: an editor takes it in hand.
    Claim,
    /// Bỏ nhận: the editor puts it back.
    Release,
    /// Trả lại: back to the reporter, with a reason.
    Return,
    /// Duyệt: exactly this content may be published.
    Approve,
    /// Mở lại: the approval is void, an editor works on it again.
    Reopen,
    /// Đăng: send it now.
    Publish,
    /// Hẹn giờ: hand it to the site for a later hour.
    Schedule,
    /// Bỏ hẹn giờ: the site holds it back.
    Unschedule,
    /// The site shows it.
    ConfirmOnline,
    /// Cập nhật: a published story is worked on again; readers keep the old one meanwhile.
    Revise,
    /// Bỏ bản cập nhật: what is written is given up; the story is again what readers have.
    Abandon,
    /// Gỡ bài: taken off the site, with a reason. The next version of it stays where it is.
    Withdraw,
    /// Bỏ bài: into the bin.
    Spike,
    /// Lấy lại: out of the bin.
    Restore,
}

impl Move {
    /// All moves.
    pub const ALL: [Move; 16] = [
        Move::File,
        Move::Recall,
        Move::Claim,
        Move::Release,
        Move::Return,
        Move::Approve,
        Move::Reopen,
        Move::Publish,
        Move::Schedule,
        Move::Unschedule,
        Move::ConfirmOnline,
        Move::Revise,
        Move::Abandon,
        Move::Withdraw,
        Move::Spike,
        Move::Restore,
    ];

    /// The name in storage and in JSON; it is never changed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Move::File => "file",
            Move::Recall => "recall",
            Move::Claim => "claim",
            Move::Release => "release",
            Move::Return => "return",
            Move::Approve => "approve",
            Move::Reopen => "reopen",
            Move::Publish => "publish",
            Move::Schedule => "schedule",
            Move::Unschedule => "unschedule",
            Move::ConfirmOnline => "confirm_online",
            Move::Revise => "revise",
            Move::Abandon => "abandon",
            Move::Withdraw => "withdraw",
            Move::Spike => "spike",
            Move::Restore => "restore",
        }
    }

    /// The move with this name, if this program knows it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == name)
    }
}

/// A move with what was said at it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Why: needed for returning, withdrawing and forcing.
    pub reason: Option<String>,
    /// When: needed for scheduling.
    pub publish_at: Option<DateTime<Utc>>,
    /// The chief insists on approving his own story; needs a reason.
    pub force: bool,
    /// Who goes on with a story whose author has left: it is given to them before the move.
    pub give_to: Option<StaffId>,
}

/// Why a move or an edit is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The story is not at a stage where this can be done.
    #[error("not possible at this stage")]
    NotFromHere,
    /// This role may not do it.
    #[error("not allowed for this role")]
    Role,
    /// Only who wrote it may.
    #[error("only the author may do this")]
    NotAuthor,
    /// Nobody approves his own story.
    #[error("nobody approves his own story")]
    OwnStory,
    /// Editors do not become the author of what somebody else wrote by their own hand.
    #[error("editors do not give a story to themselves")]
    ToOneself,
    /// Another editor has it in hand.
    #[error("claimed by another editor")]
    ClaimedBy(StaffId),
    /// A reason is needed.
    #[error("a reason is needed")]
    ReasonMissing,
    /// Something is missing in the manuscript.
    #[error("something is missing")]
    Lacks(Vec<Lack>),
    /// There is no approval of exactly this content.
    #[error("this content is not approved")]
    NotApproved,
    /// An hour is needed.
    #[error("an hour is needed")]
    HourMissing,
    /// The hour is past or too near.
    #[error("the hour is past or too near")]
    HourTooNear,
    /// A transmission is under way.
    #[error("a transmission is under way")]
    Sending,
    /// Readers have it, or may: it is withdrawn first, or its update given up.
    #[error("readers have it")]
    Live,
    /// Readers do not have it.
    #[error("readers do not have it")]
    NotLive,
}

impl Article {
    /// Moves this actor could make now if the words asked for are given, in the order of their buttons; what greys out a
    /// button.
    #[must_use]
    pub fn open_moves(&self, actor: Actor) -> Vec<(Move, Option<Refusal>)> {
        let mut moves: Vec<(Move, Option<Refusal>)> = Vec::new();
        for rule in RULES.iter().filter(|r| r.from == self.stage) {
            if !may(rule, actor)
                || !self.concerns(rule)
                || moves.iter().any(|(what, refusal)| *what == rule.what && refusal.is_none())
            {
                continue;
            }
            moves.retain(|(what, _)| *what != rule.what);
            // What is asked for in a dialogue is not missing yet.
            let refusal = rule
                .conditions
                .iter()
                .filter(|condition| !condition.is_asked_for())
                .find_map(|c| self.unmet(*c, actor, &Attempt::default(), self.updated_at));
            moves.push((rule.what, refusal));
        }
        moves
    }

    /// Makes a move: checks it against the table, then changes stage, claim, approval and schedule together.
    /// `kept` names the revision of an approval to come, and has the version to which an update that is given up goes back.
    ///
    /// # Errors
    /// Says what forbids it; nothing is changed then.
    pub fn make_move<'a>(
        &mut self,
        what: Move,
        actor: Actor,
        attempt: &Attempt,
        kept: impl Into<Kept<'a>>,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let kept = kept.into();
        if what == Move::Abandon && !kept.live.is_some_and(|(manuscript, approval)| approval.binds(manuscript)) {
            return Err(Refusal::NotLive);
        }
        let mut refusal = Refusal::NotFromHere;
        for rule in RULES.iter().filter(|r| r.what == what && r.from == self.stage) {
            if !may(rule, actor) {
                // A row of this person's own says better why not.
                if refusal == Refusal::NotFromHere {
                    refusal = Refusal::Role;
                }
                continue;
            }
            match rule.conditions.iter().find_map(|c| self.unmet(*c, actor, attempt, now)) {
                Some(unmet) => refusal = unmet,
                None => {
                    self.take_effect(rule, actor, attempt, &kept, now);
                    return Ok(());
                }
            }
        }
        Err(refusal)
    }

    /// False where a row is about what readers have, and they have it not, or the other way round: then there is no button,
    /// not even one that says why.
    fn concerns(&self, rule: &Rule) -> bool {
        let about =
            |condition: &&Condition| matches!(condition, Condition::MayBeLive | Condition::Live | Condition::NotLive);
        !rule.conditions.iter().filter(about).any(|condition| self.unmet_by_readers(*condition).is_some())
    }

    fn unmet_by_readers(&self, condition: Condition) -> Option<Refusal> {
        match condition {
            Condition::MayBeLive => (!self.readers.may_have_it()).then_some(Refusal::NotLive),
            Condition::Live => self.readers.live.is_none().then_some(Refusal::NotLive),
            Condition::NotLive => self.readers.may_have_it().then_some(Refusal::Live),
            _ => None,
        }
    }

    fn unmet(&self, condition: Condition, actor: Actor, attempt: &Attempt, now: DateTime<Utc>) -> Option<Refusal> {
        let reason = attempt.reason.as_deref().is_some_and(|r| !r.trim().is_empty());
        let lacking = |lacks: Vec<Lack>| (!lacks.is_empty()).then_some(Refusal::Lacks(lacks));
        match condition {
            Condition::Author => (actor.person() != Some(self.author)).then_some(Refusal::NotAuthor),
            Condition::FourEyes if !self.is_own_of(actor) => None,
            Condition::FourEyes if actor.role() == Some(Role::Chief) && attempt.force => {
                (!reason).then_some(Refusal::ReasonMissing)
            }
            Condition::FourEyes => Some(Refusal::OwnStory),
            Condition::Claimant if actor.person() == self.claimed_by => None,
            Condition::Claimant => Some(self.claimed_by.map_or(Refusal::NotFromHere, Refusal::ClaimedBy)),
            Condition::Reason => (!reason).then_some(Refusal::ReasonMissing),
            Condition::ReadyToFile => lacking(lacks_to_file(&self.manuscript)),
            Condition::ReadyToApprove => lacking(self.lacks_to_approve(&self.manuscript)),
            Condition::ApprovedAsIs => (!self.is_approved_as_is()).then_some(Refusal::NotApproved),
            Condition::LaterHour => match attempt.publish_at {
                None => Some(Refusal::HourMissing),
                Some(at) => (at < now + MIN_LEAD).then_some(Refusal::HourTooNear),
            },
            Condition::NotSending => self.sending.then_some(Refusal::Sending),
            Condition::WasDraft => (self.spiked_from != Some(Stage::Draft)).then_some(Refusal::NotFromHere),
            Condition::MayBeLive | Condition::Live | Condition::NotLive => self.unmet_by_readers(condition),
            Condition::HandedIn => (self.spiked_from == Some(Stage::Draft)).then_some(Refusal::NotAuthor),
        }
    }

    fn take_effect(&mut self, rule: &Rule, actor: Actor, attempt: &Attempt, kept: &Kept<'_>, now: DateTime<Utc>) {
        match rule.what {
            Move::Claim | Move::Revise | Move::Reopen => {
                self.claimed_by = actor.person();
                self.approval = None;
            }
            Move::Approve => {
                let Seal { form, content } = Seal::of(&self.manuscript);
                let own = self.is_own_of(actor);
                self.approval = actor.person().map(|by| Approval {
                    revision: kept.revision,
                    content,
                    form,
                    by,
                    at: now,
                    forced: own.then(|| attempt.reason.clone()).flatten(),
                });
                self.claimed_by = None;
            }
            Move::Schedule => self.publish_at = attempt.publish_at,
            Move::Publish | Move::Unschedule => self.publish_at = None,
            Move::File => self.returned = None,
            Move::Return => self.returned = attempt.reason.clone(),
            Move::Spike => self.spiked_from = Some(self.stage),
            Move::Restore => self.spiked_from = None,
            Move::Abandon => {
                if let Some((manuscript, approval)) = kept.live {
                    self.manuscript = manuscript.clone();
                    self.approval = Some(approval.clone());
                    self.version += 1;
                }
                self.returned = None;
                self.publish_at = None;
            }
            Move::Withdraw => self.publish_at = None,
            Move::Recall | Move::Release | Move::ConfirmOnline => {}
        }
        if !matches!(rule.to, Stage::InEdit) {
            self.claimed_by = None;
        }
        self.stage = rule.to;
        self.updated_at = now;
    }
}

fn may(rule: &Rule, actor: Actor) -> bool {
    match actor {
        Actor::Person(_, role) => rule.roles.contains(&role),
        Actor::Transmitter => rule.roles.is_empty(),
    }
}

#[cfg(test)]
pub(crate) mod tests;

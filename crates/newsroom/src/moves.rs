//! The moves of a story from stage to stage: one table, consulted by the window (as advice), by the desk (as law).

mod table;

pub use table::{Asks, ButtonLook, Condition, Keeps, MIN_LEAD, RULES, Rule, Tells};

use crate::{
    approval::Approval,
    article::Article,
    canonical::Seal,
    id::{RevisionId, StaffId},
    readiness::{Lack, lacks_to_approve, lacks_to_file},
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
    /// Gỡ bài: taken off the site, with a reason.
    Withdraw,
    /// Bỏ bài: into the bin.
    Spike,
    /// Lấy lại: out of the bin.
    Restore,
}

impl Move {
    /// All moves.
    pub const ALL: [Move; 15] = [
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
}

impl Article {
    /// Moves this actor could make now if the words asked for are given, in the order of their buttons; what greys out a
    /// button.
    #[must_use]
    pub fn open_moves(&self, actor: Actor) -> Vec<(Move, Option<Refusal>)> {
        let mut moves: Vec<(Move, Option<Refusal>)> = Vec::new();
        for rule in RULES.iter().filter(|r| r.from == self.stage) {
            if !may(rule, actor) || moves.iter().any(|(what, refusal)| *what == rule.what && refusal.is_none()) {
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
    /// `revision` is the one that an approval will name.
    ///
    /// # Errors
    /// Says what forbids it; nothing is changed then.
    pub fn make_move(
        &mut self,
        what: Move,
        actor: Actor,
        attempt: &Attempt,
        revision: RevisionId,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let mut refusal = Refusal::NotFromHere;
        for rule in RULES.iter().filter(|r| r.what == what && r.from == self.stage) {
            if !may(rule, actor) {
                refusal = Refusal::Role;
                continue;
            }
            match rule.conditions.iter().find_map(|c| self.unmet(*c, actor, attempt, now)) {
                Some(unmet) => refusal = unmet,
                None => {
                    self.take_effect(rule, actor, attempt, revision, now);
                    return Ok(());
                }
            }
        }
        Err(refusal)
    }

    fn unmet(&self, condition: Condition, actor: Actor, attempt: &Attempt, now: DateTime<Utc>) -> Option<Refusal> {
        let reason = attempt.reason.as_deref().is_some_and(|r| !r.trim().is_empty());
        let lacking = |lacks: Vec<Lack>| (!lacks.is_empty()).then_some(Refusal::Lacks(lacks));
        match condition {
            Condition::Author => (actor.person() != Some(self.author)).then_some(Refusal::NotAuthor),
            Condition::FourEyes if actor.person() != Some(self.author) => None,
            Condition::FourEyes if actor.role() == Some(Role::Chief) && attempt.force => {
                (!reason).then_some(Refusal::ReasonMissing)
            }
            Condition::FourEyes => Some(Refusal::OwnStory),
            Condition::Claimant if actor.person() == self.claimed_by => None,
            Condition::Claimant => Some(self.claimed_by.map_or(Refusal::NotFromHere, Refusal::ClaimedBy)),
            Condition::Reason => (!reason).then_some(Refusal::ReasonMissing),
            Condition::ReadyToFile => lacking(lacks_to_file(&self.manuscript)),
            Condition::ReadyToApprove => lacking(lacks_to_approve(&self.manuscript)),
            Condition::ApprovedAsIs => (!self.is_approved_as_is()).then_some(Refusal::NotApproved),
            Condition::LaterHour => match attempt.publish_at {
                None => Some(Refusal::HourMissing),
                Some(at) => (at < now + MIN_LEAD).then_some(Refusal::HourTooNear),
            },
            Condition::NotSending => self.sending.then_some(Refusal::Sending),
            Condition::HandedIn => (self.spiked_from == Some(Stage::Draft)).then_some(Refusal::NotAuthor),
        }
    }

    fn take_effect(&mut self, rule: &Rule, actor: Actor, attempt: &Attempt, revision: RevisionId, now: DateTime<Utc>) {
        match rule.what {
            Move::Claim | Move::Revise | Move::Reopen => {
                self.claimed_by = actor.person();
                self.approval = None;
            }
            Move::Approve => {
                let Seal { form, content } = Seal::of(&self.manuscript);
                self.approval = actor.person().map(|by| Approval {
                    revision,
                    content,
                    form,
                    by,
                    at: now,
                    forced: (by == self.author).then(|| attempt.reason.clone()).flatten(),
                });
                self.claimed_by = None;
            }
            Move::Schedule => self.publish_at = attempt.publish_at,
            Move::Publish | Move::Unschedule => self.publish_at = None,
            Move::File => self.returned = None,
            Move::Return => self.returned = attempt.reason.clone(),
            Move::Spike => self.spiked_from = Some(self.stage),
            Move::Restore => self.spiked_from = None,
            Move::Recall | Move::Release | Move::ConfirmOnline | Move::Withdraw => {}
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
mod tests;

//! The rows of the table of moves.

use crate::{
    moves::{Move, Refusal},
    staff::Role,
    stage::Stage,
};
use chrono::Duration;

/// What must be true for a move, beyond stage and role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The actor wrote it.
    Author,
    /// The actor did not write it. The chief may force it with a reason.
    FourEyes,
    /// The actor has claimed it.
    Claimant,
    /// A reason is given.
    Reason,
    /// It has a headline and a text.
    ReadyToFile,
    /// It has everything readers are owed.
    ReadyToApprove,
    /// The approval in force is for exactly this content.
    ApprovedAsIs,
    /// An hour at least [`MIN_LEAD`] from now is given.
    LaterHour,
    /// No transmission of it is waiting or under way.
    NotSending,
    /// Readers have it, or the site may show it and nobody has looked.
    MayBeLive,
    /// A version of it was last found on the site.
    Live,
    /// It is known that readers do not have it.
    NotLive,
    /// It was not a draft when it was thrown away: drafts, also those in the bin, are nobody's business but the author's and
    /// the chief's.
    HandedIn,
    /// It was a draft when it was thrown away.
    WasDraft,
}

/// A story is not scheduled nearer than this: a site puts what is due within a minute online at once
/// (measured on WordPress 6.1 and 7.1).
pub const MIN_LEAD: Duration = Duration::minutes(2);

/// How a move's button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonLook {
    /// There is none: only the transmitter makes it.
    None,
    /// Takes something away from readers, or the story from the desk.
    Danger,
    /// One of several ways on.
    Plain,
    /// Leads the story on; Ctrl+Enter presses it.
    Main,
}

/// Whether the story as it was is kept as a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// It passes from hand to hand.
    Revision,
    /// The text is kept already, or nobody has changed it.
    Nothing,
}

/// What the site is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Nothing.
    Nothing,
    /// To publish it now.
    Publish,
    /// To publish it at the given hour.
    PublishAtHour,
    /// To show it no longer, or not at its hour.
    Hold,
    /// To publish it again if nobody has looked at what it shows since it was last told something; else nothing.
    PublishUnseen,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The move that this row allows.
    pub what: Move,
    /// Stage it starts from.
    pub from: Stage,
    /// Stage it leads to.
    pub to: Stage,
    /// Roles that may do it; empty: only the transmitter.
    pub roles: &'static [Role],
    /// What must be true.
    pub conditions: &'static [Condition],
    /// Its button. Buttons of a stage stand in the order of the rows, the most wanted at the end.
    pub button: ButtonLook,
    /// What is kept.
    pub keeps: Keeps,
    /// What the site is told.
    pub tells: Tells,
}

impl Rule {
    /// The row of a move from a stage. Where there are several, by roles and conditions, the columns of the button, of what
    /// is kept and of what is told are the same.
    #[must_use]
    pub fn of(what: Move, from: Stage) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.what == what && rule.from == from)
    }
}

const ALL: &[Role] = &Role::ALL;
const EDITORS: &[Role] = &[Role::Editor, Role::Chief];
const CHIEF: &[Role] = &[Role::Chief];
const NOBODY: &[Role] = &[];

#[expect(clippy::too_many_arguments, reason = "a row of a table, column by column")]
const fn rule(
    what: Move,
    from: Stage,
    to: Stage,
    roles: &'static [Role],
    conditions: &'static [Condition],
    button: ButtonLook,
    keeps: Keeps,
    tells: Tells,
) -> Rule {
    Rule { what, from, to, roles, conditions, button, keeps, tells }
}

/// The table of moves. There is no other way from stage to stage.
#[rustfmt::skip]
pub const RULES: &[Rule] = {
    use Condition::{
        ApprovedAsIs, Author, Claimant, FourEyes, HandedIn, LaterHour, Live, MayBeLive, NotLive, NotSending, ReadyToApprove,
        ReadyToFile, Reason, WasDraft,
    };
    use ButtonLook::{Danger, Main, Plain};
    use Keeps::Revision;
    use Move as M;
    use Stage as S;
    use Tells::{Hold, Publish, PublishAtHour, PublishUnseen};
    const NO_BUTTON: ButtonLook = ButtonLook::None;
    const NOT_KEPT: Keeps = Keeps::Nothing;
    const SILENT: Tells = Tells::Nothing;
    &[
        rule(M::Spike, S::Draft, S::Spiked, ALL, &[Author, NotLive], Danger, Revision, SILENT),
        rule(M::Withdraw, S::Draft, S::Draft, EDITORS, &[MayBeLive, Reason], Danger, NOT_KEPT, Hold),
        rule(M::Abandon, S::Draft, S::Published, EDITORS, &[Live, NotSending], Danger, Revision, PublishUnseen),
        rule(M::File, S::Draft, S::Filed, ALL, &[Author, ReadyToFile], Main, Revision, SILENT),

        rule(M::Spike, S::Filed, S::Spiked, EDITORS, &[NotLive, Reason], Danger, Revision, SILENT),
        rule(M::Withdraw, S::Filed, S::Filed, EDITORS, &[MayBeLive, Reason], Danger, NOT_KEPT, Hold),
        rule(M::Abandon, S::Filed, S::Published, EDITORS, &[Live, NotSending], Danger, Revision, PublishUnseen),
        rule(M::Recall, S::Filed, S::Draft, ALL, &[Author], Plain, Revision, SILENT),
        rule(M::Return, S::Filed, S::Draft, EDITORS, &[Reason], Plain, Revision, SILENT),
        rule(M::Claim, S::Filed, S::InEdit, EDITORS, &[], Main, NOT_KEPT, SILENT),

        rule(M::Spike, S::InEdit, S::Spiked, EDITORS, &[NotLive, Claimant, Reason], Danger, Revision, SILENT),
        // What readers have is not the claiming editor's alone: anybody of the desk may have to take it off in a hurry.
        rule(M::Withdraw, S::InEdit, S::InEdit, EDITORS, &[MayBeLive, Reason], Danger, NOT_KEPT, Hold),
        rule(M::Abandon, S::InEdit, S::Published, EDITORS, &[Live, Claimant, NotSending], Danger, Revision, PublishUnseen),
        rule(M::Abandon, S::InEdit, S::Published, CHIEF, &[Live, NotSending], Danger, Revision, PublishUnseen),
        rule(M::Release, S::InEdit, S::Filed, EDITORS, &[Claimant], Plain, Revision, SILENT),
        rule(M::Release, S::InEdit, S::Filed, CHIEF, &[], Plain, Revision, SILENT),
        rule(M::Return, S::InEdit, S::Draft, EDITORS, &[Claimant, Reason], Plain, Revision, SILENT),
        rule(M::Approve, S::InEdit, S::Approved, EDITORS, &[Claimant, FourEyes, ReadyToApprove], Main, Revision, SILENT),

        rule(M::Withdraw, S::Approved, S::Approved, EDITORS, &[MayBeLive, Reason], Danger, NOT_KEPT, Hold),
        rule(M::Abandon, S::Approved, S::Published, EDITORS, &[Live, NotSending], Danger, Revision, PublishUnseen),
        rule(M::Reopen, S::Approved, S::InEdit, EDITORS, &[NotSending], Plain, Revision, SILENT),
        // A site that is given an hour takes the page away until then, so there is none for an update.
        rule(M::Schedule, S::Approved, S::Scheduled, EDITORS, &[ApprovedAsIs, LaterHour, NotSending, NotLive], Plain,
            NOT_KEPT, PublishAtHour),
        rule(M::Publish, S::Approved, S::Approved, EDITORS, &[ApprovedAsIs], Main, NOT_KEPT, Publish),
        rule(M::ConfirmOnline, S::Approved, S::Published, NOBODY, &[ApprovedAsIs], NO_BUTTON, NOT_KEPT, SILENT),

        // A story that stands online, or will at its hour, needs nothing more: no button is the main one.
        rule(M::Withdraw, S::Scheduled, S::Approved, EDITORS, &[Live, Reason], Danger, NOT_KEPT, Hold),
        rule(M::Unschedule, S::Scheduled, S::Approved, EDITORS, &[], Plain, NOT_KEPT, Hold),
        rule(M::Schedule, S::Scheduled, S::Scheduled, EDITORS, &[ApprovedAsIs, LaterHour], Plain, NOT_KEPT, PublishAtHour),
        rule(M::Publish, S::Scheduled, S::Approved, EDITORS, &[ApprovedAsIs], Plain, NOT_KEPT, Publish),
        rule(M::ConfirmOnline, S::Scheduled, S::Published, NOBODY, &[ApprovedAsIs], NO_BUTTON, NOT_KEPT, SILENT),

        rule(M::Withdraw, S::Published, S::Withdrawn, EDITORS, &[MayBeLive, Reason], Danger, NOT_KEPT, Hold),
        rule(M::Revise, S::Published, S::InEdit, EDITORS, &[NotSending], Plain, Revision, SILENT),
        rule(M::Publish, S::Published, S::Published, EDITORS, &[ApprovedAsIs], Plain, NOT_KEPT, Publish),
        rule(M::ConfirmOnline, S::Published, S::Published, NOBODY, &[ApprovedAsIs], NO_BUTTON, NOT_KEPT, SILENT),

        // Again, if the first withdrawal was taken out of the outbox and readers have it still.
        rule(M::Withdraw, S::Withdrawn, S::Withdrawn, EDITORS, &[MayBeLive, NotSending, Reason], Danger, NOT_KEPT, Hold),
        rule(M::Revise, S::Withdrawn, S::InEdit, EDITORS, &[NotSending], Plain, Revision, SILENT),

        // Back to the hands that it was in: a draft is its author's, what was handed in waits for an editor again.
        rule(M::Restore, S::Spiked, S::Draft, ALL, &[Author, WasDraft], Plain, NOT_KEPT, SILENT),
        rule(M::Restore, S::Spiked, S::Draft, CHIEF, &[WasDraft], Plain, NOT_KEPT, SILENT),
        rule(M::Restore, S::Spiked, S::Filed, ALL, &[Author, HandedIn], Plain, NOT_KEPT, SILENT),
        rule(M::Restore, S::Spiked, S::Filed, EDITORS, &[HandedIn], Plain, NOT_KEPT, SILENT),
    ]
};

/// What a person is asked for before a move is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Nothing at all.
    Nothing,
    /// Why.
    Reason,
    /// When.
    Hour,
    /// The chief insists on approving his own story, and says why.
    Force,
    /// Whether this is what readers shall get: what goes out is shown, and asked about once.
    Outgoing,
    /// Whether written words may go.
    Sure,
}

impl Asks {
    /// What somebody of this role is asked for at a move from a stage that is refused like this, or not at all; `written`
    /// tells whether the story has any words. No key leads to readers, and none away from written words, without a question.
    #[must_use]
    pub fn of(what: Move, from: Stage, role: Role, refusal: Option<&Refusal>, written: bool) -> Self {
        if refusal == Some(&Refusal::OwnStory) && role == Role::Chief {
            return Asks::Force;
        }
        let rows = || RULES.iter().filter(|rule| rule.what == what && rule.from == from && rule.roles.contains(&role));
        let asked = |condition| rows().any(|rule| rule.conditions.contains(&condition));
        if asked(Condition::LaterHour) {
            Asks::Hour
        } else if asked(Condition::Reason) {
            Asks::Reason
        } else {
            match what {
                Move::Approve | Move::Publish => Asks::Outgoing,
                Move::Abandon => Asks::Sure,
                Move::Spike if written => Asks::Sure,
                _ => Asks::Nothing,
            }
        }
    }
}

impl Condition {
    /// Whether it is met by what a person says in the dialogue of the move.
    pub(super) fn is_asked_for(self) -> bool {
        matches!(self, Condition::Reason | Condition::LaterHour)
    }
}

//! The story as the desk knows it: where its manuscript stands, and who may do what with it.

use crate::{
    approval::Approval,
    id::{ArticleId, SectionId, StaffId},
    manuscript::Manuscript,
    moves::Refusal,
    readers::Readers,
    readiness::{self, Lack},
    rights::{Action, Standing},
    staff::{Actor, Role},
    stage::Stage,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Which stories at a stage a role gets to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Only those the person wrote.
    Own,
    /// All of them, whoever wrote them.
    All,
}

/// A reporter's desk shows his own stories; drafts and what he threw away are nobody else's business but the chief's. What
/// readers have is every editor's, also while its update is a draft ([`Standing`]).
#[must_use]
pub fn visibility(stage: Stage, role: Role) -> Visibility {
    match (role, stage) {
        (Role::Chief, _) => Visibility::All,
        (Role::Editor, Stage::Draft | Stage::Spiked) | (Role::Reporter, _) => Visibility::Own,
        (Role::Editor, _) => Visibility::All,
    }
}

/// A story with all that the desk knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Id of the story; never given twice.
    pub id: ArticleId,
    /// Words and pictures.
    pub manuscript: Manuscript,
    /// Where it stands.
    pub stage: Stage,
    /// Whose it is: who began it, or to whom it was given.
    pub author: StaffId,
    /// Whose it was before, from the first on; empty unless it was given to another author.
    pub past_authors: Vec<StaffId>,
    /// The editor who has it in hand, in stage `InEdit`.
    pub claimed_by: Option<StaffId>,
    /// The approval in force; gone as soon as anyone reopens the story.
    pub approval: Option<Approval>,
    /// Tin nổi bật: stands as banner on the front page. A placement, not part of what is approved.
    pub banner: bool,
    /// Until when it stands there; then it is taken off by itself.
    pub banner_until: Option<DateTime<Utc>>,
    /// The last part of its address on the site, where an editor chose one; else it is made from the headline.
    pub slug: Option<String>,
    /// The hour a scheduled story goes online.
    pub publish_at: Option<DateTime<Utc>>,
    /// Why it was last returned to the reporter; gone once it is filed again.
    pub returned: Option<String>,
    /// The stage it was in before it was spiked.
    pub spiked_from: Option<Stage>,
    /// What readers have of it, whatever stage its next version is in.
    pub readers: Readers,
    /// Address of the public page once readers have seen it; a revised story keeps it.
    pub link: Option<String>,
    /// Counts every change of the text; a save names the one it started from. Changes of photos do not count:
    /// they name the field they change.
    pub version: u64,
    /// A transmission of it is waiting or under way.
    pub sending: bool,
    /// The section that it is stored with, if that was retired.
    pub retired_section: Option<SectionId>,
    /// The section in which readers have it; told where [`Article::retired_section`] is.
    pub live_section: Option<SectionId>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When anything about it last changed.
    pub updated_at: DateTime<Utc>,
}

impl Article {
    /// An empty draft.
    #[must_use]
    pub fn new(id: ArticleId, author: StaffId, byline: &str, now: DateTime<Utc>) -> Self {
        Self {
            id,
            manuscript: Manuscript { byline: byline.to_owned(), ..Manuscript::default() },
            stage: Stage::Draft,
            author,
            past_authors: Vec::new(),
            claimed_by: None,
            approval: None,
            banner: false,
            banner_until: None,
            slug: None,
            publish_at: None,
            returned: None,
            spiked_from: None,
            readers: Readers::default(),
            link: None,
            version: 0,
            sending: false,
            retired_section: None,
            live_section: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// Whether this actor may change the manuscript now.
    ///
    /// # Errors
    /// Says why not: the author writes while it is a draft, the claiming editor while it is in edit, nobody else.
    pub fn may_edit(&self, actor: Actor) -> Result<(), Refusal> {
        match (self.stage, self.claimed_by) {
            (Stage::Draft, _) if actor.person() == Some(self.author) => Ok(()),
            (Stage::Draft, _) => Err(Refusal::NotAuthor),
            (Stage::InEdit, Some(editor)) if actor.person() == Some(editor) => Ok(()),
            (Stage::InEdit, Some(editor)) => Err(Refusal::ClaimedBy(editor)),
            _ => Err(Refusal::NotFromHere),
        }
    }

    /// Changes the manuscript; the reply is what the change says.
    ///
    /// # Errors
    /// As [`Article::may_edit`]; nothing is changed then.
    pub fn edit<R>(
        &mut self,
        actor: Actor,
        now: DateTime<Utc>,
        change: impl FnOnce(&mut Manuscript) -> R,
    ) -> Result<R, Refusal> {
        let said = self.edit_photos(actor, now, change)?;
        self.version += 1;
        Ok(said)
    }

    /// Changes the photo strip or the words of a photo; the reply is what the change says.
    ///
    /// # Errors
    /// As [`Article::may_edit`]; nothing is changed then.
    pub fn edit_photos<R>(
        &mut self,
        actor: Actor,
        now: DateTime<Utc>,
        change: impl FnOnce(&mut Manuscript) -> R,
    ) -> Result<R, Refusal> {
        self.may_edit(actor)?;
        let said = change(&mut self.manuscript);
        self.updated_at = now;
        Ok(said)
    }

    /// Puts it on the banner, until an hour if one is given, or takes it off: an editor's decision at any stage, which is
    /// no change of the text.
    ///
    /// # Errors
    /// [`Refusal::Role`] for reporters; [`Refusal::HourTooNear`] for an hour that is past.
    pub fn place_on_banner(
        &mut self,
        actor: Actor,
        banner: bool,
        until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        may_place(Action::SetBanner, actor)?;
        if banner && until.is_some_and(|until| until <= now) {
            return Err(Refusal::HourTooNear);
        }
        self.banner = banner;
        self.banner_until = until.filter(|_| banner);
        self.updated_at = now;
        Ok(())
    }

    /// Gives it another address on the site; none makes it from the headline again. No change of the text.
    ///
    /// # Errors
    /// [`Refusal::Role`] for reporters.
    pub fn choose_slug(&mut self, actor: Actor, slug: Option<String>, now: DateTime<Utc>) -> Result<(), Refusal> {
        may_place(Action::SetSlug, actor)?;
        self.slug = slug;
        self.updated_at = now;
        Ok(())
    }

    /// Whether this actor may say something about the story, answer what was said and resolve it: everybody who sees it,
    /// until it is thrown away.
    ///
    /// # Errors
    /// [`Refusal::NotFromHere`] for a story in the bin, [`Refusal::Role`] for whoever does not see it.
    pub fn may_remark(&self, actor: Actor) -> Result<(), Refusal> {
        match self.stage {
            Stage::Spiked => Err(Refusal::NotFromHere),
            _ if self.is_visible_to(actor) => Ok(()),
            _ => Err(Refusal::Role),
        }
    }

    /// Whether this actor gets to see the story.
    #[must_use]
    pub fn is_visible_to(&self, actor: Actor) -> bool {
        self.standing().is_visible_to(actor)
    }

    /// Whose it is and where it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing { author: self.author, stage: self.stage, live: self.readers.may_have_it() }
    }

    /// True if anything was written or brought: no longer the empty sheet that it began as. The byline alone, which every story
    /// begins with, does not count.
    #[must_use]
    pub fn is_written(&self) -> bool {
        let manuscript = &self.manuscript;
        let byline = |line| line == crate::manuscript::TextLine::Byline;
        !manuscript.photos.is_empty()
            || !manuscript.body.is_blank()
            || manuscript.lines().into_iter().any(|(line, text)| !byline(line) && !text.trim().is_empty())
    }

    /// What keeps it from being approved with this manuscript, which is its own or what somebody has made of it in the window.
    /// A retired section counts as none chosen, unless readers have the story in it: its updates may stay where they found it.
    #[must_use]
    pub fn lacks_to_approve(&self, manuscript: &Manuscript) -> Vec<Lack> {
        let mut lacks = readiness::lacks_to_approve(manuscript);
        let section = manuscript.section;
        if section.is_some() && section == self.retired_section && section != self.live_section {
            lacks.push(Lack::RetiredSection);
        }
        lacks
    }

    /// True if the approval in force is for exactly the manuscript as it is.
    #[must_use]
    pub fn is_approved_as_is(&self) -> bool {
        self.approval.as_ref().is_some_and(|approval| approval.binds(&self.manuscript))
    }
}

/// The roles that place a story, by the table of rights; the transmitter takes it off the banner when its time is over.
fn may_place(what: Action, actor: Actor) -> Result<(), Refusal> {
    match actor {
        Actor::Transmitter => Ok(()),
        Actor::Person(_, role) => what.permit_role(Some(role)).map_err(|_| Refusal::Role),
    }
}

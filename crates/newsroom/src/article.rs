//! The story: its manuscript, and where it stands.

use crate::{
    approval::{Approval, ContentHash},
    body::{Body, nfc},
    id::{ArticleId, PhotoId, SectionId, StaffId},
    moves::Refusal,
    photo::Photo,
    staff::{Actor, Role},
    stage::Stage,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What stands before a correction, for readers.
pub const CORRECTION_LABEL: &str = "Đính chính:";

/// A correction without the label before it, in whatever capitals: people type it themselves, and readers got it twice.
#[must_use]
pub fn correction_words(correction: &str) -> &str {
    let words = correction.trim();
    let label = |letters: &str| nfc(letters).to_lowercase() == CORRECTION_LABEL.to_lowercase();
    let behind = words.split_once(':').filter(|(before, _)| label(&format!("{}:", before.trim_end())));
    behind.map_or(words, |(_, behind)| behind.trim_start())
}

/// The words and pictures of a story: what a revision keeps, what an approval binds, what readers get.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manuscript {
    /// Tít.
    pub headline: String,
    /// Sapo: the lead paragraph under the headline.
    pub standfirst: String,
    /// Bút danh shown to readers.
    pub byline: String,
    /// Chuyên mục.
    pub section: Option<SectionId>,
    /// Từ khóa.
    pub tags: Vec<String>,
    /// Chính văn.
    pub body: Body,
    /// Ảnh đại diện: one of `photos`.
    pub lead_photo: Option<PhotoId>,
    /// The photo strip, in the order of the desk.
    pub photos: Vec<Photo>,
    /// Đính chính: what was wrong before and is right now, shown to readers above the text; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub correction: String,
    /// Tin liên quan: stories that readers are led to under the text, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// A story that another one leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Its headline.
    pub title: String,
    /// Address of its public page.
    pub link: String,
}

impl Manuscript {
    /// The photo with this id, if the story has it.
    #[must_use]
    pub fn photo(&self, id: PhotoId) -> Option<&Photo> {
        self.photos.iter().find(|p| p.id == id)
    }

    /// Photos that readers will see: the lead photo first, then those in the text in reading order, each once.
    #[must_use]
    pub fn used_photos(&self) -> Vec<&Photo> {
        let mut seen = BTreeSet::new();
        self.lead_photo
            .into_iter()
            .chain(self.body.figures())
            .filter(|id| seen.insert(*id))
            .filter_map(|id| self.photo(id))
            .collect()
    }

    /// As readers get it and as it is approved: the body without remarks, and all in normal form; see [`Body::for_readers`].
    #[must_use]
    pub fn for_readers(&self) -> Self {
        Self { body: self.body.without_remarks(), ..self.clone() }.normalised()
    }

    /// The same in Unicode normal form C (UAX 15), trimmed at the edges where blanks mean nothing.
    #[must_use]
    pub fn normalised(&self) -> Self {
        let line = |text: &str| nfc(text.trim());
        Self {
            headline: line(&self.headline),
            standfirst: line(&self.standfirst),
            byline: line(&self.byline),
            section: self.section,
            tags: self.tags.iter().map(|t| line(t)).filter(|t| !t.is_empty()).collect(),
            body: self.body.normalised(),
            lead_photo: self.lead_photo,
            photos: self
                .photos
                .iter()
                .map(|p| Photo {
                    caption: line(&p.caption),
                    alt_text: line(&p.alt_text),
                    credit: line(&p.credit),
                    ..p.clone()
                })
                .collect(),
            correction: line(&self.correction),
            related: self.related.iter().map(|r| Related { title: line(&r.title), link: r.link.clone() }).collect(),
        }
    }

    /// The same without photos that no reader would see.
    #[must_use]
    pub fn only_used_photos(self) -> Self {
        let photos = self.used_photos().into_iter().cloned().collect();
        Self { photos, ..self }
    }
}

/// Which stories at a stage a role gets to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Only those the person wrote.
    Own,
    /// All.
    All,
}

/// A reporter's desk shows his own stories; drafts and what he threw away are nobody else's business but the chief's.
#[must_use]
pub fn sight(stage: Stage, role: Role) -> Sight {
    match (role, stage) {
        (Role::Chief, _) => Sight::All,
        (Role::Editor, Stage::Draft | Stage::Spiked) | (Role::Reporter, _) => Sight::Own,
        (Role::Editor, _) => Sight::All,
    }
}

/// A story with all that the desk knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Identity.
    pub id: ArticleId,
    /// Words and pictures.
    pub manuscript: Manuscript,
    /// Where it stands.
    pub stage: Stage,
    /// Who wrote it.
    pub author: StaffId,
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
    /// Address of the public page once readers have seen it; a revised story keeps it.
    pub link: Option<String>,
    /// Counts every change of the text; a save names the one it started from. Changes of photos do not count:
    /// they name the field they change.
    pub version: u64,
    /// A transmission of it is waiting or under way.
    pub sending: bool,
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
            claimed_by: None,
            approval: None,
            banner: false,
            banner_until: None,
            slug: None,
            publish_at: None,
            returned: None,
            spiked_from: None,
            link: None,
            version: 0,
            sending: false,
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

    /// Changes the manuscript.
    ///
    /// # Errors
    /// As [`Article::may_edit`]; nothing is changed then.
    pub fn edit(
        &mut self,
        actor: Actor,
        now: DateTime<Utc>,
        change: impl FnOnce(&mut Manuscript),
    ) -> Result<(), Refusal> {
        self.edit_photos(actor, now, change)?;
        self.version += 1;
        Ok(())
    }

    /// Changes the photo strip or the words of a photo.
    ///
    /// # Errors
    /// As [`Article::may_edit`]; nothing is changed then.
    pub fn edit_photos(
        &mut self,
        actor: Actor,
        now: DateTime<Utc>,
        change: impl FnOnce(&mut Manuscript),
    ) -> Result<(), Refusal> {
        self.may_edit(actor)?;
        change(&mut self.manuscript);
        self.updated_at = now;
        Ok(())
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
        self.may_place(actor)?;
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
        self.may_place(actor)?;
        self.slug = slug;
        self.updated_at = now;
        Ok(())
    }

    fn may_place(&self, actor: Actor) -> Result<(), Refusal> {
        match actor {
            Actor::Person(_, Role::Editor | Role::Chief) | Actor::Transmitter => Ok(()),
            Actor::Person(_, Role::Reporter) => Err(Refusal::Role),
        }
    }

    /// Whether this actor may say something about the story, answer what was said and settle it: everybody who sees it,
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
        match actor {
            Actor::Transmitter => true,
            Actor::Person(id, role) => id == self.author || sight(self.stage, role) == Sight::All,
        }
    }

    /// True if the approval in force is for exactly the manuscript as it is.
    #[must_use]
    pub fn is_approved_as_is(&self) -> bool {
        self.approval.as_ref().is_some_and(|a| a.content == ContentHash::of_manuscript(&self.manuscript))
    }
}

#[cfg(test)]
mod tests {
    use super::correction_words;

    #[test]
    fn the_label_of_a_correction_is_no_part_of_its_words() {
        let decomposed = "\u{110}i\u{301}nh chi\u{301}nh: Ca\u{302}\u{300}u da\u{300}i 618 m";
        for (typed, words) in [
            ("Cầu dài 618 m", "Cầu dài 618 m"),
            (" Đính chính: Cầu dài 618 m ", "Cầu dài 618 m"),
            ("ĐÍNH CHÍNH : Cầu dài 618 m", "Cầu dài 618 m"),
            (decomposed, "Ca\u{302}\u{300}u da\u{300}i 618 m"),
            ("Đính chính lần hai: cầu dài 618 m", "Đính chính lần hai: cầu dài 618 m"),
            ("Lúc 7:30 chứ không phải 8:30", "Lúc 7:30 chứ không phải 8:30"),
            ("Đính chính:", ""),
        ] {
            assert_eq!(correction_words(typed), words, "{typed}");
        }
    }
}

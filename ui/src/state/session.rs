//! Who is signed in, in which newsroom, and what the window tells them at the moment.

use crate::{state::settings, texts::Texts};
use contract::{Failure, people::Welcome};
use leptos::prelude::*;
use newsroom::{Actor, ArticleId, RevisionId, Role, Section, SectionId, Staff, TransmissionId};
use std::time::Duration;

/// How long a message of success stays.
const MESSAGE_TIME: Duration = Duration::from_secs(5);

/// A message of the moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {
    /// Something was done.
    Done(String),
    /// Something is on its way to the site; said for as long as it is so.
    Sending(String, TransmissionId),
    /// Something was not done; stays until it is dismissed.
    Trouble(String),
    /// Something that one may act upon; stays until it is dismissed.
    Offer(String, Offer),
}

/// What a message offers to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// To bring the words that cannot be saved into another file.
    Rescue,
    /// To make a story again as it was before it was restored.
    Undo(ArticleId, RevisionId),
    /// To take a story out of the bin again.
    TakeOut(ArticleId),
    /// To bring a section back into use.
    BringBack(SectionId),
}

/// What every part of the window may ask and tell.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// Words.
    pub(crate) t: Texts,
    /// What the shell said at the start; none until then.
    pub(crate) welcome: RwSignal<Option<Welcome>>,
    /// Who is signed in.
    pub(crate) staff: RwSignal<Option<Staff>>,
    /// The message of the moment.
    pub(crate) message: RwSignal<Option<Message>>,
    /// Why words that were begun and not sent (a remark, an answer, a template) are not on the disk, if they are not.
    pub(crate) unkept: RwSignal<Option<Failure>>,
}

impl Session {
    /// Nobody is signed in.
    pub(crate) fn new() -> Self {
        Self {
            t: Texts::new(settings::language()),
            welcome: RwSignal::new(None),
            staff: RwSignal::new(None),
            message: RwSignal::new(None),
            unkept: RwSignal::new(None),
        }
    }

    /// Who acts, by the rules of the newsroom.
    pub(crate) fn actor(self) -> Option<Actor> {
        self.staff.with(|staff| staff.as_ref().map(|staff| Actor::Person(staff.id, staff.role)))
    }

    /// The role of who is signed in.
    pub(crate) fn role(self) -> Option<Role> {
        self.staff.with(|staff| staff.as_ref().map(|staff| staff.role))
    }

    /// The sections that one meets, in order; also retired ones that stories have.
    pub(crate) fn sections(self) -> Vec<Section> {
        self.welcome.with(|welcome| welcome.as_ref().map(|welcome| welcome.sections.clone()).unwrap_or_default())
    }

    /// The sections that one may choose from: those in use, and the one that is chosen already.
    pub(crate) fn offered_sections(self, chosen: Option<SectionId>) -> Vec<Section> {
        let mut sections = self.sections();
        sections.retain(|section| section.is_in_use() || Some(section.id) == chosen);
        sections
    }

    /// A section's name as it stands among those that one chooses from.
    pub(crate) fn section_choice(self, section: &Section) -> String {
        if section.is_in_use() { section.name.clone() } else { self.t.section_with_retired(&section.name) }
    }

    /// The name of a section.
    pub(crate) fn section_name(self, id: SectionId) -> Option<String> {
        self.sections().into_iter().find(|section| section.id == id).map(|section| section.name)
    }

    /// Says that something was done; the message goes by itself.
    pub(crate) fn say(self, words: impl Into<String>) {
        self.say_for_a_while(Message::Done(words.into()));
    }

    /// Says that something is on its way to the site. The message goes by itself, or turns into what has become of it.
    pub(crate) fn say_sending(self, words: impl Into<String>, sending: TransmissionId) {
        self.say_for_a_while(Message::Sending(words.into(), sending));
    }

    fn say_for_a_while(self, message: Message) {
        self.message.set(Some(message.clone()));
        set_timeout(
            move || {
                if self.message.with_untracked(|now| now.as_ref() == Some(&message)) {
                    self.message.set(None);
                }
            },
            MESSAGE_TIME,
        );
    }

    /// Says that something was not done.
    pub(crate) fn say_failure(self, failure: &Failure) {
        if let Some(detail) = &failure.detail {
            leptos::logging::warn!("{:?}: {detail}", failure.code);
        }
        self.say_trouble(untrack(|| self.t.failure(failure)));
    }

    /// Says that something is wrong.
    pub(crate) fn say_trouble(self, words: impl Into<String>) {
        self.message.set(Some(Message::Trouble(words.into())));
    }

    /// Says something with a button to act upon it.
    pub(crate) fn offer(self, words: impl Into<String>, offer: Offer) {
        self.message.set(Some(Message::Offer(words.into(), offer)));
    }

    /// Takes a message of this kind away.
    pub(crate) fn withdraw_offer(self, offer: Offer) {
        if self.message.with_untracked(|now| matches!(now, Some(Message::Offer(_, other)) if *other == offer)) {
            self.message.set(None);
        }
    }
}

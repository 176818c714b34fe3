//! Who is signed in, in which newsroom, and what the window tells them at the moment.

use crate::{state::settings, texts::Texts};
use contract::{Failure, people::Welcome};
use leptos::prelude::*;
use newsroom::{Actor, ArticleId, RevisionId, Role, Section, SectionId, Staff};
use std::time::Duration;

/// How long a message of success stays.
const MESSAGE_TIME: Duration = Duration::from_secs(5);

/// A message of the moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {
    /// Something was done.
    Done(String),
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

    /// The sections, in order.
    pub(crate) fn sections(self) -> Vec<Section> {
        self.welcome.with(|welcome| welcome.as_ref().map(|welcome| welcome.sections.clone()).unwrap_or_default())
    }

    /// The name of a section.
    pub(crate) fn section_name(self, id: SectionId) -> Option<String> {
        self.sections().into_iter().find(|section| section.id == id).map(|section| section.name)
    }

    /// Says that something was done; the message goes by itself.
    pub(crate) fn say(self, words: impl Into<String>) {
        let message = Message::Done(words.into());
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

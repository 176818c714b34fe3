//! What the window asks and what the shell answers: plain data, compiled on both sides.
//!
//! Every request names its command and its reply, so neither side can be wrong about the other.
//! Words for people are not here: the window owns them, in both languages.

pub mod articles;
pub mod documents;
pub mod failure;
pub mod keeping;
pub mod people;
pub mod photos;
pub mod remarks;
pub mod revisions;
pub mod sections;
pub mod sending;
pub mod sites;
pub mod templates;
pub mod unsent;

pub use failure::{Failure, FailureCode, Field};

use newsroom::Action;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A request to the shell. It travels as the argument `request` of the command.
pub trait Request: Serialize + DeserializeOwned {
    /// The command's name.
    const COMMAND: &'static str;
    /// The row of the table of rights that says who may ask.
    const ACTION: Action;
    /// What comes back, or a [`Failure`].
    type Reply: Serialize + DeserializeOwned;
}

/// Event to every window after something was committed; its payload is [`newsroom::Changes`].
pub const CHANGED: &str = "newsdesk://changed";
/// Event while a story is being sent; its payload is [`sending::TransmissionView`].
pub const PROGRESS: &str = "newsdesk://progress";
/// Event when work beside the window broke off; its payload is [`Defect`]. It goes on with the next piece.
pub const DEFECT: &str = "newsdesk://defect";
/// Event to every window when a copy was made or failed, or the newsroom was looked through; no payload.
pub const KEPT: &str = "newsdesk://kept";
/// Event to every window while a newsroom is opened whose stories are put in order anew for searching; its payload is [`Opening`].
pub const OPENING: &str = "newsdesk://opening";
/// Event to a window that is asked to close: it flushes what is unsaved and answers with [`people::CloseWindow`].
pub const CLOSING: &str = "newsdesk://closing";

/// How far a newsroom is that takes long to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Stories that are in order,
    pub done: u32,
    /// of so many.
    pub total: u32,
}

/// Work that goes on by itself beside the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Sending what is in the outbox.
    Transmitter,
    /// Keeping the archive of what the sites have published.
    Archivist,
    /// The city site of the ready newsroom.
    BundledSite,
    /// Copies of the newsroom.
    Keeper,
}

/// A fault of this program, met in work beside the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// In which.
    pub work: Work,
    /// Technical words; for the curious.
    pub detail: String,
}

/// Declares requests: `Name => "command" -> Reply { fields }`, and the list of all commands of the module. A name without
/// its row in the table of rights ([`newsroom::rights`]) does not compile.
macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident => $command:literal -> $reply:ty { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
            pub struct $name { $($(#[$fdoc])* pub $field: $type),* }

            impl $crate::Request for $name {
                const COMMAND: &'static str = $command;
                const ACTION: newsroom::Action = newsroom::Action::$name;
                type Reply = $reply;
            }
        )*

        /// Commands of this module, with their rows in the table of rights.
        pub const COMMANDS: &[(&str, newsroom::Action)] = &[$(($command, newsroom::Action::$name)),*];
    };
}
pub(crate) use requests;

/// Every command there is, with its row in the table of rights; the shell must register each.
#[must_use]
pub fn rights() -> Vec<(&'static str, Action)> {
    [
        articles::COMMANDS,
        documents::COMMANDS,
        keeping::COMMANDS,
        people::COMMANDS,
        photos::COMMANDS,
        remarks::COMMANDS,
        revisions::COMMANDS,
        sections::COMMANDS,
        sending::COMMANDS,
        sites::COMMANDS,
        templates::COMMANDS,
        unsent::COMMANDS,
        // What travels as the raw body of a call.
        &[(documents::IMPORT_DOCUMENT, Action::ImportDocument), (photos::ADD_PHOTO, Action::AddPhoto)],
    ]
    .concat()
}

/// The names of all commands.
#[must_use]
pub fn commands() -> Vec<&'static str> {
    rights().into_iter().map(|(command, _)| command).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_asked_for_by_one_command_and_pictures_by_their_address() {
        let mut asked: Vec<Action> = rights().into_iter().map(|(_, action)| action).collect();
        asked.push(Action::ShowPicture);
        asked.sort_unstable();
        let mut all = Action::ALL.to_vec();
        all.sort_unstable();
        assert_eq!(asked, all, "a row that nothing asks for, or one that two commands share");
    }
}

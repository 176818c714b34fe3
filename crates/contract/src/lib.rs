//! What the window asks and what the shell answers: plain data, compiled on both sides.
//!
//! Every request names its command and its reply, so neither side can be wrong about the other.
//! Words for people are not here: the window owns them, in both languages.

pub mod articles;
pub mod documents;
pub mod failure;
pub mod people;
pub mod photos;
pub mod remarks;
pub mod revisions;
pub mod sending;
pub mod sites;
pub mod templates;
pub mod unsent;

pub use failure::{Failure, FailureCode, Field};

use serde::{Serialize, de::DeserializeOwned};

/// A request to the shell. It travels as the argument `request` of the command.
pub trait Request: Serialize + DeserializeOwned {
    /// The command's name.
    const COMMAND: &'static str;
    /// What comes back, or a [`Failure`].
    type Reply: Serialize + DeserializeOwned;
}

/// Event to every window after something was committed; its payload is [`newsroom::Changes`].
pub const CHANGED: &str = "newsdesk://changed";
/// Event while a story is being sent; its payload is [`sending::TransmissionView`].
pub const PROGRESS: &str = "newsdesk://progress";
/// Event to a window that is asked to close: it flushes what is unsaved and answers with [`people::CloseWindow`].
pub const CLOSING: &str = "newsdesk://closing";

/// Declares requests: `Name => "command" -> Reply { fields }`, and the list of all commands of the module.
macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident => $command:literal -> $reply:ty { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
            pub struct $name { $($(#[$fdoc])* pub $field: $type),* }

            impl $crate::Request for $name {
                const COMMAND: &'static str = $command;
                type Reply = $reply;
            }
        )*

        /// Commands of this module.
        pub const COMMANDS: &[&str] = &[$($command),*];
    };
}
pub(crate) use requests;

/// Every command there is; the shell must register each.
#[must_use]
pub fn commands() -> Vec<&'static str> {
    [
        articles::COMMANDS,
        documents::COMMANDS,
        people::COMMANDS,
        photos::COMMANDS,
        remarks::COMMANDS,
        revisions::COMMANDS,
        sending::COMMANDS,
        sites::COMMANDS,
        templates::COMMANDS,
        unsent::COMMANDS,
        &[documents::IMPORT_DOCUMENT, photos::ADD_PHOTO],
    ]
    .concat()
}

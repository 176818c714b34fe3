//! The writer's tools in a story: outline, table, link, typography, old encodings, pastes, focus and the size of the letters.

mod changes;
pub(crate) mod dialogs;
pub(crate) mod focus;
pub(crate) mod legacy;
mod legacy_dialog;
pub(crate) mod link;
pub(crate) mod listeners;
mod numbers;
pub(crate) mod offers;
pub(crate) mod outline;
pub(crate) mod pasted;
pub(crate) mod rewrite;
pub(crate) mod table;
mod typography;
pub(crate) mod whole;
pub(crate) mod zoom;

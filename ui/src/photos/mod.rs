//! The photos of a story.

pub(crate) mod adding;
mod card;
pub(crate) mod choice;
pub(crate) mod strip;

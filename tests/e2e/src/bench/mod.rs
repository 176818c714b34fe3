//! Measurements, each a command of its own: they take minutes, and what they say depends on the machine.

mod bare;
mod figures;
mod opening;
mod presses;
mod start;
mod typing;

pub(crate) use figures::{Times, load};
pub(crate) use presses::Page;
pub(crate) use start::{Start, run as start};
pub(crate) use typing::{Typing, run as typing};

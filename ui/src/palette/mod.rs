//! Everything that the window can do: one table, which the palette, the sheet of keys and the listener share.

pub(crate) mod actions;
pub(crate) mod chord;
mod entries;
mod list;
pub(crate) mod sheet;

pub(crate) use list::{Palette, SectionMark};

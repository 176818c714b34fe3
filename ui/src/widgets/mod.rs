//! Small parts of many screens.

pub(crate) mod dialog;
pub(crate) mod icon;
pub(crate) mod menu;
pub(crate) mod typed;

//! Small parts of many screens. They know the texts and the page, and nothing of what the window knows.

pub(crate) mod button;
pub(crate) mod dialog;
pub(crate) mod form;
pub(crate) mod icon;
pub(crate) mod menu;
pub(crate) mod typed;

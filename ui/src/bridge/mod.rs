//! What lies outside of the interface: the shell, the ProseMirror editor, and what the browser has: its page, its clock, its
//! storage. Knows no view and nothing of [`crate::state`].

pub(crate) mod clock;
pub(crate) mod editor;
pub(crate) mod page;
pub(crate) mod shell;
pub(crate) mod storage;
pub(crate) mod uuid;

//! What lies outside of the interface: the shell, the ProseMirror editor, the clock.

pub(crate) mod clock;
pub(crate) mod editor;
pub(crate) mod shell;

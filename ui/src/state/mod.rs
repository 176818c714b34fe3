//! What the window knows, as signals: the desk, the story that is open, and what is being written.

pub(crate) mod desk;
pub(crate) mod recent;
pub(crate) mod remarks;
pub(crate) mod saving;
pub(crate) mod settings;
pub(crate) mod story;
pub(crate) mod tools;
pub(crate) mod unsaved;
pub(crate) mod unsent;

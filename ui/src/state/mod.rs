//! What the window knows, as signals: the desk, the story that is open, and what is being written. Knows no view.

pub(crate) mod answers;
pub(crate) mod desk;
pub(crate) mod dialogs;
pub(crate) mod find;
pub(crate) mod importing;
pub(crate) mod incoming;
pub(crate) mod leaving;
pub(crate) mod mounted;
pub(crate) mod offers;
pub(crate) mod overlays;
pub(crate) mod passages;
pub(crate) mod place;
pub(crate) mod recent;
pub(crate) mod remarks;
pub(crate) mod saving;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod story;
pub(crate) mod template;
pub(crate) mod tools;
pub(crate) mod unsaved;
pub(crate) mod unsent;

//! What people do at the desk: one public function per action. Each is one transaction and says what it changed.
//!
//! The only place that composes domain, store, darkroom and site client. Calls block.

mod archive;
mod articles;
mod board;
mod clock;
mod documents;
mod error;
mod failure;
mod moves;
mod people;
mod photos;
mod ready;
mod remarks;
mod revisions;
mod site_sections;
mod sites;
mod templates;
mod transmission;
mod unsent;
mod vault;

pub use board::Desk;
pub use clock::{Clock, SystemClock};
pub use error::DeskError;
pub use ready::{READY_PASSWORD, SECTIONS};
pub use revisions::WRITING_CHECKPOINT;
pub use transmission::OnProgress;
pub use vault::Keyring;

//! What people do at the desk: one public function per action. Each is one transaction and says what it changed.
//!
//! The only place that composes domain, store, darkroom and site client. Calls block.
//!
//! ```
//! use desk::{Desk, DeskError, READY_PASSWORD, SystemClock};
//! use newsroom::{Attempt, Move, TextEdit};
//! use std::sync::Arc;
//! use wordpress::HttpTransport;
//!
//! let folder = tempfile::tempdir()?;
//! let desk = Desk::open(folder.path(), Arc::new(HttpTransport::new()), Arc::new(SystemClock))?;
//! desk.make_ready_newsroom()?;
//! let reporter = desk.sign_in("phongvien", READY_PASSWORD)?;
//!
//! let (view, changes) = desk.new_article(&reporter, None)?;
//! let story = view.article.id;
//! assert!(changes.articles.contains(&story), "views fetch what is named here again");
//!
//! let headline = TextEdit { headline: Some("Cầu Bắc Luân II thông xe".to_owned()), ..TextEdit::default() };
//! let (saved, _) = desk.save_text(&reporter, story, view.article.version, headline.clone())?;
//! // A save that began from an older version is refused; nothing is merged blindly.
//! let stale = desk.save_text(&reporter, story, view.article.version, headline);
//! assert!(saved.version > view.article.version && matches!(stale, Err(DeskError::Stale)));
//!
//! // The desk refuses by the table of moves: there is no text yet.
//! let filed = desk.make_move(&reporter, story, Move::File, &Attempt::default());
//! assert!(matches!(filed, Err(DeskError::Refused(_))));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod accounts;
mod archive;
mod articles;
mod board;
mod clock;
mod documents;
mod error;
mod failure;
mod first_steps;
pub mod keeping;
mod moves;
mod namesakes;
mod people;
mod photos;
mod ready;
mod reassigning;
mod remarks;
mod revisions;
mod rights;
mod sections;
pub mod sharing;
mod site_sections;
mod sites;
mod templates;
mod transmission;
mod unbroken;
mod unsent;
mod vault;

pub use archive::ArchiveLimits;
pub use board::Desk;
pub use clock::{Clock, SystemClock};
pub use error::DeskError;
pub use ready::{READY_PASSWORD, SECTIONS};
pub use revisions::WRITING_CHECKPOINT;
pub use transmission::OnProgress;
pub use unbroken::unbroken;
pub use vault::Keyring;

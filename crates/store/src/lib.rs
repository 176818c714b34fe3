//! SQLite storage of a newsroom; the only crate that knows SQL.
//!
//! A newsroom is a folder: `desk.sqlite` with everything small, `photos.sqlite` with picture bytes, `archive.sqlite` with
//! what the sites have published. One connection writes, one reads; every change of the desk goes through
//! [`Store::transact`], so a change and its audit line commit together or not at all. Calls block: the shell makes them on worker threads. No file of a
//! newsroom is ever deleted here; superfluous copies are ([`keeping::thin`]).
//!
//! ```
//! use chrono::{DateTime, Utc};
//! use newsroom::{Article, ArticleId, Role, Staff, StaffId};
//! use store::{Act, Store, StoreError};
//! use uuid::Uuid;
//!
//! let folder = tempfile::tempdir()?;
//! let store = Store::open(folder.path(), Utc::now())?;
//! let author = Staff { id: StaffId(Uuid::from_u128(1)), login: "ha".into(), name: "Thu Hà".into(), role: Role::Reporter };
//! let story = Article::new(ArticleId(Uuid::from_u128(2)), author.id, &author.name, DateTime::UNIX_EPOCH);
//!
//! // What the closure does is on disk when `transact` returns, or none of it ever was.
//! let act = Act { actor: None, at: Utc::now() };
//! let ((), changes) = store.transact(act, |tx| {
//!     tx.add_staff(&author, "argon2…")?;
//!     tx.save_article(&story)
//! })?;
//! assert!(changes.staff && changes.articles.contains(&story.id));
//! assert_eq!(store.article(story.id)?, story);
//!
//! // One newsroom is open in one program at a time.
//! assert!(matches!(Store::open(folder.path(), Utc::now()), Err(StoreError::AlreadyOpen)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod archive;
mod articles;
mod audit;
mod columns;
mod data_spent;
mod error;
mod folder;
mod folding;
pub mod keeping;
mod lock;
mod migrations;
mod newsroom_settings;
mod open;
mod outbox;
mod people;
mod photos;
mod pictures;
mod reassigned;
mod remarks;
mod revisions;
mod sections;
mod shared;
mod sites;
mod sums;
mod tally;
mod templates;
mod transact;
mod unsent;

pub use archive::{Mirror, StoryCopy};
pub use articles::Filter;
pub use error::StoreError;
pub use migrations::{ARCHIVE, DESK, PHOTOS, Schema};
pub use open::Store;
pub use people::Credentials;
pub use pictures::{CHUNK_BYTES, RenditionFacts, StoredRendition};
pub use reassigned::{Gift, PassedOn};
pub use revisions::Revision;
pub use sections::SectionUse;
pub use shared::{PictureFile, TakenBack};
pub use sites::{SentPhoto, SentPost};
pub use sums::DamagedRow;
pub use transact::{Act, Transaction};

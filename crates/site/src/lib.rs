//! The bundled city site of Móng Cái: a server with the subset of the WordPress REST interface
//! that a newsroom needs, and the public pages its readers see.
//!
//! Everything of one site lies in one directory: `site.sqlite`, `uploads/` and, for trying things
//! out, `site.json`. The address of the site may change from run to run: nothing stored names it.
//!
//! ```no_run
//! let site = site::open(std::path::Path::new("/tmp/city"), site::Options::default())?;
//! site.seed_demo()?;
//! let password = site.issue_password("bientap", "Newsdesk")?;
//! let running = site::serve(site, std::net::TcpListener::bind("127.0.0.1:0")?)?;
//! println!("ready {} for {password}", running.url());
//! # Ok::<(), site::SiteError>(())
//! ```

mod account;
mod clock;
mod connections;
mod dates;
mod db;
mod demo;
pub mod faults;
#[cfg(test)]
mod growth;
mod html;
mod many;
mod media;
mod pages;
mod post;
mod render;
mod renditions;
mod rest;
mod search;
mod serve;
mod site;
mod slugs;
mod term;
mod urls;
mod wire;

pub use crate::account::Role;
pub use crate::clock::Clock;
pub use crate::connections::Limits;
pub use crate::many::NewStory;
pub use crate::serve::{Running, serve};
pub use crate::site::{Options, Site, open};

/// What can go wrong with the site as a whole. (What goes wrong with one request is an answer to it.)
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// The database cannot be opened, read or written.
    #[error("the site's database: {0}")]
    Database(#[from] rusqlite::Error),
    /// A file or a socket of the site.
    #[error("the site's files: {0}")]
    Io(#[from] std::io::Error),
    /// The database was written by a newer version of the site.
    #[error("the site's database has version {found}, this program knows up to {known}")]
    NewerDatabase {
        /// The version found in the file.
        found: i64,
        /// The newest version this program understands.
        known: i64,
    },
    /// There is no account of that name.
    #[error("no account {0:?} on this site")]
    UnknownAccount(String),
    /// The system gave no random bytes for a password.
    #[error("no random bytes: {0}")]
    Random(getrandom::Error),
    /// A sample picture could not be made.
    #[error("a sample picture: {0}")]
    Picture(String),
    /// A page could not be put together.
    #[error("a page: {0}")]
    Format(#[from] std::fmt::Error),
    /// `site.json` could not be written or read as JSON.
    #[error("site.json: {0}")]
    Json(#[from] serde_json::Error),
}

//! Client of the WordPress REST API: finds a site, says who we are there, and sends stories and photos.
//!
//! Requests and answers are values; only [`HttpTransport`] touches the network. Everything blocks, and
//! nothing here retries or waits: the caller decides, by the [`Error`] it gets. The site offers no idempotency
//! key, so before each create the caller looks up by its own key ([`Client::find_posts`], [`Client::find_media`]).

mod account;
mod address;
mod answer;
mod archive;
mod client;
pub mod content;
mod copies;
mod discover;
mod error;
mod html;
mod media;
mod page;
mod posts;
mod terms;
mod transport;

pub use account::Account;
pub use address::{is_loopback, is_private_way};
pub use archive::{ArchivedPost, Slice};
pub use client::{Client, Credentials};
pub use discover::{Discovery, discover};
pub use error::{Error, FIREWALL};
pub use media::{Media, MediaId, MediaSize, MediaUpload, MediaWords};
pub use page::{FileSeen, Page};
pub use posts::{Post, PostFields, PostId};
pub use terms::{Term, TermId, name_key};
pub use transport::{
    Headers, HttpTransport, MAX_ANSWER, Method, Request, Response, TlsFault, Transport, TransportError, Way,
};
pub use url::Url;

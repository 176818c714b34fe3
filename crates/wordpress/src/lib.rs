//! Client of the WordPress REST API: finds a site, says who we are there, and sends stories and photos.
//!
//! Requests and answers are values; only [`HttpTransport`] touches the network. Everything blocks, and
//! nothing here retries or waits: the caller decides, by the [`Error`] it gets. The site offers no idempotency
//! key, so before each create the caller looks up by its own key ([`Client::find_posts`], [`Client::find_media`]).
//!
//! ```
//! use wordpress::{Headers, Request, Response, Transport, TransportError, ConnectionOptions, discover};
//!
//! /// A site without a network: requests and answers are values.
//! struct City;
//!
//! impl Transport for City {
//!     fn send(&self, request: &Request) -> Result<Response, TransportError> {
//!         let (header, body) = match request.url.path() {
//!             "/" => ("<https://mongcai.gov.vn/wp-json/>; rel=\"https://api.w.org/\"", ""),
//!             _ => ("", r#"{"name":"Móng Cái","home":"https://mongcai.gov.vn","namespaces":["wp/v2"]}"#),
//!         };
//!         let headers = Headers::new(vec![("Link".to_owned(), header.to_owned())]);
//!         Ok(Response { status: 200, headers, body: body.as_bytes().to_vec() })
//!     }
//! }
//!
//! let site = discover(&City, "mongcai.gov.vn", &ConnectionOptions::default())?;
//! assert_eq!((site.name.as_str(), site.api.as_str()), ("Móng Cái", "https://mongcai.gov.vn/wp-json/"));
//! assert!(!site.application_passwords, "nobody could sign in there");
//! // A password does not travel in the open.
//! assert!(discover(&City, "http://mongcai.gov.vn", &ConnectionOptions::default()).is_err());
//! # Ok::<(), wordpress::Error>(())
//! ```

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
mod look_up;
mod media;
mod page;
mod posts;
mod probe;
mod terms;
mod transport;
mod wake;

pub use account::Account;
pub use address::{is_loopback, is_private_connection};
pub use archive::{ArchivedPost, Slice};
pub use client::{Client, Credentials, LoginGate};
pub use discover::{Discovery, discover};
pub use error::{Error, FIREWALL};
pub use look_up::{MediaTraits, PostTraits};
pub use media::{Media, MediaId, MediaSize, MediaUpload, MediaWords};
pub use page::{FileSeen, Page};
pub use posts::{Post, PostFields, PostId};
pub use terms::{Term, TermId};
pub use transport::{
    ConnectionOptions, Headers, HttpTransport, MAX_ANSWER, Method, Request, Response, TlsFault, Transport,
    TransportError, check_connection,
};
pub use url::Url;

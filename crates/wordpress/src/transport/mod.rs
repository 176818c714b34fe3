//! One request, one answer. Everything above this works on values.

mod explain;
mod http;
mod options;

pub use http::HttpTransport;
pub use newsroom::site::ConnectionOptions;
pub use options::check_connection;

use std::{fmt, time::Duration};
use url::Url;

/// The longest answer that is read, in bytes. A page of 100 long stories is about 10 MB.
pub const MAX_ANSWER: u64 = 64 * 1024 * 1024;

/// What carries requests to a site.
pub trait Transport: Send + Sync {
    /// Sends one request and reads the whole answer, whatever its status. Follows no redirect.
    ///
    /// # Errors
    /// When there is no whole answer; [`TransportError`] tells whether the site may have acted all the same.
    fn send(&self, request: &Request) -> Result<Response, TransportError>;
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads; may be repeated.
    Get,
    /// Reads headers only; may be repeated.
    Head,
    /// Writes; never repeated by this crate.
    Post,
}

/// A request, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Reading or writing.
    pub method: Method,
    /// Where to, with all arguments.
    pub url: Url,
    /// Header lines, names as they are sent.
    pub headers: Vec<(String, String)>,
    /// Bytes of the body; empty for none.
    pub body: Vec<u8>,
    /// The longest time for the whole exchange, connecting included.
    pub timeout: Duration,
    /// How the site is reached.
    pub options: ConnectionOptions,
}

impl Request {
    /// The first header of that name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }
}

impl fmt::Debug for Request {
    // Requests end up in logs and test failures; the password must not.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value): &(String, String)| {
            let secret = name.eq_ignore_ascii_case("authorization");
            (name.clone(), if secret { "…".to_owned() } else { value.clone() })
        };
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url.as_str())
            .field("headers", &self.headers.iter().map(shown).collect::<Vec<_>>())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status code.
    pub status: u16,
    /// Header lines, in the order in which they came.
    pub headers: Headers,
    /// Bytes of the body, at most [`MAX_ANSWER`].
    pub body: Vec<u8>,
}

/// Header lines of an answer; names in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Headers of these lines.
    #[must_use]
    pub fn new(lines: Vec<(String, String)>) -> Self {
        Self(lines)
    }

    /// The first value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// All values of that name, in order.
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }
}

/// Why there is no whole answer. Texts name hosts and causes, never headers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection came about: no network, or nothing answers there. Nothing was sent.
    #[error("no connection: {0}")]
    Offline(String),
    /// The host name is not known. Nothing was sent.
    #[error("unknown host: {0}")]
    Dns(String),
    /// No whole answer in time; the site may have acted.
    #[error("no answer in time")]
    Timeout,
    /// The site's certificate or the encryption is not acceptable. Nothing was sent.
    #[error("no secure connection: {text}")]
    Tls {
        /// What is wrong.
        fault: TlsFault,
        /// The host, and the words of the library.
        text: String,
    },
    /// The [`ConnectionOptions`] cannot be used: no address of a proxy, no certificates. Nothing was sent.
    #[error("{0}")]
    Options(String),
    /// The connection broke after it was made; the site may have acted.
    #[error("the connection broke: {0}")]
    Interrupted(String),
    /// The answer is longer than [`MAX_ANSWER`]; the site may have acted.
    #[error("the answer is too long")]
    TooBig,
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TlsFault {
    /// It has expired.
    Expired,
    /// It is not valid yet: mostly this computer's clock is behind.
    NotYetValid,
    /// Nobody whom this computer trusts has signed it.
    UnknownAuthority,
    /// It is for another name.
    WrongName,
    /// Something else: revoked, forged, or no TLS at all.
    Other,
}

impl TransportError {
    /// True if the site may have got the request.
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        matches!(self, TransportError::Timeout | TransportError::Interrupted(_) | TransportError::TooBig)
    }
}

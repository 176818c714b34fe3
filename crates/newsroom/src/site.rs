//! Connected city sites, and how they are reached. Passwords of sites are not here, nor in any file; the address of a proxy may
//! hold the password for it.

use crate::id::SiteId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A connected site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Id of the site; never given twice.
    pub id: SiteId,
    /// The site's own name.
    pub name: String,
    /// Address of its front page.
    pub address: String,
    /// Root of its API.
    pub api: String,
    /// Account that stories are sent with.
    pub login: String,
    /// Runs inside this program; its address changes from start to start.
    pub bundled: bool,
    /// How it is reached.
    pub connection: ConnectionOptions,
    /// Nothing is sent to it for now.
    pub paused: bool,
    /// Its time zone by its IANA name, or as an offset.
    pub timezone: Option<String>,
    /// Its clock less ours, in seconds, when it was last heard.
    pub skew: i64,
    /// When it last accepted our login.
    pub accepted_at: Option<DateTime<Utc>>,
}

impl Site {
    /// A site that is reached without options, and that nothing is known of yet.
    #[must_use]
    pub fn new(id: SiteId, address: &str, api: &str, login: &str) -> Self {
        Self {
            id,
            name: String::new(),
            address: address.to_owned(),
            api: api.to_owned(),
            login: login.to_owned(),
            bundled: false,
            connection: ConnectionOptions::default(),
            paused: false,
            timezone: None,
            skew: 0,
            accepted_at: None,
        }
    }
}

/// How a site is reached, where it is not simply there.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ConnectionOptions {
    /// Address of an HTTP proxy, `http://host:port`, perhaps with `name:password@`; `None` for the proxy that the
    /// environment names (`HTTPS_PROXY`, `NO_PROXY`), if any.
    pub proxy: Option<String>,
    /// PEM (RFC 7468) of certificates of authorities that are trusted beside those of the system.
    pub authority: Option<String>,
    /// Whether the password may travel in the open to another machine; the chief takes that upon himself.
    pub plain_http: bool,
}

impl ConnectionOptions {
    /// Options as somebody typed them: what is blank is not set.
    #[must_use]
    pub fn typed(proxy: &str, authority: &str, plain_http: bool) -> Self {
        let said = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        Self { proxy: said(proxy), authority: said(authority), plain_http }
    }
}

impl fmt::Debug for ConnectionOptions {
    // The proxy's own password must not end up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = |proxy: &String| match proxy.rsplit_once('@') {
            Some((_, host)) => format!("…@{host}"),
            None => proxy.clone(),
        };
        f.debug_struct("ConnectionOptions")
            .field("proxy", &self.proxy.as_ref().map(bare))
            .field("authority", &self.authority.as_ref().map(|pem| format!("{} bytes", pem.len())))
            .field("plain_http", &self.plain_http)
            .finish()
    }
}

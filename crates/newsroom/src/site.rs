//! Connected city sites, and how they are reached. Passwords of sites and of proxies are kept in no file.

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
    /// Address of its front page, as somebody typed and confirmed it: what the site is known by. Never what the site says of
    /// itself.
    pub address: String,
    /// Root of its API, on the same host: the password goes there and nowhere else.
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
    /// Address of an HTTP proxy, `http://host:port`, perhaps with `name@`, or `name:password@` where it is typed or used; `None`
    /// for the proxy that the environment names (`HTTPS_PROXY`, `NO_PROXY`), if any.
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

    /// The same without the password of the proxy, and that password, exactly as it stood in the address.
    #[must_use]
    pub fn without_password(&self) -> (Self, Option<String>) {
        let Some((before, name, Some(password), host)) = self.proxy.as_deref().and_then(parts_of_proxy) else {
            return (self.clone(), None);
        };
        let proxy = if name.is_empty() { format!("{before}{host}") } else { format!("{before}{name}@{host}") };
        (Self { proxy: Some(proxy), ..self.clone() }, Some(password.to_owned()))
    }

    /// The same with a password for the proxy, where its address names somebody.
    #[must_use]
    pub fn with_password(&self, password: &str) -> Self {
        match self.proxy.as_deref().and_then(parts_of_proxy) {
            Some((before, name, None, host)) => {
                Self { proxy: Some(format!("{before}{name}:{password}@{host}")), ..self.clone() }
            }
            _ => self.clone(),
        }
    }

    /// True if the proxy asks for a password that stands elsewhere.
    #[must_use]
    pub fn needs_password(&self) -> bool {
        matches!(self.proxy.as_deref().and_then(parts_of_proxy), Some((_, _, None, _)))
    }
}

/// What stands before the name in the address of a proxy, the name, the password, and the host with what follows it; none if
/// nobody is named. A password may hold an `@`: the last one counts.
fn parts_of_proxy(address: &str) -> Option<(&str, &str, Option<&str>, &str)> {
    let (who, host) = address.rsplit_once('@')?;
    let (before, who) = match who.find("://") {
        Some(at) => who.split_at(at + "://".len()),
        None => ("", who),
    };
    let (name, password) = match who.split_once(':') {
        Some((name, password)) => (name, Some(password)),
        None => (who, None),
    };
    Some((before, name, password, host))
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

#[cfg(test)]
mod tests {
    use super::ConnectionOptions;

    #[test]
    fn the_password_of_a_proxy_is_taken_out_and_put_back_as_it_was() {
        for (typed, bare, password) in [
            ("http://to:mat%20khau@proxy.ubnd:3128", "http://to@proxy.ubnd:3128", Some("mat%20khau")),
            ("to:a:b@c@proxy.ubnd:3128", "to@proxy.ubnd:3128", Some("a:b@c")),
            ("http://to@proxy.ubnd:3128", "http://to@proxy.ubnd:3128", None),
            ("http://proxy.ubnd:3128", "http://proxy.ubnd:3128", None),
            ("proxy.ubnd:3128", "proxy.ubnd:3128", None),
        ] {
            let options = ConnectionOptions::typed(typed, "", false);
            let (without, found) = options.without_password();
            assert_eq!((without.proxy.as_deref(), found.as_deref()), (Some(bare), password), "{typed}");
            assert_eq!(without.needs_password(), bare.contains('@'), "{typed}");
            assert!(!format!("{without:?}{options:?}").contains("khau"), "no log has it");
            if let Some(password) = found {
                assert_eq!(without.with_password(&password), options, "{typed}");
            }
        }
        let none = ConnectionOptions::default();
        assert_eq!(none.without_password(), (none.clone(), None));
        assert_eq!(none.with_password("x"), none);
    }
}

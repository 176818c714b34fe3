//! Finding a site's API from the address that people know.

use crate::{
    address::{is_allowed, is_loopback, route},
    answer,
    error::Error,
    html::{Token, decode, tokens},
    transport::{ConnectionOptions, Headers, Method, Request, Response, Transport},
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// The relation by which WordPress names its API, in a header and in each page.
const RELATION: &str = "https://api.w.org/";
/// Redirects that are followed: to https, to www, to the slash, and one in reserve or two.
const MAX_REDIRECTS: usize = 6;
const TIMEOUT: Duration = Duration::from_secs(30);
/// How far into a page its links are looked for, in bytes; they stand in the head.
const MAX_HEAD: usize = 512 * 1024;

/// A site, as it describes itself to anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovery {
    /// Root of the API.
    pub api: Url,
    /// Address of the front page.
    pub home: String,
    /// Name of the site.
    pub name: String,
    /// Time zone by its IANA name, or as an offset such as `+07:00`.
    pub timezone: Option<String>,
    /// Whether the site accepts application passwords. If not, every login looks like a wrong one.
    pub application_passwords: bool,
    /// The site's clock when it answered.
    pub server_time: Option<DateTime<Utc>>,
}

/// Finds the API of the site at an address such as `mongcai.gov.vn`, `https://tinh.vn/bao`. Adds `https://`
/// (on this very machine `http://`), follows redirects, then the link to the API in the header or in the page.
///
/// # Errors
/// [`Error::Address`] for what is no address, and for plain http to another machine unless the options allow it;
/// [`Error::NotWordPress`] if there is no API, also where a page stands in its place; else what the transport or
/// the site says.
pub fn discover(transport: &dyn Transport, address: &str, options: &ConnectionOptions) -> Result<Discovery, Error> {
    find(&Scout { transport, options }, address).map_err(|e| match e {
        // To a site that is not known yet, a page is another site.
        Error::Page { about, .. } => Error::NotWordPress(format!("a page instead of data: {about}")),
        Error::Server { status: ..=299, message, .. } => Error::NotWordPress(message),
        other => other,
    })
}

/// What discovery asks with.
struct Scout<'a> {
    transport: &'a dyn Transport,
    options: &'a ConnectionOptions,
}

fn find(scout: &Scout<'_>, address: &str) -> Result<Discovery, Error> {
    let (page, answer) = scout.fetch(parse_address(address, scout.options)?)?;
    // The address of the API itself is welcome too.
    if let Some(root) = answer::json(&answer.body).filter(is_root) {
        return Ok(describe(page, &root, answer::date(&answer.headers)));
    }
    let link = linked(&page, &answer, scout.options);
    let candidates = [link.clone(), Some(guessed(&page))];
    let mut first = None;
    for api in candidates.into_iter().flatten() {
        match scout.root_of(&api) {
            Ok((root, clock)) => return Ok(describe(api, &root, clock)),
            Err(e) => first = first.or(Some(e)),
        }
        // A broken API that is named is the one to report on; guessing is for sites that hide it.
        if first.is_some() && link.is_some() {
            break;
        }
    }
    Err(match first {
        Some(e) if link.is_some() => e,
        // What the guess met says nothing; the page itself may.
        _ if answer.status >= 400 => {
            answer::read(&answer, &[]).err().unwrap_or_else(|| Error::NotWordPress("no page".to_owned()))
        }
        _ => Error::NotWordPress("no link to an API".to_owned()),
    })
}

fn parse_address(address: &str, options: &ConnectionOptions) -> Result<Url, Error> {
    let bad = || Error::Address("not an address of a site".to_owned());
    let address = address.trim();
    let typed = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let mut url = Url::parse(&typed).map_err(|_| bad())?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(bad());
    }
    if !address.contains("://") && is_loopback(&url) {
        url = Url::parse(&format!("http://{address}")).map_err(|_| bad())?;
    }
    // A name and password in the address would end up in links and logs.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::Address("the address must not contain a name or a password".to_owned()));
    }
    url.set_fragment(None);
    check_options(&url, options)?;
    Ok(url)
}

fn check_options(url: &Url, options: &ConnectionOptions) -> Result<(), Error> {
    if is_allowed(url, options) {
        return Ok(());
    }
    let host = url.host_str().unwrap_or_default();
    Err(Error::Address(format!("{host} is reached by plain http, where anybody on the way could read the password")))
}

impl Scout<'_> {
    /// GETs a page anonymously, following redirects by hand so that none leads to an open way.
    fn fetch(&self, mut url: Url) -> Result<(Url, Response), Error> {
        for _ in 0..=MAX_REDIRECTS {
            let answer = self.transport.send(&Request {
                method: Method::Get,
                url: url.clone(),
                headers: vec![("Accept".to_owned(), "text/html,application/json;q=0.9,*/*;q=0.5".to_owned())],
                body: Vec::new(),
                timeout: TIMEOUT,
                options: self.options.clone(),
            })?;
            if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
                return Ok((url, answer));
            }
            let to = answer.headers.get("Location").and_then(|to| url.join(to).ok());
            url = to.ok_or_else(|| Error::NotWordPress("a redirect to nowhere".to_owned()))?;
            check_options(&url, self.options)?;
        }
        Err(Error::NotWordPress("it redirects in circles".to_owned()))
    }

    /// The root of the API, and the site's clock.
    fn root_of(&self, api: &Url) -> Result<(Value, Option<DateTime<Utc>>), Error> {
        let fields = "name,url,home,gmt_offset,timezone_string,namespaces,authentication";
        let (_, answer) = self.fetch(route(api, "/", &[("_fields", fields)]))?;
        let root = answer::read(&answer, &[])?;
        let clock = answer::date(&answer.headers);
        if is_root(&root) { Ok((root, clock)) } else { Err(Error::NotWordPress("its API has no posts".to_owned())) }
    }
}

/// The API that the page names.
fn linked(page: &Url, answer: &Response, options: &ConnectionOptions) -> Option<Url> {
    let href = header_link(&answer.headers).or_else(|| page_link(&answer.body))?;
    let mut api = page.join(&href).ok()?;
    // Behind a proxy that ends TLS, WordPress may believe that it is reached by plain http.
    if page.scheme() == "https" && api.scheme() == "http" && api.host() == page.host() && api.port().is_none() {
        api.set_scheme("https").ok()?;
    }
    is_allowed(&api, options).then_some(api)
}

/// `Link: <…>; rel="https://api.w.org/", <…>; rel=…` (RFC 8288).
fn header_link(headers: &Headers) -> Option<String> {
    let of_line = |line: &str| {
        line.split('<').skip(1).find_map(|link| {
            let (href, parameters) = link.split_once('>')?;
            let named = parameters.split([';', ',']).any(|p| {
                let (name, value) = p.split_once('=').unwrap_or((p, ""));
                let value = value.trim().trim_matches('"');
                name.trim().eq_ignore_ascii_case("rel") && value.split_whitespace().any(|r| r == RELATION)
            });
            named.then(|| href.trim().to_owned())
        })
    };
    headers.get_all("Link").find_map(of_line)
}

fn page_link(body: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&body[..body.len().min(MAX_HEAD)]);
    tokens(&head).find_map(|token| match token {
        Token::Tag(tag) if tag.name == "link" && tag.attribute("rel") == Some(RELATION) => {
            tag.attribute("href").map(|href| href.trim().to_owned())
        }
        _ => None,
    })
}

/// Where the API is even if the page does not say: this argument works with all permalinks.
fn guessed(page: &Url) -> Url {
    let mut api = page.clone();
    api.set_query(Some("rest_route=/"));
    api
}

fn is_root(value: &Value) -> bool {
    let names = value.get("namespaces").and_then(Value::as_array);
    names.is_some_and(|names| names.iter().any(|n| n.as_str() == Some("wp/v2")))
}

fn describe(api: Url, root: &Value, server_time: Option<DateTime<Utc>>) -> Discovery {
    let text = |name: &str| root.get(name).and_then(Value::as_str).unwrap_or_default();
    let home = match text("home") {
        "" => api.join("/").map_or_else(|_| api.to_string(), |u| u.to_string()),
        home => home.to_owned(),
    };
    let zone = match text("timezone_string") {
        "" => root.get("gmt_offset").and_then(offset),
        name => Some(name.to_owned()),
    };
    // An empty list when there are none, else an object: PHP makes no difference between the two.
    let methods = root.get("authentication").and_then(Value::as_object);
    let application_passwords = methods.is_some_and(|m| m.contains_key("application-passwords"));
    let name = decode(text("name")).trim().to_owned();
    Discovery { api, home, name, timezone: zone, application_passwords, server_time }
}

/// Hours east of Greenwich, a number or its text, as an offset.
fn offset(hours: &Value) -> Option<String> {
    let hours = hours.as_f64().or_else(|| hours.as_str()?.parse().ok()).filter(|h| h.abs() <= 14.0)?;
    let minutes = (hours.abs() * 60.0).round() as u32;
    Some(format!("{}{:02}:{:02}", if hours < 0.0 { '-' } else { '+' }, minutes / 60, minutes % 60))
}

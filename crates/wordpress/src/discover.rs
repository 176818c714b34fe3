//! Finding a site's API from the address that people know.

use crate::{
    address::{front_of, is_allowed, is_loopback, route},
    answer,
    client::Client,
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
/// What is asked of the root of an API.
const ROOT_FIELDS: &str = "name,url,home,gmt_offset,timezone_string,namespaces,authentication";
/// How far into a page its links are looked for, in bytes; they stand in the head.
const MAX_HEAD: usize = 512 * 1024;

/// A site, as it describes itself to anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovery {
    /// Root of the API: where it answers. A password goes there.
    pub api: Url,
    /// Address of the front page as it answers, on the host of the API; without a slash at its end.
    pub address: String,
    /// The address that was asked, if the API answers on another host or port, or less privately.
    pub led_from: Option<String>,
    /// What the site calls its address. Anything may stand there: it is shown, and never opened or trusted.
    pub home: String,
    /// Name of the site.
    pub name: String,
    /// Time zone by its IANA name, or as an offset such as `+07:00`.
    pub timezone: Option<String>,
    /// Whether the site accepts application passwords. If not, every login looks like a wrong one.
    pub application_passwords: bool,
    /// The API is closed to who is not signed in: what else stands here is guessed until [`Discovery::opened`].
    pub closed: bool,
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
    let asked = parse_address(address, options)?;
    let found = find(&Scout { transport, options }, asked.clone())
        .map(|found| Discovery { led_from: (!same_place(&asked, &found.api)).then(|| without_slash(&asked)), ..found });
    found.map_err(|e| match e {
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

/// True if a password that is meant for the one may go to the other: same host and port. The usual step from plain http to https
/// on the same host is none to another place.
fn same_place(asked: &Url, found: &Url) -> bool {
    let made_private = (asked.scheme(), found.scheme()) == ("http", "https")
        && (asked.port(), found.port()) == (None, None)
        && asked.host() == found.host();
    asked.origin() == found.origin() || made_private
}

fn without_slash(address: &Url) -> String {
    address.as_str().trim_end_matches('/').to_owned()
}

/// The front page of the site whose API is here, told by the address of the API alone: `…/wp-json/` and `…/?rest_route=/` stand
/// below it. An API of another name is below the page that led to it.
fn front(api: &Url, page: &Url) -> Url {
    let mut front = api.clone();
    front.set_query(None);
    let path = api.path().trim_end_matches('/');
    if api.query_pairs().any(|(name, _)| name == "rest_route") {
        front.set_path(path.trim_end_matches("/index.php"));
    } else if let Some(above) = path.strip_suffix("/wp-json") {
        front.set_path(above);
    } else if api.origin() == page.origin() {
        front.set_path(front_of(page).path());
    } else {
        front.set_path("");
    }
    front
}

fn find(scout: &Scout<'_>, asked: Url) -> Result<Discovery, Error> {
    let (page, answer) = scout.fetch(asked)?;
    // The address of the API itself is welcome too.
    if let Some(root) = answer::json(&answer.body).filter(is_root) {
        return Ok(describe(page.clone(), &page, &root, answer::date(&answer.headers)));
    }
    let link = linked(&page, &answer, scout.options);
    let candidates = [link.clone(), Some(guessed(&page))];
    let mut first = None;
    for api in candidates.into_iter().flatten() {
        match scout.root_of(&api) {
            Ok((root, clock)) => return Ok(describe(api, &page, &root, clock)),
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
    Ok(front_of(&url))
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
        let (_, answer) = self.fetch(route(api, "/", &[("_fields", ROOT_FIELDS)]))?;
        let clock = answer::date(&answer.headers);
        // In WordPress's own form: it is there, and closed to who is not signed in.
        if matches!(answer.status, 401 | 403) && answer::code_of(&answer).is_some() {
            return Ok((Value::Null, clock));
        }
        let root = answer::read(&answer, &[])?;
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
    // Where every page leads to the login, the site lies above it.
    let mut api = front_of(page);
    api.set_query(Some("rest_route=/"));
    api
}

fn is_root(value: &Value) -> bool {
    let names = value.get("namespaces").and_then(Value::as_array);
    names.is_some_and(|names| names.iter().any(|n| n.as_str() == Some("wp/v2")))
}

fn describe(api: Url, page: &Url, root: &Value, server_time: Option<DateTime<Utc>>) -> Discovery {
    let text = |name: &str| root.get(name).and_then(Value::as_str).unwrap_or_default();
    let address = without_slash(&front(&api, page));
    let home = match text("home") {
        "" => address.clone(),
        home => home.to_owned(),
    };
    let zone = match text("timezone_string") {
        "" => root.get("gmt_offset").and_then(offset),
        name => Some(name.to_owned()),
    };
    // An empty list when there are none, else an object: PHP makes no difference between the two.
    let methods = root.get("authentication").and_then(Value::as_object);
    let closed = root.is_null();
    let application_passwords = closed || methods.is_some_and(|m| m.contains_key("application-passwords"));
    let name = match decode(text("name")).trim() {
        "" => api.host_str().unwrap_or_default().to_owned(),
        name => name.to_owned(),
    };
    Discovery { api, address, led_from: None, home, name, timezone: zone, application_passwords, closed, server_time }
}

impl Discovery {
    /// What a site that is closed to visitors tells of itself to this client, whose account it accepts.
    ///
    /// # Errors
    /// What the transport or the site says; [`Error::NotWordPress`] if there are no posts.
    pub fn opened(self, client: &Client<'_>) -> Result<Self, Error> {
        let (root, _) = client.get("/", &[("_fields", ROOT_FIELDS)])?;
        if !is_root(&root) {
            return Err(Error::NotWordPress("its API has no posts".to_owned()));
        }
        let told = describe(self.api.clone(), &self.api, &root, self.server_time);
        Ok(Self { name: told.name, home: told.home, timezone: told.timezone, closed: false, ..self })
    }

    /// What the site calls its address, if that is another host, port or path than where it answers. Whether it calls itself
    /// by plain http behind a proxy that ends TLS says nothing.
    #[must_use]
    pub fn calls_itself(&self) -> Option<&str> {
        let named = |address: &str| {
            let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
            Some((url.host_str()?.to_ascii_lowercase(), url.port(), url.path().trim_end_matches('/').to_owned()))
        };
        (named(&self.home).is_none() || named(&self.home) != named(&self.address)).then_some(self.home.as_str())
    }
}

/// Hours east of Greenwich, a number or its text, as an offset.
fn offset(hours: &Value) -> Option<String> {
    let hours = hours.as_f64().or_else(|| hours.as_str()?.parse().ok()).filter(|h| h.abs() <= 14.0)?;
    let minutes = (hours.abs() * 60.0).round() as u32;
    Some(format!("{}{:02}:{:02}", if hours < 0.0 { '-' } else { '+' }, minutes / 60, minutes % 60))
}

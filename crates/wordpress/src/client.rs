//! A signed-in caller of one site's API.

use crate::{
    address::{is_allowed, route},
    answer,
    error::Error,
    transport::{ConnectionOptions, Headers, Method, Request, Response, Transport},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use std::{
    fmt,
    sync::{Mutex, OnceLock, PoisonError},
    time::Duration,
};
use url::Url;

/// Longest time for reading.
const READ: Duration = Duration::from_secs(40);
/// Longest time for writing; servers give up after 30 to 60 s themselves.
const WRITE: Duration = Duration::from_secs(75);

/// What a person signs in with on a site.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// User name or e-mail.
    pub login: String,
    /// Application password; blanks in it do not count.
    pub password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("login", &self.login).field("password", &"…").finish()
    }
}

/// Calls one site's API as one account. Never follows a redirect, never repeats a write. One call at a time
/// per site: WordPress loses parallel changes of the banner list.
pub struct Client<'a> {
    transport: &'a dyn Transport,
    api: Url,
    authorization: String,
    secrets: Vec<String>,
    options: ConnectionOptions,
    clock: Mutex<Option<DateTime<Utc>>>,
    /// Whether the account may edit all stories of the site, once known.
    pub(crate) edits_all: OnceLock<bool>,
}

impl<'a> Client<'a> {
    /// A client for the API at this root ([`crate::Discovery::api`]). Asks nothing yet.
    #[must_use]
    pub fn new(transport: &'a dyn Transport, api: Url, credentials: Credentials) -> Self {
        // Basic authentication (RFC 7617), as application passwords are sent.
        let token = STANDARD.encode(format!("{}:{}", credentials.login, credentials.password));
        let bare: String = credentials.password.chars().filter(|c| !c.is_whitespace()).collect();
        let mut secrets = vec![token.clone(), credentials.password, bare];
        secrets.retain(|s| !s.is_empty());
        let authorization = format!("Basic {token}");
        Self {
            transport,
            api,
            authorization,
            secrets,
            options: ConnectionOptions::default(),
            clock: Mutex::default(),
            edits_all: OnceLock::new(),
        }
    }

    /// The same client with these options of its connection.
    #[must_use]
    pub fn with_options(self, options: ConnectionOptions) -> Self {
        Self { options, ..self }
    }

    /// The site's clock at its last answer, in whole seconds; `None` before the first, or if the site does not say.
    #[must_use]
    pub fn server_time(&self) -> Option<DateTime<Utc>> {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the site publish what is due: WordPress does so only when somebody calls. Anonymous; `home` is the
    /// address of the front page ([`crate::Discovery::home`]).
    ///
    /// # Errors
    /// What the transport says, or an answer other than 200.
    pub fn wake_cron(&self, home: &str) -> Result<(), Error> {
        let bad = || Error::Address("not an address of a site".to_owned());
        let mut url = Url::parse(home).map_err(|_| bad())?;
        let path = format!("{}/wp-cron.php", url.path().trim_end_matches('/'));
        url.set_path(&path);
        url.set_query(Some("doing_wp_cron"));
        let answer = self.send(Method::Get, url, Vec::new(), Vec::new(), READ)?;
        if answer.status == 200 { Ok(()) } else { Err(answer::refuse(&answer, &self.secrets)) }
    }

    /// Reads a route; returns what it says and its headers.
    pub(crate) fn get(&self, path: &str, arguments: &[(&str, &str)]) -> Result<(Value, Headers), Error> {
        let answer = self.send(Method::Get, route(&self.api, path, arguments), self.headers(), Vec::new(), READ)?;
        Ok((answer::read(&answer, &self.secrets)?, answer.headers))
    }

    /// Reads all of a list, page by page; `arguments` come without paging.
    pub(crate) fn list(&self, path: &str, arguments: &[(&str, &str)]) -> Result<Vec<Value>, Error> {
        let mut all = Vec::new();
        for page in 1..=MAX_PAGES {
            let number = page.to_string();
            let mut paged = arguments.to_vec();
            paged.extend([("per_page", "100"), ("page", number.as_str())]);
            let (items, headers) = self.get(path, &paged)?;
            let Value::Array(items) = items else {
                return Err(Error::NotWordPress("one thing instead of a list".to_owned()));
            };
            let count = items.len();
            all.extend(items);
            let pages: Option<usize> = headers.get("X-WP-TotalPages").and_then(|n| n.trim().parse().ok());
            if count == 0 || pages.map_or(count < 100, |pages| page >= pages) {
                break;
            }
        }
        Ok(all)
    }

    /// Writes JSON to a route; `expected` is 201 for a new thing, 200 for a known one.
    pub(crate) fn post_json(
        &self,
        path: &str,
        arguments: &[(&str, &str)],
        body: &Value,
        expected: u16,
    ) -> Result<Map<String, Value>, Error> {
        let mut headers = self.headers();
        headers.push(header("Content-Type", "application/json; charset=utf-8"));
        let bytes = body.to_string().into_bytes();
        let answer = self.send(Method::Post, route(&self.api, path, arguments), headers, bytes, WRITE)?;
        answer::written(&answer, expected, &self.secrets)
    }

    /// Deletes what is at a route. By POST with the method beside it, because some hosts block DELETE; the method stands
    /// in the address too, because some take away headers that they do not know.
    pub(crate) fn delete(&self, path: &str, arguments: &[(&str, &str)]) -> Result<Map<String, Value>, Error> {
        let mut headers = self.headers();
        headers.push(header("X-HTTP-Method-Override", "DELETE"));
        let mut asked = arguments.to_vec();
        asked.push(("_method", "DELETE"));
        let answer = self.send(Method::Post, route(&self.api, path, &asked), headers, Vec::new(), WRITE)?;
        answer::removed(&answer, &self.secrets)
    }

    /// Asks anonymously, as readers do, for the newest state.
    pub(crate) fn ask_as_reader(
        &self,
        method: Method,
        url: Url,
        more: Option<(String, String)>,
    ) -> Result<Response, Error> {
        let mut headers = vec![header("Cache-Control", "no-cache")];
        headers.extend(more);
        self.send(method, url, headers, Vec::new(), READ)
    }

    /// Writes the bytes of a file.
    pub(crate) fn upload(
        &self,
        path: &str,
        arguments: &[(&str, &str)],
        file_headers: Vec<(String, String)>,
        bytes: Vec<u8>,
        timeout: Duration,
    ) -> Result<Map<String, Value>, Error> {
        let mut headers = self.headers();
        headers.extend(file_headers);
        let answer = self.send(Method::Post, route(&self.api, path, arguments), headers, bytes, timeout)?;
        answer::written(&answer, 201, &self.secrets)
    }

    fn headers(&self) -> Vec<(String, String)> {
        // Without Accept, WordPress may answer faults with pages instead of JSON.
        vec![header("Accept", "application/json"), header("Authorization", &self.authorization)]
    }

    fn send(
        &self,
        method: Method,
        url: Url,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
        timeout: Duration,
    ) -> Result<Response, Error> {
        let request = Request { method, url, headers, body, timeout, options: self.options.clone() };
        if request.header("Authorization").is_some() && !is_allowed(&request.url, &self.options) {
            return Err(Error::Address("the password would travel in the open".to_owned()));
        }
        match self.transport.send(&request) {
            Ok(answer) => {
                tracing::debug!(?method, path = request.url.path(), status = answer.status, "answered");
                if let Some(clock) = answer::date(&answer.headers) {
                    *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = Some(clock);
                }
                Ok(answer)
            }
            Err(error) => {
                tracing::debug!(?method, path = request.url.path(), %error, "no answer");
                Err(if method == Method::Post { Error::of_a_write(error) } else { error.into() })
            }
        }
    }
}

/// Pages of a list at most; 20,000 things.
const MAX_PAGES: usize = 200;

pub(crate) fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

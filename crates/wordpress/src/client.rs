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
    borrow::Cow,
    fmt,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use url::Url;

/// Longest time for reading.
pub(crate) const READ: Duration = Duration::from_secs(40);
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

/// Whether a site accepts a login, shared by all who speak with it by one password. Once it was refused nothing more is asked
/// with it: each try counts towards a lock-out of the whole office. Another password comes with a gate of its own.
#[derive(Clone, Debug, Default)]
pub struct LoginGate(Arc<AtomicBool>);

impl LoginGate {
    /// True if both are the same gate, open or closed.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// True since a login was refused.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Calls one site's API as one account. Never follows a redirect, never repeats a write. One call at a time
/// per site: WordPress loses parallel changes of the banner list.
pub struct Client<'a> {
    transport: &'a dyn Transport,
    pub(crate) api: Url,
    credentials: Credentials,
    authorization: String,
    pub(crate) secrets: Vec<String>,
    options: ConnectionOptions,
    clock: Mutex<Option<DateTime<Utc>>>,
    gate: LoginGate,
    untidy: AtomicBool,
    anew: AtomicBool,
    narrow: bool,
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
        let mut secrets = vec![token.clone(), credentials.password.clone(), bare];
        secrets.retain(|s| !s.is_empty());
        let authorization = format!("Basic {token}");
        Self {
            transport,
            api,
            credentials,
            authorization,
            secrets,
            options: ConnectionOptions::default(),
            clock: Mutex::default(),
            gate: LoginGate::default(),
            untidy: AtomicBool::new(false),
            anew: AtomicBool::new(false),
            narrow: false,
            edits_all: OnceLock::new(),
        }
    }

    /// The same client with these options of its connection.
    #[must_use]
    pub fn with_options(self, options: ConnectionOptions) -> Self {
        Self { options, ..self }
    }

    /// The same client behind a gate that it shares with others.
    #[must_use]
    pub fn behind(self, gate: LoginGate) -> Self {
        Self { gate, ..self }
    }

    /// From now on no cache answers what is read: each question has an argument that no other has.
    pub fn read_anew(&self) {
        self.anew.store(true, Ordering::Relaxed);
    }

    /// The same client for a site whose database holds three bytes a letter: letters beyond are sent as entities, which
    /// pages show as what they are.
    #[must_use]
    pub fn writing_narrowly(self, narrow: bool) -> Self {
        Self { narrow, ..self }
    }

    /// True if something else stood around the data of an answer, such as warnings of an extension. It was read all the same.
    #[must_use]
    pub fn is_answered_untidily(&self) -> bool {
        self.untidy.load(Ordering::Relaxed)
    }

    /// The site's clock at its last answer, in whole seconds; `None` before the first, or if the site does not say.
    #[must_use]
    pub fn server_time(&self) -> Option<DateTime<Utc>> {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name that we sign in with.
    pub(crate) fn login(&self) -> &str {
        &self.credentials.login
    }

    pub(crate) fn login_and_password(&self) -> (&str, &str) {
        (&self.credentials.login, &self.credentials.password)
    }

    /// What an answer to a reading call says.
    pub(crate) fn read(&self, answer: &Response) -> Result<Value, Error> {
        self.judged(answer, answer::read(answer, &self.secrets))
    }

    /// Writes to an address that is on the host of the API, without the header that signs in.
    pub(crate) fn post_once(&self, url: Url, kind: (String, String), body: Vec<u8>) -> Result<Response, Error> {
        if url.origin() != self.api.origin() || !is_allowed(&url, &self.options) {
            return Err(Error::Address("a password goes to the host of the site alone".to_owned()));
        }
        self.send(Method::Post, url, vec![kind], body, READ)
    }

    /// Reads a route; returns what it says and its headers.
    pub(crate) fn get(&self, path: &str, arguments: &[(&str, &str)]) -> Result<(Value, Headers), Error> {
        let answer = self.ask(path, arguments)?;
        Ok((self.read(&answer)?, answer.headers))
    }

    /// The same past every cache on the way: where it decides what is made, an answer of a minute ago is a wrong one. Caches
    /// that do not heed the header have never seen the address.
    pub(crate) fn get_anew(&self, path: &str, arguments: &[(&str, &str)]) -> Result<(Value, Headers), Error> {
        let another = another();
        let mut arguments = arguments.to_vec();
        if !self.anew.load(Ordering::Relaxed) {
            arguments.push((NEVER_ASKED, &another));
        }
        self.get(path, &arguments)
    }

    /// Asks a route, whatever it answers.
    pub(crate) fn ask(&self, path: &str, arguments: &[(&str, &str)]) -> Result<Response, Error> {
        self.send(Method::Get, route(&self.api, path, arguments), self.headers(), Vec::new(), READ)
    }

    /// Reads all of a list past every cache, page by page; `arguments` come without paging, or with the size of the only page
    /// that is wanted.
    pub(crate) fn list(&self, path: &str, arguments: &[(&str, &str)]) -> Result<Vec<Value>, Error> {
        if arguments.iter().any(|(name, _)| *name == "per_page") {
            let (items, _) = self.get_anew(path, arguments)?;
            return list_of(items);
        }
        let mut all = Vec::new();
        for page in 1..=MAX_PAGES {
            let number = page.to_string();
            let mut paged = arguments.to_vec();
            paged.extend([("per_page", "100"), ("page", number.as_str())]);
            let (items, headers) = self.get_anew(path, &paged)?;
            let items = list_of(items)?;
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
        let bytes = self.letters(&body.to_string()).into_owned().into_bytes();
        let answer = self.send(Method::Post, route(&self.api, path, arguments), headers, bytes, WRITE)?;
        self.judged(&answer, answer::written(&answer, expected, &self.secrets))
    }

    /// Asks with a body, as something is written; the arguments say that it is a question.
    pub(crate) fn ask_with(&self, path: &str, arguments: &[(&str, &str)], body: &Value) -> Result<(), Error> {
        let mut headers = self.headers();
        headers.push(header("Content-Type", "application/json; charset=utf-8"));
        let bytes = self.letters(&body.to_string()).into_owned().into_bytes();
        let answer = self.send(Method::Post, route(&self.api, path, arguments), headers, bytes, READ)?;
        self.judged(&answer, answer::read(&answer, &self.secrets)).map(drop)
    }

    /// Deletes what is at a route. By POST with the method beside it, because some hosts block DELETE; the method stands
    /// in the address too, because some take away headers that they do not know.
    pub(crate) fn delete(&self, path: &str, arguments: &[(&str, &str)]) -> Result<Map<String, Value>, Error> {
        let mut headers = self.headers();
        headers.push(header("X-HTTP-Method-Override", "DELETE"));
        let mut asked = arguments.to_vec();
        asked.push(("_method", "DELETE"));
        let answer = self.send(Method::Post, route(&self.api, path, &asked), headers, Vec::new(), WRITE)?;
        self.judged(&answer, answer::removed(&answer, &self.secrets))
    }

    /// Asks anonymously, as readers do, for the newest state.
    pub(crate) fn ask_as_reader(
        &self,
        method: Method,
        url: Url,
        more: Vec<(String, String)>,
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
        let words: Vec<_> = arguments.iter().map(|(name, value)| (*name, self.letters(value))).collect();
        let arguments: Vec<_> = words.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let answer = self.send(Method::Post, route(&self.api, path, &arguments), headers, bytes, timeout)?;
        self.judged(&answer, answer::written(&answer, 201, &self.secrets))
    }

    /// Words as they are written to the site. An entity needs no sign that JSON would want in another form.
    fn letters<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_wide = |letter: char| u32::from(letter) > 0xffff;
        if !self.narrow || !text.contains(is_wide) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 16);
        for letter in text.chars() {
            if is_wide(letter) {
                out.push_str(&format!("&#x{:x};", u32::from(letter)));
            } else {
                out.push(letter);
            }
        }
        Cow::Owned(out)
    }

    /// Remembers what an answer tells besides: that the login is refused, that the site writes around its data.
    fn judged<T>(&self, answer: &Response, read: Result<T, Error>) -> Result<T, Error> {
        match &read {
            Ok(_) => {
                self.untidy.fetch_or(answer::is_untidy(&answer.body), Ordering::Relaxed);
            }
            Err(Error::Login) => self.gate.0.store(true, Ordering::SeqCst),
            Err(_) => {}
        }
        read
    }

    fn headers(&self) -> Vec<(String, String)> {
        // Without Accept, WordPress may answer faults with pages instead of JSON.
        vec![
            header("Accept", "application/json"),
            header("Authorization", &self.authorization),
            header("Cache-Control", "no-cache"),
        ]
    }

    pub(crate) fn send(
        &self,
        method: Method,
        mut url: Url,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
        timeout: Duration,
    ) -> Result<Response, Error> {
        if method != Method::Post && self.anew.load(Ordering::Relaxed) {
            url.query_pairs_mut().append_pair(NEVER_ASKED, &another());
        }
        let request = Request { method, url, headers, body, timeout, options: self.options.clone() };
        if request.header("Authorization").is_some() && !is_allowed(&request.url, &self.options) {
            return Err(Error::Address("the password would travel in the open".to_owned()));
        }
        if request.header("Authorization").is_some() && self.gate.is_closed() {
            return Err(Error::Login);
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

/// A word that no request had before.
fn another() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let moment = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    format!("{moment:x}-{:x}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Pages of a list at most; 20,000 things.
const MAX_PAGES: usize = 200;
/// The argument that makes an address one that nobody has asked for; sites do not know it and leave it alone.
const NEVER_ASKED: &str = "nocache";

fn list_of(items: Value) -> Result<Vec<Value>, Error> {
    match items {
        Value::Array(items) => Ok(items),
        _ => Err(Error::NotWordPress("one thing instead of a list".to_owned())),
    }
}

pub(crate) fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

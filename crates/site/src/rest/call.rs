//! One call of the REST interface, taken apart, and its answer.

use std::cell::Cell;

use axum::http::HeaderMap;
use serde_json::{Map, Value};

use crate::Site;
use crate::account::{self, Account, AppPassword};
use crate::rest::dispatch;
use crate::rest::error::RestError;
use crate::rest::params::{Params, form};
use crate::serve::Payload;

/// Longest body that is read as JSON or as a form, in bytes. (Uploads are limited by the server alone.)
const LONGEST_JSON: usize = 32 << 20;

pub(crate) struct Call<'a> {
    pub(crate) site: &'a Site,
    pub(crate) method: String,
    pub(crate) route: Vec<String>,
    pub(crate) params: Params,
    pub(crate) headers: &'a HeaderMap,
    /// The body of the request; `None` once it was taken.
    pub(crate) payload: Cell<Option<Payload>>,
    /// Who calls, and with which password; `None` for everybody else.
    pub(crate) caller: Option<(Account, AppPassword)>,
    /// Seconds since 1970 UTC, the same all through the call.
    pub(crate) now: i64,
    pub(crate) base: String,
    /// The query as it came, for the addresses of neighbouring pages.
    pub(crate) query: String,
}

pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Value,
}

impl Reply {
    pub(crate) fn ok(body: Value) -> Self {
        Self { status: 200, headers: Vec::new(), body }
    }

    pub(crate) fn created(location: String, body: Value) -> Self {
        Self { status: 201, headers: vec![("location", location)], body }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl Call<'_> {
    pub(crate) fn account(&self) -> Option<&Account> {
        self.caller.as_ref().map(|(account, _)| account)
    }

    pub(crate) fn can(&self, capability: &str) -> bool {
        self.account().is_some_and(|account| account.can(capability))
    }

    /// 401 for nobody known, 403 for somebody who may not (`rest_authorization_required_code`).
    pub(crate) fn refuse(&self, code: &'static str, message: &str) -> RestError {
        RestError::new(if self.caller.is_some() { 403 } else { 401 }, code, message)
    }

    /// Is it `context=edit`? Only those who may edit something get that far.
    pub(crate) fn wants_edit(&self, capability: &str) -> Result<bool, RestError> {
        let context = self.params.choice("context", &["view", "embed", "edit"])?;
        if context != Some("edit") {
            return Ok(false);
        }
        if self.can(capability) {
            return Ok(true);
        }
        Err(self.refuse("rest_forbidden_context", "Xin lỗi, bạn không được phép sửa các mục thuộc loại này."))
    }

    /// An address of this interface.
    pub(crate) fn api(&self, route: &str) -> String {
        format!("{}/wp-json/{route}", self.base)
    }
}

/// What comes in from the server: the route (after `/wp-json`) is separated already.
pub(crate) struct Incoming<'a> {
    pub(crate) site: &'a Site,
    pub(crate) method: &'a str,
    pub(crate) route: &'a str,
    pub(crate) query: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) payload: Payload,
}

/// Answers a call. Always gives a reply; what goes wrong is one too.
pub(crate) fn answer(incoming: Incoming<'_>) -> Reply {
    let query = incoming.query.to_owned();
    let reply = prepare(incoming).and_then(|call| {
        let reply = dispatch(&call)?;
        let fields = call.params.texts("_fields")?;
        Ok((reply, fields))
    });
    match reply {
        Ok((mut reply, fields)) => {
            if let Some(fields) = fields.filter(|fields| !fields.is_empty()) {
                reply.body = match reply.body {
                    Value::Array(items) => items.into_iter().map(|item| only(item, &fields)).collect(),
                    item => only(item, &fields),
                };
            }
            reply
        }
        Err(error) => {
            tracing::debug!("{} {query}: {}", error.status, error.code);
            Reply { status: error.status, headers: Vec::new(), body: error.body() }
        }
    }
}

fn prepare(incoming: Incoming<'_>) -> Result<Call<'_>, RestError> {
    let mut params = Params::default();
    params.add_form(incoming.query);
    let header = |name: &str| incoming.headers.get(name).and_then(|value| value.to_str().ok());
    let mut method = incoming.method.to_owned();
    if method == "HEAD" {
        method = "GET".to_owned();
    }
    if method == "POST"
        && let Some(meant) = header("x-http-method-override").map(str::to_owned).or(params.text("_method")?)
    {
        method = meant.to_ascii_uppercase();
    }
    let kind = header("content-type").unwrap_or("").to_ascii_lowercase();
    let is_json = kind.split(';').next().is_some_and(|kind| kind.trim().ends_with("json"));
    let is_form = kind.starts_with("application/x-www-form-urlencoded");
    match &incoming.payload {
        Payload::Memory(body) if (is_json || is_form) && body.len() > LONGEST_JSON => {
            return Err(RestError::new(413, "rest_request_too_large", "Yêu cầu quá lớn."));
        }
        Payload::Memory(body) if is_json && !body.is_empty() => params.add_json(object(body)?),
        Payload::Memory(body) if is_form => params.add_form(&String::from_utf8_lossy(body)),
        Payload::Upload(upload) => params.add_pairs(&upload.fields),
        _ => {}
    }
    let caller = match header("authorization") {
        Some(header) => incoming.site.db().read(|db| account::authenticate(db, header))?,
        None => None,
    };
    let now = incoming.site.now();
    if let Some((_, password)) = &caller {
        note_use(incoming.site, password, now);
    }
    let parts = incoming.route.split('/').filter(|part| !part.is_empty());
    Ok(Call {
        route: parts.map(str::to_owned).collect(),
        site: incoming.site,
        method,
        params,
        headers: incoming.headers,
        payload: Cell::new(Some(incoming.payload)),
        caller,
        now,
        base: incoming.site.url(),
        query: incoming.query.to_owned(),
    })
}

fn object(body: &[u8]) -> Result<Map<String, Value>, RestError> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Ok(Map::new()),
        Err(_) => Err(RestError::new(400, "rest_invalid_json", "Dữ liệu JSON được gửi không hợp lệ.")),
    }
}

/// Once a day, as WordPress does. Not being able to note it is no reason to refuse the call.
fn note_use(site: &Site, password: &AppPassword, now: i64) {
    if password.last_used.is_some_and(|used| now - used < 24 * 3600) {
        return;
    }
    let noted = site.db().write(|db| {
        db.execute("UPDATE app_password SET last_used = ?2 WHERE uuid = ?1", rusqlite::params![password.uuid, now])
    });
    if let Err(error) = noted {
        tracing::warn!("cannot note the use of a password: {error}");
    }
}

/// Only the fields asked for; `title.rendered` asks for a part of one.
fn only(item: Value, fields: &[String]) -> Value {
    let Value::Object(item) = item else {
        return item;
    };
    let mut kept = Map::new();
    for field in fields {
        let mut path = field.split('.');
        let Some(first) = path.next() else { continue };
        let Some(value) = item.get(first) else { continue };
        match path.next() {
            None => {
                kept.insert(first.to_owned(), value.clone());
            }
            Some(second) => {
                if let Some(part) = value.get(second) {
                    let entry = kept.entry(first).or_insert_with(|| Value::Object(Map::new()));
                    if let Value::Object(entry) = entry {
                        entry.insert(second.to_owned(), part.clone());
                    }
                }
            }
        }
    }
    Value::Object(kept)
}

/// The query without `page`, with another `page`.
pub(crate) fn query_of_page(query: &str, page: i64) -> String {
    let mut pairs: Vec<String> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && form(pair).iter().all(|(name, _)| name != "page" && name != "rest_route"))
        .map(str::to_owned)
        .collect();
    pairs.push(format!("page={page}"));
    pairs.join("&")
}

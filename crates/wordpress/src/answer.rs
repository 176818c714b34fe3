//! Reading answers: which are what was asked for, and what the others mean.

use crate::{
    error::{Error, FIREWALL},
    html::{Token, decode, tokens},
    transport::{Headers, Response, TransportError},
};
use chrono::{DateTime, Utc};
use serde_json::{Deserializer, Map, Value};
use std::{
    borrow::Cow,
    time::{Duration, SystemTime},
};

/// Bytes read in all while looking for the beginning of the JSON; a hostile answer would keep us for minutes.
const MAX_EFFORT: usize = 256 * 1024 * 1024;
/// Letters of the site's own words that are kept.
const MAX_MESSAGE: usize = 300;
/// The longest rest that a site is given, whatever it asks for: numbers of a foreign server are bounded before anybody counts
/// with them.
const LONGEST_REST: Duration = Duration::from_secs(15 * 60);
/// How far into a page its title is looked for, in bytes.
const MAX_HEAD: usize = 16 * 1024;

/// Codes by which WordPress and extensions that guard its login say that the login is not accepted.
const OF_LOGINS: [&str; 8] = [
    "incorrect_password",
    "invalid_username",
    "invalid_email",
    "invalid_credentials",
    "authentication_failed",
    "rest_not_logged_in",
    "application_passwords_disabled_for_user",
    "too_many_retries",
];

/// What was asked for; the same answer tells less after a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Read,
    Write,
}

/// The JSON of an answer. Extensions, warnings, byte order marks and comments of caches may stand around it: it begins where
/// the answer begins; else where everything to the end is one value; else it is, of what is no page, the longest value that
/// stands between lines or tags, or the longest of all. An answer that was cut off has none, whatever stands whole in it.
pub(crate) fn json(body: &[u8]) -> Option<Value> {
    let begins = blanks_before(body);
    let (mut at, mut effort) = (begins, 0);
    let mut best: Option<((bool, usize), usize, Value)> = None;
    while let Some(start) = body[at..].iter().position(|b| matches!(b, b'{' | b'[')).map(|found| at + found) {
        effort += body.len() - start;
        if effort > MAX_EFFORT {
            return None;
        }
        let mut values = Deserializer::from_slice(&body[start..]).into_iter::<Value>();
        at = match values.next() {
            Some(Ok(value)) => {
                let end = start + values.byte_offset();
                if start == begins || body[end..].iter().all(u8::is_ascii_whitespace) {
                    return Some(value);
                }
                let before = body[..start].iter().rev().find(|b| !matches!(b, b' ' | b'\t'));
                let after = body[end..].iter().find(|b| !matches!(b, b' ' | b'\t'));
                let alone = matches!(before, Some(b'\n' | b'\r' | b'>')) && matches!(after, Some(b'\n' | b'\r' | b'<'));
                if best.as_ref().is_none_or(|(rank, ..)| *rank < (alone, end - start)) {
                    best = Some(((alone, end - start), start, value));
                }
                end
            }
            Some(Err(cut)) if cut.is_eof() => return None,
            _ => start + 1,
        };
    }
    // A page may hold values of its own; it is no answer of the interface.
    best.filter(|(_, start, _)| !is_page(&body[..*start])).map(|(.., value)| value)
}

/// True if something else stands around the value of an answer that was read.
pub(crate) fn is_untidy(body: &[u8]) -> bool {
    serde_json::from_slice::<Value>(&body[blanks_before(body)..]).is_err()
}

/// Blanks and a byte order mark at the beginning.
fn blanks_before(body: &[u8]) -> usize {
    let mark = if body.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    mark + body[mark..].iter().take_while(|b| b.is_ascii_whitespace()).count()
}

fn is_page(before: &[u8]) -> bool {
    const OF_PAGES: [&str; 7] = ["html", "!doctype", "head", "body", "script", "div", "meta"];
    let text = String::from_utf8_lossy(before).to_ascii_lowercase();
    text.split('<').skip(1).any(|tag| OF_PAGES.iter().any(|name| tag.starts_with(name)))
}

/// What a reading call asked for.
///
/// # Errors
/// Any status but 200, an error in the body, or no JSON.
pub(crate) fn read(response: &Response, secrets: &[String]) -> Result<Value, Error> {
    let value = json(&response.body);
    if is_challenge(response, value.as_ref()) {
        return Err(challenged());
    }
    if response.status == 200 && complaint(value.as_ref()).is_none() {
        return value.ok_or_else(|| no_data(response, secrets));
    }
    Err(refusal(response, value.as_ref(), secrets, Asked::Read))
}

/// Why an answer that should have been 200 is not acceptable.
pub(crate) fn refuse(response: &Response, secrets: &[String]) -> Error {
    if is_challenge(response, None) {
        return challenged();
    }
    refusal(response, json(&response.body).as_ref(), secrets, Asked::Read)
}

/// The object with an id that a write answers: status 201 for a new one, 200 for a known one.
///
/// # Errors
/// A refusal by its kind; any other success is an unknown outcome, so that nothing is taken for done
/// that was not, nor done twice.
pub(crate) fn written(response: &Response, expected: u16, secrets: &[String]) -> Result<Map<String, Value>, Error> {
    let value = json(&response.body);
    let attachment = upload_id(&response.headers);
    if is_challenge(response, value.as_ref()) {
        return Err(challenged());
    }
    if response.status < 300 && complaint(value.as_ref()).is_none() {
        return match value {
            Some(Value::Object(fields)) if response.status == expected && id(&fields).is_some() => Ok(fields),
            _ => Err(Error::UnknownOutcome { status: response.status, attachment }),
        };
    }
    if attachment.is_some() && response.status >= 500 {
        return Err(Error::UnknownOutcome { status: response.status, attachment });
    }
    Err(refusal(response, value.as_ref(), secrets, Asked::Write))
}

/// What a deletion answers: any object with status 200.
///
/// # Errors
/// As [`written`].
pub(crate) fn removed(response: &Response, secrets: &[String]) -> Result<Map<String, Value>, Error> {
    let value = json(&response.body);
    if is_challenge(response, value.as_ref()) {
        return Err(challenged());
    }
    if response.status < 300 && complaint(value.as_ref()).is_none() {
        return match value {
            Some(Value::Object(fields)) if response.status == 200 => Ok(fields),
            _ => Err(Error::UnknownOutcome { status: response.status, attachment: None }),
        };
    }
    Err(refusal(response, value.as_ref(), secrets, Asked::Write))
}

/// Headers by which those who stand before a site say that they want to see a person first: Cloudflare, Amazon's firewall,
/// `SiteGround`.
const CHALLENGES: [&str; 3] = ["cf-mitigated", "x-amzn-waf-action", "sg-captcha"];

/// True if something before the site wants to see a person, and shows a picture to solve: the site itself was not reached, so
/// that nothing was done. No site of this interface answers 202, which is what some of them send (the others 403, 405 or 503).
pub(crate) fn is_challenge(response: &Response, value: Option<&Value>) -> bool {
    let says_so = |name: &&str| {
        let said = response.headers.get(name).unwrap_or_default().to_ascii_lowercase();
        said.contains("challenge") || said.contains("captcha")
    };
    value.is_none() && (CHALLENGES.iter().any(says_so) || (response.status == 202 && begins_as_a_page(response)))
}

fn begins_as_a_page(response: &Response) -> bool {
    head(response).trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('<')
}

fn challenged() -> Error {
    Error::NotAllowed { code: FIREWALL.to_owned() }
}

/// The `code` of a complaint in WordPress's own form.
pub(crate) fn code_of(response: &Response) -> Option<String> {
    let value = json(&response.body);
    complaint(value.as_ref()).map(|c| c.code.to_owned())
}

/// The site's clock when it answered (`Date`, RFC 9110 §6.6.1).
pub(crate) fn date(headers: &Headers) -> Option<DateTime<Utc>> {
    headers.get("Date").and_then(|d| httpdate::parse_http_date(d.trim()).ok()).map(DateTime::from)
}

/// The id of a thing; no database counts further than this, ours neither.
pub(crate) fn id(fields: &Map<String, Value>) -> Option<u64> {
    fields.get("id").and_then(Value::as_u64).filter(|id| (1..=i64::MAX as u64).contains(id))
}

/// The upload that WordPress had saved before it failed to make the smaller sizes.
fn upload_id(headers: &Headers) -> Option<u64> {
    headers
        .get("X-WP-Upload-Attachment-ID")
        .and_then(|v| v.trim().parse().ok())
        .filter(|id| (1..=i64::MAX as u64).contains(id))
}

struct Complaint<'a> {
    code: &'a str,
    message: &'a str,
    data: &'a Value,
}

/// An error in WordPress's own form: `code`, `message`, `data` (an object, a text or nothing).
fn complaint(value: Option<&Value>) -> Option<Complaint<'_>> {
    let fields = value?.as_object()?;
    let code = fields.get("code")?.as_str()?;
    let message = fields.get("message")?.as_str()?;
    // A post type could have such fields too; it would have an id as well.
    id(fields).is_none().then(|| Complaint { code, message, data: fields.get("data").unwrap_or(&Value::Null) })
}

fn refusal(response: &Response, value: Option<&Value>, secrets: &[String], asked: Asked) -> Error {
    let complaint = complaint(value);
    // Some proxies turn every answer into 200; the true status is inside.
    let inner = complaint.as_ref().and_then(|c| c.data.get("status")).and_then(Value::as_u64);
    let status = match (response.status, inner.and_then(|s| u16::try_from(s).ok())) {
        (200..=299, Some(inner)) => inner,
        (outer, _) => outer,
    };
    if (300..400).contains(&status) {
        let to = response.headers.get("Location").unwrap_or("nowhere");
        let about = clean(&format!("it sends us to {to}"), secrets);
        return Error::Page { status, about, write: asked == Asked::Write };
    }
    match complaint {
        Some(c) => match by_code(status, &c, response, secrets) {
            // A complaint that does not say its status may come from anywhere, also after the work.
            Error::Rejected { status: ..=299, .. } if asked == Asked::Write => {
                Error::UnknownOutcome { status, attachment: upload_id(&response.headers) }
            }
            error => error,
        },
        None => by_status(status, response, secrets, asked),
    }
}

/// A success without the data: a page is somebody else's, anything else a fault of the site.
fn no_data(response: &Response, secrets: &[String]) -> Error {
    let status = response.status;
    let start = head(response);
    let first = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if first.starts_with('<') {
        return Error::Page { status, about: clean(&title(first), secrets), write: false };
    }
    Error::Server { status, code: String::new(), message: "an answer without data".to_owned() }
}

fn head(response: &Response) -> Cow<'_, str> {
    String::from_utf8_lossy(&response.body[..response.body.len().min(MAX_HEAD)])
}

fn title(page: &str) -> String {
    let mut after = tokens(page).skip_while(|t| !matches!(t, Token::Tag(tag) if tag.name == "title" && !tag.closes));
    match after.nth(1) {
        Some(Token::Text(text)) => decode(text).trim().to_owned(),
        _ => "without a title".to_owned(),
    }
}

fn by_code(status: u16, c: &Complaint<'_>, response: &Response, secrets: &[String]) -> Error {
    let code = clean(c.code, secrets);
    let message = clean(c.message, secrets);
    match (status, c.code) {
        (401, _) => Error::Login,
        // Extensions that guard the login refuse by other numbers.
        (_, code) if OF_LOGINS.contains(&code) => Error::Login,
        // Asking for drafts without being signed in is called a wrong argument; the reason is deeper inside.
        (400, "rest_invalid_param") if details(c.data).any(|inner| inner == 401) => Error::Login,
        (400, "rest_invalid_param") if details(c.data).any(|inner| inner == 403) => Error::NotAllowed { code },
        (413, _) | (_, "rest_upload_file_too_big") => Error::TooLarge,
        // A site of many that has used up what it may keep.
        (_, "rest_upload_limited_space" | "rest_upload_user_quota_exceeded") => {
            Error::CannotStore { status, code, message }
        }
        (403, _) => Error::NotAllowed { code },
        (429 | 503, _) => Error::Busy { status, retry_after: retry_after(&response.headers) },
        (_, "rest_no_route") => Error::NoRoute,
        (410, _) | (404, "rest_post_invalid_id") => Error::Gone,
        // An empty name is the caller's fault, whatever status it gets.
        (_, "empty_term_name") | (501, _) => Error::Rejected { status, code, message, data: Value::Null },
        (507, _) | (500, "rest_upload_sideload_error" | "rest_upload_unknown_error" | "rest_upload_file_error") => {
            Error::CannotStore { status, code, message }
        }
        (500.., _) if disk_is_full(&message) => Error::CannotStore { status, code, message },
        (500.., "db_insert_error" | "db_update_error") => Error::Database { code, message },
        (500.., _) => Error::Server { status, code, message },
        _ => Error::Rejected { status, code, message, data: clean_value(c.data, secrets) },
    }
}

/// Words of the operating system (ENOSPC, EDQUOT) and of the database (errors 1021, 1114), which sites pass on as they are.
/// When they come, something may have been done.
fn disk_is_full(message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    ["no space left", "disk quota exceeded", "disk full", "' is full"].iter().any(|words| message.contains(words))
}

/// Statuses of the single arguments that the site complains about.
fn details(data: &Value) -> impl Iterator<Item = u64> {
    let all = data.get("details").and_then(Value::as_object);
    all.into_iter().flatten().filter_map(|(_, d)| d.get("data")?.get("status")?.as_u64())
}

fn by_status(status: u16, response: &Response, secrets: &[String], asked: Asked) -> Error {
    match status {
        200..=299 if asked == Asked::Read => no_data(response, secrets),
        401 => Error::Login,
        403 | 406 => Error::NotAllowed { code: FIREWALL.to_owned() },
        404 | 405 | 410 => Error::NotWordPress(format!("a page with status {status} instead of data")),
        413 => Error::TooLarge,
        429 | 503 => Error::Busy { status, retry_after: retry_after(&response.headers) },
        507 => Error::CannotStore { status, code: String::new(), message: String::new() },
        // "Network authentication required" (RFC 6585 §6): whoever sends it has not let us through.
        511 => Error::Page { status, about: clean(&title(&head(response)), secrets), write: false },
        500.. => Error::Server { status, code: String::new(), message: String::new() },
        // The proxy on our side of the line; the site was not reached.
        407 => Error::Transport(TransportError::Offline("the proxy wants a name and a password".to_owned())),
        408 if asked == Asked::Write => Error::Lost(TransportError::Timeout),
        408 => Error::Transport(TransportError::Timeout),
        400.. => Error::Rejected { status, code: String::new(), message: String::new(), data: Value::Null },
        _ => Error::NotWordPress(format!("an answer with status {status}")),
    }
}

/// `Retry-After` (RFC 9110 §10.2.3): seconds, or a date that is compared with the answer's own; at most [`LONGEST_REST`].
fn retry_after(headers: &Headers) -> Option<Duration> {
    let value = headers.get("Retry-After")?.trim();
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than a number holds are a long time, too.
        let seconds = value.parse().unwrap_or(u64::MAX);
        return Some(Duration::from_secs(seconds).min(LONGEST_REST));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let sent = headers.get("Date").and_then(|d| httpdate::parse_http_date(d).ok()).unwrap_or(SystemTime::UNIX_EPOCH);
    // Without the server's clock a date says nothing: ours may be wrong.
    (sent != SystemTime::UNIX_EPOCH).then(|| until.duration_since(sent).unwrap_or_default().min(LONGEST_REST))
}

/// The site's words, short and without what must not be shown: a site may repeat our header in its message.
fn clean(text: &str, secrets: &[String]) -> String {
    let plain: String = crate::html::text_of(text).chars().filter(|c| !c.is_control()).collect();
    hide(&plain, secrets).chars().take(MAX_MESSAGE).collect()
}

fn clean_value(value: &Value, secrets: &[String]) -> Value {
    match value {
        Value::String(text) => Value::String(hide(text, secrets)),
        Value::Array(items) => items.iter().map(|v| clean_value(v, secrets)).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(k, v)| (hide(k, secrets), clean_value(v, secrets))).collect())
        }
        other => other.clone(),
    }
}

fn hide(text: &str, secrets: &[String]) -> String {
    secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "…"))
}

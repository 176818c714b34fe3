//! Answers one request: ordered faults, the REST interface or a page, common headers, the log.

use std::time::{Duration, UNIX_EPOCH};

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderName, HeaderValue, Request, Response, StatusCode, header};
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::connections::Line;
use crate::faults::{Entry, Fault, Faults};
use crate::rest::Incoming;
use crate::serve::payload::{self, BodyError, Payload, Sender};
use crate::wire::Caller;
use crate::{Site, pages, rest};

/// Longest body, in bytes.
const LONGEST_BODY: usize = 100 << 20;
/// How long a body may take.
pub(crate) const BODY_TIME: Duration = Duration::from_secs(300);

/// No script, nothing from other origins but pictures by HTTPS, no framing, no foreign forms (Content Security Policy
/// Level 3). The second line of defence behind [`crate::html::page`]: stories of editors are stored as sent.
const POLICY: &str = "default-src 'none'; img-src 'self' https: data:; style-src 'self'; font-src 'self'; \
    media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Answers any request.
pub(crate) async fn answer(
    State((site, faults)): State<(Site, Faults)>,
    ConnectInfo(Caller(line)): ConnectInfo<Caller>,
    request: Request<Body>,
) -> Response<Body> {
    line.works();
    let target = Target::of(&request);
    let fault = faults.take_matching(&target.method, &target.path);
    let mut response = match &fault {
        Some(Fault::DropBefore) => None,
        Some(fault) if response_of_fault(fault).is_some() => {
            // As web servers do before they refuse: who is still sending would not hear the answer.
            if let Err(error) = to_bytes(request.into_body(), LONGEST_BODY).await {
                tracing::debug!("body: {error}");
            }
            response_of_fault(fault)
        }
        other => {
            if let Some(Fault::Delay(time)) = other {
                tokio::time::sleep(*time).await;
            }
            let response = respond(&site, &line, &target, request).await;
            alter_response(other.as_ref(), response).await
        }
    };
    let status = response.as_ref().map(|response| response.status().as_u16());
    faults.note(Entry { method: target.method, path: target.path, query: target.query, status });
    if let Some(response) = &mut response {
        add_common_headers(&site, response);
        line.has_answered();
    } else {
        line.cut();
    }
    response.unwrap_or_default()
}

/// The target of a request (RFC 9112, section 3.2), taken apart.
struct Target {
    method: String,
    path: String,
    query: String,
    /// The REST route below `/wp-json`; `None` for a page or a file.
    route: Option<String>,
}

impl Target {
    fn of(request: &Request<Body>) -> Self {
        let query = request.uri().query().unwrap_or("").to_owned();
        let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
        let named = rest::form(&query).into_iter().find(|(name, _)| name == "rest_route");
        let below = path.strip_prefix("/wp-json").filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let route = named.map(|(_, route)| route).or(below.map(str::to_owned));
        let path = match &route {
            Some(route) => format!("/wp-json/{}", route.trim_start_matches('/')),
            None => path,
        };
        Self { method: request.method().as_str().to_owned(), path, query, route }
    }
}

async fn respond(site: &Site, line: &Line, target: &Target, request: Request<Body>) -> Response<Body> {
    let headers = request.headers().clone();
    let payload = if request.body().is_end_stream() {
        Payload::Memory(Bytes::new())
    } else {
        let sender = Sender::of(site, &headers);
        if !matches!(sender, Sender::Account) {
            line.receives_from_a_stranger();
        }
        let is_upload = target.method == "POST" && target.route.as_deref().is_some_and(rest::takes_files);
        let read = payload::read(site, request, &sender, LONGEST_BODY, is_upload);
        let read = tokio::time::timeout(BODY_TIME, read).await.unwrap_or(Err(BodyError::TooSlow));
        line.works();
        match read {
            Ok(payload) => payload,
            Err(error) => {
                tracing::debug!("body: {error}");
                return match error {
                    BodyError::TooSlow => html(StatusCode::REQUEST_TIMEOUT, "<h1>408 Request Timeout</h1>"),
                    _ => html(StatusCode::PAYLOAD_TOO_LARGE, "<h1>413 Request Entity Too Large</h1>"),
                };
            }
        }
    };
    let site = site.clone();
    let (method, path, query) = (target.method.clone(), target.path.clone(), target.query.clone());
    let route = target.route.clone();
    let responding = tokio::task::spawn_blocking(move || {
        if let Err(error) = site.publish_due() {
            tracing::error!("publishing: {error}");
        }
        match route {
            Some(route) => {
                let (method, query, headers) = (method.as_str(), query.as_str(), &headers);
                json_response(rest::answer(Incoming { site: &site, method, route: &route, query, headers, payload }))
            }
            None => pages::answer(&site, &method, &path, &query, &headers),
        }
    });
    responding.await.unwrap_or_else(|error| {
        tracing::error!("request: {error}");
        server_error()
    })
}

fn json_response(reply: rest::Reply) -> Response<Body> {
    let mut response = Response::new(Body::from(reply.body.to_string()));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=UTF-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, must-revalidate, max-age=0, no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.append(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Adds the headers that every response has. `Date` is the site's time: clients compare theirs with it.
fn add_common_headers(site: &Site, response: &mut Response<Body>) {
    let seconds = u64::try_from(site.now()).unwrap_or(0);
    let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
    let link = format!("<{}/wp-json/>; rel=\"https://api.w.org/\"", site.url());
    let headers = response.headers_mut();
    if let (Ok(date), Ok(link)) = (HeaderValue::from_str(&date), HeaderValue::from_str(&link)) {
        headers.insert(header::DATE, date);
        headers.append(header::LINK, link);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
}

/// The response that a fault sends instead of doing the work; `None` for faults that let it be done.
fn response_of_fault(fault: &Fault) -> Option<Response<Body>> {
    Some(match fault {
        Fault::Unauthorized => error(401, "rest_not_logged_in", "Bạn hiện chưa đăng nhập."),
        Fault::Forbidden => html(StatusCode::FORBIDDEN, "<h1>403 Forbidden</h1><p>Request blocked.</p>"),
        Fault::TooLarge => html(StatusCode::PAYLOAD_TOO_LARGE, "<h1>413 Request Entity Too Large</h1>"),
        Fault::TooManyRequests { retry_after } => {
            retry(error(429, "too_many_requests", "Quá nhiều yêu cầu."), *retry_after)
        }
        Fault::ServerError => server_error(),
        Fault::Unavailable { retry_after } => {
            retry(error(503, "wp_die", "Trang web đang được bảo trì trong giây lát."), *retry_after)
        }
        Fault::HtmlPage => html(StatusCode::OK, "<h1>Chào mừng bạn đến với mạng không dây</h1>"),
        _ => return None,
    })
}

/// Changes the response as the fault says; `None` when the connection is to break.
async fn alter_response(fault: Option<&Fault>, response: Response<Body>) -> Option<Response<Body>> {
    match fault {
        Some(Fault::DropAfter) => None,
        Some(Fault::DelayAfter(time)) => {
            tokio::time::sleep(*time).await;
            Some(response)
        }
        Some(Fault::ServerErrorAfterSave) => {
            let mut broken = server_error();
            // WordPress names the attachment before it makes the sizes, so this header gets through.
            if let Some(id) = response.headers().get("x-wp-upload-attachment-id") {
                broken.headers_mut().insert("x-wp-upload-attachment-id", id.clone());
            }
            Some(broken)
        }
        Some(Fault::EmptyAfterSave) => {
            let (mut parts, _) = response.into_parts();
            parts.status = StatusCode::OK;
            Some(Response::from_parts(parts, Body::empty()))
        }
        Some(Fault::GarbageBeforeJson) => {
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, LONGEST_BODY).await.unwrap_or_default();
            let garbage =
                b"<br />\n<b>Warning</b>: Undefined array key 0 in <b>plugin.php</b> on line <b>7</b><br />\n";
            let mixed: Vec<u8> = garbage.iter().copied().chain(body).collect();
            Some(Response::from_parts(parts, Body::from(Bytes::from(mixed))))
        }
        _ => Some(response),
    }
}

fn server_error() -> Response<Body> {
    error(500, "internal_server_error", "Đã có lỗi nghiêm trọng trên trang web này.")
}

fn error(status: u16, code: &str, message: &str) -> Response<Body> {
    let body = json!({ "code": code, "message": message, "data": { "status": status } });
    json_response(rest::Reply { status, headers: Vec::new(), body })
}

fn retry(mut response: Response<Body>, seconds: u32) -> Response<Body> {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

fn html(status: StatusCode, body: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(format!("<!doctype html>\n<html><body>{body}</body></html>\n")));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=UTF-8"));
    response
}

//! Answers that are not the interface's.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use maud::Markup;

/// A page. Readers always get its newest state.
pub(crate) fn page(status: u16, markup: Markup) -> Response<Body> {
    let mut response = plain(status, "text/html; charset=UTF-8", markup.into_string());
    set(&mut response, header::CONTENT_LANGUAGE, "vi");
    response
}

/// Any text.
pub(crate) fn plain(status: u16, kind: &str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    set(&mut response, header::CONTENT_TYPE, kind);
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

/// 301: the story has this address now.
pub(crate) fn moved(to: &str) -> Response<Body> {
    let mut response = plain(301, "text/html; charset=UTF-8", String::new());
    set(&mut response, header::LOCATION, to);
    response
}

/// A file that never changes under its address.
pub(crate) fn file(kind: &str, bytes: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(bytes.into());
    set(&mut response, header::CONTENT_TYPE, kind);
    set(&mut response, header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    response
}

pub(crate) fn server_error() -> Response<Body> {
    let text = "<!doctype html>\n<html lang=\"vi\"><title>Lỗi máy chủ</title>\
                <h1>Trang tạm thời không mở được</h1><p>Xin bạn thử lại sau ít phút.</p></html>\n";
    plain(500, "text/html; charset=UTF-8", text.to_owned())
}

pub(crate) fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    match HeaderValue::from_str(value) {
        Ok(value) => {
            response.headers_mut().insert(name, value);
        }
        Err(error) => tracing::warn!("header {name}: {error}"),
    }
}

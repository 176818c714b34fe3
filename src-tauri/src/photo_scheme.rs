//! `photo://localhost/<photo>/<size>/<recipe>`: pictures for the window, by id, never by path.

use crate::newsdesk::Newsdesk;
use contract::photos::asked;
use tauri::{
    UriSchemeResponder,
    http::{HeaderValue, Request, Response, StatusCode, header},
};

/// Answers on a worker thread, so that pictures do not hold up typing.
pub(crate) fn answer(newsdesk: &Newsdesk, request: &Request<Vec<u8>>, responder: UriSchemeResponder) {
    let newsdesk = newsdesk.clone();
    let path = request.uri().path().to_owned();
    tauri::async_runtime::spawn_blocking(move || responder.respond(newsdesk.picture_at(&path)));
}

impl Newsdesk {
    /// The answer to `photo://localhost<path>` for who is signed in: a JPEG, or 404 if there is no such picture for this
    /// person. Blocks.
    #[must_use]
    pub fn picture_at(&self, path: &str) -> Response<Vec<u8>> {
        let picture = asked(path).and_then(|(photo, size, token)| {
            let me = self.signed_in()?;
            let rendition = self.desk().ok()?.picture(&me, photo, size).ok()?;
            Some((rendition.recipe.token() == token, rendition.jpeg))
        });
        // An address keeps its picture for ever. What the story shows by now at an older address is not remembered there,
        // and nothing is remembered of an answer that may be another one later, after the next sign-in for example.
        let caching = match picture {
            Some((true, _)) => "max-age=31536000, immutable",
            _ => "no-store",
        };
        let status = if picture.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let mut response = Response::new(picture.map(|(_, jpeg)| jpeg).unwrap_or_default());
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        response
    }
}

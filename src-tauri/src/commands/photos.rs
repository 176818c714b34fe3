//! Photos.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::{
    Failure, FailureCode,
    photos::{ARTICLE_HEADER, FILE_NAME_HEADER, RemovePhoto, SavePhoto},
};
use newsroom::{ArticleId, PhotoUse, manuscript::PhotoWords};
use percent_encoding::percent_decode_str;
use tauri::{
    State,
    ipc::{InvokeBody, Request},
};

/// Takes a photo's bytes as the raw body of the call.
#[tauri::command]
pub(crate) async fn add_photo(newsdesk: State<'_, Newsdesk>, request: Request<'_>) -> Result<PhotoUse, Failure> {
    let (article, file_name, bytes) = unpack(&request).ok_or(Failure::of(FailureCode::NotAPhoto))?;
    newsdesk.change(move |desk, me| desk.add_photo(me, article, &file_name, &bytes)).await
}

#[tauri::command]
pub(crate) async fn save_photo(newsdesk: State<'_, Newsdesk>, request: SavePhoto) -> Answer<SavePhoto> {
    let SavePhoto { article, photo, caption, alt_text, credit } = request;
    let words = PhotoWords { caption, alt_text, credit };
    newsdesk.change(move |desk, me| desk.save_photo(me, article, photo, words)).await
}

#[tauri::command]
pub(crate) async fn remove_photo(newsdesk: State<'_, Newsdesk>, request: RemovePhoto) -> Answer<RemovePhoto> {
    newsdesk.change(move |desk, me| desk.remove_photo(me, request.article, request.photo)).await
}

fn unpack(request: &Request<'_>) -> Option<(ArticleId, String, Vec<u8>)> {
    let header = |name| request.headers().get(name)?.to_str().ok();
    let article = header(ARTICLE_HEADER)?.parse().ok()?;
    let file_name = percent_decode_str(header(FILE_NAME_HEADER)?).decode_utf8_lossy().into_owned();
    match request.body() {
        InvokeBody::Raw(bytes) => Some((article, file_name, bytes.clone())),
        InvokeBody::Json(_) => None,
    }
}

//! Documents of other programs in, stories out.

use crate::{commands::Answer, newsdesk::Newsdesk, save_dialog::save_as};
use contract::{
    Failure, FailureCode,
    documents::{ExportArticle, Imported, RescueText},
    photos::FILE_NAME_HEADER,
};
use newsroom::document::Unreadable;
use percent_encoding::percent_decode_str;
use tauri::{
    AppHandle, Runtime, State,
    ipc::{InvokeBody, Request},
};

/// Takes a document's bytes as the raw body of the call.
#[tauri::command]
pub(crate) async fn import_document(newsdesk: State<'_, Newsdesk>, request: Request<'_>) -> Result<Imported, Failure> {
    let (file_name, bytes) = unpack(&request).ok_or(Failure::of(FailureCode::NotADocument(Unreadable::Unknown)))?;
    newsdesk.change(move |desk, me| desk.import_document(me, &file_name, &bytes)).await
}

#[tauri::command]
pub(crate) async fn export_article<R: Runtime>(
    app: AppHandle<R>,
    newsdesk: State<'_, Newsdesk>,
    request: ExportArticle,
) -> Answer<ExportArticle> {
    let ExportArticle { article, format } = request;
    let (file_name, bytes) = newsdesk.as_staff(move |desk, me| desk.export(me, article, format)).await?;
    save_as(app, file_name, bytes).await
}

#[tauri::command]
pub(crate) async fn rescue_text<R: Runtime>(app: AppHandle<R>, request: RescueText) -> Answer<RescueText> {
    let RescueText { name, text } = request;
    save_as(app, format!("{name}.txt"), text.into_bytes()).await
}

fn unpack(request: &Request<'_>) -> Option<(String, Vec<u8>)> {
    let name = request.headers().get(FILE_NAME_HEADER)?.to_str().ok()?;
    match request.body() {
        InvokeBody::Raw(bytes) => Some((percent_decode_str(name).decode_utf8_lossy().into_owned(), bytes.clone())),
        InvokeBody::Json(_) => None,
    }
}

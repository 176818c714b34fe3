//! What somebody began to say and has not sent.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::unsent::{KeepUnsent, ReadUnsent};
use tauri::State;

#[tauri::command]
pub(crate) async fn read_unsent(newsdesk: State<'_, Newsdesk>, request: ReadUnsent) -> Answer<ReadUnsent> {
    newsdesk.as_staff(move |desk, me| desk.read_unsent(me, request.about)).await
}

#[tauri::command]
pub(crate) async fn keep_unsent(newsdesk: State<'_, Newsdesk>, request: KeepUnsent) -> Answer<KeepUnsent> {
    newsdesk.change(move |desk, me| desk.keep_unsent(me, request.about, &request.words)).await
}

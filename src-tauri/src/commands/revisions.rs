//! Kept states of stories.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::revisions::{CompareRevisions, KeepRevision, ListRevisions, RestoreRevision};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_revisions(newsdesk: State<'_, Newsdesk>, request: ListRevisions) -> Answer<ListRevisions> {
    newsdesk.as_staff(move |desk, me| desk.list_revisions(me, request.article)).await
}

#[tauri::command]
pub(crate) async fn keep_revision(newsdesk: State<'_, Newsdesk>, request: KeepRevision) -> Answer<KeepRevision> {
    newsdesk.change(move |desk, me| desk.keep_revision(me, request.article, &request.name)).await
}

#[tauri::command]
pub(crate) async fn compare_revisions(
    newsdesk: State<'_, Newsdesk>,
    request: CompareRevisions,
) -> Answer<CompareRevisions> {
    let CompareRevisions { article, from, to } = request;
    newsdesk.as_staff(move |desk, me| desk.compare_revisions(me, article, from, to)).await
}

#[tauri::command]
pub(crate) async fn restore_revision(
    newsdesk: State<'_, Newsdesk>,
    request: RestoreRevision,
) -> Answer<RestoreRevision> {
    let RestoreRevision { article, version, revision } = request;
    newsdesk.change(move |desk, me| desk.restore_revision(me, article, version, revision)).await
}

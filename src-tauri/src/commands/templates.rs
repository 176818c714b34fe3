//! Templates.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::templates::{ListTemplates, RemoveTemplate, SaveTemplate};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_templates(newsdesk: State<'_, Newsdesk>, request: ListTemplates) -> Answer<ListTemplates> {
    let ListTemplates {} = request;
    newsdesk.as_staff(|desk, me| desk.templates(me)).await
}

#[tauri::command]
pub(crate) async fn save_template(newsdesk: State<'_, Newsdesk>, request: SaveTemplate) -> Answer<SaveTemplate> {
    newsdesk.change(move |desk, me| desk.save_template(me, request.template)).await
}

#[tauri::command]
pub(crate) async fn remove_template(newsdesk: State<'_, Newsdesk>, request: RemoveTemplate) -> Answer<RemoveTemplate> {
    newsdesk.change(move |desk, me| desk.remove_template(me, request.template)).await
}

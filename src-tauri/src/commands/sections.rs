//! Sections of the newsroom.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::sections::{AddSection, ListSections, OrderSections, RenameSection, RetireSection, ShowSections};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_sections(newsdesk: State<'_, Newsdesk>, request: ListSections) -> Answer<ListSections> {
    let ListSections {} = request;
    newsdesk.as_staff(|desk, me| desk.list_sections(me)).await
}

#[tauri::command]
pub(crate) async fn show_sections(newsdesk: State<'_, Newsdesk>, request: ShowSections) -> Answer<ShowSections> {
    let ShowSections {} = request;
    newsdesk.as_staff(|desk, me| desk.show_sections(me)).await
}

#[tauri::command]
pub(crate) async fn add_section(newsdesk: State<'_, Newsdesk>, request: AddSection) -> Answer<AddSection> {
    newsdesk.change(move |desk, me| desk.add_section(me, &request.name)).await
}

#[tauri::command]
pub(crate) async fn rename_section(newsdesk: State<'_, Newsdesk>, request: RenameSection) -> Answer<RenameSection> {
    newsdesk.change(move |desk, me| desk.rename_section(me, request.section, &request.name)).await
}

#[tauri::command]
pub(crate) async fn order_sections(newsdesk: State<'_, Newsdesk>, request: OrderSections) -> Answer<OrderSections> {
    newsdesk.change(move |desk, me| desk.order_sections(me, &request.sections)).await
}

#[tauri::command]
pub(crate) async fn retire_section(newsdesk: State<'_, Newsdesk>, request: RetireSection) -> Answer<RetireSection> {
    newsdesk.change(move |desk, me| desk.retire_section(me, request.section, request.retired)).await
}

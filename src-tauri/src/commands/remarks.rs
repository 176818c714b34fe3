//! Remarks.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::remarks::{AddRemark, AnswerRemark, ListRemarks, ResolveRemark};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_remarks(newsdesk: State<'_, Newsdesk>, request: ListRemarks) -> Answer<ListRemarks> {
    newsdesk.as_staff(move |desk, me| desk.list_remarks(me, request.article)).await
}

#[tauri::command]
pub(crate) async fn add_remark(newsdesk: State<'_, Newsdesk>, request: AddRemark) -> Answer<AddRemark> {
    let AddRemark { article, remark, quote, text } = request;
    newsdesk.change(move |desk, me| desk.add_remark(me, article, remark, &quote, &text)).await
}

#[tauri::command]
pub(crate) async fn answer_remark(newsdesk: State<'_, Newsdesk>, request: AnswerRemark) -> Answer<AnswerRemark> {
    let AnswerRemark { article, remark, text } = request;
    newsdesk.change(move |desk, me| desk.answer_remark(me, article, remark, &text)).await
}

#[tauri::command]
pub(crate) async fn resolve_remark(newsdesk: State<'_, Newsdesk>, request: ResolveRemark) -> Answer<ResolveRemark> {
    let ResolveRemark { article, remark, resolved } = request;
    newsdesk.change(move |desk, me| desk.resolve_remark(me, article, remark, resolved)).await
}

//! The outbox.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::{
    Failure, FailureCode,
    sending::{
        CancelTransmission, CompareWithSite, GetLine, ListTransmissions, OpenInBrowser, PauseTransmission,
        RetryTransmission, SendFirst, SetLine, SettleConflict, ShowReceipt,
    },
};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_transmissions(
    newsdesk: State<'_, Newsdesk>,
    request: ListTransmissions,
) -> Answer<ListTransmissions> {
    let ListTransmissions {} = request;
    newsdesk.as_staff(|desk, _| desk.outbox()).await
}

#[tauri::command]
pub(crate) async fn retry_transmission(
    newsdesk: State<'_, Newsdesk>,
    request: RetryTransmission,
) -> Answer<RetryTransmission> {
    newsdesk.change(move |desk, me| desk.retry(me, request.transmission)).await
}

#[tauri::command]
pub(crate) async fn cancel_transmission(
    newsdesk: State<'_, Newsdesk>,
    request: CancelTransmission,
) -> Answer<CancelTransmission> {
    newsdesk.change(move |desk, me| desk.cancel(me, request.transmission).map(|changes| ((), changes))).await
}

#[tauri::command]
pub(crate) async fn pause_transmission(
    newsdesk: State<'_, Newsdesk>,
    request: PauseTransmission,
) -> Answer<PauseTransmission> {
    newsdesk.change(move |desk, me| desk.pause(me, request.transmission, request.paused)).await
}

#[tauri::command]
pub(crate) async fn send_first(newsdesk: State<'_, Newsdesk>, request: SendFirst) -> Answer<SendFirst> {
    newsdesk.change(move |desk, me| desk.send_first(me, request.transmission)).await
}

#[tauri::command]
pub(crate) async fn show_receipt(newsdesk: State<'_, Newsdesk>, request: ShowReceipt) -> Answer<ShowReceipt> {
    newsdesk.as_staff(move |desk, _| desk.receipt(request.transmission)).await
}

#[tauri::command]
pub(crate) async fn get_line(newsdesk: State<'_, Newsdesk>, request: GetLine) -> Answer<GetLine> {
    let GetLine {} = request;
    newsdesk.as_staff(|desk, _| desk.line()).await
}

#[tauri::command]
pub(crate) async fn set_line(newsdesk: State<'_, Newsdesk>, request: SetLine) -> Answer<SetLine> {
    let line = newsdesk.change(move |desk, me| desk.set_line(me, request.text_first, request.budget)).await;
    newsdesk.bell().ring();
    line
}

#[tauri::command]
pub(crate) async fn compare_with_site(
    newsdesk: State<'_, Newsdesk>,
    request: CompareWithSite,
) -> Answer<CompareWithSite> {
    newsdesk.as_staff(move |desk, me| desk.compare_with_site(me, request.article)).await
}

#[tauri::command]
pub(crate) async fn settle_conflict(newsdesk: State<'_, Newsdesk>, request: SettleConflict) -> Answer<SettleConflict> {
    newsdesk.change(move |desk, me| desk.settle_conflict(me, request.article, &request.settlement)).await
}

#[tauri::command]
pub(crate) async fn open_in_browser(newsdesk: State<'_, Newsdesk>, request: OpenInBrowser) -> Answer<OpenInBrowser> {
    let OpenInBrowser { address } = request;
    let page = address.clone();
    if !newsdesk.as_staff(move |desk, _| desk.is_on_a_site(&page)).await? {
        return Err(Failure::of(FailureCode::NotFound));
    }
    tauri_plugin_opener::open_url(&address, None::<&str>).map_err(|e| Failure::with_detail(FailureCode::Internal, e))
}

//! The outbox.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::{
    Failure, FailureCode,
    sending::{
        AcceptAsItStands, CancelTransmission, CompareWithSite, FindRefusedWords, GetDataSaver, ListTransmissions,
        OpenInBrowser, PauseTransmission, ResolveConflict, RetryTransmission, SendFirst, SendLettersAsEntities,
        SetDataSaver, ShowReceipt,
    },
};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_transmissions(
    newsdesk: State<'_, Newsdesk>,
    request: ListTransmissions,
) -> Answer<ListTransmissions> {
    let ListTransmissions {} = request;
    newsdesk.as_staff(|desk, me| desk.outbox(me)).await
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
pub(crate) async fn accept_as_it_stands(
    newsdesk: State<'_, Newsdesk>,
    request: AcceptAsItStands,
) -> Answer<AcceptAsItStands> {
    newsdesk.change(move |desk, me| desk.accept_as_it_stands(me, request.transmission)).await
}

#[tauri::command]
pub(crate) async fn send_letters_as_entities(
    newsdesk: State<'_, Newsdesk>,
    request: SendLettersAsEntities,
) -> Answer<SendLettersAsEntities> {
    newsdesk.change(move |desk, me| desk.send_letters_as_entities(me, request.transmission)).await
}

#[tauri::command]
pub(crate) async fn find_refused_words(
    newsdesk: State<'_, Newsdesk>,
    request: FindRefusedWords,
) -> Answer<FindRefusedWords> {
    newsdesk.change(move |desk, me| desk.find_refused_words(me, request.transmission)).await
}

#[tauri::command]
pub(crate) async fn show_receipt(newsdesk: State<'_, Newsdesk>, request: ShowReceipt) -> Answer<ShowReceipt> {
    newsdesk.as_staff(move |desk, me| desk.receipt(me, request.transmission)).await
}

#[tauri::command]
pub(crate) async fn get_data_saver(newsdesk: State<'_, Newsdesk>, request: GetDataSaver) -> Answer<GetDataSaver> {
    let GetDataSaver {} = request;
    newsdesk.as_staff(|desk, me| desk.data_saver(me)).await
}

#[tauri::command]
pub(crate) async fn set_data_saver(newsdesk: State<'_, Newsdesk>, request: SetDataSaver) -> Answer<SetDataSaver> {
    let saver = newsdesk.change(move |desk, me| desk.set_data_saver(me, request.text_first, request.budget)).await;
    newsdesk.bell().ring();
    saver
}

#[tauri::command]
pub(crate) async fn compare_with_site(
    newsdesk: State<'_, Newsdesk>,
    request: CompareWithSite,
) -> Answer<CompareWithSite> {
    newsdesk.as_staff(move |desk, me| desk.compare_with_site(me, request.article)).await
}

#[tauri::command]
pub(crate) async fn resolve_conflict(
    newsdesk: State<'_, Newsdesk>,
    request: ResolveConflict,
) -> Answer<ResolveConflict> {
    newsdesk.change(move |desk, me| desk.resolve_conflict(me, request.article, &request.resolution)).await
}

#[tauri::command]
pub(crate) async fn open_in_browser(newsdesk: State<'_, Newsdesk>, request: OpenInBrowser) -> Answer<OpenInBrowser> {
    let OpenInBrowser { address } = request;
    let page = newsdesk.as_staff(move |desk, me| desk.page_of_a_site(me, &address)).await?;
    let page = page.ok_or(Failure::of(FailureCode::NotFound))?;
    tauri_plugin_opener::open_url(&page, None::<&str>).map_err(|e| Failure::with_detail(FailureCode::Internal, e))
}

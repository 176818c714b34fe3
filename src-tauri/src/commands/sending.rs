//! Sites and the outbox.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::{
    Failure, FailureCode,
    sending::{CancelTransmission, ConnectSite, ListSites, ListTransmissions, OpenInBrowser, RetryTransmission},
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
pub(crate) async fn list_sites(newsdesk: State<'_, Newsdesk>, request: ListSites) -> Answer<ListSites> {
    let ListSites {} = request;
    newsdesk.as_staff(|desk, _| desk.sites()).await
}

#[tauri::command]
pub(crate) async fn connect_site(newsdesk: State<'_, Newsdesk>, request: ConnectSite) -> Answer<ConnectSite> {
    let ConnectSite { address, login, password } = request;
    newsdesk.change(move |desk, me| desk.connect_site(me, &address, &login, &password)).await
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

//! Connections to city sites, and the archive of what they have published.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::sites::{
    AskAccount, ConnectSite, CreateSiteSection, FindAlike, ForgetPassword, ListArchives, ListSiteSections, ListSites,
    PauseSite, PlaceSections, ProbeSite, SearchArchive, SetMainSite, UpdateArchive,
};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_sites(newsdesk: State<'_, Newsdesk>, request: ListSites) -> Answer<ListSites> {
    let ListSites {} = request;
    newsdesk.as_staff(|desk, me| desk.sites(me)).await
}

#[tauri::command]
pub(crate) async fn probe_site(newsdesk: State<'_, Newsdesk>, request: ProbeSite) -> Answer<ProbeSite> {
    newsdesk.as_staff(move |desk, me| desk.probe_site(me, &request.address, &request.connection)).await
}

#[tauri::command]
pub(crate) async fn connect_site(newsdesk: State<'_, Newsdesk>, request: ConnectSite) -> Answer<ConnectSite> {
    newsdesk.change(move |desk, me| desk.connect_site(me, &request)).await
}

#[tauri::command]
pub(crate) async fn ask_account(newsdesk: State<'_, Newsdesk>, request: AskAccount) -> Answer<AskAccount> {
    newsdesk.as_staff(move |desk, me| desk.ask_account(me, request.site)).await
}

#[tauri::command]
pub(crate) async fn list_site_sections(
    newsdesk: State<'_, Newsdesk>,
    request: ListSiteSections,
) -> Answer<ListSiteSections> {
    newsdesk.as_staff(move |desk, me| desk.site_sections(me, request.site)).await
}

#[tauri::command]
pub(crate) async fn place_sections(newsdesk: State<'_, Newsdesk>, request: PlaceSections) -> Answer<PlaceSections> {
    newsdesk.change(move |desk, me| desk.place_sections(me, request.site, &request.places)).await
}

#[tauri::command]
pub(crate) async fn create_site_section(
    newsdesk: State<'_, Newsdesk>,
    request: CreateSiteSection,
) -> Answer<CreateSiteSection> {
    newsdesk.change(move |desk, me| desk.create_site_section(me, request.site, request.section)).await
}

#[tauri::command]
pub(crate) async fn set_main_site(newsdesk: State<'_, Newsdesk>, request: SetMainSite) -> Answer<SetMainSite> {
    newsdesk.change(move |desk, me| desk.set_main_site(me, request.site)).await
}

#[tauri::command]
pub(crate) async fn pause_site(newsdesk: State<'_, Newsdesk>, request: PauseSite) -> Answer<PauseSite> {
    newsdesk.change(move |desk, me| desk.pause_site(me, request.site, request.paused)).await
}

#[tauri::command]
pub(crate) async fn forget_password(newsdesk: State<'_, Newsdesk>, request: ForgetPassword) -> Answer<ForgetPassword> {
    newsdesk.change(move |desk, me| desk.forget_password(me, request.site)).await
}

#[tauri::command]
pub(crate) async fn list_archives(newsdesk: State<'_, Newsdesk>, request: ListArchives) -> Answer<ListArchives> {
    let ListArchives {} = request;
    newsdesk.as_staff(|desk, me| desk.archives(me)).await
}

#[tauri::command]
pub(crate) async fn update_archive(newsdesk: State<'_, Newsdesk>, request: UpdateArchive) -> Answer<UpdateArchive> {
    newsdesk.as_staff(|desk, me| desk.may_update_archive(me)).await?;
    newsdesk.update_archive(request.site);
    newsdesk.as_staff(|desk, me| desk.archives(me)).await
}

#[tauri::command]
pub(crate) async fn search_archive(newsdesk: State<'_, Newsdesk>, request: SearchArchive) -> Answer<SearchArchive> {
    newsdesk.as_staff(move |desk, me| desk.search_archive(me, &request.search)).await
}

#[tauri::command]
pub(crate) async fn find_alike(newsdesk: State<'_, Newsdesk>, request: FindAlike) -> Answer<FindAlike> {
    newsdesk.as_staff(move |desk, me| desk.find_alike(me, request.article)).await
}

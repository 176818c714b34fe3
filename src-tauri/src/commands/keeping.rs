//! Copies of the newsroom, and going back to one.

use crate::{commands::Answer, failure::broken, newsdesk::Newsdesk};
use contract::{
    Failure, FailureCode,
    keeping::{
        ChooseSecondPlace, CopyNow, ForgetSecondPlace, LookIntoCopy, MendEntries, RecoverNewsroom, RestoreCopy,
        ShowKeeping, ShowRemains, TryRestore,
    },
};
use newsroom::{Action, rights::Denied};
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;

#[tauri::command]
pub(crate) async fn show_keeping(newsdesk: State<'_, Newsdesk>, request: ShowKeeping) -> Answer<ShowKeeping> {
    let ShowKeeping {} = request;
    newsdesk.as_staff(|desk, me| desk.keeping(me)).await
}

#[tauri::command]
pub(crate) async fn copy_now(newsdesk: State<'_, Newsdesk>, request: CopyNow) -> Answer<CopyNow> {
    let CopyNow {} = request;
    newsdesk.as_staff(|desk, me| desk.copy_now(me)).await
}

#[tauri::command]
pub(crate) async fn choose_second_place<R: Runtime>(
    app: AppHandle<R>,
    newsdesk: State<'_, Newsdesk>,
    request: ChooseSecondPlace,
) -> Answer<ChooseSecondPlace> {
    let ChooseSecondPlace {} = request;
    // Before the dialogue, for nobody chooses in vain.
    let role = newsdesk.signed_in().map(|me| me.role);
    Action::ChooseSecondPlace.permit_role(role).map_err(|denied| match denied {
        Denied::NotSignedIn => Failure::of(FailureCode::NotSignedIn),
        _ => Failure::of(FailureCode::ChiefOnly),
    })?;
    let asked = tauri::async_runtime::spawn_blocking(move || app.dialog().file().blocking_pick_folder()).await;
    let Some(chosen) = asked.map_err(broken)?.and_then(|folder| folder.into_path().ok()) else { return Ok(None) };
    newsdesk.as_staff(move |desk, me| desk.choose_second_place(me, &chosen)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn forget_second_place(
    newsdesk: State<'_, Newsdesk>,
    request: ForgetSecondPlace,
) -> Answer<ForgetSecondPlace> {
    let ForgetSecondPlace {} = request;
    newsdesk.as_staff(|desk, me| desk.forget_second_place(me)).await
}

#[tauri::command]
pub(crate) async fn look_into_copy(newsdesk: State<'_, Newsdesk>, request: LookIntoCopy) -> Answer<LookIntoCopy> {
    newsdesk.as_staff(move |desk, me| desk.look_into_copy(me, &request.copy)).await
}

#[tauri::command]
pub(crate) async fn restore_copy<R: Runtime>(
    app: AppHandle<R>,
    newsdesk: State<'_, Newsdesk>,
    request: RestoreCopy,
) -> Answer<RestoreCopy> {
    let file = newsdesk.as_staff(move |desk, me| desk.copy_to_restore(me, &request.copy)).await?;
    newsdesk.put_back(&app, desk::keeping::Recovery::Copy(file)).await
}

#[tauri::command]
pub(crate) async fn try_restore(newsdesk: State<'_, Newsdesk>, request: TryRestore) -> Answer<TryRestore> {
    newsdesk.as_staff(move |desk, me| desk.try_restore(me, request.second)).await
}

#[tauri::command]
pub(crate) async fn mend_entries(newsdesk: State<'_, Newsdesk>, request: MendEntries) -> Answer<MendEntries> {
    let MendEntries {} = request;
    newsdesk.change(|desk, me| desk.mend_entries(me)).await
}

#[tauri::command]
pub(crate) async fn show_remains(newsdesk: State<'_, Newsdesk>, request: ShowRemains) -> Answer<ShowRemains> {
    let ShowRemains {} = request;
    newsdesk.is_shut()?;
    let folder = newsdesk.folder().to_owned();
    let seen = tauri::async_runtime::spawn_blocking(move || desk::keeping::remains(&folder)).await;
    seen.map_err(broken)?.map_err(Failure::from)
}

#[tauri::command]
pub(crate) async fn recover_newsroom<R: Runtime>(
    app: AppHandle<R>,
    newsdesk: State<'_, Newsdesk>,
    request: RecoverNewsroom,
) -> Answer<RecoverNewsroom> {
    newsdesk.is_shut()?;
    let how = desk::keeping::Recovery::chosen(newsdesk.folder(), request.how)?;
    newsdesk.put_back(&app, how).await
}

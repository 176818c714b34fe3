//! Newsrooms, people, signing in.

use crate::{commands::Answer, failure::broken, newsdesk::Newsdesk, single_instance, window};
use contract::people::{
    AddStaff, ChangePassword, ChangeRole, CloseWindow, GivePassword, Hello, ListFirstSteps, ListStaff, ListTakers,
    MakeNewsroom, ReassignStories, SetLeft, ShowOther, SignIn, SignOut, TryReadyNewsroom, Welcome, ZoomWindow,
};
use tauri::{AppHandle, Runtime, State, WebviewWindow};

#[tauri::command]
pub(crate) async fn hello<R: Runtime>(
    app: AppHandle<R>,
    newsdesk: State<'_, Newsdesk>,
    request: Hello,
) -> Answer<Hello> {
    let Hello {} = request;
    newsdesk.try_again(&app).await?;
    let welcome = newsdesk.welcome().await;
    newsdesk.greeted();
    welcome
}

#[tauri::command]
pub(crate) async fn make_newsroom(newsdesk: State<'_, Newsdesk>, request: MakeNewsroom) -> Answer<MakeNewsroom> {
    let MakeNewsroom { newsroom, sections, name, login, password } = request;
    let chief = move |desk: &desk::Desk| desk.make_newsroom(&newsroom, &sections, (&name, &login, &password));
    let (staff, _) = newsdesk.at_desk(chief).await?;
    newsdesk.sign(Some(staff));
    newsdesk.welcome().await
}

#[tauri::command]
pub(crate) async fn try_ready_newsroom(
    newsdesk: State<'_, Newsdesk>,
    request: TryReadyNewsroom,
) -> Answer<TryReadyNewsroom> {
    let TryReadyNewsroom { stories } = request;
    let ready = move |desk: &desk::Desk| desk.make_ready_newsroom_for_trial(stories);
    newsdesk.at_desk(ready).await?;
    newsdesk.start_bundled_site();
    newsdesk.welcome().await
}

#[tauri::command]
pub(crate) async fn sign_in(newsdesk: State<'_, Newsdesk>, request: SignIn) -> Answer<SignIn> {
    let staff = newsdesk.at_desk(move |desk| desk.sign_in(&request.login, &request.password)).await?;
    newsdesk.sign(Some(staff.clone()));
    Ok(staff)
}

#[tauri::command]
pub(crate) async fn sign_out(newsdesk: State<'_, Newsdesk>, request: SignOut) -> Answer<SignOut> {
    let SignOut {} = request;
    newsdesk.sign(None);
    Ok(())
}

#[tauri::command]
pub(crate) async fn close_window<R: Runtime>(window: WebviewWindow<R>, request: CloseWindow) -> Answer<CloseWindow> {
    let CloseWindow {} = request;
    window::close(&window);
    Ok(())
}

#[tauri::command]
pub(crate) async fn zoom_window<R: Runtime>(window: WebviewWindow<R>, request: ZoomWindow) -> Answer<ZoomWindow> {
    let ZoomWindow { percent } = request;
    window::zoom(&window, percent);
    Ok(())
}

#[tauri::command]
pub(crate) async fn show_other(newsdesk: State<'_, Newsdesk>, request: ShowOther) -> Answer<ShowOther> {
    let ShowOther {} = request;
    let folder = newsdesk.folder().to_owned();
    tauri::async_runtime::spawn_blocking(move || single_instance::raise_first(&folder)).await.map_err(broken)
}

#[tauri::command]
pub(crate) async fn list_staff(newsdesk: State<'_, Newsdesk>, request: ListStaff) -> Answer<ListStaff> {
    let ListStaff {} = request;
    newsdesk.as_staff(|desk, me| desk.staff(me)).await
}

#[tauri::command]
pub(crate) async fn add_staff(newsdesk: State<'_, Newsdesk>, request: AddStaff) -> Answer<AddStaff> {
    let AddStaff { name, login, role, password } = request;
    newsdesk.change(move |desk, me| desk.add_staff(me, &name, &login, role, &password)).await
}

#[tauri::command]
pub(crate) async fn list_first_steps(newsdesk: State<'_, Newsdesk>, request: ListFirstSteps) -> Answer<ListFirstSteps> {
    let ListFirstSteps {} = request;
    newsdesk.as_staff(desk::Desk::first_steps).await
}

#[tauri::command]
pub(crate) async fn change_password(newsdesk: State<'_, Newsdesk>, request: ChangePassword) -> Answer<ChangePassword> {
    let ChangePassword { old, new } = request;
    newsdesk.change(move |desk, me| desk.change_password(me, &old, &new)).await
}

#[tauri::command]
pub(crate) async fn give_password(newsdesk: State<'_, Newsdesk>, request: GivePassword) -> Answer<GivePassword> {
    newsdesk.change(move |desk, me| desk.give_password(me, request.staff, &request.password)).await
}

#[tauri::command]
pub(crate) async fn change_role(newsdesk: State<'_, Newsdesk>, request: ChangeRole) -> Answer<ChangeRole> {
    newsdesk.change(move |desk, me| desk.change_role(me, request.staff, request.role)).await
}

#[tauri::command]
pub(crate) async fn set_left(newsdesk: State<'_, Newsdesk>, request: SetLeft) -> Answer<SetLeft> {
    let SetLeft { staff, left, stories_to } = request;
    newsdesk.change(move |desk, me| desk.set_left(me, staff, left, stories_to)).await
}

#[tauri::command]
pub(crate) async fn list_takers(newsdesk: State<'_, Newsdesk>, request: ListTakers) -> Answer<ListTakers> {
    let ListTakers {} = request;
    newsdesk.as_staff(|desk, me| desk.takers(me)).await
}

#[tauri::command]
pub(crate) async fn reassign_stories(
    newsdesk: State<'_, Newsdesk>,
    request: ReassignStories,
) -> Answer<ReassignStories> {
    newsdesk.change(move |desk, me| desk.reassign_stories(me, request.from, request.to)).await
}

impl Newsdesk {
    /// What the window begins with; if the newsroom cannot be opened, that is what it says.
    async fn welcome(&self) -> Answer<Hello> {
        let blank = Welcome {
            newsroom: None,
            staff: self.signed_in(),
            sections: Vec::new(),
            data_folder: self.folder().display().to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            trial_staff: Vec::new(),
            trial_password: None,
            trouble: None,
        };
        match self.desk() {
            Err(trouble) => Ok(Welcome { trouble: Some(trouble), ..blank }),
            Ok(_) => {
                self.at_desk(|desk| {
                    let trial_staff = desk.trial_staff()?;
                    Ok(Welcome {
                        newsroom: desk.newsroom()?,
                        sections: desk.sections()?,
                        trial_password: (!trial_staff.is_empty()).then(|| desk::READY_PASSWORD.to_owned()),
                        trial_staff,
                        ..blank
                    })
                })
                .await
            }
        }
    }
}

//! Stories.

use crate::{commands::Answer, newsdesk::Newsdesk};
use contract::articles::{
    ListArticles, ListShelves, MakeMove, NewArticle, OpenArticle, ReassignStory, SaveText, SetBanner, SetSlug,
};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_shelves(newsdesk: State<'_, Newsdesk>, request: ListShelves) -> Answer<ListShelves> {
    let ListShelves {} = request;
    newsdesk.as_staff(|desk, me| desk.shelves(me)).await
}

#[tauri::command]
pub(crate) async fn list_articles(newsdesk: State<'_, Newsdesk>, request: ListArticles) -> Answer<ListArticles> {
    let ListArticles { shelf, search, section, limit } = request;
    newsdesk.as_staff(move |desk, me| desk.list_beginning(me, shelf, &search, section, limit)).await
}

#[tauri::command]
pub(crate) async fn new_article(newsdesk: State<'_, Newsdesk>, request: NewArticle) -> Answer<NewArticle> {
    newsdesk.change(move |desk, me| desk.new_article(me, request.template)).await
}

#[tauri::command]
pub(crate) async fn open_article(newsdesk: State<'_, Newsdesk>, request: OpenArticle) -> Answer<OpenArticle> {
    newsdesk.as_staff(move |desk, me| desk.open_article(me, request.article)).await
}

#[tauri::command]
pub(crate) async fn save_text(newsdesk: State<'_, Newsdesk>, request: SaveText) -> Answer<SaveText> {
    newsdesk.change(move |desk, me| desk.save_text(me, request.article, request.version, request.edit)).await
}

#[tauri::command]
pub(crate) async fn make_move(newsdesk: State<'_, Newsdesk>, request: MakeMove) -> Answer<MakeMove> {
    let MakeMove { article, what, words } = request;
    newsdesk.change(move |desk, me| desk.make_move(me, article, what, &words)).await
}

#[tauri::command]
pub(crate) async fn set_banner(newsdesk: State<'_, Newsdesk>, request: SetBanner) -> Answer<SetBanner> {
    newsdesk.change(move |desk, me| desk.set_banner(me, request.article, request.banner, request.until)).await
}

#[tauri::command]
pub(crate) async fn set_slug(newsdesk: State<'_, Newsdesk>, request: SetSlug) -> Answer<SetSlug> {
    newsdesk.change(move |desk, me| desk.set_slug(me, request.article, &request.slug)).await
}

#[tauri::command]
pub(crate) async fn reassign_story(newsdesk: State<'_, Newsdesk>, request: ReassignStory) -> Answer<ReassignStory> {
    newsdesk.change(move |desk, me| desk.reassign_story(me, request.article, request.from, request.to)).await
}

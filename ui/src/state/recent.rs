//! What was used last, per person and laptop.

use crate::{
    bridge::storage,
    state::desk::{Desk, last_place},
};
use leptos::prelude::*;
use newsroom::ArticleId;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Stories that are kept.
const STORIES: usize = 20;
/// Actions that are kept.
const ACTIONS: usize = 8;

/// A story that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecentStory {
    /// Its id.
    pub(crate) id: ArticleId,
    /// Its headline when it was last seen; may be empty.
    pub(crate) headline: String,
}

fn key(desk: Desk, what: &str) -> Option<String> {
    desk.session
        .staff
        .with_untracked(|staff| staff.as_ref().map(|staff| format!("newsdesk.recent.{what}.{}", staff.id)))
}

fn read<T: DeserializeOwned>(desk: Desk, what: &str) -> Vec<T> {
    let kept = key(desk, what).and_then(|key| storage::read(&key));
    kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default()
}

fn write<T: Serialize>(desk: Desk, what: &str, list: &[T]) {
    if let (Some(key), Ok(json)) = (key(desk, what), serde_json::to_string(list)) {
        storage::keep(&key, &json);
    }
}

/// The stories that were opened last, newest first.
pub(crate) fn stories(desk: Desk) -> Vec<RecentStory> {
    read(desk, "stories")
}

/// A story was opened, or its headline is another one.
pub(crate) fn remember_story(desk: Desk, id: ArticleId, headline: &str) {
    let mut list = stories(desk);
    newest_first(&mut list, RecentStory { id, headline: headline.trim().to_owned() }, |one| one.id == id, STORIES);
    write(desk, "stories", &list);
}

/// The actions that were chosen last, newest first.
pub(crate) fn actions(desk: Desk) -> Vec<String> {
    read(desk, "actions")
}

/// An action was chosen in the palette.
pub(crate) fn used(desk: Desk, id: &str) {
    let mut list = actions(desk);
    newest_first(&mut list, id.to_owned(), |one| one == id, ACTIONS);
    write(desk, "actions", &list);
}

fn newest_first<T>(list: &mut Vec<T>, new: T, same: impl Fn(&T) -> bool, most: usize) {
    list.retain(|one| !same(one));
    list.insert(0, new);
    list.truncate(most);
}

/// Remembers every story that is opened.
pub(crate) fn remember(desk: Desk) {
    Effect::new(move |_| {
        desk.opened.with(|opened| {
            if let Some(view) = opened {
                remember_story(desk, view.article.id, &view.article.manuscript.headline);
                last_place::opened(desk, view.article.id);
            }
        });
    });
}

/// The stories that were opened last, each by the headline that the window knows of it now.
pub(crate) fn stories_by_name(desk: Desk) -> Vec<RecentStory> {
    let mut list = stories(desk);
    let open = desk.story().map(|story| (story.id, story.draft.with_untracked(|draft| draft.headline.clone())));
    desk.rows.with_untracked(|rows| {
        for story in &mut list {
            let row = rows.iter().flatten().find(|row| row.id == story.id).map(|row| row.headline.clone());
            let typed = open.as_ref().filter(|(id, _)| *id == story.id).map(|(_, headline)| headline.clone());
            if let Some(headline) = typed.or(row) {
                story.headline = headline.trim().to_owned();
            }
        }
    });
    write(desk, "stories", &list);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_last_comes_first_and_once() {
        let mut list = vec!["b", "a", "c"];
        newest_first(&mut list, "a", |one| *one == "a", 3);
        assert_eq!(list, ["a", "b", "c"]);
        newest_first(&mut list, "d", |one| *one == "d", 3);
        assert_eq!(list, ["d", "a", "b"], "the oldest goes");
    }
}

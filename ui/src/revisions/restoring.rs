//! Going back to a kept state, and taking that back.

use crate::{
    bridge::{clock, shell},
    state::{desk::Desk, session::Offer, story::Story},
};
use contract::{
    Failure,
    articles::ArticleView,
    revisions::{ListRevisions, RestoreRevision},
};
use leptos::prelude::*;
use newsroom::{ArticleId, Occasion, RevisionId};
use std::time::Duration;

/// Makes the story on the screen as it was kept then, and offers to take that back.
///
/// # Errors
/// Why it was not done; the story is as it was then.
pub(super) async fn restore(desk: Desk, story: Story, revision: RevisionId) -> Result<(), Failure> {
    story.flush().await?;
    let Some(version) = story.version() else { return Ok(()) };
    let view = shell::ask(RestoreRevision { article: story.id, version, revision }).await?;
    restored(desk, view).await;
    Ok(())
}

/// Shows the story as it is now, with the way back.
async fn restored(desk: Desk, view: ArticleView) {
    let article = view.article.id;
    desk.show(Ok(view));
    desk.refresh();
    let words = untrack(|| desk.t.restored());
    // Kept by the restoring itself, so it is the newest of its kind.
    let rows = shell::ask(ListRevisions { article }).await.unwrap_or_default();
    match rows.iter().filter(|row| row.entry.occasion == Occasion::BeforeRestore).max_by_key(|row| row.entry.number) {
        Some(before) => desk.session.offer(words, Offer::Undo(article, before.entry.id)),
        None => desk.say(words),
    }
}

/// A story that was just opened comes onto the screen within a frame or two; a slow machine has this long, in 25 ms.
const LOOKS: usize = 80;

/// Makes the story as it was before it was restored. Another one may be on the screen by now.
pub(crate) async fn undo(desk: Desk, article: ArticleId, revision: RevisionId) {
    desk.open(article).await;
    let here = || desk.story().filter(|story| story.id == article);
    for _ in 0..LOOKS {
        if here().is_some() {
            break;
        }
        clock::sleep(Duration::from_millis(25)).await;
    }
    let Some(story) = here() else {
        // The other story could not be left: what was offered stays.
        return desk.session.offer(untrack(|| desk.t.restored()), Offer::Undo(article, revision));
    };
    if let Err(failure) = restore(desk, story, revision).await {
        desk.say_failure(&failure);
    }
}

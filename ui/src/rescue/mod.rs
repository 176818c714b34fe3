//! Words that cannot be saved: they are in the window, and there is always a way to bring them elsewhere.

mod leaving;
mod plain;

pub(crate) use leaving::LeavingDialog;

use crate::{
    bridge::{editor, page, shell},
    state::{desk::Desk, saving::SaveState, session::Offer, story::Story},
};
use contract::documents::RescueText;
use leptos::prelude::*;

/// Says it where it cannot be overlooked as soon as a story cannot be saved, and takes it back when it can.
pub(crate) fn watch(desk: Desk, story: Story) {
    Effect::new(move |before: Option<bool>| {
        let safety = story.safety();
        let failing = safety.trouble().is_some();
        if failing && before != Some(true) {
            let waits = matches!(safety, SaveState::Failing(_));
            let words = untrack(|| if waits { desk.t.still_in_window() } else { desk.t.only_in_window() });
            desk.session.offer(words, Offer::Rescue);
        }
        if !failing && before == Some(true) {
            desk.session.withdraw_offer(Offer::Rescue);
        }
        failing
    });
    on_cleanup(move || desk.session.withdraw_offer(Offer::Rescue));
}

/// Asks for a place and writes the story's words there, as it stands in the window. The reply is the file's path, or none
/// if that was not done; a failure is said.
pub(crate) async fn save_elsewhere(desk: Desk, story: Story) -> Option<String> {
    editor::finish_typing().await;
    let (name, text) = words_of(desk, story)?;
    match shell::ask(RescueText { name, text }).await {
        Ok(path) => path,
        Err(failure) => {
            desk.say_failure(&failure);
            None
        }
    }
}

/// As [`save_elsewhere`], and says where the file is.
pub(crate) async fn save_and_say(desk: Desk) {
    let Some(story) = desk.story() else { return };
    if let Some(path) = save_elsewhere(desk, story).await {
        desk.say(untrack(|| desk.t.rescued_to(&path)));
    }
}

/// Puts the story's words into the clipboard; true if they are there.
async fn copy(desk: Desk, story: Story) -> bool {
    editor::finish_typing().await;
    let Some((_, text)) = words_of(desk, story) else { return false };
    page::copy(&text).await
}

/// What to call the file, and what to write.
fn words_of(desk: Desk, story: Story) -> Option<(String, String)> {
    story.read_now();
    story.draft.try_with_untracked(|draft| {
        let name = copydesk::slug(&draft.headline);
        let name = if name.is_empty() { "newsdesk".to_owned() } else { name };
        let remarks = story.remarks.unsent();
        let t = desk.t;
        let text = untrack(|| {
            let names = plain::Names { line: &|line| t.line(line), photo: t.photo(), remark: t.remarks() };
            plain::text_of(draft, &names, &remarks)
        });
        (name, text)
    })
}

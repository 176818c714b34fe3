//! What is known of copies, in words.

use crate::{bridge::shell, state::desk::Desk, texts::Texts};
use contract::keeping::{CopyContents, CopyView, Findings, ShowKeeping};
use leptos::prelude::*;

/// When a copy was made, what for, and where it lies.
pub(super) fn facts(desk: Desk, copy: &CopyView) -> impl IntoView + use<> {
    let t = desk.t;
    let CopyView { id: _, at, reason, second, bytes } = *copy;
    view! {
        <p class="copy__facts">
            <strong>{move || t.full_moment(at)}</strong>
            <small>
                {move || t.copy_reason(reason)} " · "
                {move || if second { t.keeping_second() } else { t.keeping_here() }} " · "
                {move || t.megabytes(bytes)} " MB"
            </small>
        </p>
    }
}

/// Asks how the newsroom is kept, and says what was found, once.
pub(crate) async fn refresh(desk: Desk) {
    if desk.session.staff.with_untracked(Option::is_none) {
        return;
    }
    match shell::ask(ShowKeeping {}).await {
        Ok(now) => {
            let told = desk.kept.with_untracked(|kept| kept.as_ref().map(|kept| kept.findings.clone()));
            if told.as_ref() != Some(&now.findings)
                && let Some(words) = untrack(|| said(desk.t, &now.findings))
            {
                desk.say_trouble(words);
            }
            desk.kept.set(Some(now));
        }
        Err(failure) => desk.say_failure(&failure),
    }
}

/// What was found, in words; none if that is nothing that one has to act upon.
pub(super) fn said(t: Texts, findings: &Findings) -> Option<String> {
    match findings {
        Findings { stories: Some(_), .. } => Some(t.keeping_stories_damaged().to_owned()),
        Findings { photos_missing: 1.., .. } => Some(t.keeping_photos_missing(&number(t, findings.photos_missing))),
        Findings { .. } => None,
    }
}

/// A number, grouped as the language does.
pub(super) fn number(t: Texts, count: u64) -> String {
    t.count(usize::try_from(count).unwrap_or(usize::MAX))
}

/// How much is in a copy.
pub(super) fn counts(t: Texts, contents: &CopyContents) -> String {
    let count = |count| number(t, count);
    t.keeping_counts(
        &count(contents.stories),
        &count(contents.revisions),
        &count(contents.photos),
        &count(contents.people),
    )
}

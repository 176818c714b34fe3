//! The timeline of a story, and the comparison of any two of its states beside it.

use crate::{
    bridge::shell,
    revisions::{
        counts::Counts,
        restoring::restore,
        shown::{Shown, has_changes},
    },
    state::{desk::Desk, dialogs::Showing, story::Story},
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
        icon::Icon,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use contract::{
    Failure,
    revisions::{CompareRevisions, ListRevisions, RevisionRow, State},
};
use copydesk::NEWSROOM_OFFSET;
use leptos::{prelude::*, task::spawn_local};
use newsroom::{
    RevisionId,
    compare::Comparison,
    history::{Extent, RevisionEntry},
};

/// What is compared: the chosen state with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    chosen: RevisionId,
    other: State,
}

impl Pair {
    /// Older first, as the comparison reads them. The present is the newest.
    fn in_order(self, rows: &[RevisionRow]) -> (State, State) {
        let number = |id| rows.iter().find(|row| row.entry.id == id).map(|row| row.entry.number);
        match self.other {
            State::Kept(other) if number(other) < number(self.chosen) => (self.other, State::Kept(self.chosen)),
            other => (State::Kept(self.chosen), other),
        }
    }
}

/// Reads the timeline once everything typed is on disk: what is compared is what was saved.
async fn read(story: Story) -> Result<Vec<RevisionRow>, Failure> {
    story.flush().await?;
    shell::ask(ListRevisions { article: story.id }).await
}

/// Timeline and comparison.
#[component]
pub(crate) fn RevisionsDialog() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let rows = RwSignal::new(None::<Vec<RevisionRow>>);
    let pair = RwSignal::new(None::<Pair>);
    let compared = RwSignal::new(None::<Result<Comparison, Failure>>);
    let trouble = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    spawn_local(async move {
        match read(story).await {
            Ok(list) => {
                let newest = list.first().map(|row| Pair { chosen: row.entry.id, other: State::Present });
                rows.try_set(Some(list));
                pair.try_set(newest);
            }
            Err(failure) => drop(trouble.try_set(Some(failure))),
        }
    });
    Effect::new(move |_| {
        let Some(now) = pair.get() else { return };
        let (from, to) = rows.with_untracked(|rows| now.in_order(rows.as_deref().unwrap_or_default()));
        spawn_local(async move {
            let answer = shell::ask(CompareRevisions { article: story.id, from, to }).await;
            // An answer that was overtaken by another choice is of no use.
            if pair.try_get_untracked() == Some(Some(now)) {
                compared.try_set(Some(answer));
            }
        });
    });
    let back = move |()| {
        let Some(Pair { chosen, .. }) = pair.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let done = restore(desk, story, chosen).await;
            busy.try_set(false);
            if let Err(failure) = done {
                trouble.try_set(Some(failure));
            }
        });
    };
    let row = move |id: RevisionId| rows.with(|rows| rows.iter().flatten().find(|row| row.entry.id == id).cloned());
    let same = move || compared.with(|compared| matches!(compared, Some(Ok(all)) if !has_changes(all)));
    let may_restore = move || {
        let with_present = pair.with(|pair| pair.is_some_and(|pair| pair.other == State::Present));
        with_present && story.editable() && compared.with(|compared| matches!(compared, Some(Ok(_)))) && !same()
    };
    view! {
        <Dialog
            title=Signal::derive(move || t.revisions().to_owned())
            close=Callback::new(move |()| story.revisions.set(None))
            large=true
        >
            <div class="revisions" data-testid="revisions">
                <nav class="revisions__times" aria-label=t.said(Texts::timeline)>
                    // Both are drawn anew in another language.
                    {move || match in_words(t, rows.get()) {
                        None => view! { <p class="revisions__none" role="status">{t.loading()}</p> }.into_any(),
                        Some(list) if list.is_empty() => view! { <p class="revisions__none">{t.no_revisions()}</p> }.into_any(),
                        Some(list) => view! { <Times list=list pair=pair /> }.into_any(),
                    }}
                </nav>
                <div class="revisions__side">
                    {move || {
                        pair.get()
                            .and_then(|pair| row(pair.chosen))
                            .map(|chosen| view! { <Against chosen=chosen rows=rows pair=pair /> })
                    }}
                    {move || {
                        in_words(t, compared.get())
                            .map(|compared| match compared {
                                Ok(comparison) => view! { <Shown comparison=comparison /> }.into_any(),
                                Err(failure) => {
                                    view! { <p class="trouble" role="alert" data-testid="failure">{t.failure(&failure)}</p> }.into_any()
                                }
                            })
                    }}
                </div>
            </div>
            <DialogFoot class="revisions__foot">
                <Button
                    hook="keep-revision"
                    attr:aria-keyshortcuts="Control+Shift+S"
                    press=move |()| story.revisions.set(Some(Showing::Keep))
                >
                    {t.said(Texts::keep_revision)}
                </Button>
                <p class="revisions__say" role="status">
                    {move || trouble.get().map(|failure| view! { <span class="trouble" data-testid="failure">{t.failure(&failure)}</span> })}
                    {move || (may_restore() && trouble.with(Option::is_none)).then(|| t.restore_more())}
                </p>
                {move || {
                    may_restore()
                        .then(|| {
                            view! {
                                <Button main=true hook="restore" unavailable=busy press=back>
                                    {Icon::Undo.draw()}
                                    <span>{t.restore()}</span>
                                </Button>
                            }
                        })
                }}
            </DialogFoot>
        </Dialog>
    }
}

/// What is to be said, in the language of the moment: whoever shows it is asked again when that changes.
fn in_words<T>(t: Texts, what: T) -> T {
    t.lang();
    what
}

/// The list, day by day.
#[component]
fn Times(list: Vec<RevisionRow>, pair: RwSignal<Option<Pair>>) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let days = by_day(list);
    days.into_iter()
        .map(|(day, rows)| {
            let lines = rows.into_iter().map(|row| line(t, row, pair)).collect_view();
            view! {
                <h3 class="revisions__day">{move || t.day(day, desk.now.get())}</h3>
                <ol class="revisions__list">{lines}</ol>
            }
        })
        .collect_view()
}

fn line(t: Texts, row: RevisionRow, pair: RwSignal<Option<Pair>>) -> impl IntoView {
    let RevisionRow { entry: RevisionEntry { id, name, who, at, extent, occasion, .. }, approved } = row;
    let Extent { words, added, removed } = extent;
    let chosen = move || pair.with(|pair| pair.is_some_and(|pair| pair.chosen == id));
    // Whoever reads down the list compares each with the same state; comparing one with itself says nothing.
    let choose = move || {
        pair.update(|pair| {
            let other = pair.map_or(State::Present, |pair| pair.other);
            let other = if other == State::Kept(id) { State::Present } else { other };
            *pair = Some(Pair { chosen: id, other });
        });
    };
    view! {
        <li>
            <button
                type="button"
                class="revision"
                data-testid="revision"
                data-occasion=occasion.to_string()
                aria-current=move || chosen().then_some("true")
                on:click=move |_| choose()
            >
                <time class="revision__time" title=t.full_moment(at)>{copydesk::time(at)}</time>
                <span class="revision__words">
                    <strong class="revision__what">{name.clone().unwrap_or_else(|| t.occasion(&occasion).into_owned())}</strong>
                    <span class="revision__facts">
                        {name.is_some().then(|| format!("{} · ", t.occasion(&occasion)))}
                        {who.unwrap_or_else(|| t.by_newsdesk().to_owned())} " · " {t.words_here(words as usize)}
                    </span>
                </span>
                <span class="revision__counts">
                    <Counts added=added removed=removed />
                    {approved.then(|| view! { <span class="badge badge--ready">{t.approved_badge()}</span> })}
                </span>
            </button>
        </li>
    }
}

/// What the chosen state is compared with.
#[component]
fn Against(
    chosen: RevisionRow,
    rows: RwSignal<Option<Vec<RevisionRow>>>,
    pair: RwSignal<Option<Pair>>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let name = move |row: &RevisionRow| {
        let what = row.entry.name.clone().unwrap_or_else(|| t.occasion(&row.entry.occasion).into_owned());
        format!("{} · {what}", t.moment(row.entry.at, desk.now.get()))
    };
    let other = move || pair.with(|pair| pair.map(|pair| pair.other));
    let this = chosen.entry.id;
    let choose = move |value: String| {
        let other = value.parse().map_or(State::Present, State::Kept);
        pair.set(Some(Pair { chosen: this, other }));
    };
    let options = move || {
        let rows = rows.get().unwrap_or_default();
        rows.into_iter()
            .filter(|row| row.entry.id != this)
            .map(|row| {
                let id = row.entry.id;
                view! {
                    <option value=id.to_string() prop:selected=move || other() == Some(State::Kept(id))>
                        {name(&row)}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <p class="against">
            <strong class="against__chosen">{move || name(&chosen)}</strong>
            <label class="against__label" for="against">{t.said(Texts::compared_with)}</label>
            <select
                id="against"
                class="field__input against__other"
                data-testid="against"
                on:change:target=move |event| choose(event.target().value())
            >
                <option value="" prop:selected=move || other() == Some(State::Present)>{t.said(Texts::present_state)}</option>
                {options}
            </select>
        </p>
    }
}

/// Rows that come newest first, by the newsroom's day.
fn by_day(rows: Vec<RevisionRow>) -> Vec<(DateTime<Utc>, Vec<RevisionRow>)> {
    let day = |at: DateTime<Utc>| -> NaiveDate { at.with_timezone(&NEWSROOM_OFFSET).date_naive() };
    let mut days: Vec<(DateTime<Utc>, Vec<RevisionRow>)> = Vec::new();
    for row in rows {
        match days.last_mut() {
            Some((first, rows)) if day(*first) == day(row.entry.at) => rows.push(row),
            _ => days.push((row.entry.at, vec![row])),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::ContentHash;

    fn row(number: u32, at: &str) -> RevisionRow {
        let entry = RevisionEntry {
            id: format!("01930000-0000-7000-8000-{number:012}").parse().unwrap(),
            number,
            content: ContentHash::of(&[]),
            occasion: newsroom::Occasion::Kept,
            name: None,
            who: None,
            at: at.parse().unwrap(),
            extent: Extent { words: 1, added: 0, removed: 0 },
        };
        RevisionRow { entry, approved: false }
    }

    #[test]
    fn days_are_those_of_the_newsroom_and_not_of_greenwich() {
        let rows = vec![row(3, "2026-11-23T18:00:00Z"), row(2, "2026-11-23T16:59:00Z"), row(1, "2026-11-22T17:00:00Z")];
        let days: Vec<Vec<u32>> =
            by_day(rows).into_iter().map(|(_, rows)| rows.into_iter().map(|row| row.entry.number).collect()).collect();
        assert_eq!(days, [vec![3], vec![2, 1]], "midnight in Vietnam is 17:00 UTC");
    }

    #[test]
    fn a_comparison_reads_from_the_older_to_the_newer_whichever_was_chosen_first() {
        let rows = [row(2, "2026-11-23T02:00:00Z"), row(1, "2026-11-23T01:00:00Z")];
        let (new, old) = (rows[0].entry.id, rows[1].entry.id);
        let expected = (State::Kept(old), State::Kept(new));
        assert_eq!(Pair { chosen: new, other: State::Kept(old) }.in_order(&rows), expected);
        assert_eq!(Pair { chosen: old, other: State::Kept(new) }.in_order(&rows), expected);
        assert_eq!(Pair { chosen: new, other: State::Present }.in_order(&rows), (State::Kept(new), State::Present));
    }
}

//! Dialogues of the moves: why, and when.

use crate::{
    bridge::{clock, editor::finish_typing},
    staff::taking::TakerField,
    state::{desk::Desk, story::Story},
    story::moves::outgoing::Outgoing,
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
    },
};
use chrono::{DateTime, Duration, NaiveTime, Utc};
use copydesk::{NEWSROOM_OFFSET, local_input, parse_local};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::{Attempt, Move, moves::MIN_LEAD};

/// Asks why, then makes the move.
#[component]
pub(crate) fn ReasonDialog(
    /// The move.
    what: Move,
    /// The chief insists on his own story.
    force: bool,
) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let node = NodeRef::<html::Textarea>::new();
    let empty = RwSignal::new(false);
    let chosen = RwSignal::new(None);
    // Where nobody would get it back.
    let left = story.view.with_untracked(|view| {
        (what == Move::Return && view.author_left).then(|| (view.article.author, view.author.clone()))
    });
    let (title, hint): (fn(_) -> _, fn(_) -> _) = match what {
        _ if force => (crate::texts::Texts::force_title, crate::texts::Texts::force_hint),
        Move::Return if left.is_some() => (Texts::return_title_left, Texts::return_hint_left),
        Move::Return => (crate::texts::Texts::return_title, crate::texts::Texts::return_hint),
        Move::Withdraw => (crate::texts::Texts::withdraw_title, crate::texts::Texts::withdraw_hint),
        _ => (crate::texts::Texts::spike_title, crate::texts::Texts::spike_hint),
    };
    // Who goes on comes before why.
    let begins_with_reason = left.is_none();
    let close = move || story.asking.set(None);
    let confirm = move || {
        spawn_local(async move {
            finish_typing().await;
            let reason = node.get_untracked().map(|node| node.value().trim().to_owned()).unwrap_or_default();
            empty.set(reason.is_empty());
            if reason.is_empty() {
                return;
            }
            let words = Attempt { reason: Some(reason), publish_at: None, force, give_to: chosen.get_untracked() };
            if story.make_move(what, words).await {
                story.asking.try_set(None);
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || title(t).to_owned()) close=Callback::new(move |()| close())>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    confirm();
                }
            >
                {left
                    .map(|(author, name)| {
                        view! {
                            <p class="note note--left" data-testid="return-author-left">
                                {move || t.return_author_left(&name)}
                            </p>
                            <TakerField
                                id="return-to"
                                label=Signal::derive(move || t.reassign_to().to_owned())
                                nobody=Signal::derive(move || t.return_to_nobody().to_owned())
                                from=author
                                chosen=chosen
                            />
                        }
                    })}
                <div class="field">
                    <label class="field__label" for="dialog-reason">{t.said(Texts::reason)}</label>
                    <textarea
                        id="dialog-reason"
                        class="field__input"
                        data-testid="dialog-reason"
                        rows="4"
                        required
                        autofocus=begins_with_reason
                        spellcheck="false"
                        aria-describedby="dialog-reason-hint"
                        aria-invalid=move || empty.get().then_some("true")
                        node_ref=node
                    ></textarea>
                    <p class="field__hint" id="dialog-reason-hint">{move || hint(t)}</p>
                </div>
                <div role="alert">
                    {move || empty.get().then(|| view! { <p class="trouble" data-testid="failure">{t.reason_needed()}</p> })}
                </div>
                {force.then(|| view! { <Outgoing what=Move::Approve /> })}
                <DialogFoot
                    cancel=move |()| close()
                    confirm=move || t.move_name(what, false)
                    danger=!matches!(what, Move::Return) && !force
                    unavailable=story.busy
                />
            </form>
        </Dialog>
    }
}

/// Asks whether written words may go, then makes the move. The way back is the one that Enter takes.
#[component]
pub(crate) fn SureDialog(
    /// The move.
    what: Move,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let (title, hint): (fn(_) -> _, fn(_) -> _) = match what {
        Move::Abandon => (Texts::abandon_title, Texts::abandon_sure),
        _ => (Texts::spike_title, Texts::spike_sure),
    };
    let close = move || story.asking.set(None);
    let confirm = move |()| {
        spawn_local(async move {
            if story.make_move(what, Attempt::default()).await {
                story.asking.try_set(None);
                // The words that stand in the window are not the story's any more.
                if what == Move::Abandon {
                    desk.reopen(story.id).await;
                }
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || title(t).to_owned()) close=Callback::new(move |()| close())>
            <p data-testid="sure">{move || hint(t)}</p>
            <DialogFoot
                cancel=move |()| close()
                confirm=move || t.move_name(what, false)
                act=confirm
                danger=true
                unavailable=story.busy
            />
        </Dialog>
    }
}

/// Asks when, then schedules.
#[component]
pub(crate) fn HourDialog() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let node = NodeRef::<html::Input>::new();
    let now = clock::now();
    let set_before = story.view.with_untracked(|view| view.article.publish_at).filter(|at| *at > now);
    let first = set_before.unwrap_or(now + Duration::minutes(30));
    let chosen = RwSignal::new(Some(first));
    let refused = RwSignal::new(false);
    let choose = move |at: DateTime<Utc>| {
        chosen.set(Some(at));
        if let Some(input) = node.get_untracked() {
            input.set_value(&local_input(at));
        }
    };
    let read = move || {
        let at = node.get_untracked().and_then(|input| parse_local(&input.value()));
        chosen.set(at);
        at
    };
    let too_near = move || chosen.get().is_some_and(|at| at < clock::now() + MIN_LEAD);
    let words = move || match chosen.get() {
        None => t.no_such_time().to_owned(),
        Some(_) if too_near() => t.too_near().to_owned(),
        Some(at) => t.chosen_time(&t.full_moment(at)),
    };
    let close = move || story.asking.set(None);
    let confirm = move || {
        let at = read();
        let good = at.is_some() && !untrack(too_near);
        refused.set(!good);
        if !good {
            return;
        }
        spawn_local(async move {
            let words = Attempt { publish_at: at, ..Attempt::default() };
            if story.make_move(Move::Schedule, words).await {
                story.asking.try_set(None);
            }
        });
    };
    let bundled = move || story.view.with(|view| view.goes_to.as_ref().is_some_and(|site| site.bundled));
    let presets = move || {
        let presets = [
            (t.in_half_an_hour(), Some(now + Duration::minutes(30))),
            (t.today_17(), at_hour(now, 0, 17).filter(|at| *at >= now + MIN_LEAD)),
            (t.tomorrow_6(), at_hour(now, 1, 6)),
        ];
        presets
            .into_iter()
            .filter_map(|(name, at)| Some((name, at?)))
            .map(|(name, at)| {
                view! {
                    <Button small=true press=move |()| choose(at)>
                        {name}
                    </Button>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog title=Signal::derive(move || t.schedule_title().to_owned()) close=Callback::new(move |()| close())>
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    confirm();
                }
            >
                <div class="presets">{presets}</div>
                <div class="field">
                    <label class="field__label" for="dialog-time">{t.said(Texts::schedule_time)}</label>
                    <input
                        id="dialog-time"
                        class="field__input field__input--large"
                        data-testid="dialog-time"
                        type="datetime-local"
                        autofocus
                        aria-describedby="dialog-time-words"
                        node_ref=node
                        prop:value=local_input(first)
                        on:input=move |_| {
                            read();
                        }
                    />
                    <p class="field__words" id="dialog-time-words" aria-live="polite" class:trouble=move || refused.get() && too_near()>
                        {words}
                    </p>
                    <p class="field__hint" data-testid="schedule-hint">
                        {move || if bundled() { t.schedule_hint_bundled() } else { t.schedule_hint() }}
                    </p>
                </div>
                <Outgoing what=Move::Schedule />
                <DialogFoot
                    cancel=move |()| close()
                    confirm=move || t.move_name(Move::Schedule, false)
                    unavailable=story.busy
                />
            </form>
        </Dialog>
    }
}

/// This full hour of the newsroom's clock, so many days from now.
fn at_hour(now: DateTime<Utc>, days: i64, hour: u32) -> Option<DateTime<Utc>> {
    let day = now.with_timezone(&NEWSROOM_OFFSET).date_naive() + Duration::days(days);
    let at = day.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?).and_local_timezone(NEWSROOM_OFFSET);
    at.single().map(|at| at.to_utc())
}

//! The question before readers get something: what goes out, where it stands, and what is open still. It is asked once, and no
//! key runs through it: what led there does not confirm, and neither does a key that is held down.

use crate::{
    bridge::{editor::finish_typing, shell},
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::dialog::{Dialog, DialogFoot},
};
use contract::photos::address;
use leptos::{prelude::*, task::spawn_local};
use newsroom::{Attempt, Move, PhotoSize};
use std::time::Duration;
use web_sys::KeyboardEvent;

/// A press sooner after the question appeared was begun before anybody could have read it.
const UNREAD: Duration = Duration::from_millis(400);
/// Small pictures that are shown; the others are counted.
const PICTURES: usize = 6;

/// Asks whether this is what readers shall get, then approves or publishes.
#[component]
pub(crate) fn OutgoingDialog(
    /// The move.
    what: Move,
) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let unread = RwSignal::new(true);
    set_timeout(
        move || {
            unread.try_set(false);
        },
        UNREAD,
    );
    let close = move || story.asking.set(None);
    let confirm = move || {
        if unread.get_untracked() {
            return;
        }
        spawn_local(async move {
            finish_typing().await;
            if story.make_move(what, Attempt::default()).await {
                story.asking.try_set(None);
            }
        });
    };
    let title = move || match what {
        Move::Approve => t.approve_title().to_owned(),
        _ => t.publish_title().to_owned(),
    };
    let again = move || story.view.with(|view| view.article.readers.live.is_some());
    view! {
        <Dialog title=Signal::derive(title) close=Callback::new(move |()| close())>
            <form
                data-testid="outgoing"
                on:keydown=|event| keep_from_running_through(&event)
                on:submit=move |event| {
                    event.prevent_default();
                    confirm();
                }
            >
                <Outgoing what=what />
                <DialogFoot
                    cancel=move |()| close()
                    confirm=move || t.move_name(what, again())
                    unavailable=Signal::derive(move || unread.get() || story.busy.get())
                >
                    <span class="field__hint">{t.said(Texts::outgoing_key)}</span>
                </DialogFoot>
            </form>
        </Dialog>
    }
}

/// Ctrl+Enter, which led here, presses nothing in here; nor does Enter while it is held down.
fn keep_from_running_through(event: &KeyboardEvent) {
    let held = event.repeat() || event.ctrl_key() || event.meta_key() || event.alt_key();
    if event.key() == "Enter" && held {
        event.prevent_default();
    }
}

/// What goes out.
#[component]
pub(crate) fn Outgoing(
    /// The move that is asked about.
    what: Move,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let site = move || story.view.with(|view| view.goes_to.as_ref().map(|site| site.name.clone()));
    let namesake = move || story.view.with(|view| view.namesake.as_ref().map(|headline| t.namesake(headline)));
    let headline = move || story.draft.with(|draft| draft.headline.trim().to_owned());
    let pictures = move || {
        story.draft.with(|draft| {
            let used = draft.used_photos();
            let shown =
                used.iter().take(PICTURES).map(|photo| (photo.picture(PhotoSize::Thumb), photo.caption.clone()));
            (used.len(), shown.collect::<Vec<_>>())
        })
    };
    let photos = move || match pictures() {
        (0, _) => t.outgoing_no_photos().to_owned(),
        (count, _) => t.outgoing_photo_count(&t.count(count)),
    };
    let section = move || {
        let chosen = story.draft.with(|draft| draft.section).and_then(|section| desk.section_name(section));
        chosen.unwrap_or_else(|| t.outgoing_no_section().to_owned())
    };
    let banner = move || {
        story.view.with(|view| match (view.article.banner, view.article.banner_until) {
            (false, _) => t.outgoing_banner_off().to_owned(),
            (true, None) => t.outgoing_banner_on().to_owned(),
            (true, Some(until)) => t.outgoing_banner_until(&t.full_moment(until)),
        })
    };
    let hour = move || match what {
        Move::Approve => t.outgoing_after_approval().to_owned(),
        _ => t.outgoing_now().to_owned(),
    };
    let replaced = move || {
        story.view.with(|view| {
            let live = view.article.readers.live?;
            Some(t.outgoing_replaces(view.live_number?, &t.moment(live.since, desk.now.get())))
        })
    };
    let open = move || {
        let remarks =
            Some(story.remarks.open()).filter(|open| *open > 0).map(|open| t.outgoing_remarks(&t.count(open)));
        let lacks = story.lacks_to_approve();
        let lacks = lacks.into_iter().map(|lack| t.lack(lack, None));
        let all: Vec<String> = remarks.into_iter().chain(lacks).collect();
        if all.is_empty() { t.outgoing_nothing_open().to_owned() } else { all.join(" · ") }
    };
    let is_open = move || story.remarks.open() > 0 || !story.lacks_to_approve().is_empty();
    view! {
        <div class="outgoing">
            <p class="outgoing__headline" data-testid="outgoing-headline">{headline}</p>
            {move || replaced().map(|words| view! { <p class="outgoing__replaces">{words}</p> })}
            <ul class="outgoing__photos">
                {move || {
                    let shown = pictures().1.into_iter();
                    shown.map(|(picture, caption)| view! { <li><img src=address(picture, shell::is_windows()) alt=caption /></li> }).collect_view()
                }}
            </ul>
            <dl class="outgoing__facts">
                <div><dt>{t.said(Texts::outgoing_photos)}</dt><dd data-testid="outgoing-photos">{photos}</dd></div>
                <div><dt>{t.said(Texts::section)}</dt><dd data-testid="outgoing-section">{section}</dd></div>
                <div><dt>{t.said(Texts::banner)}</dt><dd>{banner}</dd></div>
                {(what != Move::Schedule).then(|| view! {
                    <div><dt>{t.said(Texts::outgoing_hour)}</dt><dd>{hour}</dd></div>
                })}
                {move || site().map(|name| view! {
                    <div><dt>{t.said(Texts::outgoing_site)}</dt><dd data-testid="outgoing-site">{name}</dd></div>
                })}
                <div class:outgoing__open=is_open>
                    <dt>{t.said(Texts::outgoing_open)}</dt>
                    <dd data-testid="outgoing-open">{open}</dd>
                </div>
            </dl>
            {move || namesake().map(|words| view! { <p class="outgoing__namesake" data-testid="outgoing-namesake">{words}</p> })}
        </div>
    }
}

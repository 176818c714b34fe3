//! The message of the moment, over the window's foot.

use crate::{
    rescue, revisions, sections,
    sending::{late::LateAlarms, progress},
    state::{
        desk::Desk,
        session::{Message, Offer},
    },
    story::moves,
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use leptos::{prelude::*, task::spawn_local};

/// Where messages appear. The two regions are always in the page, so that screen readers watch them.
#[component]
pub(crate) fn Notice() -> impl IntoView {
    let desk = Desk::here();
    let done = move || {
        let is_done = |said: &Option<Message>| matches!(said, Some(Message::Done(_) | Message::Sending(..)));
        desk.session.message.with(|said| is_done(said).then(|| words(said.as_ref()))).flatten()
    };
    follow_sending(desk);
    let trouble = move || {
        desk.session
            .message
            .with(|said| matches!(said, Some(Message::Trouble(_))).then(|| words(said.as_ref())))
            .flatten()
    };
    let offered = move |wanted: fn(&Offer) -> bool| {
        desk.session.message.with(|said| match said {
            Some(Message::Offer(words, offer)) if wanted(offer) => Some((words.clone(), *offer)),
            _ => None,
        })
    };
    view! {
        <div class="notices">
            <div role="status">
                {move || offered(|offer| *offer != Offer::Rescue).map(|(words, offer)| offer_line(desk, words, offer))}
                {move || done().map(|words| view! { <p class="notice">{Icon::Tick.draw()} <span>{words}</span></p> })}
            </div>
            <div role="alert">
                <LateAlarms />
                {move || offered(|offer| *offer == Offer::Rescue).map(|(words, offer)| offer_line(desk, words, offer))}
                {move || {
                    trouble()
                        .map(|words| {
                            view! {
                                <p class="notice notice--trouble" data-testid="failure">
                                    {Icon::Alert.draw()}
                                    <span>{words}</span>
                                    <Button
                                        bare=true
                                        label=desk.t.said(Texts::dismiss)
                                        press=move |()| desk.session.message.set(None)
                                    >
                                        {Icon::Cross.draw()}
                                    </Button>
                                </p>
                            }
                        })
                }}
            </div>
        </div>
    }
}

/// That something is on its way is said for as long as it is: then its outcome is, or nothing where somebody has to look.
fn follow_sending(desk: Desk) {
    Effect::new(move |_| {
        let said = desk.session.message.with(|said| match said {
            Some(Message::Sending(_, sending)) => Some(*sending),
            _ => None,
        });
        let Some(id) = said else { return };
        let outcome = desk.outbox.with(|outbox| {
            let sending = outbox.iter().flatten().find(|view| view.transmission.id == id)?;
            progress::outcome_in_a_line(desk.t, sending, desk.now.get_untracked())
        });
        match outcome {
            Some(Some(words)) => desk.say(words),
            Some(None) => desk.session.message.set(None),
            None => {}
        }
    });
}

fn words(said: Option<&Message>) -> Option<String> {
    said.map(|said| match said {
        Message::Done(words) | Message::Sending(words, _) | Message::Trouble(words) | Message::Offer(words, _) => {
            words.clone()
        }
    })
}

/// A message with a button to act upon it.
fn offer_line(desk: Desk, words: String, offer: Offer) -> impl IntoView {
    let t = desk.t;
    let (name, hook): (fn(_) -> _, _) = match offer {
        Offer::Rescue => (crate::texts::Texts::rescue, "offer-rescue"),
        Offer::Undo(..) => (crate::texts::Texts::undo_restore, "offer-undo"),
        Offer::TakeOut(_) => (crate::texts::Texts::spike_undo, "offer-undo"),
        Offer::BringBack(_) => (crate::texts::Texts::section_retire_undo, "offer-undo"),
    };
    let act = move || match offer {
        Offer::Rescue => spawn_local(rescue::save_and_say(desk)),
        Offer::Undo(article, revision) => {
            desk.session.message.set(None);
            spawn_local(revisions::undo(desk, article, revision));
        }
        Offer::TakeOut(article) => {
            desk.session.message.set(None);
            spawn_local(moves::take_out(desk, article));
        }
        Offer::BringBack(section) => {
            desk.session.message.set(None);
            spawn_local(sections::bring_back(desk, section));
        }
    };
    view! {
        <p class="notice notice--offer" class:notice--trouble=offer == Offer::Rescue data-testid="offer">
            {if offer == Offer::Rescue { Icon::Alert } else { Icon::Tick }.draw()}
            <span>{words}</span>
            <Button small=true hook=hook press=move |()| act()>
                {move || name(t)}
            </Button>
            <Button bare=true label=t.said(Texts::dismiss) press=move |()| desk.session.message.set(None)>
                {Icon::Cross.draw()}
            </Button>
        </p>
    }
}

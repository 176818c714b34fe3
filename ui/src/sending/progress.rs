//! A sending, step by step. Waiting for the network is a state and not an error: it is shown calmly.

use crate::{
    bridge::{page, shell},
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use chrono::{DateTime, Duration, Utc};
use contract::articles::ArticleView;
use contract::sending::{
    AcceptAsItStands, CancelTransmission, FindRefusedWords, OpenInBrowser, PauseTransmission, RetryTransmission,
    SendFirst, SendLettersAsEntities, ShowReceipt, TransmissionView,
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{Action, Delivery, Outcome, Stage, Step, Transmission, TransmissionId, Trouble};
use std::cmp::Ordering;

/// For this long a finished sending is shown with its steps.
const NEWS: Duration = Duration::minutes(5);

/// In which phase a sending is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Done,
    /// Taken out of the outbox, by hand or for a newer one.
    Cancelled,
    UnderWay,
    /// It goes on by itself.
    Waiting,
    /// A person has to do something.
    Stopped,
    /// Somebody holds it back.
    Paused,
}

fn phase(sending: &Transmission) -> Phase {
    match sending.trouble {
        _ if sending.step == Step::Done => Phase::Done,
        _ if sending.finished_at.is_some() => Phase::Cancelled,
        _ if sending.stopped => Phase::Stopped,
        _ if sending.paused => Phase::Paused,
        Some(_) => Phase::Waiting,
        None if sending.step == Step::AwaitHour => Phase::Waiting,
        None => Phase::UnderWay,
    }
}

/// True while it is in the outbox.
fn is_open(sending: &Transmission) -> bool {
    !matches!(phase(sending), Phase::Done | Phase::Cancelled)
}

/// The state of a sending in a few words, for the status line and the list; what it says of readers is what was last seen of
/// the story.
pub(crate) fn in_a_line(t: Texts, view: &TransmissionView, now: DateTime<Utc>) -> String {
    let sending = &view.transmission;
    let late = sending.is_late(now) && sending.trouble != Some(Trouble::Late);
    match phase(sending) {
        Phase::Waiting if late && sending.trouble.is_none() => t.trouble(Trouble::Late).to_owned(),
        Phase::Waiting | Phase::Stopped | Phase::Paused if late => {
            let why = sending.trouble.map_or_else(|| t.paused(), |trouble| t.trouble(trouble));
            t.late_because(t.trouble(Trouble::Late), why)
        }
        Phase::Done => match sending.outcome(view.readers) {
            Some(Outcome::OtherVersion) => t.other_version_online().to_owned(),
            Some(Outcome::TakenOff) => t.taken_off_since().to_owned(),
            Some(Outcome::NotLookedAt) => t.not_looked_at_since().to_owned(),
            Some(Outcome::Holds) | None if sending.delivery == Delivery::Hold => t.held().to_owned(),
            Some(Outcome::Holds) | None => t.online().to_owned(),
        },
        Phase::Cancelled => t.sending_cancelled().to_owned(),
        Phase::Paused if sending.trouble == Some(Trouble::WentBack) => t.trouble(Trouble::WentBack).to_owned(),
        Phase::Paused => t.paused().to_owned(),
        Phase::UnderWay => match sending.step {
            Step::Photos => t.photos_sent(sending.photos_done, sending.photos_total),
            step => t.step_under_way(t.step(step)),
        },
        Phase::Stopped => t.stopped_because(sending.trouble.map(|trouble| t.trouble(trouble)).unwrap_or_default()),
        Phase::Waiting => match (sending.trouble, sending.delivery) {
            (Some(trouble), _) => t.waits(t.trouble(trouble), &t.moment(sending.next_attempt_at, now)),
            (None, Delivery::At(at)) => t.awaits_hour(&t.moment(at, now)),
            (None, _) => t.in_queue().to_owned(),
        },
    }
}

/// What has become of a sending that was under way: words where it came to its end or waits for its hour, none where it waits
/// for something else or stopped, which the outbox tells; nothing while it is under way.
pub(crate) fn outcome_in_a_line(t: Texts, view: &TransmissionView, now: DateTime<Utc>) -> Option<Option<String>> {
    let awaits_hour = view.transmission.trouble.is_none() && view.transmission.step == Step::AwaitHour;
    match phase(&view.transmission) {
        Phase::UnderWay => None,
        Phase::Done => Some(Some(in_a_line(t, view, now))),
        Phase::Waiting if awaits_hour => Some(Some(in_a_line(t, view, now))),
        Phase::Waiting | Phase::Stopped | Phase::Paused | Phase::Cancelled => Some(None),
    }
}

/// The newest sending of a story, if what it says is true of what readers have now: one that is not finished, or whose
/// outcome is what was last seen on the site. While a new version is written, or approved, the old one is history.
pub(crate) fn told_of(view: &ArticleView) -> Option<&TransmissionView> {
    let sending = view.transmission.as_ref()?;
    let Transmission { revision, delivery, .. } = sending.transmission;
    let article = &view.article;
    let writing = matches!(article.stage, Stage::Draft | Stage::Filed | Stage::InEdit | Stage::Spiked);
    let newer = article.approval.as_ref().is_some_and(|approval| approval.revision != revision);
    let holds = match phase(&sending.transmission) {
        Phase::Done => {
            let holds = sending.transmission.outcome(article.readers) == Some(Outcome::Holds);
            holds && (delivery == Delivery::Hold || !newer)
        }
        Phase::Cancelled => true,
        _ => return Some(sending),
    };
    (holds && !writing).then_some(sending)
}

/// The newest sending of the story on the screen, and its page once readers have it.
#[component]
pub(crate) fn StoryProgress() -> impl IntoView {
    let story: Story = expect_context();
    let id = Memo::new(move |_| story.view.with(|view| view.transmission.as_ref().map(|view| view.transmission.id)));
    let sending = Memo::new(move |_| story.view.with(|view| view.transmission.clone()));
    let shown = Memo::new(move |_| story.view.with(|view| told_of(view).is_some()));
    // An address that readers get nothing from is none.
    let link = move || story.view.with(|view| view.article.readers.live.and(view.article.link.clone()));
    view! {
        {move || match id.get() {
            Some(_) if shown.get() => view! { <Progress sending=sending /> }.into_any(),
            _ => link().map(|link| view! { <div class="progress progress--done"><PageLink link=link /></div> }).into_any(),
        }}
    }
}

/// Steps, words, and what one can do.
#[component]
pub(crate) fn Progress(
    /// The sending, as it was last heard of.
    #[prop(into)]
    sending: Signal<Option<TransmissionView>>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let now = Memo::new(move |_| sending.with(|view| view.as_ref().map(|view| view.transmission.clone())));
    let state = move || now.with(|now| now.as_ref().map(phase));
    let is_late = move || now.with(|now| now.as_ref().is_some_and(|now| now.is_late(desk.now.get())));
    // The steps say already which one is under way.
    let line = move || {
        sending.with(|view| {
            view.as_ref().map(|view| match phase(&view.transmission) {
                _ if view.transmission.is_late(desk.now.get()) => in_a_line(t, view, desk.now.get()),
                _ if view.label.site_paused && is_open(&view.transmission) => t.site_is_paused().to_owned(),
                Phase::UnderWay => t.sending_to(&view.label.site),
                _ => in_a_line(t, view, desk.now.get()),
            })
        })
    };
    // What was finished a while ago needs its address only.
    let is_old = move || {
        now.with(|now| {
            let finished = now.as_ref().and_then(|now| now.finished_at);
            finished.is_some_and(|at| desk.now.get() - at > NEWS)
        })
    };
    let advice = move || {
        now.with(|now| {
            let trouble = now.as_ref().filter(|now| is_open(now))?.trouble?;
            Some(t.trouble_advice(trouble))
        })
    };
    let detail = move || now.with(|now| now.as_ref().filter(|now| phase(now) == Phase::Stopped)?.detail.clone());
    let details = move || now.with(|now| now.as_ref().map(|now| details(t, now)).unwrap_or_default());
    // Past the hour that is a promise which was not kept.
    let handed = move || {
        let waits = |now: &Transmission| now.step == Step::AwaitHour && now.trouble.is_none();
        now.with(|now| now.as_ref().is_some_and(waits)) && !is_late()
    };
    let outcome = move || sending.with(|view| view.as_ref().and_then(|view| view.transmission.outcome(view.readers)));
    // An address that readers get nothing from is none.
    let link = move || {
        now.with(|now| {
            let shows = now.as_ref().filter(|now| now.delivery != Delivery::Hold)?;
            shows.link.clone().filter(|_| outcome() != Some(Outcome::TakenOff))
        })
    };
    let class = move || match state() {
        _ if is_late() => "progress progress--stopped",
        Some(Phase::Done) if outcome() != Some(Outcome::Holds) => "progress progress--past",
        Some(Phase::Done) => "progress progress--done",
        Some(Phase::Stopped) => "progress progress--stopped",
        Some(Phase::Waiting | Phase::Paused) => "progress progress--waiting",
        Some(Phase::Cancelled) => "progress progress--cancelled",
        Some(Phase::UnderWay) | None => "progress",
    };
    view! {
        <div role="group" class=class aria-label=t.said(Texts::progress) data-testid="progress">
            <ol class="steps" hidden=is_old>{move || now.get().map(|now| dots(t, &now))}</ol>
            <div class="progress__words">
                <p class="progress__line" role="status">{line}</p>
                {move || handed().then(|| view! { <p class="progress__more">{t.handed_over()}</p> })}
                {move || advice().map(|words| view! { <p class="progress__more">{words}</p> })}
                {move || detail().map(|words| view! { <p class="progress__detail">{t.site_says(&words)}</p> })}
                {move || {
                    details().into_iter().map(|words| view! { <p class="progress__more" data-testid="told">{words}</p> }).collect_view()
                }}
            </div>
            {move || {
                let done = now.get().filter(|now| phase(now) == Phase::Done && now.delivery != Delivery::Hold)?;
                Some(receipt(desk, done.id))
            }}
            <div class="progress__actions">
                {move || {
                    let now = now.get().filter(is_open)?;
                    let (may, may_not): (Vec<_>, Vec<_>) =
                        actions(desk, &now).into_iter().partition(|(what, ..)| desk.may(*what));
                    let buttons = may.into_iter().map(|(_, name, hook, act)| action_button(t, name, hook, act)).collect_view();
                    let why = (!may_not.is_empty()).then(|| view! { <p class="progress__more">{t.editors_send()}</p> });
                    Some((buttons, why))
                }}
                {move || link().map(|link| view! { <PageLink link=link /> })}
            </div>
        </div>
    }
}

/// The proof that is kept of a sending, for people who ask; read when it is unfolded.
fn receipt(desk: Desk, transmission: TransmissionId) -> AnyView {
    let text = RwSignal::new(None::<String>);
    let load = move || {
        spawn_local(async move {
            match shell::ask(ShowReceipt { transmission }).await {
                Ok(kept) => drop(text.try_set(Some(kept))),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    };
    view! {
        <details class="progress__receipt" data-testid="receipt" on:toggle=move |_| if text.with_untracked(Option::is_none) { load() }>
            <summary>{desk.t.said(Texts::receipt)}</summary>
            <pre>{move || text.get()}</pre>
        </details>
    }
    .into_any()
}

/// In what the site's copy differs, and what went another way than asked.
fn details(t: Texts, sending: &Transmission) -> Vec<String> {
    let differ: Vec<String> = sending.differences.iter().map(|difference| t.difference(difference)).collect();
    let name = match sending.trouble {
        Some(Trouble::Firewall) => "",
        Some(Trouble::Letters) => t.letters_not_held(),
        Some(Trouble::ChangedOnSite) => t.changed_there(),
        _ => t.differs_there(),
    };
    // Some of them are sentences, with commas of their own.
    let differ = (!differ.is_empty()).then(|| format!("{name} {}", differ.join("; ")).trim().to_owned());
    let going = sending.bytes_total > 0 && sending.step == Step::Photos && is_open(sending);
    let bytes = going.then(|| t.megabytes_of(&t.megabytes(sending.bytes_done), &t.megabytes(sending.bytes_total)));
    differ.into_iter().chain(bytes).chain(sending.notices.iter().map(|notice| t.notice(notice))).collect()
}

type ActionButton = (Action, fn(Texts) -> &'static str, &'static str, Callback<()>);

/// What can be done with a sending that is not finished, by whose right it is.
fn actions(desk: Desk, sending: &Transmission) -> Vec<ActionButton> {
    let (id, article) = (sending.id, sending.article);
    let paused = sending.paused;
    let mut actions: Vec<ActionButton> = Vec::new();
    let mut add =
        |what, name: fn(Texts) -> &'static str, hook, act: Callback<()>| actions.push((what, name, hook, act));
    match sending.trouble {
        Some(Trouble::ChangedOnSite) => {
            let show = Callback::new(move |()| desk.conflict.set(Some(article)));
            add(Action::CompareWithSite, Texts::compare_with_site, "compare", show);
        }
        Some(_) => add(
            Action::RetryTransmission,
            Texts::retry_now,
            "retry",
            Callback::new(move |()| spawn_local(change(desk, RetryTransmission { transmission: id }))),
        ),
        None => {}
    }
    match sending.trouble {
        Some(Trouble::Letters) => {
            let act = Callback::new(move |()| spawn_local(change(desk, SendLettersAsEntities { transmission: id })));
            add(Action::SendLettersAsEntities, Texts::send_letters_as_entities, "letters-as-entities", act);
        }
        Some(Trouble::Firewall) => {
            let act = Callback::new(move |()| spawn_local(find_refused_words(desk, id)));
            add(Action::FindRefusedWords, Texts::find_refused_words, "find-refused-words", act);
        }
        _ => {}
    }
    if sending.may_be_accepted() {
        let act = Callback::new(move |()| spawn_local(change(desk, AcceptAsItStands { transmission: id })));
        add(Action::AcceptAsItStands, Texts::accept_as_it_stands, "accept-as-it-stands", act);
    }
    if !sending.stopped && sending.step != Step::AwaitHour {
        let pause = PauseTransmission { transmission: id, paused: !paused };
        add(
            Action::PauseTransmission,
            if paused { Texts::resume_sending } else { Texts::pause },
            "pause",
            Callback::new(move |()| spawn_local(change(desk, pause.clone()))),
        );
        if sending.priority == 0 && (paused || sending.trouble.is_some() || sending.step == Step::LookUp) {
            let first = SendFirst { transmission: id };
            let act = Callback::new(move |()| spawn_local(change(desk, first.clone())));
            add(Action::SendFirst, Texts::send_first, "send-first", act);
        }
    }
    if sending.trouble.is_some() || paused {
        let act = Callback::new(move |()| spawn_local(cancel(desk, id)));
        add(Action::CancelTransmission, Texts::cancel_sending, "cancel-sending", act);
    }
    actions
}

fn action_button(t: Texts, name: fn(Texts) -> &'static str, hook: &'static str, act: Callback<()>) -> AnyView {
    view! {
        <Button hook=hook press=move |()| act.run(())>
            {t.said(name)}
        </Button>
    }
    .into_any()
}

fn dots(t: Texts, sending: &Transmission) -> impl IntoView + use<> {
    let here = sending.place();
    sending.route().into_iter().enumerate().map(|(place, step)| dot(t, sending, step, place.cmp(&here))).collect_view()
}

fn dot(t: Texts, sending: &Transmission, step: Step, place: Ordering) -> impl IntoView + use<> {
    let done = phase(sending) == Phase::Done || place == Ordering::Less;
    let (state, spoken) = match phase(sending) {
        _ if done => ("done", t.state_done()),
        _ if place == Ordering::Greater => ("ahead", t.state_ahead()),
        Phase::Stopped => ("stopped", t.state_stopped()),
        _ => ("current", t.state_current()),
    };
    let name = match step {
        Step::Photos => t.photos_sent(sending.photos_done, sending.photos_total),
        step => t.step(step).to_owned(),
    };
    view! {
        <li class="step" data-testid="progress-step" data-step=step.as_str() data-state=state aria-current=(state == "current").then_some("step")>
            <span class="step__dot" aria-hidden="true">{done.then(|| Icon::Tick.draw())}</span>
            <span class="step__name">{name}</span>
            <span class="visually-hidden">": " {spoken}</span>
        </li>
    }
}

/// The address of the public page, to be opened or copied.
#[component]
pub(crate) fn PageLink(
    /// The address.
    link: String,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let (shown, opened, copied) = (link.clone(), link.clone(), link.clone());
    view! {
        <span class="page">
            <a
                class="page__link"
                data-testid="published-link"
                href=link
                title=shown.clone()
                on:click=move |event| {
                    event.prevent_default();
                    spawn_local(open(desk, opened.clone()));
                }
            >
                {Icon::Outside.draw()}
                <span>{t.said(Texts::open_page)}</span>
                <span class="page__address">{shown.clone()}</span>
            </a>
            <Button
                bare=true
                hook="copy-link"
                hint=t.said(Texts::copy)
                label=t.said(Texts::copy)
                press=move |()| spawn_local(copy(desk, copied.clone()))
            >
                {Icon::Copy.draw()}
            </Button>
        </span>
    }
}

/// Shows an address of a connected site in the system's browser.
pub(crate) async fn open(desk: Desk, address: String) {
    if let Err(failure) = shell::ask(OpenInBrowser { address }).await {
        desk.say_failure(&failure);
    }
}

async fn copy(desk: Desk, address: String) {
    if page::copy(&address).await {
        desk.say(untrack(|| desk.t.copied()));
    } else {
        // The address can still be selected and copied by hand.
        desk.say(address);
    }
}

/// Does something with a sending and shows it as it is then.
async fn change<R: contract::Request<Reply = TransmissionView>>(desk: Desk, request: R) {
    match shell::ask(request).await {
        Ok(view) => desk.progressed(view),
        Err(failure) => desk.say_failure(&failure),
    }
}

/// Says which words a firewall refuses.
async fn find_refused_words(desk: Desk, transmission: TransmissionId) {
    match shell::ask(FindRefusedWords { transmission }).await {
        Ok(Some(words)) => desk.say_trouble(untrack(|| desk.t.words_refused(&words))),
        Ok(None) => desk.say(untrack(|| desk.t.words_not_refused())),
        Err(failure) => desk.say_failure(&failure),
    }
}

async fn cancel(desk: Desk, transmission: TransmissionId) {
    match shell::ask(CancelTransmission { transmission }).await {
        Ok(()) => {
            desk.say(untrack(|| desk.t.sending_cancelled()));
            desk.refresh();
        }
        Err(failure) => desk.say_failure(&failure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sending(step: Step) -> Transmission {
        let id = "01930000-0000-7000-8000-000000000001".parse().unwrap();
        let (story, site) = ((newsroom::ArticleId(id), newsroom::RevisionId(id)), newsroom::SiteId(id));
        let new = Transmission::new(TransmissionId(id), story, site, Delivery::Now, DateTime::default());
        Transmission { step, photos_total: 2, ..new }
    }

    #[test]
    fn no_network_is_waiting_and_a_wrong_password_is_not() {
        let offline = Transmission { trouble: Some(Trouble::Offline), ..sending(Step::Photos) };
        assert_eq!(phase(&offline), Phase::Waiting, "offline is a state and not an error");
        let login = Transmission { trouble: Some(Trouble::Login), stopped: true, ..sending(Step::LookUp) };
        assert_eq!(phase(&login), Phase::Stopped);
    }

    #[test]
    fn a_cancelled_sending_does_not_look_published() {
        let cancelled = Transmission { finished_at: Some(DateTime::default()), ..sending(Step::Update) };
        assert_eq!(phase(&cancelled), Phase::Cancelled);
        assert!(!is_open(&cancelled), "there is nothing left to try again");
    }

    #[test]
    fn a_line_says_that_a_story_is_online_only_while_readers_have_that_version() {
        let brought = sending(Step::Done);
        let other = newsroom::RevisionId("01930000-0000-7000-8000-000000000002".parse().unwrap());
        let [mut same, mut newer] = [newsroom::Readers::default(); 2];
        same.seen(brought.revision, DateTime::default());
        newer.seen(other, DateTime::default());
        let mut gone = newer;
        gone.gone(DateTime::default());
        for lang in [crate::texts::Lang::Vi, crate::texts::Lang::En] {
            let t = Texts::new(lang);
            let line = |readers| {
                let view = TransmissionView { transmission: brought.clone(), label: Default::default(), readers };
                in_a_line(t, &view, DateTime::default())
            };
            let lines = [line(same), line(newer), line(gone)];
            assert_eq!(lines, [t.online(), t.other_version_online(), t.taken_off_since()]);
            assert!(lines[0] != lines[1] && lines[1] != lines[2]);
        }
    }

    #[test]
    fn what_is_said_to_be_on_its_way_turns_into_its_outcome_and_goes_where_it_stops() {
        let told = |sending: Transmission| {
            let t = Texts::new(crate::texts::Lang::Vi);
            let mut readers = newsroom::Readers::default();
            readers.seen(sending.revision, DateTime::default());
            let view = TransmissionView { transmission: sending, label: Default::default(), readers };
            outcome_in_a_line(t, &view, DateTime::default())
        };
        let t = Texts::new(crate::texts::Lang::Vi);
        assert_eq!(told(sending(Step::LookUp)), None);
        assert_eq!(told(sending(Step::Done)), Some(Some(t.online().to_owned())));
        assert!(matches!(told(sending(Step::AwaitHour)), Some(Some(_))));
        let offline = Transmission { trouble: Some(Trouble::Offline), ..sending(Step::Photos) };
        assert_eq!(told(offline), Some(None));
        let stopped = Transmission { trouble: Some(Trouble::Login), stopped: true, ..sending(Step::LookUp) };
        assert_eq!(told(stopped), Some(None));
    }

    #[test]
    fn what_somebody_holds_back_is_neither_stopped_nor_under_way() {
        let paused = Transmission { paused: true, ..sending(Step::LookUp) };
        assert_eq!(phase(&paused), Phase::Paused);
        assert!(is_open(&paused));
    }
}

//! The places where copies are, with what can be done there.

use crate::{bridge::shell, keeping::facts::counts, state::desk::Desk, texts::Texts, widgets::button::Button};
use contract::{
    Failure,
    keeping::{ChooseSecondPlace, CopyNow, ForgetSecondPlace, KeepingView, PlaceView, Trial, TryRestore},
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::Action;

/// Both places side by side.
#[component]
pub(crate) fn Places() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let busy = RwSignal::new(false);
    let tried = RwSignal::new(None::<Trial>);
    let copy_now = move |()| {
        spawn_local(async move {
            busy.set(true);
            let answer = shell::ask(CopyNow {}).await;
            busy.try_set(false);
            if let Some(view) = show(desk, answer)
                && places(&view).all(|place| place.trouble.is_none())
            {
                desk.say(untrack(|| t.keeping_done()));
            }
        });
    };
    let choose = move |()| {
        spawn_local(async move {
            busy.set(true);
            let answer = shell::ask(ChooseSecondPlace {}).await;
            busy.try_set(false);
            if let Some(answer) = answer.transpose() {
                show(desk, answer);
            }
        });
    };
    let forget = move |()| spawn_local(async move { drop(show(desk, shell::ask(ForgetSecondPlace {}).await)) });
    let try_it = move |second: bool| {
        spawn_local(async move {
            busy.set(true);
            tried.set(None);
            let answer = shell::ask(TryRestore { second }).await;
            busy.try_set(false);
            match answer {
                Ok(trial) => drop(tried.try_set(Some(trial))),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    };
    let drill = move |second: bool| {
        desk.may(Action::TryRestore).then(|| {
            view! {
                <Button small=true hook="keeping-try" hint=t.said(Texts::keeping_try_more) disabled=busy press=move |()| try_it(second)>
                    {t.said(Texts::keeping_try)}
                </Button>
            }
        })
    };
    let here = move || {
        desk.kept.with(|kept| {
            kept.as_ref().map(|kept| {
                let changed = kept.changed;
                view! {
                    <section class="form form--boxed" data-testid="keeping-here">
                        <h2 class="form__title">{t.said(Texts::keeping_here)}</h2>
                        {state(desk, &kept.here)}
                        <p class="keeping__more">
                            {move || if changed { t.keeping_changed() } else { t.keeping_unchanged() }}
                        </p>
                        <p class="site__actions">
                            <Button small=true main=true hook="keeping-now" disabled=busy press=copy_now>
                                {move || if busy.get() { t.keeping_busy() } else { t.keeping_now() }}
                            </Button>
                            {drill(false)}
                        </p>
                    </section>
                }
            })
        })
    };
    let second = move || {
        let second = desk.kept.with(|kept| kept.as_ref().map(|kept| kept.second.clone()));
        let may = desk.may(Action::ChooseSecondPlace);
        second.map(|second| {
            let chosen = second.is_some();
            view! {
                <section class="form form--boxed" data-testid="keeping-second">
                    <h2 class="form__title">{t.said(Texts::keeping_second)}</h2>
                    {match &second {
                        Some(place) => state(desk, place).into_any(),
                        None => view! { <p class="keeping__more">{t.said(Texts::keeping_second_why)}</p> }.into_any(),
                    }}
                    <p class="site__actions">
                        {may.then(|| {
                            view! {
                                <Button small=true hook="keeping-choose" disabled=busy press=choose>
                                    {move || if chosen { t.keeping_choose_other() } else { t.keeping_choose() }}
                                </Button>
                            }
                        })}
                        {chosen.then(|| drill(true))}
                        {(may && chosen).then(|| {
                            view! {
                                <Button small=true hook="keeping-forget" press=forget>
                                    {t.said(Texts::keeping_forget)}
                                </Button>
                            }
                        })}
                    </p>
                </section>
            }
        })
    };
    view! {
        <div class="page-screen__columns">{here} {second}</div>
        <p class="keeping__tried" role="status" data-testid="keeping-tried">
            {move || {
                tried.get().map(|Trial { at, contents, milliseconds }| {
                    let counts = counts(t, &contents);
                    t.keeping_tried(&t.full_moment(at), &counts, &t.count(usize::try_from(milliseconds.div_ceil(1000)).unwrap_or(usize::MAX)))
                })
            }}
        </p>
    }
}

/// How it stands with a place.
fn state(desk: Desk, place: &PlaceView) -> impl IntoView + use<> {
    let t = desk.t;
    let PlaceView { folder, reachable, last, trouble } = place.clone();
    view! {
        <p class="copy__facts">
            <strong>
                {move || match last {
                    Some(at) => t.keeping_last(&t.full_moment(at)),
                    None if reachable => t.keeping_none().to_owned(),
                    None => t.keeping_away().to_owned(),
                }}
            </strong>
            <small class="keeping__folder">{folder}</small>
        </p>
        {trouble.map(|trouble| view! { <p class="trouble">{move || t.failure(&trouble)}</p> })}
    }
}

fn places(view: &KeepingView) -> impl Iterator<Item = &PlaceView> {
    std::iter::once(&view.here).chain(&view.second)
}

fn show(desk: Desk, answer: Result<KeepingView, Failure>) -> Option<KeepingView> {
    match answer {
        Ok(view) => {
            desk.kept.set(Some(view.clone()));
            Some(view)
        }
        Err(failure) => {
            desk.say_failure(&failure);
            None
        }
    }
}

//! How this laptop uses the line: texts first, photos within a day's budget.

use crate::{bridge::shell, state::desk::Desk, texts::Texts};
use contract::sending::{DataSaver, GetDataSaver, SetDataSaver};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::Action;

/// A megabyte, as line operators count.
const MEGABYTE: u64 = 1_000_000;

/// The settings over the outbox.
#[component]
pub(super) fn LineSettings() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let line = RwSignal::new(None::<DataSaver>);
    let budget = NodeRef::<html::Input>::new();
    let show = move |answer| match answer {
        Ok(now) => drop(line.try_set(Some(now))),
        Err(failure) => desk.say_failure(&failure),
    };
    spawn_local(async move { show(shell::ask(GetDataSaver {}).await) });
    let set = move |text_first: bool| {
        let typed = budget.get_untracked().map(|input| input.value()).unwrap_or_default();
        let budget = typed.trim().parse::<u64>().ok().map(|mb| mb * MEGABYTE);
        spawn_local(async move { show(shell::ask(SetDataSaver { text_first, budget }).await) });
    };
    let may = move || desk.may(Action::SetDataSaver);
    let text_first = move || line.with(|line| line.is_some_and(|line| line.text_first));
    let spent = move || line.with(|line| line.map(|line| t.spent_today(&t.megabytes(line.spent_today))));
    view! {
        <section class="line-settings" aria-label=t.said(Texts::line_title)>
            <button
                type="button"
                class="switch"
                role="switch"
                data-testid="text-first"
                aria-checked=move || text_first().to_string()
                aria-disabled=move || (!may()).then_some("true")
                aria-describedby=move || (!may()).then_some("budget-chief")
                on:click=move |_| {
                    if untrack(may) {
                        set(!untrack(text_first));
                    }
                }
            >
                <span class="switch__track" aria-hidden="true"></span>
                <span class="switch__words">{t.said(Texts::text_first)} <small>{t.said(Texts::text_first_hint)}</small></span>
            </button>
            <p id="budget-chief" class="field__hint" hidden=may>{t.said(Texts::budget_chief)}</p>
            <div class="field" hidden=move || !text_first()>
                <label class="field__label" for="photo-budget">{t.said(Texts::budget)}</label>
                <input
                    id="photo-budget"
                    class="field__input"
                    data-testid="photo-budget"
                    inputmode="numeric"
                    placeholder=t.said(Texts::budget_hint)
                    node_ref=budget
                    readonly=move || !may()
                    prop:value=move || line.with(|line| line.and_then(|line| line.budget).map(|b| (b / MEGABYTE).to_string()).unwrap_or_default())
                    on:change=move |_| set(true)
                />
                <p class="field__hint">{spent}</p>
            </div>
        </section>
    }
}

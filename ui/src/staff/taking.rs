//! Who takes a story, chosen among those who work here.

use crate::{bridge::shell, state::desk::Desk};
use contract::people::{ListTakers, Taker};
use leptos::{prelude::*, task::spawn_local};
use newsroom::StaffId;

/// A field in which one of the colleagues is chosen.
#[component]
pub(crate) fn TakerField(
    /// Its id and hook for tests.
    id: &'static str,
    /// Visible label.
    #[prop(into)]
    label: Signal<String>,
    /// What stands for nobody.
    #[prop(into)]
    nobody: Signal<String>,
    /// Whose stories they are; not offered.
    from: StaffId,
    /// Who was chosen.
    chosen: RwSignal<Option<StaffId>>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let takers = RwSignal::new(Vec::<Taker>::new());
    spawn_local(async move {
        match shell::ask(ListTakers {}).await {
            Ok(list) => drop(takers.try_set(list.into_iter().filter(|taker| taker.id != from).collect())),
            Err(failure) => desk.say_failure(&failure),
        }
    });
    let options = move || {
        let option = |taker: Taker| {
            view! {
                <option value=taker.id.to_string() prop:selected=move || chosen.get() == Some(taker.id)>
                    {move || format!("{} · {}", taker.name, t.role(taker.role))}
                </option>
            }
        };
        takers.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{move || label.get()}</label>
            <select
                id=id
                class="field__input"
                data-testid=id
                on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
            >
                <option value="">{move || nobody.get()}</option>
                {options}
            </select>
        </div>
    }
}

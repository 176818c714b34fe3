//! The tabs of the inspector.

use crate::{
    bridge::page::next_frame,
    state::{desk::Desk, story::Story, tools::Tab},
    texts::{Name, Texts},
};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

fn hook(tab: Tab) -> &'static str {
    match tab {
        Tab::About => "about",
        Tab::Outline => "outline",
        Tab::Remarks => "remarks",
    }
}

fn name(tab: Tab) -> Name {
    match tab {
        Tab::About => Texts::about_the_story,
        Tab::Outline => Texts::outline,
        Tab::Remarks => Texts::remarks,
    }
}

/// The tabs; arrows go from one to the next, as in every list of tabs (ARIA Authoring Practices, "Tabs").
#[component]
pub(crate) fn Tabs() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let chosen = story.tools.tab;
    let keys = move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowLeft" => Tab::ALL.len() - 1,
            "ArrowRight" => 1,
            _ => return,
        };
        let here = Tab::ALL.iter().position(|tab| *tab == chosen.get_untracked()).unwrap_or_default();
        let next = Tab::ALL[(here + forward) % Tab::ALL.len()];
        chosen.set(next);
        event.prevent_default();
        next_frame(move || crate::bridge::page::focus_on(&format!("#tab-{}", hook(next))));
    };
    let tab = move |tab: Tab| {
        let is_chosen = move || chosen.get() == tab;
        let open = move || (tab == Tab::Remarks).then(|| story.remarks.open()).filter(|open| *open > 0);
        view! {
            <button
                type="button"
                id=format!("tab-{}", hook(tab))
                class="tab"
                role="tab"
                data-testid=format!("tab-{}", hook(tab))
                aria-selected=move || is_chosen().to_string()
                aria-controls=format!("panel-{}", hook(tab))
                tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| chosen.set(tab)
            >
                {move || name(tab)(t)}
                {move || open().map(|open| view! { <span class="panel__count">{t.count(open)}</span> })}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=t.said(Texts::inspector) on:keydown=keys>
            {Tab::ALL.map(tab).collect_view()}
        </div>
    }
}

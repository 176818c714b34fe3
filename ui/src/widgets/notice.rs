//! The message of the moment, over the window's foot.

use crate::{
    desk::state::{Desk, Said},
    widgets::icon::Icon,
};
use leptos::prelude::*;

/// Where messages appear. The two regions are always in the page, so that screen readers watch them.
#[component]
pub(crate) fn Notice() -> impl IntoView {
    let desk = Desk::here();
    let done =
        move || desk.said.with(|said| matches!(said, Some(Said::Done(_))).then(|| words(said.as_ref()))).flatten();
    let trouble =
        move || desk.said.with(|said| matches!(said, Some(Said::Trouble(_))).then(|| words(said.as_ref()))).flatten();
    view! {
        <div class="notices">
            <div role="status">
                {move || done().map(|words| view! { <p class="notice">{Icon::Tick.draw()} <span>{words}</span></p> })}
            </div>
            <div role="alert">
                {move || {
                    trouble()
                        .map(|words| {
                            view! {
                                <p class="notice notice--trouble" data-testid="failure">
                                    {Icon::Alert.draw()}
                                    <span>{words}</span>
                                    <button
                                        type="button"
                                        class="button button--bare"
                                        aria-label=move || desk.t.dismiss()
                                        on:click=move |_| desk.said.set(None)
                                    >
                                        {Icon::Cross.draw()}
                                    </button>
                                </p>
                            }
                        })
                }}
            </div>
        </div>
    }
}

fn words(said: Option<&Said>) -> Option<String> {
    said.map(|said| match said {
        Said::Done(words) | Said::Trouble(words) => words.clone(),
    })
}

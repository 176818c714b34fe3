//! Quiet offers over the status line: to take back what a tool did, to look at what a paste dropped. They cover nothing and ask for nothing.

use crate::{
    state::{desk::Desk, offers::Offer, story::Story},
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use leptos::prelude::*;

/// Where offers appear. The region is always in the page, so that screen readers watch it.
#[component]
pub(crate) fn Offers() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let offers = story.tools.offers;
    let line = move |offer: Offer| {
        let Offer { about, words, buttons, .. } = offer;
        let buttons = buttons.into_iter().map(move |(name, act)| {
            view! {
                <Button small=true press=move |()| act.run(())>
                    {move || name(t)}
                </Button>
            }
        });
        view! {
            <div class="offer" data-testid="offer">
                <span class="offer__words">{move || words.run(t)}</span>
                {buttons.collect_view()}
                <Button
                    small=true
                    bare=true
                    hint=t.said(Texts::dismiss)
                    label=t.said(Texts::dismiss)
                    press=move |()| offers.withdraw(about)
                >
                    {Icon::Cross.draw()}
                </Button>
            </div>
        }
    };
    view! {
        <div class="offers" role="status">
            {move || offers.shown.get().into_iter().map(line).collect_view()}
        </div>
    }
}

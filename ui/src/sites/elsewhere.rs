//! A site that is not simply where it was said to be: what is different, and whether the password may go there.

use crate::{
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
    },
};
use contract::sites::SiteElsewhere;
use leptos::prelude::*;

/// What was answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    /// To what was asked.
    Yes,
    /// The known site stays where it is, and this is another one.
    Beside,
}

/// Asks. Nothing is sent before.
#[component]
pub(super) fn AskElsewhere(
    /// What is different.
    elsewhere: SiteElsewhere,
    /// Called when somebody agrees.
    agree: Callback<Agreed>,
    /// Called when nobody does.
    close: Callback<()>,
) -> impl IntoView {
    let t = Texts::here();
    let SiteElsewhere { found, led_from, moves_from, calls_itself } = elsewhere;
    let moves = moves_from.is_some();
    let facts: Vec<_> = [
        moves_from.map(|from| t.site_moves(&from, &found)),
        led_from.map(|from| t.site_led(&from, &found)),
        calls_itself.map(|home| t.site_calls_itself(&home, &found)),
        Some(t.site_agree_more(&found)),
    ]
    .into_iter()
    .flatten()
    .map(|fact| view! { <p>{fact}</p> })
    .collect();
    let agree_words = t.site_agree(&found);
    view! {
        <Dialog title=Signal::derive(move || t.site_elsewhere().to_owned()) close=close>
            <div class="dialog__facts" data-testid="site-elsewhere">{facts}</div>
            <DialogFoot
                cancel=close
                confirm=agree_words
                act=Callback::new(move |()| agree.run(Agreed::Yes))
                hooks=("site-elsewhere-cancel", "site-elsewhere-agree")
            >
                {moves
                    .then(|| {
                        view! {
                            <Button hook="site-elsewhere-beside" press=move |()| agree.run(Agreed::Beside)>
                                {t.said(Texts::site_elsewhere_beside)}
                            </Button>
                        }
                    })}
            </DialogFoot>
        </Dialog>
    }
}

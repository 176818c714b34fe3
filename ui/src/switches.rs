//! Language and light.

use crate::{
    state::{desk::Desk, session::Message, settings::Theme},
    texts::{Lang, Texts},
    widgets::{button::Button, icon::Icon},
};
use leptos::prelude::*;

/// The two switches, as they stand on every screen.
#[component]
pub(crate) fn Switches() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let other = move || match t.lang() {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    };
    let theme = move || match desk.theme.get() {
        Theme::Auto => t.theme_auto(),
        Theme::Light => t.theme_light(),
        Theme::Dark => t.theme_dark(),
    };
    view! {
        <div class="switches">
            <Button
                bare=true
                class="switches__button"
                hook="language"
                hint=t.said(Texts::language)
                attr:lang=move || other().tag()
                press=move |()| {
                    // What was said a moment ago was said in the other language.
                    if desk.session.message.with_untracked(|said| matches!(said, Some(Message::Done(_) | Message::Sending(..)))) {
                        desk.session.message.set(None);
                    }
                    t.speak(untrack(other));
                }
            >
                {Icon::Globe.draw()}
                <span>{t.said(Texts::switch_language)}</span>
            </Button>
            <Button
                bare=true
                class="switches__button"
                hook="theme"
                hint=t.said(Texts::theme)
                label=move || format!("{}: {}", t.theme(), theme())
                press=move |()| desk.theme.update(|theme| *theme = theme.next())
            >
                {Icon::Light.draw()}
                <span>{theme}</span>
            </Button>
        </div>
    }
}

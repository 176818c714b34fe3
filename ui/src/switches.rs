//! Language and light.

use crate::texts::Texts;
use crate::{
    state::{desk::Desk, session::Message, settings::Theme},
    texts::Lang,
    widgets::icon::Icon,
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
            <button
                type="button"
                class="button button--bare switches__button"
                data-testid="language"
                title=t.said(Texts::language)
                lang=move || other().tag()
                on:click=move |_| {
                    // What was said a moment ago was said in the other language.
                    if desk.session.message.with_untracked(|said| matches!(said, Some(Message::Done(_)))) {
                        desk.session.message.set(None);
                    }
                    t.speak(untrack(other));
                }
            >
                {Icon::Globe.draw()}
                <span>{t.said(Texts::switch_language)}</span>
            </button>
            <button
                type="button"
                class="button button--bare switches__button"
                data-testid="theme"
                title=t.said(Texts::theme)
                aria-label=move || format!("{}: {}", t.theme(), theme())
                on:click=move |_| desk.theme.update(|theme| *theme = theme.next())
            >
                {Icon::Light.draw()}
                <span>{theme}</span>
            </button>
        </div>
    }
}

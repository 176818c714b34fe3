//! What the window remembers between runs: language and light. Of this laptop, not of the newsroom.

use crate::{
    bridge::{page, storage},
    texts::Lang,
};

const LANGUAGE: &str = "newsdesk.language";
const THEME: &str = "newsdesk.theme";

/// How bright the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system says.
    Auto,
    /// Dark letters on light paper.
    Light,
    /// Light letters on dark paper.
    Dark,
}

impl Theme {
    /// All, in the order of the switch.
    pub(crate) const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The name kept, and the value of `data-theme`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The next one when the switch is pressed.
    pub(crate) fn next(self) -> Self {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        }
    }
}

/// The language chosen before; Vietnamese at first.
pub(crate) fn language() -> Lang {
    match storage::read(LANGUAGE).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// Keeps the language and tells the page, so that screen readers use the right voice.
pub(crate) fn keep_language(lang: Lang) {
    storage::keep(LANGUAGE, lang.tag());
    page::set_on_root("lang", lang.tag());
}

/// The light chosen before; the system's at first.
pub(crate) fn theme() -> Theme {
    let kept = storage::read(THEME);
    Theme::ALL.into_iter().find(|theme| kept.as_deref() == Some(theme.name())).unwrap_or(Theme::Auto)
}

/// Keeps the light and shows it.
pub(crate) fn keep_theme(theme: Theme) {
    storage::keep(THEME, theme.name());
    page::set_on_root("data-theme", theme.name());
}

//! What the window remembers between runs: language and light. Of this laptop, not of the newsroom.

use crate::texts::Lang;
use web_sys::Storage;

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
    match read(LANGUAGE).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// Keeps the language and tells the page, so that screen readers use the right voice.
pub(crate) fn keep_language(lang: Lang) {
    keep(LANGUAGE, lang.tag());
    set_on_page("lang", lang.tag());
}

/// The light chosen before; the system's at first.
pub(crate) fn theme() -> Theme {
    let kept = read(THEME);
    Theme::ALL.into_iter().find(|theme| kept.as_deref() == Some(theme.name())).unwrap_or(Theme::Auto)
}

/// Keeps the light and shows it.
pub(crate) fn keep_theme(theme: Theme) {
    keep(THEME, theme.name());
    set_on_page("data-theme", theme.name());
}

fn set_on_page(attribute: &str, value: &str) {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root
        && root.set_attribute(attribute, value).is_err()
    {
        leptos::logging::warn!("the page does not take {attribute}");
    }
}

/// None where the webview keeps nothing; the window then begins anew each time.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is remembered under a key.
pub(crate) fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Remembers a value under a key.
pub(crate) fn keep(key: &str, value: &str) {
    if let Some(storage) = storage()
        && storage.set_item(key, value).is_err()
    {
        leptos::logging::warn!("{key} is not remembered");
    }
}

//! What the webview remembers between runs, as text under keys: of this laptop, not of the newsroom.

use web_sys::Storage;

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

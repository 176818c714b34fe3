//! The window: locked to the interface inside this program, with the input method's letters shown while they are typed.

use contract::CLOSING;
use std::{
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};
use tauri::{
    AppHandle, Emitter, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
    webview::PageLoadEvent,
};

/// The label that the capability in `tauri.conf.json` names.
const LABEL: &str = "desk";
/// Asked again after this time, the window closes all the same.
const PATIENCE: Duration = Duration::from_secs(3);

/// Opens the window.
///
/// # Errors
/// What the system says.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, folder: &Path) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Newsdesk")
        // What the interface remembers belongs to the newsroom, like everything else.
        .data_directory(folder.join("webview"))
        .inner_size(1360.0, 860.0)
        .min_inner_size(1024.0, 600.0)
        // Photos are dropped onto the page, which reads them itself.
        .disable_drag_drop_handler()
        .on_navigation(is_our_own)
        // Drawn before its page can answer, WebKitGTK holds the whole program up for half a second (its `draw` waits for the
        // web process): measured in up to half of all starts.
        .visible(false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                show(&window);
            }
        })
        .build()?;
    show_letters_while_typing(&window)?;
    // Whatever becomes of the page: a window that does not come tells nobody why.
    let fallback = thread::Builder::new().name("show window".to_owned()).spawn(move || {
        thread::sleep(SHOWN_AFTER);
        show(&window);
    });
    if let Err(error) = fallback {
        tracing::warn!(%error, "the window is shown by its page alone");
    }
    Ok(())
}

/// A window whose page has not loaded by then is shown all the same.
const SHOWN_AFTER: Duration = Duration::from_secs(3);

fn show<R: Runtime>(window: &WebviewWindow<R>) {
    if let Err(error) = window.show() {
        tracing::debug!(%error, "the window is not shown, or gone already");
    }
}

/// Shows the whole window in this size, in percent.
pub(crate) fn zoom<R: Runtime>(window: &WebviewWindow<R>, percent: u32) {
    if let Err(error) = window.set_zoom(f64::from(percent.clamp(50, 300)) / 100.0) {
        tracing::warn!(%error, "the window keeps its size");
    }
}

/// After this time, asking is asking for the first time again.
const FORGOTTEN: Duration = Duration::from_secs(60);

/// When the window was first asked to close.
#[derive(Default)]
pub(crate) struct Asked(Mutex<Option<Instant>>);

/// A closing window first brings what was typed to safety and answers. While it cannot, it says why and stays;
/// whoever asks again after a while means it, and a window that does not answer any more closes then.
pub(crate) fn on_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event {
        let state = window.state::<Asked>();
        let mut asked = state.0.lock().unwrap_or_else(PoisonError::into_inner);
        match asked.map(|first| first.elapsed()) {
            Some(ago) if ago < PATIENCE => {}
            Some(ago) if ago < FORGOTTEN => return,
            _ => *asked = Some(Instant::now()),
        }
        drop(asked);
        api.prevent_close();
        if let Err(error) = window.emit_to(window.label(), CLOSING, ()) {
            tracing::warn!(%error, "the window cannot be told that it closes");
        }
    }
}

/// Shows the window above others, wherever it was.
pub(crate) fn to_front<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    if let Err(error) = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window does not come to the front");
    }
}

/// Closes a window that said it is done.
pub(crate) fn close<R: Runtime>(window: &WebviewWindow<R>) {
    destroy(window.destroy());
}

fn destroy(done: tauri::Result<()>) {
    if let Err(error) = done {
        tracing::debug!(%error, "the window is gone already");
    }
}

/// A dropped file or a pasted link must not take the interface away.
fn is_our_own(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => true,
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        "about" => url.path() == "blank",
        _ => false,
    }
}

/// wry switches the preedit off on Linux: then no letter shows before the word is done, and a click elsewhere loses the
/// word (wry#1724).
#[cfg(target_os = "linux")]
fn show_letters_while_typing<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};
    window.with_webview(|webview| {
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn show_letters_while_typing<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_our_own_pages_open_in_the_window() {
        let own =
            ["tauri://localhost/", "http://tauri.localhost/index.html", "https://tauri.localhost/", "about:blank"];
        for url in own {
            assert!(is_our_own(&url.parse().unwrap()), "{url}");
        }
        let foreign = [
            "https://mongcai.gov.vn/",
            "http://localhost/",
            "https://tauri.localhost.evil.vn/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:srcdoc",
        ];
        for url in foreign {
            assert!(!is_our_own(&url.parse().unwrap()), "{url}");
        }
    }
}

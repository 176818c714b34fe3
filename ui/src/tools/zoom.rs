//! The size of the story's letters, of this laptop.

use crate::{bridge::shell, state::desk::Desk};
use contract::people::ZoomWindow;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

/// Tells the page.
pub(crate) fn show(size: u32) {
    let root = document().document_element().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    let factor = format!("{}.{:02}", size / 100, size % 100);
    if let Some(root) = root
        && root.style().set_property("--story-zoom", &factor).is_err()
    {
        leptos::logging::warn!("the letters keep their size");
    }
}

/// Shows the whole window in this size.
pub(crate) fn show_window(percent: u32) {
    spawn_local(async move {
        if let Err(failure) = shell::ask(ZoomWindow { percent }).await {
            leptos::logging::warn!("the window keeps its size: {:?}", failure.code);
        }
    });
}

/// In the status line, while the letters are not of their usual size.
#[component]
pub(crate) fn ZoomMark() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    view! {
        {move || {
            desk.overlays
                .unusual_zoom()
                .map(|size| {
                    view! {
                        <button
                            type="button"
                            class="status__zoom"
                            data-testid="zoom"
                            title=t.with_shortcut(t.zoom_reset(), "Ctrl+0")
                            aria-label=format!("{size}%. {}", t.zoom_reset())
                            on:click=move |_| desk.overlays.zoom_reset()
                        >
                            {format!("{size}%")}
                        </button>
                    }
                })
        }}
    }
}

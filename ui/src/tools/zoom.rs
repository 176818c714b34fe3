//! The size of the story's letters, of this laptop.

use crate::state::{desk::Desk, settings};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

const KEY: &str = "newsdesk.zoom";
/// Smallest, largest and usual size, in percent; WCAG 2.2, 1.4.4 asks for 200.
const SIZES: (u32, u32, u32) = (70, 220, 100);
const STEP: u32 = 10;

/// The size chosen before, in percent.
pub(crate) fn kept() -> u32 {
    let (least, most, usual) = SIZES;
    settings::read(KEY).and_then(|size| size.parse::<u32>().ok()).map_or(usual, |size| size.clamp(least, most))
}

/// Larger letters.
pub(crate) fn larger(desk: Desk) {
    set(desk, desk.overlays.zoom.get_untracked() + STEP);
}

/// Smaller letters.
pub(crate) fn smaller(desk: Desk) {
    set(desk, desk.overlays.zoom.get_untracked().saturating_sub(STEP));
}

/// Letters of the usual size.
pub(crate) fn normal(desk: Desk) {
    set(desk, SIZES.2);
}

fn set(desk: Desk, size: u32) {
    let (least, most, _) = SIZES;
    let size = size.clamp(least, most);
    desk.overlays.zoom.set(size);
    settings::keep(KEY, &size.to_string());
}

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

/// In the status line, while the letters are not of their usual size.
#[component]
pub(crate) fn ZoomMark() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    view! {
        {move || {
            let size = desk.overlays.zoom.get();
            (size != SIZES.2)
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="status__zoom"
                            data-testid="zoom"
                            title=t.with_shortcut(t.zoom_reset(), "Ctrl+0")
                            aria-label=format!("{size}%. {}", t.zoom_reset())
                            on:click=move |_| normal(desk)
                        >
                            {format!("{size}%")}
                        </button>
                    }
                })
        }}
    }
}

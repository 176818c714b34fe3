//! What lies over the window, and how the story is shown in it.

use crate::bridge::storage;
use leptos::prelude::*;

/// Where the size of the letters is remembered.
const ZOOM: &str = "newsdesk.zoom";
/// Where the size of the whole window is remembered.
const WINDOW_ZOOM: &str = "newsdesk.window-zoom";
/// Smallest, largest and usual size of the letters, in percent; WCAG 2.2, 1.4.4 asks for 200.
const SIZES: (u32, u32, u32) = (70, 220, 100);
const STEP: u32 = 10;

/// What lies over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// The palette.
    Palette,
    /// The sheet of keys.
    Keys,
    /// One's own password.
    Password,
}

/// What lies over the window, and how the story is shown.
#[derive(Clone, Copy)]
pub(crate) struct Overlays {
    /// What is open.
    pub(crate) over: RwSignal<Option<Over>>,
    /// Only the story is shown, and in it the block that is written in.
    pub(crate) focus: RwSignal<bool>,
    /// The list lies over the story, in a window that is too narrow for both.
    pub(crate) list: RwSignal<bool>,
    /// The size of the story's letters, in percent.
    pub(crate) zoom: RwSignal<u32>,
    /// The size of the whole window, in percent.
    pub(crate) window_zoom: RwSignal<u32>,
}

impl Overlays {
    /// Nothing open, and letters of the size chosen before.
    pub(crate) fn new() -> Self {
        Self {
            over: RwSignal::new(None),
            focus: RwSignal::new(false),
            list: RwSignal::new(false),
            zoom: RwSignal::new(kept(ZOOM)),
            window_zoom: RwSignal::new(kept(WINDOW_ZOOM)),
        }
    }

    /// Larger letters.
    pub(crate) fn zoom_in(self) {
        self.set_zoom(self.zoom.get_untracked() + STEP);
    }

    /// Smaller letters.
    pub(crate) fn zoom_out(self) {
        self.set_zoom(self.zoom.get_untracked().saturating_sub(STEP));
    }

    /// The whole window by so many steps larger, or smaller; none brings it to the usual size.
    pub(crate) fn zoom_window(self, steps: Option<i32>) {
        let (least, most, usual) = SIZES;
        let now = self.window_zoom.get_untracked();
        let size = steps.map_or(usual, |steps| now.saturating_add_signed(steps * 10).clamp(least, most));
        self.window_zoom.set(size);
        storage::keep(WINDOW_ZOOM, &size.to_string());
    }

    /// Letters of the usual size.
    pub(crate) fn zoom_reset(self) {
        self.set_zoom(SIZES.2);
    }

    /// The size of the letters, in percent, where it is not the usual one.
    pub(crate) fn unusual_zoom(self) -> Option<u32> {
        Some(self.zoom.get()).filter(|size| *size != SIZES.2)
    }

    fn set_zoom(self, size: u32) {
        let (least, most, _) = SIZES;
        let size = size.clamp(least, most);
        self.zoom.set(size);
        storage::keep(ZOOM, &size.to_string());
    }
}

fn kept(what: &str) -> u32 {
    let (least, most, usual) = SIZES;
    storage::read(what).and_then(|size| size.parse::<u32>().ok()).map_or(usual, |size| size.clamp(least, most))
}

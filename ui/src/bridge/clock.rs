//! The time of day, and waiting.

use chrono::{DateTime, Utc};
use js_sys::{Function, Promise};
use leptos::prelude::{request_animation_frame, set_timeout, window};
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Now, to the millisecond.
pub(crate) fn now() -> DateTime<Utc> {
    // Up to the year 275760, which a laptop's clock does not reach.
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds")]
    let milliseconds = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// Notes under this name when what changed just now stands painted on the screen: in the task after the next frame (User
/// Timing; `cargo xtask bench start` reads it).
pub(crate) fn note_when_painted(name: &'static str) {
    let note = move || {
        if let Some(performance) = window().performance()
            && let Err(refused) = performance.mark(name)
        {
            leptos::logging::warn!("{name} is not noted: {refused:?}");
        }
    };
    request_animation_frame(move || set_timeout(note, Duration::ZERO));
}

/// Resolves after this time.
pub(crate) async fn sleep(time: Duration) {
    let mut resolve = |resolve: Function, _: Function| {
        set_timeout(move || drop(resolve.call0(&JsValue::NULL)), time);
    };
    // A promise that only resolves cannot fail.
    drop(JsFuture::from(Promise::new(&mut resolve)).await);
}

//! Journeys through the real commands on Tauri's mock runtime: no display, the real desk, the bundled city site.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod contract_is_kept;
mod first_day;
mod keeping;
mod newsroom_at_work;
mod rights;
mod window;

use image::{ImageFormat, Rgb, RgbImage};
use std::{
    io::Cursor,
    time::{Duration, Instant},
};

/// A photo.
pub fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(640, 480, |x, y| Rgb([x as u8, y as u8, 90])).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// Waits until the state that an event will bring is there.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

//! Journeys through the real commands on Tauri's mock runtime: no display, the real desk, the bundled city site.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod contract_is_kept;
mod first_day;
mod window;

//! The darkroom, from bytes to bytes.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod budget;
mod cut;
mod develop;
mod inspect;
mod privacy;
mod reduce;
mod refuse;
mod samples;

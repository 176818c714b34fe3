//! Tests of the client: on values, on sockets of our own, and on a live site.
#![allow(clippy::unwrap_used)]

mod answers;
mod archive;
mod calls;
mod connection_options;
mod content;
mod copies;
mod discovery;
mod fake;
mod faults;
mod lines;
mod live;
mod look_up;
mod pages;
mod pictures;
mod reading;
mod round_trip;

//! Tests of the client: on values, on sockets of our own, and on a live site.
#![allow(clippy::unwrap_used)]

mod answers;
mod calls;
mod content;
mod discovery;
mod fake;
mod faults;
mod lines;
mod live;
mod pictures;

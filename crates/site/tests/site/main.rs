//! The site as clients and readers meet it: over HTTP, on a port of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod client;
mod connections;
mod counts;
mod dates;
mod faults;
mod feeds;
mod harness;
mod hostile;
mod media;
mod pages;
mod posts;
mod readers;
mod restart;
mod roles;
mod terms;
mod uploads;

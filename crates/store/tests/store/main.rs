//! What a newsroom must be able to rely on: that everything committed is there, unchanged, after upgrades,
//! crashes and full disks, and that a half-done change never is.

#![allow(clippy::unwrap_used)]

mod archive;
mod crash;
mod dump;
mod full_disk;
mod lists;
mod migrations;
mod old_databases;
mod opening;
mod outbox;
mod pictures;
mod round_trip;
mod scene;
mod sites;
mod story;
mod transactions;

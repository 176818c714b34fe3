//! What a newsroom must be able to rely on: that everything committed is there, unchanged, after upgrades,
//! crashes and full disks, and that a half-done change never is.

#![allow(clippy::unwrap_used)]

mod archive;
mod crash;
mod damage;
mod distrust;
mod dump;
mod folding;
mod full_disk;
mod going_back;
mod keeping;
mod lists;
mod mend_rows;
mod migrations;
mod old_databases;
mod opening;
mod outbox;
mod pictures;
mod round_trip;
mod rows;
mod scene;
mod sections;
mod several_laptops;
mod sites;
mod story;
mod transactions;

//! The server of a shared newsroom, tried on a real PostgreSQL.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod cluster;
mod crash;
mod desk;
mod exchange;
mod hostile;
mod line;
mod moves;
mod people;

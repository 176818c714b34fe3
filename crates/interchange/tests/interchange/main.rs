//! Documents in and out, over the public functions alone.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod corpus;
mod exports;
mod fuzz;
mod hostile;
mod office;
mod packed;
mod portal;
mod round_trip;
mod shown;
mod stories;

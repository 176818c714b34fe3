//! Documents in and out, over the public functions alone.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod corpus;
mod exports;
mod fuzz;
mod growth;
mod hostile;
mod office;
mod other_ways;
mod packed;
mod portal;
mod rich;
mod round_trip;
mod same;
mod shown;
mod soffice;
mod stories;
mod unkempt;

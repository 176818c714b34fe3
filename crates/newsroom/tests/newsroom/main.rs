//! The domain's promises over whole lives of stories.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod approved;
mod blocks;
mod edits;
mod lines;
mod script;

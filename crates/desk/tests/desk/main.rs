//! Actions of the desk against the bundled city site, or against any site described by the file that
//! `NEWSDESK_TEST_SITE` names (as `newsdesk-site --demo` and `tests/wordpress/site.sh` write it).
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod archive;
mod conflict;
mod data_saver;
mod documents;
mod edits;
mod exactly_once;
mod newsroom_rules;
mod office;
mod parallel_uploads;
mod people;
mod photos;
mod placing;
mod scheduling;
mod sending;
mod there;
mod unwritable;
mod writing;

//! Actions of the desk against the bundled city site, or against any site described by the file that
//! `NEWSDESK_TEST_SITE` names (as `newsdesk-site --demo` and `tests/wordpress/site.sh` write it).
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod archive;
mod bounds;
mod clocks;
mod conflict;
mod copies;
mod damage;
mod data_saver;
mod documents;
mod edits;
mod exactly_once;
mod histories;
mod host;
mod hosts_hour;
mod hosts_reads;
mod hosts_refusals;
mod hosts_told;
mod hosts_words;
mod keeping;
mod namesakes;
mod newsroom_rules;
mod office;
mod on_record;
mod parallel_uploads;
mod passwords;
mod people;
mod photos;
mod placing;
mod readers;
mod ready;
mod reassigning;
mod scheduling;
mod sections;
mod sending;
mod sharing;
mod there;
mod trust;
mod unwritable;
mod writing;

//! Find and replace in a story: headline, standfirst, body and the words of the photos, as one row of hits.

pub(crate) mod bar;
mod hits;
pub(crate) mod steps;

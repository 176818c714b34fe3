//! Documents of other programs: bringing them in, and handing stories out.

pub(crate) mod export;
pub(crate) mod import;
mod report;

//! Identifiers: UUIDs (version 7, RFC 9562) made on the laptop, one type per kind so that they cannot be mixed up.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A story, from its first draft to its withdrawal.
    ArticleId
    /// A photo of the newsroom, whether or not a story uses it.
    PhotoId
    /// One use of a photo in one story; the same picture in two stories is one photo and has two of these.
    PhotoUseId
    /// A remark of the desk on a story, with its answers.
    RemarkId
    /// A kept state of a manuscript.
    RevisionId
    /// A section of the paper (chuyên mục).
    SectionId
    /// A city site that stories are sent to.
    SiteId
    /// A person who signs in.
    StaffId
    /// A pattern that new stories begin from.
    TemplateId
    /// One sending of one story to one site.
    TransmissionId
}

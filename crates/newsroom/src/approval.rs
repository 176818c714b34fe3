//! Approvals, and the hash that binds them to exactly one content.

use crate::{
    canonical::{CanonicalForm, Seal},
    id::{RevisionId, StaffId},
    manuscript::Manuscript,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// A SHA-256 (FIPS 180-4) of some content; written as 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// The hash of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of what readers would see of a manuscript: its words in NFC, its section, and the
    /// photos that are used, with the hashes of their pictures. Photos that lie unused in the strip do not count, nor
    /// do the places of remarks. It is that of the manuscript's [`Seal`].
    #[must_use]
    pub fn of_manuscript(manuscript: &Manuscript) -> Self {
        Seal::of(manuscript).content
    }

    /// The first 16 hex digits: enough to tell files of one newsroom apart, short enough for a file name.
    #[must_use]
    pub fn short(&self) -> String {
        hex::encode(&self.0[..8])
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl FromStr for ContentHash {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl Serialize for ContentHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An editor's word that exactly this content may be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The revision that was read.
    pub revision: RevisionId,
    /// What was approved; any other content is not approved.
    pub content: ContentHash,
    /// The canonical form that the hash was made in.
    pub form: CanonicalForm,
    /// The editor who approved.
    pub by: StaffId,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Why the chief approved his own story, where four eyes were not to be had. Kept for ever.
    pub forced: Option<String>,
}

impl Approval {
    /// Whether it is for exactly what readers would see of this manuscript.
    #[must_use]
    pub fn binds(&self, manuscript: &Manuscript) -> bool {
        Seal { form: self.form, content: self.content }.binds(manuscript)
    }
}

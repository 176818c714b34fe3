//! Where a story stands.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The stages of a story's life. How it gets from one to another is the table in [`crate::moves`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Bản nháp: the reporter writes.
    Draft,
    /// Chờ biên tập: filed, waiting for an editor.
    Filed,
    /// Đang biên tập: claimed by an editor.
    InEdit,
    /// Đã duyệt: approved, may be sent.
    Approved,
    /// Đã hẹn giờ: approved and handed to the site for a later hour.
    Scheduled,
    /// Đã đăng: seen on the site.
    Published,
    /// Đã gỡ: taken off the site, kept here.
    Withdrawn,
    /// Đã bỏ: in the bin, can be taken out.
    Spiked,
}

impl Stage {
    /// All stages in the order of a story's life.
    pub const ALL: [Stage; 8] = [
        Stage::Draft,
        Stage::Filed,
        Stage::InEdit,
        Stage::Approved,
        Stage::Scheduled,
        Stage::Published,
        Stage::Withdrawn,
        Stage::Spiked,
    ];

    /// The name in storage and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Filed => "filed",
            Stage::InEdit => "in_edit",
            Stage::Approved => "approved",
            Stage::Scheduled => "scheduled",
            Stage::Published => "published",
            Stage::Withdrawn => "withdrawn",
            Stage::Spiked => "spiked",
        }
    }
}

impl FromStr for Stage {
    type Err = UnknownStage;

    fn from_str(text: &str) -> Result<Self, UnknownStage> {
        Stage::ALL.into_iter().find(|s| s.as_str() == text).ok_or(UnknownStage)
    }
}

/// A stage name that this version does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown stage")]
pub struct UnknownStage;

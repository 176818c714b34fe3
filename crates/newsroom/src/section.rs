//! Sections of the city site (chuyên mục).

use crate::id::SectionId;
use serde::{Deserialize, Serialize};

/// A section under which stories are published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Id of the section; never given twice.
    pub id: SectionId,
    /// Name as readers see it, for example "Kinh tế - Cửa khẩu"; also how the site's category is found.
    pub name: String,
    /// Place in lists, from 0.
    pub position: u32,
}

//! Sections of the newsroom.

use crate::requests;
use newsroom::{Section, SectionId, SiteId};
use serde::{Deserialize, Serialize};

/// A section as the chief sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLine {
    /// The section.
    pub section: Section,
    /// Its stories; those in the bin are not counted.
    pub stories: u32,
    /// Those of them on the way to a first approval: they need another section if this one is retired.
    pub in_hand: u32,
    /// Where its stories go on each connected site.
    pub sites: Vec<SectionOnSite>,
}

/// Where the stories of a section go on a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionOnSite {
    /// The site.
    pub site: SiteId,
    /// Its name, as its people gave it.
    pub name: String,
    /// True if the section's stories stay in their category there when the section gets another name; false if the one of the
    /// new name is looked for then, and made if there is none.
    pub stays: bool,
}

requests! {
    /// The sections that people meet, in order: those in use, and the retired ones that stories still have.
    ListSections => "list_sections" -> Vec<Section> {}
    /// All sections with their stories and where these go.
    ShowSections => "show_sections" -> Vec<SectionLine> {}
    /// The chief adds a section; it stands last.
    AddSection => "add_section" -> Section {
        /// What readers call it.
        name: String,
    }
    /// The chief gives a section another name. Its stories stay in their category on the sites where that is known.
    RenameSection => "rename_section" -> Section {
        /// The section.
        section: SectionId,
        /// The new name.
        name: String,
    }
    /// The chief puts the sections in order.
    OrderSections => "order_sections" -> Vec<Section> {
        /// As they shall stand; those that are not named come after them, as they stood.
        sections: Vec<SectionId>,
    }
    /// The chief retires a section, or brings it back. What stands in it stays.
    RetireSection => "retire_section" -> Section {
        /// The section.
        section: SectionId,
        /// True for retiring.
        retired: bool,
    }
}

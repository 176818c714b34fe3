//! Where one is in the window.

use contract::articles::Shelf;
use newsroom::Action;

/// A place of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Stories of a shelf.
    Shelf(Shelf),
    /// What is being sent.
    Outbox,
    /// What the sites have published.
    Archive,
    /// Connected sites.
    Sites,
    /// People.
    Staff,
    /// Patterns of stories.
    Templates,
    /// The newsroom's sections.
    Sections,
    /// Copies of the newsroom.
    Keeping,
}

impl Place {
    /// What one does there; a role that may not has no way to the place.
    pub(crate) fn action(self) -> Action {
        match self {
            Place::Shelf(_) => Action::ListArticles,
            Place::Outbox => Action::ListTransmissions,
            Place::Archive => Action::SearchArchive,
            Place::Sites => Action::ProbeSite,
            Place::Staff => Action::ListStaff,
            Place::Templates => Action::SaveTemplate,
            Place::Sections => Action::ShowSections,
            Place::Keeping => Action::ShowKeeping,
        }
    }

    /// True if it takes the whole window; the others are a list beside the story.
    pub(crate) fn is_page(self) -> bool {
        match self {
            Place::Shelf(_) | Place::Outbox => false,
            Place::Archive | Place::Sites | Place::Staff | Place::Templates | Place::Sections | Place::Keeping => true,
        }
    }
}

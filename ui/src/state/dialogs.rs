//! What the dialogues over a story ask and show.

/// What a move asks for before it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    /// Nothing at all.
    Nothing,
    /// Why.
    Reason,
    /// When.
    Hour,
    /// The chief insists on his own story.
    Force,
}

/// What of the kept states is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Showing {
    /// All of them, and what differs.
    Timeline,
    /// The question under which name to keep the present one.
    Keep,
}

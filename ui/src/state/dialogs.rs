//! What the dialogues over a story show.

/// What of the kept states is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Showing {
    /// All of them, and what differs.
    Timeline,
    /// The question under which name to keep the present one.
    Keep,
}

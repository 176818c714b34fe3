//! What stands around the text in every form: the words before a correction, and those above the related stories.

use newsroom::{CORRECTION_LABEL, Related};

/// What stands above the related stories.
pub(crate) const RELATED: &str = "Tin liên quan";

/// A correction as readers see it: "Đính chính: Cầu dài 618 m."
pub(crate) fn labelled(correction: &str) -> String {
    format!("{CORRECTION_LABEL} {correction}")
}

/// Where a related story is; none for an address that no page should lead to.
pub(crate) fn address(story: &Related) -> Option<&str> {
    Some(story.link.as_str()).filter(|link| newsroom::body::is_safe_link(link))
}

/// What a related story is called: its headline, or its address where it has none.
pub(crate) fn title(story: &Related) -> &str {
    if story.title.is_empty() { &story.link } else { &story.title }
}

//! What stands around the text in every form: the words before a correction, and those above the related stories.

use newsroom::Related;

/// What stands before a correction.
pub(crate) const CORRECTION: &str = "Đính chính:";

/// What stands above the related stories.
pub(crate) const RELATED: &str = "Tin liên quan";

/// A correction as readers see it: "Đính chính: Cầu dài 618 m."
pub(crate) fn labelled(correction: &str) -> String {
    format!("{CORRECTION} {correction}")
}

/// The same without the words before it.
pub(crate) fn without_label(correction: String) -> String {
    match correction.strip_prefix(CORRECTION) {
        Some(rest) => rest.trim_start().to_owned(),
        None => correction,
    }
}

/// Where a related story is; none for an address that no page should lead to.
pub(crate) fn address(story: &Related) -> Option<&str> {
    Some(story.link.as_str()).filter(|link| newsroom::body::is_safe_link(link))
}

/// What a related story is called: its headline, or its address where it has none.
pub(crate) fn title(story: &Related) -> &str {
    if story.title.is_empty() { &story.link } else { &story.title }
}

//! Block comments, as the site's editor writes them: `<!-- wp:image {"id":3} -->`, `<!-- /wp:image -->`.

use crate::media::MediaId;
use serde_json::Value;

/// A block's beginning, its end, or both.
pub(super) struct BlockComment<'a> {
    /// Name without `core/`.
    pub(super) name: &'a str,
    /// The end of a block.
    pub(super) closes: bool,
    /// A block without content.
    pub(super) void: bool,
    attributes: &'a str,
}

impl<'a> BlockComment<'a> {
    /// What this comment says of blocks, if anything.
    pub(super) fn parse(comment: &'a str) -> Option<Self> {
        let text = comment.trim();
        let closes = text.starts_with('/');
        let text = text.trim_start_matches('/').strip_prefix("wp:")?;
        let void = text.ends_with('/');
        let text = text.trim_end_matches('/').trim_end();
        let (name, attributes) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let name = name.strip_prefix("core/").unwrap_or(name);
        Some(Self { name, closes, void, attributes: attributes.trim() })
    }

    /// The picture that the block shows.
    pub(super) fn picture(&self) -> Option<MediaId> {
        let attributes: Value = serde_json::from_str(self.attributes).ok()?;
        attributes.get("id").or_else(|| attributes.get("mediaId"))?.as_u64()
    }

    /// True if what the block holds is all that it is: nothing of it is lost with its comments.
    pub(super) fn is_known(&self) -> bool {
        const KNOWN: [&str; 9] =
            ["paragraph", "heading", "list", "list-item", "quote", "table", "image", "html", "freeform"];
        KNOWN.contains(&self.name)
    }
}

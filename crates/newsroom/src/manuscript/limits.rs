//! What is longer than anything that a newsroom writes: a mistake of a hand or a program, which would make every list slow.

use super::{Manuscript, TextLine};
use serde::{Deserialize, Serialize};

/// Characters of a text beside the body, or of one thing said in a remark. A whole story of 3,000 words fits.
pub const LINE_CHARS: usize = 20_000;
/// Keywords of a story.
pub const MOST_TAGS: usize = 500;
/// Related stories of a story.
pub const MOST_RELATED: usize = 500;
/// Characters of a name: of a person, a newsroom, a template.
pub const NAME_CHARS: usize = 500;

/// What is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TooLong {
    /// A text beside the body: more than [`LINE_CHARS`].
    Line(TextLine),
    /// More than [`MOST_TAGS`] keywords.
    Tags,
    /// More than [`MOST_RELATED`] related stories.
    Related,
    /// Something said: more than [`LINE_CHARS`].
    Words,
    /// A name: more than [`NAME_CHARS`].
    Name,
}

/// True if a text has more characters. Reads no more of it than it must.
#[must_use]
pub fn is_longer(text: &str, chars: usize) -> bool {
    text.len() > chars && text.chars().nth(chars).is_some()
}

impl Manuscript {
    /// What of it is too long beside the body, which has limits of its own.
    #[must_use]
    pub fn too_long(&self) -> Option<TooLong> {
        if self.tags.len() > MOST_TAGS {
            return Some(TooLong::Tags);
        }
        if self.related.len() > MOST_RELATED {
            return Some(TooLong::Related);
        }
        self.lines().into_iter().find(|(_, text)| is_longer(text, LINE_CHARS)).map(|(line, _)| TooLong::Line(line))
    }
}

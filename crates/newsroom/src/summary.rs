//! What a list tells of a story without opening it.

use crate::{
    id::{ArticleId, SectionId},
    photo::Picture,
    readers::Readers,
    stage::Stage,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A story in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleSummary {
    /// Id of the story; never given twice.
    pub id: ArticleId,
    /// Headline; may be empty.
    pub headline: String,
    /// Start of the standfirst or of the text.
    pub snippet: String,
    /// Where the story stands.
    pub stage: Stage,
    /// Its section; none until one is chosen.
    pub section: Option<SectionId>,
    /// Full name of its author.
    pub author: String,
    /// It was given to its author, who has not done anything with it yet.
    pub given: bool,
    /// Its author has left the newsroom before it was finished ([`Stage::UNFINISHED`]).
    pub author_left: bool,
    /// Name of the editor who has it in hand.
    pub claimed_by: Option<String>,
    /// True if it is to stand on top of the front page.
    pub banner: bool,
    /// Was returned and not yet filed again.
    pub returned: bool,
    /// Words of standfirst and text.
    pub words: u32,
    /// Lead photo, else the first one, for a small picture.
    pub photo: Option<Picture>,
    /// Number of photos.
    pub photos: u32,
    /// When it is to go online, UTC; none if it is not scheduled.
    pub publish_at: Option<DateTime<Utc>>,
    /// A transmission is waiting or under way.
    pub sending: bool,
    /// What readers have of it.
    pub readers: Readers,
    /// When anything about it last changed, UTC.
    pub updated_at: DateTime<Utc>,
}

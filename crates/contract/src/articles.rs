//! Stories: lists, texts, moves.

use crate::{requests, sending::TransmissionView};
use chrono::{DateTime, Utc};
use newsroom::{
    Article, ArticleId, Attempt, Move, Refusal, SectionId, SiteId, StaffId, Stage, TemplateId, history::HistoryEntry,
    summary::ArticleSummary,
};
use serde::{Deserialize, Serialize};

pub use newsroom::TextEdit;

/// A shelf of the newsroom: which stories a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// Stories in which the signed-in person is the author, or which he has claimed.
    Mine,
    /// What readers have, or may have, of the stories that this person may see, whatever stage their next version is in.
    Live,
    /// Unfinished stories whose author has left the newsroom: somebody has to go on with them. Of editors and the chief, while
    /// there are some.
    AuthorLeft,
    /// Stories at a stage that this person may see.
    Stage(Stage),
}

/// A shelf with the number of its stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfCount {
    /// The shelf.
    pub shelf: Shelf,
    /// How many stories.
    pub count: u32,
}

/// The beginning of a shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedArticles {
    /// The stories, newest change first.
    pub stories: Vec<ArticleSummary>,
    /// How many there are in all.
    pub total: u32,
    /// On [`Shelf::Mine`]: unfinished stories that were this person's and are another's now, given last first. They cannot be
    /// opened from here.
    pub passed_on: Vec<PassedOn>,
}

/// A story that was the signed-in person's: all that is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOn {
    /// Headline; may be empty.
    pub headline: String,
    /// Name of who goes on with it.
    pub to: String,
    /// Name of who gave it to them; none for the program itself.
    pub by: Option<String>,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// A story, opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleView {
    /// The story.
    pub article: Article,
    /// Full name of its author.
    pub author: String,
    /// The author has left the newsroom before it was finished ([`Stage::UNFINISHED`]).
    pub author_left: bool,
    /// How it came to its author, who has not done anything with it yet.
    pub given: Option<Given>,
    /// Name of the editor who has it in hand.
    pub claimed_by: Option<String>,
    /// True if the signed-in person may change the text now.
    pub editable: bool,
    /// Moves of this stage that the role allows, with what still forbids each.
    pub moves: Vec<(Move, Option<Refusal>)>,
    /// Name of who approved, if an approval is in force.
    pub approved_by: Option<String>,
    /// The number in the timeline of the revision that readers have.
    pub live_number: Option<u32>,
    /// The newest transmission.
    pub transmission: Option<TransmissionView>,
    /// Remarks that are not resolved.
    pub open_remarks: u32,
    /// What happened to it, newest first.
    pub history: Vec<HistoryEntry>,
    /// Headline of another story that has the address on the site which this one is to get.
    pub namesake: Option<String>,
    /// The site that it goes to when it is published; none while there is no site.
    pub goes_to: Option<Destination>,
}

/// How a story came to its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Name of who gave it.
    pub by: String,
    /// Name of whose it was before.
    pub from: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// A site that a story goes to, as people know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// Its id.
    pub id: SiteId,
    /// Its name.
    pub name: String,
    /// It runs inside Newsdesk.
    pub bundled: bool,
}

/// Where the last change is safe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// When it was committed to disk.
    pub at: DateTime<Utc>,
    /// The version it made; to be named by the next change.
    pub version: u64,
}

requests! {
    /// The shelves this person sees, with their counts.
    ListShelves => "list_shelves" -> Vec<ShelfCount> {}
    /// The stories of a shelf, newest change first; `search` narrows by words, with or without accents.
    ListArticles => "list_articles" -> ListedArticles {
        /// The shelf to list.
        shelf: Shelf,
        /// Words to search; empty for all.
        search: String,
        /// The only section; none for all.
        section: Option<SectionId>,
        /// How many are listed at most.
        limit: u32,
    }
    /// Begins a draft of the signed-in person, empty or from a template.
    NewArticle => "new_article" -> ArticleView {
        /// The template to begin from; none for an empty story.
        template: Option<TemplateId>,
    }
    /// Opens a story.
    OpenArticle => "open_article" -> ArticleView {
        /// The story.
        article: ArticleId,
    }
    /// Saves a change of the text.
    SaveText => "save_text" -> Saved {
        /// The story.
        article: ArticleId,
        /// The version the change started from; a newer one in store is answered by `Stale`.
        version: u64,
        /// The change of the text.
        edit: TextEdit,
    }
    /// Makes a move.
    MakeMove => "make_move" -> ArticleView {
        /// The story.
        article: ArticleId,
        /// The move to make.
        what: Move,
        /// What is said at it.
        words: Attempt,
    }
    /// Puts a story on the banner of the front page, or takes it off.
    SetBanner => "set_banner" -> ArticleView {
        /// The story.
        article: ArticleId,
        /// On or off.
        banner: bool,
        /// Until when; none for until somebody takes it off.
        until: Option<DateTime<Utc>>,
    }
    /// Gives a story another address on the site; where it stands already, it is sent again.
    SetSlug => "set_slug" -> ArticleView {
        /// The story.
        article: ArticleId,
        /// The last part of the address, in any spelling; empty makes it from the headline.
        slug: String,
    }
    /// Gives a story to another author.
    ReassignStory => "reassign_story" -> ArticleView {
        /// The story.
        article: ArticleId,
        /// Whose it was when it was decided; if it is somebody else's by now, `Stale` is the answer.
        from: StaffId,
        /// Whose it is from now on.
        to: StaffId,
    }
}

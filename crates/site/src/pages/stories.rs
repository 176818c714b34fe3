//! The public stories of a page, with the photo that stands for each.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use crate::html;
use crate::media::Media;
use crate::post::{COLUMNS, Post};
use crate::term::{DEFAULT_SECTION, Taxonomy, Term};

/// A story as lists show it.
pub(crate) struct ListedStory {
    pub(crate) post: Post,
    pub(crate) photo: Option<Media>,
    /// The section readers see it in; `None` when it is in none.
    pub(crate) section: Option<Term>,
}

impl ListedStory {
    pub(crate) fn of(db: &Connection, post: Post) -> rusqlite::Result<Self> {
        let photo = photo(db, &post)?;
        let sections = Term::of_post(db, Taxonomy::Category, post.id)?;
        let section = sections.into_iter().find(|term| term.id != DEFAULT_SECTION);
        Ok(Self { post, photo, section })
    }

    fn all(db: &Connection, posts: Vec<Post>) -> rusqlite::Result<Vec<Self>> {
        posts.into_iter().map(|post| Self::of(db, post)).collect()
    }
}

/// The lead photo, else the first picture of the site in the text.
pub(crate) fn photo(db: &Connection, post: &Post) -> rusqlite::Result<Option<Media>> {
    let lead = match post.featured_media {
        0 => None,
        id => Media::by_id(db, id)?,
    };
    match lead.or(first_in_text(db, post)?) {
        Some(media) if media.is_image() && media.width > 0 => Ok(Some(media)),
        _ => Ok(None),
    }
}

/// The stories marked as banner, newest first.
pub(crate) fn banners(db: &Connection, limit: usize) -> rusqlite::Result<Vec<ListedStory>> {
    let posts = db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM post WHERE sticky = 1 AND status = 'publish' ORDER BY date DESC, id DESC LIMIT ?1"
        ))?
        .query_map([limit as i64], Post::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    ListedStory::all(db, posts)
}

/// The newest stories of the site.
pub(crate) fn newest(db: &Connection, limit: usize) -> rusqlite::Result<Vec<ListedStory>> {
    let posts = db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM post WHERE status = 'publish' ORDER BY date DESC, id DESC LIMIT ?1"
        ))?
        .query_map([limit as i64], Post::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    ListedStory::all(db, posts)
}

/// The newest stories of a section or tag.
pub(crate) fn of_term(db: &Connection, term: i64, offset: usize, limit: usize) -> rusqlite::Result<Vec<ListedStory>> {
    let posts = db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM post_term JOIN post ON post.id = post_id \
             WHERE term_id = ?1 AND status = 'publish' ORDER BY date DESC, post.id DESC LIMIT ?2 OFFSET ?3"
        ))?
        .query_map(params![term, limit as i64, offset as i64], Post::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    ListedStory::all(db, posts)
}

/// "Tin cùng chuyên mục": the newest of the story's sections, never the story itself, no headline
/// twice (case and a final dot do not make another headline).
pub(crate) fn related(db: &Connection, post: &Post, limit: usize) -> rusqlite::Result<Vec<ListedStory>> {
    let candidates: Vec<Post> = db
        .prepare_cached(&format!(
            "SELECT DISTINCT {COLUMNS} FROM post_term AS own \
             JOIN post_term AS other ON other.term_id = own.term_id \
             JOIN term ON term.id = own.term_id AND term.taxonomy = 'category' \
             JOIN post ON post.id = other.post_id \
             WHERE own.post_id = ?1 AND post.id <> ?1 AND status = 'publish' \
             ORDER BY post.date DESC, post.id DESC LIMIT ?2"
        ))?
        .query_map(params![post.id, 4 * limit as i64], Post::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    let mut seen = HashSet::from([same_headline(post)]);
    let unique = candidates.into_iter().filter(|candidate| seen.insert(same_headline(candidate)));
    ListedStory::all(db, unique.take(limit).collect())
}

fn same_headline(post: &Post) -> String {
    let text = copydesk::exact(&post.headline());
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

fn first_in_text(db: &Connection, post: &Post) -> rusqlite::Result<Option<Media>> {
    match html::first_picture(&post.content) {
        Some(id) => Media::by_id(db, id),
        None => Ok(None),
    }
}

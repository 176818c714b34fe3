//! The public stories of a page, with the photo that stands for each.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use crate::html;
use crate::media::Media;
use crate::post::{COLUMNS, Post, SHOWN};
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
    let photo = match lead {
        Some(lead) => Some(lead),
        None => first_in_text(db, post)?,
    };
    match photo {
        Some(media) if media.is_image() && media.width > 0 => Ok(Some(media)),
        _ => Ok(None),
    }
}

/// The stories marked as banner, newest first.
pub(crate) fn banners(db: &Connection, limit: usize) -> rusqlite::Result<Vec<ListedStory>> {
    let posts = db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM post INDEXED BY post_sticky WHERE sticky = 1 AND status = 'publish' \
             ORDER BY date DESC, id DESC LIMIT ?1"
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
    ListedStory::all(db, Post::public_of_term(db, term, offset as i64, limit as i64)?)
}

/// "Tin cùng chuyên mục": the newest of the story's sections, never the story itself, no headline
/// twice (case and a final dot do not make another headline).
pub(crate) fn related(db: &Connection, post: &Post, limit: usize) -> rusqlite::Result<Vec<ListedStory>> {
    let candidates = 4 * limit;
    let mut newest: Vec<(i64, i64)> = Vec::new();
    for section in Term::of_post(db, Taxonomy::Category, post.id)? {
        // One more than needed: the story itself may be among them.
        let shown = db
            .prepare_cached(&format!("{SHOWN} LIMIT ?2"))?
            .query_map(params![section.id, candidates as i64 + 1], |row| Ok((row.get("shown")?, row.get("post_id")?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        newest.extend(shown);
    }
    newest.sort_unstable_by(|one, other| other.cmp(one));
    newest.dedup();
    let mut seen = HashSet::from([same_headline(post)]);
    let mut found = Vec::with_capacity(limit);
    for (_, id) in newest.into_iter().filter(|(_, id)| *id != post.id).take(candidates) {
        if found.len() == limit {
            break;
        }
        if let Some(candidate) = Post::by_id(db, id)?
            && seen.insert(same_headline(&candidate))
        {
            found.push(candidate);
        }
    }
    ListedStory::all(db, found)
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

//! What the connected sites have published: a copy for searching, fetched from them.
//!
//! Not a change of the desk: nobody decided it, and it can be fetched anew. So it does not go through `transact`.

use crate::{
    columns::{Columns, time},
    error::StoreError,
    open::Store,
};
use chrono::{DateTime, Utc};
use newsroom::{SiteId, archive::ArchivedStory};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, named_params};
use std::sync::{MutexGuard, PoisonError};

/// A published story as its site tells it, with what it is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryCopy {
    /// The story.
    pub story: ArchivedStory,
    /// Standfirst and text, plain; kept for searching only.
    pub text: String,
    /// When the site last changed it, UTC; none if the site does not say.
    pub modified_at: Option<DateTime<Utc>>,
}

/// How far the copy of a site is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// Everything changed up to here is in the archive.
    pub cursor: Option<DateTime<Utc>>,
    /// The next page of what was changed after it, from 1.
    pub page: u32,
    /// Published stories on the site when it was last asked.
    pub on_site: Option<u64>,
    /// When the copy was last complete.
    pub complete_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "story.site, story.post, story.title, story.link, story.snippet, story.published_at";

impl Store {
    /// How far the copy of a site is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn mirror(&self, site: SiteId) -> Result<Mirror, StoreError> {
        let archive = self.archive();
        let mut statement =
            archive.prepare_cached("SELECT cursor, page, on_site, complete_at FROM mirror WHERE site = ?1")?;
        let found = statement.query_row([site.to_string()], |row| Ok(mirror_from_row(row))).optional()?;
        Ok(found.transpose()?.unwrap_or(Mirror { page: 1, ..Mirror::default() }))
    }

    /// Takes in stories of a site, removes those that are no longer public, and notes how far the copy is, all together.
    /// Of a story that comes twice, the last is kept.
    ///
    /// # Errors
    /// What SQLite says; nothing is changed then.
    pub fn keep_stories(
        &self,
        site: SiteId,
        stories: &[StoryCopy],
        gone: &[u64],
        mirror: &Mirror,
    ) -> Result<(), StoreError> {
        self.noticed(keep(&mut self.archive(), site, stories, gone, mirror))
    }

    /// Stories of a site in the archive.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archived_count(&self, site: SiteId) -> Result<u64, StoreError> {
        let archive = self.archive();
        let mut statement = archive.prepare_cached("SELECT count(*) FROM story WHERE site = ?1")?;
        Ok(statement.query_row([site.to_string()], |row| row.get(0))?)
    }

    /// Bytes of the archive's file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archive_bytes(&self) -> Result<u64, StoreError> {
        let archive = self.archive();
        let mut statement =
            archive.prepare_cached("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The site's numbers of its stories in the archive, in order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archived_posts(&self, site: SiteId) -> Result<Vec<u64>, StoreError> {
        let archive = self.archive();
        let mut statement = archive.prepare_cached("SELECT post FROM story WHERE site = ?1 ORDER BY post")?;
        let posts = statement.query_map([site.to_string()], |row| row.get(0))?;
        Ok(posts.collect::<Result<_, _>>()?)
    }

    /// Stories that have all these words in headline or text, with or without marks; the newest first. Without words, the
    /// newest ones.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn search_archive(&self, words: &str, most: u32) -> Result<Vec<ArchivedStory>, StoreError> {
        match query(words, " ") {
            Some(query) => self.archived(
                &format!(
                    "SELECT {COLUMNS} FROM story_words JOIN story ON story.id = story_words.rowid
                     WHERE story_words MATCH ?1 ORDER BY story.published_at DESC, story.id DESC LIMIT ?2"
                ),
                &query,
                most,
            ),
            None => self.archived(
                &format!("SELECT {COLUMNS} FROM story WHERE ?1 = '' ORDER BY published_at DESC, id DESC LIMIT ?2"),
                "",
                most,
            ),
        }
    }

    /// Stories whose headline has some of these words, those with the rarest ones first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn headlines_with_any(&self, words: &str, most: u32) -> Result<Vec<ArchivedStory>, StoreError> {
        let Some(query) = query(words, " OR ") else { return Ok(Vec::new()) };
        self.archived(
            &format!(
                "SELECT {COLUMNS} FROM story_words JOIN story ON story.id = story_words.rowid
                 WHERE story_words MATCH ?1 ORDER BY bm25(story_words) LIMIT ?2"
            ),
            &format!("title : ({query})"),
            most,
        )
    }

    fn archived(&self, sql: &str, query: &str, most: u32) -> Result<Vec<ArchivedStory>, StoreError> {
        self.noticed(list(&self.archive(), sql, query, most))
    }

    /// Damage that is met while working is looked for at the next start, which begins the copy anew.
    fn noticed<T>(&self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        if matches!(done, Err(StoreError::Damaged(_))) {
            self.lock.have_it_checked();
        }
        done
    }

    fn archive(&self) -> MutexGuard<'_, Connection> {
        self.archive.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Words as a query of the full-text index (<https://www.sqlite.org/fts5.html#full_text_query_syntax>): each quoted, so
/// that nothing of them is taken for syntax; the last one may be unfinished.
fn query(words: &str, between: &str) -> Option<String> {
    let folded = copydesk::fold(words);
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let quoted: Vec<String> = parts.map(|word| format!("\"{word}\"")).collect();
    let all = quoted.join(between);
    (!quoted.is_empty()).then(|| if between == " " { format!("{all}*") } else { all })
}

fn keep(
    archive: &mut Connection,
    site: SiteId,
    stories: &[StoryCopy],
    gone: &[u64],
    mirror: &Mirror,
) -> Result<(), StoreError> {
    let tx = archive.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for post in gone {
        remove(&tx, site, *post)?;
    }
    for story in stories {
        remove(&tx, story.story.site, story.story.post)?;
        add(&tx, story)?;
    }
    tx.prepare_cached(
        "INSERT OR REPLACE INTO mirror (site, cursor, page, on_site, complete_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((
        site.to_string(),
        mirror.cursor.map(time),
        mirror.page,
        mirror.on_site,
        mirror.complete_at.map(time),
    ))?;
    tx.commit()?;
    Ok(())
}

fn list(archive: &Connection, sql: &str, query: &str, most: u32) -> Result<Vec<ArchivedStory>, StoreError> {
    let mut statement = archive.prepare_cached(sql)?;
    let mut rows = statement.query((query, most))?;
    let mut stories = Vec::new();
    while let Some(row) = rows.next()? {
        stories.push(story_from_row(row)?);
    }
    Ok(stories)
}

fn remove(tx: &Connection, site: SiteId, post: u64) -> Result<(), StoreError> {
    let removed: Option<i64> = tx
        .prepare_cached("DELETE FROM story WHERE site = ?1 AND post = ?2 RETURNING id")?
        .query_row((site.to_string(), post), |row| row.get(0))
        .optional()?;
    if let Some(id) = removed {
        tx.prepare_cached("DELETE FROM story_words WHERE rowid = ?1")?.execute([id])?;
    }
    Ok(())
}

fn add(tx: &Connection, copy: &StoryCopy) -> Result<(), StoreError> {
    let story = &copy.story;
    tx.prepare_cached(
        "INSERT INTO story (site, post, title, link, snippet, published_at, modified_at)
         VALUES (:site, :post, :title, :link, :snippet, :published_at, :modified_at)",
    )?
    .execute(named_params! {
        ":site": story.site.to_string(),
        ":post": story.post,
        ":title": story.title,
        ":link": story.link,
        ":snippet": story.snippet,
        ":published_at": story.published_at.map(time),
        ":modified_at": copy.modified_at.map(time),
    })?;
    tx.prepare_cached("INSERT INTO story_words (rowid, title, text) VALUES (?1, ?2, ?3)")?.execute((
        tx.last_insert_rowid(),
        copydesk::fold(&story.title),
        copydesk::fold(&copy.text),
    ))?;
    Ok(())
}

fn story_from_row(row: &Row<'_>) -> Result<ArchivedStory, StoreError> {
    Ok(ArchivedStory {
        site: row.parsed("site")?,
        post: row.get("post")?,
        title: row.get("title")?,
        link: row.get("link")?,
        snippet: row.get("snippet")?,
        published_at: row.parsed_opt("published_at")?,
    })
}

fn mirror_from_row(row: &Row<'_>) -> Result<Mirror, StoreError> {
    Ok(Mirror {
        cursor: row.parsed_opt("cursor")?,
        page: row.get("page")?,
        on_site: row.get("on_site")?,
        complete_at: row.parsed_opt("complete_at")?,
    })
}

//! Stories as the site keeps them.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::db::next_id;
use crate::slugs::{self, Space};
use crate::{html, search};

/// A story due in less than this is published at once (WordPress, `wp_insert_post`: one minute).
pub(crate) const SOON: i64 = 60;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Status {
    Draft,
    Pending,
    Future,
    Publish,
    Private,
    Trash,
}

impl Status {
    pub(crate) const ALL: [Self; 6] =
        [Self::Publish, Self::Future, Self::Draft, Self::Pending, Self::Private, Self::Trash];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Future => "future",
            Self::Publish => "publish",
            Self::Private => "private",
            Self::Trash => "trash",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether the date is set at publication unless somebody chose one (WordPress, drafts and pending posts).
    pub(crate) fn floats(self) -> bool {
        matches!(self, Self::Draft | Self::Pending)
    }
}

/// A story. Addresses in its texts are detached (see `urls.rs`).
#[derive(Clone, Debug)]
pub(crate) struct Post {
    /// 0 as long as it is not stored.
    pub(crate) id: i64,
    pub(crate) status: Status,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) content: String,
    pub(crate) excerpt: String,
    pub(crate) author: i64,
    /// Id of the lead photo, or 0.
    pub(crate) featured_media: i64,
    pub(crate) sticky: bool,
    /// Seconds since 1970 UTC, as `modified`.
    pub(crate) date: i64,
    /// Nobody chose the date: it becomes the moment of publication.
    pub(crate) floating: bool,
    pub(crate) modified: i64,
    /// Status before it went to the bin.
    pub(crate) before_trash: Option<String>,
}

pub(crate) const COLUMNS: &str = "post.id, post.status, post.slug, post.title, post.content, post.excerpt, \
    post.author, post.featured_media, post.sticky, post.date, post.floating, post.modified, post.before_trash";

/// The public stories of a term, newest first, read from their index alone.
pub(crate) const SHOWN: &str = "SELECT shown, post_id FROM post_term WHERE term_id = ?1 AND shown IS NOT NULL \
    ORDER BY shown DESC, post_id DESC";

impl Post {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            status: Status::from_name(&row.get::<_, String>("status")?).unwrap_or(Status::Draft),
            slug: row.get("slug")?,
            title: row.get("title")?,
            content: row.get("content")?,
            excerpt: row.get("excerpt")?,
            author: row.get("author")?,
            featured_media: row.get("featured_media")?,
            sticky: row.get("sticky")?,
            date: row.get("date")?,
            floating: row.get("floating")?,
            modified: row.get("modified")?,
            before_trash: row.get("before_trash")?,
        })
    }

    pub(crate) fn by_id(db: &Connection, id: i64) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM post WHERE id = ?1"))?
            .query_row([id], Self::from_row)
            .optional()
    }

    /// The public story at that address.
    pub(crate) fn public_by_slug(db: &Connection, slug: &str) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM post WHERE slug = ?1 AND status = 'publish' ORDER BY id"))?
            .query_row([slug], Self::from_row)
            .optional()
    }

    /// The public story that stood at that address before its slug was changed.
    pub(crate) fn public_by_old_slug(db: &Connection, slug: &str) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM old_slug JOIN post ON post.id = old_slug.post_id \
             WHERE old_slug.slug = ?1 AND status = 'publish'"
        ))?
        .query_row([slug], Self::from_row)
        .optional()
    }

    /// Public stories of a section or tag, newest first.
    pub(crate) fn public_of_term(db: &Connection, term: i64, offset: i64, limit: i64) -> rusqlite::Result<Vec<Self>> {
        db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM ({SHOWN} LIMIT ?2 OFFSET ?3) CROSS JOIN post ON post.id = post_id \
             ORDER BY shown DESC, post_id DESC"
        ))?
        .query_map(params![term, limit, offset], Self::from_row)?
        .collect()
    }

    /// The title as people read it: no tags, no entities.
    pub(crate) fn headline(&self) -> String {
        html::plain_text(&self.title).trim().to_owned()
    }

    /// The part of its address after the site's: `/slug/`, or `/?p=7` while it is not public.
    pub(crate) fn path(&self) -> String {
        match self.status {
            Status::Publish | Status::Private => format!("/{}/", self.slug),
            _ => format!("/?p={}", self.id),
        }
    }

    /// Stores it: new when its id is 0. Dates and status follow WordPress' rules, see [`align_status_with_date`];
    /// a story that is or will be public gets a slug. `now` in seconds since 1970 UTC.
    ///
    /// [`align_status_with_date`]: Self::align_status_with_date
    pub(crate) fn save(&mut self, db: &Connection, now: i64) -> rusqlite::Result<()> {
        let new = self.id == 0;
        let before = if new { None } else { Self::by_id(db, self.id)? };
        self.align_status_with_date(now);
        // On creation WordPress sets the change to the story's date, be it next year (facts, "modified_gmt").
        self.modified = if new { self.date } else { now };
        if new {
            self.id = next_id(db)?;
        }
        if self.slug.is_empty() && !self.status.floats() && self.status != Status::Trash {
            self.slug = match slugs::slug(&self.headline()) {
                slug if slug.is_empty() => format!("bai-{}", self.id),
                slug => slug,
            };
        }
        if self.status != Status::Trash {
            self.slug = slugs::unique(db, &self.slug, Space::Posts, self.id)?;
        }
        self.store(db, new)?;
        if let Some(before) = before {
            self.remember(db, &before, now)?;
        }
        search::index(db, self)
    }

    /// The sections or tags it is in become exactly these.
    pub(crate) fn set_terms(&self, db: &Connection, taxonomy: &str, terms: &[i64]) -> rusqlite::Result<()> {
        db.prepare_cached(
            "DELETE FROM post_term WHERE post_id = ?1 AND term_id IN (SELECT id FROM term WHERE taxonomy = ?2)",
        )?
        .execute(params![self.id, taxonomy])?;
        let mut insert = db.prepare_cached(
            "INSERT OR IGNORE INTO post_term (post_id, term_id) SELECT ?1, id FROM term WHERE id = ?2 AND taxonomy = ?3",
        )?;
        for term in terms {
            insert.execute(params![self.id, term, taxonomy])?;
        }
        Ok(())
    }

    /// Removes it for good.
    pub(crate) fn delete(&self, db: &Connection) -> rusqlite::Result<()> {
        db.execute("DELETE FROM post WHERE id = ?1", [self.id])?;
        search::forget(db, self.id)?;
        db.execute("UPDATE media SET post = 0 WHERE post = ?1", [self.id])?;
        Ok(())
    }

    /// Ids of its revisions, newest first.
    pub(crate) fn revisions(&self, db: &Connection) -> rusqlite::Result<Vec<i64>> {
        db.prepare_cached("SELECT id FROM revision WHERE post_id = ?1 ORDER BY id DESC")?
            .query_map([self.id], |row| row.get(0))?
            .collect()
    }

    /// Makes date and status agree, silently, as WordPress does: a post dated in the future becomes `future`, a
    /// scheduled post whose date has come becomes `publish`. `now` in seconds since 1970 UTC.
    fn align_status_with_date(&mut self, now: i64) {
        if self.floating {
            self.date = now;
            self.floating = self.status.floats();
        }
        match self.status {
            Status::Publish if self.date - now >= SOON => self.status = Status::Future,
            Status::Future if self.date - now < SOON => self.status = Status::Publish,
            _ => {}
        }
    }

    fn store(&self, db: &Connection, new: bool) -> rusqlite::Result<()> {
        let sql = if new {
            "INSERT INTO post (id, status, slug, title, content, excerpt, author, featured_media, sticky, date, \
             floating, modified, before_trash, folded) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
        } else {
            "UPDATE post SET status = ?2, slug = ?3, title = ?4, content = ?5, excerpt = ?6, author = ?7, \
             featured_media = ?8, sticky = ?9, date = ?10, floating = ?11, modified = ?12, before_trash = ?13, \
             folded = ?14 WHERE id = ?1"
        };
        let folded = copydesk::fold(&format!("{}\n{}\n{}", self.title, self.excerpt, self.content));
        db.prepare_cached(sql)?.execute(params![
            self.id,
            self.status.name(),
            self.slug,
            self.title,
            self.content,
            self.excerpt,
            self.author,
            self.featured_media,
            self.sticky,
            self.date,
            self.floating,
            self.modified,
            self.before_trash,
            folded,
        ])?;
        Ok(())
    }

    /// Keeps a revision when the text changed, and the old address of a public story.
    fn remember(&self, db: &Connection, before: &Self, now: i64) -> rusqlite::Result<()> {
        let changed = before.title != self.title || before.content != self.content || before.excerpt != self.excerpt;
        if changed || (self.status != Status::Trash && self.revisions(db)?.is_empty()) {
            db.prepare_cached(
                "INSERT INTO revision (id, post_id, author, title, content, excerpt, date) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                next_id(db)?,
                self.id,
                self.author,
                self.title,
                self.content,
                self.excerpt,
                now
            ])?;
        }
        if before.status == Status::Publish && self.status == Status::Publish && before.slug != self.slug {
            db.prepare_cached("INSERT OR REPLACE INTO old_slug (slug, post_id) VALUES (?1, ?2)")?
                .execute(params![before.slug, self.id])?;
        }
        if before.slug != self.slug {
            db.prepare_cached("DELETE FROM old_slug WHERE slug = ?1")?.execute([&self.slug])?;
        }
        Ok(())
    }
}

/// Can readers see it?
pub(crate) fn is_public(db: &Connection, id: i64) -> rusqlite::Result<bool> {
    Ok(Post::by_id(db, id)?.is_some_and(|post| post.status == Status::Publish))
}

/// How many stories have that status.
pub(crate) fn tally(db: &Connection, status: Status) -> rusqlite::Result<i64> {
    let posts = db
        .prepare_cached("SELECT posts FROM tally WHERE status = ?1")?
        .query_row([status.name()], |row| row.get(0))
        .optional()?;
    Ok(posts.unwrap_or(0))
}

/// Is there a scheduled story whose time has come?
pub(crate) fn anything_due(db: &Connection, now: i64) -> rusqlite::Result<bool> {
    Ok(next_due(db)?.is_some_and(|due| due <= now))
}

/// When the next scheduled story falls due.
pub(crate) fn next_due(db: &Connection) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT min(date) FROM post WHERE status = 'future'")?.query_row([], |row| row.get(0))
}

/// Publishes the stories whose time has come; their date and `modified` stay. Returns how many.
pub(crate) fn publish_due(db: &Connection, now: i64) -> rusqlite::Result<usize> {
    db.prepare_cached("UPDATE post SET status = 'publish' WHERE status = 'future' AND date <= ?1")?.execute([now])
}

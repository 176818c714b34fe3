//! Stories and their photo strips.

use crate::{
    columns::{Columns, from_json, json, time},
    error::StoreError,
    open::Store,
    photos::photo_uses,
    reassigned::{GIFT, past_authors, unfinished},
    sums::{self, Trust},
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{
    Approval, Article, ArticleId, Body, CanonicalForm, Crops, Live, Manuscript, PhotoSize, Picture, Readers, Recipe,
    RevisionId, SectionId, StaffId, Stage, rights::Standing, summary::ArticleSummary,
};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};
use std::collections::BTreeMap;

/// Which stories a list shows; all that is given must be true.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// At this stage.
    pub stage: Option<Stage>,
    /// Of which readers have something, or may; but for those that wait for their hour.
    pub live: bool,
    /// Of this author.
    pub author: Option<StaffId>,
    /// Unfinished, and its author has left.
    pub author_left: bool,
    /// No drafts but those of which readers have something, or may.
    pub seen_by_editors: bool,
    /// Of this author, or claimed by this person, and not in the bin.
    pub mine: Option<StaffId>,
    /// Containing each of these words, in any order and case, with or without accents.
    pub words: String,
    /// In this section.
    pub section: Option<SectionId>,
    /// At most so many; none for the usual 500.
    pub limit: Option<u32>,
}

/// Rows of a list, where nobody asks for more.
const USUAL_ROWS: u32 = 500;
/// Which stories a list shows.
const LISTED: &str = include_str!("articles_listed.sql");

/// Letters of the snippet in a list.
const SNIPPET: usize = 160;

impl Store {
    /// A story with its photos.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Unreadable`].
    pub fn article(&self, id: ArticleId) -> Result<Article, StoreError> {
        read_article(&self.read(), id, Trust::None)
    }

    /// What readers have of a story, read without it.
    ///
    /// # Errors
    /// As [`Store::article`].
    pub fn readers(&self, id: ArticleId) -> Result<Readers, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "article", "id", &id.to_string(), Trust::None)?;
        read_readers(&connection, id)
    }

    /// The stories, newest change first; at most as many as the filter says.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn articles(&self, filter: &Filter) -> Result<Vec<ArticleSummary>, StoreError> {
        let list = include_str!("articles_list.sql");
        let sql = format!(
            "SELECT EXISTS ({GIFT}) AS given, {list} {LISTED} ORDER BY article.updated_at DESC, article.id DESC LIMIT :limit"
        );
        self.listed(&sql, filter, filter.limit.unwrap_or(USUAL_ROWS), summary_from_row)
    }

    /// How many stories there are, whatever a list shows of them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_articles(&self, filter: &Filter) -> Result<u32, StoreError> {
        let sql = format!("SELECT count(*) AS n FROM (SELECT 1 FROM article {LISTED} LIMIT :limit)");
        let counted = self.listed(&sql, filter, u32::MAX, |row| Ok(row.get("n")?))?;
        Ok(counted.first().copied().unwrap_or_default())
    }

    fn listed<T>(
        &self,
        sql: &str,
        filter: &Filter,
        limit: u32,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let words = copydesk::fold(&filter.words);
        let connection = self.read();
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {
            ":live": filter.live,
            ":author_left": filter.author_left,
            ":seen_by_editors": filter.seen_by_editors,
            ":unfinished": unfinished()?,
            ":stage": filter.stage.map(Stage::as_str),
            ":author": filter.author.map(|a| a.to_string()),
            ":mine": filter.mine.map(|a| a.to_string()),
            ":section": filter.section.map(|s| s.to_string()),
            ":words": json(&words.split_whitespace().collect::<Vec<_>>())?,
            ":limit": limit,
        })?;
        let mut listed = Vec::new();
        while let Some(row) = rows.next()? {
            listed.push(read(row)?);
        }
        Ok(listed)
    }

    /// Stories whose time on the banner is over at this hour.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn banners_over(&self, now: DateTime<Utc>) -> Result<Vec<ArticleId>, StoreError> {
        let connection = self.read();
        let mut statement =
            connection.prepare_cached("SELECT id FROM article WHERE banner = 1 AND banner_until <= ?1 ORDER BY id")?;
        let mut rows = statement.query([time(now)])?;
        let mut over = Vec::new();
        while let Some(row) = rows.next()? {
            over.push(row.parsed("id")?);
        }
        Ok(over)
    }

    /// When the next banner is over, if one has an end.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next_banner_end(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let connection = self.read();
        let mut statement =
            connection.prepare_cached("SELECT min(banner_until) AS ends FROM article WHERE banner = 1")?;
        statement.query_row([], |row| Ok(row.parsed_opt("ends")))?
    }

    /// How many stories there are at each stage; of one author, if given.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn stage_counts(&self, author: Option<StaffId>) -> Result<BTreeMap<Stage, u32>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT stage, count(*) AS n FROM article WHERE ?1 IS NULL OR author = ?1 GROUP BY stage",
        )?;
        let mut rows = statement.query([author.map(|a| a.to_string())])?;
        let mut counts = BTreeMap::new();
        while let Some(row) = rows.next()? {
            counts.insert(row.parsed("stage")?, row.get("n")?);
        }
        Ok(counts)
    }

    /// How many stories this person has written or claimed, those in the bin not counted: as [`Filter::mine`] lists them, and more
    /// than a list shows.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_mine(&self, person: StaffId) -> Result<u32, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT count(*) FROM article WHERE (author = ?1 OR claimed_by = ?1) AND stage <> 'spiked'",
        )?;
        Ok(statement.query_row([person.to_string()], |row| row.get(0))?)
    }

    /// How many stories there are of which readers have something, or may, as [`Filter::live`] lists them; of one author, if
    /// given.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_live(&self, author: Option<StaffId>) -> Result<u32, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT count(*) FROM article
             WHERE (live_revision IS NOT NULL OR unseen_since IS NOT NULL AND stage <> 'scheduled')
               AND (?1 IS NULL OR author = ?1)",
        )?;
        Ok(statement.query_row([author.map(|a| a.to_string())], |row| row.get(0))?)
    }

    /// Whose a story is and where it stands, without reading it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn standing(&self, id: ArticleId) -> Result<Standing, StoreError> {
        self.read()
            .prepare_cached("SELECT author, stage, live_revision IS NOT NULL OR unseen_since IS NOT NULL AS live FROM article WHERE id = ?1")?
            .query_row([id.to_string()], |row| Ok(standing_from_row(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("article")))
    }
}

impl Transaction<'_> {
    /// A story as this transaction sees it.
    ///
    /// # Errors
    /// As [`Store::article`].
    pub fn article(&self, id: ArticleId) -> Result<Article, StoreError> {
        read_article(&self.tx, id, self.trust())
    }

    /// Changes what is known of what readers have of a story, and nothing else of it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Damaged`] if the story is not what was written.
    pub fn change_readers(&mut self, id: ArticleId, change: impl FnOnce(&mut Readers)) -> Result<(), StoreError> {
        sums::look_at(&self.tx, "article", "id", &id.to_string(), self.trust())?;
        let known = read_readers(&self.tx, id)?;
        let mut readers = known;
        change(&mut readers);
        if readers != known {
            self.tx
                .prepare_cached(
                    "UPDATE article SET live_revision = ?2, live_since = ?3, withdrawn_at = ?4, unseen_since = ?5
                     WHERE id = ?1",
                )?
                .execute((
                    id.to_string(),
                    readers.live.map(|live| live.revision.to_string()),
                    readers.live.map(|live| time(live.since)),
                    readers.withdrawn_at.map(time),
                    readers.unseen_since.map(time),
                ))?;
            self.changes.articles.insert(id);
        }
        Ok(())
    }

    /// Writes a story with its photo strip. A use that is not in the strip any more is gone from the story; the photo
    /// and the revisions that show it stay. The photos and the approval must be stored already.
    ///
    /// # Errors
    /// [`StoreError::Taken`] if a use is another story's; [`StoreError::Sql`] if a rule of the schema is broken.
    pub fn save_article(&mut self, article: &Article) -> Result<(), StoreError> {
        let Article { id, manuscript, .. } = article;
        // Every field has a column, or is said where it is kept.
        let Manuscript {
            headline,
            standfirst,
            byline,
            section,
            tags,
            body,
            lead_photo,
            photos, // In a table of their own.
            correction,
            related,
        } = manuscript;
        let text = body.plain_text();
        let opening = if standfirst.trim().is_empty() { &text } else { standfirst };
        let snippet: String = opening.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SNIPPET).collect();
        let words = copydesk::story_words(standfirst, &text);
        // When a story was begun does not change.
        let fixed: [(&str, &dyn ToSql); 2] = [("id", &id.to_string()), ("created_at", &time(article.created_at))];
        let readers = article.readers;
        let changing: [(&str, &dyn ToSql); 29] = [
            // Whose it was before is in the audit trail.
            ("author", &article.author.to_string()),
            ("stage", &article.stage.as_str()),
            ("claimed_by", &article.claimed_by.map(|a| a.to_string())),
            ("headline", headline),
            ("standfirst", standfirst),
            ("byline", byline),
            ("section", &section.map(|s| s.to_string())),
            ("tags", &json(tags)?),
            ("body", &body.to_json()),
            ("lead_photo", &lead_photo.map(|p| p.to_string())),
            ("approved_revision", &article.approval.as_ref().map(|a| a.revision.to_string())),
            ("banner", &article.banner),
            ("banner_until", &article.banner_until.map(time)),
            ("slug", &article.slug),
            ("correction", correction),
            ("related", &json(related)?),
            ("publish_at", &article.publish_at.map(time)),
            ("returned", &article.returned),
            ("spiked_from", &article.spiked_from.map(Stage::as_str)),
            ("live_revision", &readers.live.map(|live| live.revision.to_string())),
            ("live_since", &readers.live.map(|live| time(live.since))),
            ("withdrawn_at", &readers.withdrawn_at.map(time)),
            ("unseen_since", &readers.unseen_since.map(time)),
            ("link", &article.link),
            ("version", &article.version),
            ("words", &u32::try_from(words).unwrap_or(u32::MAX)),
            ("snippet", &snippet),
            ("folded", &searched(manuscript, &text)),
            ("updated_at", &time(article.updated_at)),
        ];
        let changes: Vec<String> = changing.iter().map(|(name, _)| format!("{name} = excluded.{name}")).collect();
        let (names, values): (Vec<&str>, Vec<&dyn ToSql>) = fixed.into_iter().chain(changing).unzip();
        let sql = format!(
            "INSERT INTO article ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}",
            names.join(", "),
            vec!["?"; names.len()].join(", "),
            changes.join(", ")
        );
        self.tx.prepare_cached(&sql)?.execute(values.as_slice())?;
        self.save_photo_uses(*id, photos)?;
        self.changes.articles.insert(*id);
        Ok(())
    }
}

/// What a story is found by, folded; `text` is that of its body.
pub(crate) fn searched(manuscript: &Manuscript, text: &str) -> String {
    let lines = manuscript.lines().into_iter().filter(|(line, _)| line.is_searched()).map(|(_, text)| text);
    copydesk::fold(&lines.chain([text]).collect::<Vec<_>>().join("\n"))
}

fn read_readers(connection: &Connection, id: ArticleId) -> Result<Readers, StoreError> {
    connection
        .prepare_cached("SELECT live_revision, live_since, withdrawn_at, unseen_since FROM article WHERE id = ?1")?
        .query_row([id.to_string()], |row| Ok(readers_from_row(row)))
        .optional()?
        .unwrap_or(Err(StoreError::NotFound("article")))
}

/// What readers have of a story.
pub(crate) fn readers_from_row(row: &Row<'_>) -> Result<Readers, StoreError> {
    let live = match row.parsed_opt("live_revision")? {
        Some(revision) => Some(Live { revision, since: row.time("live_since")? }),
        None => None,
    };
    Ok(Readers { live, withdrawn_at: row.parsed_opt("withdrawn_at")?, unseen_since: row.parsed_opt("unseen_since")? })
}

/// A story with its approval, whether it is being sent, and its section if that was retired.
pub(crate) const ARTICLE: &str =
    "SELECT article.*, approval.content, approval.form, approval.approved_by, approval.approved_at, approval.forced,
       EXISTS (SELECT 1 FROM transmission WHERE transmission.article = article.id
         AND finished_at IS NULL AND step NOT IN ('await_hour', 'done')) AS sending,
       section.id AS retired_section, iif(section.id IS NULL, NULL, (SELECT json_extract(manuscript, '$.section')
         FROM revision WHERE revision.id = article.live_revision)) AS live_section
     FROM article LEFT JOIN section ON section.id = article.section AND section.retired_at IS NOT NULL
       LEFT JOIN approval ON approval.revision = article.approved_revision WHERE article.id = ?1";

pub(crate) fn read_article(connection: &Connection, id: ArticleId, trust: Trust<'_>) -> Result<Article, StoreError> {
    sums::look_at(connection, "article", "id", &id.to_string(), trust)?;
    let approval = "revision = (SELECT approved_revision FROM article WHERE id = ?1)";
    sums::look_at_those(connection, "approval", approval, [id.to_string()], trust)?;
    let mut statement = connection.prepare_cached(ARTICLE)?;
    let found = statement.query_row([id.to_string()], |row| Ok(article_from_row(row))).optional()?;
    let mut article = found.ok_or(StoreError::NotFound("article"))??;
    article.manuscript.photos = photo_uses(connection, id, trust)?;
    article.past_authors = past_authors(connection, id, article.author)?;
    Ok(article)
}

fn article_from_row(row: &Row<'_>) -> Result<Article, StoreError> {
    let body: String = row.get("body")?;
    let body = Body::parse(&body).map_err(|e| StoreError::Unreadable { what: "body", why: e.to_string() })?;
    let approval = match row.parsed_opt::<RevisionId>("approved_revision")? {
        None => None,
        Some(revision) => Some(Approval {
            revision,
            content: row.parsed("content")?,
            form: CanonicalForm(row.get("form")?),
            by: row.parsed("approved_by")?,
            at: row.time("approved_at")?,
            forced: row.get("forced")?,
        }),
    };
    Ok(Article {
        id: row.parsed("id")?,
        manuscript: Manuscript {
            headline: row.get("headline")?,
            standfirst: row.get("standfirst")?,
            byline: row.get("byline")?,
            section: row.parsed_opt("section")?,
            tags: from_json(&row.get::<_, String>("tags")?, "tags")?,
            body,
            lead_photo: row.parsed_opt("lead_photo")?,
            photos: Vec::new(),
            correction: row.get("correction")?,
            related: from_json(&row.get::<_, String>("related")?, "related")?,
        },
        stage: row.parsed("stage")?,
        author: row.parsed("author")?,
        past_authors: Vec::new(),
        claimed_by: row.parsed_opt("claimed_by")?,
        approval,
        banner: row.get("banner")?,
        banner_until: row.parsed_opt("banner_until")?,
        slug: row.get("slug")?,
        publish_at: row.parsed_opt("publish_at")?,
        returned: row.get("returned")?,
        spiked_from: row.parsed_opt("spiked_from")?,
        readers: readers_from_row(row)?,
        link: row.get("link")?,
        version: row.get("version")?,
        sending: row.get("sending")?,
        retired_section: row.parsed_opt("retired_section")?,
        live_section: row.parsed_opt("live_section")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// The small picture in a list; none for a story without photos.
fn picture_from_row(row: &Row<'_>) -> Result<Option<Picture>, StoreError> {
    let Some(photo) = row.parsed_opt("photo")? else { return Ok(None) };
    let crops: Crops = from_json(&row.get::<_, String>("photo_crops")?, "crops")?;
    let recipe = Recipe::new(row.parsed("photo_original")?, crops.thumb, PhotoSize::Thumb);
    Ok(Some(Picture { photo, recipe }))
}

fn standing_from_row(row: &Row<'_>) -> Result<Standing, StoreError> {
    Ok(Standing { author: row.parsed("author")?, stage: row.parsed("stage")?, live: row.get("live")? })
}

fn summary_from_row(row: &Row<'_>) -> Result<ArticleSummary, StoreError> {
    Ok(ArticleSummary {
        id: row.parsed("id")?,
        headline: row.get("headline")?,
        snippet: row.get("snippet")?,
        stage: row.parsed("stage")?,
        section: row.parsed_opt("section")?,
        author: row.get("author")?,
        given: row.get("given")?,
        author_left: row.get("author_left")?,
        claimed_by: row.get("claimed_by")?,
        banner: row.get("banner")?,
        returned: row.get("returned")?,
        words: row.get("words")?,
        photo: picture_from_row(row)?,
        photos: row.get("photos")?,
        publish_at: row.parsed_opt("publish_at")?,
        sending: row.get("sending")?,
        readers: readers_from_row(row)?,
        updated_at: row.time("updated_at")?,
    })
}

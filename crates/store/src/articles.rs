//! Stories and their photo strips.

use crate::{
    columns::{Columns, from_json, json, time},
    error::StoreError,
    open::Store,
    photos::photo_uses,
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{
    Approval, Article, ArticleId, Body, CanonicalForm, Crops, Manuscript, PhotoSize, Picture, Recipe, RevisionId,
    StaffId, Stage, rights::Standing, summary::ArticleSummary,
};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};
use std::collections::BTreeMap;

/// Which stories a list shows; all that is given must be true.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// At this stage.
    pub stage: Option<Stage>,
    /// Written by this person.
    pub author: Option<StaffId>,
    /// Written or claimed by this person, and not in the bin.
    pub mine: Option<StaffId>,
    /// Containing each of these words, in any order and case, with or without accents.
    pub words: String,
}

/// Letters of the snippet in a list.
const SNIPPET: usize = 160;

impl Store {
    /// A story with its photos.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Unreadable`].
    pub fn article(&self, id: ArticleId) -> Result<Article, StoreError> {
        read_article(&self.read(), id)
    }

    /// At most 500 stories, newest change first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn articles(&self, filter: &Filter) -> Result<Vec<ArticleSummary>, StoreError> {
        let words = copydesk::fold(&filter.words);
        let connection = self.read();
        let mut statement = connection.prepare_cached(include_str!("articles_list.sql"))?;
        let mut rows = statement.query(named_params! {
            ":stage": filter.stage.map(Stage::as_str),
            ":author": filter.author.map(|a| a.to_string()),
            ":mine": filter.mine.map(|a| a.to_string()),
            ":words": json(&words.split_whitespace().collect::<Vec<_>>())?,
        })?;
        let mut listed = Vec::new();
        while let Some(row) = rows.next()? {
            listed.push(summary_from_row(row)?);
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

    /// Whose a story is and where it stands, without reading it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn standing(&self, id: ArticleId) -> Result<Standing, StoreError> {
        self.read()
            .prepare_cached("SELECT author, stage FROM article WHERE id = ?1")?
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
        read_article(&self.tx, id)
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
        let lines = manuscript.lines().into_iter().filter(|(line, _)| line.is_searched()).map(|(_, text)| text);
        let searched: Vec<&str> = lines.chain([text.as_str()]).collect();
        // Who wrote a story and when it was begun does not change.
        let fixed: [(&str, &dyn ToSql); 3] = [
            ("id", &id.to_string()),
            ("author", &article.author.to_string()),
            ("created_at", &time(article.created_at)),
        ];
        let changing: [(&str, &dyn ToSql); 24] = [
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
            ("link", &article.link),
            ("version", &article.version),
            ("words", &u32::try_from(words).unwrap_or(u32::MAX)),
            ("snippet", &snippet),
            ("folded", &copydesk::fold(&searched.join("\n"))),
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

/// A story with its approval, and whether it is being sent.
pub(crate) const ARTICLE: &str =
    "SELECT article.*, approval.content, approval.form, approval.approved_by, approval.approved_at, approval.forced,
       EXISTS (SELECT 1 FROM transmission WHERE transmission.article = article.id
         AND finished_at IS NULL AND step <> 'await_hour') AS sending
     FROM article LEFT JOIN approval ON approval.revision = article.approved_revision WHERE article.id = ?1";

fn read_article(connection: &Connection, id: ArticleId) -> Result<Article, StoreError> {
    let mut statement = connection.prepare_cached(ARTICLE)?;
    let found = statement.query_row([id.to_string()], |row| Ok(article_from_row(row))).optional()?;
    let mut article = found.ok_or(StoreError::NotFound("article"))??;
    article.manuscript.photos = photo_uses(connection, id)?;
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
        claimed_by: row.parsed_opt("claimed_by")?,
        approval,
        banner: row.get("banner")?,
        banner_until: row.parsed_opt("banner_until")?,
        slug: row.get("slug")?,
        publish_at: row.parsed_opt("publish_at")?,
        returned: row.get("returned")?,
        spiked_from: row.parsed_opt("spiked_from")?,
        link: row.get("link")?,
        version: row.get("version")?,
        sending: row.get("sending")?,
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
    Ok(Standing { author: row.parsed("author")?, stage: row.parsed("stage")? })
}

fn summary_from_row(row: &Row<'_>) -> Result<ArticleSummary, StoreError> {
    Ok(ArticleSummary {
        id: row.parsed("id")?,
        headline: row.get("headline")?,
        snippet: row.get("snippet")?,
        stage: row.parsed("stage")?,
        section: row.parsed_opt("section")?,
        author: row.get("author")?,
        claimed_by: row.get("claimed_by")?,
        banner: row.get("banner")?,
        returned: row.get("returned")?,
        words: row.get("words")?,
        photo: picture_from_row(row)?,
        photos: row.get("photos")?,
        publish_at: row.parsed_opt("publish_at")?,
        sending: row.get("sending")?,
        updated_at: row.time("updated_at")?,
    })
}

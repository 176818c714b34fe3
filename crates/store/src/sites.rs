//! Connected sites, and what is known to stand on them. Passwords are not here, nor in any file.

use crate::{
    columns::{Columns, from_json, readable, time},
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use chrono::{DateTime, Utc};
use newsroom::{
    ArticleId, ContentHash, RevisionId, SectionId, SiteId,
    site::{ConnectionOptions, Site},
};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

/// A story on a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentPost {
    /// The site's number for it.
    pub post: u64,
    /// Last part of its address, fixed at first sending.
    pub slug: String,
    /// The revision that was last found right there.
    pub revision: Option<RevisionId>,
    /// The post as it stood there then, as JSON of whoever wrote it.
    pub snapshot: Option<serde_json::Value>,
}

/// A picture on a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentPhoto {
    /// The site's number for it.
    pub media: u64,
    /// Address of the file.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Which smaller version of the file the site took, from 1; 0 for the file as it is.
    pub reduced: u32,
}

impl Store {
    /// All sites; the one stories are sent to first: the newest connected one, the bundled one only if there is no other.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sites(&self) -> Result<Vec<Site>, StoreError> {
        let connection = self.read();
        sums::note_all(&connection, "site", Trust::None)?;
        let mut statement =
            connection.prepare_cached("SELECT * FROM site ORDER BY bundled, created_at DESC, id DESC")?;
        let mut rows = statement.query([])?;
        let mut sites = Vec::new();
        while let Some(row) = rows.next()? {
            sites.extend(readable(from_row(row))?);
        }
        Ok(sites)
    }

    /// A site, if there is one of this identity.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn site(&self, id: SiteId) -> Result<Option<Site>, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "site", "id", &id.to_string(), Trust::None)?;
        connection
            .prepare_cached("SELECT * FROM site WHERE id = ?1")?
            .query_row([id.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .transpose()
    }

    /// What is known of a story on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sent_post(&self, site: SiteId, article: ArticleId) -> Result<Option<SentPost>, StoreError> {
        let connection = self.read();
        look_at_post(&connection, site, article, Trust::None)?;
        connection
            .prepare_cached("SELECT post, slug, revision, seen FROM site_post WHERE site = ?1 AND article = ?2")?
            .query_row((site.to_string(), article.to_string()), |r| Ok(sent_post_from_row(r)))
            .optional()?
            .transpose()
    }

    /// The headline of another story than this one that has this address on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn headline_at(&self, site: SiteId, slug: &str, but: ArticleId) -> Result<Option<String>, StoreError> {
        Ok(self
            .read()
            .prepare_cached(
                "SELECT headline FROM site_post JOIN article ON article.id = site_post.article
                 WHERE site = ?1 AND site_post.slug = ?2 AND article <> ?3 LIMIT 1",
            )?
            .query_row((site.to_string(), slug, but.to_string()), |row| row.get(0))
            .optional()?)
    }

    /// What is known of a picture, by the hash of the sent file, on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sent_photo(&self, site: SiteId, content: ContentHash) -> Result<Option<SentPhoto>, StoreError> {
        let connection = self.read();
        let place = (site.to_string(), content.to_string());
        sums::look_at_those(
            &connection,
            "site_photo",
            "site = ?1 AND content = ?2",
            (&place.0, &place.1),
            Trust::None,
        )?;
        Ok(connection
            .prepare_cached(
                "SELECT media, url, width, height, reduced FROM site_photo WHERE site = ?1 AND content = ?2",
            )?
            .query_row(place, |r| {
                Ok(SentPhoto {
                    media: r.get(0)?,
                    url: r.get(1)?,
                    width: r.get(2)?,
                    height: r.get(3)?,
                    reduced: r.get(4)?,
                })
            })
            .optional()?)
    }

    /// Which picture, by the hash of the sent file, has this number on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn picture_on_site(&self, site: SiteId, media: u64) -> Result<Option<ContentHash>, StoreError> {
        let connection = self.read();
        let number = (site.to_string(), media);
        sums::look_at_those(&connection, "site_photo", "site = ?1 AND media = ?2", (&number.0, media), Trust::None)?;
        connection
            .prepare_cached("SELECT content FROM site_photo WHERE site = ?1 AND media = ?2")?
            .query_row(number, |row| Ok(row.parsed("content")))
            .optional()?
            .transpose()
    }

    /// Sections that go to another category of a site than the one of their name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn site_sections(&self, site: SiteId) -> Result<Vec<(SectionId, u64)>, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "site_section", "site", &site.to_string(), Trust::None)?;
        let mut statement = connection.prepare_cached("SELECT section, category FROM site_section WHERE site = ?1")?;
        let mut rows = statement.query([site.to_string()])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            places.push((row.parsed("section")?, row.get("category")?));
        }
        Ok(places)
    }
}

impl Transaction<'_> {
    /// Adds a site, or gives a known one a new address, name or account.
    ///
    /// # Errors
    /// [`StoreError::Sql`] if another site has the address.
    pub fn save_site(&mut self, site: &Site) -> Result<(), StoreError> {
        self.changes.sites = true;
        self.tx
            .prepare_cached(
                "INSERT INTO site (id, name, address, api, login, bundled, proxy, authority, plain_http, paused, timezone,
                   skew, accepted_at, created_at)
                 VALUES (:id, :name, :address, :api, :login, :bundled, :proxy, :authority, :plain_http, :paused, :timezone,
                   :skew, :accepted_at, :at)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
                   api = excluded.api, login = excluded.login, proxy = excluded.proxy, authority = excluded.authority,
                   plain_http = excluded.plain_http, paused = excluded.paused, timezone = excluded.timezone,
                   skew = excluded.skew, accepted_at = excluded.accepted_at",
            )?
            .execute(named_params! {
                ":id": site.id.to_string(),
                ":name": site.name,
                ":address": site.address,
                ":api": site.api,
                ":login": site.login,
                ":bundled": site.bundled,
                ":proxy": site.connection.proxy,
                ":authority": site.connection.authority,
                ":plain_http": site.connection.plain_http,
                ":paused": site.paused,
                ":timezone": site.timezone,
                ":skew": site.skew,
                ":accepted_at": site.accepted_at.map(time),
                ":at": time(self.act.at),
            })?;
        Ok(())
    }

    /// A site as this transaction sees it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn site(&self, id: SiteId) -> Result<Site, StoreError> {
        sums::look_at(&self.tx, "site", "id", &id.to_string(), self.trust())?;
        self.tx
            .prepare_cached("SELECT * FROM site WHERE id = ?1")?
            .query_row([id.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("site")))
    }

    /// Notes when a site accepted us, and how far its clock was ahead of ours then, in seconds.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_accepted(&mut self, site: SiteId, at: DateTime<Utc>, skew: i64) -> Result<(), StoreError> {
        self.changes.sites = true;
        sums::look_at(&self.tx, "site", "id", &site.to_string(), self.trust())?;
        self.tx.prepare_cached("UPDATE site SET accepted_at = ?2, skew = ?3 WHERE id = ?1")?.execute((
            site.to_string(),
            time(at),
            skew,
        ))?;
        Ok(())
    }

    /// The last part of a story's address on a site, if it stands there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sent_slug(&self, site: SiteId, article: ArticleId) -> Result<Option<String>, StoreError> {
        look_at_post(&self.tx, site, article, self.trust())?;
        Ok(self
            .tx
            .prepare_cached("SELECT slug FROM site_post WHERE site = ?1 AND article = ?2")?
            .query_row((site.to_string(), article.to_string()), |row| row.get(0))
            .optional()?)
    }

    /// Notes that a story stands on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_post(&mut self, site: SiteId, article: ArticleId, sent: &SentPost) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT OR REPLACE INTO site_post (site, article, post, slug, revision, seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                site.to_string(),
                article.to_string(),
                sent.post,
                &sent.slug,
                sent.revision.map(|r| r.to_string()),
                sent.snapshot.as_ref().map(ToString::to_string),
            ),
        )?;
        Ok(())
    }

    /// Sends the stories of a section to this category of a site; none: to the one of its name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn place_section(&mut self, site: SiteId, section: SectionId, category: Option<u64>) -> Result<(), StoreError> {
        self.changes.sites = true;
        let (site, section) = (site.to_string(), section.to_string());
        match category {
            Some(category) => self.tx.execute(
                "INSERT OR REPLACE INTO site_section (site, section, category) VALUES (?1, ?2, ?3)",
                (site, section, category),
            )?,
            None => self.tx.execute("DELETE FROM site_section WHERE site = ?1 AND section = ?2", (site, section))?,
        };
        Ok(())
    }

    /// Forgets a story that was deleted on the site, so that it is made anew.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget_post(&mut self, site: SiteId, article: ArticleId) -> Result<(), StoreError> {
        self.tx.execute(
            "DELETE FROM site_post WHERE site = ?1 AND article = ?2",
            (site.to_string(), article.to_string()),
        )?;
        Ok(())
    }

    /// Notes that a picture stands on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_photo(&mut self, site: SiteId, content: ContentHash, sent: &SentPhoto) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT OR REPLACE INTO site_photo (site, content, media, url, width, height, reduced)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (site.to_string(), content.to_string(), sent.media, &sent.url, sent.width, sent.height, sent.reduced),
        )?;
        Ok(())
    }

    /// Forgets a picture that the site does not have any more.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget_photo(&mut self, site: SiteId, content: ContentHash) -> Result<(), StoreError> {
        self.tx.execute(
            "DELETE FROM site_photo WHERE site = ?1 AND content = ?2",
            (site.to_string(), content.to_string()),
        )?;
        Ok(())
    }
}

fn look_at_post(connection: &Connection, site: SiteId, article: ArticleId, trust: Trust<'_>) -> Result<(), StoreError> {
    let place = [site.to_string(), article.to_string()];
    sums::look_at_those(connection, "site_post", "site = ?1 AND article = ?2", place, trust)
}

fn from_row(row: &Row<'_>) -> Result<Site, StoreError> {
    Ok(Site {
        id: row.parsed("id")?,
        name: row.get("name")?,
        address: row.get("address")?,
        api: row.get("api")?,
        login: row.get("login")?,
        bundled: row.get("bundled")?,
        connection: ConnectionOptions {
            proxy: row.get("proxy")?,
            authority: row.get("authority")?,
            plain_http: row.get("plain_http")?,
        },
        paused: row.get("paused")?,
        timezone: row.get("timezone")?,
        skew: row.get("skew")?,
        accepted_at: row.parsed_opt("accepted_at")?,
    })
}

fn sent_post_from_row(row: &Row<'_>) -> Result<SentPost, StoreError> {
    let snapshot: Option<String> = row.get("seen")?;
    Ok(SentPost {
        post: row.get("post")?,
        slug: row.get("slug")?,
        revision: row.parsed_opt("revision")?,
        snapshot: snapshot.map(|text| from_json(&text, "snapshot of a post")).transpose()?,
    })
}

//! Connected sites, and what is known to stand on them. Passwords are not here, nor in any file.

use crate::{
    columns::{Columns, time},
    error::StoreError,
    open::Store,
    transact::Transaction,
};
use newsroom::{ArticleId, ContentHash, SiteId};
use rusqlite::{OptionalExtension, Row, named_params};

/// A connected site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Identity.
    pub id: SiteId,
    /// The site's own name.
    pub name: String,
    /// Address of its front page.
    pub address: String,
    /// Root of its API.
    pub api: String,
    /// Account that stories are sent with.
    pub login: String,
    /// Runs inside this program; its address changes from start to start.
    pub bundled: bool,
}

/// A story on a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentPost {
    /// The site's number for it.
    pub post: u64,
    /// Last part of its address, fixed at first sending.
    pub slug: String,
}

/// A picture on a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentPhoto {
    /// The site's number for it.
    pub media: u64,
    /// Address of the file.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Store {
    /// All sites; the one stories are sent to first: the newest connected one, the bundled one only if there is no other.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sites(&self) -> Result<Vec<Site>, StoreError> {
        let connection = self.read();
        let mut statement =
            connection.prepare_cached("SELECT * FROM site ORDER BY bundled, created_at DESC, id DESC")?;
        let mut rows = statement.query([])?;
        let mut sites = Vec::new();
        while let Some(row) = rows.next()? {
            sites.push(from_row(row)?);
        }
        Ok(sites)
    }

    /// What is known of a story on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sent_post(&self, site: SiteId, article: ArticleId) -> Result<Option<SentPost>, StoreError> {
        Ok(self
            .read()
            .prepare_cached("SELECT post, slug FROM site_post WHERE site = ?1 AND article = ?2")?
            .query_row((site.to_string(), article.to_string()), |r| Ok(SentPost { post: r.get(0)?, slug: r.get(1)? }))
            .optional()?)
    }

    /// What is known of a picture, by the hash of the sent file, on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sent_photo(&self, site: SiteId, content: ContentHash) -> Result<Option<SentPhoto>, StoreError> {
        Ok(self
            .read()
            .prepare_cached("SELECT media, url, width, height FROM site_photo WHERE site = ?1 AND content = ?2")?
            .query_row((site.to_string(), content.to_string()), |r| {
                Ok(SentPhoto { media: r.get(0)?, url: r.get(1)?, width: r.get(2)?, height: r.get(3)? })
            })
            .optional()?)
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
                "INSERT INTO site (id, name, address, api, login, bundled, created_at)
                 VALUES (:id, :name, :address, :api, :login, :bundled, :at)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
                   api = excluded.api, login = excluded.login",
            )?
            .execute(named_params! {
                ":id": site.id.to_string(),
                ":name": site.name,
                ":address": site.address,
                ":api": site.api,
                ":login": site.login,
                ":bundled": site.bundled,
                ":at": time(self.act.at),
            })?;
        Ok(())
    }

    /// Notes that a story stands on a site.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_post(&mut self, site: SiteId, article: ArticleId, sent: &SentPost) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT OR REPLACE INTO site_post (site, article, post, slug) VALUES (?1, ?2, ?3, ?4)",
            (site.to_string(), article.to_string(), sent.post, &sent.slug),
        )?;
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
            "INSERT OR REPLACE INTO site_photo (site, content, media, url, width, height)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (site.to_string(), content.to_string(), sent.media, &sent.url, sent.width, sent.height),
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

fn from_row(row: &Row<'_>) -> Result<Site, StoreError> {
    Ok(Site {
        id: row.parsed("id")?,
        name: row.get("name")?,
        address: row.get("address")?,
        api: row.get("api")?,
        login: row.get("login")?,
        bundled: row.get("bundled")?,
    })
}

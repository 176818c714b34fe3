//! Picture bytes: originals in chunks by their hash, renditions beside them.

use crate::{
    columns::{Columns, time},
    error::StoreError,
    open::Store,
};
use chrono::{DateTime, Utc};
use newsroom::{ContentHash, Recipe};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior};

/// Bytes of one chunk of an original.
pub const CHUNK_BYTES: usize = 256 * 1024;

/// A rendition: a JPEG without metadata.
#[derive(Clone, PartialEq)]
pub struct StoredRendition {
    /// How it was made, and by what it is found.
    pub recipe: Recipe,
    /// SHA-256 of `jpeg`.
    pub content: ContentHash,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub jpeg: Vec<u8>,
}

/// A rendition without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenditionFacts {
    /// SHA-256 of the file.
    pub content: ContentHash,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size of the file.
    pub bytes: u64,
}

impl Store {
    /// What is known of a rendition without reading it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn rendition_facts(&self, recipe: Recipe) -> Result<RenditionFacts, StoreError> {
        let connection = self.photos_db();
        let mut statement = connection.prepare_cached(
            "SELECT content, width, height, length(jpeg) AS bytes FROM rendition WHERE original = ?1 AND recipe = ?2",
        )?;
        let facts = |row: &Row<'_>| -> Result<RenditionFacts, StoreError> {
            Ok(RenditionFacts {
                content: row.parsed("content")?,
                width: row.get("width")?,
                height: row.get("height")?,
                bytes: row.get("bytes")?,
            })
        };
        statement
            .query_row((recipe.original.to_string(), recipe.steps()), |row| Ok(facts(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("rendition")))
    }

    /// Stores an original with its renditions and reads the original back: when this returns, the bytes are on disk
    /// and are the same. An original that is there already is left as it is.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and others; nothing is kept then. [`StoreError::Damaged`] if what was read back differs.
    pub fn keep_picture(
        &self,
        bytes: &[u8],
        renditions: &[StoredRendition],
        now: DateTime<Utc>,
    ) -> Result<ContentHash, StoreError> {
        let hash = ContentHash::of(bytes);
        let name = hash.to_string();
        {
            let mut connection = self.photos_db();
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let chunks = bytes.chunks(CHUNK_BYTES);
            let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            let count = i64::try_from(chunks.len()).unwrap_or(i64::MAX);
            let new = tx.execute(
                "INSERT INTO original (hash, size, chunks, stored_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                (&name, size, count, time(now)),
            )?;
            if new == 1 {
                let mut statement =
                    tx.prepare_cached("INSERT INTO chunk (hash, position, bytes) VALUES (?1, ?2, ?3)")?;
                for (position, chunk) in (0i64..).zip(chunks) {
                    statement.execute((&name, position, chunk))?;
                }
            }
            renditions.iter().try_for_each(|rendition| insert(&tx, rendition))?;
            tx.commit()?;
        }
        self.original(hash)?;
        Ok(hash)
    }

    /// Stores a rendition of an original that is there already, in place of one of the same recipe.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and others; [`StoreError::Sql`] if the original is not there.
    pub fn keep_rendition(&self, rendition: &StoredRendition) -> Result<(), StoreError> {
        insert(&self.photos_db(), rendition)
    }

    /// The bytes of an original, the very same that were kept.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Damaged`] if they are not the same any more.
    pub fn original(&self, hash: ContentHash) -> Result<Vec<u8>, StoreError> {
        let connection = self.photos_db();
        let name = hash.to_string();
        let size: usize = connection
            .prepare_cached("SELECT size FROM original WHERE hash = ?1")?
            .query_row([&name], |r| r.get(0))
            .optional()?
            .ok_or(StoreError::NotFound("picture"))?;
        let damaged = || StoreError::Damaged(format!("picture {name} is not what was kept"));
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(size).map_err(|_| damaged())?;
        let mut statement = connection.prepare_cached("SELECT bytes FROM chunk WHERE hash = ?1 ORDER BY position")?;
        let mut rows = statement.query([&name])?;
        while let Some(row) = rows.next()? {
            bytes.extend_from_slice(row.get_ref("bytes")?.as_blob().map_err(rusqlite::Error::from)?);
        }
        if ContentHash::of(&bytes) == hash { Ok(bytes) } else { Err(damaged()) }
    }

    /// The rendition that was made by a recipe.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Damaged`] if it is not what was kept.
    pub fn rendition(&self, recipe: Recipe) -> Result<StoredRendition, StoreError> {
        let connection = self.photos_db();
        let mut statement = connection
            .prepare_cached("SELECT content, width, height, jpeg FROM rendition WHERE original = ?1 AND recipe = ?2")?;
        let found = statement
            .query_row((recipe.original.to_string(), recipe.steps()), |row| {
                Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let (content, width, height, jpeg): (_, _, _, Vec<u8>) = found.ok_or(StoreError::NotFound("rendition"))?;
        let content = content.parse::<ContentHash>();
        let content = content.map_err(|e| StoreError::Unreadable { what: "rendition", why: e.to_string() })?;
        if ContentHash::of(&jpeg) != content {
            return Err(StoreError::Damaged(format!(
                "the {} of picture {} is not what was kept",
                recipe.steps(),
                recipe.original
            )));
        }
        Ok(StoredRendition { recipe, content, width, height, jpeg })
    }
}

fn insert(connection: &Connection, rendition: &StoredRendition) -> Result<(), StoreError> {
    let StoredRendition { recipe, content, width, height, jpeg } = rendition;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO rendition (original, recipe, content, width, height, jpeg)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((recipe.original.to_string(), recipe.steps(), content.to_string(), width, height, jpeg))?;
    Ok(())
}

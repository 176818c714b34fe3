//! Picture files of a newsroom of several laptops: which are missing here, and those that come in chunks.

use crate::{
    columns::{Columns, time},
    error::StoreError,
    open::Store,
    pictures::CHUNK_BYTES,
};
use chrono::{DateTime, Utc};
use newsroom::ContentHash;
use rusqlite::{OptionalExtension, TransactionBehavior, named_params};

/// A picture file as laptops ask each other for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// The photo, by the hash of its original.
    pub original: ContentHash,
    /// `original`, or the recipe of a rendition.
    pub what: String,
    /// SHA-256 of the file.
    pub content: ContentHash,
    /// Its size in bytes.
    pub size: u64,
}

impl PictureFile {
    /// How many chunks of [`CHUNK_BYTES`] it has.
    #[must_use]
    pub fn chunks(&self) -> u64 {
        self.size.div_ceil(CHUNK_BYTES as u64)
    }

    /// How large the chunk at a place from 0 is.
    #[must_use]
    pub fn chunk_size(&self, place: u64) -> u64 {
        self.size.saturating_sub(place.saturating_mul(CHUNK_BYTES as u64)).min(CHUNK_BYTES as u64)
    }
}

impl Store {
    /// Photos of the newsroom whose originals are not here, those of the stories that changed last first; at most so many.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn missing_originals(&self, most: usize) -> Result<Vec<ContentHash>, StoreError> {
        let wanted: Vec<ContentHash> = {
            let connection = self.read();
            let mut statement = connection.prepare_cached(
                "SELECT photo.original FROM photo LEFT JOIN photo_use ON photo_use.original = photo.original
                   LEFT JOIN article ON article.id = photo_use.article
                 GROUP BY photo.original ORDER BY max(article.updated_at) DESC, photo.brought_at DESC",
            )?;
            let mut rows = statement.query([])?;
            let mut wanted = Vec::new();
            while let Some(row) = rows.next()? {
                wanted.push(row.parsed("original")?);
            }
            wanted
        };
        let connection = self.photos_db();
        let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM original WHERE hash = ?1)")?;
        let mut missing = Vec::new();
        for original in wanted {
            if !statement.query_row([original.to_string()], |row| row.get::<_, bool>(0))? {
                missing.push(original);
            }
            if missing.len() >= most {
                break;
            }
        }
        Ok(missing)
    }

    /// A part of an original that is here, by its place from 0; none if there is no such part.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn original_chunk(&self, original: ContentHash, place: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let connection = self.photos_db();
        let mut statement = connection.prepare_cached("SELECT bytes FROM chunk WHERE hash = ?1 AND position = ?2")?;
        Ok(statement.query_row((original.to_string(), place), |row| row.get(0)).optional()?)
    }

    /// The size of an original that is here, in bytes.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn original_size(&self, original: ContentHash) -> Result<u64, StoreError> {
        self.photos_db()
            .prepare_cached("SELECT size FROM original WHERE hash = ?1")?
            .query_row([original.to_string()], |row| row.get(0))
            .optional()?
            .ok_or(StoreError::NotFound("picture"))
    }

    /// The first place of a file that has not come yet; the number of its chunks when all have. What came of another file under
    /// that name is forgotten.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next_chunk(&self, file: &PictureFile, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut connection = self.photos_db();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (original, what) = (file.original.to_string(), &file.what);
        tx.prepare_cached("DELETE FROM arriving WHERE original = ?1 AND what = ?2 AND (content <> ?3 OR size <> ?4)")?
            .execute((&original, what, file.content.to_string(), file.size))?;
        tx.prepare_cached(
            "INSERT INTO arriving (original, what, content, size, chunks, since)
             VALUES (:original, :what, :content, :size, :chunks, :since) ON CONFLICT DO NOTHING",
        )?
        .execute(named_params! {
            ":original": original,
            ":what": what,
            ":content": file.content.to_string(),
            ":size": file.size,
            ":chunks": file.chunks(),
            ":since": time(now),
        })?;
        let next = tx
            .prepare_cached("SELECT count(*) FROM arriving_chunk WHERE original = ?1 AND what = ?2")?
            .query_row((&original, what), |row| row.get(0))?;
        tx.commit()?;
        Ok(next)
    }

    /// Keeps the chunk that [`Store::next_chunk`] asked for.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if it is not as large as that chunk is; [`StoreError::Sql`] if another one was asked for.
    pub fn keep_chunk(&self, file: &PictureFile, place: u64, bytes: &[u8]) -> Result<(), StoreError> {
        if bytes.len() as u64 != file.chunk_size(place) || place >= file.chunks() {
            return Err(StoreError::Damaged(format!("chunk {place} of picture {} has another size", file.original)));
        }
        self.photos_db()
            .prepare_cached(
                "INSERT INTO arriving_chunk (original, what, position, bytes)
                 SELECT ?1, ?2, ?3, ?4 WHERE ?3 =
                   (SELECT count(*) FROM arriving_chunk WHERE original = ?1 AND what = ?2)",
            )?
            .execute((file.original.to_string(), &file.what, place, bytes))?;
        Ok(())
    }

    /// A file of which every chunk has come, taken out of what arrives. It is put into the newsroom by whoever asked for it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] as long as something of it is missing; [`StoreError::Damaged`] if it is not the file that was
    /// asked for, which is forgotten then, to be asked for anew.
    pub fn take_arrived(&self, file: &PictureFile) -> Result<Vec<u8>, StoreError> {
        let mut connection = self.photos_db();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let name = (file.original.to_string(), &file.what);
        let mut bytes = Vec::new();
        let damaged = |what| StoreError::Damaged(format!("what came as picture {} {what}", file.original));
        bytes
            .try_reserve_exact(usize::try_from(file.size).map_err(|_| damaged("is too large"))?)
            .map_err(|_| damaged("is too large"))?;
        {
            let mut statement = tx.prepare_cached(
                "SELECT bytes FROM arriving_chunk WHERE original = ?1 AND what = ?2 ORDER BY position",
            )?;
            let mut rows = statement.query((&name.0, name.1))?;
            while let Some(row) = rows.next()? {
                bytes.extend_from_slice(row.get_ref("bytes")?.as_blob().map_err(rusqlite::Error::from)?);
            }
        }
        if (bytes.len() as u64) < file.size {
            return Err(StoreError::NotFound("chunk"));
        }
        tx.prepare_cached("DELETE FROM arriving WHERE original = ?1 AND what = ?2")?.execute((&name.0, name.1))?;
        tx.commit()?;
        if ContentHash::of(&bytes) == file.content { Ok(bytes) } else { Err(damaged("is another file")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn file(bytes: &[u8]) -> PictureFile {
        let content = ContentHash::of(bytes);
        PictureFile { original: content, what: "original".to_owned(), content, size: bytes.len() as u64 }
    }

    fn chunk(bytes: &[u8], place: u64) -> &[u8] {
        bytes.chunks(CHUNK_BYTES).nth(usize::try_from(place).unwrap()).unwrap()
    }

    #[test]
    fn a_picture_that_is_broken_off_goes_on_where_it_was_and_is_whole_or_nothing() {
        let folder = TempDir::new().unwrap();
        let bytes: Vec<u8> = (0..CHUNK_BYTES * 3 + 17).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let file = file(&bytes);
        assert_eq!((file.chunks(), file.chunk_size(3)), (4, 17));
        let mut sent = 0;
        for expected in 0..4 {
            // The program ends after each chunk.
            let store = Store::open(folder.path(), Utc::now()).unwrap();
            let next = store.next_chunk(&file, Utc::now()).unwrap();
            assert_eq!(next, expected);
            assert!(matches!(store.take_arrived(&file), Err(StoreError::NotFound(_))));
            store.keep_chunk(&file, next, chunk(&bytes, next)).unwrap();
            // The same one again is not kept twice.
            store.keep_chunk(&file, next, chunk(&bytes, next)).unwrap();
            sent += 1;
        }
        let store = Store::open(folder.path(), Utc::now()).unwrap();
        assert_eq!((store.next_chunk(&file, Utc::now()).unwrap(), sent), (4, 4));
        assert_eq!(store.take_arrived(&file).unwrap(), bytes);
        assert!(matches!(store.take_arrived(&file), Err(StoreError::NotFound(_))), "it is taken once");
    }

    #[test]
    fn another_file_than_was_asked_for_is_no_picture_and_is_asked_for_anew() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path(), Utc::now()).unwrap();
        let bytes = vec![7; CHUNK_BYTES + 1];
        let file = file(&bytes);
        store.next_chunk(&file, Utc::now()).unwrap();
        assert!(matches!(store.keep_chunk(&file, 0, &bytes), Err(StoreError::Damaged(_))), "too much");
        assert!(matches!(store.keep_chunk(&file, 2, &[]), Err(StoreError::Damaged(_))), "beyond the end");
        store.keep_chunk(&file, 0, &vec![8; CHUNK_BYTES]).unwrap();
        store.keep_chunk(&file, 1, &[7]).unwrap();
        assert!(matches!(store.take_arrived(&file), Err(StoreError::Damaged(_))));
        assert_eq!(store.next_chunk(&file, Utc::now()).unwrap(), 0);
    }
}

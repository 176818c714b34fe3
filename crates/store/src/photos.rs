//! Photos of the newsroom, and their uses in stories.

use crate::{
    columns::{Columns, from_json, json, readable, time},
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use newsroom::{ArticleId, ContentHash, Photo, PhotoUse, PhotoUseId};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

impl Store {
    /// The photo that has this original.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Unreadable`].
    pub fn photo(&self, original: ContentHash) -> Result<Photo, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "photo", "original", &original.to_string(), Trust::None)?;
        connection
            .prepare_cached("SELECT * FROM photo WHERE original = ?1")?
            .query_row([original.to_string()], |row| Ok(photo_from_row(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("photo")))
    }

    /// All photos of the newsroom, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`]; [`StoreError::Damaged`] if one is not what was written.
    pub fn photos(&self) -> Result<Vec<Photo>, StoreError> {
        let connection = self.read();
        sums::note_all(&connection, "photo", Trust::None)?;
        let mut statement = connection.prepare_cached("SELECT * FROM photo ORDER BY brought_at, id")?;
        let mut rows = statement.query([])?;
        let mut photos = Vec::new();
        while let Some(row) = rows.next()? {
            photos.extend(readable(photo_from_row(row))?);
        }
        Ok(photos)
    }

    /// Which story a use of a photo belongs to, and the use.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Unreadable`].
    pub fn photo_use(&self, id: PhotoUseId) -> Result<(ArticleId, PhotoUse), StoreError> {
        let connection = self.read();
        look_at_uses(&connection, "id", &id.to_string(), Trust::None)?;
        connection
            .prepare_cached(&format!("SELECT {USE_COLUMNS} WHERE photo_use.id = ?1"))?
            .query_row([id.to_string()], |row| Ok((|| Ok((row.parsed("article")?, use_from_row(row)?)))()))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("photo")))
    }
}

impl Transaction<'_> {
    /// Takes a photo into the newsroom. If it has one with this original already, that one stays as it is.
    ///
    /// # Errors
    /// [`StoreError::Sql`] if a rule of the schema is broken.
    pub fn add_photo(&mut self, photo: &Photo) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO photo (id, original, file_name, width, height, caption, alt_text, byline, credit, copyright,
                   place, taken_at, keywords, rights, consent, rating, brought_by, brought_at)
                 VALUES (:id, :original, :file_name, :width, :height, :caption, :alt_text, :byline, :credit, :copyright,
                   :place, :taken_at, :keywords, :rights, :consent, :rating, :brought_by, :brought_at)
                 ON CONFLICT (original) DO NOTHING",
            )?
            .execute(named_params! {
                ":id": photo.id.to_string(),
                ":original": photo.original.to_string(),
                ":file_name": photo.file_name,
                ":width": photo.width,
                ":height": photo.height,
                ":caption": photo.caption,
                ":alt_text": photo.alt_text,
                ":byline": photo.byline,
                ":credit": photo.credit,
                ":copyright": photo.copyright,
                ":place": photo.place,
                ":taken_at": photo.taken_at.map(|at| at.to_rfc3339()),
                ":keywords": json(&photo.keywords)?,
                ":rights": photo.rights,
                ":consent": photo.consent.as_str(),
                ":rating": photo.rating,
                ":brought_by": photo.brought_by.map(|person| person.to_string()),
                ":brought_at": time(photo.brought_at),
            })?;
        Ok(())
    }

    pub(crate) fn save_photo_uses(&self, article: ArticleId, uses: &[PhotoUse]) -> Result<(), StoreError> {
        let kept = json(&uses.iter().map(|used| used.id).collect::<Vec<_>>())?;
        self.tx
            .prepare_cached("DELETE FROM photo_use WHERE article = ?1 AND id NOT IN (SELECT value FROM json_each(?2))")?
            .execute((article.to_string(), kept))?;
        let mut statement = self.tx.prepare_cached(
            "INSERT INTO photo_use (id, article, position, original, file_name, caption, alt_text, credit, crops)
             VALUES (:id, :article, :position, :original, :file_name, :caption, :alt_text, :credit, :crops)
             ON CONFLICT (id) DO UPDATE SET position = excluded.position, caption = excluded.caption,
               alt_text = excluded.alt_text, credit = excluded.credit, crops = excluded.crops
             WHERE photo_use.article = excluded.article",
        )?;
        for (position, used) in uses.iter().enumerate() {
            // Size in pixels is the photo's: the bytes of the original decide it.
            let PhotoUse { id, original, file_name, width: _, height: _, caption, alt_text, credit, crops } = used;
            let written = statement.execute(named_params! {
                ":id": id.to_string(),
                ":article": article.to_string(),
                ":position": i64::try_from(position).unwrap_or(i64::MAX),
                ":original": original.to_string(),
                ":file_name": file_name,
                ":caption": caption,
                ":alt_text": alt_text,
                ":credit": credit,
                ":crops": json(crops)?,
            })?;
            if written == 0 {
                return Err(StoreError::Taken("photo"));
            }
        }
        Ok(())
    }
}

/// The photo strip of a story.
pub(crate) fn photo_uses(
    connection: &Connection,
    article: ArticleId,
    trust: Trust<'_>,
) -> Result<Vec<PhotoUse>, StoreError> {
    look_at_uses(connection, "article", &article.to_string(), trust)?;
    let mut statement = connection
        .prepare_cached(&format!("SELECT {USE_COLUMNS} WHERE photo_use.article = ?1 ORDER BY photo_use.position"))?;
    let mut rows = statement.query([article.to_string()])?;
    let mut uses = Vec::new();
    while let Some(row) = rows.next()? {
        uses.push(use_from_row(row)?);
    }
    Ok(uses)
}

/// Looks whether uses are what was written, and the photos whose size they have.
fn look_at_uses(connection: &Connection, column: &str, value: &str, trust: Trust<'_>) -> Result<(), StoreError> {
    sums::look_at(connection, "photo_use", column, value, trust)?;
    let theirs = format!("original IN (SELECT original FROM photo_use WHERE {column} = ?1)");
    sums::look_at_those(connection, "photo", &theirs, [value], trust)
}

const USE_COLUMNS: &str = "photo_use.id, photo_use.article, photo_use.original, photo_use.file_name, photo.width,
  photo.height, photo_use.caption, photo_use.alt_text, photo_use.credit, photo_use.crops
  FROM photo_use JOIN photo ON photo.original = photo_use.original";

fn use_from_row(row: &Row<'_>) -> Result<PhotoUse, StoreError> {
    Ok(PhotoUse {
        id: row.parsed("id")?,
        original: row.parsed("original")?,
        file_name: row.get("file_name")?,
        width: row.get("width")?,
        height: row.get("height")?,
        caption: row.get("caption")?,
        alt_text: row.get("alt_text")?,
        credit: row.get("credit")?,
        crops: from_json(&row.get::<_, String>("crops")?, "crops")?,
    })
}

fn photo_from_row(row: &Row<'_>) -> Result<Photo, StoreError> {
    Ok(Photo {
        id: row.parsed("id")?,
        original: row.parsed("original")?,
        file_name: row.get("file_name")?,
        width: row.get("width")?,
        height: row.get("height")?,
        caption: row.get("caption")?,
        alt_text: row.get("alt_text")?,
        byline: row.get("byline")?,
        credit: row.get("credit")?,
        copyright: row.get("copyright")?,
        place: row.get("place")?,
        taken_at: row.parsed_opt("taken_at")?,
        keywords: from_json(&row.get::<_, String>("keywords")?, "keywords")?,
        rights: row.get("rights")?,
        consent: row.parsed("consent")?,
        rating: row.get("rating")?,
        brought_by: row.parsed_opt("brought_by")?,
        brought_at: row.time("brought_at")?,
    })
}

//! Photos and other files that stories show.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rusqlite::{Connection, OptionalExtension, Row, params};
use tempfile::NamedTempFile;

use crate::db::lock;
use crate::html::Picture;
use crate::renditions::{self, Size};

/// Where uploads stand below the site's address.
pub(crate) const FOLDER: &str = "/wp-content/uploads/";

/// Extension and MIME type of the files that are accepted (WordPress, `wp_get_mime_types`).
const TYPES: [(&str, &str); 20] = [
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("jpe", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("heic", "image/heic"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("pdf", "application/pdf"),
    ("mp4", "video/mp4"),
    ("mp3", "audio/mpeg"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("zip", "application/zip"),
];

/// A stored file.
#[derive(Clone, Debug)]
pub(crate) struct Media {
    /// 0 as long as it is not stored.
    pub(crate) id: i64,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) caption: String,
    pub(crate) description: String,
    pub(crate) alt_text: String,
    pub(crate) author: i64,
    /// The story it is attached to, or 0.
    pub(crate) post: i64,
    pub(crate) mime: String,
    /// Below the uploads folder: `2026/11/cua-khau.jpg`.
    pub(crate) file: String,
    /// The file as uploaded, when `file` is a smaller copy; else empty.
    pub(crate) original: String,
    /// In pixels; 0 when unknown.
    pub(crate) width: i64,
    pub(crate) height: i64,
    /// In bytes.
    pub(crate) filesize: i64,
    pub(crate) sizes: Vec<Size>,
    pub(crate) date: i64,
    pub(crate) modified: i64,
}

pub(crate) const COLUMNS: &str = "media.id, media.slug, media.title, media.caption, media.description, \
    media.alt_text, media.author, media.post, media.mime, media.file, media.original, media.width, media.height, \
    media.filesize, media.sizes, media.date, media.modified";

impl Media {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            slug: row.get("slug")?,
            title: row.get("title")?,
            caption: row.get("caption")?,
            description: row.get("description")?,
            alt_text: row.get("alt_text")?,
            author: row.get("author")?,
            post: row.get("post")?,
            mime: row.get("mime")?,
            file: row.get("file")?,
            original: row.get("original")?,
            width: row.get("width")?,
            height: row.get("height")?,
            filesize: row.get("filesize")?,
            sizes: serde_json::from_str(&row.get::<_, String>("sizes")?).unwrap_or_default(),
            date: row.get("date")?,
            modified: row.get("modified")?,
        })
    }

    pub(crate) fn by_id(db: &Connection, id: i64) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM media WHERE id = ?1"))?
            .query_row([id], Self::from_row)
            .optional()
    }

    /// Stores it: new when its id is 0.
    pub(crate) fn save(&mut self, db: &Connection) -> rusqlite::Result<()> {
        let sql = if self.id == 0 {
            self.id = crate::db::next_id(db)?;
            "INSERT INTO media (id, slug, title, caption, description, alt_text, author, post, mime, file, original, \
             width, height, filesize, sizes, date, modified) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
        } else {
            "UPDATE media SET slug = ?2, title = ?3, caption = ?4, description = ?5, alt_text = ?6, author = ?7, \
             post = ?8, mime = ?9, file = ?10, original = ?11, width = ?12, height = ?13, filesize = ?14, \
             sizes = ?15, date = ?16, modified = ?17 WHERE id = ?1"
        };
        let sizes = serde_json::to_string(&self.sizes).unwrap_or_else(|_| "[]".to_owned());
        db.prepare_cached(sql)?.execute(params![
            self.id,
            self.slug,
            self.title,
            self.caption,
            self.description,
            self.alt_text,
            self.author,
            self.post,
            self.mime,
            self.file,
            self.original,
            self.width,
            self.height,
            self.filesize,
            sizes,
            self.date,
            self.modified
        ])?;
        Ok(())
    }

    pub(crate) fn is_image(&self) -> bool {
        self.mime.starts_with("image/")
    }

    /// Its file name as uploaded, without extension: the beginning of the names of all its sizes.
    pub(crate) fn stem(&self) -> &str {
        let file = if self.original.is_empty() { &self.file } else { &self.original };
        let name = file.rsplit('/').next().unwrap_or(file);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Address of the picture itself, below the site's.
    pub(crate) fn path(&self) -> String {
        format!("{FOLDER}{}", self.file)
    }

    /// Address of one of its sizes, below the site's.
    pub(crate) fn size_path(&self, size: &Size) -> String {
        format!("{FOLDER}{}{}", self.folder(), size.file)
    }

    /// The smallest size at least `width` pixels wide that was not cut, or the picture itself.
    pub(crate) fn path_for(&self, width: u32) -> String {
        self.uncut()
            .filter(|size| size.width >= width)
            .min_by_key(|size| size.width)
            .map_or_else(|| self.path(), |size| self.size_path(size))
    }

    /// All sizes for a `srcset`, narrow to wide; empty when there is one only.
    pub(crate) fn srcset(&self, base: &str) -> String {
        let mut all: Vec<(u32, String)> = self.uncut().map(|size| (size.width, self.size_path(size))).collect();
        all.push((u32::try_from(self.width).unwrap_or(0), self.path()));
        all.sort();
        all.dedup_by_key(|(width, _)| *width);
        if all.len() < 2 {
            return String::new();
        }
        let parts: Vec<String> = all.iter().map(|(width, path)| format!("{base}{path} {width}w")).collect();
        parts.join(", ")
    }

    /// For a picture inside a story.
    pub(crate) fn picture(&self, base: &str) -> Picture {
        Picture { width: self.width, height: self.height, alt_text: self.alt_text.clone(), srcset: self.srcset(base) }
    }

    /// Names of the sizes it should have and has not.
    pub(crate) fn missing_sizes(&self) -> Vec<&'static str> {
        let side = |length: i64| u32::try_from(length).unwrap_or(0);
        renditions::expected(side(self.width), side(self.height))
            .filter(|name| !self.sizes.iter().any(|size| size.name == *name))
            .collect()
    }

    /// Makes its sizes (again) from the file. Does nothing for what is no readable picture.
    pub(crate) fn make_sizes(&mut self, uploads: &Path) -> io::Result<()> {
        let source = if self.original.is_empty() { &self.file } else { &self.original };
        let source = source.clone();
        let Some((stem, extension)) = source.rsplit('/').next().and_then(|name| name.rsplit_once('.')) else {
            return Ok(());
        };
        let bytes = fs::read(uploads.join(&source))?;
        let made = {
            let _permit = decoding_permit();
            renditions::make(&bytes, stem, extension)
        };
        let Some(made) = made else {
            return Ok(());
        };
        let folder = self.folder();
        for rendition in made.sizes.iter().chain(&made.scaled) {
            store(&uploads.join(format!("{folder}{}", rendition.size.file)), &rendition.bytes)?;
        }
        self.width = i64::from(made.width);
        self.height = i64::from(made.height);
        if let Some(scaled) = made.scaled {
            self.file = format!("{folder}{}", scaled.size.file);
            self.original = source;
            self.filesize = i64::try_from(scaled.size.filesize).unwrap_or(0);
        }
        self.sizes = made.sizes.into_iter().map(|rendition| rendition.size).collect();
        Ok(())
    }

    /// Its files, below the uploads folder.
    pub(crate) fn files(&self) -> Vec<String> {
        let folder = self.folder();
        let sizes = self.sizes.iter().map(|size| format!("{folder}{}", size.file));
        [self.file.clone(), self.original.clone()].into_iter().filter(|file| !file.is_empty()).chain(sizes).collect()
    }

    fn folder(&self) -> String {
        let end = self.file.rfind('/').map_or(0, |slash| slash + 1);
        self.file[..end].to_owned()
    }

    fn uncut(&self) -> impl Iterator<Item = &Size> {
        self.sizes.iter().filter(|size| size.name != "thumbnail")
    }
}

/// Decoded pictures in memory at a time, at most: a camera's 24 megapixels are 72 MB.
static DECODING: [Mutex<()>; 2] = [const { Mutex::new(()) }; 2];

/// Blocks until another picture may be decoded.
fn decoding_permit() -> MutexGuard<'static, ()> {
    let free = DECODING.iter().find_map(|permit| permit.try_lock().ok());
    // Without a free one, everybody waits for the first.
    free.unwrap_or_else(|| lock(&DECODING[0]))
}

/// The MIME type of a file name; `None` when such files are not taken.
pub(crate) fn mime(name: &str) -> Option<&'static str> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    TYPES.iter().find(|(known, _)| *known == extension).map(|(_, mime)| *mime)
}

/// Can such bytes be of that MIME type? A picture must begin like one, anything else must not.
pub(crate) fn plausible(mime: &str, bytes: &[u8]) -> bool {
    match mime {
        "image/jpeg" | "image/png" | "image/gif" | "image/webp" => sniffed(bytes).is_some(),
        mime => mime.starts_with("image/") || sniffed(bytes).is_none(),
    }
}

/// Width and height of a picture in pixels; zeros for what is none that can be read.
pub(crate) fn dimensions(path: &Path) -> (i64, i64) {
    let bytes = fs::read(path).unwrap_or_else(|error| {
        tracing::warn!("cannot read {}: {error}", path.display());
        Vec::new()
    });
    renditions::dimensions(&bytes).map_or((0, 0), |(width, height)| (i64::from(width), i64::from(height)))
}

/// A file name that is safe on the disk and in an address: plain letters, digits, `-`, `_`, and the
/// extension in lower case. Never looks like one of the sizes. `None` without an extension.
pub(crate) fn clean_name(name: &str, bytes: &[u8]) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, extension) = name.rsplit_once('.')?;
    let stem: String = plain_letters(stem);
    let stem = stem.trim_matches(['-', '_', '.']).to_owned();
    let stem = if stem.is_empty() { "tep".to_owned() } else { stem };
    let mut extension = extension.to_ascii_lowercase();
    // What a picture is, its first bytes say better than its name.
    if let Some(true_extension) = sniffed(bytes)
        && mime(&format!("x.{extension}")).is_some_and(|mime| mime.starts_with("image/"))
        && mime(&format!("x.{extension}")) != mime(&format!("x.{true_extension}"))
    {
        extension = true_extension.to_owned();
    }
    let looks_like_size = stem.rsplit_once('-').is_some_and(|(_, last)| {
        last == "scaled"
            || last
                .split_once('x')
                .is_some_and(|(w, h)| [w, h].iter().all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())))
    });
    Some(if looks_like_size { format!("{stem}-1.{extension}") } else { format!("{stem}.{extension}") })
}

/// Moves the upload, which is on the same disk, into its folder under a free name. Returns the path below the uploads
/// folder.
pub(crate) fn store_upload(uploads: &Path, folder: &str, name: &str, upload: NamedTempFile) -> io::Result<String> {
    fs::create_dir_all(uploads.join(folder))?;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    for number in 0..10_000 {
        let name = match number {
            0 => format!("{stem}.{extension}"),
            _ => format!("{stem}-{number}.{extension}"),
        };
        let path = uploads.join(folder).join(&name);
        // Taking the name first keeps two uploads at once apart.
        match fs::OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(_) => {
                upload.persist(&path).inspect_err(|_| remove(&path))?;
                return Ok(format!("{folder}/{name}"));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many files of one name"))
}

/// Removes files below the uploads folder; what is gone already is no error.
pub(crate) fn remove_files(uploads: &Path, files: &[String]) {
    for file in files {
        remove(&uploads.join(file));
    }
}

/// The whole file or nothing: written beside, flushed to the disk, then renamed.
fn store(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside: PathBuf = path.to_owned();
    beside.as_mut_os_string().push(".part");
    let write = || -> io::Result<()> {
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().inspect_err(|_| remove(&beside))
}

fn remove(path: &Path) {
    if let Err(error) = fs::remove_file(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!("cannot remove {}: {error}", path.display());
    }
}

fn plain_letters(text: &str) -> String {
    let mut out = String::new();
    for c in copydesk::nfc(text).chars() {
        match c {
            c if c.is_ascii_alphanumeric() || c == '_' => out.push(c),
            c if c.is_alphanumeric() => {
                let folded = copydesk::fold(&c.to_string());
                let upper = c.is_uppercase();
                let ascii = folded.chars().filter(char::is_ascii_alphanumeric);
                out.extend(ascii.map(|c| if upper { c.to_ascii_uppercase() } else { c }));
            }
            _ if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out
}

fn sniffed(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_cleaned() {
        let jpeg = b"\xff\xd8\xff\xe0";
        let table = [
            ("../../x y+z [1] & (2).JPG", Some("x-y-z-1-2.jpg")),
            ("ảnh Hà Nội.jpg", Some("anh-Ha-Noi.jpg")),
            ("a-300x200.jpg", Some("a-300x200-1.jpg")),
            ("C:\\ảnh\\Đường.jpeg", Some("Duong.jpeg")),
            ("x.png", Some("x.jpg")),
            ("....jpg", Some("tep.jpg")),
            ("không đuôi", None),
        ];
        for (name, clean) in table {
            assert_eq!(clean_name(name, jpeg).as_deref(), clean, "{name}");
        }
    }
}

//! Uploads: a raw body with `Content-Disposition`, or a multipart form with `file`.

use axum::body::Bytes;
use md5::{Digest, Md5};

use crate::dates;
use crate::media::{self, Media, remove_files, store_upload};
use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::rest::media::{apply, make_sizes, not_stored};
use crate::rest::media_view::view;

/// Longest file name, in bytes (most file systems end at 255).
const LONGEST_NAME: usize = 200;

/// `POST /media`.
pub(crate) fn create(call: &Call<'_>) -> Result<Reply, RestError> {
    let Some(account) = call.account().filter(|account| account.can("upload_files")) else {
        let message = "Xin lỗi, bạn không được phép tạo bài viết với tài khoản này.";
        return Err(call.refuse("rest_cannot_create", message));
    };
    let upload = Upload::of(call)?;
    upload.check_hash(call)?;
    let mime = media::mime(&upload.name).filter(|mime| media::plausible(mime, &upload.bytes)).ok_or_else(|| {
        let message = "Xin lỗi, bạn không được phép tải lên loại tệp này.";
        RestError::new(500, "rest_upload_sideload_error", message)
    })?;
    let refused = |_| RestError::new(500, "rest_upload_sideload_error", "Tên tệp không hợp lệ.");
    let name = media::clean_name(&upload.name, &upload.bytes).ok_or(()).map_err(refused)?;
    if name.len() > LONGEST_NAME {
        return Err(RestError::new(500, "rest_upload_file_error", "Tên tệp quá dài."));
    }
    let uploads = call.site.uploads();
    let file =
        store_upload(&uploads, &dates::folder(call.now), &name, &upload.bytes).map_err(|error| not_stored(&error))?;
    let mut media = Media {
        id: 0,
        slug: String::new(),
        title: String::new(),
        caption: String::new(),
        description: String::new(),
        alt_text: String::new(),
        author: account.id,
        post: 0,
        mime: media::mime(&name).unwrap_or(mime).to_owned(),
        file,
        original: String::new(),
        width: 0,
        height: 0,
        filesize: i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX),
        sizes: Vec::new(),
        date: call.now,
        modified: call.now,
    };
    media.title = media.stem().to_owned();
    (media.width, media.height) = media::dimensions(&upload.bytes);
    // Its row comes first and its sizes after it, as in WordPress: a client whose answer is lost finds it at once.
    let stored = call.site.db().write(|db| {
        apply(&upload.call(call), db, &mut media)?;
        media.save(db).map_err(RestError::from)
    });
    // Without its row in the database a file would stay for ever and for nothing.
    stored.inspect_err(|_| remove_files(&uploads, &media.files()))?;
    let media = make_sizes(call, media)?;
    let location = call.api(&format!("wp/v2/media/{}", media.id));
    Ok(Reply::created(location, view(call, &media, true)).with("x-wp-upload-attachment-id", media.id.to_string()))
}

struct Upload {
    name: String,
    bytes: Bytes,
    /// Fields of a multipart form, as a query.
    fields: Vec<(String, String)>,
}

impl Upload {
    fn of(call: &Call<'_>) -> Result<Self, RestError> {
        let kind = call.headers.get("content-type").map(|value| String::from_utf8_lossy(value.as_bytes()));
        if let Some(boundary) = kind.as_deref().and_then(boundary) {
            return multipart(&call.body, &boundary);
        }
        if call.body.is_empty() {
            return Err(RestError::new(400, "rest_upload_no_data", "Không có dữ liệu được cung cấp."));
        }
        if kind.is_none() {
            let message = "Chưa cung cấp Content-Type.";
            return Err(RestError::new(400, "rest_upload_no_content_type", message));
        }
        let Some(disposition) = call.headers.get("content-disposition") else {
            let message = "Chưa cung cấp Content-Disposition.";
            return Err(RestError::new(400, "rest_upload_no_content_disposition", message));
        };
        let Some(name) = file_name(&String::from_utf8_lossy(disposition.as_bytes())) else {
            let message = "Content-Disposition không hợp lệ. Cần có dạng `attachment; filename=\"anh.jpg\"`.";
            return Err(RestError::new(400, "rest_upload_invalid_disposition", message));
        };
        Ok(Self { name, bytes: call.body.clone(), fields: Vec::new() })
    }

    /// `Content-MD5`, in hex as WordPress reads it.
    fn check_hash(&self, call: &Call<'_>) -> Result<(), RestError> {
        let Some(expected) = call.headers.get("content-md5") else {
            return Ok(());
        };
        let actual = hex::encode(Md5::digest(&self.bytes));
        if expected.to_str().is_ok_and(|expected| expected.trim().eq_ignore_ascii_case(&actual)) {
            return Ok(());
        }
        let message = "Giá trị băm của nội dung không khớp.";
        Err(RestError::new(412, "rest_upload_hash_mismatch", message))
    }

    /// The call with the fields of the form among its arguments.
    fn call<'a>(&self, call: &Call<'a>) -> Call<'a> {
        let mut params = call.params.clone();
        params.add_pairs(&self.fields);
        Call {
            site: call.site,
            method: call.method.clone(),
            route: call.route.clone(),
            params,
            headers: call.headers,
            body: Bytes::new(),
            caller: call.caller.clone(),
            now: call.now,
            base: call.base.clone(),
            query: call.query.clone(),
        }
    }
}

/// The `filename` of a `Content-Disposition`; `filename*` is not read, as in WordPress.
fn file_name(disposition: &str) -> Option<String> {
    let name = disposition.split(';').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("filename").then(|| value.trim().trim_matches(['"', '\'']))
    })?;
    (!name.is_empty()).then(|| name.to_owned())
}

fn boundary(kind: &str) -> Option<String> {
    if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        return None;
    }
    let boundary = kind.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    Some(boundary.trim_matches('"').to_owned())
}

/// RFC 7578: parts between `--boundary` lines, headers and content parted by an empty line.
fn multipart(body: &Bytes, boundary: &str) -> Result<Upload, RestError> {
    let delimiter = format!("--{boundary}");
    let mut upload = Upload { name: String::new(), bytes: Bytes::new(), fields: Vec::new() };
    let starts = positions(body, delimiter.as_bytes());
    for pair in starts.windows(2) {
        let from = pair[0] + delimiter.len() + 2;
        let to = pair[1].saturating_sub(2);
        let part = if from <= to { body.slice(from..to) } else { continue };
        let Some(&end) = positions(&part, b"\r\n\r\n").first() else { continue };
        let headers = String::from_utf8_lossy(&part[..end]).into_owned();
        let content = part.slice(end + 4..);
        let Some(disposition) =
            headers.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))
        else {
            continue;
        };
        let field = disposition.split(';').find_map(|part| part.trim().strip_prefix("name="));
        let field = field.unwrap_or_default().trim_matches('"').to_owned();
        match file_name(disposition) {
            Some(name) if field == "file" => (upload.name, upload.bytes) = (name, content),
            Some(_) => {}
            None => upload.fields.push((field, String::from_utf8_lossy(&content).into_owned())),
        }
    }
    if upload.name.is_empty() || upload.bytes.is_empty() {
        return Err(RestError::new(400, "rest_upload_no_data", "Không có dữ liệu được cung cấp."));
    }
    Ok(upload)
}

/// Where `needle` occurs, looking only where its first byte does.
fn positions(bytes: &[u8], needle: &[u8]) -> Vec<usize> {
    let Some(first) = needle.first() else {
        return Vec::new();
    };
    (0..bytes.len()).filter(|at| bytes[*at] == *first && bytes[*at..].starts_with(needle)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_of_dispositions() {
        let table = [
            ("attachment; filename=\"x.jpg\"", Some("x.jpg")),
            ("attachment; FileName=x.jpg; size=3", Some("x.jpg")),
            ("attachment; filename*=UTF-8''x.jpg", None),
            ("attachment; filename=\"\"", None),
            ("x.jpg", None),
        ];
        for (header, name) in table {
            assert_eq!(file_name(header).as_deref(), name, "{header}");
        }
    }

    #[test]
    fn forms_are_taken_apart() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nCầu\r\n--b\r\n\
                    Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\
                    \r\n--x\r\n--b--\r\n";
        let upload = multipart(&Bytes::from(body), "b").unwrap_or_else(|e| panic!("{e:?}"));
        assert_eq!(upload.fields, [("title".to_owned(), "Cầu".to_owned())]);
        assert_eq!((upload.name.as_str(), &upload.bytes[..]), ("a.jpg", &b"\r\n--x"[..]));
        assert!(multipart(&Bytes::from("--b--b--b"), "b").is_err());
    }
}

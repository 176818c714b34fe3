//! Uploads: a raw body with `Content-Disposition`, or a multipart form with `file`. Both are on the disk by now.

use crate::dates;
use crate::media::{self, Media, remove_files, store_upload};
use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::rest::media::{apply, make_sizes, not_stored};
use crate::rest::media_view::view;
use crate::serve::{Payload, Upload};

/// Longest file name, in bytes (most file systems end at 255).
const LONGEST_NAME: usize = 200;

/// `POST /media`.
pub(crate) fn create(call: &Call<'_>) -> Result<Reply, RestError> {
    let Some(account) = call.account().filter(|account| account.can("upload_files")) else {
        let message = "Xin lỗi, bạn không được phép tạo bài viết với tài khoản này.";
        return Err(call.refuse("rest_cannot_create", message));
    };
    let (upload, sent_name) = received(call)?;
    check_hash(call, &upload)?;
    let mime = media::mime(&sent_name).filter(|mime| media::plausible(mime, &upload.head)).ok_or_else(|| {
        let message = "Xin lỗi, bạn không được phép tải lên loại tệp này.";
        RestError::new(500, "rest_upload_sideload_error", message)
    })?;
    let refused = |_| RestError::new(500, "rest_upload_sideload_error", "Tên tệp không hợp lệ.");
    let name = media::clean_name(&sent_name, &upload.head).ok_or(()).map_err(refused)?;
    if name.len() > LONGEST_NAME {
        return Err(RestError::new(500, "rest_upload_file_error", "Tên tệp quá dài."));
    }
    let uploads = call.site.uploads();
    let file = store_upload(&uploads, &dates::folder(call.now), &name, upload.file);
    let file = file.map_err(|error| not_stored(&error))?;
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
        filesize: i64::try_from(upload.size).unwrap_or(i64::MAX),
        sizes: Vec::new(),
        date: call.now,
        modified: call.now,
    };
    media.title = media.stem().to_owned();
    (media.width, media.height) = media::dimensions(&uploads.join(&media.file));
    // Its row comes first and its sizes after it, as in WordPress: a client whose answer is lost finds it at once.
    let stored = call.site.db().write(|db| {
        apply(call, db, &mut media)?;
        media.save(db).map_err(RestError::from)
    });
    // Without its row in the database a file would stay for ever and for nothing.
    stored.inspect_err(|_| remove_files(&uploads, &media.files()))?;
    let media = make_sizes(call, media)?;
    let location = call.api(&format!("wp/v2/media/{}", media.id));
    Ok(Reply::created(location, view(call, &media, true)).with("x-wp-upload-attachment-id", media.id.to_string()))
}

/// The file that came with the call, and its name.
fn received(call: &Call<'_>) -> Result<(Upload, String), RestError> {
    let no_data = || RestError::new(400, "rest_upload_no_data", "Không có dữ liệu được cung cấp.");
    let upload = match call.payload.take() {
        Some(Payload::Upload(upload)) if upload.size > 0 => upload,
        Some(Payload::NotStored(error)) => return Err(not_stored(&error)),
        Some(Payload::Memory(body)) if !body.is_empty() => {
            return Err(match call.headers.get("content-type") {
                Some(_) => {
                    let message = "Chưa cung cấp Content-Disposition.";
                    RestError::new(400, "rest_upload_no_content_disposition", message)
                }
                None => no_content_type(),
            });
        }
        _ => return Err(no_data()),
    };
    if let Some(name) = upload.name.clone() {
        return Ok((upload, name));
    }
    if !call.headers.contains_key("content-type") {
        return Err(no_content_type());
    }
    let disposition = call.headers.get("content-disposition");
    let name = disposition.and_then(|value| file_name(&String::from_utf8_lossy(value.as_bytes())));
    name.map(|name| (upload, name)).ok_or_else(|| {
        let message = "Content-Disposition không hợp lệ. Cần có dạng `attachment; filename=\"anh.jpg\"`.";
        RestError::new(400, "rest_upload_invalid_disposition", message)
    })
}

fn no_content_type() -> RestError {
    RestError::new(400, "rest_upload_no_content_type", "Chưa cung cấp Content-Type.")
}

/// `Content-MD5`, in hex as WordPress reads it.
fn check_hash(call: &Call<'_>, upload: &Upload) -> Result<(), RestError> {
    let Some(expected) = call.headers.get("content-md5") else {
        return Ok(());
    };
    let actual = hex::encode(upload.md5);
    if expected.to_str().is_ok_and(|expected| expected.trim().eq_ignore_ascii_case(&actual)) {
        return Ok(());
    }
    let message = "Giá trị băm của nội dung không khớp.";
    Err(RestError::new(412, "rest_upload_hash_mismatch", message))
}

/// The `filename` of a `Content-Disposition`; `filename*` is not read, as in WordPress.
fn file_name(disposition: &str) -> Option<String> {
    let name = disposition.split(';').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("filename").then(|| value.trim().trim_matches(['"', '\'']))
    })?;
    (!name.is_empty()).then(|| name.to_owned())
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
}

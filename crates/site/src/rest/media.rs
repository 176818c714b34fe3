//! Reading, changing and deleting stored files.

use serde_json::json;

use crate::dates::Zone;
use crate::html;
use crate::media::{COLUMNS, Media, remove_files};
use crate::post::Post;
use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::rest::list::{Filter, Page, place_among};
use crate::rest::media_view::{editable, readable, view};
use crate::rest::post_view;
use crate::slugs::{self, Space};

/// `GET /media`. What the caller may not see is left out silently; with `context=edit`, what he may
/// not change.
pub(crate) fn list(call: &Call<'_>) -> Result<Reply, RestError> {
    let edit = call.wants_edit("edit_posts")?;
    let page = Page::of(call)?;
    let params = &call.params;
    let mut filter = Filter::default();
    if !call.can("edit_others_posts") {
        let own = call.account().map_or(0, |account| account.id);
        if edit {
            filter.add("media.author = ?", [own]);
        } else {
            filter.add(
                "media.post = 0 OR media.author = ? OR NOT EXISTS (SELECT 1 FROM post WHERE post.id = media.post \
                 AND status <> 'publish' AND post.author <> ?)",
                [own, own],
            );
        }
    }
    if let Some(slugs) = params.texts("slug")? {
        filter.one_of("media.slug", slugs.iter().map(|slug| slug.to_lowercase()).collect());
    }
    if let Some(search) = params.text("search")? {
        for word in search.split_whitespace() {
            filter.contains(&["media.title", "media.caption", "media.description", "media.file"], word);
        }
    }
    for (name, column) in [("include", "media.id"), ("author", "media.author"), ("parent", "media.post")] {
        if let Some(ids) = params.ids(name)? {
            filter.one_of(column, ids);
        }
    }
    if let Some(ids) = params.ids("exclude")? {
        filter.none_of("media.id", ids);
    }
    for (name, clause) in crate::rest::posts::moments("media") {
        if let Some(Some(moment)) = params.date(name, Zone::Site)? {
            filter.add(&clause, [moment]);
        }
    }
    if let Some(kind) = params.choice("media_type", &["image", "video", "text", "application", "audio"])? {
        filter.add("media.mime LIKE ?", [format!("{kind}/%")]);
    }
    if let Some(mime) = params.text("mime_type")? {
        filter.add("media.mime = ?", [mime]);
    }
    let orders =
        ["author", "date", "id", "include", "modified", "parent", "relevance", "slug", "include_slugs", "title"];
    let included = params.ids("include")?.unwrap_or_default();
    let column = match params.choice("orderby", &orders)? {
        Some("include") if !included.is_empty() => &place_among("media.id", &included),
        Some("id") => "media.id",
        Some("slug" | "include_slugs") => "media.slug",
        Some("title") => "media.title",
        Some("modified") => "media.modified",
        _ => "media.date",
    };
    let direction = match params.choice("orderby", &orders)? {
        Some("include") => "asc",
        _ => params.choice("order", &["asc", "desc"])?.unwrap_or("desc"),
    };
    call.site.db().read(|db| {
        let total = filter.count(db, "media")?;
        if page.number > 1 && page.offset >= total {
            let message = "Số trang được yêu cầu lớn hơn số trang hiện có.";
            return Err(RestError::new(400, "rest_post_invalid_page_number", message));
        }
        let rest = format!("ORDER BY {column} {direction}, media.id {direction} {}", page.limit());
        let media = filter.rows(db, (COLUMNS, "media", &rest), Media::from_row)?;
        let items = media.iter().map(|media| view(call, media, edit)).collect();
        let allow = if call.can("upload_files") { "GET, POST" } else { "GET" };
        Ok(page.reply(call, "wp/v2/media", total, items).with("allow", allow))
    })
}

pub(crate) fn one(call: &Call<'_>, id: i64) -> Result<Reply, RestError> {
    call.site.db().read(|db| {
        let media = Media::by_id(db, id)?.ok_or_else(RestError::invalid_post_id)?;
        let edit = call.params.choice("context", &["view", "embed", "edit"])? == Some("edit");
        if edit && !editable(call, &media) {
            return Err(call.refuse("rest_forbidden_context", "Xin lỗi, bạn không được phép sửa tệp này."));
        }
        if !readable(call, db, &media)? {
            return Err(call.refuse("rest_forbidden", "Xin lỗi, bạn không được phép thực hiện việc này."));
        }
        let allow = if editable(call, &media) { "GET, POST, PUT, PATCH, DELETE" } else { "GET" };
        Ok(Reply::ok(view(call, &media, edit)).with("allow", allow))
    })
}

/// `POST /media/ID`: caption, alternative text and so on; never the picture itself.
pub(crate) fn update(call: &Call<'_>, id: i64) -> Result<Reply, RestError> {
    call.site.db().write(|db| {
        let mut media = owned(call, db, id)?;
        apply(call, db, &mut media)?;
        media.modified = call.now;
        media.save(db)?;
        Ok(Reply::ok(view(call, &media, true)))
    })
}

/// `DELETE /media/ID?force=true`: there is no bin for files.
pub(crate) fn delete(call: &Call<'_>, id: i64) -> Result<Reply, RestError> {
    let force = call.params.boolean("force")?.unwrap_or(false);
    let (reply, files) = call.site.db().write(|db| {
        let media = Media::by_id(db, id)?.ok_or_else(RestError::invalid_post_id)?;
        if !editable(call, &media) {
            return Err(call.refuse("rest_cannot_delete", "Xin lỗi, bạn không được phép xóa tệp này."));
        }
        if !force {
            let message = "Tệp không hỗ trợ thùng rác. Đặt ‘force=true’ để xóa.";
            return Err(RestError::new(501, "rest_trash_not_supported", message));
        }
        let previous = view(call, &media, true);
        db.execute("DELETE FROM media WHERE id = ?1", [id])?;
        db.execute("UPDATE post SET featured_media = 0 WHERE featured_media = ?1", [id])?;
        Ok((Reply::ok(json!({ "deleted": true, "previous": previous })), media.files()))
    })?;
    remove_files(&call.site.uploads(), &files);
    Ok(reply)
}

/// `POST /media/ID/post-process`: makes the sizes that an upload could not make. Can be repeated.
pub(crate) fn post_process(call: &Call<'_>, id: i64) -> Result<Reply, RestError> {
    let wanted = call.params.choice("action", &["create-image-subsizes"])?;
    if wanted.is_none() {
        let mut error = RestError::new(400, "rest_missing_callback_param", "Thiếu tham số: action");
        error.data["params"] = json!(["action"]);
        return Err(error);
    }
    let media = call.site.db().read(|db| owned(call, db, id))?;
    let made = make_sizes(call, media)?;
    if made.width > 0 && !made.missing_sizes().is_empty() {
        return Err(not_stored(&std::io::Error::other("the sizes could not be made")));
    }
    Ok(Reply::ok(view(call, &made, true)))
}

/// Makes the sizes of a stored file and notes them. A disk that refuses leaves it without them: they can be made later.
pub(crate) fn make_sizes(call: &Call<'_>, mut media: Media) -> Result<Media, RestError> {
    if let Err(error) = media.make_sizes(&call.site.uploads()) {
        tracing::error!("sizes of {}: {error}", media.file);
        return Ok(media);
    }
    call.site.db().write(|db| {
        // Its texts may have been changed while the sizes were made.
        let mut current = Media::by_id(db, media.id)?.ok_or_else(RestError::invalid_post_id)?;
        (current.file, current.original) = (media.file, media.original);
        (current.width, current.height, current.filesize) = (media.width, media.height, media.filesize);
        current.sizes = media.sizes;
        current.save(db)?;
        Ok(current)
    })
}

/// Texts and place of a file, from an upload as from an update.
pub(crate) fn apply(call: &Call<'_>, db: &rusqlite::Connection, media: &mut Media) -> Result<(), RestError> {
    let params = &call.params;
    let stored = |text: String| if call.can("unfiltered_html") { text } else { html::filter(&text) };
    if let Some(title) = params.raw("title") {
        media.title = stored(title);
    }
    if let Some(caption) = params.raw("caption") {
        media.caption = stored(caption);
    }
    if let Some(description) = params.raw("description") {
        media.description = stored(description);
    }
    if let Some(alt_text) = params.text("alt_text")? {
        media.alt_text = html::plain_text(&alt_text).trim().to_owned();
    }
    if let Some(slug) = params.text("slug")? {
        media.slug = slugs::slug(&slug);
    }
    if let Some(post) = params.integer("post")? {
        if post != 0 && !Post::by_id(db, post)?.is_some_and(|post| post_view::editable(call, &post)) {
            let message = "Xin lỗi, bạn không được phép tải tệp lên bài viết này.";
            return Err(call.refuse("rest_cannot_edit", message));
        }
        media.post = post;
    }
    if media.slug.is_empty() {
        media.slug = slugs::slug(&html::plain_text(&media.title));
    }
    if media.slug.is_empty() {
        media.slug = "tep".to_owned();
    }
    media.slug = slugs::unique(db, &media.slug, Space::Media, media.id)?;
    Ok(())
}

/// The disk refused: full, read-only, or gone.
pub(crate) fn not_stored(error: &std::io::Error) -> RestError {
    tracing::error!("upload: {error}");
    RestError::new(500, "rest_upload_sideload_error", "Không thể ghi tệp đã tải lên vào thư mục lưu trữ.")
}

fn owned(call: &Call<'_>, db: &rusqlite::Connection, id: i64) -> Result<Media, RestError> {
    let media = Media::by_id(db, id)?.ok_or_else(RestError::invalid_post_id)?;
    if editable(call, &media) {
        return Ok(media);
    }
    Err(call.refuse("rest_cannot_edit", "Xin lỗi, bạn không được phép sửa tệp này."))
}

//! A stored file as the interface shows it.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::dates::{self, Zone};
use crate::html;
use crate::media::Media;
use crate::post::Post;
use crate::rest::call::Call;
use crate::rest::error::RestError;
use crate::rest::post_view;

/// May the caller see it? What hangs on a story is as public as the story.
pub(crate) fn readable(call: &Call<'_>, db: &Connection, media: &Media) -> Result<bool, RestError> {
    if media.post == 0 || editable(call, media) {
        return Ok(true);
    }
    Ok(Post::by_id(db, media.post)?.is_none_or(|post| post_view::readable(call, &post)))
}

/// May the caller change it?
pub(crate) fn editable(call: &Call<'_>, media: &Media) -> bool {
    let own = call.account().is_some_and(|account| account.id == media.author);
    call.can("edit_others_posts") || own && call.can("upload_files")
}

/// The JSON of a file. With `edit`, raw texts too.
pub(crate) fn view(call: &Call<'_>, media: &Media, edit: bool) -> Value {
    let base = &call.base;
    let own = call.api(&format!("wp/v2/media/{}", media.id));
    let link = format!("{base}/?attachment_id={}", media.id);
    let text = |raw: &str, paragraph: bool| {
        let shown = html::page(raw, |_| None).into_string();
        let rendered = match (paragraph, shown.is_empty()) {
            (true, false) => format!("<p>{shown}</p>\n"),
            _ => shown,
        };
        if edit { json!({ "rendered": rendered, "raw": raw }) } else { json!({ "rendered": rendered }) }
    };
    let mut view = json!({
        "id": media.id,
        "date": dates::rest(media.date, Zone::Site),
        "date_gmt": dates::rest(media.date, Zone::Utc),
        "guid": text(&format!("{base}{}", media.path()), false),
        "modified": dates::rest(media.modified, Zone::Site),
        "modified_gmt": dates::rest(media.modified, Zone::Utc),
        "slug": media.slug,
        "status": "inherit",
        "type": "attachment",
        "link": link,
        "title": text(&media.title, false),
        "author": media.author,
        "comment_status": "closed",
        "ping_status": "closed",
        "template": "",
        "meta": [],
        "description": text(&media.description, true),
        "caption": text(&media.caption, true),
        "alt_text": media.alt_text,
        "media_type": if media.is_image() { "image" } else { "file" },
        "mime_type": media.mime,
        "media_details": details(call, media),
        "post": if media.post == 0 { Value::Null } else { json!(media.post) },
        "source_url": format!("{base}{}", media.path()),
        "_links": {
            "self": [{ "href": own }],
            "collection": [{ "href": call.api("wp/v2/media") }],
            "about": [{ "href": call.api("wp/v2/types/attachment") }],
            "author": [{ "embeddable": true, "href": call.api(&format!("wp/v2/users/{}", media.author)) }],
        },
    });
    if edit {
        view["permalink_template"] = json!(link);
        view["generated_slug"] = json!(media.slug);
        view["missing_image_sizes"] = json!(media.missing_sizes());
    }
    view
}

fn details(call: &Call<'_>, media: &Media) -> Value {
    if media.width == 0 {
        return json!({ "filesize": media.filesize, "sizes": {} });
    }
    let base = &call.base;
    let mut sizes: Map<String, Value> = media
        .sizes
        .iter()
        .map(|size| {
            let view = json!({
                "file": size.file,
                "width": size.width,
                "height": size.height,
                "filesize": size.filesize,
                "mime_type": media.mime,
                "source_url": format!("{base}{}", media.size_path(size)),
            });
            (size.name.clone(), view)
        })
        .collect();
    let full = json!({
        "file": media.file.rsplit('/').next(),
        "width": media.width,
        "height": media.height,
        "mime_type": media.mime,
        "source_url": format!("{base}{}", media.path()),
    });
    sizes.insert("full".to_owned(), full);
    let mut details = json!({
        "width": media.width,
        "height": media.height,
        "file": media.file,
        "filesize": media.filesize,
        "sizes": sizes,
        "image_meta": {},
    });
    if !media.original.is_empty() {
        details["original_image"] = json!(media.original.rsplit('/').next());
    }
    details
}

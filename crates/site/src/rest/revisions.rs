//! Earlier texts of a story.

use rusqlite::{Connection, Row};
use serde_json::{Value, json};

use crate::dates::{self, Zone};
use crate::post::Post;
use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::rest::post_view::editable;
use crate::{html, urls};

/// `GET /posts/ID/revisions`, newest first; for those who may edit the story.
pub(crate) fn list(call: &Call<'_>, post: i64) -> Result<Reply, RestError> {
    call.site.db().read(|db| {
        check(call, db, post)?;
        let items: Vec<Value> = rows(call, db, post)?;
        let total = items.len();
        Ok(Reply::ok(Value::Array(items)).with("x-wp-total", total.to_string()).with("x-wp-totalpages", "1"))
    })
}

pub(crate) fn one(call: &Call<'_>, post: i64, id: i64) -> Result<Reply, RestError> {
    call.site.db().read(|db| {
        check(call, db, post)?;
        let found = rows(call, db, post)?.into_iter().find(|revision| revision["id"] == json!(id));
        found.map(Reply::ok).ok_or_else(|| RestError::new(404, "rest_post_invalid_id", "ID bản xem lại không hợp lệ."))
    })
}

fn check(call: &Call<'_>, db: &Connection, post: i64) -> Result<(), RestError> {
    let parent = || RestError::new(404, "rest_post_invalid_parent", "ID bài viết gốc không hợp lệ.");
    let post = Post::by_id(db, post)?.ok_or_else(parent)?;
    if editable(call, &post) {
        return Ok(());
    }
    Err(call.refuse("rest_cannot_read", "Xin lỗi, bạn không được phép xem các bản xem lại của bài viết này."))
}

fn rows(call: &Call<'_>, db: &Connection, post: i64) -> rusqlite::Result<Vec<Value>> {
    db.prepare_cached(
        "SELECT id, author, title, content, excerpt, date FROM revision WHERE post_id = ?1 ORDER BY id DESC",
    )?
    .query_map([post], |row| view(call, post, row))?
    .collect()
}

fn view(call: &Call<'_>, post: i64, row: &Row<'_>) -> rusqlite::Result<Value> {
    let text = |name: &str| -> rusqlite::Result<Value> {
        let raw = urls::attach(&row.get::<_, String>(name)?, &call.base);
        Ok(json!({ "rendered": html::page(&raw, |_| None).into_string(), "raw": raw }))
    };
    let (id, date): (i64, i64) = (row.get("id")?, row.get("date")?);
    Ok(json!({
        "id": id,
        "author": row.get::<_, i64>("author")?,
        "date": dates::rest(date, Zone::Site),
        "date_gmt": dates::rest(date, Zone::Utc),
        "modified": dates::rest(date, Zone::Site),
        "modified_gmt": dates::rest(date, Zone::Utc),
        "parent": post,
        "slug": format!("{post}-revision-v1"),
        "title": text("title")?,
        "content": text("content")?,
        "excerpt": text("excerpt")?,
        "_links": { "parent": [{ "href": call.api(&format!("wp/v2/posts/{post}")) }] },
    }))
}

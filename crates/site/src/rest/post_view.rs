//! A story as the interface shows it.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::dates::{self, Zone};
use crate::post::{Post, Status};
use crate::rest::call::Call;
use crate::rest::error::RestError;
use crate::term::{Taxonomy, Term};
use crate::{html, render, slugs, urls};

/// May the caller read it?
pub(crate) fn readable(call: &Call<'_>, post: &Post) -> bool {
    post.status == Status::Publish
        || call.can("edit_others_posts")
        || call.account().is_some_and(|account| account.id == post.author)
}

/// May the caller change it?
pub(crate) fn editable(call: &Call<'_>, post: &Post) -> bool {
    let own = call.account().is_some_and(|account| account.id == post.author);
    let was = post.before_trash.as_deref().unwrap_or(post.status.name());
    let published = matches!(was, "publish" | "future" | "private");
    call.can("edit_others_posts") || own && (!published || call.can("edit_published_posts"))
}

/// The JSON of a story. With `edit`, raw texts too.
pub(crate) fn view(call: &Call<'_>, db: &Connection, post: &Post, edit: bool) -> Result<Value, RestError> {
    let base = &call.base;
    let wanted = call.params.texts("_fields")?.unwrap_or_default();
    // Rendering is the dear part: lists that ask for ids and slugs go without.
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|field| field.split('.').next() == Some(name));
    let text = |name: &str, rendered: &dyn Fn() -> String, raw: &str, protectable: bool| {
        if !wants(name) {
            return Value::Null;
        }
        // A list that asks for raw texts alone goes without, too.
        let shown =
            wanted.is_empty() || wanted.iter().any(|field| field == name || *field == format!("{name}.rendered"));
        let mut value = if shown { json!({ "rendered": rendered() }) } else { json!({}) };
        if protectable {
            value["protected"] = json!(false);
        }
        if edit {
            value["raw"] = json!(urls::attach(raw, base));
        }
        value
    };
    let ids = |taxonomy: Taxonomy| -> Result<Vec<i64>, RestError> {
        Ok(Term::of_post(db, taxonomy, post.id)?.into_iter().map(|term| term.id).collect())
    };
    let mut view = json!({
        "id": post.id,
        "date": dates::rest(post.date, Zone::Site),
        "date_gmt": dates::rest(post.date, Zone::Utc),
        "guid": text("guid", &|| format!("{base}/?p={}", post.id), &format!("{base}/?p={}", post.id), false),
        "modified": dates::rest(post.modified, Zone::Site),
        "modified_gmt": dates::rest(post.modified, Zone::Utc),
        "slug": post.slug,
        "status": post.status.name(),
        "type": "post",
        "link": format!("{base}{}", post.path()),
        "title": text("title", &|| render::title(post), &post.title, false),
        "content": text("content", &|| render::content(db, post, base).into_string(), &post.content, true),
        "excerpt": text("excerpt", &|| render::excerpt(post, base), &post.excerpt, true),
        "author": post.author,
        "featured_media": post.featured_media,
        "comment_status": "closed",
        "ping_status": "closed",
        "sticky": post.sticky,
        "template": "",
        "format": "standard",
        "meta": [],
        "categories": ids(Taxonomy::Category)?,
        "tags": ids(Taxonomy::Tag)?,
    });
    if edit {
        if wants("content") {
            view["content"]["block_version"] = json!(i32::from(html::has_blocks(&post.content)));
        }
        view["password"] = json!("");
        view["permalink_template"] = json!(format!("{base}/%postname%/"));
        view["generated_slug"] = json!(slugs::slug(&post.headline()));
    }
    if wants("_links") {
        view["_links"] = links(call, db, post, edit)?;
    }
    Ok(view)
}

/// What the caller may do with it, for the `Allow` header.
pub(crate) fn allow(call: &Call<'_>, post: &Post) -> &'static str {
    if editable(call, post) { "GET, POST, PUT, PATCH, DELETE" } else { "GET" }
}

fn links(call: &Call<'_>, db: &Connection, post: &Post, edit: bool) -> Result<Value, RestError> {
    let own = call.api(&format!("wp/v2/posts/{}", post.id));
    let href = |address: String| json!([{ "href": address }]);
    let mut links = json!({
        "self": href(own.clone()),
        "collection": href(call.api("wp/v2/posts")),
        "about": href(call.api("wp/v2/types/post")),
        "author": [{ "embeddable": true, "href": call.api(&format!("wp/v2/users/{}", post.author)) }],
        "wp:attachment": href(call.api(&format!("wp/v2/media?parent={}", post.id))),
        "wp:term": [
            { "taxonomy": "category", "embeddable": true,
              "href": call.api(&format!("wp/v2/categories?post={}", post.id)) },
            { "taxonomy": "post_tag", "embeddable": true, "href": call.api(&format!("wp/v2/tags?post={}", post.id)) },
        ],
        "curies": [{ "name": "wp", "href": "https://api.w.org/{rel}", "templated": true }],
    });
    let revisions = post.revisions(db)?;
    links["version-history"] = json!([{ "count": revisions.len(), "href": format!("{own}/revisions") }]);
    if let Some(newest) = revisions.first() {
        links["predecessor-version"] = json!([{ "id": newest, "href": format!("{own}/revisions/{newest}") }]);
    }
    if post.featured_media > 0 {
        let media = call.api(&format!("wp/v2/media/{}", post.featured_media));
        links["wp:featuredmedia"] = json!([{ "embeddable": true, "href": media }]);
    }
    if edit {
        let actions = [
            ("wp:action-publish", "publish_posts"),
            ("wp:action-sticky", "publish_posts"),
            ("wp:action-unfiltered-html", "unfiltered_html"),
            ("wp:action-assign-author", "edit_others_posts"),
            ("wp:action-create-categories", "manage_categories"),
            ("wp:action-assign-categories", "edit_posts"),
            ("wp:action-create-tags", "edit_posts"),
            ("wp:action-assign-tags", "edit_posts"),
        ];
        for (action, capability) in actions {
            if call.can(capability) {
                links[action] = href(own.clone());
            }
        }
    }
    Ok(links)
}

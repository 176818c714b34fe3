//! Reading and deleting stories.

use rusqlite::Connection;
use serde_json::json;

use crate::dates::Zone;
use crate::post::{self, COLUMNS, Post, Status};
use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::rest::list::{Filter, Page, place_among};
use crate::rest::post_view::{allow, editable, readable, view};
use crate::slugs::TRASHED;
use crate::term::{self, Taxonomy};

/// As lists are put into order if nothing else is asked for.
const NEWEST: &str = "post.date DESC, post.id DESC";

const ORDERS: [&str; 10] =
    ["author", "date", "id", "include", "modified", "parent", "relevance", "slug", "include_slugs", "title"];

/// `GET /posts`. What the caller may not see is left out silently.
pub(crate) fn list(call: &Call<'_>) -> Result<Reply, RestError> {
    let edit = call.wants_edit("edit_posts")?;
    let page = Page::of(call)?;
    let order = order(call)?;
    call.site.db().read(|db| {
        let Wanted { filter, known, term } = wanted(call, db, edit)?;
        let total = match known {
            Some(total) => total,
            None => filter.count(db, "post")?,
        };
        if page.number > 1 && page.offset >= total {
            return Err(RestError::new(
                400,
                "rest_post_invalid_page_number",
                "Số trang được yêu cầu lớn hơn số trang hiện có.",
            ));
        }
        let posts = match term {
            Some(term) if order == NEWEST => Post::public_of_term(db, term, page.offset, page.size)?,
            _ => {
                let rest = format!("ORDER BY {order} {}", page.limit());
                filter.rows(db, (COLUMNS, "post", &rest), Post::from_row)?
            }
        };
        let items = posts.iter().map(|post| view(call, db, post, edit)).collect::<Result<_, _>>()?;
        let may_create = call.can("edit_posts");
        let reply = page.reply(call, "wp/v2/posts", total, items);
        Ok(reply.with("allow", if may_create { "GET, POST" } else { "GET" }))
    })
}

/// `GET /posts/ID`.
pub(crate) fn one(call: &Call<'_>, id: i64) -> Result<Reply, RestError> {
    call.site.db().read(|db| {
        let post = Post::by_id(db, id)?.ok_or_else(RestError::invalid_post_id)?;
        let edit = call.params.choice("context", &["view", "embed", "edit"])? == Some("edit");
        if edit && !editable(call, &post) {
            return Err(call.refuse("rest_forbidden_context", "Xin lỗi, bạn không được phép sửa bài viết này."));
        }
        if !readable(call, &post) {
            return Err(call.refuse("rest_forbidden", "Xin lỗi, bạn không được phép thực hiện việc này."));
        }
        Ok(Reply::ok(view(call, db, &post, edit)?).with("allow", allow(call, &post)))
    })
}

/// `DELETE /posts/ID`: into the bin; with `force=true`, for good.
pub(crate) fn delete(call: &Call<'_>, id: i64) -> Result<Reply, RestError> {
    let force = call.params.boolean("force")?.unwrap_or(false);
    call.site.db().write(|db| {
        let mut post = Post::by_id(db, id)?.ok_or_else(RestError::invalid_post_id)?;
        if !editable(call, &post) {
            return Err(call.refuse("rest_cannot_delete", "Xin lỗi, bạn không được phép xóa bài viết này."));
        }
        if force {
            let previous = view(call, db, &post, true)?;
            post.delete(db)?;
            return Ok(Reply::ok(json!({ "deleted": true, "previous": previous })));
        }
        if post.status == Status::Trash {
            return Err(RestError::new(410, "rest_already_trashed", "Bài viết này đã được xóa trước đó."));
        }
        trash(db, &mut post, call.now)?;
        Ok(Reply::ok(view(call, db, &post, true)?))
    })
}

/// The slug gets a tail, so that another story can take it; the banner falls.
fn trash(db: &Connection, post: &mut Post, now: i64) -> Result<(), RestError> {
    post.before_trash = Some(post.status.name().to_owned());
    post.status = Status::Trash;
    post.sticky = false;
    if !post.slug.ends_with(TRASHED) {
        post.slug.push_str(TRASHED);
    }
    let (date, floating) = (post.date, post.floating);
    post.floating = false;
    post.date = date;
    post.save(db, now)?;
    if floating {
        db.execute("UPDATE post SET floating = 1 WHERE id = ?1", [post.id])?;
        post.floating = true;
    }
    Ok(())
}

/// Stories of a section or status from which on a list is walked in its own order until the page is full, as the stories
/// asked for come often enough; fewer are gathered and put into order.
const MANY: i64 = 1_000;

/// What a list is asked for.
struct Wanted {
    filter: Filter,
    /// How many stories that are, where the database has them counted.
    known: Option<i64>,
    /// It is all public stories of this section or tag, and nothing else.
    term: Option<i64>,
}

fn wanted(call: &Call<'_>, db: &Connection, edit: bool) -> Result<Wanted, RestError> {
    let params = &call.params;
    let mut filter = Filter::default();
    let statuses = statuses(call)?;
    let stored = statuses.iter().map(|status| post::tally(db, *status)).sum::<rusqlite::Result<i64>>()?;
    // With a sign before it, no index is chosen by the column (SQLite, "The query planner").
    let column = if stored < MANY { "post.status" } else { "+post.status" };
    filter.one_of(column, statuses.iter().map(|status| status.name()).collect());
    let mut of_term = None;
    let public = statuses == [Status::Publish];
    if !(call.can("edit_others_posts") || public && !edit) {
        let own = call.account().map_or(0, |account| account.id);
        match (edit, call.can("edit_published_posts")) {
            (false, _) => filter.add("post.status = 'publish' OR post.author = ?", [own]),
            (true, true) => filter.add("post.author = ?", [own]),
            (true, false) => {
                filter.add("post.author = ? AND post.status NOT IN ('publish', 'future', 'private')", [own]);
            }
        }
    }
    if let Some(slugs) = params.texts("slug")? {
        filter.one_of("post.slug", slugs.iter().map(|slug| slug.to_lowercase()).collect());
    }
    if let Some(search) = params.text("search")? {
        for word in search.split_whitespace() {
            filter.contains(&["post.folded"], &copydesk::fold(word));
        }
    }
    match params.boolean("sticky")? {
        // Few, and in an index of their own.
        Some(true) => filter.add("post.id IN (SELECT id FROM post WHERE sticky = 1)", [0; 0]),
        Some(false) => filter.add("post.sticky = ?", [false]),
        None => {}
    }
    for (name, column) in [("include", "post.id"), ("author", "post.author")] {
        if let Some(ids) = params.ids(name)? {
            filter.one_of(column, ids);
        }
    }
    for (name, column) in [("exclude", "post.id"), ("author_exclude", "post.author")] {
        if let Some(ids) = params.ids(name)? {
            filter.none_of(column, ids);
        }
    }
    for taxonomy in [Taxonomy::Category, Taxonomy::Tag] {
        for (suffix, not) in [("", ""), ("_exclude", "NOT ")] {
            if let Some(ids) = params.ids(&format!("{}{suffix}", taxonomy.plural()))? {
                let counts = ids.iter().map(|id| term::count(db, *id));
                let shown = counts.sum::<rusqlite::Result<i64>>()?;
                if public && not.is_empty() && ids.len() == 1 {
                    of_term = Some((ids[0], shown));
                }
                let marks = vec!["?"; ids.len()].join(", ");
                let clause = if shown < MANY {
                    format!("post.id {not}IN (SELECT post_id FROM post_term WHERE term_id IN ({marks}))")
                } else {
                    format!("{not}EXISTS (SELECT 1 FROM post_term WHERE post_id = post.id AND term_id IN ({marks}))")
                };
                filter.add(&clause, ids);
            }
        }
    }
    for (name, clause) in moments("post") {
        // Without an offset it is the site's time, also where `_gmt` would be meant.
        if let Some(Some(moment)) = params.date(name, Zone::Site)? {
            filter.add(&clause, [moment]);
        }
    }
    let (known, term) = match (filter.conditions(), of_term) {
        (1, _) => (Some(stored), None),
        (2, Some((term, shown))) => (Some(shown), Some(term)),
        _ => (None, None),
    };
    Ok(Wanted { filter, known, term })
}

/// Arguments that bound a list in time, each with its condition on the rows of `table`.
pub(crate) fn moments(table: &str) -> [(&'static str, String); 4] {
    [
        ("after", format!("{table}.date > ?")),
        ("before", format!("{table}.date < ?")),
        ("modified_after", format!("{table}.modified > ?")),
        ("modified_before", format!("{table}.modified < ?")),
    ]
}

/// Statuses asked for; others than `publish` are for people who write.
fn statuses(call: &Call<'_>) -> Result<Vec<Status>, RestError> {
    let names = call.params.texts("status")?.unwrap_or_else(|| vec!["publish".to_owned()]);
    let mut statuses: Vec<Status> = Vec::new();
    for name in names {
        if name != "publish" && !call.can("edit_posts") {
            let status = if call.caller.is_some() { 403 } else { 401 };
            let why = "Trạng thái bị cấm.";
            return Err(RestError::invalid("status", why, "rest_forbidden_status", status));
        }
        match Status::from_name(&name) {
            Some(status) => statuses.push(status),
            None if name == "any" => {
                statuses.extend(Status::ALL.into_iter().filter(|status| *status != Status::Trash));
            }
            None => {
                let known = ["publish", "future", "draft", "pending", "private", "trash", "any"];
                return Err(RestError::not_in_enum("status[0]", &known));
            }
        }
    }
    let asked = statuses;
    Ok(Status::ALL.into_iter().filter(|status| asked.contains(status)).collect())
}

fn order(call: &Call<'_>) -> Result<String, RestError> {
    let column = match call.params.choice("orderby", &ORDERS)?.unwrap_or("date") {
        "author" => "post.author",
        "id" => "post.id",
        "modified" => "post.modified",
        "slug" | "include_slugs" => "post.slug",
        "title" => "post.title",
        "include" => {
            let ids = call.params.ids("include")?.unwrap_or_default();
            if ids.is_empty() {
                return Ok(NEWEST.to_owned());
            }
            return Ok(place_among("post.id", &ids));
        }
        _ => "post.date",
    };
    let direction = match call.params.choice("order", &["asc", "desc"])? {
        Some("asc") => "ASC",
        _ => "DESC",
    };
    Ok(format!("{column} {direction}, post.id {direction}"))
}

//! Sections and tags.

use serde_json::{Value, json};

use crate::html;
use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::rest::list::{Filter, Page};
use crate::term::{COLUMNS, DEFAULT_SECTION, Taxonomy, Term, stored_name};

/// Longest name, in characters (`wp_terms.name` is VARCHAR(200)).
const LONGEST_NAME: usize = 200;

/// `GET /categories`, `GET /tags`: also those without a story.
pub(crate) fn list(call: &Call<'_>, taxonomy: Taxonomy) -> Result<Reply, RestError> {
    call.wants_edit(if taxonomy == Taxonomy::Tag { "edit_posts" } else { "manage_categories" })?;
    let page = Page::of(call)?;
    let params = &call.params;
    let mut filter = Filter::default();
    filter.add("term.taxonomy = ?", [taxonomy.name()]);
    if let Some(search) = params.text("search")? {
        filter.contains(&["term.folded", "term.slug"], copydesk::fold(&search).trim());
    }
    if let Some(slugs) = params.texts("slug")? {
        filter.one_of("term.slug", slugs);
    }
    if let Some(ids) = params.ids("include")? {
        filter.one_of("term.id", ids);
    }
    if let Some(ids) = params.ids("exclude")? {
        filter.none_of("term.id", ids);
    }
    if let Some(post) = params.integer("post")? {
        filter.add("term.id IN (SELECT term_id FROM post_term WHERE post_id = ?)", [post]);
    }
    if params.boolean("hide_empty")? == Some(true) {
        filter.add("term.count > ?", [0]);
    }
    let orders = ["id", "include", "name", "slug", "include_slugs", "term_group", "description", "count"];
    let column = match params.choice("orderby", &orders)? {
        Some("id" | "include") => "term.id",
        Some("slug" | "include_slugs") => "term.slug",
        Some("count") => "count",
        Some("description") => "term.description",
        _ => "term.folded",
    };
    let direction = params.choice("order", &["asc", "desc"])?.unwrap_or("asc");
    call.site.db().read(|db| {
        let total = filter.count(db, "term")?;
        let rest = format!("ORDER BY {column} {direction}, term.id {}", page.limit());
        let terms = filter.rows(db, (COLUMNS, "term", &rest), Term::from_row)?;
        let items = terms.iter().map(|term| view(call, term)).collect();
        let allow = if may_create(call, taxonomy) { "GET, POST" } else { "GET" };
        Ok(page.reply(call, &format!("wp/v2/{}", taxonomy.plural()), total, items).with("allow", allow))
    })
}

pub(crate) fn one(call: &Call<'_>, taxonomy: Taxonomy, id: i64) -> Result<Reply, RestError> {
    let term = call.site.db().read(|db| found(db, taxonomy, id))?;
    Ok(Reply::ok(view(call, &term)))
}

/// `POST`: an equal name is an error that names the term there is, so that callers can use it.
pub(crate) fn create(call: &Call<'_>, taxonomy: Taxonomy) -> Result<Reply, RestError> {
    let Some(name) = call.params.text("name")? else {
        let mut error = RestError::new(400, "rest_missing_callback_param", "Thiếu tham số: name");
        error.data["params"] = json!(["name"]);
        return Err(error);
    };
    if !may_create(call, taxonomy) {
        let message = "Xin lỗi, bạn không được phép tạo mục trong phân loại này.";
        return Err(call.refuse("rest_cannot_create", message));
    }
    let name = checked_name(&name)?;
    let slug = call.params.text("slug")?.filter(|slug| !slug.is_empty());
    let description = html::filter(&call.params.text("description")?.unwrap_or_default());
    call.site.db().write(|db| {
        if let Some(term) = Term::by_name(db, taxonomy, &name)? {
            let mut error =
                RestError::new(400, "term_exists", "Đã có một mục trùng tên và đường dẫn trong phân loại này.");
            error.data["term_id"] = json!(term.id);
            return Err(error);
        }
        let slug = slug.as_deref().unwrap_or(&name);
        let id = Term::insert(db, taxonomy, &name, &html::decode(slug), &description)?;
        let term = found(db, taxonomy, id)?;
        let location = call.api(&format!("wp/v2/{}/{id}", taxonomy.plural()));
        Ok(Reply::created(location, view(call, &term)))
    })
}

pub(crate) fn update(call: &Call<'_>, taxonomy: Taxonomy, id: i64) -> Result<Reply, RestError> {
    call.site.db().write(|db| {
        let mut term = found(db, taxonomy, id)?;
        if !call.can("manage_categories") {
            return Err(call.refuse("rest_cannot_update", "Xin lỗi, bạn không được phép sửa mục này."));
        }
        if let Some(name) = call.params.text("name")? {
            term.name = checked_name(&name)?;
        }
        if let Some(slug) = call.params.text("slug")? {
            term.slug = slug;
        }
        if let Some(description) = call.params.text("description")? {
            term.description = html::filter(&description);
        }
        term.update(db)?;
        Ok(Reply::ok(view(call, &found(db, taxonomy, id)?)))
    })
}

/// `DELETE ?force=true`: stories keep their other sections, or get the default one.
pub(crate) fn delete(call: &Call<'_>, taxonomy: Taxonomy, id: i64) -> Result<Reply, RestError> {
    let force = call.params.boolean("force")?.unwrap_or(false);
    call.site.db().write(|db| {
        let term = found(db, taxonomy, id)?;
        let default = taxonomy == Taxonomy::Category && id == DEFAULT_SECTION;
        if !call.can("manage_categories") || default {
            return Err(call.refuse("rest_cannot_delete", "Xin lỗi, bạn không được phép xóa mục này."));
        }
        if !force {
            let message = "Mục không hỗ trợ thùng rác. Đặt ‘force=true’ để xóa.";
            return Err(RestError::new(501, "rest_trash_not_supported", message));
        }
        if taxonomy == Taxonomy::Category {
            db.execute(
                "INSERT OR IGNORE INTO post_term (post_id, term_id) SELECT post_id, ?2 FROM post_term AS gone WHERE term_id = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM post_term JOIN term ON term.id = term_id \
                 WHERE post_id = gone.post_id AND taxonomy = 'category' AND term_id <> ?1)",
                [id, DEFAULT_SECTION],
            )?;
        }
        db.execute("DELETE FROM term WHERE id = ?1", [id])?;
        Ok(Reply::ok(json!({ "deleted": true, "previous": view(call, &term) })))
    })
}

/// Tags come up while writing: everybody who writes may make them.
fn may_create(call: &Call<'_>, taxonomy: Taxonomy) -> bool {
    call.can(match taxonomy {
        Taxonomy::Category => "manage_categories",
        Taxonomy::Tag => "edit_posts",
    })
}

/// The errors are WordPress' own, odd `data` included.
fn checked_name(name: &str) -> Result<String, RestError> {
    let stored = stored_name(name);
    if stored.is_empty() {
        let mut error = RestError::new(500, "empty_term_name", "Tên không được để trống.");
        error.data = Value::Null;
        return Err(error);
    }
    if stored.chars().count() > LONGEST_NAME {
        let mut error = RestError::new(500, "db_insert_error", "Không thể thêm mục vào cơ sở dữ liệu.");
        error.data = json!("Data too long for column 'name'");
        return Err(error);
    }
    Ok(stored)
}

fn found(db: &rusqlite::Connection, taxonomy: Taxonomy, id: i64) -> Result<Term, RestError> {
    Term::by_id(db, taxonomy, id)?.ok_or_else(|| RestError::new(404, "rest_term_invalid", "Mục không tồn tại."))
}

fn view(call: &Call<'_>, term: &Term) -> Value {
    let route = format!("wp/v2/{}", term.taxonomy.plural());
    let link = format!("{}{}", call.base, term.path());
    let mut view = json!({
        "id": term.id,
        "count": term.count,
        "description": term.description,
        "link": link,
        "name": term.name,
        "slug": term.slug,
        "taxonomy": term.taxonomy.name(),
        "meta": [],
        "_links": {
            "self": [{ "href": call.api(&format!("{route}/{}", term.id)) }],
            "collection": [{ "href": call.api(&route) }],
            "about": [{ "href": call.api(&format!("wp/v2/taxonomies/{}", term.taxonomy.name())) }],
            "wp:post_type": [{ "href": call.api(&format!("wp/v2/posts?{}={}", term.taxonomy.plural(), term.id)) }],
        },
    });
    if term.taxonomy == Taxonomy::Category {
        view["parent"] = json!(0);
    }
    view
}

//! What the interface says about itself and the site.

use serde_json::{Value, json};

use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::term::Taxonomy;

/// `GET /wp-json/`.
pub(crate) fn index(call: &Call<'_>) -> Reply {
    let options = call.site.options();
    Reply::ok(json!({
        "name": options.name,
        "description": options.tagline,
        "url": call.base,
        "home": call.base,
        "gmt_offset": 7,
        "timezone_string": "Asia/Ho_Chi_Minh",
        "namespaces": ["wp/v2"],
        "authentication": {
            "application-passwords": {
                "endpoints": { "authorization": format!("{}/wp-admin/authorize-application.php", call.base) }
            }
        },
        "routes": routes(call),
        "_links": { "help": [{ "href": "https://developer.wordpress.org/rest-api/" }] },
    }))
}

/// `GET /wp-json/wp/v2`.
pub(crate) fn namespace(call: &Call<'_>) -> Reply {
    Reply::ok(json!({ "namespace": "wp/v2", "routes": routes(call) }))
}

pub(crate) fn types(call: &Call<'_>) -> Reply {
    let kind = |slug: &str, name: &str, rest_base: &str, taxonomies: &[&str]| {
        json!({
            "description": "", "hierarchical": false, "has_archive": false, "name": name, "slug": slug,
            "taxonomies": taxonomies, "rest_base": rest_base, "rest_namespace": "wp/v2",
            "_links": { "wp:items": [{ "href": call.api(&format!("wp/v2/{rest_base}")) }] },
        })
    };
    Reply::ok(json!({
        "post": kind("post", "Bài viết", "posts", &["category", "post_tag"]),
        "attachment": kind("attachment", "Tệp media", "media", &[]),
    }))
}

pub(crate) fn one_type(call: &Call<'_>, name: &str) -> Result<Reply, RestError> {
    match types(call).body.get(name) {
        Some(kind) => Ok(Reply::ok(kind.clone())),
        None => Err(RestError::new(404, "rest_type_invalid", "Loại bài viết không hợp lệ.")),
    }
}

pub(crate) fn statuses() -> Reply {
    Reply::ok(json!({
        "publish": { "name": "Đã xuất bản", "public": true, "queryable": true, "slug": "publish", "date_floating": false }
    }))
}

pub(crate) fn taxonomies() -> Reply {
    let taxonomy = |taxonomy: Taxonomy, name: &str, hierarchical: bool| {
        json!({
            "name": name, "slug": taxonomy.name(), "description": "", "types": ["post"],
            "hierarchical": hierarchical, "rest_base": taxonomy.plural(), "rest_namespace": "wp/v2",
        })
    };
    Reply::ok(json!({
        "category": taxonomy(Taxonomy::Category, "Chuyên mục", true),
        "post_tag": taxonomy(Taxonomy::Tag, "Thẻ", false),
    }))
}

pub(crate) fn settings(call: &Call<'_>) -> Result<Reply, RestError> {
    if !call.can("manage_options") {
        return Err(call.refuse("rest_forbidden", "Xin lỗi, bạn không được phép thực hiện việc này."));
    }
    let options = call.site.options();
    Ok(Reply::ok(json!({
        "title": options.name, "description": options.tagline, "url": call.base,
        "timezone": "Asia/Ho_Chi_Minh", "language": "vi", "default_category": 1, "posts_per_page": 10,
    })))
}

fn routes(call: &Call<'_>) -> Value {
    let paths = [
        "",
        "wp/v2",
        "wp/v2/posts",
        "wp/v2/media",
        "wp/v2/categories",
        "wp/v2/tags",
        "wp/v2/users",
        "wp/v2/users/me",
        "wp/v2/types",
        "wp/v2/statuses",
        "wp/v2/taxonomies",
        "wp/v2/settings",
    ];
    let route = |path: &str| {
        let writes = matches!(path, "wp/v2/posts" | "wp/v2/media" | "wp/v2/categories" | "wp/v2/tags");
        let methods: &[&str] = if writes { &["GET", "POST"] } else { &["GET"] };
        let namespace = if path.is_empty() { "" } else { "wp/v2" };
        json!({
            "namespace": namespace, "methods": methods,
            "_links": { "self": [{ "href": call.api(path) }] },
        })
    };
    paths.into_iter().map(|path| (format!("/{path}"), route(path))).collect::<serde_json::Map<_, _>>().into()
}

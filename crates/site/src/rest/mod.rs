//! The REST interface: the part of WordPress' that a newsroom's client uses, with its codes, its
//! silent repairs and its traps.

mod call;
mod error;
mod index;
mod list;
mod media;
mod media_view;
mod params;
mod post_view;
mod posts;
mod revisions;
mod save;
mod terms;
mod upload;
mod users;

pub(crate) use crate::rest::call::{Incoming, Reply, answer};
pub(crate) use crate::rest::params::form;

use crate::rest::call::Call;

use crate::rest::error::RestError;
use crate::term::Taxonomy;

/// Does the route take files? They are read to the disk before the call is looked at.
pub(crate) fn takes_files(route: &str) -> bool {
    route.split('/').filter(|part| !part.is_empty()).eq(["wp", "v2", "media"])
}

/// Finds what is asked for. The route is split at its slashes: `["wp", "v2", "posts", "7"]`.
fn dispatch(call: &Call<'_>) -> Result<Reply, RestError> {
    let route: Vec<&str> = call.route.iter().map(String::as_str).collect();
    let id = |text: &str| text.parse::<i64>().ok().filter(|id| *id >= 0).ok_or_else(RestError::no_route);
    match (call.method.as_str(), route.as_slice()) {
        ("GET", []) => Ok(index::index(call)),
        ("GET", ["wp", "v2"]) => Ok(index::namespace(call)),
        ("GET", ["wp", "v2", "types"]) => Ok(index::types(call)),
        ("GET", ["wp", "v2", "types", name]) => index::one_type(call, name),
        ("GET", ["wp", "v2", "statuses"]) => Ok(index::statuses()),
        ("GET", ["wp", "v2", "taxonomies"]) => Ok(index::taxonomies()),
        ("GET", ["wp", "v2", "settings"]) => index::settings(call),

        ("GET", ["wp", "v2", "users"]) => users::list(call),
        ("GET", ["wp", "v2", "users", "me"]) => users::me(call),
        ("GET", ["wp", "v2", "users", "me", "application-passwords", "introspect"]) => users::introspect(call),
        ("GET", ["wp", "v2", "users", user]) => users::one(call, id(user)?),

        ("GET", ["wp", "v2", "posts"]) => posts::list(call),
        ("POST", ["wp", "v2", "posts"]) => save::create(call),
        ("GET", ["wp", "v2", "posts", post]) => posts::one(call, id(post)?),
        ("POST" | "PUT" | "PATCH", ["wp", "v2", "posts", post]) => save::update(call, id(post)?),
        ("DELETE", ["wp", "v2", "posts", post]) => posts::delete(call, id(post)?),
        ("GET", ["wp", "v2", "posts", post, "revisions"]) => revisions::list(call, id(post)?),
        ("GET", ["wp", "v2", "posts", post, "revisions", revision]) => revisions::one(call, id(post)?, id(revision)?),

        ("GET", ["wp", "v2", "media"]) => media::list(call),
        ("POST", ["wp", "v2", "media"]) => upload::create(call),
        ("GET", ["wp", "v2", "media", media]) => media::one(call, id(media)?),
        ("POST" | "PUT" | "PATCH", ["wp", "v2", "media", media]) => media::update(call, id(media)?),
        ("DELETE", ["wp", "v2", "media", media]) => media::delete(call, id(media)?),
        ("POST", ["wp", "v2", "media", media, "post-process"]) => media::post_process(call, id(media)?),

        (_, ["wp", "v2", "categories", rest @ ..]) => term(call, Taxonomy::Category, rest),
        (_, ["wp", "v2", "tags", rest @ ..]) => term(call, Taxonomy::Tag, rest),
        _ => Err(RestError::no_route()),
    }
}

fn term(call: &Call<'_>, taxonomy: Taxonomy, rest: &[&str]) -> Result<Reply, RestError> {
    let id = |text: &str| text.parse::<i64>().map_err(|_| RestError::no_route());
    match (call.method.as_str(), rest) {
        ("GET", []) => terms::list(call, taxonomy),
        ("POST", []) => terms::create(call, taxonomy),
        ("GET", [term]) => terms::one(call, taxonomy, id(term)?),
        ("POST" | "PUT" | "PATCH", [term]) => terms::update(call, taxonomy, id(term)?),
        ("DELETE", [term]) => terms::delete(call, taxonomy, id(term)?),
        _ => Err(RestError::no_route()),
    }
}

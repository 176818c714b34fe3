//! The public pages: made on the server, no script, the same for every browser.

mod article;
mod assets;
mod cards;
mod feeds;
mod front;
mod layout;
mod missing;
mod reply;
mod search;
mod section;
mod stories;

use axum::body::Body;
use axum::http::{HeaderMap, Response};
use rusqlite::Connection;

use crate::media::{FOLDER, Media};
use crate::pages::reply::{moved, plain, server_error};
use crate::post::Post;
use crate::term::Taxonomy;
use crate::{Site, SiteError, rest};

/// One request for a page.
pub(crate) struct Visit<'a> {
    pub(crate) site: &'a Site,
    pub(crate) db: &'a Connection,
    pub(crate) base: String,
    pub(crate) path: &'a str,
    pub(crate) query: Vec<(String, String)>,
    /// Seconds since 1970 UTC.
    pub(crate) now: i64,
}

impl Visit<'_> {
    /// An argument of the query.
    pub(crate) fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The page of a list, from 1.
    pub(crate) fn page(&self) -> usize {
        self.asked("trang").and_then(|page| page.parse().ok()).filter(|page| (1..=100_000).contains(page)).unwrap_or(1)
    }
}

/// Answers a request for a page or a file. `path` is percent-decoded.
pub(crate) fn answer(site: &Site, method: &str, path: &str, query: &str, headers: &HeaderMap) -> Response<Body> {
    if !matches!(method, "GET" | "HEAD") {
        return plain(405, "text/plain; charset=UTF-8", "Trang này chỉ để đọc.\n".to_owned());
    }
    if let Some(file) = path.strip_prefix(FOLDER) {
        return assets::upload(site, file, headers);
    }
    if let Some(asset) = path.strip_prefix("/assets/") {
        return assets::asset(asset);
    }
    let answered = site.db().read(|db| {
        let (base, now) = (site.url(), site.now());
        route(&Visit { site, db, base, path, query: rest::form(query), now })
    });
    answered.unwrap_or_else(|error| {
        tracing::error!("page {path}: {error}");
        server_error()
    })
}

fn route(visit: &Visit<'_>) -> Result<Response<Body>, SiteError> {
    let parts: Vec<&str> = visit.path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] | ["index.php"] => {
            if let Some(id) = visit.asked("p").and_then(|id| id.parse().ok()) {
                return by_id(visit, id);
            }
            if let Some(id) = visit.asked("attachment_id").and_then(|id| id.parse().ok()) {
                return attachment(visit, id);
            }
            front::page(visit)
        }
        ["chuyen-muc" | "category", slug] => section::page(visit, Taxonomy::Category, slug),
        ["the" | "tag", slug] => section::page(visit, Taxonomy::Tag, slug),
        ["tim-kiem"] => search::page(visit),
        ["feed"] => feeds::rss(visit),
        ["feed", "atom"] => feeds::atom(visit),
        ["sitemap.xml"] => feeds::sitemap(visit),
        ["robots.txt"] => Ok(feeds::robots(visit)),
        // Due stories were published before any request; this is for clients that ask WordPress for it.
        ["wp-cron.php"] => Ok(plain(200, "text/html; charset=UTF-8", String::new())),
        [slug] => by_slug(visit, slug),
        _ => missing::page(visit),
    }
}

fn by_slug(visit: &Visit<'_>, slug: &str) -> Result<Response<Body>, SiteError> {
    if let Some(post) = Post::public_by_slug(visit.db, slug)? {
        if !visit.path.ends_with('/') {
            return Ok(moved(&format!("{}{}", visit.base, post.path())));
        }
        return article::page(visit, &post);
    }
    match Post::public_by_old_slug(visit.db, slug)? {
        Some(post) => Ok(moved(&format!("{}{}", visit.base, post.path()))),
        None => missing::page(visit),
    }
}

/// `/?p=7`: the short address of a story; of one that is not public, readers see nothing.
fn by_id(visit: &Visit<'_>, id: i64) -> Result<Response<Body>, SiteError> {
    match Post::by_id(visit.db, id)? {
        Some(post) if post.status == crate::post::Status::Publish => {
            Ok(moved(&format!("{}{}", visit.base, post.path())))
        }
        _ => missing::page(visit),
    }
}

fn attachment(visit: &Visit<'_>, id: i64) -> Result<Response<Body>, SiteError> {
    match Media::by_id(visit.db, id)? {
        Some(media) if media.post == 0 || crate::post::is_public(visit.db, media.post)? => {
            Ok(moved(&format!("{}{}", visit.base, media.path())))
        }
        _ => missing::page(visit),
    }
}

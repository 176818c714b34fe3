//! Slugs: the readable part of an address.

use rusqlite::{Connection, OptionalExtension, params};

/// Longest slug, as in WordPress (`wp_posts.post_name` is VARCHAR(200)).
const LONGEST: usize = 200;

/// First parts of addresses that mean something else than a story.
const RESERVED: [&str; 15] = [
    "feed",
    "atom",
    "rss",
    "rss2",
    "rdf",
    "embed",
    "assets",
    "chuyen-muc",
    "tim-kiem",
    "wp-json",
    "wp-content",
    "wp-admin",
    "sitemap",
    "robots",
    "the",
];

/// What follows the slug of a post in the bin.
pub(crate) const TRASHED: &str = "__trashed";

/// Who asks for a slug. Photos give way to everything; a post takes its slug even from a photo.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    Posts,
    Media,
}

/// The slug of a text: plain letters, digits and hyphens.
pub(crate) fn slug(text: &str) -> String {
    // WordPress keeps underscores.
    let parts: Vec<String> = text.split('_').map(copydesk::slug).collect();
    let mut slug = parts.join("_");
    slug.truncate(LONGEST);
    slug.trim_matches(['-', '_']).to_owned()
}

/// `wanted`, or the first of `wanted-2`, `wanted-3` ... that nothing else has.
pub(crate) fn unique(db: &Connection, wanted: &str, space: Space, own_id: i64) -> rusqlite::Result<String> {
    if wanted.is_empty() {
        return Ok(String::new());
    }
    if !reserved(wanted) && !taken(db, wanted, space, own_id)? {
        return Ok(wanted.to_owned());
    }
    for number in 2.. {
        let suffix = format!("-{number}");
        let mut candidate = wanted.to_owned();
        candidate.truncate(LONGEST - suffix.len());
        candidate.push_str(&suffix);
        if !taken(db, &candidate, space, own_id)? {
            return Ok(candidate);
        }
    }
    Ok(wanted.to_owned())
}

/// Numbers alone look like years and page numbers.
fn reserved(slug: &str) -> bool {
    RESERVED.contains(&slug) || slug.bytes().all(|b| b.is_ascii_digit())
}

fn taken(db: &Connection, slug: &str, space: Space, own_id: i64) -> rusqlite::Result<bool> {
    let mut queries = vec!["SELECT 1 FROM post WHERE slug = ?1 AND id <> ?2"];
    if space == Space::Media {
        queries.push("SELECT 1 FROM media WHERE slug = ?1 AND id <> ?2");
    }
    for query in queries {
        let hit = db.prepare_cached(query)?.query_row(params![slug, own_id], |row| row.get::<_, i64>(0)).optional()?;
        if hit.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

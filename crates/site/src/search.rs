//! The readers' search index.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use crate::html;
use crate::post::{Post, Status};

/// Puts the story into the index, or takes it out when readers may not see it. Scheduled ones are in
/// already, so that publishing needs no second writing.
pub(crate) fn index(db: &Connection, post: &Post) -> rusqlite::Result<()> {
    forget(db, post.id)?;
    if !matches!(post.status, Status::Publish | Status::Future) {
        return Ok(());
    }
    let title = html::plain_text(&post.title);
    let text = format!("{}\n{}", html::plain_text(&post.excerpt), html::plain_text(&post.content));
    let (exact, folded) = (copydesk::exact(&title), copydesk::fold(&title));
    db.prepare_cached("INSERT INTO headline_search (rowid, exact, folded) VALUES (?1, ?2, ?3)")?
        .execute(params![post.id, exact, folded])?;
    db.prepare_cached(
        "INSERT INTO post_search (rowid, exact_title, exact_text, title, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![post.id, exact, copydesk::exact(&text), folded, copydesk::fold(&text)])?;
    Ok(())
}

/// Takes the story out of the index.
pub(crate) fn forget(db: &Connection, id: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM headline_search WHERE rowid = ?1")?.execute([id])?;
    db.prepare_cached("DELETE FROM post_search WHERE rowid = ?1")?.execute([id])?;
    Ok(())
}

/// Most words of a query that count.
const WORDS: usize = 12;

/// Most stories that a search shows, twenty pages of them. Every one costs, and nobody reads on.
const MOST: usize = 240;

/// What a search has found.
pub(crate) struct Found {
    /// One page of it.
    pub(crate) posts: Vec<Post>,
    /// Stories on all pages.
    pub(crate) total: usize,
    /// There are more than a search shows: the older ones are left out.
    pub(crate) more: bool,
}

/// Public stories with all the words of `query`, marks ignored, the best first: those with the words as typed, with their
/// marks, in the headline; as typed anywhere; in the headline whatever the marks; all others. Among equals the newest are
/// first. Of a word that thousands of stories have, the [`MOST`] made last are shown. Whoever types no marks means any.
pub(crate) fn find(db: &Connection, query: &str, offset: usize, limit: usize) -> rusqlite::Result<Found> {
    let (folded, exact) = (phrase_query(&copydesk::fold(query)), phrase_query(&copydesk::exact(query)));
    let (Some(folded), Some(exact)) = (folded, exact) else {
        return Ok(Found { posts: Vec::new(), total: 0, more: false });
    };
    let (in_headline, anywhere) =
        (("headline_search", "exact", "folded"), ("post_search", "exact_title exact_text", "title text"));
    let mut ranks = Vec::new();
    if exact != folded {
        ranks.extend([in_headline, anywhere].map(|(table, columns, _)| (table, format!("{{{columns}}} : ({exact})"))));
    }
    ranks.extend([in_headline, anywhere].map(|(table, _, columns)| (table, format!("{{{columns}}} : ({folded})"))));
    let mut ids = Vec::new();
    let mut seen = HashSet::new();
    let mut more = false;
    for (table, wanted) in ranks {
        let (hits, cut) = newest(db, table, &wanted)?;
        ids.extend(hits.into_iter().filter(|id| seen.insert(*id)));
        more |= cut;
    }
    more |= ids.len() > MOST;
    ids.truncate(MOST);
    let page = ids.iter().skip(offset).take(limit);
    let posts = page.filter_map(|id| Post::by_id(db, *id).transpose()).collect::<rusqlite::Result<_>>()?;
    Ok(Found { posts, total: ids.len(), more })
}

/// Ids of public stories, newest first, and whether there are more of them than [`MOST`].
fn newest(db: &Connection, table: &str, wanted: &str) -> rusqlite::Result<(Vec<i64>, bool)> {
    // Scheduled stories are in the index, too, and are few.
    let mut hits: Vec<(Option<i64>, i64)> = db
        .prepare_cached(&format!(
            "SELECT date, hit FROM (SELECT rowid AS hit FROM {table} WHERE {table} MATCH ?1 ORDER BY rowid DESC LIMIT ?2) \
             LEFT JOIN post INDEXED BY post_day ON post.id = hit AND status = 'publish'"
        ))?
        .query_map(params![wanted, MOST as i64 + 1], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let more = hits.len() > MOST;
    hits.sort_unstable_by(|one, other| other.cmp(one));
    Ok((hits.into_iter().filter_map(|(date, id)| date.map(|_| id)).collect(), more))
}

/// Every word as a quoted phrase: raw, `NĐ-CP` or `93,7%` would be an error of syntax.
fn phrase_query(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(WORDS)
        .map(|word| format!("\"{}\"", word.replace(['"', '\0'], "")))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_query_is_an_error_of_syntax() {
        let db = Connection::open_in_memory().unwrap_or_else(|e| panic!("{e}"));
        for step in crate::db::STEPS {
            db.execute_batch(step).unwrap_or_else(|e| panic!("{e}"));
        }
        for query in
            ["", "*", "\"", "NĐ-CP", "108/2014/NĐ-CP", "93,7%", "d'ran", "a AND", "NEAR(", "(", "title:x", "- -", "\0"]
        {
            assert!(find(&db, query, 0, 10).is_ok(), "{query:?}");
        }
    }
}

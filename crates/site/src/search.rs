//! The readers' search index.

use rusqlite::{Connection, params};

use crate::html;
use crate::post::{COLUMNS, Post, Status};

/// Puts the story into the index, or takes it out when readers may not see it. Scheduled ones are in
/// already, so that publishing needs no second writing.
pub(crate) fn index(db: &Connection, post: &Post) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM post_search WHERE rowid = ?1")?.execute([post.id])?;
    if !matches!(post.status, Status::Publish | Status::Future) {
        return Ok(());
    }
    let title = html::plain_text(&post.title);
    let text = format!("{}\n{}", html::plain_text(&post.excerpt), html::plain_text(&post.content));
    db.prepare_cached(
        "INSERT INTO post_search (rowid, exact_title, exact_text, title, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        post.id,
        copydesk::exact(&title),
        copydesk::exact(&text),
        copydesk::fold(&title),
        copydesk::fold(&text)
    ])?;
    Ok(())
}

/// Most words of a query that count.
const WORDS: usize = 12;

/// Public stories with all the words of `query`, marks ignored. Those with the words as typed, with
/// their marks, come first; then by relevance (BM25, a word in the headline counts ten times), then
/// the newest. Returns one page and the number of all.
pub(crate) fn find(db: &Connection, query: &str, offset: usize, limit: usize) -> rusqlite::Result<(Vec<Post>, usize)> {
    let Some(folded) = phrase_query(&copydesk::fold(query)) else {
        return Ok((Vec::new(), 0));
    };
    let Some(exact) = phrase_query(&copydesk::exact(query)) else {
        return Ok((Vec::new(), 0));
    };
    let folded = format!("{{title text}} : ({folded})");
    let exact = format!("{{exact_title exact_text}} : ({exact})");
    let total: i64 = db
        .prepare_cached(
            "SELECT count(*) FROM post_search JOIN post ON post.id = post_search.rowid \
             WHERE post_search MATCH ?1 AND status = 'publish'",
        )?
        .query_row([&folded], |row| row.get(0))?;
    let posts = db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM post_search JOIN post ON post.id = post_search.rowid \
             WHERE post_search MATCH ?1 AND status = 'publish' \
             ORDER BY post.id IN (SELECT rowid FROM post_search WHERE post_search MATCH ?2) DESC, \
             bm25(post_search, 0, 0, 10.0, 1.0), post.date DESC LIMIT ?3 OFFSET ?4"
        ))?
        .query_map(params![folded, exact, limit as i64, offset as i64], Post::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok((posts, usize::try_from(total).unwrap_or(0)))
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
        db.execute_batch(include_str!("schema.sql")).unwrap_or_else(|e| panic!("{e}"));
        for query in
            ["", "*", "\"", "NĐ-CP", "108/2014/NĐ-CP", "93,7%", "d'ran", "a AND", "NEAR(", "(", "title:x", "- -", "\0"]
        {
            assert!(find(&db, query, 0, 10).is_ok(), "{query:?}");
        }
    }
}

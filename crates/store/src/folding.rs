//! Search columns that were folded by another rule than today's are folded anew, when a newsroom is opened.
//!
//! What is searched is kept folded ([`copydesk::fold`]), and what somebody looks for is folded when it is looked for. After the
//! rule has changed the two do not meet. So each file says by which version of the rule its rows were folded.

use crate::{
    articles::{read_article, searched},
    error::StoreError,
    newsroom_settings::setting,
    sums::{self, Trust},
};
use copydesk::FOLD_VERSION;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// The setting that says by which version the stories of the desk were folded.
const SETTING: &str = "fold_version";

/// Folds the stories of a desk anew, one after the other, all in one transaction, if they were folded by another rule. Nothing
/// else of them changes: neither when they were changed last, nor their version. It is no change that anybody made, so it
/// is not counted; where it gets lost, it is made again.
///
/// A story that this program cannot read, or that is damaged, stays folded as it is. `told` is told how many of how many are done.
///
/// # Errors
/// [`StoreError::DiskFull`].
pub(crate) fn bring_up_desk(desk: &mut Connection, told: &dyn Fn(u32, u32)) -> Result<(), StoreError> {
    if setting(desk, SETTING, Trust::None)?.is_some_and(|version| version == FOLD_VERSION.to_string()) {
        return Ok(());
    }
    let tx = desk.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let total = tx.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
    let (mut last, mut done) = (String::new(), 0);
    loop {
        let next: Option<String> = tx
            .prepare_cached("SELECT id FROM article WHERE id > ?1 ORDER BY id LIMIT 1")?
            .query_row([&last], |row| row.get(0))
            .optional()?;
        let Some(id) = next else { break };
        fold_story(&tx, &id, Trust::None)?;
        last = id;
        done += 1;
        told(done, total);
    }
    tx.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", (SETTING, FOLD_VERSION.to_string()))?;
    sums::keep_sum(&tx, "setting", tx.last_insert_rowid())?;
    tx.commit()?;
    Ok(())
}

/// Folds one story anew, if it can be read and is what was written.
///
/// # Errors
/// What SQLite says.
pub(crate) fn fold_story(tx: &Connection, id: &str, trust: Trust<'_>) -> Result<(), StoreError> {
    let read = id
        .parse()
        .map_err(|_| StoreError::Unreadable { what: "id", why: id.to_owned() })
        .and_then(|id| read_article(tx, id, trust));
    let article = match read {
        Err(StoreError::Unreadable { what, why }) => {
            tracing::warn!(id, what, why, "a story that cannot be read stays folded as it is");
            return Ok(());
        }
        // It gets no sum of its damage.
        Err(StoreError::Damaged(why)) => {
            tracing::warn!(id, why, "a damaged story stays folded as it is");
            return Ok(());
        }
        read => read?,
    };
    let folded = searched(&article.manuscript, &article.manuscript.body.plain_text());
    let changed: Option<i64> = tx
        .prepare_cached("UPDATE article SET folded = ?2 WHERE id = ?1 AND folded <> ?2 RETURNING rowid")?
        .query_row((id, &folded), |row| row.get(0))
        .optional()?;
    match changed {
        Some(row) => sums::keep_sum(tx, "article", row),
        None => Ok(()),
    }
}

/// Folds the words of the archive anew, if they were folded by another rule: story by story, in one transaction, and only those
/// stories that have a word which is folded to another one now.
///
/// The archive keeps no texts, only their words in the index; so what was folded is folded once more. That is right for every
/// change by which more is folded than before. A rule by which less is folded than before, or by which words begin elsewhere, needs
/// the texts, and they are fetched anew by whoever begins the archive anew.
///
/// # Errors
/// [`StoreError::Damaged`], [`StoreError::DiskFull`]: then everything is as it was.
pub(crate) fn bring_up_archive(archive: &mut Connection) -> Result<(), StoreError> {
    let version: u32 = archive.query_row("SELECT version FROM folding", [], |row| row.get(0))?;
    if version == FOLD_VERSION {
        return Ok(());
    }
    let tx = archive.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(include_str!("folding_begin.sql"))?;
    if any_story_with_other_words(&tx)? {
        gather(&tx)?;
        put_back(&tx)?;
    }
    tx.execute("UPDATE folding SET version = ?1", [FOLD_VERSION])?;
    tx.execute_batch(include_str!("folding_end.sql"))?;
    tx.commit()?;
    Ok(())
}

/// Notes the stories with a word that is folded to another one now.
fn any_story_with_other_words(tx: &Connection) -> Result<bool, StoreError> {
    let mut words = tx.prepare("SELECT term FROM temp.indexed_word")?;
    let mut stories = tx.prepare(
        "INSERT OR IGNORE INTO temp.folded_otherwise (id) SELECT doc FROM temp.indexed_place WHERE term = ?1",
    )?;
    let mut rows = words.query([])?;
    let mut found = false;
    while let Some(row) = rows.next()? {
        let word: String = row.get("term")?;
        if copydesk::fold(&word) != word {
            stories.execute([&word])?;
            found = true;
        }
    }
    Ok(found)
}

/// Gathers the words of these stories, in their order, folded.
fn gather(tx: &Connection) -> Result<(), StoreError> {
    let mut places = tx.prepare(
        "SELECT doc, term FROM temp.indexed_place
         WHERE col = 'text' AND doc IN (SELECT id FROM temp.folded_otherwise) ORDER BY doc, offset",
    )?;
    let mut keep = tx.prepare("UPDATE temp.folded_otherwise SET text = ?2 WHERE id = ?1")?;
    let mut rows = places.query([])?;
    let mut story: Option<(i64, String)> = None;
    while let Some(row) = rows.next()? {
        let doc: i64 = row.get("doc")?;
        if let Some((id, text)) = story.take_if(|(id, _)| *id != doc) {
            keep.execute((id, copydesk::fold(&text)))?;
        }
        let (_, text) = story.get_or_insert_with(|| (doc, String::new()));
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(row.get_ref("term")?.as_str().map_err(rusqlite::Error::from)?);
    }
    if let Some((id, text)) = story {
        keep.execute((id, copydesk::fold(&text)))?;
    }
    Ok(())
}

/// Writes what was gathered into the index; headlines are there as they are.
fn put_back(tx: &Connection) -> Result<(), StoreError> {
    let mut gathered = tx.prepare(
        "SELECT folded_otherwise.id, story.title, text FROM temp.folded_otherwise
         JOIN story ON story.id = folded_otherwise.id",
    )?;
    let mut remove = tx.prepare("DELETE FROM story_words WHERE rowid = ?1")?;
    let mut add = tx.prepare("INSERT INTO story_words (rowid, title, text) VALUES (?1, ?2, ?3)")?;
    let mut rows = gathered.query([])?;
    while let Some(row) = rows.next()? {
        let (id, title, text): (i64, String, String) = (row.get("id")?, row.get("title")?, row.get("text")?);
        remove.execute([id])?;
        add.execute((id, copydesk::fold(&title), text))?;
    }
    Ok(())
}

//! What waits in the outbox of a newsroom that is not what it was.

use crate::{
    columns::{Columns, time},
    error::StoreError,
    sums::{self, DamagedRow, Touched, Trust},
    transact::{Act, Transaction, run},
};
use chrono::{DateTime, Utc};
use newsroom::{ArticleId, Deed};
use rusqlite::{Connection, OptionalExtension};

/// Holds every sending back that is not finished, until somebody lets it go: readers may have something newer by now than what
/// this database knows, and what it knows would be put over that. For the same reason what was approved counts as perhaps seen. Where rows are damaged, it is written into the history of
/// their stories.
pub(super) fn hold_back(desk: &mut Connection, damaged: &[DamagedRow], now: DateTime<Utc>) -> Result<(), StoreError> {
    let touched = Touched::watch(desk)?;
    run(desk, &touched, "FULL", Act { actor: None, at: now }, |t| {
        // Also those that cannot be read.
        t.tx.execute("UPDATE transmission SET paused = 1 WHERE finished_at IS NULL", [])?;
        for mut sending in t.readable_open_transmissions()? {
            sending.hold_after_going_back();
            t.save_transmission(&sending)?;
        }
        count_as_perhaps_seen(t)?;
        for row in damaged {
            t.audit(story_of(t, row)?, &Deed::FoundDamaged, Some(&row.to_string()))?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}

/// What was approved may have gone to readers since: until somebody has looked, it counts among what they may see. Stories that are
/// damaged stay as they are, or they would get a sum of their damage.
fn count_as_perhaps_seen(t: &Transaction<'_>) -> Result<(), StoreError> {
    let approved =
        "stage <> 'spiked' AND approved_revision IS NOT NULL AND live_revision IS NULL AND unseen_since IS NULL";
    let damaged = sums::damaged_among(&t.tx, "article", approved, [], Trust::None)?;
    let mut statement = t.tx.prepare(&format!("SELECT id FROM article WHERE {approved}"))?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    for id in ids.iter().filter(|id| damaged.iter().all(|row| row.key != **id)) {
        t.tx.execute("UPDATE article SET unseen_since = ?2 WHERE id = ?1", (id, time(t.act.at)))?;
    }
    Ok(())
}

/// As [`hold_back`], within a change, of what is as it was written: a row that is damaged gets no sum of its damage, and is not
/// sent, because it is not read.
pub(super) fn hold_what_is_sound(t: &mut Transaction<'_>) -> Result<(), StoreError> {
    for mut sending in t.readable_open_transmissions()? {
        match t.transmission(sending.id) {
            Ok(_) => {
                sending.hold_after_going_back();
                t.save_transmission(&sending)?;
            }
            Err(StoreError::Damaged(why)) => tracing::warn!(why, "a damaged sending is left as it is"),
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// The story that a row is of; none of one that is of no story.
pub(super) fn story_of(t: &Transaction<'_>, row: &DamagedRow) -> Result<Option<ArticleId>, StoreError> {
    let sql = match row.table.as_str() {
        "article" => "SELECT id AS story FROM article WHERE id = ?1",
        "photo_use" => "SELECT article AS story FROM photo_use WHERE id = ?1",
        "revision" => "SELECT article AS story FROM revision WHERE id = ?1",
        "transmission" => "SELECT article AS story FROM transmission WHERE id = ?1",
        "remark" => "SELECT article AS story FROM remark WHERE id = ?1",
        "approval" => "SELECT article AS story FROM revision WHERE id = ?1",
        _ => return Ok(None),
    };
    let found = t.tx.query_row(sql, [&row.key], |row| Ok(row.parsed::<ArticleId>("story"))).optional()?;
    Ok(found.and_then(Result::ok))
}

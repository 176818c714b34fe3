//! A sum of every row of the desk's file, by which a bit that changed on the disk is told from what somebody wrote.
//!
//! SQLite checks the structure of its pages, and its log, but not the texts in a page. So every change writes, in the same
//! transaction, a sum of each row that it touched; reading a story compares, and a full check compares them all.

use crate::{error::StoreError, migrations::DESK};
use rusqlite::{
    Connection, OptionalExtension, Params, Row, params_from_iter,
    types::{Value, ValueRef},
};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fmt, mem,
    sync::{Arc, Mutex, PoisonError},
};

/// Bytes of a SHA-256 that are kept: chance does not make two of these alike.
const SUM_BYTES: usize = 16;
/// Between the values of a primary key of several columns.
const KEY_PARTS: &str = "\u{1f}";
/// Tables that are not summed: the sums, and what changes with each of them.
const NOT_SUMMED: [&str; 2] = ["row_sum", "tally"];

/// A row whose values are not those that were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedRow {
    /// Name of the table.
    pub table: String,
    /// Its primary key.
    pub key: String,
}

impl DamagedRow {
    /// Its key as people see it: the values of it, with a blank between two.
    #[must_use]
    pub fn key_shown(&self) -> String {
        self.key.replace(KEY_PARTS, " ")
    }
}

impl fmt::Display for DamagedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.table, self.key_shown())
    }
}

/// A row as it was found, and its sums.
#[derive(Clone, Debug)]
pub(crate) struct FoundRow {
    /// Values of its columns, in their order.
    pub values: Vec<Value>,
    /// The sum of these values.
    pub sum: Vec<u8>,
    /// The sum that was written with the row; none if it has none.
    pub kept: Option<Vec<u8>>,
}

/// Which rows are believed without a look.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trust<'a> {
    /// None: all are looked at.
    None,
    /// Those that the transaction which reads has changed itself: their sums are written at its end. Every other row is looked
    /// at, however much was changed before: what is read is often saved again, and would get a sum of its damage.
    OwnChanges(&'a Touched),
}

impl Trust<'_> {
    fn is_own(self, table: &str, row: i64) -> bool {
        match self {
            Self::None => false,
            Self::OwnChanges(touched) => touched.holds(table, row),
        }
    }
}

/// Rows that the transaction under way has touched: table and row number.
#[derive(Debug, Default)]
pub(crate) struct Touched(Arc<Mutex<BTreeSet<(String, i64)>>>);

impl Touched {
    /// Watches a connection from now on.
    pub(crate) fn watch(connection: &mut Connection) -> Result<Self, StoreError> {
        let touched = Self::default();
        let seen = Arc::clone(&touched.0);
        connection.update_hook(Some(move |_, _: &str, table: &str, row| {
            if !NOT_SUMMED.contains(&table) {
                seen.lock().unwrap_or_else(PoisonError::into_inner).insert((table.to_owned(), row));
            }
        }))?;
        Ok(touched)
    }

    /// Forgets what a change touched that was not committed.
    pub(crate) fn forget(&self) {
        drop(self.take());
    }

    fn take(&self) -> BTreeSet<(String, i64)> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The rows that the transaction under way has touched until now: table and row number.
    pub(crate) fn rows(&self) -> BTreeSet<(String, i64)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How far the transaction under way may believe what it reads.
    pub(crate) fn trust(&self) -> Trust<'_> {
        Trust::OwnChanges(self)
    }

    fn holds(&self, table: &str, row: i64) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&(table.to_owned(), row))
    }

    /// Writes the sums of what was touched, and counts the commit. None if nothing was changed.
    pub(crate) fn sum(&self, connection: &Connection) -> Result<Option<u64>, StoreError> {
        let touched = self.take();
        if touched.is_empty() {
            return Ok(None);
        }
        for (table, number) in &touched {
            keep_sum(connection, table, *number)?;
        }
        let mut counted = connection.prepare_cached("UPDATE tally SET commits = commits + 1 RETURNING commits")?;
        Ok(Some(counted.query_row([], |row| row.get(0))?))
    }
}

/// Writes the sum of a row, by its row number, as it is now; nothing for one that was deleted, or whose change was taken back.
pub(crate) fn keep_sum(connection: &Connection, table: &str, number: i64) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT * FROM \"{table}\" WHERE rowid = ?1"))?;
    let (keys, columns) = (key_columns(connection, table)?, statement.column_count());
    if let Some((key, sum)) = statement.query_row([number], |row| key_and_sum(row, table, &keys, columns)).optional()? {
        keep(connection, table, &key, &sum)?;
    }
    Ok(())
}

/// Makes the sums of all rows if they were made of another schema, or never.
pub(crate) fn bring_up(connection: &mut Connection) -> Result<(), StoreError> {
    let shape = shape(connection)?;
    let summed: String = connection.query_row("SELECT summed FROM tally", [], |row| row.get(0))?;
    if summed == shape {
        return Ok(());
    }
    let tx = connection.transaction()?;
    tx.execute("DELETE FROM row_sum", [])?;
    for table in tables(&tx)? {
        let keys = key_columns(&tx, &table)?;
        let mut statement = tx.prepare(&format!("SELECT * FROM \"{table}\""))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, sum) = key_and_sum(row, &table, &keys, columns)?;
            keep(&tx, &table, &key, &sum)?;
        }
    }
    tx.execute("UPDATE tally SET summed = ?1", [shape])?;
    tx.commit()?;
    Ok(())
}

/// Takes all rows for what was written, whatever they hold: a person has decided to go on with them.
pub(crate) fn believe_all(connection: &mut Connection) -> Result<(), StoreError> {
    connection.execute("UPDATE tally SET summed = ''", [])?;
    bring_up(connection)
}

/// All rows whose values are not those that were written; none where there are no sums of this schema.
///
/// # Errors
/// [`StoreError::Damaged`] if the rows cannot be read at all.
pub(crate) fn damaged_rows(connection: &Connection) -> Result<Vec<DamagedRow>, StoreError> {
    let has_sums: bool =
        connection
            .query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'row_sum')", [], |row| row.get(0))?;
    if !has_sums {
        return Ok(Vec::new());
    }
    let summed: String = connection.query_row("SELECT summed FROM tally", [], |row| row.get(0))?;
    let mut damaged = Vec::new();
    if summed != shape(connection)? {
        return Ok(damaged);
    }
    for table in tables(connection)? {
        let keys = key_columns(connection, &table)?;
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, sum) = key_and_sum(row, &table, &keys, columns)?;
            if kept(connection, &table, &key)?.as_ref() != Some(&sum) {
                damaged.push(DamagedRow { table: table.clone(), key });
            }
        }
    }
    Ok(damaged)
}

/// Looks whether rows are what was written, before they are believed: those of a table that have this value in this column. A row
/// without a sum, which another program wrote, is believed.
///
/// # Errors
/// [`StoreError::Damaged`] that names the row.
pub(crate) fn look_at(
    connection: &Connection,
    table: &str,
    column: &str,
    value: &str,
    trust: Trust<'_>,
) -> Result<(), StoreError> {
    look_at_those(connection, table, &format!("{column} = ?1"), [value], trust)
}

/// As [`note_those`], of every row of a table.
///
/// # Errors
/// What SQLite says.
pub(crate) fn note_all(connection: &Connection, table: &str, trust: Trust<'_>) -> Result<(), StoreError> {
    note_those(connection, table, "TRUE", [], trust)
}

/// As [`look_at`], of those rows for which a condition of SQL holds. Whatever reads from a table asks here before, with the
/// condition that it reads by.
///
/// # Errors
/// As [`look_at`].
pub(crate) fn look_at_those(
    connection: &Connection,
    table: &str,
    condition: &str,
    values: impl Params,
    trust: Trust<'_>,
) -> Result<(), StoreError> {
    match damaged_among(connection, table, condition, values, trust)?.first() {
        None => Ok(()),
        Some(row) => Err(StoreError::Damaged(format!("{row} is not what was written"))),
    }
}

/// As [`look_at_those`], of what belongs to a list, a name or a counter: what is damaged is noted, and shown as it is. One row must
/// not hide all others, nor stop what goes on; the look through all rows at each copy tells the chief of it.
///
/// # Errors
/// What SQLite says.
pub(crate) fn note_those(
    connection: &Connection,
    table: &str,
    condition: &str,
    values: impl Params,
    trust: Trust<'_>,
) -> Result<(), StoreError> {
    for row in damaged_among(connection, table, condition, values, trust)? {
        tracing::warn!(%row, "a row is not what was written");
    }
    Ok(())
}

/// Which of the rows for which a condition of SQL holds are not what was written.
///
/// # Errors
/// What SQLite says.
pub(crate) fn damaged_among(
    connection: &Connection,
    table: &str,
    condition: &str,
    values: impl Params,
    trust: Trust<'_>,
) -> Result<Vec<DamagedRow>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT *, {table}.rowid AS number FROM {table} WHERE {condition}"))?;
    // A table with an id has it for its key.
    let keys = match statement.column_index("id") {
        Ok(id) => vec![id],
        Err(_) => key_columns(connection, table)?,
    };
    let columns = statement.column_count() - 1;
    let mut damaged = Vec::new();
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        let (key, sum) = key_and_sum(row, table, &keys, columns)?;
        if kept(connection, table, &key)?.is_some_and(|kept| kept != sum) && !trust.is_own(table, row.get(columns)?) {
            damaged.push(DamagedRow { table: table.to_owned(), key });
        }
    }
    Ok(damaged)
}

/// A row by its table and key; none if there is none.
///
/// # Errors
/// [`StoreError::Damaged`] if it cannot be read at all.
pub(crate) fn find_row(connection: &Connection, row: &DamagedRow) -> Result<Option<FoundRow>, StoreError> {
    let DamagedRow { table, key } = row;
    let condition = key_condition(connection, table)?;
    let mut statement = connection.prepare_cached(&format!("SELECT * FROM \"{table}\" WHERE {condition}"))?;
    let (keys, columns) = (key_columns(connection, table)?, statement.column_count());
    let found = statement.query_row(params_from_iter(parts_of(key)), |row| {
        let values = (0..columns).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()?;
        Ok((values, key_and_sum(row, table, &keys, columns)?.1))
    });
    let Some((values, sum)) = found.optional()? else { return Ok(None) };
    Ok(Some(FoundRow { values, sum, kept: kept(connection, table, key)? }))
}

/// The parts of a key, one for each column of it.
pub(crate) fn parts_of(key: &str) -> impl Iterator<Item = &str> {
    key.split(KEY_PARTS)
}

/// The condition of SQL by which a row of a table is found, with a value for each part of its key.
pub(crate) fn key_condition(connection: &Connection, table: &str) -> Result<String, StoreError> {
    let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
    let names = statement.query_map([table], |row| row.get::<_, String>(0))?;
    let parts: Vec<String> = names.map(|name| Ok(format!("\"{}\" = ?", name?))).collect::<rusqlite::Result<_>>()?;
    Ok(parts.join(" AND "))
}

fn kept(connection: &Connection, table: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT sum FROM row_sum WHERE of_table = ?1 AND of_row = ?2")?;
    Ok(statement.query_row((table, key), |row| row.get(0)).optional()?)
}

fn keep(connection: &Connection, table: &str, key: &str, sum: &[u8]) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO row_sum (of_table, of_row, sum) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET sum = excluded.sum WHERE sum IS NOT excluded.sum",
        )?
        .execute((table, key, sum))?;
    Ok(())
}

/// The key of a row and the sum of its first columns, which are those of its table.
fn key_and_sum(row: &Row<'_>, table: &str, keys: &[usize], columns: usize) -> rusqlite::Result<(String, Vec<u8>)> {
    let mut sum = Sha256::new();
    sum.update(table.as_bytes());
    for column in 0..columns {
        let (kind, bytes): (u8, &[u8]) = match row.get_ref(column)? {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(number) => (1, &number.to_le_bytes()),
            ValueRef::Real(number) => (2, &number.to_le_bytes()),
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(blob) => (4, blob),
        };
        sum.update([kind]);
        sum.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        sum.update(bytes);
    }
    let mut key = Vec::with_capacity(keys.len());
    for column in keys {
        key.push(match row.get_ref(*column)? {
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            other => format!("{other:?}"),
        });
    }
    Ok((key.join(KEY_PARTS), sum.finalize()[..SUM_BYTES].to_vec()))
}

/// Places of the primary key's columns; SQLite's row number cannot serve, for another program may give other ones (`VACUUM`).
fn key_columns(connection: &Connection, table: &str) -> Result<Vec<usize>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT cid FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
    let mut rows = statement.query([table])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        places.push(row.get("cid")?);
    }
    Ok(places)
}

/// The tables that are summed. Those without row numbers are not: SQLite does not tell of their changes.
fn tables(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0
           AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let mut rows = statement.query([])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        names.push(row.get::<_, String>("name")?);
    }
    names.retain(|name| !NOT_SUMMED.contains(&name.as_str()));
    Ok(names)
}

/// The schema's number, and a hash of the summed tables and their columns. The number, because a migration may write rows and
/// leave the columns as they are.
pub(crate) fn shape(connection: &Connection) -> Result<String, StoreError> {
    let mut sum = Sha256::new();
    for table in tables(connection)? {
        sum.update(format!("{table}("));
        let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
        let mut rows = statement.query([&table])?;
        while let Some(row) = rows.next()? {
            sum.update(format!("{},", row.get::<_, String>("name")?));
        }
        sum.update(")");
    }
    Ok(format!("{} {}", DESK.version(connection)?, hex::encode(sum.finalize())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upgrade_that_writes_rows_and_adds_no_column_is_no_damage() {
        let mut desk = Connection::open_in_memory().unwrap();
        DESK.upgrade(&mut desk).unwrap();
        desk.execute("INSERT INTO setting VALUES ('newsroom', 'Báo Móng Cái')", []).unwrap();
        let newest = DESK.newest();
        desk.pragma_update(None, "user_version", newest - 1).unwrap();
        bring_up(&mut desk).unwrap();
        desk.execute("UPDATE setting SET value = 'Báo Quảng Ninh'", []).unwrap();
        assert_eq!(damaged_rows(&desk).unwrap().len(), 1, "within a schema it is");
        desk.pragma_update(None, "user_version", newest).unwrap();
        bring_up(&mut desk).unwrap();
        assert_eq!(damaged_rows(&desk).unwrap(), []);
    }
}

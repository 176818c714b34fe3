//! Databases as text: what is compared with the golden schema, and how old databases are kept.

use rusqlite::{Connection, types::Value};
use std::{fmt::Write, path::Path};

/// The schema with the settings that live in the file; objects by kind and name.
pub(crate) fn schema(file: &Path) -> String {
    let connection = Connection::open(file).unwrap();
    let mut text = settings(&connection, &["journal_mode", "encoding", "auto_vacuum"]);
    for sql in objects(&connection, "type = 'table' DESC, type, name") {
        writeln!(text, "\n{sql};").unwrap();
    }
    text
}

/// The whole database; running it on an empty file makes the same again.
pub(crate) fn whole(connection: &Connection) -> String {
    let mut text = settings(connection, &[]);
    text.push_str("BEGIN;\n");
    for sql in objects(connection, "type = 'trigger', rowid").iter().filter(|sql| !sql.starts_with("CREATE TABLE '")) {
        writeln!(text, "{sql};").unwrap();
        if let Some(table) = sql.strip_prefix("CREATE TABLE ").and_then(|rest| rest.split(' ').next()) {
            // Sums are made anew for the rows of the dump.
            if table != "row_sum" {
                write_rows(connection, table, "rowid", &mut text);
            }
        }
    }
    // A full-text index without the texts can only be kept as the tables that it consists of.
    for table in shadows(connection) {
        writeln!(text, "DELETE FROM {table};").unwrap();
        write_rows(connection, &table, "1", &mut text);
    }
    text.push_str("COMMIT;\n");
    text
}

fn settings(connection: &Connection, more: &[&str]) -> String {
    let mut text = String::new();
    for name in ["application_id", "user_version"].iter().chain(more) {
        let value: Value = connection.query_row(&format!("PRAGMA {name}"), [], |r| r.get(0)).unwrap();
        match value {
            Value::Integer(number) => writeln!(text, "PRAGMA {name} = {number};").unwrap(),
            Value::Text(word) => writeln!(text, "PRAGMA {name} = '{word}';").unwrap(),
            other => panic!("{name} is {other:?}"),
        }
    }
    text
}

fn objects(connection: &Connection, order: &str) -> Vec<String> {
    let sql = format!("SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY {order}");
    let mut statement = connection.prepare(&sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Tables that virtual tables make for themselves.
fn shadows(connection: &Connection) -> Vec<String> {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_list WHERE type = 'shadow' ORDER BY name").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn write_rows(connection: &Connection, table: &str, order: &str, text: &mut String) {
    let columns: Vec<String> = {
        let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        statement.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
    let sql = format!("SELECT concat_ws(', ', {}) FROM {table} ORDER BY {order}", quoted.join(", "));
    let mut statement = connection.prepare(&sql).unwrap();
    let rows: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    if !rows.is_empty() {
        writeln!(text, "INSERT INTO {table} ({}) VALUES\n  ({});", columns.join(", "), rows.join("),\n  (")).unwrap();
    }
}

//! Things that are one row of one table each.

use crate::{error::StoreError, shared::value};
use newsroom::Kind;
use rusqlite::{
    Connection, OptionalExtension, params_from_iter,
    types::{Value as Sql, ValueRef},
};
use serde_json::{Map, Value};

/// How a column is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A text or a number, as it stands.
    Plain,
    /// JSON in a text.
    Json,
}

/// A kind whose things are rows.
pub(super) struct RowKind {
    kind: Kind,
    /// The table, and the column that is the thing's key.
    pub(super) table: &'static str,
    pub(super) key: &'static str,
    /// Column, name among laptops, form.
    columns: &'static [(&'static str, &'static str, Form)],
    /// Columns that each laptop fills by itself when a row comes: name, and SQL.
    own: &'static [(&'static str, &'static str)],
}

use Form::{Json, Plain};

/// Every kind that is rows.
const ROW_KINDS: &[RowKind] = &[
    RowKind {
        kind: Kind::Staff,
        table: "staff",
        key: "id",
        columns: &[
            ("login", "login", Plain),
            ("name", "name", Plain),
            ("role", "role", Plain),
            ("created_at", "created_at", Plain),
            ("left_at", "left_at", Plain),
        ],
        // What one signs in with leaves no laptop: nobody gets in by it before he has signed in at the server.
        own: &[("password_hash", "''")],
    },
    RowKind {
        kind: Kind::Section,
        table: "section",
        key: "id",
        columns: &[("name", "name", Plain), ("position", "position", Plain), ("retired_at", "retired_at", Plain)],
        own: &[],
    },
    RowKind {
        kind: Kind::Template,
        table: "template",
        key: "id",
        columns: &[
            ("name", "name", Plain),
            ("purpose", "purpose", Plain),
            ("section", "section", Plain),
            ("headline", "headline", Plain),
            ("standfirst", "standfirst", Plain),
            ("doc", "doc", Json),
            ("updated_at", "updated_at", Plain),
        ],
        own: &[],
    },
    RowKind {
        kind: Kind::Photo,
        table: "photo",
        key: "original",
        columns: &[
            ("id", "id", Plain),
            ("file_name", "file_name", Plain),
            ("width", "width", Plain),
            ("height", "height", Plain),
            ("caption", "caption", Plain),
            ("alt_text", "alt_text", Plain),
            ("byline", "byline", Plain),
            ("credit", "credit", Plain),
            ("copyright", "copyright", Plain),
            ("place", "place", Plain),
            ("taken_at", "taken_at", Plain),
            ("keywords", "keywords", Json),
            ("rights", "rights", Plain),
            ("consent", "consent", Plain),
            ("rating", "rating", Plain),
            ("brought_by", "brought_by", Plain),
            ("brought_at", "brought_at", Plain),
        ],
        own: &[],
    },
    RowKind {
        kind: Kind::Revision,
        table: "revision",
        key: "id",
        columns: &[
            ("article", "story", Plain),
            ("manuscript", "manuscript", Json),
            ("content", "content", Plain),
            ("form", "form", Plain),
            ("occasion", "occasion", Plain),
            ("made_by", "made_by", Plain),
            ("made_at", "made_at", Plain),
            ("name", "name", Plain),
            ("words", "words", Plain),
            ("added", "added", Plain),
            ("removed", "removed", Plain),
        ],
        // The order in which they came to this laptop.
        own: &[("number", "(SELECT coalesce(max(number), 0) + 1 FROM revision WHERE article = :story)")],
    },
    RowKind {
        kind: Kind::Approval,
        table: "approval",
        key: "revision",
        columns: &[
            ("content", "content", Plain),
            ("form", "form", Plain),
            ("approved_by", "approved_by", Plain),
            ("approved_at", "approved_at", Plain),
            ("forced", "forced", Plain),
        ],
        own: &[],
    },
];

/// The kind as rows; none for one that is more than a row.
pub(super) fn row_kind(kind: Kind) -> Option<&'static RowKind> {
    ROW_KINDS.iter().find(|rows| rows.kind == kind)
}

impl RowKind {
    /// All columns that are decided about.
    #[cfg(test)]
    pub(super) fn all_columns(&self) -> std::collections::BTreeSet<String> {
        let told = self.columns.iter().map(|(column, ..)| *column);
        let own = self.own.iter().map(|(column, _)| *column);
        told.chain(own).chain([self.key]).map(str::to_owned).collect()
    }

    /// The row of a key, as laptops tell it; none if there is none.
    pub(super) fn read(&self, connection: &Connection, key: &str) -> Result<Option<Value>, StoreError> {
        let columns: Vec<&str> = self.columns.iter().map(|(column, ..)| *column).collect();
        let sql = format!("SELECT {} FROM {} WHERE {} = ?1", columns.join(", "), self.table, self.key);
        let mut statement = connection.prepare_cached(&sql)?;
        let found = statement.query_row([key], |row| {
            (0..columns.len()).map(|place| row.get::<_, Sql>(place)).collect::<Result<Vec<_>, _>>()
        });
        let Some(values) = found.optional()? else { return Ok(None) };
        let mut told = Map::new();
        for ((_, name, form), stored) in self.columns.iter().zip(values) {
            told.insert((*name).to_owned(), shown(stored, *form)?);
        }
        Ok(Some(Value::Object(told)))
    }

    /// Removes the row of a key, as somebody else did.
    pub(super) fn remove(&self, connection: &Connection, key: &str) -> Result<(), StoreError> {
        connection.prepare_cached(&format!("DELETE FROM {} WHERE {} = ?1", self.table, self.key))?.execute([key])?;
        Ok(())
    }

    /// Writes the row of a key as it was told; a field that is missing is empty, one that is not known is left out.
    pub(super) fn write(&self, connection: &Connection, key: &str, told: &Value) -> Result<(), StoreError> {
        let mut names = vec![self.key.to_owned()];
        let mut places = vec!["?1".to_owned()];
        let mut values = vec![Sql::Text(key.to_owned())];
        for (column, name, form) in self.columns {
            let Some(field) = told.get(*name) else { continue };
            names.push((*column).to_owned());
            values.push(stored(field, *form)?);
            places.push(format!("?{}", values.len()));
        }
        let changing: Vec<String> =
            names.iter().skip(1).map(|column| format!("{column} = excluded.{column}")).collect();
        for (column, sql) in self.own {
            let story = names.iter().position(|name| name == "article").map_or(0, |place| place + 1);
            names.push((*column).to_owned());
            places.push(sql.replace(":story", &format!("?{story}")));
        }
        let conflict = if self.kind.is_kept_for_ever() {
            // What is kept for ever is there already, or comes once; the triggers would refuse even to try.
            let there: bool = connection
                .prepare_cached(&format!("SELECT EXISTS (SELECT 1 FROM {} WHERE {} = ?1)", self.table, self.key))?
                .query_row([key], |row| row.get(0))?;
            if there {
                return Ok(());
            }
            String::new()
        } else {
            format!(" ON CONFLICT ({}) DO UPDATE SET {}", self.key, changing.join(", "))
        };
        let sql = format!("INSERT INTO {} ({}) VALUES ({}){conflict}", self.table, names.join(", "), places.join(", "));
        connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }
}

fn shown(stored: Sql, form: Form) -> Result<Value, StoreError> {
    Ok(match ValueRef::from(&stored) {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Text(text) if form == Json => value(&String::from_utf8_lossy(text))?,
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        _ => Value::Null,
    })
}

fn stored(told: &Value, form: Form) -> Result<Sql, StoreError> {
    Ok(match told {
        _ if form == Json => Sql::Text(told.to_string()),
        Value::Null => Sql::Null,
        Value::String(text) => Sql::Text(text.clone()),
        Value::Number(number) if number.is_i64() => Sql::Integer(number.as_i64().unwrap_or_default()),
        other => {
            return Err(StoreError::Unreadable {
                what: "field of a thing",
                why: format!("{other} is no text or number"),
            });
        }
    })
}

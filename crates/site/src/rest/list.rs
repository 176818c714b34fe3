//! What all lists share: a WHERE clause that grows, pages, and the headers that count.

use rusqlite::{Connection, Row, ToSql};
use serde_json::Value;

use crate::rest::call::{Call, Reply, query_of_page};
use crate::rest::error::RestError;

/// A query under construction. Values are always bound, never written into the text.
#[derive(Default)]
pub(crate) struct Filter {
    clauses: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Filter {
    /// Adds a condition; each `?` in it takes the next of `values`.
    pub(crate) fn add<V: ToSql + 'static>(&mut self, clause: &str, values: impl IntoIterator<Item = V>) {
        self.clauses.push(format!("({clause})"));
        self.values.extend(values.into_iter().map(|value| Box::new(value) as Box<dyn ToSql>));
    }

    /// `column IN (values)`; nothing matches an empty list.
    pub(crate) fn one_of<V: ToSql + 'static>(&mut self, column: &str, values: Vec<V>) {
        let marks = vec!["?"; values.len()].join(", ");
        self.add(&format!("{column} IN ({marks})"), values);
    }

    /// `column NOT IN (values)`.
    pub(crate) fn none_of<V: ToSql + 'static>(&mut self, column: &str, values: Vec<V>) {
        let marks = vec!["?"; values.len()].join(", ");
        self.add(&format!("{column} NOT IN ({marks})"), values);
    }

    /// `column` contains the text.
    pub(crate) fn contains(&mut self, columns: &[&str], text: &str) {
        let pattern = format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        let clauses: Vec<String> = columns.iter().map(|column| format!("{column} LIKE ? ESCAPE '\\'")).collect();
        self.add(&clauses.join(" OR "), vec![pattern; columns.len()]);
    }

    /// How many conditions there are.
    pub(crate) fn conditions(&self) -> usize {
        self.clauses.len()
    }

    pub(crate) fn count(&self, db: &Connection, from: &str) -> rusqlite::Result<i64> {
        let sql = format!("SELECT count(*) FROM {from} WHERE {}", self.clause());
        db.prepare(&sql)?.query_row(self.bound().as_slice(), |row| row.get(0))
    }

    /// Rows of `SELECT columns FROM from WHERE ... rest`.
    pub(crate) fn rows<T>(
        &self,
        db: &Connection,
        (columns, from, rest): (&str, &str, &str),
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let sql = format!("SELECT {columns} FROM {from} WHERE {} {rest}", self.clause());
        db.prepare(&sql)?.query_map(self.bound().as_slice(), read)?.collect()
    }

    fn clause(&self) -> String {
        if self.clauses.is_empty() { "1".to_owned() } else { self.clauses.join(" AND ") }
    }

    fn bound(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }
}

/// For `orderby=include`: the place of a row among the ids as they were given. Nothing but numbers reaches the query.
pub(crate) fn place_among(column: &str, ids: &[i64]) -> String {
    let cases: Vec<String> = ids.iter().enumerate().map(|(place, id)| format!("WHEN {id} THEN {place}")).collect();
    if cases.is_empty() { column.to_owned() } else { format!("CASE {column} {} END", cases.join(" ")) }
}

/// Which part of a list is asked for.
pub(crate) struct Page {
    pub(crate) number: i64,
    pub(crate) size: i64,
    pub(crate) offset: i64,
}

impl Page {
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, RestError> {
        let size = call.params.between("per_page", 1, 100, 10)?;
        let number = call.params.between("page", 1, i64::from(i32::MAX), 1)?;
        let offset = call.params.between("offset", 0, i64::from(i32::MAX), (number - 1) * size)?;
        Ok(Self { number, size, offset })
    }

    pub(crate) fn limit(&self) -> String {
        format!("LIMIT {} OFFSET {}", self.size, self.offset)
    }

    /// The answer with `X-WP-Total`, `X-WP-TotalPages` and links to the neighbouring pages.
    pub(crate) fn reply(&self, call: &Call<'_>, route: &str, total: i64, items: Vec<Value>) -> Reply {
        let pages = (total + self.size - 1) / self.size;
        let mut reply = Reply::ok(Value::Array(items))
            .with("x-wp-total", total.to_string())
            .with("x-wp-totalpages", pages.to_string());
        let link =
            |page: i64, rel: &str| format!("<{}?{}>; rel=\"{rel}\"", call.api(route), query_of_page(&call.query, page));
        if self.number > 1 {
            reply = reply.with("link", link((self.number - 1).min(pages.max(1)), "prev"));
        }
        if self.number < pages {
            reply = reply.with("link", link(self.number + 1, "next"));
        }
        reply
    }
}

//! Values in columns: times, ids, JSON.

use crate::error::StoreError;
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::Row;
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Display, str::FromStr};

/// A time as it is stored; of fixed width, so that text order is time order.
pub(crate) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Unreadable { what: "value", why: e.to_string() })
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Unreadable { what, why: e.to_string() })
}

/// Reads columns by name into domain values.
pub(crate) trait Columns {
    fn parsed<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<T, StoreError>;
    fn parsed_opt<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<Option<T>, StoreError>;
    fn time(&self, name: &'static str) -> Result<DateTime<Utc>, StoreError> {
        self.parsed(name)
    }
}

impl Columns for Row<'_> {
    fn parsed<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<T, StoreError> {
        parse(&self.get::<_, String>(name)?, name)
    }

    fn parsed_opt<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<Option<T>, StoreError> {
        self.get::<_, Option<String>>(name)?.map(|text| parse(&text, name)).transpose()
    }
}

fn parse<T: FromStr<Err: Display>>(text: &str, what: &'static str) -> Result<T, StoreError> {
    text.parse().map_err(|e: T::Err| StoreError::Unreadable { what, why: e.to_string() })
}

/// Of a row of a list: none if it cannot be read, which is noted. One row does not hide the others.
pub(crate) fn readable<T>(row: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match row {
        Ok(row) => Ok(Some(row)),
        Err(StoreError::Unreadable { what, why }) => {
            tracing::warn!(what, why, "a row of a list cannot be read");
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

//! The arguments of a call, from query, form and JSON body alike.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::dates::{self, Zone};
use crate::rest::error::RestError;

/// Most items of a list; SQLite binds 32,766 values at most (`SQLITE_MAX_VARIABLE_NUMBER`).
const LONGEST_LIST: usize = 1_000;

#[derive(Clone, Debug, Default)]
pub(crate) struct Params(Map<String, Value>);

impl Params {
    /// Adds the arguments of a query or form (WHATWG `application/x-www-form-urlencoded`); `name[]=` makes a list.
    pub(crate) fn add_form(&mut self, text: &str) {
        for (name, value) in form(text) {
            let Some(list) = name.split_once('[').map(|(list, _)| list.to_owned()) else {
                self.0.insert(name, Value::String(value));
                continue;
            };
            match self.0.entry(list).or_insert_with(|| Value::Array(Vec::new())) {
                Value::Array(values) => values.push(Value::String(value)),
                other => *other = Value::Array(vec![Value::String(value)]),
            }
        }
    }

    /// Adds fields that came apart already.
    pub(crate) fn add_pairs(&mut self, pairs: &[(String, String)]) {
        let text = |value: &String| Value::String(value.clone());
        self.0.extend(pairs.iter().map(|(name, value)| (name.clone(), text(value))));
    }

    /// Adds the members of a JSON object; they win over what is there.
    pub(crate) fn add_json(&mut self, object: Map<String, Value>) {
        self.0.extend(object);
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A text; a JSON number is none.
    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, RestError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(RestError::wrong_type(name, "chuỗi")),
        }
    }

    /// A text field of a post: `"x"`, `{"raw": "x"}`. A bare number is not a text here and is ignored,
    /// as WordPress does (facts: `{"title":5}` makes an empty title).
    pub(crate) fn raw(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Object(object) => object.get("raw")?.as_str().map(str::to_owned),
            _ => None,
        }
    }

    pub(crate) fn integer(&self, name: &str) -> Result<Option<i64>, RestError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => integer(value).map(Some).ok_or_else(|| RestError::wrong_type(name, "số nguyên")),
        }
    }

    pub(crate) fn boolean(&self, name: &str) -> Result<Option<bool>, RestError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(value)) => Ok(Some(*value)),
            Some(Value::Number(number)) if number.as_i64() == Some(0) => Ok(Some(false)),
            Some(Value::Number(number)) if number.as_i64() == Some(1) => Ok(Some(true)),
            Some(Value::String(text)) => match text.to_ascii_lowercase().as_str() {
                "1" | "true" => Ok(Some(true)),
                "0" | "false" | "" => Ok(Some(false)),
                _ => Err(RestError::wrong_type(name, "boolean")),
            },
            Some(_) => Err(RestError::wrong_type(name, "boolean")),
        }
    }

    /// A list of texts: an array, or one text with commas.
    pub(crate) fn texts(&self, name: &str) -> Result<Option<Vec<String>>, RestError> {
        let texts = self.any_texts(name)?;
        if texts.as_ref().is_some_and(|texts| texts.len() > LONGEST_LIST) {
            let why = format!("{name} không được có quá {LONGEST_LIST} mục.");
            return Err(RestError::invalid(name, &why, "rest_too_many_items", 400));
        }
        Ok(texts)
    }

    fn any_texts(&self, name: &str) -> Result<Option<Vec<String>>, RestError> {
        let wrong = || RestError::wrong_type(name, "mảng");
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Array(values)) => values
                .iter()
                .map(|value| match value {
                    Value::String(text) => Ok(text.clone()),
                    Value::Number(number) => Ok(number.to_string()),
                    _ => Err(wrong()),
                })
                .collect::<Result<_, _>>()
                .map(Some),
            Some(Value::Number(number)) => Ok(Some(vec![number.to_string()])),
            Some(Value::String(text)) => {
                let parts = text.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
                Ok(Some(parts.map(str::to_owned).collect()))
            }
            Some(_) => Err(wrong()),
        }
    }

    /// A list of ids: `[2, 3]`, `"2,3"`.
    pub(crate) fn ids(&self, name: &str) -> Result<Option<Vec<i64>>, RestError> {
        let wrong = || RestError::wrong_type(&format!("{name}[0]"), "số nguyên");
        match self.texts(name)? {
            None => Ok(None),
            Some(texts) => {
                let ids = texts.iter().map(|text| text.trim().parse().map_err(|_| wrong()));
                ids.collect::<Result<_, _>>().map(Some)
            }
        }
    }

    /// A date as seconds since 1970 UTC. `Some(None)` when it was sent as `null`.
    pub(crate) fn date(&self, name: &str, zone: Zone) -> Result<Option<Option<i64>>, RestError> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::Null) => Ok(Some(None)),
            Some(value) => match value.as_str().and_then(|text| dates::parse(text, zone)) {
                Some(moment) => Ok(Some(Some(moment))),
                None => Err(RestError::invalid(name, "Ngày không hợp lệ.", "rest_invalid_date", 400)),
            },
        }
    }

    /// One of a few values.
    pub(crate) fn choice(&self, name: &str, values: &[&'static str]) -> Result<Option<&'static str>, RestError> {
        match self.text(name)? {
            None => Ok(None),
            Some(text) => match values.iter().find(|value| **value == text) {
                Some(value) => Ok(Some(value)),
                None => Err(RestError::not_in_enum(name, values)),
            },
        }
    }

    /// A number between two bounds, both included.
    pub(crate) fn between(&self, name: &str, low: i64, high: i64, default: i64) -> Result<i64, RestError> {
        let number = self.integer(name)?.unwrap_or(default);
        if (low..=high).contains(&number) {
            return Ok(number);
        }
        let why = format!("{name} phải nằm trong khoảng từ {low} đến {high}");
        Err(RestError::invalid(name, &why, "rest_out_of_bounds", 400))
    }
}

/// Pairs of a query or form.
pub(crate) fn form(text: &str) -> Vec<(String, String)> {
    let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => {
            number.as_i64().or_else(|| number.as_f64().filter(|f| f.fract() == 0.0 && f.abs() < 9e15).map(|f| f as i64))
        }
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

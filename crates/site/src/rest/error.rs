//! Errors in the shape of WordPress: `{"code", "message", "data": {"status"}}`.

use serde_json::{Value, json};

/// An error answer. Clients decide by status and code; the message is for people.
#[derive(Clone, Debug)]
pub(crate) struct RestError {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// All of `data`; WordPress does not always send an object.
    pub(crate) data: Value,
}

impl RestError {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), data: json!({ "status": status }) }
    }

    /// 400 `rest_invalid_param` for one argument.
    pub(crate) fn invalid(name: &str, why: &str, code: &str, inner_status: u16) -> Self {
        let mut error = Self::new(400, "rest_invalid_param", format!("Tham số không hợp lệ: {name}"));
        error.data = json!({
            "status": 400,
            "params": { name: why },
            "details": { name: { "code": code, "message": why, "data": { "status": inner_status } } },
        });
        error
    }

    pub(crate) fn wrong_type(name: &str, kind: &str) -> Self {
        Self::invalid(name, &format!("{name} không phải là kiểu {kind}."), "rest_invalid_type", 400)
    }

    pub(crate) fn not_in_enum(name: &str, values: &[&str]) -> Self {
        let why = format!("{name} không phải là một trong các giá trị {}.", values.join(", "));
        let mut error = Self::invalid(name, &why, "rest_not_in_enum", 400);
        error.data["details"][name]["data"] = json!({ "enum": values });
        error
    }

    pub(crate) fn no_route() -> Self {
        Self::new(404, "rest_no_route", "Không tìm thấy tuyến đường phù hợp với URL và phương thức yêu cầu.")
    }

    pub(crate) fn invalid_post_id() -> Self {
        Self::new(404, "rest_post_invalid_id", "ID bài viết không hợp lệ.")
    }

    /// The database refused: full, read-only, or a value too long.
    pub(crate) fn db_insert() -> Self {
        Self::new(500, "db_insert_error", "Không thể ghi bài viết vào cơ sở dữ liệu.")
    }

    pub(crate) fn body(&self) -> Value {
        json!({ "code": self.code, "message": self.message, "data": self.data })
    }
}

impl From<rusqlite::Error> for RestError {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!("database: {error}");
        Self::db_insert()
    }
}

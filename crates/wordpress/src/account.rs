//! Who we are on a site, and what we may do there.

use crate::{answer, client::Client, error::Error};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::BTreeSet;

/// The account that the credentials belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number on the site.
    pub id: u64,
    /// The name shown to readers.
    pub name: String,
    /// Names of its roles, such as `editor`.
    pub roles: Vec<String>,
    /// What it may do, by WordPress's names, such as `publish_posts`.
    pub capabilities: BTreeSet<String>,
    /// The site's clock when it answered.
    pub server_time: Option<DateTime<Utc>>,
}

impl Account {
    /// True if it has this capability.
    #[must_use]
    pub fn can(&self, capability: &str) -> bool {
        self.capabilities.contains(capability)
    }

    /// May publish and schedule.
    #[must_use]
    pub fn can_publish(&self) -> bool {
        self.can("publish_posts")
    }

    /// May upload photos.
    #[must_use]
    pub fn can_upload(&self) -> bool {
        self.can("upload_files")
    }

    /// May change posts of other accounts.
    #[must_use]
    pub fn can_edit_others(&self) -> bool {
        self.can("edit_others_posts")
    }

    /// May change what readers already see.
    #[must_use]
    pub fn can_edit_published(&self) -> bool {
        self.can("edit_published_posts")
    }

    /// May make sections.
    #[must_use]
    pub fn can_manage_categories(&self) -> bool {
        self.can("manage_categories")
    }

    /// May put a story on the front page as banner; WordPress asks for either of two capabilities.
    #[must_use]
    pub fn can_sticky(&self) -> bool {
        self.can_edit_others() || self.can_publish()
    }
}

impl Client<'_> {
    /// Who we are. The one reading call that a wrong password makes fail for certain.
    ///
    /// # Errors
    /// [`Error::Login`] if the site does not know us; else what the transport or the site says.
    pub fn me(&self) -> Result<Account, Error> {
        let arguments = [("context", "edit"), ("_fields", "id,name,roles,capabilities")];
        let (value, headers) = self.get("/wp/v2/users/me", &arguments)?;
        let no_account = || Error::NotWordPress("no account instead of ours".to_owned());
        let fields = value.as_object().ok_or_else(no_account)?;
        let account = Account {
            id: answer::id(fields).ok_or_else(no_account)?,
            name: fields.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
            roles: texts(fields.get("roles")),
            capabilities: granted(fields.get("capabilities")),
            server_time: answer::date(&headers),
        };
        self.edits_all.get_or_init(|| account.can_edit_others() && account.can_edit_published());
        Ok(account)
    }
}

/// Texts of a list. PHP writes a list with a gap in it as an object.
fn texts(value: Option<&Value>) -> Vec<String> {
    let text = |v: &Value| v.as_str().map(str::to_owned);
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(text).collect(),
        Some(Value::Object(items)) => items.values().filter_map(text).collect(),
        _ => Vec::new(),
    }
}

/// Names of an object whose values say yes; extensions write 1 or "1" for true.
fn granted(value: Option<&Value>) -> BTreeSet<String> {
    let yes = |v: &Value| match v {
        Value::Bool(yes) => *yes,
        Value::Number(n) => n.as_i64() != Some(0),
        Value::String(s) => !matches!(s.as_str(), "" | "0"),
        _ => false,
    };
    let fields = value.and_then(Value::as_object);
    fields.into_iter().flatten().filter(|(_, v)| yes(v)).map(|(name, _)| name.clone()).collect()
}

//! Taking copies and leftovers off a site.

use crate::{
    client::Client,
    error::Error,
    media::{MEDIA, MediaId},
    posts::{POSTS, PostId},
};
use serde_json::{Map, Value};

impl Client<'_> {
    /// Puts a post into the site's bin, from which it can be taken out again. May be repeated; of a post that is in the
    /// bin or gone already, nothing is left to do.
    ///
    /// # Errors
    /// [`Error::Rejected`] if the site says that it did something else (code `not_trashed`), or has no bin (501); else
    /// what the transport or the site says.
    pub fn trash_post(&self, id: PostId) -> Result<(), Error> {
        let answer = gone_is_done(self.delete(&format!("{POSTS}/{id}"), &[("_fields", "id,status")]))?;
        let status = |fields: &Map<String, Value>| fields.get("status").and_then(Value::as_str).map(str::to_owned);
        match answer {
            Some(fields) if status(&fields).as_deref() != Some("trash") => Err(not_done("not_trashed")),
            _ => Ok(()),
        }
    }

    /// Deletes a photo for good: sites have no bin for files. May be repeated; ask [`Client::media_is_used`] first.
    ///
    /// # Errors
    /// [`Error::Rejected`] if the site says that it did something else (code `not_deleted`); else what the transport or
    /// the site says.
    pub fn delete_media(&self, id: MediaId) -> Result<(), Error> {
        let answer = gone_is_done(self.delete(&format!("{MEDIA}/{id}"), &[("force", "true")]))?;
        match answer {
            Some(fields) if fields.get("deleted").and_then(Value::as_bool) != Some(true) => {
                Err(not_done("not_deleted"))
            }
            _ => Ok(()),
        }
    }

    /// Whether a photo stands in the text of a post, of any status and in the bin too, as far as this account sees them:
    /// those of others only once they are published, unless it may edit all. Lead photos are not in the text.
    ///
    /// # Errors
    /// [`Error::Login`] if the login does not hold; else what the transport or the site says.
    pub fn media_is_used(&self, id: MediaId) -> Result<bool, Error> {
        let word = format!("wp-image-{id}");
        if self.is_said(&word, "any,trash", "edit", "raw")? {
            return Ok(true);
        }
        // To edit, the site lists only what the account may edit; others may have published the photo all the same.
        Ok(!self.edits_all()? && self.is_said(&word, "publish", "view", "rendered")?)
    }

    /// Whether a word stands in the text of a post.
    fn is_said(&self, word: &str, statuses: &str, context: &str, form: &str) -> Result<bool, Error> {
        let fields = format!("id,content.{form}");
        let arguments =
            [("search", word), ("status", statuses), ("context", context), ("orderby", "id"), ("_fields", &fields)];
        let items = self.list(POSTS, &arguments)?;
        let text = |item: &Value| item.get("content")?.get(form)?.as_str().map(str::to_owned);
        // A post whose text is not told may say it.
        Ok(items.iter().any(|item| text(item).is_none_or(|text| has_word(&text, word))))
    }
}

/// What was deleted before is deleted.
fn gone_is_done(answer: Result<Map<String, Value>, Error>) -> Result<Option<Map<String, Value>>, Error> {
    match answer {
        Ok(fields) => Ok(Some(fields)),
        Err(Error::Gone) => Ok(None),
        Err(other) => Err(other),
    }
}

fn not_done(code: &str) -> Error {
    let message = "the site answered something else than a deletion".to_owned();
    Error::Rejected { status: 200, code: code.to_owned(), message, data: Value::Null }
}

fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

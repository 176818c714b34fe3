//! Asking whether what stands before a site lets words through.

use crate::{
    client::Client,
    error::{Error, FIREWALL},
    posts::POSTS,
};
use serde_json::json;

impl Client<'_> {
    /// Whether these words get through to the site. They travel as the text of a story would, in a question: nothing is
    /// changed there.
    ///
    /// # Errors
    /// What the transport or the site says, but for a firewall's refusal.
    pub fn lets_through(&self, text: &str) -> Result<bool, Error> {
        let asks = [("_method", "GET"), ("context", "edit"), ("per_page", "1"), ("_fields", "id")];
        match self.ask_with(POSTS, &asks, &json!({ "content": text })) {
            Err(Error::NotAllowed { code }) if code == FIREWALL => Ok(false),
            asked => asked.map(|()| true),
        }
    }
}

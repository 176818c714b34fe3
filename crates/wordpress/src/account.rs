//! Who we are on a site, and what we may do there.

use crate::{
    answer,
    client::{Client, header},
    error::Error,
    media::MEDIA,
    posts::POSTS,
    transport::Headers,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::BTreeSet;

/// Where a site says who we are.
const ME: &str = "/wp/v2/users/me";
/// The code by which WordPress itself says that nobody is signed in; any other is an extension's, which closes the list of
/// accounts to everybody.
const NOT_SIGNED_IN: &str = "rest_not_logged_in";

/// The account that the credentials belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number on the site; 0 if the site tells nobody about accounts.
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
    /// Who we are. The one reading call that a wrong password makes fail for certain. Some sites tell nobody about accounts, for
    /// fear of guessers; then it is found out by what they let us do.
    ///
    /// # Errors
    /// [`Error::Login`] if the site does not know us; else what the transport or the site says.
    pub fn me(&self) -> Result<Account, Error> {
        let arguments = [("context", "edit"), ("_fields", "id,name,roles,capabilities")];
        let answer = self.ask(ME, &arguments)?;
        let code = answer::code_of(&answer);
        // Whatever else is said of a login, such as `incorrect_password`, is of this one: another try would count as a second.
        let is_closed = |code: &str| code.starts_with("rest_") && code != NOT_SIGNED_IN;
        if matches!(answer.status, 401 | 403 | 404) && code.as_deref().is_some_and(is_closed) {
            return self.who_may_edit();
        }
        let value = self.read(&answer)?;
        let no_account = || Error::NotWordPress("no account instead of ours".to_owned());
        let fields = value.as_object().ok_or_else(no_account)?;
        let account = Account {
            id: answer::id(fields).ok_or_else(no_account)?,
            name: fields.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
            roles: texts(fields.get("roles")),
            capabilities: granted(fields.get("capabilities")),
            server_time: answer::date(&answer.headers),
        };
        self.edits_all.get_or_init(|| account.can_edit_others() && account.can_edit_published());
        Ok(account)
    }

    /// The account by what it may do: stories that are not public are listed to those alone who edit them, and the site says
    /// of each place what may be done there (`Allow`, and the links of a story).
    fn who_may_edit(&self) -> Result<Account, Error> {
        let drafts = [("context", "edit"), ("status", "any"), ("per_page", "1"), ("_fields", "id,_links")];
        let (posts, headers) = self.get(POSTS, &drafts)?;
        let (_, uploads) = self.get(MEDIA, &[("per_page", "1"), ("_fields", "id")])?;
        let links = posts.get(0).and_then(|post| post.get("_links"));
        // A site without a story tells it at the first one; most accounts that write may publish.
        let may = |link: &str| links.is_none_or(|links| links.get(link).is_some());
        let found = [
            ("publish_posts", may_post(&headers) && may("wp:action-publish")),
            ("edit_others_posts", may_post(&headers) && may("wp:action-sticky")),
            ("upload_files", may_post(&uploads)),
        ];
        let capabilities = found.into_iter().filter(|(_, can)| *can).map(|(name, _)| name.to_owned()).collect();
        let account = Account {
            id: 0,
            name: self.login().to_owned(),
            roles: Vec::new(),
            capabilities,
            server_time: answer::date(&headers),
        };
        self.edits_all.get_or_init(|| false);
        Ok(account)
    }

    /// True if the password is right and the way to the site takes it out of our requests (`Authorization`, as PHP behind some
    /// web servers never sees it). Asked after [`Error::Login`], where somebody has just typed the password: the site's older
    /// interface takes it in the text of the request. `None` where that interface is closed.
    #[must_use]
    pub fn password_is_taken_away(&self, site: &url::Url) -> Option<bool> {
        let (login, password) = self.login_and_password();
        let body = format!(
            "<?xml version=\"1.0\"?><methodCall><methodName>wp.getUsersBlogs</methodName><params>\
             <param><value><string>{}</string></value></param><param><value><string>{}</string></value></param>\
             </params></methodCall>",
            escaped(login),
            escaped(password)
        );
        let mut address = site.clone();
        address.set_query(None);
        address.set_path(&format!("{}/xmlrpc.php", site.path().trim_end_matches('/')));
        let answer = self.post_once(address, header("Content-Type", "text/xml; charset=utf-8"), body.into_bytes());
        let answer = answer.ok().filter(|answer| answer.status == 200)?;
        let said = String::from_utf8_lossy(&answer.body).into_owned();
        said.contains("<methodResponse>").then(|| said.contains("blogid"))
    }
}

/// What may be done at a place (RFC 9110 §10.2.1).
fn may_post(headers: &Headers) -> bool {
    let methods: Vec<&str> = headers.get_all("Allow").flat_map(|line| line.split(',')).map(str::trim).collect();
    methods.contains(&"POST")
}

/// Text of XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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

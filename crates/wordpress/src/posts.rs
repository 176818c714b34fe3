//! Posts on a site.

use crate::{answer, client::Client, content, error::Error, media::MediaId, terms::TermId};
use chrono::{DateTime, Datelike, NaiveDateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

/// Number of a post on its site.
pub type PostId = u64;

pub(crate) const POSTS: &str = "/wp/v2/posts";
/// All that is read of a post; rendering is left out, which is most of the site's work.
const FIELDS: &str = "id,link,status,title.raw,content.raw,excerpt.raw,slug,date_gmt,modified_gmt,categories,tags,\
                      featured_media,sticky,_links";

/// A post as the site keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// The number by which the site knows it.
    pub id: PostId,
    /// Its public page, once it has one.
    pub link: String,
    /// `draft`, `pending`, `future`, `publish`, `private` or `trash`.
    pub status: String,
    /// Headline, as stored: perhaps with entities, see [`content::same_text`].
    pub title_raw: String,
    /// Text, as stored: see [`content::same_content`].
    pub content_raw: String,
    /// Standfirst, as stored.
    pub excerpt_raw: String,
    /// Its name in addresses; empty on drafts that were given none.
    pub slug: String,
    /// The hour it goes or went online.
    pub date_gmt: Option<DateTime<Utc>>,
    /// Last change, in whole seconds; only good for telling whether it is another one than before.
    pub modified_gmt: Option<DateTime<Utc>>,
    /// Numbers of its categories.
    pub categories: Vec<TermId>,
    /// Numbers of its tags.
    pub tags: Vec<TermId>,
    /// Its lead photo.
    pub featured_media: Option<MediaId>,
    /// Whether it is a banner on the front page.
    pub sticky: bool,
    /// Number of the latest kept revision; another one after each change of the text.
    pub revision: Option<u64>,
    /// Whether this account may publish it.
    pub can_publish: bool,
}

/// What to set on a post; `None` leaves as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostFields {
    /// New headline; none leaves it as it is.
    pub title: Option<String>,
    /// Text, from [`content::story`].
    pub content: Option<String>,
    /// New standfirst; none leaves it as it is.
    pub excerpt: Option<String>,
    /// Name in addresses, ready-made.
    pub slug: Option<String>,
    /// `draft`, `pending`, `future`, `publish` or `private`.
    pub status: Option<String>,
    /// The hour to go online; `Some(None)` makes it the moment of publishing.
    pub date_gmt: Option<Option<DateTime<Utc>>>,
    /// Sections; unknown ones are dropped silently by the site, so compare what comes back.
    pub categories: Option<Vec<TermId>>,
    /// Keywords; as sections.
    pub tags: Option<Vec<TermId>>,
    /// Lead photo; 0 for none.
    pub featured_media: Option<MediaId>,
    /// Banner on the front page.
    pub sticky: Option<bool>,
}

impl PostFields {
    /// The JSON that is sent.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut fields = Map::new();
        let mut set = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                fields.insert(name.to_owned(), value);
            }
        };
        let text = |t: &Option<String>| t.as_ref().map(|t| json!(copydesk::nfc(t)));
        set("title", text(&self.title));
        set("content", text(&self.content));
        set("excerpt", text(&self.excerpt));
        set("slug", text(&self.slug));
        set("status", text(&self.status));
        // With its Z, because a time without zone is taken for the site's own by some fields.
        set("date_gmt", self.date_gmt.map(|at| json!(at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)))));
        set("categories", self.categories.as_ref().map(|ids| json!(ids)));
        set("tags", self.tags.as_ref().map(|ids| json!(ids)));
        set("featured_media", self.featured_media.map(|id| json!(id)));
        set("sticky", self.sticky.map(|yes| json!(yes)));
        Value::Object(fields)
    }
}

impl Client<'_> {
    /// Posts with this marker ([`content::marker`]) in their text, in any status, the oldest first.
    /// There should be one at most; of several, the first is the one to go on with.
    ///
    /// # Errors
    /// [`Error::Login`] if the login does not hold; else what the transport or the site says.
    pub fn find_posts(&self, marker: &str) -> Result<Vec<Post>, Error> {
        let arguments =
            [("search", marker), ("status", "any,trash"), ("context", "edit"), ("orderby", "id"), ("order", "asc")];
        let mut found = self.posts(&arguments)?;
        let comment = content::marker_comment(marker);
        found.retain(|post| post.content_raw.contains(&comment));
        found.sort_by_key(|post| post.id);
        Ok(found)
    }

    /// The banners of the front page, in any status.
    ///
    /// # Errors
    /// What the transport or the site says.
    pub fn sticky_posts(&self) -> Result<Vec<Post>, Error> {
        self.posts(&[("sticky", "true"), ("status", "any"), ("context", "edit")])
    }

    /// A post by its number, as stored, read anew.
    ///
    /// # Errors
    /// [`Error::Gone`] if it was deleted for good; else what the transport or the site says.
    pub fn post(&self, id: PostId) -> Result<Post, Error> {
        let (value, _) = self.get_anew(&format!("{POSTS}/{id}"), &[("context", "edit"), ("_fields", FIELDS)])?;
        let found = value.as_object().and_then(whole_post).filter(|post| post.id == id);
        found.ok_or_else(|| Error::NotWordPress("something else instead of the post".to_owned()))
    }

    /// Creates a post. Look up with [`Client::find_posts`] first: the site knows no duplicates.
    /// Of the post that comes back, the number is certain; compare the rest by [`Client::post`].
    ///
    /// # Errors
    /// After an unknown outcome ([`Error::is_unknown_outcome`]) it may be there: look up.
    pub fn create_post(&self, fields: &PostFields) -> Result<Post, Error> {
        self.write_post(POSTS, fields, 201)
    }

    /// Changes a post; may be repeated.
    ///
    /// # Errors
    /// [`Error::Gone`] if it was deleted; else what the transport or the site says.
    pub fn update_post(&self, id: PostId, fields: &PostFields) -> Result<Post, Error> {
        let post = self.write_post(&format!("{POSTS}/{id}"), fields, 200)?;
        if post.id == id { Ok(post) } else { Err(Error::UnknownOutcome { status: 200, attachment: None }) }
    }

    fn write_post(&self, path: &str, fields: &PostFields, expected: u16) -> Result<Post, Error> {
        let answer = self.post_json(path, &[("_fields", FIELDS)], &fields.to_json(), expected)?;
        post(&answer).ok_or(Error::UnknownOutcome { status: expected, attachment: None })
    }

    /// Posts of a list, with all that is read of a post.
    pub(crate) fn posts(&self, arguments: &[(&str, &str)]) -> Result<Vec<Post>, Error> {
        let mut arguments = arguments.to_vec();
        arguments.push(("_fields", FIELDS));
        let items = self.list(POSTS, &arguments)?;
        let read: Option<Vec<Post>> = items.iter().map(|v| v.as_object().and_then(whole_post)).collect();
        // A post left out would be created again.
        read.ok_or_else(|| Error::NotWordPress("a list of something else than posts".to_owned()))
    }
}

/// A post with all that the editing context gives.
fn whole_post(fields: &Map<String, Value>) -> Option<Post> {
    let raw = fields.get("content").and_then(|c| c.get("raw"));
    let status = fields.get("status").and_then(Value::as_str).unwrap_or_default();
    if raw.is_none_or(|r| !r.is_string()) || status.is_empty() {
        return None;
    }
    post(fields)
}

fn post(fields: &Map<String, Value>) -> Option<Post> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let raw = |name: &str| {
        let value = fields.get(name).and_then(|f| f.get("raw")).and_then(Value::as_str);
        value.unwrap_or_default().to_owned()
    };
    let ids = |name: &str| {
        let list = fields.get(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_u64).collect()
    };
    let links = fields.get("_links");
    let previous = links.and_then(|l| l.get("predecessor-version")).and_then(|v| v.get(0));
    Some(Post {
        id: answer::id(fields)?,
        link: text("link"),
        status: text("status"),
        title_raw: raw("title"),
        content_raw: raw("content"),
        excerpt_raw: raw("excerpt"),
        slug: text("slug"),
        date_gmt: fields.get("date_gmt").and_then(Value::as_str).and_then(time),
        modified_gmt: fields.get("modified_gmt").and_then(Value::as_str).and_then(time),
        categories: ids("categories"),
        tags: ids("tags"),
        featured_media: fields.get("featured_media").and_then(Value::as_u64).filter(|id| *id > 0),
        sticky: fields.get("sticky").and_then(Value::as_bool).unwrap_or_default(),
        revision: previous.and_then(|v| v.get("id")).and_then(Value::as_u64),
        can_publish: links.is_some_and(|l| l.get("wp:action-publish").is_some()),
    })
}

/// A time of a `_gmt` field: UTC, mostly written without saying so.
pub(crate) fn time(text: &str) -> Option<DateTime<Utc>> {
    let with_zone = DateTime::parse_from_rfc3339(text).map(|t| t.with_timezone(&Utc));
    let time = with_zone.or_else(|_| text.parse::<NaiveDateTime>().map(|t| t.and_utc())).ok()?;
    // Years that a calendar of four digits knows; anything else is no time of a story, and nobody could count with it.
    (0..=9998).contains(&time.year()).then_some(time)
}

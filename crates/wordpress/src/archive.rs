//! The site's stories as an archive: listed by their last change, in slices.

use crate::{
    answer,
    client::Client,
    content::{plain, plain_text},
    error::Error,
    media::MediaId,
    posts::{POSTS, PostId, time},
    terms::TermId,
};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value};

/// Things of one slice at most; WordPress gives no more.
const SLICE: usize = 100;
const COMMON: &str = "id,link,slug,status,date_gmt,modified_gmt,categories,featured_media";
/// Scheduled ones are left out: until their hour, their last change lies in the future.
const ALL: &str = "publish,trash,draft,pending,private";

/// A story that stands on a site, as an archive keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedPost {
    /// The number by which the site knows it.
    pub id: PostId,
    /// Its public page, once it has one.
    pub link: String,
    /// Its name in addresses.
    pub slug: String,
    /// `publish`, `trash`, `draft`, `pending`, `private` or `future`.
    pub status: String,
    /// Headline, as people read it.
    pub title: String,
    /// Standfirst, as people read it.
    pub excerpt: String,
    /// Text without any markup, a line per paragraph.
    pub text: String,
    /// The hour it went online; of drafts, the hour set for them, if any.
    pub published_at: Option<DateTime<Utc>>,
    /// Last change, in whole seconds.
    pub modified_at: Option<DateTime<Utc>>,
    /// Numbers of its categories.
    pub categories: Vec<TermId>,
    /// Its lead photo.
    pub featured_media: Option<MediaId>,
}

/// A part of a long list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice<T> {
    /// Up to 100 things.
    pub items: Vec<T>,
    /// Things in the whole list; what this account does not see may be counted too. 0 past the end.
    pub total: u64,
    /// Slices of the whole list; 0 past the end.
    pub pages: u32,
}

/// How to ask for posts.
#[derive(Clone, Copy)]
struct Scope {
    statuses: &'static str,
    context: &'static str,
    form: &'static str,
}

/// All that there is, as it is stored; nothing is rendered, which is most of the site's work.
const EDITORS: Scope = Scope { statuses: ALL, context: "edit", form: "raw" };
/// What everybody sees. To somebody who may not edit all, the other scope would leave out silently what others wrote.
const READERS: Scope = Scope { statuses: "publish", context: "view", form: "rendered" };

impl Client<'_> {
    /// Stories that were changed later than this, the oldest change first; all for `None`. Pages count from 1. Changes are
    /// in whole seconds, so go on from a second before the last one seen. Stories that go to the bin count as changed,
    /// deleted ones do not show. Accounts that may not edit all stories get
    /// what is published.
    ///
    /// # Errors
    /// [`Error::Login`] if the login does not hold; else what the transport or the site says.
    pub fn changed_posts(&self, after: Option<DateTime<Utc>>, page: u32) -> Result<Slice<ArchivedPost>, Error> {
        // With its Z, or it would be taken for the site's own time.
        let after = after.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
        self.archived(page, |scope| {
            let mut asked = vec![("status", scope.statuses), ("orderby", "modified"), ("order", "asc")];
            asked.extend(after.as_deref().map(|at| ("modified_after", at)));
            asked
        })
    }

    /// These stories, in any status; those that are gone, or not for this account, are left out.
    ///
    /// # Errors
    /// As [`Client::changed_posts`].
    pub fn posts_by_id(&self, ids: &[PostId]) -> Result<Vec<ArchivedPost>, Error> {
        let mut found = Vec::new();
        for some in ids.chunks(SLICE) {
            let list = some.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
            let slice = self.archived(1, |scope| {
                let statuses = if scope.statuses == ALL { "any,trash" } else { scope.statuses };
                vec![("status", statuses), ("include", list.as_str()), ("orderby", "include")]
            })?;
            found.extend(slice.items);
        }
        Ok(found)
    }

    /// Numbers of all published stories, rising. Pages count from 1. What everybody may know: a wrong password makes no
    /// difference.
    ///
    /// # Errors
    /// What the transport or the site says.
    pub fn published_ids(&self, page: u32) -> Result<Slice<PostId>, Error> {
        let asked = [("status", "publish"), ("orderby", "id"), ("order", "asc"), ("_fields", "id")];
        whole(self.slice(&asked, page, SLICE)?, answer::id)
    }

    /// How many stories are published. As [`Client::published_ids`].
    ///
    /// # Errors
    /// What the transport or the site says.
    pub fn published_count(&self) -> Result<u64, Error> {
        Ok(self.slice(&[("status", "publish"), ("_fields", "id")], 1, 1)?.total)
    }

    /// Asks with the widest scope that the account has.
    fn archived<'q>(
        &self,
        page: u32,
        ask: impl Fn(Scope) -> Vec<(&'static str, &'q str)>,
    ) -> Result<Slice<ArchivedPost>, Error> {
        if self.edits_all()? {
            match self.archived_with(EDITORS, page, ask(EDITORS)) {
                Err(Error::NotAllowed { .. }) => {}
                other => return other,
            }
        }
        self.archived_with(READERS, page, ask(READERS))
    }

    fn archived_with(
        &self,
        Scope { context, form, .. }: Scope,
        page: u32,
        asked: Vec<(&str, &str)>,
    ) -> Result<Slice<ArchivedPost>, Error> {
        let fields = format!("{COMMON},title.{form},excerpt.{form},content.{form}");
        let asked = [asked.as_slice(), &[("context", context), ("_fields", fields.as_str())]].concat();
        whole(self.slice(&asked, page, SLICE)?, |post| archived_post(post, form))
    }

    /// Whether the account may edit all stories; asked once.
    pub(crate) fn edits_all(&self) -> Result<bool, Error> {
        match self.edits_all.get() {
            Some(known) => Ok(*known),
            None => self.me().map(|account| account.can_edit_others() && account.can_edit_published()),
        }
    }

    fn slice(&self, arguments: &[(&str, &str)], page: u32, size: usize) -> Result<Slice<Value>, Error> {
        let (number, size_text) = (page.max(1).to_string(), size.to_string());
        let mut asked = arguments.to_vec();
        asked.extend([("per_page", size_text.as_str()), ("page", number.as_str())]);
        let (items, headers) = match self.get(POSTS, &asked) {
            Err(Error::Rejected { code, .. }) if code == "rest_post_invalid_page_number" => {
                return Ok(Slice { items: Vec::new(), total: 0, pages: 0 });
            }
            other => other?,
        };
        let Value::Array(items) = items else {
            return Err(Error::NotWordPress("one thing instead of a list".to_owned()));
        };
        let count = |name: &str| headers.get(name).and_then(|n| n.trim().parse::<u64>().ok());
        let total = count("X-WP-Total");
        if total.is_none() && size < SLICE {
            return Err(Error::NotWordPress("a list without its length".to_owned()));
        }
        // A proxy may take the headers away; then a full slice says that there may be another one.
        let more = if items.len() >= size { page.saturating_add(1) } else { page };
        let pages = count("X-WP-TotalPages").and_then(|n| u32::try_from(n).ok()).unwrap_or(more);
        Ok(Slice { total: total.unwrap_or(items.len() as u64), pages, items })
    }
}

/// The same slice of things that are understood, every one of them.
fn whole<T>(slice: Slice<Value>, read: impl Fn(&Map<String, Value>) -> Option<T>) -> Result<Slice<T>, Error> {
    let items: Option<Vec<T>> = slice.items.iter().map(|item| item.as_object().and_then(&read)).collect();
    let items = items.ok_or_else(|| Error::NotWordPress("a list of something else than posts".to_owned()))?;
    Ok(Slice { items, total: slice.total, pages: slice.pages })
}

fn archived_post(fields: &Map<String, Value>, form: &str) -> Option<ArchivedPost> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let words = |name: &str| fields.get(name)?.get(form)?.as_str();
    let moment = |name: &str| fields.get(name).and_then(Value::as_str).and_then(time);
    let categories = fields.get("categories").and_then(Value::as_array);
    Some(ArchivedPost {
        id: answer::id(fields)?,
        link: text("link"),
        slug: text("slug"),
        status: text("status"),
        title: plain(words("title")?),
        excerpt: plain(words("excerpt").unwrap_or_default()),
        text: plain_text(words("content")?),
        published_at: moment("date_gmt"),
        modified_at: moment("modified_gmt"),
        categories: categories.into_iter().flatten().filter_map(Value::as_u64).collect(),
        featured_media: fields.get("featured_media").and_then(Value::as_u64).filter(|id| *id > 0),
    })
}

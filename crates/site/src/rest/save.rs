//! Creating and changing stories.

use rusqlite::Connection;

use crate::account::Account;
use crate::dates::Zone;
use crate::media::Media;
use crate::post::{Post, Status};
use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::rest::post_view::{editable, view};
use crate::slugs::{self, TRASHED};
use crate::term::{DEFAULT_SECTION, Taxonomy};
use crate::{html, urls};

const STATUSES: [&str; 5] = ["publish", "future", "draft", "pending", "private"];
/// Longest title and excerpt, in bytes (`TEXT` of the database under WordPress).
const LONGEST_TEXT: usize = 65_535;
/// Longest body, in bytes (that database's `max_allowed_packet`, 16 MiB by default).
const LONGEST_CONTENT: usize = 16 << 20;

/// `POST /posts`.
pub(crate) fn create(call: &Call<'_>) -> Result<Reply, RestError> {
    if call.params.has("id") {
        return Err(RestError::new(400, "rest_post_exists", "Không thể tạo bài viết đã tồn tại."));
    }
    let changes = RequestedChanges::of(call)?;
    let Some(account) = call.account() else {
        return Err(call.refuse("rest_cannot_create", "Xin lỗi, bạn không được phép tạo bài viết với tài khoản này."));
    };
    changes.check(call, account.id)?;
    let mut post = Post {
        id: 0,
        status: Status::Draft,
        slug: String::new(),
        title: String::new(),
        content: String::new(),
        excerpt: String::new(),
        author: account.id,
        featured_media: 0,
        sticky: false,
        date: call.now,
        floating: true,
        modified: call.now,
        before_trash: None,
    };
    let reply = call.site.db().write(|db| {
        changes.check_author(db)?;
        changes.apply(call, db, &mut post)?;
        if [&post.title, &post.content, &post.excerpt].iter().all(|text| text.trim().is_empty()) {
            return Err(RestError::new(400, "empty_content", "Nội dung, tiêu đề và mô tả ngắn đều trống."));
        }
        post.save(db, call.now)?;
        let categories = changes.categories.clone().unwrap_or_else(|| vec![DEFAULT_SECTION]);
        post.set_terms(db, Taxonomy::Category.name(), &categories)?;
        post.set_terms(db, Taxonomy::Tag.name(), changes.tags.as_deref().unwrap_or_default())?;
        let location = call.api(&format!("wp/v2/posts/{}", post.id));
        Ok::<_, RestError>(Reply::created(location, view(call, db, &post, true)?))
    })?;
    call.site.announce();
    Ok(reply)
}

/// `POST`, `PUT` or `PATCH /posts/ID`: what is not sent stays.
pub(crate) fn update(call: &Call<'_>, id: i64) -> Result<Reply, RestError> {
    let changes = RequestedChanges::of(call)?;
    let reply = call.site.db().write(|db| {
        let mut post = Post::by_id(db, id)?.ok_or_else(RestError::invalid_post_id)?;
        if !editable(call, &post) {
            return Err(call.refuse("rest_cannot_edit", "Xin lỗi, bạn không được phép sửa bài viết này."));
        }
        changes.check(call, post.author)?;
        changes.check_author(db)?;
        changes.apply(call, db, &mut post)?;
        post.save(db, call.now)?;
        if let Some(categories) = &changes.categories {
            post.set_terms(db, Taxonomy::Category.name(), categories)?;
        }
        if let Some(tags) = &changes.tags {
            post.set_terms(db, Taxonomy::Tag.name(), tags)?;
        }
        Ok(Reply::ok(view(call, db, &post, true)?))
    })?;
    call.site.announce();
    Ok(reply)
}

/// The fields of a post that the call wants to set, their types checked. `None`: not sent, stays as it is.
struct RequestedChanges {
    title: Option<String>,
    content: Option<String>,
    excerpt: Option<String>,
    slug: Option<String>,
    status: Option<Status>,
    /// Outer `None`: not sent. Inner `None`: sent as `null`, the moment of publication.
    date: Option<Option<i64>>,
    author: Option<i64>,
    featured_media: Option<i64>,
    sticky: Option<bool>,
    categories: Option<Vec<i64>>,
    tags: Option<Vec<i64>>,
}

impl RequestedChanges {
    fn of(call: &Call<'_>) -> Result<Self, RestError> {
        let params = &call.params;
        let status = params.choice("status", &STATUSES)?.and_then(Status::from_name);
        let site = params.date("date", Zone::Site)?;
        let utc = params.date("date_gmt", Zone::Utc)?;
        // Both given: the site's date wins.
        let date = match (site, utc) {
            (Some(Some(moment)), _) | (_, Some(Some(moment))) => Some(Some(moment)),
            (Some(None), _) | (_, Some(None)) => Some(None),
            (None, None) => None,
        };
        // `null` means none of them.
        let terms = |name: &str| {
            let sent = params.ids(name)?;
            Ok::<_, RestError>(sent.or_else(|| params.has(name).then(Vec::new)))
        };
        Ok(Self {
            title: params.raw("title"),
            content: params.raw("content"),
            excerpt: params.raw("excerpt"),
            slug: params.text("slug")?,
            status,
            date,
            author: params.integer("author")?,
            featured_media: params.integer("featured_media")?,
            sticky: params.boolean("sticky")?,
            categories: terms("categories")?,
            tags: terms("tags")?,
        })
    }

    /// Refuses what the caller's role does not allow.
    fn check(&self, call: &Call<'_>, own_author: i64) -> Result<(), RestError> {
        if self.author.is_some_and(|author| author != own_author) && !call.can("edit_others_posts") {
            let message = "Xin lỗi, bạn không được phép tạo bài viết dưới tên người dùng này.";
            return Err(call.refuse("rest_cannot_edit_others", message));
        }
        if self.sticky == Some(true) && !call.can("publish_posts") {
            let message = "Xin lỗi, bạn không được phép ghim bài viết.";
            return Err(call.refuse("rest_cannot_assign_sticky", message));
        }
        let publishes = matches!(self.status, Some(Status::Publish | Status::Future | Status::Private));
        if publishes && !call.can("publish_posts") {
            let message = "Xin lỗi, bạn không được phép xuất bản bài viết.";
            return Err(call.refuse("rest_cannot_publish", message));
        }
        let long = |text: &Option<String>, limit: usize| text.as_ref().is_some_and(|text| text.len() > limit);
        if long(&self.title, LONGEST_TEXT) || long(&self.excerpt, LONGEST_TEXT) || long(&self.content, LONGEST_CONTENT)
        {
            return Err(RestError::db_insert());
        }
        Ok(())
    }

    fn check_author(&self, db: &Connection) -> Result<(), RestError> {
        match self.author {
            Some(author) if Account::by_id(db, author)?.is_none() => {
                Err(RestError::new(400, "rest_invalid_author", "ID tác giả không hợp lệ."))
            }
            _ => Ok(()),
        }
    }

    fn apply(&self, call: &Call<'_>, db: &Connection, post: &mut Post) -> Result<(), RestError> {
        let bases = call.site.addresses();
        let stored = |text: &str| {
            let filtered = if call.can("unfiltered_html") { text.to_owned() } else { html::filter(text) };
            urls::detach(&filtered, &bases)
        };
        let texts =
            [(&self.title, &mut post.title), (&self.content, &mut post.content), (&self.excerpt, &mut post.excerpt)];
        for (sent, kept) in texts {
            if let Some(sent) = sent {
                *kept = stored(sent);
            }
        }
        if let Some(slug) = &self.slug {
            post.slug = slugs::slug(slug);
        }
        if let Some(status) = self.status {
            if post.status == Status::Trash {
                post.before_trash = None;
                post.slug = post.slug.trim_end_matches(TRASHED).to_owned();
            }
            post.status = status;
        }
        match self.date {
            Some(Some(moment)) => (post.date, post.floating) = (moment, false),
            Some(None) => post.floating = true,
            None => {}
        }
        if post.status == Status::Pending && !call.can("publish_posts") {
            // Contributors do not choose addresses.
            post.slug = String::new();
        }
        if let Some(author) = self.author {
            post.author = author;
        }
        if let Some(sticky) = self.sticky {
            post.sticky = sticky;
        }
        match self.featured_media {
            Some(id) if id <= 0 => post.featured_media = 0,
            Some(id) if Media::by_id(db, id)?.is_some() => post.featured_media = id,
            // A story's id takes the photo away, an unknown one changes nothing: silently, as WordPress does.
            Some(id) if Post::by_id(db, id)?.is_some() => post.featured_media = 0,
            _ => {}
        }
        Ok(())
    }
}

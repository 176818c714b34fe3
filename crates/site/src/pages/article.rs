//! One story.

use axum::body::Body;
use axum::http::Response;
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::account::Account;
use crate::media::Media;
use crate::pages::cards::{lead_photo, row, time};
use crate::pages::layout::{self, Head, StoryHead};
use crate::pages::stories::{ListedStory, related};
use crate::pages::{Visit, reply};
use crate::post::Post;
use crate::term::{Taxonomy, Term};
use crate::{SiteError, dates, html as markup, render};

/// Most stories in "Tin cùng chuyên mục".
const RELATED: usize = 9;
/// A change within this many seconds of publication is not told to readers.
const SAME_MOMENT: i64 = 600;

pub(crate) fn page(visit: &Visit<'_>, post: &Post) -> Result<Response<Body>, SiteError> {
    let story = ListedStory::of(visit.db, post.clone())?;
    let related = related(visit.db, post, RELATED)?;
    let tags = Term::of_post(visit.db, Taxonomy::Tag, post.id)?;
    let author = Account::by_id(visit.db, post.author)?.map(|account| account.name).unwrap_or_default();
    let body = render::content(visit.db, post, &visit.base);
    let lead = lead_of(visit, post)?;
    let standfirst = render::standfirst(post);
    // A story may bring its own byline; then the account that sent it is nobody's business.
    let signed = body.0.contains("class=\"byline\"");
    let main = html! {
        article.story {
            header.story-head {
                @if let Some(section) = &story.section {
                    p.kicker { a href={ (visit.base) (section.path()) } { (section.plain_name()) } }
                }
                h1 { (post.headline()) }
                p.meta {
                    @if !signed && !author.is_empty() { span.author { (author) } }
                    (time(post.date, &dates::long(post.date)))
                    @if post.modified > post.date + SAME_MOMENT && post.modified <= visit.now {
                        span.changed { "Cập nhật: " (time(post.modified, &dates::short(post.modified))) }
                    }
                }
                @if !standfirst.is_empty() { p.standfirst { (standfirst) } }
            }
            @if let Some(photo) = &lead { (lead_figure(visit, photo)) }
            div.story-body { (body) }
            p.print-address { "Địa chỉ: " (visit.base) (post.path()) }
            @if !tags.is_empty() {
                footer.tags {
                    h2.tags-title { "Thẻ" }
                    ul { @for tag in &tags { li { a rel="tag" href={ (visit.base) (tag.path()) } { (tag.plain_name()) } } } }
                }
            }
        }
        @if !related.is_empty() {
            section.related aria-labelledby="tin-cung-chuyen-muc" {
                div.wrap {
                    h2 #tin-cung-chuyen-muc { "Tin cùng chuyên mục" }
                    div.related-grid { @for other in &related { (row(visit, other)) } }
                }
            }
        }
    };
    let section = story.section.as_ref();
    let head = Head {
        title: post.headline(),
        description: render::summary(post, 40),
        canonical: Some(post.path()),
        image: story.photo.as_ref().map(|photo| (photo.path(), photo.width, photo.height)),
        story: Some(StoryHead {
            published: post.date,
            modified: post.modified.max(post.date),
            section: section.map(Term::plain_name),
        }),
        data: Some(news_article(visit, &story, &author, &tags)),
        section: section.map(|term| term.id),
        ..Head::default()
    };
    Ok(reply::page(200, layout::page(visit, &head, &main)?))
}

/// The lead photo, unless the text shows it anyway.
fn lead_of(visit: &Visit<'_>, post: &Post) -> Result<Option<Media>, SiteError> {
    if post.featured_media == 0 {
        return Ok(None);
    }
    let photo = Media::by_id(visit.db, post.featured_media)?;
    Ok(photo.filter(|photo| {
        photo.is_image() && photo.width > 0 && !markup::shows_picture(&post.content, photo.id, photo.stem())
    }))
}

fn lead_figure(visit: &Visit<'_>, photo: &Media) -> Markup {
    let caption = markup::page(&photo.caption, |_| None);
    html! {
        figure.lead-figure {
            (lead_photo(visit, photo, "(min-width: 64rem) 60rem, 100vw"))
            @if !caption.0.trim().is_empty() { figcaption { (caption) } }
        }
    }
}

/// schema.org `NewsArticle`, with the properties that search engines ask for.
fn news_article(visit: &Visit<'_>, story: &ListedStory, author: &str, tags: &[Term]) -> Value {
    let post = &story.post;
    let options = visit.site.options();
    let publisher = json!({
        "@type": "GovernmentOrganization",
        "name": options.tagline,
        "url": format!("{}/", visit.base),
    });
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": format!("{}{}", visit.base, post.path()),
        "headline": post.headline(),
        "description": render::summary(post, 40),
        "datePublished": dates::iso(post.date),
        "dateModified": dates::iso(post.modified.max(post.date)),
        "inLanguage": "vi",
        "isAccessibleForFree": true,
        "author": { "@type": "Organization", "name": if author.is_empty() { &options.tagline } else { author } },
        "publisher": publisher,
    });
    if let Some(section) = &story.section {
        data["articleSection"] = json!(section.plain_name());
    }
    if let Some(photo) = &story.photo {
        data["image"] = json!([{
            "@type": "ImageObject",
            "url": format!("{}{}", visit.base, photo.path()),
            "width": photo.width,
            "height": photo.height,
            "caption": markup::plain_text(&photo.caption).trim(),
        }]);
    }
    if !tags.is_empty() {
        data["keywords"] = json!(tags.iter().map(Term::plain_name).collect::<Vec<_>>());
    }
    data
}

//! The front page: the banner story, what is new, the sections.

use axum::body::Body;
use axum::http::Response;
use maud::{Markup, html};
use serde_json::json;

use crate::pages::cards::{card, headline, lead_photo, time};
use crate::pages::layout::{self, Head};
use crate::pages::stories::{ListedStory, banners, newest, of_term};
use crate::pages::{Visit, reply};
use crate::term::Term;
use crate::{SiteError, dates, render};

const BANNERS: usize = 4;
const NEWEST: usize = 9;
const PER_SECTION: usize = 5;

pub(crate) fn page(visit: &Visit<'_>) -> Result<Response<Body>, SiteError> {
    let options = visit.site.options();
    let mut first = banners(visit.db, BANNERS)?;
    let mut latest = newest(visit.db, NEWEST)?;
    if first.is_empty() && !latest.is_empty() {
        // Without a banner the newest story leads.
        first.push(latest.remove(0));
    }
    let shown: Vec<i64> = first.iter().map(|story| story.post.id).collect();
    latest.retain(|story| !shown.contains(&story.post.id));
    let mut sections = Vec::new();
    for term in Term::sections(visit.db)? {
        let mut stories = of_term(visit.db, term.id, 0, PER_SECTION + 1)?;
        if stories.len() > 1 {
            stories.retain(|story| shown.first() != Some(&story.post.id));
        }
        stories.truncate(PER_SECTION);
        if !stories.is_empty() {
            sections.push((term, stories));
        }
    }
    let main = html! {
        h1.hidden { (options.tagline) }
        div.wrap {
            @if let Some((lead, others)) = first.split_first() {
                div.top {
                    (lead_story(visit, lead))
                    @if !latest.is_empty() { (latest_list(visit, &latest)) }
                }
                @if !others.is_empty() {
                    section.others aria-label="Tin nổi bật" {
                        @for story in others { (card(visit, story, 2)) }
                    }
                }
                div.section-grid {
                    @for (term, stories) in &sections { (section(visit, term, stories)) }
                }
            } @else {
                p.empty { "Chưa có tin nào được đăng." }
            }
        }
    };
    let head = Head {
        description: format!("{}: tin tức, thông báo, đời sống và kinh tế cửa khẩu.", options.tagline),
        canonical: Some("/".to_owned()),
        image: first.first().and_then(|lead| lead.photo.as_ref()).map(|p| (p.path_for(1024), p.width, p.height)),
        data: Some(json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": options.tagline,
            "alternateName": options.name,
            "url": format!("{}/", visit.base),
            "inLanguage": "vi",
            "potentialAction": {
                "@type": "SearchAction",
                "target": format!("{}/tim-kiem/?q={{q}}", visit.base),
                "query-input": "required name=q",
            },
        })),
        ..Head::default()
    };
    Ok(reply::page(200, layout::page(visit, &head, &main)?))
}

fn lead_story(visit: &Visit<'_>, story: &ListedStory) -> Markup {
    let standfirst = render::summary(&story.post, 60);
    html! {
        article.lead.without-photo[story.photo.is_none()] {
            @if let Some(photo) = &story.photo {
                div.lead-photo { (lead_photo(visit, photo, "(min-width: 64rem) 52rem, 100vw")) }
            }
            div.lead-text {
                @if let Some(section) = &story.section {
                    p.kicker { a href={ (visit.base) (section.path()) } { (section.plain_name()) } }
                }
                h2 { (headline(visit, &story.post)) }
                @if !standfirst.is_empty() { p.standfirst { (standfirst) } }
                p.meta { (time(story.post.date, &dates::short(story.post.date))) }
            }
        }
    }
}

fn latest_list(visit: &Visit<'_>, stories: &[ListedStory]) -> Markup {
    html! {
        section.latest aria-labelledby="tin-moi" {
            h2 #tin-moi { "Tin mới" }
            ol {
                @for story in stories {
                    li {
                        p.meta {
                            (time(story.post.date, &dates::short(story.post.date)))
                            @if let Some(section) = &story.section { span.in-section { (section.plain_name()) } }
                        }
                        h3 { a href={ (visit.base) (story.post.path()) } { (story.post.headline()) } }
                    }
                }
            }
        }
    }
}

fn section(visit: &Visit<'_>, term: &Term, stories: &[ListedStory]) -> Markup {
    let id = format!("muc-{}", term.slug);
    html! {
        section.block aria-labelledby=(id) {
            h2 id=(id) { a href={ (visit.base) (term.path()) } { (term.plain_name()) } }
            @if let Some((first, rest)) = stories.split_first() {
                (card(visit, first, 3))
                @if !rest.is_empty() {
                    ul.headlines {
                        @for story in rest {
                            li { h3 { a href={ (visit.base) (story.post.path()) } { (story.post.headline()) } } }
                        }
                    }
                }
            }
        }
    }
}

//! All stories of a section or tag, page by page.

use axum::body::Body;
use axum::http::Response;
use maud::html;

use crate::SiteError;
use crate::pages::cards::{card, pager};
use crate::pages::layout::{self, Head};
use crate::pages::stories::of_term;
use crate::pages::{Visit, missing, reply};
use crate::render;
use crate::term::{Taxonomy, Term};

const PER_PAGE: usize = 12;

pub(crate) fn page(visit: &Visit<'_>, taxonomy: Taxonomy, slug: &str) -> Result<Response<Body>, SiteError> {
    let Some(term) = Term::by_slug(visit.db, taxonomy, slug)? else {
        return missing::page(visit);
    };
    let number = visit.page();
    let total = usize::try_from(term.count).unwrap_or(0);
    let pages = total.div_ceil(PER_PAGE).max(1);
    if number > pages {
        return missing::page(visit);
    }
    if !visit.path.ends_with('/') {
        return Ok(reply::moved(&format!("{}{}", visit.base, term.path())));
    }
    let stories = of_term(visit.db, term.id, (number - 1) * PER_PAGE, PER_PAGE)?;
    let name = term.plain_name();
    let title = if taxonomy == Taxonomy::Tag { format!("Thẻ: {name}") } else { name.clone() };
    let main = html! {
        div.wrap {
            header.page-title {
                h1 { (title) }
                @if !term.description.is_empty() { p { (crate::html::plain_text(&term.description)) } }
            }
            @if stories.is_empty() {
                p.empty { "Chưa có tin nào trong chuyên mục này." }
            }
            div.list {
                @for story in &stories { (card(visit, story, 2)) }
            }
            (pager(visit, &format!("{}?trang=", term.path()), number, pages))
        }
    };
    let path = if number == 1 { term.path() } else { format!("{}?trang={number}", term.path()) };
    let newest: Vec<String> = stories.iter().take(3).map(|story| story.post.headline()).collect();
    let head = Head {
        title: if number == 1 { title } else { format!("{title}, trang {number}") },
        description: render::shorten(&format!("{name}: {}", newest.join("; ")), 40),
        canonical: Some(path),
        section: Some(term.id),
        ..Head::default()
    };
    Ok(reply::page(200, layout::page(visit, &head, &main)?))
}

//! Stories as lists show them.

use maud::{Markup, html};

use crate::dates;
use crate::media::Media;
use crate::pages::Visit;
use crate::pages::stories::ListedStory;
use crate::post::Post;
use crate::render;

/// Words of a standfirst in a list.
const WORDS: usize = 36;

/// A date that machines read too.
pub(crate) fn time(moment: i64, shown: &str) -> Markup {
    html! { time datetime=(dates::iso(moment)) { (shown) } }
}

/// The headline as the link of its card.
pub(crate) fn headline(visit: &Visit<'_>, post: &Post) -> Markup {
    html! { a.cover href={ (visit.base) (post.path()) } { (post.headline()) } }
}

/// Photo, headline, standfirst and date. `level` is that of the heading: one below what stands over the list.
pub(crate) fn card(visit: &Visit<'_>, story: &ListedStory, level: u8) -> Markup {
    html! {
        article.card {
            @if let Some(photo) = &story.photo { div.thumb { (thumb(visit, photo, "(min-width: 48rem) 24rem, 100vw")) } }
            div.card-text {
                @if level == 2 {
                    h2.title { (headline(visit, &story.post)) }
                } @else {
                    h3.title { (headline(visit, &story.post)) }
                }
                p.standfirst { (render::summary(&story.post, WORDS)) }
                p.meta { (time(story.post.date, &dates::short(story.post.date))) }
            }
        }
    }
}

/// A line with a small photo at its side.
pub(crate) fn row(visit: &Visit<'_>, story: &ListedStory) -> Markup {
    html! {
        article.row {
            @if let Some(photo) = &story.photo { div.thumb { (thumb(visit, photo, "8rem")) } }
            div {
                h3 { (headline(visit, &story.post)) }
                p.meta { (time(story.post.date, &dates::short(story.post.date))) }
            }
        }
    }
}

/// The headline beside it says what the story is: the picture needs no words of its own.
fn thumb(visit: &Visit<'_>, photo: &Media, sizes: &str) -> Markup {
    let srcset = photo.srcset(&visit.base);
    html! {
        img src={ (visit.base) (photo.path_for(480)) } alt="" loading="lazy" decoding="async"
            width=(photo.width) height=(photo.height)
            srcset=[(!srcset.is_empty()).then_some(&srcset)] sizes=[(!srcset.is_empty()).then_some(sizes)];
    }
}

/// The big photo of the front page or of a story: loaded first, with its words.
pub(crate) fn lead_photo(visit: &Visit<'_>, photo: &Media, sizes: &str) -> Markup {
    let srcset = photo.srcset(&visit.base);
    html! {
        img src={ (visit.base) (photo.path_for(1024)) } alt=(photo.alt_text) fetchpriority="high"
            width=(photo.width) height=(photo.height)
            srcset=[(!srcset.is_empty()).then_some(&srcset)] sizes=[(!srcset.is_empty()).then_some(sizes)];
    }
}

/// Links to the neighbouring pages of a list. `path` ends where the page number begins.
pub(crate) fn pager(visit: &Visit<'_>, path: &str, page: usize, pages: usize) -> Markup {
    let link = |page: usize| format!("{}{path}{page}", visit.base);
    html! {
        @if pages > 1 {
            nav.pager aria-label="Phân trang" {
                @if page > 1 { a rel="prev" href=(link(page - 1)) { "← Tin mới hơn" } } @else { span {} }
                span { "Trang " (page) "/" (pages) }
                @if page < pages { a rel="next" href=(link(page + 1)) { "Tin cũ hơn →" } } @else { span {} }
            }
        }
    }
}

//! What all pages share: head, page head, foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use crate::SiteError;
use crate::dates;
use crate::pages::Visit;
use crate::pages::assets::STYLE_PATH;
use crate::term::Term;

/// What one page says about itself.
#[derive(Default)]
pub(crate) struct Head {
    /// Without the site's name.
    pub(crate) title: String,
    pub(crate) description: String,
    /// Below the site's address; `None` for pages that have no address of their own.
    pub(crate) canonical: Option<String>,
    /// Below the site's address, with width and height in pixels.
    pub(crate) image: Option<(String, i64, i64)>,
    /// When it is a story: its dates and section.
    pub(crate) story: Option<StoryHead>,
    /// Structured data (schema.org).
    pub(crate) data: Option<Value>,
    /// Id of the section to mark in the page head.
    pub(crate) section: Option<i64>,
    pub(crate) search: String,
    /// Search engines stay away.
    pub(crate) hidden: bool,
}

/// Open Graph's `article:*`.
pub(crate) struct StoryHead {
    pub(crate) published: i64,
    pub(crate) modified: i64,
    pub(crate) section: Option<String>,
}

/// The whole page around its main part.
pub(crate) fn page(visit: &Visit<'_>, head: &Head, main: &Markup) -> Result<Markup, SiteError> {
    let sections = Term::sections(visit.db)?;
    Ok(html! {
        (DOCTYPE)
        html lang="vi" prefix="og: https://ogp.me/ns#" {
            (head_element(visit, head))
            body {
                a.skip href="#noi-dung" { "Chuyển đến nội dung chính" }
                (page_head(visit, head, &sections))
                main #noi-dung tabindex="-1" { (main) }
                (page_foot(visit, &sections))
            }
        }
    })
}

fn head_element(visit: &Visit<'_>, head: &Head) -> Markup {
    let options = visit.site.options();
    let base = &visit.base;
    let full_title = if head.title.is_empty() {
        format!("{} - {}", options.name, options.tagline)
    } else {
        format!("{} - {}", head.title, options.name)
    };
    let title = if head.title.is_empty() { &options.tagline } else { &head.title };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="theme-color" content="#0b2a4a";
            title { (full_title) }
            @if !head.description.is_empty() { meta name="description" content=(head.description); }
            @if head.hidden { meta name="robots" content="noindex"; }
            @if let Some(path) = &head.canonical { link rel="canonical" href={ (base) (path) }; }
            link rel="stylesheet" href={ (base) (STYLE_PATH.as_str()) };
            link rel="icon" type="image/svg+xml" href={ (base) "/assets/icon.svg" };
            link rel="preload" as="font" type="font/woff2" crossorigin="anonymous"
                href={ (base) "/assets/source-serif-4-vietnamese-600-normal.woff2" };
            link rel="preload" as="font" type="font/woff2" crossorigin="anonymous"
                href={ (base) "/assets/source-serif-4-latin-600-normal.woff2" };
            link rel="https://api.w.org/" href={ (base) "/wp-json/" };
            link rel="alternate" type="application/rss+xml" title={ (options.name) " - RSS" } href={ (base) "/feed/" };
            link rel="alternate" type="application/atom+xml" title={ (options.name) " - Atom" }
                href={ (base) "/feed/atom/" };
            meta property="og:site_name" content=(options.tagline);
            meta property="og:locale" content="vi_VN";
            meta property="og:type" content=(if head.story.is_some() { "article" } else { "website" });
            meta property="og:title" content=(title);
            @if !head.description.is_empty() { meta property="og:description" content=(head.description); }
            @if let Some(path) = &head.canonical { meta property="og:url" content={ (base) (path) }; }
            @if let Some((path, width, height)) = &head.image {
                meta property="og:image" content={ (base) (path) };
                meta property="og:image:width" content=(width);
                meta property="og:image:height" content=(height);
                meta name="twitter:card" content="summary_large_image";
            }
            @if let Some(story) = &head.story {
                meta property="article:published_time" content=(dates::iso(story.published));
                meta property="article:modified_time" content=(dates::iso(story.modified));
                @if let Some(section) = &story.section { meta property="article:section" content=(section); }
            }
            @if let Some(data) = &head.data {
                script type="application/ld+json" { (PreEscaped(inside_script(data))) }
            }
        }
    }
}

fn page_head(visit: &Visit<'_>, head: &Head, sections: &[Term]) -> Markup {
    let options = visit.site.options();
    let base = &visit.base;
    let front = head.canonical.as_deref() == Some("/");
    html! {
        header.masthead {
            div.wrap.masthead-top {
                a.logo href={ (base) "/" } {
                    span.logo-word { (options.name) }
                    span.logo-line { (options.tagline) }
                }
                p.today { (dates::day(visit.now)) }
                form.search role="search" action={ (base) "/tim-kiem/" } method="get" {
                    label.hidden for="tim" { "Tìm tin bài" }
                    input #tim type="search" name="q" value=(head.search) placeholder="Tìm tin bài" autocomplete="off";
                    button type="submit" { "Tìm" }
                }
            }
            nav.sections aria-label="Chuyên mục" {
                ul.wrap {
                    li { a href={ (base) "/" } aria-current=[front.then_some("page")] { "Trang chủ" } }
                    @for term in sections {
                        li {
                            a href={ (base) (term.path()) }
                                aria-current=[(head.section == Some(term.id)).then_some("true")] {
                                (term.plain_name())
                            }
                        }
                    }
                }
            }
        }
    }
}

fn page_foot(visit: &Visit<'_>, sections: &[Term]) -> Markup {
    let options = visit.site.options();
    let base = &visit.base;
    html! {
        footer.foot {
            div.wrap.foot-columns {
                div {
                    p.foot-name { (options.tagline) }
                    p { "Tin tức chính thức của thành phố Móng Cái, tỉnh Quảng Ninh." }
                    p { "Ghi rõ nguồn khi sử dụng lại thông tin từ trang này." }
                }
                nav aria-label="Chuyên mục, cuối trang" {
                    ul {
                        @for term in sections {
                            li { a href={ (base) (term.path()) } { (term.plain_name()) } }
                        }
                    }
                }
                nav aria-label="Tiện ích" {
                    ul {
                        li { a href={ (base) "/tim-kiem/" } { "Tìm kiếm" } }
                        li { a href={ (base) "/feed/" } { "Theo dõi bằng RSS" } }
                        li { a href={ (base) "/feed/atom/" } { "Theo dõi bằng Atom" } }
                        li { a href="#noi-dung" { "Về đầu trang" } }
                    }
                }
            }
        }
    }
}

/// JSON inside `<script>`: nothing in it can end the element or open a comment (HTML standard,
/// "Restrictions for contents of script elements").
fn inside_script(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_leave_its_script() {
        let data = serde_json::json!({ "headline": "</script><!--<script>" });
        let text = inside_script(&data);
        assert!(!text.contains('<'));
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(data), "it still says the same");
    }
}

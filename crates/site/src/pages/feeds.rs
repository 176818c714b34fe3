//! For machines: RSS 2.0, Atom (RFC 4287), the sitemap (sitemaps.org 0.9), robots.txt (RFC 9309).

use std::fmt::Write;

use axum::body::Body;
use axum::http::Response;

use crate::html::escape;
use crate::pages::Visit;
use crate::pages::reply::plain;
use crate::pages::stories::{ListedStory, newest};
use crate::term::Term;
use crate::{SiteError, dates, render};

const STORIES: usize = 20;
/// Most addresses of one sitemap (sitemaps.org).
const ADDRESSES: usize = 50_000;

pub(crate) fn rss(visit: &Visit<'_>) -> Result<Response<Body>, SiteError> {
    let options = visit.site.options();
    let base = xml(&visit.base);
    let mut out = String::from(HEADER);
    let stories = newest(visit.db, STORIES)?;
    let built = stories.first().map_or(visit.now, |story| story.post.date);
    write!(
        out,
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>{}</title>\n<link>{base}/</link>\n\
         <description>{}</description>\n<language>vi</language>\n<lastBuildDate>{}</lastBuildDate>\n\
         <atom:link href=\"{base}/feed/\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        xml(&options.name),
        xml(&escape(&options.tagline)),
        dates::rfc2822(built),
    )?;
    for story in &stories {
        let link = format!("{base}{}", xml(&story.post.path()));
        write!(
            out,
            "<item>\n<title>{}</title>\n<link>{link}</link>\n<guid isPermaLink=\"false\">{base}/?p={}</guid>\n\
             <pubDate>{}</pubDate>\n<description>{}</description>\n",
            xml(&story.post.headline()),
            story.post.id,
            dates::rfc2822(story.post.date),
            // A description is HTML (RSS 2.0 specification, `item`): text that looks like markup must stay text.
            xml(&escape(&render::summary(&story.post, 60))),
        )?;
        if let Some(section) = &story.section {
            writeln!(out, "<category>{}</category>", xml(&section.plain_name()))?;
        }
        if let Some((address, size, kind)) = enclosure(visit, story) {
            writeln!(out, "<enclosure url=\"{address}\" length=\"{size}\" type=\"{kind}\"/>")?;
        }
        out.push_str("</item>\n");
    }
    out.push_str("</channel>\n</rss>\n");
    Ok(plain(200, "application/rss+xml; charset=UTF-8", out))
}

pub(crate) fn atom(visit: &Visit<'_>) -> Result<Response<Body>, SiteError> {
    let options = visit.site.options();
    let base = xml(&visit.base);
    let stories = newest(visit.db, STORIES)?;
    let updated = stories.iter().map(|story| story.post.modified.max(story.post.date)).max().unwrap_or(visit.now);
    let mut out = String::from(HEADER);
    write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n<title>{}</title>\n<subtitle>{}</subtitle>\n\
         <id>{base}/</id>\n<link rel=\"alternate\" href=\"{base}/\"/>\n\
         <link rel=\"self\" href=\"{base}/feed/atom/\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        xml(&options.name),
        xml(&options.tagline),
        dates::iso(updated),
        xml(&options.tagline),
    )?;
    for story in &stories {
        write!(
            out,
            "<entry>\n<title>{}</title>\n<id>{base}/?p={}</id>\n<link rel=\"alternate\" href=\"{base}{}\"/>\n\
             <published>{}</published>\n<updated>{}</updated>\n<summary>{}</summary>\n",
            xml(&story.post.headline()),
            story.post.id,
            xml(&story.post.path()),
            dates::iso(story.post.date),
            dates::iso(story.post.modified.max(story.post.date)),
            xml(&render::summary(&story.post, 60)),
        )?;
        if let Some(section) = &story.section {
            writeln!(out, "<category term=\"{}\" label=\"{}\"/>", xml(&section.slug), xml(&section.plain_name()))?;
        }
        if let Some((address, size, kind)) = enclosure(visit, story) {
            writeln!(out, "<link rel=\"enclosure\" href=\"{address}\" length=\"{size}\" type=\"{kind}\"/>")?;
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    Ok(plain(200, "application/atom+xml; charset=UTF-8", out))
}

pub(crate) fn sitemap(visit: &Visit<'_>) -> Result<Response<Body>, SiteError> {
    let base = xml(&visit.base);
    let mut out = String::from(HEADER);
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    writeln!(out, "<url><loc>{base}/</loc></url>")?;
    for section in Term::sections(visit.db)? {
        writeln!(out, "<url><loc>{base}{}</loc></url>", xml(&section.path()))?;
    }
    let mut posts = visit.db.prepare_cached(
        "SELECT slug, max(modified, date) FROM post WHERE status = 'publish' ORDER BY date DESC, id DESC LIMIT ?1",
    )?;
    let mut rows = posts.query([ADDRESSES as i64])?;
    while let Some(row) = rows.next()? {
        let (slug, changed): (String, i64) = (row.get(0)?, row.get(1)?);
        writeln!(out, "<url><loc>{base}/{}/</loc><lastmod>{}</lastmod></url>", xml(&slug), dates::iso(changed))?;
    }
    out.push_str("</urlset>\n");
    Ok(plain(200, "application/xml; charset=UTF-8", out))
}

pub(crate) fn robots(visit: &Visit<'_>) -> Response<Body> {
    let text =
        format!("User-agent: *\nDisallow: /wp-json/\nDisallow: /tim-kiem/\n\nSitemap: {}/sitemap.xml\n", visit.base);
    plain(200, "text/plain; charset=UTF-8", text)
}

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn enclosure(visit: &Visit<'_>, story: &ListedStory) -> Option<(String, i64, String)> {
    let photo = story.photo.as_ref()?;
    Some((xml(&format!("{}{}", visit.base, photo.path())), photo.filesize, photo.mime.clone()))
}

/// Escaped, and without the control characters that XML 1.0 (section 2.2) forbids.
fn xml(text: &str) -> String {
    let legal: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    escape(&legal)
}

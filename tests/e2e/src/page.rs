//! The published story, as readers find it.

use crate::desk::PhotoWords;
use crate::failure::{Failure, ensure};
use crate::html::Page;
use crate::http;
use crate::scene::{
    ADDRESS, AFTER_EDIT, BEFORE_EDIT, FIGURES, HEADLINE, ITEMS, LINKED, PHOTOS, QUOTE, SECTION, STANDFIRST, SUBHEADS,
};

/// Fetches a page that must be there.
pub(crate) fn fetch(address: &str) -> Result<Page, Failure> {
    let answer = http::get(address, None)?;
    ensure(answer.status == 200, || format!("{address} answers with status {}", answer.status))?;
    ensure(answer.kind.starts_with("text/html"), || format!("{address} is no page but {}", answer.kind))?;
    Ok(Page::read(&answer.text()))
}

/// Checks what stands in every site's page of the scene: its words, its two photos in the text, its link.
pub(crate) fn tells_the_story(page: &Page, address: &str) -> Result<(), Failure> {
    let says =
        |tag: &str, text: &str| ensure(page.says(tag, text), || format!("{address} has no <{tag}> with \"{text}\""));
    says("h1", HEADLINE)?;
    says("p", FIGURES)?;
    says("p", AFTER_EDIT)?;
    ensure(!page.says("body", BEFORE_EDIT), || format!("{address} has the sentence that the editor changed"))?;
    for subhead in SUBHEADS {
        says("h2", subhead)?;
    }
    for item in ITEMS {
        says("li", item)?;
    }
    says("blockquote", QUOTE)?;
    let linked = page.all("a").any(|link| link.text == LINKED && link.attribute("href") == Some(ADDRESS));
    ensure(linked, || format!("{address} does not link \"{LINKED}\" with {ADDRESS}"))?;
    for words in &PHOTOS[1..] {
        shows(page, address, words)?;
    }
    let in_order = [page.place("p", FIGURES), page.place("figure", PHOTOS[1].caption), page.place("h2", SUBHEADS[0])];
    ensure(in_order.is_sorted(), || format!("{address}: the first photo stands elsewhere than the reporter put it"))
}

/// Checks what the bundled site shows besides: standfirst, lead photo, the banner on the front page, the list of the section.
/// Returns the address of the section's list.
pub(crate) fn stands_everywhere(page: &Page, address: &str) -> Result<String, Failure> {
    ensure(page.says("p", STANDFIRST), || format!("{address} has no standfirst"))?;
    shows(page, address, &PHOTOS[0])?;
    leads_the_front(address)?;
    let section = page.all("a").find(|link| link.text == SECTION).and_then(|link| link.attribute("href"));
    let section = section.ok_or_else(|| Failure::Wrong(format!("{address} does not link its section")))?;
    let section = absolute(address, section);
    let list = fetch(&section)?;
    ensure(list.says("a", HEADLINE), || format!("{section} does not list the story"))?;
    Ok(section)
}

/// The front page has the scene's story, with its lead photo, in its first place.
pub(crate) fn leads_the_front(address: &str) -> Result<(), Failure> {
    let front = fetch(&absolute(address, "/"))?;
    let lead = front.all("article").next();
    let lead = lead.ok_or_else(|| Failure::Wrong("the front page has no story".to_owned()))?;
    ensure(lead.text.contains(HEADLINE), || format!("the front page leads with \"{}\"", lead.text))?;
    let picture = front.inside(lead, "img").next().and_then(|picture| picture.attribute("src"));
    let picture = picture.ok_or_else(|| Failure::Wrong("the banner has no picture".to_owned()))?;
    is_jpeg(&absolute(address, picture))
}

/// The list "Tin cùng chuyên mục" under the story has this one.
pub(crate) fn relates(address: &str, headline: &str) -> Result<(), Failure> {
    let page = fetch(address)?;
    let sections: Vec<_> = page.all("section").filter(|part| part.text.contains("Tin cùng chuyên mục")).collect();
    ensure(!sections.is_empty(), || format!("{address} has no \"Tin cùng chuyên mục\""))?;
    let listed = sections.iter().any(|section| page.inside(section, "a").any(|link| link.text.contains(headline)));
    ensure(listed, || format!("\"Tin cùng chuyên mục\" of {address} lacks \"{headline}\""))
}

/// The page shows the photo with all its words, and its file is there.
fn shows(page: &Page, address: &str, words: &PhotoWords) -> Result<(), Failure> {
    let figure = page.all("figure").filter(|figure| figure.text.contains(words.caption)).last();
    let figure = figure.ok_or_else(|| Failure::Wrong(format!("{address} has no photo \"{}\"", words.caption)))?;
    ensure(figure.text.contains(words.credit), || {
        format!("a photo has no credit \"{}\" but \"{}\"", words.credit, figure.text)
    })?;
    let picture = page.inside(figure, "img").next();
    let alt = picture.and_then(|picture| picture.attribute("alt"));
    ensure(alt == Some(words.alt), || format!("the photo \"{}\" has the alt text {alt:?}", words.caption))?;
    let source = picture.and_then(|picture| picture.attribute("src")).unwrap_or_default();
    is_jpeg(&absolute(address, source))
}

fn is_jpeg(address: &str) -> Result<(), Failure> {
    let answer = http::get(address, None)?;
    let jpeg = answer.status == 200 && answer.kind == "image/jpeg" && answer.body.starts_with(&[0xFF, 0xD8]);
    ensure(jpeg, || format!("{address} is no JPEG: status {}, {}", answer.status, answer.kind))
}

/// An address on the same site.
fn absolute(page: &str, path: &str) -> String {
    if !path.starts_with('/') {
        return path.to_owned();
    }
    let host = page.find("://").map_or(0, |at| at + 3);
    let end = page[host..].find('/').map_or(page.len(), |at| host + at);
    format!("{}{path}", &page[..end])
}

//! The main job on a site that somebody else runs: a real WordPress.

use serde_json::Value;

use crate::app::Newsdesk;
use crate::failure::{Failure, ensure};
use crate::journeys::{connect, open_ready};
use crate::page;
use crate::runner::Bench;
use crate::scene::{self, EDITOR, HEADLINE, PHOTOS, REPORTER, SECTION, STANDFIRST, nobody};
use crate::site::Site;

/// The scene, published twice: one post, three pictures.
pub(super) fn scene(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let site = bench.site()?;
    let before = site.stock()?;
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    connect(desk, &site.login())?;
    desk.sign_in(REPORTER)?;
    scene::report(desk, &mut nobody)?;
    desk.change_to(EDITOR)?;
    scene::edit_and_approve(desk, &mut nobody)?;
    let link = scene::publish(desk, &mut nobody)?;
    ensure(link.starts_with(site.url()), || format!("{link} is not on {}", site.url()))?;
    page::tells_the_story(&page::fetch(&link)?, &link)?;
    let post = site.only_new_post(&before)?;
    complete(&site, &post)?;

    desk.publish()?;
    // The second sending replaces the first one on the screen; both end with the same words.
    crate::wait::until_so("the second sending", crate::wait::USUAL, || {
        Ok(desk.attribute("[data-testid=\"progress\"]", "class")?.is_none_or(|class| !class.contains("done")))
    })
    .or_else(|failure| if let Failure::Waited { .. } = failure { Ok(()) } else { Err(failure) })?;
    let again = desk.published_link()?;
    ensure(again == link, || format!("published again, the story moved to {again}"))?;
    let post = site.only_new_post(&before)?;
    complete(&site, &post)?;
    // A picture that the site has from an earlier story is used again.
    let media = site.stock()?.since(&before).media.len();
    ensure(media == 3 || media == 0, || format!("published twice, the site has {media} new pictures and not 3"))
}

/// What the pages of a foreign theme may or may not show.
fn complete(site: &Site, post: &Value) -> Result<(), Failure> {
    let title = post["title"]["raw"].as_str().unwrap_or_default();
    ensure(title == HEADLINE, || format!("the post's title is {title}"))?;
    ensure(post["status"] == "publish", || format!("the post's status is {}", post["status"]))?;
    let excerpt = post["excerpt"]["raw"].as_str().unwrap_or_default();
    ensure(excerpt.contains(STANDFIRST), || format!("the post's excerpt is \"{excerpt}\" and not the standfirst"))?;
    ensure(post["sticky"] == true, || "the story is not on the banner".to_owned())?;
    let lead = post["featured_media"].as_u64().unwrap_or_default();
    let lead = site.ask(&format!("media/{lead}?context=edit"))?;
    let alt = lead["alt_text"].as_str().unwrap_or_default();
    ensure(alt == PHOTOS[0].alt, || format!("the lead photo's alt text is \"{alt}\""))?;
    let caption = lead["caption"]["raw"].as_str().unwrap_or_default();
    ensure(caption.contains(PHOTOS[0].caption), || format!("the lead photo's caption is \"{caption}\""))?;
    ensure(caption.contains(PHOTOS[0].credit), || format!("the lead photo's caption lacks the credit: \"{caption}\""))?;
    let sections = site.ask("categories?per_page=100")?;
    let section = sections.as_array().into_iter().flatten().find(|term| is_section(term));
    let id = section.map(|term| &term["id"]).ok_or_else(|| Failure::Wrong(format!("the site has no {SECTION}")))?;
    let placed = post["categories"].as_array().is_some_and(|terms| terms.as_slice() == [id.clone()]);
    ensure(placed, || format!("the story stands in the sections {} and not in {id}", post["categories"]))
}

fn is_section(term: &Value) -> bool {
    let name = term["name"].as_str().unwrap_or_default();
    name.replace("&amp;", "&") == SECTION
}

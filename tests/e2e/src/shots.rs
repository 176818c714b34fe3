//! Pictures of the main screens for the guide, under names that do not change.

use std::fs;
use std::path::Path;

use crate::app::Newsdesk;
use crate::desk::{Desk, hook};
use crate::failure::Failure;
use crate::journeys::{change_there, dark};
use crate::runner::Bench;
use crate::scene::{self, CHIEF, EDITOR, REPORTER};
use crate::site::Site;
use crate::wait;
use crate::webdriver::{Session, Start, key};
use crate::{http, picture};

/// The window's own size, in pixels.
const SIZE: (u32, u32) = (1360, 860);

/// Sign-in, composer (light and dark), finding, commands, review (Vietnamese and English), revisions, remarks, sending, and
/// the published page.
pub(crate) fn run(bench: &Bench, out: &Path) -> Result<(), Failure> {
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    let mut newsdesk = Newsdesk::new(&bench.app)?;
    newsdesk.start()?;
    let folder = newsdesk.folder().to_owned();
    let desk = newsdesk.desk()?;
    desk.try_ready()?;
    take(desk, out, "sign-in")?;
    desk.sign_in(REPORTER)?;
    let mut look = |name: &str, desk: Desk<'_>| match name {
        "composer" => {
            both_lights(desk, out)?;
            found(desk, out)?;
            commands(desk, out)
        }
        "review" => {
            both_languages(desk, out)?;
            compared(desk, out)?;
            remarked(desk, out)
        }
        "sending" => take(desk, out, "sending"),
        _ => Ok(()),
    };
    scene::report(desk, &mut look)?;
    desk.change_to(EDITOR)?;
    scene::edit_and_approve(desk, &mut look)?;
    let link = scene::publish(desk, &mut look)?;
    let published = Browser::start(&folder)?.picture(&link)?;
    picture::keep_small(&out.join("published.png"), &published)?;
    // The data saver is the chief's.
    desk.change_to(CHIEF)?;
    desk.press("outbox")?;
    desk.press("text-first")?;
    take(desk, out, "outbox")?;
    desk.press("text-first")?;
    leaving(desk, out)?;
    newsdesk.close()?;
    sites(bench, out)
}

/// The reporter, who stands first among the people, leaves a draft behind.
fn leaving(desk: Desk<'_>, out: &Path) -> Result<(), Failure> {
    desk.change_to(REPORTER)?;
    desk.new_article()?;
    desk.fill("#headline", "Chợ đêm biên giới mở cửa trở lại")?;
    desk.change_to(CHIEF)?;
    desk.press("staff")?;
    desk.press("person-leave")?;
    desk.sees("#stories-to option:nth-child(2)")?;
    take(desk, out, "leaving")?;
    desk.press("dialog-cancel")
}

/// Another newsroom with a site of its own: connecting it, two versions of a story, the archive.
fn sites(bench: &Bench, out: &Path) -> Result<(), Failure> {
    let site = Site::start(&bench.app)?;
    let before = site.stock()?;
    let mut newsdesk = Newsdesk::new(&bench.app)?;
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.try_ready()?;
    desk.sign_in(CHIEF)?;
    desk.connect_site(&site.login())?;
    desk.press("site-probe")?;
    desk.sees(&hook("site-found"))?;
    desk.click(&format!("{} summary", hook("site-rights")))?;
    desk.sees(&hook("section-place"))?;
    take(desk, out, "sites")?;
    desk.press("sections")?;
    desk.sees(&hook("section-line"))?;
    take(desk, out, "sections")?;
    desk.sign_out()?;
    change_there(desk, &site, &before)?;
    desk.press("compare")?;
    desk.sees(&hook("choose-theirs"))?;
    take(desk, out, "conflict")?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.press("archive")?;
    desk.press("archive-update")?;
    desk.fill(&hook("archive-search"), "cau phao")?;
    desk.sees(".archive__story")?;
    take(desk, out, "archive")?;
    newsdesk.close()
}

/// Pictures of the story's page and of the front page, numbered from `first`.
pub(crate) fn of_pages(link: &str, out: &Path, first: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir().map_err(Failure::start("a folder"))?;
    let browser = Browser::start(folder.path())?;
    let host = link.find("://").map_or(0, |at| at + 3);
    let front = link[host..].find('/').map_or(link.len(), |at| host + at + 1);
    for (at, (name, address)) in [("page", link), ("front-page", &link[..front])].into_iter().enumerate() {
        let path = out.join(format!("{:02}-{name}.png", first + at));
        picture::keep(&path, &browser.picture(address)?)?;
        println!("         {}", path.display());
    }
    Ok(())
}

fn take(desk: Desk<'_>, out: &Path, name: &str) -> Result<(), Failure> {
    desk.pictures_show()?;
    picture::keep_small(&out.join(format!("{name}.png")), &desk.picture()?)
}

fn both_lights(desk: Desk<'_>, out: &Path) -> Result<(), Failure> {
    from_the_top(desk)?;
    take(desk, out, "composer")?;
    dark(desk)?;
    take(desk, out, "composer-dark")?;
    desk.press("theme")?;
    desk.sees("html:not([data-theme=dark])").map(drop)
}

fn both_languages(desk: Desk<'_>, out: &Path) -> Result<(), Failure> {
    from_the_top(desk)?;
    take(desk, out, "review")?;
    desk.press("language")?;
    desk.sees_attribute("html", "lang", "en")?;
    take(desk, out, "review-english")?;
    desk.press("language")?;
    desk.sees_attribute("html", "lang", "vi")
}

/// Finding without marks.
fn found(desk: Desk<'_>, out: &Path) -> Result<(), Failure> {
    desk.keys(&key::holding(key::CONTROL, "h"))?;
    desk.fill(&hook("find-words"), "cua khau")?;
    desk.sees(".story .found")?;
    take(desk, out, "find")?;
    desk.press("find-close")?;
    desk.sees_no_more(&hook("find-bar"))
}

/// The command palette.
fn commands(desk: Desk<'_>, out: &Path) -> Result<(), Failure> {
    desk.keys(&key::holding(key::CONTROL, "k"))?;
    desk.fill(&hook("palette-words"), "ban")?;
    desk.sees(&hook("palette-line"))?;
    take(desk, out, "palette")?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.sees_no_more(&hook("palette"))
}

/// What the editor changed since the story was filed.
fn compared(desk: Desk<'_>, out: &Path) -> Result<(), Failure> {
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "h")))?;
    desk.click(&format!("{}[data-occasion=\"file\"]", hook("revision")))?;
    desk.sees(&hook("compared"))?;
    take(desk, out, "revisions")?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.sees_no_more(&hook("revisions"))
}

/// A remark on the last words of the text.
fn remarked(desk: Desk<'_>, out: &Path) -> Result<(), Failure> {
    desk.go_to_end()?;
    desk.keys(&key::holding(key::SHIFT, &key::LEFT.to_string().repeat(12)))?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, "m")))?;
    desk.fill(&hook("new-remark"), "Xin nguồn của ngày này: quyết định nào của tỉnh?")?;
    desk.press("new-remark-send")?;
    desk.sees(&hook("remark-quote"))?;
    take(desk, out, "remarks")?;
    desk.press("tab-about")
}

fn from_the_top(desk: Desk<'_>) -> Result<(), Failure> {
    let script = "for (const pane of document.querySelectorAll('.paper, .inspector__page')) pane.scrollTop = 0;";
    desk.session().run(script, serde_json::json!([])).map(drop)
}

/// WebKit's own small browser, for pages that Newsdesk's window would not go to.
struct Browser(Session);

impl Browser {
    fn start(folder: &Path) -> Result<Self, Failure> {
        let log = folder.join("browser.log");
        let session = Session::start(&Start { binary: None, arguments: &[], environment: &[], log: &log })?;
        session.place((0, 0), SIZE)?;
        Ok(Self(session))
    }

    fn picture(&self, address: &str) -> Result<Vec<u8>, Failure> {
        http::get(address, None)?;
        self.0.go(address)?;
        let all = "return document.readyState === 'complete' && Array.from(document.images)
            .every(i => i.loading === 'lazy' || (i.complete && i.naturalWidth > 0));";
        wait::until_so("the page with its pictures", wait::USUAL, || {
            Ok(self.0.run(all, serde_json::json!([]))? == serde_json::json!(true))
        })?;
        self.0.screenshot()
    }
}

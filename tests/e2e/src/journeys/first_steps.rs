//! What a newcomer sees who presses the first button: a newsroom at work, and first steps that go away.

use crate::app::Newsdesk;
use crate::desk::{Desk, hook};
use crate::failure::{Failure, ensure};
use crate::page;
use crate::photos;
use crate::runner::Bench;
use crate::scene::{CHIEF, EDITOR, REPORTER};
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::key;

/// Every shelf of the chief's rail.
const SHELVES: [&str; 10] =
    ["mine", "live", "draft", "filed", "in_edit", "approved", "scheduled", "published", "withdrawn", "spiked"];

/// Every shelf has something, readers have what is published, and each person's first steps are ticked by themselves.
pub(super) fn newcomer(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.try_full()?;
    desk.sign_in(CHIEF)?;
    all_shelves(desk)?;
    published(desk)?;
    chief(desk)?;
    desk.change_to(REPORTER)?;
    reporter(desk)?;
    desk.change_to(EDITOR)?;
    editor(desk)?;

    newsdesk.reopen()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.sees(&hook("article-row"))?;
    ensure(!desk.has(&hook("first-steps"))?, || "first steps that are done came back".to_owned())
}

fn all_shelves(desk: Desk<'_>) -> Result<(), Failure> {
    for shelf in SHELVES {
        desk.shelf(shelf)?;
        // What goes to the site goes within seconds of the first start.
        desk.sees_within(&hook("article-row"), 3 * USUAL)?;
    }
    Ok(())
}

fn published(desk: Desk<'_>) -> Result<(), Failure> {
    desk.shelf("published")?;
    let headlines = desk.rows()?;
    for headline in &headlines {
        desk.open_row(headline)?;
        desk.sees_stage("published")?;
        let link = desk.published_link()?;
        let page = page::fetch(&link)?;
        ensure(page.says("h1", headline), || format!("{link} does not tell \"{headline}\""))?;
    }
    ensure(headlines.len() >= 3, || format!("published are {headlines:?}"))
}

/// They are put away, and the palette brings them back.
fn chief(desk: Desk<'_>) -> Result<(), Failure> {
    ticked(desk, "people", true)?;
    ticked(desk, "second_place", false)?;
    desk.press("first-steps-away")?;
    desk.sees_no_more(&hook("first-steps"))?;
    desk.keys(&key::holding(key::CONTROL, "k"))?;
    desk.fill(&hook("palette-words"), "nhung buoc dau")?;
    desk.keys(&key::ENTER.to_string())?;
    desk.sees(&hook("first-steps"))?;
    desk.press("first-step-second_place")?;
    desk.sees(".page-screen")?;
    desk.shelf("mine")?;
    desk.press("first-steps-away")?;
    desk.sees_no_more(&hook("first-steps"))
}

/// What the reporter of the ready newsroom did before is not counted; what is done now is, and then they are gone.
fn reporter(desk: Desk<'_>) -> Result<(), Failure> {
    for step in ["write", "add_photo", "hand_in"] {
        ticked(desk, step, false)?;
    }
    desk.press("first-step-write")?;
    desk.has_focus("#headline", "after the first step")?;
    desk.fill("#headline", "Bến xe mới có mái che")?;
    desk.go_to_end()?;
    desk.write("Mái che dài 40 m.")?;
    desk.add_photos(&photos::three()[..1])?;
    ticked(desk, "write", true)?;
    ticked(desk, "add_photo", true)?;
    desk.make_move("file", "filed")?;
    desk.sees_no_more(&hook("first-steps"))
}

fn editor(desk: Desk<'_>) -> Result<(), Failure> {
    ticked(desk, "claim", false)?;
    desk.press("first-step-claim")?;
    desk.sees(&format!("{}[aria-current=true]", hook("shelf-filed")))?;
    desk.click(&hook("article-row"))?;
    desk.press("move-claim")?;
    ticked(desk, "claim", true)?;
    ticked(desk, "publish", false)
}

fn ticked(desk: Desk<'_>, step: &str, done: bool) -> Result<(), Failure> {
    wait::until(&format!("the step {step} to be done: {done}"), USUAL, || {
        let now = desk.attribute(&hook(&format!("first-step-{step}")), "data-done")?;
        Ok(if now.as_deref() == Some(if done { "true" } else { "false" }) {
            Seen::Yes(())
        } else {
            Seen::NotYet(format!("{now:?}"))
        })
    })
}

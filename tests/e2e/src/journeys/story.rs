//! The main job on the bundled site.

use crate::app::Newsdesk;
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::page;
use crate::runner::Bench;
use crate::scene::{self, AFTER_EDIT, EDITOR, HEADLINE, REPORTER, nobody};

/// A second story of the same section, so that the first one has a neighbour.
const NEIGHBOUR: &str = "Bãi kiểm hóa phía đông thử nghiệm cân điện tử";

/// From the first start to the published page; then the window is closed and opened, and everything is still there.
pub(super) fn scene_bundled(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    scene::report(desk, &mut nobody)?;
    desk.change_to(EDITOR)?;
    scene::edit_and_approve(desk, &mut nobody)?;
    let link = scene::publish(desk, &mut nobody)?;
    let published = page::fetch(&link)?;
    page::tells_the_story(&published, &link)?;
    page::stands_everywhere(&published, &link)?;

    desk.change_to(REPORTER)?;
    scene::report_briefly(desk, NEIGHBOUR, &[])?;
    desk.change_to(EDITOR)?;
    scene::approve_briefly(desk, NEIGHBOUR)?;
    desk.publish()?;
    desk.published_link()?;
    page::relates(&link, NEIGHBOUR)?;
    page::leads_the_front(&link)?;

    newsdesk.reopen()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(EDITOR)?;
    desk.shelf("published")?;
    desk.open_row(HEADLINE)?;
    desk.sees_stage("published")?;
    let body = desk.body()?;
    ensure(body.contains(AFTER_EDIT), || format!("after the restart the text is {body}"))?;
    let photos = desk.photos()?.len();
    ensure(photos == 3, || format!("after the restart there are {photos} photos"))?;
    desk.pictures_show()?;
    ensure(desk.rows()?.iter().any(|row| row.contains(NEIGHBOUR)), || "the other story is gone".to_owned())?;
    // The site inside the program comes up beside the window.
    let again = crate::wait::until("the page after the restart", crate::wait::USUAL, || {
        Ok(match page::fetch(&link) {
            Ok(page) => crate::wait::Seen::Yes(page),
            Err(why) => crate::wait::Seen::NotYet(why.to_string()),
        })
    })?;
    page::tells_the_story(&again, &link)
}

//! What readers have: no key runs through to it, and no page of it is lost from sight.

use std::thread;
use std::time::Duration;

use crate::app::Newsdesk;
use crate::desk::{Desk, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::page;
use crate::runner::Bench;
use crate::scene::{self, CHIEF, EDITOR, REPORTER};
use crate::webdriver::key;

const HEADLINE: &str = "Chợ đêm Trần Phú mở lại từ tối thứ sáu";
/// As somebody in a hurry presses a key three times.
const BETWEEN_PRESSES: Duration = Duration::from_millis(300);

/// Ctrl+Enter three times, 300 ms apart, claims a story and asks; what is asked is confirmed by Enter, once for the approval
/// and once for readers.
pub(super) fn no_key_runs_through(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    scene::report_briefly(desk, HEADLINE, &[])?;
    desk.change_to(EDITOR)?;
    desk.shelf("filed")?;
    desk.open_row(HEADLINE)?;
    three_presses(desk)?;
    desk.sees(&hook("outgoing"))?;
    let told = desk.texts(&hook("outgoing"))?.join(" ");
    ensure(told.contains(HEADLINE), || format!("what goes out is not named: {told}"))?;
    desk.sees_stage("in_edit")?;
    desk.confirm_outgoing()?;
    desk.sees_stage("approved")?;
    three_presses(desk)?;
    desk.sees(&hook("outgoing"))?;
    desk.sees_stage("approved")?;
    ensure(!desk.has(&hook("progress"))?, || "it is being sent and nobody said yes".to_owned())?;
    desk.confirm_outgoing()?;
    let link = desk.published_link()?;
    page::fetch(&link).map(drop)
}

/// An update of a published story is put back: no button throws it away, the shelf of what readers have shows it, it can be given up, and the page
/// is taken off while another update is being written.
pub(super) fn nothing_live_is_lost(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    scene::report_briefly(desk, HEADLINE, &[])?;
    desk.change_to(EDITOR)?;
    scene::approve_briefly(desk, HEADLINE)?;
    desk.publish()?;
    let link = desk.published_link()?;

    desk.make_move("revise", "in_edit")?;
    desk.fill("#headline", "Tít của bản cập nhật")?;
    desk.make_move("release", "filed")?;
    ensure(!desk.has(&hook("move-spike"))?, || "a story that readers have can be thrown away".to_owned())?;
    desk.sees(&hook("readers"))?;
    desk.change_to(CHIEF)?;
    desk.shelf("live")?;
    desk.open_row("Tít của bản cập nhật")?;
    desk.press("move-abandon")?;
    desk.has_focus(&hook("dialog-cancel"), "where words would go")?;
    desk.press("dialog-confirm")?;
    desk.sees_stage("published")?;
    let headline = desk.value("#headline")?;
    ensure(headline == HEADLINE, || format!("readers have another headline than {headline}"))?;
    page::fetch(&link)?;

    desk.make_move("revise", "in_edit")?;
    desk.press("move-withdraw")?;
    desk.fill(&hook("dialog-reason"), "Chợ hoãn ngày mở")?;
    desk.press("dialog-confirm")?;
    crate::wait::until("the page to be gone", crate::wait::USUAL, || {
        Ok(match page::fetch(&link) {
            Ok(_) => crate::wait::Seen::NotYet("readers still get it".to_owned()),
            Err(_) => crate::wait::Seen::Yes(()),
        })
    })?;
    desk.sees_stage("in_edit")
}

fn three_presses(desk: Desk<'_>) -> Result<(), Failure> {
    for press in 0..3 {
        if press > 0 {
            thread::sleep(BETWEEN_PRESSES);
        }
        desk.keys(&key::holding(key::CONTROL, &key::ENTER.to_string()))?;
    }
    Ok(())
}

//! Where the cursor is: in what one writes next, never on what destroys, and again where it was.

use crate::app::Newsdesk;
use crate::desk::{TEXT, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::runner::Bench;
use crate::scene::REPORTER;
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::key;

/// Headline, standfirst and text by Enter alone; back from the headline by Tab; the palette does nothing that nobody chose; after signing in the
/// cursor is where it was.
pub(super) fn goes_where_one_writes(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    let enter = key::ENTER.to_string();
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    desk.keys(&format!("Chợ phiên họp lại{enter}"))?;
    desk.has_focus("#standfirst", "after Enter in the headline")?;
    desk.keys(&format!("Sau hai năm.{enter}"))?;
    desk.has_focus(TEXT, "after Enter in the standfirst")?;
    desk.write("Sáng nay, chợ phiên họp lại.")?;
    let headline = desk.value("#headline")?;
    ensure(headline == "Chợ phiên họp lại", || format!("the headline is {headline}"))?;

    desk.click("#headline")?;
    desk.keys(&key::TAB.to_string().repeat(3))?;
    desk.has_focus(TEXT, "three steps behind the headline")?;

    desk.keys(&key::holding(key::CONTROL, "k"))?;
    desk.sees(&hook("palette"))?;
    desk.fill(&hook("palette-words"), "bo bai")?;
    desk.keys(&enter)?;
    desk.sees(&hook("palette"))?;
    desk.sees_stage("draft")?;
    desk.keys(&enter)?;
    desk.sees(&hook("sure"))?;
    desk.has_focus(&hook("dialog-cancel"), "where words would go")?;
    desk.press("dialog-confirm")?;
    desk.sees_stage("spiked")?;
    desk.press("offer-undo")?;
    desk.sees_stage("draft")?;

    desk.click(TEXT)?;
    desk.go_to_end()?;
    desk.write(" Đông vui.")?;
    desk.sign_out()?;
    desk.sign_in(REPORTER)?;
    desk.has_focus(TEXT, "after signing in again")?;
    desk.keys("Hết.")?;
    wait::until("letters where the cursor was", USUAL, || {
        let body = desk.body()?;
        Ok(if body.ends_with("Đông vui.Hết.") { Seen::Yes(()) } else { Seen::NotYet(body) })
    })
}

//! Vietnamese and English, light and dark.

use crate::app::Newsdesk;
use crate::desk::Desk;
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::runner::Bench;
use crate::scene::REPORTER;
use crate::wait::{self, Seen, USUAL};

/// Both switches work and are remembered by this laptop.
pub(super) fn remembered(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sees_attribute("html", "lang", "vi")?;
    desk.sign_in(REPORTER)?;
    button_says(desk, "Bài mới")?;
    desk.press("language")?;
    desk.sees_attribute("html", "lang", "en")?;
    button_says(desk, "New story")?;
    let bright = brightness(desk)?;
    dark(desk)?;
    let dim = brightness(desk)?;
    ensure(bright > 180.0 && dim < 90.0, || format!("the paper's brightness went from {bright:.0} to {dim:.0}"))?;

    newsdesk.reopen()?;
    let desk = newsdesk.desk()?;
    desk.sees_attribute("html", "lang", "en")?;
    desk.sees_attribute("html", "data-theme", "dark")?;
    desk.sign_in(REPORTER)?;
    button_says(desk, "New story")
}

/// Presses the switch of the light until it is dark.
pub(crate) fn dark(desk: Desk<'_>) -> Result<(), Failure> {
    for _ in 0..3 {
        if desk.attribute("html", "data-theme")?.as_deref() == Some("dark") {
            return Ok(());
        }
        let before = desk.attribute("html", "data-theme")?;
        desk.press("theme")?;
        wait::until_so("another light", USUAL, || Ok(desk.attribute("html", "data-theme")? != before))?;
    }
    desk.sees_attribute("html", "data-theme", "dark")
}

fn button_says(desk: Desk<'_>, words: &str) -> Result<(), Failure> {
    wait::until(&format!("the button \"{words}\""), USUAL, || {
        let now = desk.text_of("[data-testid=\"new-article\"]")?;
        Ok(if now.contains(words) { Seen::Yes(()) } else { Seen::NotYet(now) })
    })
}

/// Mean of the colour parts behind the list, 0 to 255.
fn brightness(desk: Desk<'_>) -> Result<f64, Failure> {
    let script = "let e = document.querySelector('.list'), c;
        do { c = getComputedStyle(e).backgroundColor.match(/[\\d.]+/g).map(Number); e = e.parentElement; }
        while (e && c.length > 3 && c[3] === 0);
        return (c[0] + c[1] + c[2]) / 3;";
    Ok(desk.session().run(script, serde_json::json!([]))?.as_f64().unwrap_or_default())
}

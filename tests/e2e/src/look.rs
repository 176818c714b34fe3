//! The looks that every screen has to stand: languages, lights, and sizes of the window.

use serde_json::json;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::wait::{self, Seen};

/// The sizes that newsrooms work in, in pixels: the smallest that the window takes, common laptops, a large screen.
pub(crate) const SIZES: [(u32, u32); 4] = [SMALLEST, (1280, 720), (1366, 768), (1920, 1080)];
/// The first of [`SIZES`].
pub(crate) const SMALLEST: (u32, u32) = (1024, 768);
/// The window's own size.
pub(crate) const USUAL: (u32, u32) = (1360, 860);
/// By the tag that the page has.
pub(crate) const LANGUAGES: [&str; 2] = ["vi", "en"];
/// By the name that the page has.
pub(crate) const LIGHTS: [&str; 2] = ["light", "dark"];

/// Gives the window a size and waits until the page is laid out in it; `zoom` is how large the whole window is shown.
pub(crate) fn size(desk: Desk<'_>, (width, height): (u32, u32), zoom: f64) -> Result<(), Failure> {
    desk.window()?.resize((width, height))?;
    let inner = "return [innerWidth, innerHeight];";
    wait::until(&format!("a window of {width} × {height}"), wait::USUAL, || {
        let now = desk.session().run(inner, json!([]))?;
        let is = |at: usize, wanted: u32| (now[at].as_f64().unwrap_or_default() * zoom - f64::from(wanted)).abs() < 2.0;
        Ok(if is(0, width) && is(1, height) { Seen::Yes(()) } else { Seen::NotYet(now.to_string()) })
    })
}

/// How large the whole window is shown at this moment; 1 is as usual.
pub(crate) fn zoom(desk: Desk<'_>) -> Result<f64, Failure> {
    let script = "return Number(localStorage.getItem('newsdesk.window-zoom') || 100) / 100;";
    Ok(desk.session().run(script, json!([]))?.as_f64().unwrap_or(1.0))
}

/// Puts the window into a language. Past the mouse: what lies over the window stays there.
pub(crate) fn language(desk: Desk<'_>, tag: &str) -> Result<(), Failure> {
    let script = "if (document.documentElement.lang !== arguments[0]) document.querySelector(arguments[1]).click();";
    desk.session().run(script, json!([tag, crate::desk::hook("language")]))?;
    desk.sees_attribute("html", "lang", tag)
}

/// Shows the window in a light, without choosing it for good.
pub(crate) fn light(desk: Desk<'_>, name: &str) -> Result<(), Failure> {
    desk.session().run("document.documentElement.dataset.theme = arguments[0];", json!([name])).map(drop)
}

/// Waits until what was changed stands painted on the screen.
pub(crate) fn painted(desk: Desk<'_>) -> Result<(), Failure> {
    let script = "const done = arguments[arguments.length - 1];
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));";
    desk.session().run_later(script, json!([])).map(drop)
}

//! A window that is narrow because everything in it is shown large, and one whose language changes under what is open.

use serde_json::json;

use crate::app::Newsdesk;
use crate::desk::{Desk, TEXT, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::writing;
use crate::look;
use crate::runner::Bench;
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::key;

/// Pixels of the page that a line needs to be read, not spelt.
const READABLE: f64 = 420.0;

/// At 150 % in the smallest window the text keeps its lines, and the list comes and goes; what lies over the window speaks
/// the language of the moment.
pub(super) fn enlarged_and_translated(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let desk = writing::begin(newsdesk)?;
    look::size(desk, look::SMALLEST, 1.0)?;
    larger(desk, "+")?;
    look::size(desk, look::SMALLEST, 1.5)?;
    let width = "return document.querySelector(arguments[0]).getBoundingClientRect().width;";
    let width = desk.session().run(width, json!([TEXT]))?.as_f64().unwrap_or_default();
    ensure(width >= READABLE, || format!("the text has {width:.0} px at 150 %"))?;
    list_is(desk, "hidden", "beside a story")?;
    press(desk, "list-toggle")?;
    list_is(desk, "visible", "when it is asked for")?;
    press(desk, "article-row")?;
    list_is(desk, "hidden", "when a story was chosen")?;
    press(desk, "shelf-mine")?;
    list_is(desk, "visible", "when somebody goes to it")?;
    press(desk, "shelf-mine")?;
    list_is(desk, "hidden", "when somebody goes to it once more")?;
    folds_by_itself(desk)?;
    larger(desk, "-")?;
    look::size(desk, look::USUAL, 1.0)?;
    list_is(desk, "visible", "in a window with room for both")?;

    desk.keys(&key::holding(key::CONTROL, "k"))?;
    speaks(desk, ".palette__name")?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.sees_no_more(&hook("palette"))?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "s")))?;
    desk.fill(&hook("revision-name"), "Bản đầu")?;
    desk.press("dialog-confirm")?;
    desk.sees_no_more(&hook("revision-name"))?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "h")))?;
    speaks(desk, ".revision__words")?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.sees_no_more(&hook("revisions"))
}

/// The whole window by half larger, or back.
fn larger(desk: Desk<'_>, sign: &str) -> Result<(), Failure> {
    (0..5).try_for_each(|_| desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, sign))))
}

/// At 200 % the list lies over its own button: it has another one, and Escape.
fn folds_by_itself(desk: Desk<'_>) -> Result<(), Failure> {
    larger(desk, "+")?;
    look::size(desk, look::SMALLEST, 2.0)?;
    press(desk, "list-toggle")?;
    list_is(desk, "visible", "when it is asked for at 200 %")?;
    let reached = "const button = document.querySelector(arguments[0]), box = button.getBoundingClientRect();
        return button.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));";
    let reached = desk.session().run(reached, json!([hook("list-fold")]))?;
    ensure(reached == true, || "the button that folds the list away cannot be reached".to_owned())?;
    press(desk, "list-fold")?;
    list_is(desk, "hidden", "when it is folded away")?;
    desk.has_focus(&hook("list-toggle"), "after the list was folded away")?;
    press(desk, "list-toggle")?;
    list_is(desk, "visible", "when it is asked for once more")?;
    desk.keys(&key::ESCAPE.to_string())?;
    list_is(desk, "hidden", "after Escape")?;
    larger(desk, "-")?;
    look::size(desk, look::SMALLEST, 1.5)
}

/// The driver does not know where things are in a window that is shown larger.
fn press(desk: Desk<'_>, name: &str) -> Result<(), Failure> {
    desk.session().run("document.querySelector(arguments[0]).click();", json!([hook(name)])).map(drop)
}

fn list_is(desk: Desk<'_>, wanted: &str, when: &str) -> Result<(), Failure> {
    wait::until(&format!("the list to be {wanted} {when}"), USUAL, || {
        let now =
            desk.session().run("return getComputedStyle(document.querySelector('.list')).visibility;", json!([]))?;
        Ok(if now == wanted { Seen::Yes(()) } else { Seen::NotYet(now.to_string()) })
    })
}

/// What is open has the same lines in the other language, and again the first ones.
fn speaks(desk: Desk<'_>, css: &str) -> Result<(), Failure> {
    desk.sees(css)?;
    let before = desk.texts(css)?;
    look::language(desk, "en")?;
    wait::until(&format!("{css} in English"), USUAL, || {
        let now = desk.texts(css)?;
        let is = now.len() == before.len() && now != before;
        Ok(if is { Seen::Yes(()) } else { Seen::NotYet(format!("{now:?}")) })
    })?;
    look::language(desk, "vi")?;
    wait::until(&format!("{css} in Vietnamese again"), USUAL, || {
        let now = desk.texts(css)?;
        Ok(if now == before { Seen::Yes(()) } else { Seen::NotYet(format!("{now:?}")) })
    })
}

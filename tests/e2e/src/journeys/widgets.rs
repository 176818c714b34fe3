//! Dialogues and lists by the keyboard alone: where the focus begins, what the keys do, and what stays when something changes.

use serde_json::json;

use crate::app::Newsdesk;
use crate::desk::{Desk, TEXT, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::writing;
use crate::runner::Bench;
use crate::scene::CHIEF;
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::key;

const DIALOGUE: &str = "dialog[open]";

/// A dialogue begins in its first field, Enter confirms it, Escape gives the focus back; what destroys asks for more than Enter;
/// a list keeps its row when others come, and goes by arrow keys.
pub(super) fn dialogues_and_lists(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let desk = writing::begin(newsdesk)?;
    with_a_field(desk)?;
    without_one_of_its_own(desk)?;
    list(desk)?;
    desk.change_to(CHIEF)?;
    destroying(desk)
}

fn with_a_field(desk: Desk<'_>) -> Result<(), Failure> {
    let open = || desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "s")));
    open()?;
    desk.has_focus("#revision-name", "in the dialogue that keeps a state")?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.sees_no_more(DIALOGUE)?;
    desk.has_focus(TEXT, "after Escape")?;
    open()?;
    desk.has_focus("#revision-name", "in the dialogue, the second time")?;
    desk.keys(&format!("Bản đầu{}", key::ENTER))?;
    desk.sees_no_more(DIALOGUE)?;
    let said = desk.text_of(".notice")?;
    ensure(said.contains("Bản đầu"), || format!("Enter in the field did not keep the state: \"{said}\""))?;
    desk.has_focus(TEXT, "after Enter")
}

/// No field of the link's dialogue asks for the focus; it is within the dialogue all the same, and Escape works.
fn without_one_of_its_own(desk: Desk<'_>) -> Result<(), Failure> {
    desk.keys(&key::holding(key::SHIFT, &key::LEFT.to_string().repeat(5)))?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "k")))?;
    desk.sees("#link-address")?;
    desk.has_focus(&format!("{DIALOGUE} *"), "in the dialogue of a link")?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.sees_no_more(DIALOGUE)?;
    desk.has_focus(TEXT, "after Escape out of the dialogue of a link")
}

fn list(desk: Desk<'_>) -> Result<(), Failure> {
    let before = ids(desk)?.len();
    desk.press("new-article")?;
    let known = rows(desk, before + 1)?;
    // The newest stands first.
    let (first, second) = (&known[0], &known[1]);
    desk.click(&row(second))?;
    desk.sees(&format!("{}[aria-current=true]", row(second)))?;
    // WebKitGTK gives a button that the mouse presses no focus; the keyboard comes to the row by Tab.
    desk.session().run("document.querySelector(arguments[0]).focus()", json!([row(second)]))?;
    desk.has_focus(&row(second), "on the pressed row")?;
    desk.keys(&key::UP.to_string())?;
    desk.has_focus(&row(first), "after the arrow upwards")?;
    desk.keys(&key::UP.to_string())?;
    desk.has_focus(&row(first), "at the upper end")?;
    desk.keys(&key::DOWN.to_string())?;
    desk.has_focus(&row(second), "after the arrow downwards")?;

    desk.ask("new_article", &json!({ "template": null }))?;
    let all = rows(desk, before + 2)?;
    ensure(all[1..] == known[..], || format!("a new row made {known:?} to {all:?}"))?;
    desk.has_focus(&row(second), "after a row came in above")?;
    desk.sees(&format!("{}[aria-current=true]", row(second)))?;
    desk.keys(&key::ENTER.to_string())?;
    desk.sees(&format!("{}[aria-current=true]", row(second))).map(drop)
}

/// Waits for so many rows, and gives their stories from above.
fn rows(desk: Desk<'_>, count: usize) -> Result<Vec<String>, Failure> {
    wait::until(&format!("{count} rows"), USUAL, || {
        let ids = ids(desk)?;
        Ok(if ids.len() == count { Seen::Yes(ids) } else { Seen::NotYet(format!("{} rows", ids.len())) })
    })
}

/// The stories of the rows at this moment.
fn ids(desk: Desk<'_>) -> Result<Vec<String>, Failure> {
    let script = "return Array.from(document.querySelectorAll(arguments[0]), e => e.dataset.id).join(' ');";
    let ids = desk.session().run(script, json!([hook("article-row")]))?;
    Ok(ids.as_str().unwrap_or_default().split_whitespace().map(str::to_owned).collect())
}

fn row(id: &str) -> String {
    format!("{}[data-id=\"{id}\"]", hook("article-row"))
}

/// Enter, pressed as soon as the question is there, removes nothing.
fn destroying(desk: Desk<'_>) -> Result<(), Failure> {
    desk.press("templates")?;
    desk.press("template")?;
    let before = desk.texts(&hook("template"))?;
    desk.press("template-remove")?;
    desk.sees(&format!("{DIALOGUE} .button--danger{}", hook("dialog-confirm")))?;
    desk.has_focus(&format!("{DIALOGUE} :not({})", hook("dialog-confirm")), "in the question whether to remove")?;
    desk.keys(&key::ENTER.to_string())?;
    desk.sees_no_more(DIALOGUE)?;
    let after = desk.texts(&hook("template"))?;
    ensure(before == after && !after.is_empty(), || format!("Enter made the templates {before:?} to {after:?}"))
}

//! Usable without a mouse and without seeing.

use serde_json::{Value, json};

use crate::app::Newsdesk;
use crate::desk::Desk;
use crate::failure::{Failure, ensure};
use crate::photos;
use crate::runner::Bench;
use crate::scene::{CHIEF, EDITOR, REPORTER};
use crate::webdriver::key;

/// More presses of Tab than any screen may need to get to the text.
const MOST_TABS: usize = 80;

/// Gives the controls on the screen that have no name a screen reader could say: what is accessible is defined by
/// "Accessible Name and Description Computation 1.2", of which this is the part for controls.
const NAMELESS: &str = "
    const text = e => (e ? (e.innerText || e.textContent || '').trim() : '');
    const ids = list => (list || '').split(/\\s+/).filter(Boolean).map(id => text(document.getElementById(id))).join(' ').trim();
    const pictures = e => Array.from(e.querySelectorAll('img[alt]'), i => i.alt).join(' ').trim();
    const name = e => ids(e.getAttribute('aria-labelledby')) || (e.getAttribute('aria-label') || '').trim()
        || (e.labels ? Array.from(e.labels, text).join(' ').trim() : '')
        || (/^(BUTTON|A|SUMMARY)$/.test(e.tagName) || e.hasAttribute('role') ? text(e) || pictures(e) : '')
        || (e.getAttribute('title') || '').trim();
    const controls = 'button, input, select, textarea, a[href], [role=button], [role=switch], [role=textbox], [contenteditable=true]';
    return Array.from(document.querySelectorAll(controls))
        .filter(e => e.getClientRects().length && !e.closest('[aria-hidden=true]') && !name(e))
        .map(e => e.outerHTML.slice(0, 120));";

/// Every control on every screen has a name, and Tab leads to the text.
pub(super) fn names_and_tab(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    all_named(desk, "the first run")?;
    desk.try_ready()?;
    all_named(desk, "signing in")?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    desk.add_photos(&photos::three()[..1])?;
    all_named(desk, "the composer")?;
    tab_reaches_the_text(desk)?;
    desk.press("outbox")?;
    all_named(desk, "the outbox")?;
    desk.change_to(EDITOR)?;
    all_named(desk, "the editor's desk")?;
    desk.change_to(CHIEF)?;
    for place in ["sites", "staff", "sections"] {
        desk.press(place)?;
        desk.sees("form input")?;
        all_named(desk, place)?;
    }
    Ok(())
}

fn all_named(desk: Desk<'_>, screen: &str) -> Result<(), Failure> {
    let nameless = desk.session().run(NAMELESS, json!([]))?;
    let nameless: Vec<&str> = nameless.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    ensure(nameless.is_empty(), || format!("controls without a name on {screen}: {}", nameless.join(" ")))
}

fn tab_reaches_the_text(desk: Desk<'_>) -> Result<(), Failure> {
    desk.click("#headline")?;
    let here = "const e = document.activeElement; return e.isContentEditable ? 'text' : e.id || e.tagName;";
    let mut way = Vec::new();
    for _ in 0..MOST_TABS {
        desk.keys(&key::TAB.to_string())?;
        let at = desk.session().run(here, json!([]))?;
        if at == json!("text") {
            return Ok(());
        }
        way.push(at.as_str().unwrap_or_default().to_owned());
    }
    Err(Failure::Wrong(format!("Tab from the headline does not reach the text but {}", way.join(", "))))
}

//! Every field in which Vietnamese is written.

use std::thread;

use crate::app::Newsdesk;
use crate::desk::{Desk, PASSWORD, TEXT, hook};
use crate::failure::Failure;
use crate::ime::method::{Method, Running};
use crate::ime::{HEADLINE, OPEN, PACE, SENTENCE, SETTLING, holds, launch, shows};
use crate::photos;
use crate::process;
use crate::runner::Bench;
use crate::scene::REPORTER;
use crate::xwindow::XWindow;

/// In every field: the letters are seen while a word is open, a click into the next field in mid-word neither loses nor
/// doubles it, and after the program was closed and opened again the same words stand there.
pub(super) fn every_field(newsdesk: &mut Newsdesk, bench: &Bench, method: Method) -> Result<(), Failure> {
    let running = launch(newsdesk, bench, method)?;
    let desk = newsdesk.desk()?;
    let window = desk.window()?;
    window.activate()?;
    sign_in(desk, &window, &running)?;
    desk.new_article()?;
    desk.add_photos(&photos::three()[..1])?;

    let search = hook("search");
    write(desk, &window, &search, HEADLINE)?;
    clear(desk, &window, &search)?;
    let [caption, alt] = [hook("photo-caption"), hook("photo-alt")];
    // The photo brings words of its own.
    for css in [&caption, &alt] {
        clear(desk, &window, css)?;
    }
    let fields = [HEADLINE, "#standfirst", TEXT, &caption, &alt];
    for (at, css) in fields.iter().enumerate() {
        write(desk, &window, css, fields[(at + 1) % fields.len()])?;
    }
    newsdesk.reopen()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.click(&hook("article-row"))?;
    fields.iter().try_for_each(|css| reads(desk, css, "after the program was opened again"))
}

/// The name under which one signs in; the last word of it is open when the button is pressed.
fn sign_in(desk: Desk<'_>, window: &XWindow, running: &Running) -> Result<(), Failure> {
    let [login, password] = [hook("login"), hook("password")];
    desk.enter(window, &login)?;
    running.choose()?;
    write(desk, window, &login, &password)?;
    window.type_keys(PASSWORD, PACE)?;
    clear(desk, window, &login)?;
    window.type_keys(REPORTER, PACE)?;
    holds(desk, &login, REPORTER, "the name is typed")?;
    desk.point(window, &hook("sign-in"))?;
    desk.sees(&hook("sign-out")).map(drop)
}

/// Types a sentence and three words, the last of which stays open, and then clicks elsewhere.
fn write(desk: Desk<'_>, window: &XWindow, css: &str, elsewhere: &str) -> Result<(), Failure> {
    desk.enter(window, css)?;
    window.type_keys(SENTENCE.0, PACE)?;
    window.type_keys(OPEN.0, PACE)?;
    reads(desk, css, "letters have to be seen while the word is open")?;
    desk.point(window, elsewhere)?;
    thread::sleep(SETTLING);
    reads(desk, css, &format!("after a click on {elsewhere} in mid-word"))
}

fn clear(desk: Desk<'_>, window: &XWindow, css: &str) -> Result<(), Failure> {
    desk.enter(window, css)?;
    process::text("xdotool", &["key", "ctrl+a", "BackSpace"])?;
    holds(desk, css, "", "it was cleared")
}

fn reads(desk: Desk<'_>, css: &str, why: &str) -> Result<(), Failure> {
    let expected = format!("{}{}", SENTENCE.1, OPEN.1);
    if css == TEXT { shows(desk, &expected, why) } else { holds(desk, css, &expected, why) }
}

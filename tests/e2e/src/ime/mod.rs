//! Vietnamese as it is really typed: keys of the X server, through the Unikey engine of ibus or of fcitx5, into the window.

mod fields;
mod method;
mod undone;

use std::time::Duration;

use crate::app::Newsdesk;
use crate::desk::{Desk, TEXT};
use crate::failure::{Failure, ensure};
use crate::ime::method::{Method, Running};
use crate::process;
use crate::runner::{Bench, Journey, Laptop, When};
use crate::scene::REPORTER;
use crate::wait::{self, Seen, USUAL};
use crate::xwindow::XWindow;

/// The journeys of the input methods.
pub(crate) const JOURNEYS: &[Journey] = &[
    usual("ibus_sentence_in_the_text", |newsdesk, bench| sentence_in_the_text(newsdesk, bench, Method::Ibus)),
    usual("ibus_click_in_mid_word", |newsdesk, bench| click_in_mid_word(newsdesk, bench, Method::Ibus)),
    usual("ibus_undone_step_by_step", undone::step_by_step),
    long("ibus_every_field", |newsdesk, bench| fields::every_field(newsdesk, bench, Method::Ibus)),
    long("fcitx_sentence_in_the_text", |newsdesk, bench| sentence_in_the_text(newsdesk, bench, Method::Fcitx)),
    long("fcitx_click_in_mid_word", |newsdesk, bench| click_in_mid_word(newsdesk, bench, Method::Fcitx)),
    long("fcitx_every_field", |newsdesk, bench| fields::every_field(newsdesk, bench, Method::Fcitx)),
];

type Play = fn(&mut Newsdesk, &Bench) -> Result<(), Failure>;

const fn usual(name: &'static str, play: Play) -> Journey {
    Journey { name, when: When::Usual, laptop: Laptop::Own, play }
}

/// Takes a minute or two, or has not shown itself steady on slow machines yet.
const fn long(name: &'static str, play: Play) -> Journey {
    Journey { name, when: When::Long, laptop: Laptop::Own, play }
}

/// Milliseconds between keys: faster than anybody types.
const PACE: u32 = 80;
/// In Telex, and what it means.
const SENTENCE: (&str, &str) = ("Mongs Cais tieeps tucj ddaayr manhj ", "Móng Cái tiếp tục đẩy mạnh ");
/// Three words, the last one still open.
const OPEN: (&str, &str) = ("Mongs Cais tieeps", "Móng Cái tiếp");
const HEADLINE: &str = "#headline";
/// Longer than an input method or the page takes to deliver a word late, or a second time.
const SETTLING: Duration = Duration::from_millis(900);

/// A whole sentence; the letters of a word stand in the text before it is finished.
fn sentence_in_the_text(newsdesk: &mut Newsdesk, bench: &Bench, method: Method) -> Result<(), Failure> {
    let (_running, window) = open(newsdesk, bench, method)?;
    let desk = newsdesk.desk()?;
    desk.enter(&window, TEXT)?;
    window.type_keys(OPEN.0, PACE)?;
    shows(desk, OPEN.1, "letters have to be seen while the word is open")?;
    window.type_keys(&SENTENCE.0[OPEN.0.len()..], PACE)?;
    shows(desk, SENTENCE.1.trim_end(), "the sentence")
}

/// A click elsewhere in the middle of a word neither loses nor doubles it, and what was clicked acts.
fn click_in_mid_word(newsdesk: &mut Newsdesk, bench: &Bench, method: Method) -> Result<(), Failure> {
    let (_running, window) = open(newsdesk, bench, method)?;
    let desk = newsdesk.desk()?;
    let mut expected = String::new();
    for elsewhere in [HEADLINE, "[data-testid=\"tool-bold\"]", "[data-testid=\"tool-bullet_list\"]", "#standfirst"] {
        desk.enter(&window, TEXT)?;
        if !expected.is_empty() {
            process::text("xdotool", &["key", "ctrl+End"])?;
            window.type_keys(" ", PACE)?;
            expected.push(' ');
        }
        window.type_keys(OPEN.0, PACE)?;
        expected.push_str(OPEN.1);
        shows(desk, &expected, "the open word")?;
        desk.point(&window, elsewhere)?;
        std::thread::sleep(SETTLING);
        shows(desk, &expected, &format!("after a click on {elsewhere}"))?;
    }
    let listed = desk.has(&format!("{TEXT} ul li"))?;
    ensure(listed, || "the button of the list, pressed in mid-word, made no list".to_owned())
}

/// Newsdesk at the signing in, with the input method in front of it.
fn launch(newsdesk: &mut Newsdesk, bench: &Bench, method: Method) -> Result<Running, Failure> {
    let mut fresh = Newsdesk::new(&bench.app)?;
    for (name, value) in method.environment() {
        fresh = fresh.with(name, &value);
    }
    *newsdesk = fresh;
    // The engine has to be there before the program looks for it.
    let running = method.start(newsdesk.folder())?;
    newsdesk.start()?;
    newsdesk.desk()?.try_ready()?;
    Ok(running)
}

/// The same with an empty story on the screen and the cursor in its text.
fn open(newsdesk: &mut Newsdesk, bench: &Bench, method: Method) -> Result<(Running, XWindow), Failure> {
    let running = launch(newsdesk, bench, method)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    let window = desk.window()?;
    window.activate()?;
    desk.enter(&window, TEXT)?;
    running.choose()?;
    Ok((running, window))
}

/// Waits until the text is this and nothing else; the blank that a word ends with is not looked at.
fn shows(desk: Desk<'_>, expected: &str, why: &str) -> Result<(), Failure> {
    wait::until(&format!("\"{expected}\" in the text, {why}"), USUAL, || {
        let body = desk.body()?;
        let now = body.replace('\u{A0}', " ");
        Ok(if now.trim_end() == expected.trim_end() { Seen::Yes(()) } else { Seen::NotYet(now) })
    })
}

/// The same for a field.
fn holds(desk: Desk<'_>, css: &str, expected: &str, why: &str) -> Result<(), Failure> {
    wait::until(&format!("\"{expected}\" in {css}, {why}"), USUAL, || {
        let now = desk.value(css)?;
        Ok(if now == expected { Seen::Yes(()) } else { Seen::NotYet(now) })
    })
}

//! Vietnamese as it is really typed: keys of the X server, through ibus and its Unikey engine, into the window.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::app::Newsdesk;
use crate::desk::Desk;
use crate::failure::{Failure, ensure};
use crate::process;
use crate::runner::{Bench, Journey, When};
use crate::scene::REPORTER;
use crate::wait::{self, Seen, USUAL};
use crate::xwindow::XWindow;

/// The journeys of the input method.
pub(crate) const JOURNEYS: &[Journey] = &[
    Journey { name: "ime_sentence_in_the_text", when: When::Usual, play: sentence_in_the_text },
    Journey { name: "ime_click_in_mid_word", when: When::Usual, play: click_in_mid_word },
    Journey { name: "ime_headline", when: When::Usual, play: headline },
];

const ENGINE: &str = "Unikey";
/// Milliseconds between keys: faster than anybody types.
const PACE: u32 = 80;
/// In Telex, and what it means.
const SENTENCE: (&str, &str) = ("Mongs Cais tieeps tucj ddaayr manhj ", "Móng Cái tiếp tục đẩy mạnh ");
/// Three words, the last one still open.
const OPEN: (&str, &str) = ("Mongs Cais tieeps", "Móng Cái tiếp");
const HEADLINE: &str = "#headline";
const TEXT: &str = "[data-testid=\"body-editor\"] .ProseMirror";
/// Longer than an input method or the page takes to deliver a word late, or a second time.
const SETTLING: Duration = Duration::from_millis(900);

/// The input method, ours alone; dropping it ends it.
struct Ibus(Child);

/// A whole sentence; the letters of a word stand in the text before it is finished.
fn sentence_in_the_text(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let (_ibus, window) = open(newsdesk, bench)?;
    let desk = newsdesk.desk()?;
    focus(desk, &window, TEXT)?;
    window.type_keys(OPEN.0, PACE)?;
    shows(desk, OPEN.1, "letters have to be seen while the word is open")?;
    window.type_keys(&SENTENCE.0[OPEN.0.len()..], PACE)?;
    shows(desk, SENTENCE.1.trim_end(), "the sentence")
}

/// A click elsewhere in the middle of a word neither loses nor doubles it, and what was clicked acts.
fn click_in_mid_word(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let (_ibus, window) = open(newsdesk, bench)?;
    let desk = newsdesk.desk()?;
    let mut expected = String::new();
    for elsewhere in [HEADLINE, "[data-testid=\"tool-bold\"]", "[data-testid=\"tool-bullet_list\"]", "#standfirst"] {
        focus(desk, &window, TEXT)?;
        if !expected.is_empty() {
            process::text("xdotool", &["key", "ctrl+End"])?;
            window.type_keys(" ", PACE)?;
            expected.push(' ');
        }
        window.type_keys(OPEN.0, PACE)?;
        expected.push_str(OPEN.1);
        shows(desk, &expected, "the open word")?;
        click(desk, &window, elsewhere)?;
        std::thread::sleep(SETTLING);
        shows(desk, &expected, &format!("after a click on {elsewhere}"))?;
    }
    let listed = desk.has(&format!("{TEXT} ul li"))?;
    ensure(listed, || "the button of the list, pressed in mid-word, made no list".to_owned())
}

/// The same in a plain field.
fn headline(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let (_ibus, window) = open(newsdesk, bench)?;
    let desk = newsdesk.desk()?;
    focus(desk, &window, HEADLINE)?;
    window.type_keys(SENTENCE.0, PACE)?;
    window.type_keys(OPEN.0, PACE)?;
    let expected = format!("{}{}", SENTENCE.1, OPEN.1);
    holds(desk, HEADLINE, &expected, "letters have to be seen while the word is open")?;
    click(desk, &window, TEXT)?;
    std::thread::sleep(SETTLING);
    holds(desk, HEADLINE, &expected, "after a click into the text")
}

/// Newsdesk with an empty story on the screen, and the input method in front of it.
fn open(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(Ibus, XWindow), Failure> {
    // The engine has to be there before the program looks for it.
    let ibus = Ibus::start()?;
    let fresh = Newsdesk::new(&bench.app)?.with("GTK_IM_MODULE", "ibus").with("XMODIFIERS", "@im=ibus");
    *newsdesk = fresh;
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.try_ready()?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    let window = desk.window()?;
    window.activate()?;
    // An engine that is chosen before a window has the focus is not the window's.
    focus(desk, &window, TEXT)?;
    ibus.choose(ENGINE)?;
    Ok((ibus, window))
}

/// Clicks into a field until it has the focus.
fn focus(desk: Desk<'_>, window: &XWindow, css: &str) -> Result<(), Failure> {
    wait::until_so(&format!("the cursor in {css}"), USUAL, || {
        click(desk, window, css)?;
        let script = "return document.activeElement === document.querySelector(arguments[0]);";
        Ok(desk.session().run(script, json!([css]))? == json!(true))
    })
}

/// Presses the mouse on an element, near the beginning of its first line.
fn click(desk: Desk<'_>, window: &XWindow, css: &str) -> Result<(), Failure> {
    let element = desk.sees(css)?;
    let script = "const b = arguments[0].getBoundingClientRect();
        return [b.left + Math.min(b.width / 2, 40), b.top + Math.min(b.height / 2, 14)].map(Math.round);";
    let place = desk.session().run(script, json!([element.to_json()]))?;
    let number = |at: usize| place[at].as_i64().unwrap_or_default();
    window.click((number(0), number(1)))
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

impl Ibus {
    fn start() -> Result<Self, Failure> {
        let daemon = Command::new("ibus-daemon")
            .args(["--xim", "--replace", "--panel", "disable"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Failure::start("ibus-daemon"))?;
        let ibus = Self(daemon);
        wait::until_so("the input method", USUAL, || {
            Ok(process::text("ibus", &["list-engine", "--name-only"]).is_ok_and(|engines| engines.contains(ENGINE)))
        })?;
        Ok(ibus)
    }

    /// Chooses an engine. The command fails on a harmless warning of the keyboard's, so its effect is asked for.
    fn choose(&self, engine: &str) -> Result<(), Failure> {
        wait::until(&format!("the engine {engine}"), USUAL, || {
            drop(process::text("ibus", &["engine", engine]));
            Ok(match process::text("ibus", &["engine"]) {
                Ok(now) if now == engine => Seen::Yes(()),
                Ok(now) => Seen::NotYet(now),
                Err(why) => Seen::NotYet(why.to_string()),
            })
        })
    }
}

impl Drop for Ibus {
    fn drop(&mut self) {
        // Its engines end with it.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

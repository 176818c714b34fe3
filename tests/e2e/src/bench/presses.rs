//! Measures key presses inside a page: from the event's own time to the task after the next painted frame.

use fastrand::Rng;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::failure::{Failure, ensure};
use crate::letters;
use crate::process;
use crate::wait::{self, Seen, USUAL};

/// Milliseconds between two presses, fewest and most: a fast writer, and no beat that a frame could fall in with.
const PAUSE: (u64, u64) = (40, 120);
/// Presses at the beginning of a block that do not count: the focus has just come, and a cursor is drawn anew.
const WARMING: usize = 2;

/// `timeStamp` is when the key arrived at the program (DOM, section 2.2); a frame is painted after its callbacks have run,
/// and before the next task of the page (HTML, section 8.1.7.3).
const LISTEN: &str = "
    window.newsdeskPresses = [];
    window.addEventListener('keydown', event => {
        requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => window.newsdeskPresses.push(performance.now() - event.timeStamp);
            after.port2.postMessage(null);
        });
    }, true);";

/// A window with a page in which presses are measured.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    /// The window.
    pub(crate) desk: Desk<'a>,
    /// The element with the text.
    pub(crate) text: &'a str,
}

impl Page<'_> {
    /// From now on presses are measured.
    pub(crate) fn listen(&self) -> Result<(), Failure> {
        self.desk.session().run(LISTEN, json!([])).map(drop)
    }

    /// Types `count` keys that are measured in a paragraph, and gives their times in milliseconds. `paragraph` is counted
    /// from 0; the presses before those that count come on top.
    pub(crate) fn block(&self, paragraph: usize, count: usize, rng: &mut Rng) -> Result<Vec<f64>, Failure> {
        let window = self.desk.window()?;
        window.activate()?;
        let before = self.letters()?;
        let place = self.place(paragraph)?;
        window.click(place)?;
        wait::until_so("the cursor in the text", USUAL, || {
            let script = "return document.hasFocus()
                && document.querySelector(arguments[0]).contains(getSelection().focusNode);";
            Ok(self.desk.session().run(script, json!([self.text]))? == json!(true))
        })?;
        self.desk.session().run("window.newsdeskPresses = [];", json!([]))?;
        let text = letters::typing(rng, count + WARMING);
        process::text("xdotool", &script(&text, rng).iter().map(String::as_str).collect::<Vec<_>>())?;
        let times = wait::until("the presses to be painted", USUAL, || {
            let times = self.desk.session().run("return window.newsdeskPresses;", json!([]))?;
            let times: Vec<f64> = times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
            let all = times.len() >= count + WARMING;
            Ok(if all { Seen::Yes(times) } else { Seen::NotYet(format!("{} presses", times.len())) })
        })?;
        let grown = self.letters()? - before;
        ensure(grown == i64::try_from(count + WARMING).unwrap_or_default(), || {
            format!("{} keys were pressed and the text grew by {grown} letters", count + WARMING)
        })?;
        Ok(times.into_iter().skip(WARMING).collect())
    }

    /// Letters in the text.
    fn letters(&self) -> Result<i64, Failure> {
        let script = "return document.querySelector(arguments[0]).textContent.length;";
        Ok(self.desk.session().run(script, json!([self.text]))?.as_i64().unwrap_or_default())
    }

    /// A point of the window inside a paragraph, which is brought to the middle of what is seen.
    fn place(&self, paragraph: usize) -> Result<(i64, i64), Failure> {
        let script = "const p = document.querySelectorAll(arguments[0] + ' > p')[arguments[1]];
            p.scrollIntoView({ block: 'center' });
            const b = p.getBoundingClientRect();
            return [b.left + b.width / 2, b.top + b.height / 2].map(Math.round);";
        let place = self.desk.session().run(script, json!([self.text, paragraph]))?;
        let number = |at: usize| place[at].as_i64().unwrap_or_default();
        Ok((number(0), number(1)))
    }
}

/// The words for `xdotool` that type this with pauses of many lengths.
fn script(text: &str, rng: &mut Rng) -> Vec<String> {
    let mut words = Vec::new();
    for letter in text.chars() {
        let key = if letter == ' ' { "space".to_owned() } else { letter.to_string() };
        let pause = rng.u64(PAUSE.0..=PAUSE.1);
        words.extend(["key".to_owned(), "--delay".to_owned(), "0".to_owned(), key]);
        words.extend(["sleep".to_owned(), format!("0.{pause:03}")]);
    }
    words
}

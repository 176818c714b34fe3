//! What was written with an input method is taken back word by word, whichever field it stands in, and done again.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::app::Newsdesk;
use crate::desk::{Desk, TEXT, hook};
use crate::failure::{Failure, ensure};
use crate::ime::method::Method;
use crate::ime::{HEADLINE, PACE, SETTLING, open};
use crate::photos;
use crate::process;
use crate::runner::Bench;
use crate::wait::{self, Seen};
use crate::xwindow::XWindow;

const STANDFIRST: &str = "#standfirst";
const UNDO: &str = "ctrl+z";
const REDO: &str = "ctrl+shift+z";
/// After a step that something is expected of; more than a slow machine needs.
const STEP: Duration = Duration::from_secs(5);
/// Longer than letters wait for others to make one step with.
const PAUSE: Duration = Duration::from_millis(700);
/// More steps than are made here: whoever needs more goes round in a circle.
const MOST: usize = 120;

/// What stands in the fields and in the text, to the last sign.
type State = Vec<String>;

/// Several fields and the text are written in by turns, in mid-word as well; every step back is a state that was there
/// before, the last one the beginning, and forward the same way.
pub(super) fn step_by_step(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let (running, window) = open(newsdesk, bench, Method::Ibus)?;
    let desk = newsdesk.desk()?;
    desk.add_photos(&photos::three()[..1])?;
    // The photo brings words of its own, which are taken out by a program and not by a person.
    let writer = Writer { desk, window, caption: hook("photo-caption") };
    let beginning = writer.state()?;
    let mut states = vec![beginning];
    desk.enter(&writer.window, HEADLINE)?;
    running.choose()?;

    writer.words(&mut states, HEADLINE, &[("Mongs ", "Móng "), ("Cais ", "Cái ")])?;
    writer.words(&mut states, STANDFIRST, &[("Nguwowif ", "Người ")])?;
    writer.words(&mut states, TEXT, &[("Hangf ", "Hàng "), ("hoas ", "hóa ")])?;
    writer.words(&mut states, HEADLINE, &[("vuif ", "vùi ")])?;
    let caption = writer.caption.clone();
    writer.words(&mut states, &caption, &[("Cuwar ", "Cửa "), ("khaaur ", "khẩu ")])?;
    writer.key("Return", &mut states, TEXT)?;
    writer.words(&mut states, TEXT, &[("Dduwowngf ", "Đường ")])?;
    writer.many(&mut states)?;
    writer.left_open(&mut states, STANDFIRST, TEXT)?;
    writer.left_open(&mut states, TEXT, HEADLINE)?;
    writer.key("ctrl+BackSpace", &mut states, STANDFIRST)?;

    writer.all_the_way(UNDO, &states, &states[0])?;
    let end = states.last().cloned().unwrap_or_default();
    writer.all_the_way(REDO, &states, &end)?;
    writer.in_mid_word(&mut states)
}

struct Writer<'a> {
    desk: Desk<'a>,
    window: XWindow,
    caption: String,
}

impl Writer<'_> {
    /// Types words one by one at the end of a field, and notes each state.
    fn words(&self, states: &mut Vec<State>, css: &str, words: &[(&str, &str)]) -> Result<(), Failure> {
        self.go(css)?;
        for (keys, word) in words {
            self.window.type_keys(keys, PACE)?;
            let wanted = self.with_end(states, css, word);
            self.becomes(&wanted, &format!("{keys:?} in {css}"))?;
            states.push(wanted);
        }
        Ok(())
    }

    /// Several words in one go, which may be taken back together.
    fn many(&self, states: &mut Vec<State>) -> Result<(), Failure> {
        thread::sleep(PAUSE);
        self.window.type_keys("vaf bosc dowx hangf ", PACE)?;
        for word in ["và ", "bóc ", "dỡ ", "hàng "] {
            states.push(self.with_end(states, TEXT, word));
        }
        self.becomes(states.last().unwrap_or(&Vec::new()), "four words in the text")
    }

    /// A key that changes what stands in a field.
    fn key(&self, key: &str, states: &mut Vec<State>, css: &str) -> Result<(), Failure> {
        self.go(css)?;
        process::text("xdotool", &["key", key])?;
        let before = states.last().cloned().unwrap_or_default();
        states.push(self.changes(&before, key)?);
        Ok(())
    }

    /// A word that is open when one clicks elsewhere.
    fn left_open(&self, states: &mut Vec<State>, css: &str, elsewhere: &str) -> Result<(), Failure> {
        self.go(css)?;
        self.window.type_keys("Bawcs Luaan", PACE)?;
        self.desk.point(&self.window, elsewhere)?;
        thread::sleep(SETTLING);
        states.push(self.with_end(states, css, "Bắc "));
        states.push(self.with_end(states, css, "Luân"));
        self.becomes(states.last().unwrap_or(&Vec::new()), &format!("a word left open in {css}"))
    }

    /// Presses the keys until nothing is left to be taken back, or done again: each time a state that was there, one after
    /// the other, and in the end this one, to the last sign.
    fn all_the_way(&self, keys: &str, states: &[State], end: &State) -> Result<(), Failure> {
        let last = states.len().saturating_sub(1);
        let mut at = if keys == UNDO { last } else { 0 };
        let mut now = self.state()?;
        for _ in 0..MOST {
            if now == *end && keys == UNDO && *end != states[0] {
                return Ok(());
            }
            if now == *end {
                process::text("xdotool", &["key", keys])?;
                thread::sleep(PAUSE);
                return self.becomes(end, &format!("{keys} with nothing left of it"));
            }
            process::text("xdotool", &["key", keys])?;
            let next = self.changes(&now, keys)?;
            let place = |state: &State| trimmed(state) == trimmed(&next);
            // A step may end before the blank behind its word: the word is whole, and it is the same place.
            let found = if keys == UNDO {
                states[..=at].iter().rposition(place)
            } else {
                states[at..].iter().position(place).map(|found| at + found)
            };
            at = found
                .ok_or_else(|| Failure::Wrong(format!("{keys} made of {now:?} what was never there: {next:?}")))?;
            now = next;
        }
        Err(Failure::Wrong(format!("{MOST} times {keys}, and it is {now:?} instead of {end:?}")))
    }

    /// Ctrl+Z while a word is open: it goes, or it stands whole; what comes after is taken back as before.
    fn in_mid_word(&self, states: &mut Vec<State>) -> Result<(), Failure> {
        let before = states.last().cloned().unwrap_or_default();
        for css in [HEADLINE, TEXT] {
            self.words(states, css, &[("mowis ", "mới ")])?;
            thread::sleep(PAUSE);
            self.window.type_keys("nghieepj", PACE)?;
            states.push(self.with_end(states, css, "nghiệp"));
            self.becomes(states.last().unwrap_or(&Vec::new()), "the open word")?;
            process::text("xdotool", &["key", UNDO])?;
            thread::sleep(SETTLING);
            let now = self.state()?;
            let known = states.iter().rposition(|state| trimmed(state) == trimmed(&now));
            let Some(known) = known.filter(|known| known + 3 >= states.len()) else {
                return Err(Failure::Wrong(format!("{UNDO} in mid-word in {css} made {now:?}")));
            };
            states.truncate(known + 1);
            // The engine knows nothing any more of the word that went: the next one is a word of its own.
            let blank = if self.ends_in_blank(&now, css) { "" } else { " " };
            self.window.type_keys(&format!("{blank}tuwj "), PACE)?;
            states.push(now.clone());
            states.push(self.with_end(states, css, &format!("{blank}tự ")));
            self.becomes(states.last().unwrap_or(&Vec::new()), "the word after it")?;
        }
        self.all_the_way(UNDO, states, &before)
    }

    /// The cursor behind the last sign of a field, with the input method listening.
    fn go(&self, css: &str) -> Result<(), Failure> {
        self.desk.enter(&self.window, css)?;
        process::text("xdotool", &["key", "ctrl+End"]).map(drop)
    }

    fn fields(&self) -> [&str; 3] {
        [HEADLINE, STANDFIRST, &self.caption]
    }

    fn ends_in_blank(&self, state: &State, css: &str) -> bool {
        let at = self.fields().iter().position(|field| *field == css).unwrap_or(state.len() - 1);
        state[at].trim_end_matches("</p>").ends_with([' ', '\u{A0}'])
    }

    /// The last state with a word more at the end of this field.
    fn with_end(&self, states: &[State], css: &str, word: &str) -> State {
        let mut state = states.last().cloned().unwrap_or_default();
        match self.fields().iter().position(|field| *field == css) {
            Some(at) => state[at].push_str(word),
            None => {
                if let Some(text) = state.last_mut() {
                    let end = text.trim_end_matches("</p>").len();
                    text.insert_str(end, word);
                }
            }
        }
        state
    }

    /// The fields by their values, the text by its elements; a blank is a blank, whichever kind WebKit has put there.
    fn state(&self) -> Result<State, Failure> {
        let script = "const [fields, text] = arguments, copy = document.querySelector(text).cloneNode(true);
            for (const end of copy.querySelectorAll('.ProseMirror-trailingBreak, .ProseMirror-separator')) end.remove();
            return [...fields.map(css => document.querySelector(css).value), copy.innerHTML.replaceAll('&nbsp;', ' ')];";
        let now = self.desk.session().run(script, json!([self.fields(), TEXT]))?;
        Ok(now.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    fn becomes(&self, wanted: &State, why: &str) -> Result<(), Failure> {
        wait::until(&format!("{wanted:?}, {why}"), STEP, || {
            let now = self.state()?;
            Ok(if now == *wanted { Seen::Yes(()) } else { Seen::NotYet(format!("{now:?}")) })
        })
    }

    /// Waits until it is another state, and stays that.
    fn changes(&self, before: &State, why: &str) -> Result<State, Failure> {
        let now = wait::until(&format!("{why} to change {before:?}"), STEP, || {
            let now = self.state()?;
            Ok(if now == *before { Seen::NotYet("nothing was changed".to_owned()) } else { Seen::Yes(now) })
        })?;
        thread::sleep(Duration::from_millis(60));
        let settled = self.state()?;
        ensure(settled == now, || format!("{why} made {now:?}, and then {settled:?}"))?;
        Ok(now)
    }
}

/// Without the blanks that words end with.
fn trimmed(state: &State) -> Vec<String> {
    state.iter().map(|text| text.trim_end_matches("</p>").trim_end().to_owned()).collect()
}

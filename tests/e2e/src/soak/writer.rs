//! Somebody who types into field after field, with real mouse and keys, until told to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::failure::{Failure, ensure};
use crate::letters;
use crate::process;
use crate::xwindow::XWindow;

/// The fields in the order in which they are numbered.
pub(crate) const FIELDS: [&str; 4] = ["text", "headline", "standfirst", "caption"];
/// The number of the story's text.
const TEXT_FIELD: usize = 0;

/// Letters typed into one field before the next one.
const STRETCH: (usize, usize) = (2, 14);
/// Milliseconds between two letters.
const PAUSE: (u64, u64) = (5, 90);
/// One stretch of so many follows a thought, which takes so many milliseconds.
const THOUGHT: (u64, (u64, u64)) = (4, (150, 700));
/// Within this time a click or a key reaches the page of a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);
/// Stretches that are planned: more than fit into the longest life.
const STRETCHES: usize = 14;

/// What stands in the window at this moment, as the one who polls it knows it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FieldState {
    /// A place inside each field.
    pub(crate) places: [(i64, i64); FIELDS.len()],
    /// The field with the focus.
    pub(crate) focus: Option<usize>,
    /// Characters in each field.
    pub(crate) lengths: [usize; FIELDS.len()],
}

/// What is to be typed.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    stretches: Vec<Stretch>,
}

#[derive(Clone, Debug)]
struct Stretch {
    field: usize,
    text: String,
    /// Before it, in milliseconds.
    thought: u64,
    /// After each letter, in milliseconds.
    pauses: Vec<u64>,
}

impl Plan {
    /// Stretches through the fields in turn, beginning with any of them.
    pub(crate) fn new(rng: &mut Rng) -> Self {
        let mut field = rng.usize(..FIELDS.len());
        let stretches = (0..STRETCHES).map(|_| {
            field = (field + 1) % FIELDS.len();
            let length = rng.usize(STRETCH.0..=STRETCH.1);
            let mut text = letters::typing(rng, length);
            // Now and then a paragraph of its own.
            if field == TEXT_FIELD && rng.u8(..3) == 0 {
                text.insert(0, '\n');
            }
            let pauses = text.chars().map(|_| rng.u64(PAUSE.0..=PAUSE.1)).collect();
            let thought = if rng.u64(..THOUGHT.0) == 0 { rng.u64(THOUGHT.1.0..=THOUGHT.1.1) } else { 0 };
            Stretch { field, text, thought, pauses }
        });
        Self { stretches: stretches.collect() }
    }

    /// Everything that would be typed into this field.
    pub(crate) fn text(&self, field: usize) -> String {
        self.stretches.iter().filter(|stretch| stretch.field == field).map(|stretch| stretch.text.as_str()).collect()
    }

    /// Types until `stop`, into a window whose fields are where `fields` says. A stretch that is begun is finished, also
    /// where the window is gone meanwhile: no key may stay pressed.
    pub(crate) fn type_out(
        &self,
        window: &XWindow,
        fields: &Mutex<FieldState>,
        stop: &AtomicBool,
    ) -> Result<(), Failure> {
        let look = || *fields.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = |holds: &dyn Fn(FieldState) -> bool| {
            let began = Instant::now();
            while began.elapsed() < PATIENCE && !stop.load(Ordering::Relaxed) {
                if holds(look()) {
                    return true;
                }
                thread::sleep(Duration::from_millis(5));
            }
            false
        };
        let mut lengths = look().lengths;
        for stretch in &self.stretches {
            thread::sleep(Duration::from_millis(stretch.thought));
            let clicked = window.click(look().places[stretch.field]);
            let entered = clicked.is_ok() && seen(&|now| now.focus == Some(stretch.field));
            if stop.load(Ordering::Relaxed) {
                return Ok(());
            }
            clicked?;
            ensure(entered, || format!("a click does not lead into the {}", FIELDS[stretch.field]))?;
            let words = stretch.keys();
            process::text("xdotool", &words.iter().map(String::as_str).collect::<Vec<_>>())?;
            // WebKit hands a click on at once, past keys that wait for a busy page; nobody clicks that fast.
            lengths[stretch.field] += stretch.text.len();
            let arrived = seen(&|now| now.lengths[stretch.field] >= lengths[stretch.field]);
            ensure(arrived || stop.load(Ordering::Relaxed), || {
                format!("keys typed into the {} are missing", FIELDS[stretch.field])
            })?;
        }
        Ok(())
    }
}

impl Stretch {
    /// The words for `xdotool`: to the end of the field, then the letters.
    fn keys(&self) -> Vec<String> {
        let mut words: Vec<String> = ["key", "--delay", "0", "ctrl+End"].map(str::to_owned).to_vec();
        for (letter, pause) in self.text.chars().zip(&self.pauses) {
            let key = match letter {
                ' ' => "space".to_owned(),
                '\n' => "Return".to_owned(),
                letter => letter.to_string(),
            };
            words.extend(["key".to_owned(), "--delay".to_owned(), "0".to_owned(), key]);
            words.extend(["sleep".to_owned(), format!("0.{pause:03}")]);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_turn_and_a_seed_gives_the_same_plan() {
        let plan = Plan::new(&mut Rng::with_seed(5));
        assert!((0..FIELDS.len()).all(|field| plan.text(field).len() > 4), "{plan:?}");
        assert_eq!(plan.text(0), Plan::new(&mut Rng::with_seed(5)).text(0));
        assert!(plan.stretches.windows(2).all(|pair| pair[0].field != pair[1].field), "each click leaves a field");
    }
}

//! Nothing typed is lost: the program is killed again and again at random moments while somebody types, and every
//! character older than 300 ms has to be there after the restart.
//!
//! When a character counts is noted outside of the program: the page notes the moment at which it handled each key, and
//! these notes are taken out of the window every few milliseconds. A character's age is the time from that moment to the
//! kill, and that moment is taken when the signal has been sent: no age is told too small.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use fastrand::Rng;
use serde_json::json;

use crate::app::Newsdesk;
use crate::bench::{Times, load};
use crate::desk::{Desk, TEXT, hook};
use crate::failure::{Failure, ensure};
use crate::photos;
use crate::process::Armed;
use crate::runner::{Bench, evidence};
use crate::scene::REPORTER;
use crate::soak::tally::{self, Key, PROMISE, Tally};
use crate::soak::writer::{FIELDS, FieldState, Plan};
use crate::wait::{self, Seen, USUAL};

/// From the first key to the kill, in milliseconds.
const LIFE: (u64, u64) = (350, 4500);
/// Between two looks at the window.
const LOOKS: Duration = Duration::from_millis(4);
/// After so many kills another story is begun: so that first saves are met, too, and the fields stay on the screen.
const KILLS_A_STORY: usize = 8;
/// Kills in the short run that belongs to the usual tests.
const SLICE: Keystrokes = Keystrokes { kills: 3, seed: 20_261_124 };

/// How often, and which run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keystrokes {
    /// Times that the program is killed.
    pub(crate) kills: usize,
    /// Of the words, the pauses and the moments.
    pub(crate) seed: u64,
}

/// Notes each key by the moment at which it was handled, the field and how long that is then. Enter in the text makes no
/// input event, so there the text itself is watched.
const LISTEN: &str = "
    const fields = arguments[0], text = arguments[1];
    const length = window.newsdeskLengths = [
        () => Array.from(document.querySelectorAll(text + ' :is(p, h2, h3)'), b => b.textContent).join('\\n').length,
        ...fields.slice(1).map(css => () => document.querySelector(css).value.length)];
    let handled = 0;
    window.newsdeskKeys = [];
    const note = field => { if (handled) window.newsdeskKeys.push([handled, field, length[field]()]); };
    addEventListener('keydown', () => { handled = Date.now(); }, true);
    addEventListener('input', event => {
        const field = fields.findIndex(css => event.target.matches(css));
        if (field > 0) note(field);
    }, true);
    new MutationObserver(() => note(0))
        .observe(document.querySelector(text), { childList: true, characterData: true, subtree: true });";

/// What was noted since the last time, where the fields are, which of them has the focus, and how long they are.
const LOOK: &str = "
    const fields = arguments[0].map(css => document.querySelector(css));
    const places = fields.map(field => {
        const b = field.getBoundingClientRect();
        return [b.left + Math.min(b.width / 2, 40), b.top + Math.min(b.height / 2, 14)].map(Math.round);
    });
    return { keys: window.newsdeskKeys.splice(0), now: Date.now(), places, focus: fields.indexOf(document.activeElement),
        lengths: window.newsdeskLengths.map(length => length()) };";

/// What one life of the program left behind.
struct Life {
    keys: Vec<Key>,
    /// When it was dead, and when the window was last looked at, in milliseconds since 1970.
    killed: f64,
    looked: f64,
    /// All that was to stand in each field.
    full: [String; FIELDS.len()],
}

/// The full run; prints what it came to, and says whether nothing was lost.
pub(crate) fn run(app: &Path, wish: Keystrokes) -> Result<bool, Failure> {
    println!("{} kills, seed {}, {}", wish.kills, wish.seed, load());
    let mut newsdesk = Newsdesk::new(app)?;
    let began = Instant::now();
    let tally = kill_again_and_again(&mut newsdesk, wish, |tally| {
        if tally.kills.is_multiple_of(10) {
            println!("{:>6.0} s  {}; {}", began.elapsed().as_secs_f64(), line(tally), load());
        }
    });
    if tally.is_err()
        && let Err(failure) = newsdesk.leave_evidence(&evidence("soak_keystrokes"))
    {
        eprintln!("newsdesk-e2e: {failure}");
    }
    let tally = tally?;
    let ages = Times::of(tally.ages.iter().copied());
    println!(
        "{} characters typed; age of the oldest character that was not on disk yet: p50 {:.0}, p95 {:.0}, most {:.0} ms; \
         {} kills could not be judged and were made anew",
        tally.typed,
        ages.percentile(50),
        ages.percentile(95),
        ages.most(),
        tally.untold
    );
    println!("{}", line(&tally));
    Ok(tally.is_well())
}

/// A few kills, as a scene among the others.
pub(crate) fn slice(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let tally = kill_again_and_again(newsdesk, SLICE, |_| {})?;
    ensure(tally.is_well(), || {
        format!("seed {}: {}, the ages of what was missing {:?} ms", SLICE.seed, line(&tally), tally.ages)
    })
}

fn line(tally: &Tally) -> String {
    format!("{} kills, {} exact, {} characters lost", tally.kills, tally.exact, tally.lost)
}

fn kill_again_and_again(
    newsdesk: &mut Newsdesk,
    wish: Keystrokes,
    mut told: impl FnMut(&Tally),
) -> Result<Tally, Failure> {
    let mut rng = Rng::with_seed(wish.seed);
    let mut tally = Tally::default();
    newsdesk.start()?;
    newsdesk.desk()?.try_ready()?;
    sign_in(newsdesk.desk()?)?;
    let mut story = begin_story(newsdesk.desk()?)?;
    let mut before = texts(newsdesk.desk()?)?;
    while tally.kills < wish.kills {
        let life = live_and_die(newsdesk, &before, &mut rng)?;
        newsdesk.start()?;
        let desk = newsdesk.desk()?;
        sign_in(desk)?;
        desk.click(&format!("{}[data-id=\"{story}\"]", hook("article-row")))?;
        desk.sees(TEXT)?;
        let there = texts(desk)?;
        if life.killed - life.looked >= PROMISE {
            tally.untold += 1;
            ensure(tally.untold <= 3 + wish.kills / 5, || "the machine is too slow to judge anything".to_owned())?;
        } else {
            judge(&mut tally, &life, &there);
            told(&tally);
        }
        before = there;
        if tally.kills.is_multiple_of(KILLS_A_STORY) {
            story = begin_story(desk)?;
            before = texts(desk)?;
        }
    }
    Ok(tally)
}

fn judge(tally: &mut Tally, life: &Life, there: &[String; FIELDS.len()]) {
    let mut fates = Vec::new();
    for (field, (full, there)) in life.full.iter().zip(there).enumerate() {
        let fate = tally::judge(&life.keys, field, life.killed, full, there);
        if fate.lost > 0 || fate.garbled {
            println!(
                "kill {}: the {}: {} lost, the oldest {:.0} ms old{}: \"{there}\" is left of \"{full}\"",
                tally.kills + 1,
                FIELDS[field],
                fate.lost,
                fate.oldest_missing,
                if fate.garbled { ", in disorder" } else { "" }
            );
        }
        fates.push(fate);
    }
    if fates.iter().any(|fate| fate.lost > 0 || fate.garbled) {
        println!("when the page had handled which key, in milliseconds before the kill, and the field's length then:");
        for key in &life.keys {
            println!("{:>8.0} {} {}", life.killed - key.handled, FIELDS[key.field], key.length);
        }
    }
    tally.count(life.keys.len(), &fates);
}

/// Types until a random moment, and kills.
fn live_and_die(newsdesk: &mut Newsdesk, before: &[String; FIELDS.len()], rng: &mut Rng) -> Result<Life, Failure> {
    let plan = Plan::new(rng);
    let span = Duration::from_millis(rng.u64(LIFE.0..=LIFE.1));
    // Between the last look and the kill, so that the kill does not keep step with the looks.
    let blind = Duration::from_millis(rng.u64(..=40));
    let desk = newsdesk.desk()?;
    let window = desk.window()?;
    window.activate()?;
    desk.session().run(LISTEN, json!([selectors(), TEXT]))?;
    let armed = Armed::at(newsdesk.process()?)?;
    let mut watch = Watch { desk, keys: Vec::new(), looked: 0.0, fields: Arc::default() };
    watch.look()?;
    let stop = AtomicBool::new(false);
    let fields = Arc::clone(&watch.fields);
    let killed = thread::scope(|scope| {
        let typing = scope.spawn(|| plan.type_out(&window, &fields, &stop));
        let killed = watch.until_over(span).and_then(|()| {
            thread::sleep(blind);
            // From here on a click may find no window.
            stop.store(true, Ordering::Relaxed);
            armed.strike()?;
            Ok(now())
        });
        stop.store(true, Ordering::Relaxed);
        let typed = typing.join().unwrap_or_else(|_| Err(Failure::Wrong("the typing broke down".to_owned())));
        killed.and_then(|killed| typed.map(|()| killed))
    })?;
    let Watch { keys, looked, .. } = watch;
    newsdesk.was_killed();
    let mut full = before.clone();
    for (field, text) in full.iter_mut().enumerate() {
        text.push_str(&plan.text(field));
    }
    Ok(Life { keys, killed, looked, full })
}

/// Takes the notes out of the window.
struct Watch<'a> {
    desk: Desk<'a>,
    keys: Vec<Key>,
    /// The page's clock at the last look.
    looked: f64,
    fields: Arc<Mutex<FieldState>>,
}

impl Watch<'_> {
    /// Looks again and again, until `span` is over since the first key.
    fn until_over(&mut self, span: Duration) -> Result<(), Failure> {
        let began = Instant::now();
        let mut first = None;
        loop {
            self.look()?;
            if first.is_none() && !self.keys.is_empty() {
                first = Some(Instant::now());
            }
            if first.is_some_and(|first| first.elapsed() >= span) {
                return Ok(());
            }
            ensure(first.is_some() || began.elapsed() < USUAL, || "no key reaches the window".to_owned())?;
            thread::sleep(LOOKS);
        }
    }

    fn look(&mut self) -> Result<(), Failure> {
        let mut seen = self.desk.session().run(LOOK, json!([selectors()]))?;
        self.looked = seen["now"].as_f64().unwrap_or_default();
        for key in seen["keys"].as_array().into_iter().flatten() {
            let whole =
                |at: usize| key[at].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
            self.keys.push(Key { handled: key[0].as_f64().unwrap_or_default(), field: whole(1), length: whole(2) });
        }
        let mut fields = FieldState {
            focus: seen["focus"].as_u64().and_then(|at| usize::try_from(at).ok()),
            ..FieldState::default()
        };
        for (length, told) in fields.lengths.iter_mut().zip(seen["lengths"].as_array().into_iter().flatten()) {
            *length = told.as_u64().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        }
        for (place, told) in fields.places.iter_mut().zip(seen["places"].as_array_mut().into_iter().flatten()) {
            *place = (told[0].as_i64().unwrap_or_default(), told[1].as_i64().unwrap_or_default());
        }
        *self.fields.lock().unwrap_or_else(PoisonError::into_inner) = fields;
        Ok(())
    }
}

/// A new story with a photo, on the screen; returns its identity.
fn begin_story(desk: Desk<'_>) -> Result<String, Failure> {
    let row = format!("{}[aria-current=true]", hook("article-row"));
    let before = desk.attribute(&row, "data-id")?;
    desk.new_article()?;
    // The story before may still be on the screen.
    let story = wait::until("the new story in the list", USUAL, || {
        Ok(match desk.attribute(&row, "data-id")? {
            Some(story) if before.as_ref() != Some(&story) => Seen::Yes(story),
            other => Seen::NotYet(format!("{other:?} is opened")),
        })
    })?;
    wait::until_so("the new story on the screen", USUAL, || Ok(desk.body()?.is_empty() && desk.photos()?.is_empty()))?;
    desk.add_photos(&photos::three()[..1])?;
    desk.sees(&hook("photo-caption"))?;
    Ok(story)
}

/// By the card of the ready newsroom: quicker than typing a password a hundred times.
fn sign_in(desk: Desk<'_>) -> Result<(), Failure> {
    desk.press(&format!("trial-{REPORTER}"))?;
    desk.sees(&hook("sign-out")).map(drop)
}

fn selectors() -> [String; FIELDS.len()] {
    [TEXT.to_owned(), "#headline".to_owned(), "#standfirst".to_owned(), hook("photo-caption")]
}

/// What stands in each field.
fn texts(desk: Desk<'_>) -> Result<[String; FIELDS.len()], Failure> {
    let [_, headline, standfirst, caption] = selectors();
    desk.sees(&caption)?;
    Ok([desk.body()?, desk.value(&headline)?, desk.value(&standfirst)?, desk.value(&caption)?])
}

/// Milliseconds since 1970, by the clock that the page has, too.
fn now() -> f64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1000.0)
}

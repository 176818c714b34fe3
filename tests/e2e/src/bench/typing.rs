//! Key press to painted text on the long story, against the same text in a bare `contenteditable` of the same engine.
//!
//! The bare page stands in a second Newsdesk whose window was sent to `about:blank`: the same webview with the same
//! settings, size and input method, and none of our code. Blocks of presses go to the two windows in turn, so that both
//! meet the same load of the machine.

use std::path::Path;

use fastrand::Rng;
use serde_json::json;

use crate::app::Newsdesk;
use crate::bench::figures::{Times, load};
use crate::bench::opening;
use crate::bench::presses::Page;
use crate::desk::TEXT;
use crate::failure::{Failure, ensure};
use crate::long_story::{self, PARAGRAPHS, PHOTOS};
use crate::runner::evidence;
use crate::scene::REPORTER;

/// A press on the long story takes at most this many times that of the bare page, in the middle and in 95 of 100 presses.
const BARS: [f64; 2] = [1.25, 1.35];
/// Milliseconds in which the long story is open.
const OPENING_BAR: f64 = 1000.0;
/// Presses of a block: some two seconds of typing, so that the story is saved many times meanwhile.
const BLOCK: usize = 25;
/// Openings that are measured.
const OPENINGS: usize = 7;
const SHORT: &str = "Một tin ngắn";

/// What is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typing {
    /// Key presses in each of the two windows.
    pub(crate) presses: usize,
    /// Of the words and the pauses.
    pub(crate) seed: u64,
}

/// Measures, prints a table, and says whether both bars are met.
pub(crate) fn run(app: &Path, wish: Typing) -> Result<bool, Failure> {
    println!("{} presses each, seed {}, {}, program {}", wish.presses, wish.seed, load(), app.display());
    let mut newsdesk = Newsdesk::new(app)?;
    let measured = measure(app, &mut newsdesk, wish);
    if measured.is_err()
        && let Err(failure) = newsdesk.leave_evidence(&evidence("bench_typing"))
    {
        eprintln!("newsdesk-e2e: {failure}");
    }
    let Measured { openings, story, bare } = measured?;
    println!("{:<28} {:>7} {:>6} {:>6} {:>7} {:>6}", "key press to paint, ms", "presses", "p50", "p95", "mean", "most");
    for (name, times) in [("the long story", &story), ("bare contenteditable", &bare)] {
        let [p50, p95] = [50, 95].map(|percent| times.percentile(percent));
        println!("{name:<28} {:>7} {p50:>6.0} {p95:>6.0} {:>7.1} {:>6.0}", times.count(), times.mean(), times.most());
    }
    let ratio = |of: fn(&Times) -> f64| of(&story) / of(&bare).max(1.0);
    let (p50, p95) = (ratio(|times| times.percentile(50)), ratio(|times| times.percentile(95)));
    let [middle, most] = BARS;
    println!("ratio: p50 {p50:.2}, p95 {p95:.2}, mean {:.2}; the bars are {middle} and {most}", ratio(Times::mean));
    let slowest = openings.most();
    println!(
        "opening, click to text that may be changed: p50 {:.0} ms, most {slowest:.0} ms of {OPENINGS}; the bar is \
        {OPENING_BAR:.0} ms",
        openings.percentile(50)
    );
    println!("at the end {}", load());
    let met = p50 <= middle && p95 <= most && openings.percentile(50) < OPENING_BAR;
    println!("{}", if met { "the bars are met" } else { "the bars are MISSED" });
    Ok(met)
}

/// What was measured.
struct Measured {
    openings: Times,
    story: Times,
    bare: Times,
}

fn measure(app: &Path, newsdesk: &mut Newsdesk, wish: Typing) -> Result<Measured, Failure> {
    let mut second = Newsdesk::new(app)?;
    newsdesk.start()?;
    second.start()?;
    let desk = newsdesk.desk()?;
    desk.try_ready()?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    desk.fill("#headline", SHORT)?;
    long_story::make(desk, wish.seed)?;
    let openings = openings(newsdesk)?;

    let bare = second.desk()?;
    bare.session().go("about:blank")?;
    bare.session().run(BARE, json!([long_story::paragraphs(wish.seed)]))?;
    let pages = [Page { desk, text: TEXT }, Page { desk: bare, text: "#text" }];
    let [story, bare] = presses(pages, wish)?;
    Ok(Measured { openings, story, bare })
}

/// The same paragraphs in a column as wide as the paper's, and nothing else.
const BARE: &str = "
    const text = document.createElement('div');
    Object.assign(text, { id: 'text', contentEditable: 'true', spellcheck: false, lang: 'vi' });
    text.style.cssText = 'max-width: 42rem; margin: 2rem auto; font: 18px/1.6 serif; white-space: break-spaces';
    for (const words of arguments[0]) {
        const paragraph = document.createElement('p');
        paragraph.textContent = words;
        text.append(paragraph);
    }
    document.body.replaceChildren(text);";

fn openings(newsdesk: &Newsdesk) -> Result<Times, Failure> {
    let desk = newsdesk.desk()?;
    let mut times = Vec::new();
    for _ in 0..OPENINGS {
        desk.open_row(SHORT)?;
        times.push(opening::measure(desk, long_story::HEADLINE, PARAGRAPHS + 2 * PHOTOS)?);
    }
    Ok(Times::of(times))
}

/// Blocks in turn, at places all over the text, the same in both.
fn presses(pages: [Page<'_>; 2], wish: Typing) -> Result<[Times; 2], Failure> {
    let mut rng = Rng::with_seed(wish.seed);
    let mut times = [Vec::new(), Vec::new()];
    for page in &pages {
        page.listen()?;
    }
    for block in 0..wish.presses.div_ceil(BLOCK) {
        let paragraph = rng.usize(..PARAGRAPHS);
        // Whoever comes second in one block comes first in the next.
        let order = if block % 2 == 0 { [0, 1] } else { [1, 0] };
        for at in order {
            times[at].extend(pages[at].block(paragraph, BLOCK, &mut rng)?);
        }
    }
    let counted = times.each_ref().map(Vec::len);
    ensure(counted.iter().all(|count| *count >= wish.presses), || format!("only {counted:?} presses were measured"))?;
    Ok(times.map(Times::of))
}

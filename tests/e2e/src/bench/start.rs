//! From the start of the process to a window that can be used, with a full newsroom, and the memory of a long story; beside
//! a bare page in the browser that WebKitGTK brings along, which is the least that a window of this engine can take.
//!
//! The page notes when its first screen could be used, after it was painted ([`MARK`]); when the process began, the system
//! knows. Both are wall clocks, and the system's counts hundredths of a second.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::app::Newsdesk;
use crate::bench::bare::Bare;
use crate::bench::figures::{Times, load};
use crate::bench::opening;
use crate::desk::Desk;
use crate::failure::{Failure, ensure};
use crate::long_story::{self, PARAGRAPHS, PHOTOS};
use crate::process;
use crate::runner::evidence;
use crate::scene::REPORTER;
use crate::wait::{self, Seen, USUAL};

/// Milliseconds from the start of the process within which 95 of 100 starts are usable.
const START_BAR: f64 = 600.0;
/// MB (millions of bytes) that all processes of the program may have with a long story open.
const MEMORY_BAR: f64 = 450.0;
/// Name of the note that the page makes (User Timing, level 3); `ui/src/app.rs` makes it.
const MARK: &str = "newsdesk-usable";
/// Stories that one script makes: it has to end within the driver's 30 s.
const BATCH: usize = 100;
/// The memory is looked at for so long, since pictures are still decoded when they are already on the screen.
const WATCHED: Duration = Duration::from_secs(5);
/// Between two looks at it.
const LOOKS: Duration = Duration::from_millis(250);

/// What is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    /// Starts of each of the two programs.
    pub(crate) starts: usize,
    /// Stories in the newsroom.
    pub(crate) stories: usize,
    /// Of the long story.
    pub(crate) seed: u64,
}

/// Measured in one go.
#[derive(Default)]
struct Measured {
    /// To the first paint, and to the first screen that can be used, in milliseconds from the start of the process.
    painted: Vec<f64>,
    usable: Vec<f64>,
    /// From the press that signs in to the list of stories, in milliseconds.
    list: Vec<f64>,
    /// To the painted bare page.
    bare: Vec<f64>,
    /// In MB.
    memory: f64,
    bare_memory: f64,
}

/// Measures, prints a table, and says whether both bars are met.
pub(crate) fn run(app: &Path, wish: Start) -> Result<bool, Failure> {
    println!("{} starts each, {} stories, {}, program {}", wish.starts, wish.stories, load(), app.display());
    let mut newsdesk = Newsdesk::new(app)?;
    let measured = measure(&mut newsdesk, wish);
    if measured.is_err()
        && let Err(failure) = newsdesk.leave_evidence(&evidence("bench_start"))
    {
        eprintln!("newsdesk-e2e: {failure}");
    }
    let Measured { painted, usable, list, bare, memory, bare_memory } = measured?;
    println!("{:<44} {:>6} {:>6} {:>6} {:>6}", "from the start of the process, ms", "starts", "p50", "p95", "most");
    let [painted, usable, list, bare] = [painted, usable, list, bare].map(Times::of);
    for (name, times) in [
        ("first words painted", &painted),
        ("first screen usable", &usable),
        ("a bare page of the same engine painted", &bare),
        ("(from signing in to the list of stories)", &list),
    ] {
        let [p50, p95] = [50, 95].map(|percent| times.percentile(percent));
        println!("{name:<44} {:>6} {p50:>6.0} {p95:>6.0} {:>6.0}", times.count(), times.most());
    }
    let (p95, peer) = (usable.percentile(95), bare.percentile(95));
    println!("usable: p95 {p95:.0} ms, {:.2} times the bare page; the bar is {START_BAR:.0} ms", p95 / peer.max(1.0));
    println!(
        "memory of all processes with the long story open: {memory:.0} MB (bare page: {bare_memory:.0} MB); the bar is \
         {MEMORY_BAR:.0} MB"
    );
    println!("at the end {}", load());
    let met = p95 <= START_BAR && memory <= MEMORY_BAR;
    println!("{}", if met { "the bars are met" } else { "the bars are MISSED" });
    Ok(met)
}

fn measure(newsdesk: &mut Newsdesk, wish: Start) -> Result<Measured, Failure> {
    fill(newsdesk, wish)?;
    let mut measured = Measured::default();
    for _ in 0..wish.starts {
        // In turn, so that both meet the same load of the machine.
        let bare = Bare::start()?;
        measured.bare.push(bare.painted()? - bare.began());
        measured.bare_memory = measured.bare_memory.max(process::memory(bare.process())?);
        drop(bare);

        newsdesk.start()?;
        let began = process::began(newsdesk.process()?)?;
        let desk = newsdesk.desk()?;
        let (painted, usable) = noted(desk)?;
        measured.painted.push(painted - began);
        measured.usable.push(usable - began);
        measured.list.push(sign_in(desk)?);
        newsdesk.close()?;
    }
    measured.memory = memory(newsdesk)?;
    Ok(measured)
}

/// The newsroom's stories, the long one among them. They are made by the program's own commands, as the signed-in person.
fn fill(newsdesk: &mut Newsdesk, wish: Start) -> Result<(), Failure> {
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.try_ready()?;
    desk.sign_in(REPORTER)?;
    let began = Instant::now();
    for first in (0..wish.stories).step_by(BATCH) {
        let script = "const [first, last, done] = arguments;
            const ask = (command, request) => window.__TAURI__.core.invoke(command, { request });
            (async () => {
                for (let number = first; number < last; number++) {
                    const { article } = await ask('new_article', {});
                    const headline = `Tin số ${number}: thông quan ở cửa khẩu Bắc Luân II trong ngày`;
                    const edit = { headline, standfirst: 'Tin vắn từ cửa khẩu.' };
                    await ask('save_text', { article: article.id, version: article.version, edit });
                }
            })().then(() => done({ answer: null }), failure => done({ failure }));";
        let last = (first + BATCH).min(wish.stories);
        desk.answer("new_article", desk.session().run_later(script, json!([first, last]))?)?;
    }
    long_story::make(desk, wish.seed)?;
    println!("{} stories made in {:.0} s", wish.stories + 1, began.elapsed().as_secs_f64());
    newsdesk.close()
}

/// When the page was first painted, and when it could first be used, in milliseconds since 1970.
fn noted(desk: Desk<'_>) -> Result<(f64, f64), Failure> {
    let script = "const at = entry => entry ? performance.timeOrigin + entry.startTime : null;
        return [performance.getEntriesByName('first-contentful-paint')[0], performance.getEntriesByName(arguments[0])[0]]
            .map(at);";
    wait::until("the page's note of its first screen", USUAL, || {
        let noted = desk.session().run(script, json!([MARK]))?;
        Ok(match (noted[0].as_f64(), noted[1].as_f64()) {
            (Some(painted), Some(usable)) => Seen::Yes((painted, usable)),
            _ => Seen::NotYet(noted.to_string()),
        })
    })
}

/// Signs in by the card of the ready newsroom; milliseconds from the press to the painted list.
fn sign_in(desk: Desk<'_>) -> Result<f64, Failure> {
    let script = "const [card, row, done] = arguments;
        const began = performance.now();
        const look = () => {
            if (!document.querySelector(row)) return requestAnimationFrame(look);
            const after = new MessageChannel();
            after.port1.onmessage = () => done(performance.now() - began);
            after.port2.postMessage(null);
        };
        document.querySelector(card).click();
        requestAnimationFrame(look);";
    let [card, row] = [format!("trial-{REPORTER}"), "article-row".to_owned()].map(|name| crate::desk::hook(&name));
    desk.sees(&card)?;
    let took = desk.session().run_later(script, json!([card, row]))?;
    took.as_f64().ok_or_else(|| Failure::Wrong(format!("the list took {took}")))
}

/// The most that all processes have while the long story stands open, in MB.
fn memory(newsdesk: &mut Newsdesk) -> Result<f64, Failure> {
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    sign_in(desk)?;
    opening::measure(desk, long_story::HEADLINE, PARAGRAPHS + 2 * PHOTOS)?;
    see_the_photos(desk)?;
    let began = Instant::now();
    let mut most = 0.0_f64;
    while began.elapsed() < WATCHED {
        most = most.max(process::memory(newsdesk.process()?)?);
        std::thread::sleep(LOOKS);
    }
    newsdesk.close()?;
    Ok(most)
}

/// Scrolls through the whole story, so that every photo of it was shown.
fn see_the_photos(desk: Desk<'_>) -> Result<(), Failure> {
    let script = "const done = arguments[0];
        const pictures = Array.from(document.querySelectorAll('.ProseMirror figure img'));
        (async () => {
            for (const picture of pictures) {
                picture.scrollIntoView({ block: 'center' });
                await new Promise(requestAnimationFrame);
                await picture.decode();
            }
            done(pictures.length);
        })().catch(error => done(String(error)));";
    let shown = desk.session().run_later(script, json!([]))?;
    ensure(shown == PHOTOS, || format!("{shown} of {PHOTOS} photos are shown"))
}

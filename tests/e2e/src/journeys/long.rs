//! A story of 20,000 words with 30 photos is a story like any other.

use serde_json::json;

use crate::app::Newsdesk;
use crate::bench::Page;
use crate::desk::{Desk, TEXT};
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::long_story::{self, HEADLINE, PARAGRAPHS, PHOTOS};
use crate::runner::Bench;
use crate::scene::REPORTER;
use crate::wait::{self, USUAL};

const SEED: u64 = 3;
const PRESSES: usize = 30;

/// It opens whole, keys pressed in its middle arrive in the text, each one painted, and what was saved of them a kill does not
/// take away. How fast that is, the benchmark tells.
pub(super) fn typed_into(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    let story = long_story::make(desk, SEED)?;
    desk.open_row(HEADLINE)?;
    whole(desk)?;
    let page = Page { desk, text: TEXT };
    page.listen()?;
    page.block(PARAGRAPHS / 2, PRESSES, &mut fastrand::Rng::with_seed(SEED))?;
    let written = desk.body()?;
    kept(desk, &story, &written)?;
    newsdesk.kill()?;

    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.open_row(HEADLINE)?;
    whole(desk)?;
    let there = desk.body()?;
    ensure(there == written, || {
        let kept = there.chars().zip(written.chars()).take_while(|(kept, typed)| kept == typed).count();
        format!("after the kill the text differs from its letter {kept} on, and has {} letters", there.chars().count())
    })
}

/// Waits until the paragraph that was written in is stored as it stands in the window.
fn kept(desk: Desk<'_>, story: &str, written: &str) -> Result<(), Failure> {
    let before = long_story::paragraphs(SEED);
    let is_new =
        |line: &&str| line.split_whitespace().count() > 10 && !before.iter().any(|paragraph| paragraph == line);
    let typed = written.lines().find(is_new).ok_or_else(|| Failure::Wrong("no paragraph was written in".to_owned()))?;
    wait::until_so("what was typed to be stored", USUAL, || {
        Ok(desk.ask("open_article", &json!({ "article": story }))?.to_string().contains(typed))
    })
}

/// Waits until all paragraphs and photos stand in the editor.
fn whole(desk: Desk<'_>) -> Result<(), Failure> {
    desk.sees(&format!("{TEXT} > :nth-child({})", PARAGRAPHS + 2 * PHOTOS))?;
    let photos = desk.session().find_all(&format!("{TEXT} > figure"))?.len();
    ensure(photos == PHOTOS, || format!("{photos} of {PHOTOS} photos stand in the text"))
}

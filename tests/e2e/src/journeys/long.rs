//! A story of 20,000 words with 30 photos is a story like any other.

use crate::app::Newsdesk;
use crate::bench::Page;
use crate::desk::{Desk, TEXT};
use crate::failure::{Failure, ensure};
use crate::journeys::{open_ready, typing};
use crate::long_story::{self, HEADLINE, PARAGRAPHS, PHOTOS};
use crate::runner::Bench;
use crate::scene::REPORTER;

const SEED: u64 = 3;
const PRESSES: usize = 30;

/// It opens whole, keys pressed in its middle arrive in the text, each one painted, and a kill does not take them away.
/// How fast that is, the benchmark tells.
pub(super) fn typed_into(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    long_story::make(desk, SEED)?;
    desk.open_row(HEADLINE)?;
    whole(desk)?;
    let page = Page { desk, text: TEXT };
    page.listen()?;
    page.block(PARAGRAPHS / 2, PRESSES, &mut fastrand::Rng::with_seed(SEED))?;
    let written = desk.body()?;
    typing::cut_power(newsdesk)?;

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

/// Waits until all paragraphs and photos stand in the editor.
fn whole(desk: Desk<'_>) -> Result<(), Failure> {
    desk.sees(&format!("{TEXT} > :nth-child({})", PARAGRAPHS + 2 * PHOTOS))?;
    let photos = desk.session().find_all(&format!("{TEXT} > figure"))?.len();
    ensure(photos == PHOTOS, || format!("{photos} of {PHOTOS} photos stand in the text"))
}

//! What sending costs beside a plain script that makes the same calls, in the same run.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::Wish;
use crate::failure::Failure;
use crate::office::{Office, Sending};
use crate::record::{Recorder, Script};
use crate::test_site::TestSite;

/// Stories of a round, if nothing else is said; every fifth has two photos.
const STORIES: usize = 50;
/// Rounds; the middle one counts.
const ROUNDS: usize = 9;
/// Stories with three photos that are sent one by one.
const SINGLE: usize = 9;

/// Measures and prints ratios.
///
/// # Errors
/// When a story does not arrive.
pub(crate) fn run(wish: &Wish) -> Result<bool, Failure> {
    let stories = wish.stories.unwrap_or(STORIES);
    let photos_of = |number: usize| if number.is_multiple_of(5) { 2 } else { 0 };
    let photos: u32 = (1..=stories).map(photos_of).sum();
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(round(wish, stories, &photos_of)?);
    }
    let (desk, script, calls) = middle(rounds);
    let rate = |count: f64, took: Duration| count / took.as_secs_f64();
    println!("{stories} stories with {photos} photos, {calls} calls, the middle of {ROUNDS} rounds");
    for (who, took) in [("Newsdesk", desk), ("plain script", script)] {
        let (stories, photos) = (rate(stories as f64, took), rate(f64::from(photos), took));
        println!("{who:<13} {stories:>7.1} stories/s {photos:>7.1} photos/s ({:.2} s)", took.as_secs_f64());
    }
    println!("ratio to the plain script: {:.2} (wanted: at least 1)", script.as_secs_f64() / desk.as_secs_f64());

    let mut singles = Vec::new();
    for _ in 0..SINGLE {
        singles.push(round(wish, 1, &|_| 3)?);
    }
    let (desk, script, calls) = middle(singles);
    println!(
        "one story with 3 photos: {:.0} ms, its {calls} bare calls {:.0} ms; ratio {:.2} (wanted: at most 1.3)",
        desk.as_secs_f64() * 1000.0,
        script.as_secs_f64() * 1000.0,
        desk.as_secs_f64() / script.as_secs_f64(),
    );
    Ok(true)
}

/// Sends stories with the desk and then repeats its calls with the script, each on a site that has nothing of it: time of
/// the desk, of the script, and how many calls.
fn round(
    wish: &Wish,
    stories: usize,
    photos_of: &dyn Fn(usize) -> u32,
) -> Result<(Duration, Duration, usize), Failure> {
    let test_site = TestSite::open(wish.site_json.as_deref())?;
    let watermark = test_site.watermark()?;
    let folder = TempDir::new()?;
    let recorder = Arc::new(Recorder::default());
    let office = Office::open(folder.path(), recorder.clone())?;
    office.connect_first(&test_site.access)?;
    let ids = office.queue(stories, |number| format!("Thông quan hơn 300 xe, tin số {number}"), photos_of)?;
    recorder.take();
    let began = Instant::now();
    office.transmit()?;
    let desk = began.elapsed();
    for id in ids {
        if !matches!(office.sending(id)?, Sending::Done) {
            return Err(Failure::Wrong("a story did not arrive at once".to_owned()));
        }
    }
    let calls = recorder.take();
    // The same site must be as before, or the script would find everything there already.
    test_site.clear_since(watermark)?;
    let fresh = if test_site.is_bundled() { TestSite::bundled()? } else { test_site };
    let mut script = Script::new(&fresh.access.address, fresh.login())?;
    let took = script.replay(&calls)?;
    fresh.clear_since(watermark)?;
    Ok((desk, took, calls.len()))
}

/// The round with the middle ratio.
fn middle(mut rounds: Vec<(Duration, Duration, usize)>) -> (Duration, Duration, usize) {
    let ratio = |round: &(Duration, Duration, usize)| round.0.as_secs_f64() / round.1.as_secs_f64().max(1e-9);
    rounds.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    rounds.get(rounds.len() / 2).copied().unwrap_or_default()
}

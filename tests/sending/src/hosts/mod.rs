//! What hosts do: a real WordPress with extensions in it and a line before it that imitate what real hosts were seen to do, one
//! condition after the other, and a newsroom that sends there. A scene is right if the story stands there once, as it was
//! approved, with nobody pressing anything; or if what stops it is told by its right name.

mod connecting;
mod copies;
mod edits;
mod front;
mod hour;
mod logins;
mod noise;
mod reads;
mod stage;
mod waits;
mod words;

use std::time::Instant;

use crate::Wish;
use crate::failure::Failure;
use crate::hosts::stage::{Stage, Theatre};
use crate::test_site::TestSite;

/// A condition of a host, and what has to come of it.
pub(crate) struct Scene {
    /// What it is about.
    subject: &'static str,
    /// The condition, and what is right there.
    name: &'static str,
    /// One of those that the tests play.
    in_slice: bool,
    play: fn(&Stage<'_>) -> Result<(), Failure>,
}

impl Scene {
    const fn new(subject: &'static str, name: &'static str, play: fn(&Stage<'_>) -> Result<(), Failure>) -> Self {
        Self { subject, name, in_slice: false, play }
    }

    /// Played in the tests, too.
    const fn often(self) -> Self {
        Self { in_slice: true, ..self }
    }
}

fn scenes() -> Vec<Scene> {
    [
        hour::scenes(),
        waits::scenes(),
        noise::scenes(),
        logins::scenes(),
        reads::scenes(),
        copies::scenes(),
        edits::scenes(),
        words::scenes(),
        connecting::scenes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Plays the scenes, or with `slice` those that the tests play, or those whose names hold a word, and prints what came of them.
/// `false` where one is not right.
///
/// # Errors
/// When the site cannot be asked at all.
pub(crate) fn run(wish: &Wish) -> Result<bool, Failure> {
    let theatre = Theatre::open(TestSite::open(wish.site_json.as_deref())?)?;
    println!("site: {}", theatre.site.access.address);
    let chosen: Vec<Scene> = scenes()
        .into_iter()
        .filter(|scene| wish.slice.is_none() || scene.in_slice)
        .filter(|scene| {
            wish.only.as_ref().is_none_or(|word| scene.name.contains(word.as_str()) || scene.subject == word)
        })
        .collect();
    let began = Instant::now();
    let mut wrong = 0;
    for scene in &chosen {
        let since = Instant::now();
        let played = theatre.stage().and_then(|stage| (scene.play)(&stage));
        theatre.clear()?;
        let took = since.elapsed().as_secs_f64();
        match played {
            Ok(()) => println!("right  {took:4.1} s  {}: {}", scene.subject, scene.name),
            Err(why) => {
                wrong += 1;
                println!("WRONG  {took:4.1} s  {}: {}\n       {why}", scene.subject, scene.name);
            }
        }
    }
    println!("{:.0} s", began.elapsed().as_secs_f64());
    let right = chosen.len() - wrong;
    println!("{right} passed, {wrong} failed");
    println!("{} scenes, {right} right", chosen.len());
    Ok(wrong == 0 && !chosen.is_empty())
}

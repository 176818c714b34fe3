//! Runs journeys one after the other and says how they ended.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::app::Newsdesk;
use crate::failure::Failure;
use crate::site::Site;

/// What the journeys are to use.
pub(crate) struct Bench {
    /// The program under test.
    pub(crate) app: PathBuf,
    /// The site to use instead of one of our own.
    pub(crate) site_json: Option<PathBuf>,
}

impl Bench {
    /// A site beside Newsdesk.
    pub(crate) fn site(&self) -> Result<Site, Failure> {
        match &self.site_json {
            Some(path) => Site::given(path),
            None => Site::start(&self.app),
        }
    }
}

/// When a journey is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// With our own sites.
    Usual,
    /// With our own sites, and with a given one.
    AnySite,
    /// With a given site only.
    GivenSite,
    /// With our own sites or a given one, where it is asked for: it takes minutes.
    Long,
}

/// On which laptop a journey is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Laptop {
    /// A new one, with whatever the journey does to it.
    Own,
    /// Where the journey before it was played, if that was such a one, too: the window is open, and somebody may be signed in. It
    /// leaves the program running, with nothing that the next one minds but more stories in the list.
    Shared,
}

/// One journey.
pub(crate) struct Journey {
    /// Its name, by which it can be chosen.
    pub(crate) name: &'static str,
    /// When it is played.
    pub(crate) when: When,
    /// Where it is played.
    pub(crate) laptop: Laptop,
    /// Plays it.
    pub(crate) play: fn(&mut Newsdesk, &Bench) -> Result<(), Failure>,
}

impl Journey {
    /// Is it to be played? A long one has to be named, at least in part, or asked for.
    fn wanted(&self, given_site: bool, long: bool, filter: Option<&str>) -> bool {
        let fits = match self.when {
            When::Usual => !given_site,
            When::AnySite => true,
            When::GivenSite => given_site,
            When::Long => long || filter.is_some(),
        };
        fits && filter.is_none_or(|part| self.name.contains(part))
    }
}

/// Which journeys are played.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// Those that take minutes, too.
    pub(crate) long: bool,
    /// A part of their names.
    pub(crate) filter: Option<String>,
    /// A folder in which several runs at the same time note what each has begun: every journey is played by one of them.
    pub(crate) claims: Option<PathBuf>,
}

impl Choice {
    /// Is it ours to play, and from now on nobody else's?
    ///
    /// # Errors
    /// When the note cannot be made.
    fn claim(&self, name: &str) -> Result<bool, Failure> {
        let Some(folder) = &self.claims else { return Ok(true) };
        let note = folder.join(name);
        match File::create_new(&note) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(Failure::file(&note)(error)),
        }
    }
}

/// Plays those of `journeys` that are wanted. True if none failed.
///
/// # Errors
/// When it cannot be told which to play.
pub(crate) fn run(journeys: &[Journey], bench: &Bench, choice: &Choice) -> Result<bool, Failure> {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    let given = bench.site_json.is_some();
    let mut left = None;
    for journey in journeys.iter().filter(|journey| journey.wanted(given, choice.long, choice.filter.as_deref())) {
        if !choice.claim(journey.name)? {
            continue;
        }
        let began = Instant::now();
        match play(journey, bench, &mut left) {
            Ok(()) => {
                passed += 1;
                println!("ok {} ({:.1} s)", journey.name, began.elapsed().as_secs_f64());
            }
            Err(End::Failed(why)) => {
                failed += 1;
                println!("FAIL {}: {why}", journey.name);
            }
            Err(End::NotHere(why)) => {
                skipped += 1;
                println!("skipped {}: {why}", journey.name);
            }
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(failed == 0)
}

/// How a journey ended that did not come to its end.
enum End {
    Failed(String),
    NotHere(String),
}

/// Plays a journey where the one before was played, if both share a laptop; `left` is that one's, and this one's afterwards.
fn play(journey: &Journey, bench: &Bench, left: &mut Option<Newsdesk>) -> Result<(), End> {
    let before = left.take().filter(|_| journey.laptop == Laptop::Shared);
    let mut newsdesk = match before {
        Some(newsdesk) => newsdesk,
        None => Newsdesk::new(&bench.app).map_err(|failure| End::Failed(failure.to_string()))?,
    };
    (journey.play)(&mut newsdesk, bench).map_err(|failure| {
        if let Failure::NotHere(why) = failure {
            return End::NotHere(why);
        }
        let folder = evidence(journey.name);
        let told = newsdesk.tells();
        let failure =
            if told.is_empty() { failure.to_string() } else { format!("{failure}; the window tells: {told}") };
        End::Failed(match newsdesk.leave_evidence(&folder) {
            Ok(()) => format!("{failure}; see {}", folder.display()),
            Err(other) => format!("{failure}; see {} (not all of it: {other})", folder.display()),
        })
    })?;
    // What went wrong is not handed on: after a failure the next one begins anew.
    *left = (journey.laptop == Laptop::Shared).then_some(newsdesk);
    Ok(())
}

/// Where a journey that failed leaves what helps to understand it.
pub(crate) fn evidence(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().unwrap_or(root);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
    target.join("e2e").join(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_takes_minutes_or_needs_a_site_is_played_when_asked_for() {
        let laptop = Laptop::Own;
        let journey = |when| Journey { name: "schedule_laptop_closed", when, laptop, play: |_, _| Ok(()) };
        assert!(!journey(When::Long).wanted(false, false, None));
        assert!(journey(When::Long).wanted(false, true, None));
        assert!(journey(When::Long).wanted(false, false, Some("laptop")));
        assert!(journey(When::Long).wanted(true, false, Some("laptop")), "a real site is to be asked as well");
        assert!(!journey(When::Usual).wanted(true, false, None), "it would not touch the given site");
        assert!(!journey(When::GivenSite).wanted(false, false, Some("schedule")));
        assert!(!journey(When::AnySite).wanted(false, false, Some("scene")));
    }

    #[test]
    fn of_two_runs_at_a_time_one_plays_a_journey() {
        let folder = tempfile::tempdir().unwrap();
        let one = Choice { claims: Some(folder.path().to_owned()), ..Choice::default() };
        let other = one.clone();
        assert!(one.claim("scene_bundled").unwrap());
        assert!(!other.claim("scene_bundled").unwrap(), "it would be played twice");
        assert!(other.claim("disk_full").unwrap() && !one.claim("disk_full").unwrap());
        let alone = Choice::default();
        assert!(alone.claim("disk_full").unwrap(), "a run by itself plays everything");
        let astray = Choice { claims: Some(folder.path().join("nowhere")), ..Choice::default() };
        assert!(astray.claim("disk_full").is_err(), "or nothing would be played and nothing fail");
    }
}

//! The journeys against a real WordPress, started for this run and thrown away after it.

use std::path::PathBuf;
use std::process::Stdio;

use crate::failure::Failure;
use crate::invocation;
use crate::keeper::Keeper;
use crate::repository::Repository;
use crate::test::layers::{Bench, matrix, program, scenes};
use crate::test::{Counts, Outcome};

/// Starts and stops sites; see its own head.
const STARTER: &str = "tests/wordpress/site.sh";

/// The tests named `wordpress_*` of the use cases and `live::*` of the site client, the slice of the fault matrix, then the
/// scenes in the real window.
pub(super) fn run(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    let built = program(bench)?;
    if built.failed > 0 {
        return Ok(Outcome::Ran(built));
    }
    let site = Site::start(bench.repository)?;
    let json = site.json().display().to_string();
    let mut journeys = Counts::default();
    for (package, names) in [("desk", "wordpress_"), ("wordpress", "live::")] {
        // They share one site and count what is on it, so they go one at a time. Some are marked as ignored, since they
        // need a site.
        let mut words = vec!["test", "--package", package, "--", "--include-ignored", "--test-threads", "1"];
        match bench.filters {
            [] => words.push(names),
            filters => words.extend(filters.iter().map(String::as_str)),
        }
        let mut command = invocation::cargo(bench.repository, &words);
        let counts = bench.log.tests(command.env("NEWSDESK_TEST_SITE", &json))?;
        if bench.filters.is_empty() && counts == Counts::default() {
            bench.log.note(&format!("{package} has no test named {names}"))?;
            return Ok(Outcome::Ran(Counts::of_check(false)));
        }
        journeys = journeys.and(counts);
    }
    // Chosen by name, there is nothing of it to run.
    if bench.filters.is_empty() {
        journeys = journeys.and(matrix(bench, Some(&json))?);
    }
    let scenes = scenes(bench, &["--site-json".to_owned(), json])?;
    Ok(Outcome::Ran(journeys.and(scenes)))
}

/// A running site; dropping it stops it and removes all of it.
struct Site {
    folder: PathBuf,
    _keeper: Keeper,
}

impl Site {
    fn start(repository: &Repository) -> Result<Self, Failure> {
        let starter = repository.path(STARTER).display().to_string();
        // Not below the target folder: a database socket's path may have 95 bytes.
        let folder = std::env::temp_dir().join(format!("newsdesk-wordpress-{}", std::process::id()));
        let path = folder.display().to_string();
        let keeper = Keeper::new("\"$1\" stop \"$2\"\nrm -rf -- \"$2\"", &[&starter, &path])?;
        let mut command = invocation::command(repository, &starter, &["start", &path]);
        let said = invocation::output(command.stdin(Stdio::null()))?;
        if !said.lines().any(|line| line.starts_with("ready ")) {
            return Err(Failure::Missing { path: folder, why: "the starter has not said that the site is ready" });
        }
        Ok(Self { folder, _keeper: keeper })
    }

    fn json(&self) -> PathBuf {
        self.folder.join("site.json")
    }
}

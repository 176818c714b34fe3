//! The journeys against a real WordPress, started for this run and thrown away after it.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use crate::failure::Failure;
use crate::invocation;
use crate::keeper::Keeper;
use crate::test::layers::{Context, PRODUCT, beside, matrix, programs, scenes};
use crate::test::{Counts, Outcome};

/// Starts and stops sites; see its own head.
const STARTER: &str = "tests/wordpress/site.sh";

/// The tests named `wordpress_*` of the use cases and `live::*` of the site client, one case of each kind of the fault matrix,
/// and the scenes in the real window.
///
/// They count what is on their site, so on one site they go one at a time; they have two, and each is half idle by itself.
pub(super) fn run(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let built = programs(context)?;
    if built.failed > 0 {
        return Ok(Outcome::Ran(built));
    }
    beside(
        context,
        |context| {
            let site = Site::start(context, "tests")?;
            tests(context, &site.json())
        },
        |context| {
            let site = Site::start(context, "scenes")?;
            // Chosen by name, there is nothing of the matrix to run.
            let cases =
                if context.filters.is_empty() { matrix(context, Some(&site.json()))? } else { Counts::default() };
            Ok(cases.and(scenes(context, &["--site-json".to_owned(), site.json()])?))
        },
    )
    .map(Outcome::Ran)
}

fn tests(context: &mut Context<'_>, json: &str) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    for (target, names) in [("desk", "wordpress_"), ("wordpress", "live::")] {
        // Some are marked as ignored, since they need a site.
        let mut words = vec!["test"];
        words.extend(PRODUCT);
        words.extend(["--test", target, "--", "--include-ignored", "--test-threads", "1"]);
        match context.filters {
            [] => words.push(names),
            filters => words.extend(filters.iter().map(String::as_str)),
        }
        let mut command = invocation::linted(invocation::cargo(context.repository, &words));
        let counted = context.log.tests(command.env("NEWSDESK_TEST_SITE", json))?;
        if context.filters.is_empty() && counted == Counts::default() {
            context.log.note(&format!("{target} has no test named {names}"))?;
            return Ok(Counts::of_check(false));
        }
        counts = counts.and(counted);
    }
    Ok(counts)
}

/// A running site; dropping it stops it and removes all of it.
struct Site {
    folder: PathBuf,
    _keeper: Keeper,
}

impl Site {
    /// A new one, for this use.
    fn start(context: &mut Context<'_>, used_by: &str) -> Result<Self, Failure> {
        let began = Instant::now();
        let repository = context.repository;
        let starter = repository.path(STARTER).display().to_string();
        // Not below the target folder: a database socket's path may have 95 bytes.
        let folder = std::env::temp_dir().join(format!("newsdesk-wordpress-{}-{used_by}", std::process::id()));
        let path = folder.display().to_string();
        let keeper = Keeper::new("\"$1\" stop \"$2\"\nrm -rf -- \"$2\"", &[&starter, &path])?;
        let mut command = invocation::command(repository, &starter, &["start", &path]);
        let said = invocation::output(command.stdin(Stdio::null()))?;
        if !said.lines().any(|line| line.starts_with("ready ")) {
            return Err(Failure::Missing { path: folder, why: "the starter has not said that the site is ready" });
        }
        context.log.took(&format!("starting a WordPress for {used_by}"), began.elapsed());
        Ok(Self { folder, _keeper: keeper })
    }

    /// The file that tells of it.
    fn json(&self) -> String {
        self.folder.join("site.json").display().to_string()
    }
}

//! The journeys against a real WordPress, started for this run and thrown away after it.

use std::time::Instant;

use crate::failure::Failure;
use crate::test::layers::{Context, PRODUCT, beside, matrix, programs, scenes};
use crate::test::{Counts, Outcome};
use crate::wordpress_site::WordPressSite;
use crate::{invocation, sending};

/// The tests named `wordpress_*` of the use cases and `live::*` of the site client, one case of each kind of the fault matrix,
/// some of what hosts do, and the scenes in the real window.
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
            let site = start(context, "tests")?;
            tests(context, &site.json())
        },
        |context| {
            let site = start(context, "scenes")?;
            // Chosen by name, there is nothing of the matrix and of what hosts do to run.
            let cases = if context.filters.is_empty() {
                let cases = matrix(context, Some(&site.json()))?;
                cases.and(context.log.tests(&mut sending::hosts(context.repository, &site.json()))?)
            } else {
                Counts::default()
            };
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

fn start(context: &mut Context<'_>, used_by: &str) -> Result<WordPressSite, Failure> {
    let began = Instant::now();
    let site = WordPressSite::start(context.repository, used_by)?;
    context.log.took(&format!("starting a WordPress for {used_by}"), began.elapsed());
    Ok(site)
}

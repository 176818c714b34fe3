//! Sending over a line that breaks, and what it costs: a program of its own, which needs no display.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::invocation;
use crate::repository::Repository;
use crate::run::absolute;
use crate::wordpress_site::WordPressSite;

/// What the program can be asked to strain or to measure.
const KINDS: [&str; 3] = ["sending", "mirror", HOSTS];
/// What is played on a real WordPress alone.
const HOSTS: &str = "hosts";
/// The package of the program, and its name below the target folder.
const PACKAGE: &str = "newsdesk-sending";
/// Longer than the whole matrix on a real WordPress.
const LIMIT: Duration = Duration::from_secs(4 * 3600);
/// What of the matrix the tests play: so many cases on the bundled site, where one takes a moment, and on another site one of each
/// kind. The whole of it is `soak sending`, on any site.
const SLICE: [&str; 2] = ["--slice", "60"];
/// See [`SLICE`].
const KINDS_ONCE: [&str; 2] = ["--each", "1"];

/// Is it a matter of this program and not of the window?
pub(crate) fn does(kind: &str) -> bool {
    KINDS.contains(&kind)
}

/// Builds the program and has it do `command`, such as `soak`, of this `kind`; with `release` as it is shipped.
///
/// # Errors
/// Whatever a step says; [`Failure::Program`] where a case is not exact.
pub(crate) fn run(
    repository: &Repository,
    command: &str,
    kind: &str,
    options: &[&String],
    release: bool,
) -> Result<(), Failure> {
    let mut words = vec![command.to_owned(), kind.to_owned()];
    let mut options = options.iter();
    while let Some(word) = options.next() {
        words.push((*word).clone());
        if *word == "--site-json"
            && let Some(file) = options.next()
        {
            words.push(absolute((*file).clone())?.display().to_string());
        }
    }
    invocation::run(&mut build(repository, release))?;
    // Stopped when the run is over.
    let mut _site = None;
    if kind == HOSTS && !words.iter().any(|word| word == "--site-json") {
        let site = WordPressSite::start(repository, HOSTS)?;
        words.extend(["--site-json".to_owned(), site.json()]);
        _site = Some(site);
    }
    let mut program = Command::new(program(repository, release));
    program.args(words).current_dir(repository.root());
    invocation::run_within(&mut program, LIMIT)
}

/// The step that builds the program.
fn build(repository: &Repository, release: bool) -> Command {
    let mut words = vec!["build", "--package", PACKAGE];
    words.extend(release.then_some("--release"));
    invocation::cargo_build(repository, &words)
}

/// The step that plays the part of the matrix which belongs to the tests, on the bundled site or on the one that a file
/// describes.
pub(crate) fn slice(repository: &Repository, site_json: Option<&str>) -> Command {
    let program = program(repository, false);
    let mut command = invocation::command(repository, &program.to_string_lossy(), &["soak", "sending"]);
    match site_json {
        Some(file) => command.args(KINDS_ONCE).args(["--site-json", file]),
        None => command.args(SLICE),
    };
    command
}

/// The step that plays what hosts do, as much of it as belongs to the tests, on the WordPress that a file describes.
pub(crate) fn hosts(repository: &Repository, site_json: &str) -> Command {
    let program = program(repository, false);
    let words = ["soak", HOSTS, "--slice", "1", "--site-json", site_json];
    invocation::command(repository, &program.to_string_lossy(), &words)
}

fn program(repository: &Repository, release: bool) -> PathBuf {
    repository.target(if release { "release/newsdesk-sending" } else { "debug/newsdesk-sending" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_a_window_is_left_to_the_window() {
        assert!(does("sending") && does("mirror") && does("hosts"));
        assert!(!does("typing") && !does("keystrokes"));
    }
}

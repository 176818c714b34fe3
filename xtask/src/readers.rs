//! What readers wait for, beside a real WordPress: a program of its own, which needs no display.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::invocation;
use crate::repository::Repository;
use crate::run::absolute;
use crate::wordpress_site::WordPressSite;

/// What the program can be asked to measure.
const KIND: &str = "site";
/// The package of the program, and its name below the target folder.
const PACKAGE: &str = "newsdesk-readers";
/// Longer than filling two sites with 100,000 stories and searching them.
const LIMIT: Duration = Duration::from_secs(2 * 3600);

/// Is it a matter of this program?
pub(crate) fn does(kind: &str) -> bool {
    kind == KIND
}

/// Builds the program and has it do `command`, such as `bench`; with `release` as it is shipped. A WordPress is started for it,
/// unless a file describes one that runs, or `--alone` wants none.
///
/// # Errors
/// Whatever a step says; [`Failure::Program`] where a bar is missed.
pub(crate) fn run(repository: &Repository, command: &str, options: &[&String], release: bool) -> Result<(), Failure> {
    let mut words = vec![command.to_owned(), KIND.to_owned()];
    let (mut described, mut alone) = (false, false);
    let mut options = options.iter();
    while let Some(word) = options.next() {
        match word.as_str() {
            "--alone" => alone = true,
            "--site-json" => {
                let file = options.next().ok_or_else(|| Failure::Usage("--site-json needs a file".to_owned()))?;
                described = true;
                words.extend([(*word).clone(), absolute((*file).clone())?.display().to_string()]);
            }
            _ => words.push((*word).clone()),
        }
    }
    let mut build = vec!["build", "--package", PACKAGE];
    build.extend(release.then_some("--release"));
    invocation::run(&mut invocation::cargo_build(repository, &build))?;
    let started = if alone || described { None } else { Some(WordPressSite::start(repository, "readers")?) };
    if let Some(site) = &started {
        words.extend(["--site-json".to_owned(), site.json()]);
    }
    let mut program = Command::new(program(repository, release));
    program.args(words).current_dir(repository.root());
    invocation::run_within(&mut program, LIMIT)
}

fn program(repository: &Repository, release: bool) -> PathBuf {
    repository.target(if release { "release/newsdesk-readers" } else { "debug/newsdesk-readers" })
}

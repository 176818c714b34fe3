//! What each layer consists of.

use std::time::Duration;

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::repository::Repository;
use crate::test::log::Log;
use crate::test::{Counts, Outcome, wordpress};
use crate::{invocation, run, sending, tidy, ui};

/// One layer of the tests.
pub(crate) struct Layer {
    /// As it is called on the command line and in the summary.
    pub(crate) name: &'static str,
    /// What it looks at, for the person who waits.
    pub(crate) what: &'static str,
    /// What one of its commands may take.
    pub(crate) limit: Duration,
    /// Part of a quick run?
    pub(crate) quick: bool,
    /// Made of tests that can be chosen by name?
    pub(crate) filtered: bool,
    /// Runs it.
    pub(crate) run: fn(&mut Bench<'_>) -> Result<Outcome, Failure>,
}

/// What a layer works with.
pub(crate) struct Bench<'a> {
    pub(crate) repository: &'a Repository,
    pub(crate) log: Log,
    /// Parts of the names of the tests to run; empty means all.
    pub(crate) filters: &'a [String],
    /// Scenes that take minutes, too.
    pub(crate) long: bool,
}

/// All layers, cheap ones first. The limits are several times what was measured on two cores with nothing built.
pub(crate) const LAYERS: [Layer; 9] = [
    layer("fmt", "the formatting of the Rust code", 5, fmt).quick(),
    layer("tidy", "the rules of this repository", 5, tidy_up).quick(),
    layer("clippy", "the compiler's and clippy's warnings", 30, clippy),
    layer("editor", "types and tests of the story editor", 5, editor).quick(),
    layer("ui", "the interface builds and is small", 20, interface),
    layer("rust", "tests of the crates and of the commands", 40, rust).quick().filtered(),
    layer("sending", "every story once, whatever the line does", 30, sending),
    layer("window", "scenes in the real window", 30, window).filtered(),
    layer("wordpress", "the same on a real WordPress", 30, wordpress::run).filtered(),
];

const fn layer(
    name: &'static str,
    what: &'static str,
    minutes: u64,
    run: fn(&mut Bench<'_>) -> Result<Outcome, Failure>,
) -> Layer {
    Layer { name, what, limit: Duration::from_secs(minutes * 60), quick: false, filtered: false, run }
}

impl Layer {
    const fn quick(mut self) -> Self {
        self.quick = true;
        self
    }

    const fn filtered(mut self) -> Self {
        self.filtered = true;
        self
    }
}

fn fmt(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    bench
        .log
        .check(&mut invocation::cargo(bench.repository, &["fmt", "--all", "--check", "--", "--color", "never"]))
        .map(Outcome::Ran)
}

fn tidy_up(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    let mut counts = Counts::default();
    for rule in tidy::check(bench.repository)? {
        for problem in &rule.problems {
            bench.log.note(problem)?;
        }
        counts = counts.and(Counts::of_check(rule.problems.is_empty()));
    }
    Ok(Outcome::Ran(counts))
}

fn clippy(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    let native = ["clippy", "--workspace", "--exclude", "ui", "--all-targets", "--", "-D", "warnings"];
    let wasm = ["clippy", "--package", "ui", "--target", ui::TARGET, "--", "-D", "warnings"];
    let native = bench.log.check(&mut invocation::cargo(bench.repository, &native))?;
    let wasm = bench.log.check(&mut invocation::cargo(bench.repository, &wasm))?;
    Ok(Outcome::Ran(native.and(wasm)))
}

fn editor(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    let folder = bench.repository.path(ui::EDITOR);
    if !folder.join("package.json").exists() {
        return Ok(Outcome::Skipped("there is no ui/editor/package.json"));
    }
    ui::install_packages(bench.repository, ui::EDITOR)?;
    let npm = |words: &[&str]| {
        let mut command = invocation::command(bench.repository, "npm", words);
        command.current_dir(&folder);
        command
    };
    let types = bench.log.check(&mut npm(&["run", "--silent", "check"]))?;
    let tests = bench.log.tests(&mut npm(&["test", "--silent"]))?;
    Ok(Outcome::Ran(types.and(tests)))
}

fn interface(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    if !bench.repository.path("ui/index.html").exists() {
        return Ok(Outcome::Skipped("there is no ui/index.html"));
    }
    bench.log.check(&mut ourselves(bench.repository, "ui")?).map(Outcome::Ran)
}

/// The interface comes by itself: built together with the rest, its features would be those of the shell's crates, too.
fn rust(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    let mut counts = Counts::default();
    for packages in [&["--workspace", "--exclude", "ui"][..], &["--package", "ui"]] {
        let mut words = vec!["test"];
        words.extend(packages);
        words.extend(["--no-fail-fast", "--"]);
        words.extend(bench.filters.iter().map(String::as_str));
        counts = counts.and(bench.log.tests(&mut invocation::cargo(bench.repository, &words))?);
    }
    Ok(Outcome::Ran(counts))
}

/// A slice of the fault matrix on the bundled site.
fn sending(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    matrix(bench, None).map(Outcome::Ran)
}

/// A slice of the fault matrix, on the bundled site or on the one that a file describes.
pub(super) fn matrix(bench: &mut Bench<'_>, site_json: Option<&str>) -> Result<Counts, Failure> {
    let built = bench.log.check(&mut sending::build(bench.repository, false))?;
    if built.failed > 0 {
        return Ok(built);
    }
    bench.log.tests(&mut sending::slice(bench.repository, site_json))
}

fn window(bench: &mut Bench<'_>) -> Result<Outcome, Failure> {
    let built = program(bench)?;
    if built.failed > 0 {
        return Ok(Outcome::Ran(built));
    }
    let options = if bench.long { vec!["--long".to_owned()] } else { Vec::new() };
    let mut counts = scenes(bench, &options)?;
    if bench.filters.is_empty() {
        let words: Vec<String> = std::iter::once("ime".to_owned()).chain(options).collect();
        counts = counts.and(walk(bench, &words)?);
    }
    Ok(Outcome::Ran(counts))
}

/// Builds what scenes are played with, of today's sources: this layer may be the only one that was asked for.
pub(super) fn program(bench: &mut Bench<'_>) -> Result<Counts, Failure> {
    let app = invocation::cargo(bench.repository, &["build", "--package", "newsdesk"]);
    let walker = invocation::cargo(bench.repository, &["build", "--package", "newsdesk-e2e"]);
    let mut counts = Counts::default();
    for mut step in [ourselves(bench.repository, "ui")?, app, walker] {
        counts = counts.and(bench.log.check(&mut step)?);
        if counts.failed > 0 {
            break;
        }
    }
    Ok(counts)
}

/// The scenes in the real window, those chosen by name or all; `options` go to each run.
pub(super) fn scenes(bench: &mut Bench<'_>, options: &[String]) -> Result<Counts, Failure> {
    let words = |filter: Option<&String>| -> Vec<String> {
        std::iter::once("test".to_owned()).chain(options.iter().cloned()).chain(filter.cloned()).collect()
    };
    if bench.filters.is_empty() {
        return walk(bench, &words(None));
    }
    let mut counts = Counts::default();
    for filter in bench.filters {
        counts = counts.and(walk(bench, &words(Some(filter)))?);
    }
    Ok(counts)
}

/// Runs the walker in a display of its own: its `--app` follows the first of `words`.
fn walk(bench: &mut Bench<'_>, words: &[String]) -> Result<Counts, Failure> {
    let app = bench.repository.target(run::APP);
    let mut words = words.to_vec();
    words.splice(1..1, ["--app".to_owned(), app.display().to_string()]);
    let display = VirtualDisplay::start()?;
    let mut command = display.command(&bench.repository.target(run::WALKER), &words);
    command.current_dir(bench.repository.root());
    bench.log.tests_in(&display, &mut command)
}

/// This very program with another command, so that its output can go to the log.
fn ourselves(repository: &Repository, word: &str) -> Result<std::process::Command, Failure> {
    let program = std::env::current_exe().map_err(|source| Failure::Start { program: "xtask".to_owned(), source })?;
    Ok(invocation::command(repository, &program.to_string_lossy(), &[word]))
}

//! What each layer consists of.

use std::fs;
use std::path::Path;
use std::process::Command;
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
    pub(crate) run: fn(&mut Context<'_>) -> Result<Outcome, Failure>,
}

/// What a layer works with.
pub(crate) struct Context<'a> {
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
    layer("editor", "types and tests of the story editor", 5, editor).quick(),
    layer("ui", "the interface builds", 20, interface),
    layer("clippy", "everything compiles without a warning of clippy's", 40, clippy),
    layer("rust", "tests of the crates and of the commands", 40, rust).quick().filtered(),
    layer("sending", "every story once, whatever the line does", 30, sending),
    layer("window", "scenes in the real window", 30, window).filtered(),
    layer("wordpress", "the same on a real WordPress", 30, wordpress::run).filtered(),
];

/// All packages but this program. Every layer names the same ones: with others, the dependencies have other features and are
/// compiled again; the shell alone would cost 220 s of processor time once more.
pub(super) const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];
/// This program, by itself as it was built before it ran.
const OURSELVES: [&str; 2] = ["--package", "xtask"];
/// Everything, for this machine.
const EVERYTHING: [&[&str]; 2] = [&PRODUCT, &OURSELVES];

const fn layer(
    name: &'static str,
    what: &'static str,
    minutes: u64,
    run: fn(&mut Context<'_>) -> Result<Outcome, Failure>,
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

fn fmt(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    context
        .log
        .check(&mut invocation::cargo(context.repository, &["fmt", "--all", "--check", "--", "--color", "never"]))
        .map(Outcome::Ran)
}

fn tidy_up(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let mut counts = Counts::default();
    for rule in tidy::check(context.repository)? {
        for problem in &rule.problems {
            context.log.note(problem)?;
        }
        counts = counts.and(Counts::of_check(rule.problems.is_empty()));
    }
    Ok(Outcome::Ran(counts))
}

/// Compiles all that the later layers run, under clippy's eyes: see [`invocation::linted`]. The interface has no line that is for
/// wasm alone, so it is looked at as its tests are compiled.
///
/// Together, packages have features that one of them alone may lack. What is shipped is therefore checked by itself; the
/// interface is built by itself anyway.
fn clippy(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let mut counts = Counts::default();
    for mut build in everything(context.repository) {
        counts = counts.and(context.log.check_warnings(&mut build)?);
    }
    let shipped = ["check", "--package", "newsdesk", "--package", "site", "--bins"];
    let shipped = context.log.check_warnings(&mut invocation::cargo(context.repository, &shipped))?;
    Ok(Outcome::Ran(counts.and(shipped)))
}

/// Builds libraries, programs and tests.
fn everything(repository: &Repository) -> [Command; 2] {
    EVERYTHING.map(|packages| {
        let words = [&["build"][..], packages, &["--all-targets"]].concat();
        invocation::linted(invocation::cargo_build(repository, &words))
    })
}

fn editor(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let folder = context.repository.path(ui::EDITOR);
    if !folder.join("package.json").exists() {
        return Ok(Outcome::Skipped("there is no ui/editor/package.json"));
    }
    ui::install_packages(context.repository, ui::EDITOR)?;
    let npm = |words: &[&str]| {
        let mut command = invocation::command(context.repository, "npm", words);
        command.current_dir(&folder);
        command
    };
    let types = context.log.check(&mut npm(&["run", "--silent", "check"]))?;
    let tests = context.log.tests(&mut npm(&["test", "--silent"]))?;
    Ok(Outcome::Ran(types.and(tests)))
}

fn interface(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    if !context.repository.path("ui/index.html").exists() {
        return Ok(Outcome::Skipped("there is no ui/index.html"));
    }
    context.log.check(&mut ourselves(context.repository, "ui")).map(Outcome::Ran)
}

/// Builds what the tests play with.
fn product(repository: &Repository) -> Command {
    let [product, _] = everything(repository);
    product
}

fn rust(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let mut counts = Counts::default();
    for (mut build, packages) in everything(context.repository).into_iter().zip(EVERYTHING) {
        // First what is not compiled yet, with the fast linker; then the tests, without anything that comes with it. The packages
        // that do compile are tested even where others do not: the failure is counted there.
        context.log.check(&mut build)?;
        let mut words = [&["test"][..], packages, &["--no-fail-fast", "--"]].concat();
        words.extend(context.filters.iter().map(String::as_str));
        counts = counts.and(context.log.tests(&mut invocation::linted(invocation::cargo(context.repository, &words)))?);
    }
    Ok(Outcome::Ran(counts))
}

/// A slice of the fault matrix on the bundled site.
fn sending(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let built = context.log.check(&mut product(context.repository))?;
    if built.failed > 0 {
        return Ok(Outcome::Ran(built));
    }
    matrix(context, None).map(Outcome::Ran)
}

/// A part of the fault matrix, on the bundled site or on the one that a file describes. The program was built before.
pub(super) fn matrix(context: &mut Context<'_>, site_json: Option<&str>) -> Result<Counts, Failure> {
    context.log.tests(&mut sending::slice(context.repository, site_json))
}

fn window(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let built = programs(context)?;
    if built.failed > 0 {
        return Ok(Outcome::Ran(built));
    }
    let options = if context.long { vec!["--long".to_owned()] } else { Vec::new() };
    if !context.filters.is_empty() {
        return scenes(context, &options).map(Outcome::Ran);
    }
    // A scene mostly waits for pages to be drawn and for keys to be pressed, so two displays have one each at a time.
    let claims = context.repository.target("test-logs/claims");
    fresh_folder(&claims)?;
    let ime: Vec<String> = std::iter::once("ime".to_owned()).chain(options.iter().cloned()).collect();
    let shared = ["--claims".to_owned(), claims.display().to_string()];
    let test: Vec<String> = std::iter::once("test".to_owned()).chain(options).chain(shared).collect();
    let counts =
        beside(context, |context| walk(context, &test), |context| Ok(walk(context, &ime)?.and(walk(context, &test)?)))?;
    Ok(Outcome::Ran(counts))
}

/// Does two things at a time. The second has a log of its own, which is put behind the first's.
pub(super) fn beside<'a>(
    context: &mut Context<'a>,
    first: impl FnOnce(&mut Context<'a>) -> Result<Counts, Failure>,
    second: impl FnOnce(&mut Context<'a>) -> Result<Counts, Failure> + Send,
) -> Result<Counts, Failure> {
    let Context { repository, filters, long, .. } = *context;
    let mut other = Context { repository, log: context.log.beside("2")?, filters, long };
    let (one, two) = std::thread::scope(|scope| {
        let two = scope.spawn(|| second(&mut other));
        (first(context), two.join().unwrap_or_else(|broken| std::panic::resume_unwind(broken)))
    });
    context.log.take_in(other.log)?;
    Ok(one?.and(two?))
}

fn fresh_folder(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::create_dir_all(folder).map_err(Failure::file(folder))
}

/// Builds what is run outside of the tests, of today's sources: this layer may be the only one that was asked for.
pub(super) fn programs(context: &mut Context<'_>) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    for mut step in [ourselves(context.repository, "ui"), product(context.repository)] {
        counts = counts.and(context.log.check(&mut step)?);
        if counts.failed > 0 {
            break;
        }
    }
    Ok(counts)
}

/// The scenes in the real window, those chosen by name or all; `options` go to each run.
pub(super) fn scenes(context: &mut Context<'_>, options: &[String]) -> Result<Counts, Failure> {
    let words = |filter: Option<&String>| -> Vec<String> {
        std::iter::once("test".to_owned()).chain(options.iter().cloned()).chain(filter.cloned()).collect()
    };
    if context.filters.is_empty() {
        return walk(context, &words(None));
    }
    let mut counts = Counts::default();
    for filter in context.filters {
        counts = counts.and(walk(context, &words(Some(filter)))?);
    }
    Ok(counts)
}

/// Runs the walker in a display of its own: its `--app` follows the first of `words`.
fn walk(context: &mut Context<'_>, words: &[String]) -> Result<Counts, Failure> {
    let app = context.repository.target(run::APP);
    let mut words = words.to_vec();
    words.splice(1..1, ["--app".to_owned(), app.display().to_string()]);
    let display = VirtualDisplay::start()?;
    let mut command = display.command(&context.repository.target(run::WALKER), &words);
    command.current_dir(context.repository.root());
    context.log.tests_in(&display, &mut command)
}

/// This very program with another command, so that its output can go to the log.
fn ourselves(repository: &Repository, word: &str) -> Command {
    invocation::command(repository, &repository.program().to_string_lossy(), &[word])
}

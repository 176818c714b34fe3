//! Rules of this repository that the compiler does not know.

mod direction;
mod interface;
mod licences;
mod links;
mod text;
mod wiring;

use std::fs;
use std::process::ExitCode;

use serde_json::Value;

use crate::failure::Failure;
use crate::invocation;
use crate::repository::Repository;
use crate::ui;

/// The system that is built for.
const HOST: &str = "x86_64-unknown-linux-gnu";

/// A rule and what breaks it.
pub(crate) struct Rule {
    /// What must hold.
    pub(crate) name: &'static str,
    /// One line for each place where it does not.
    pub(crate) problems: Vec<String>,
}

/// A tracked file as text.
struct Source {
    /// From the root, with slashes.
    path: String,
    text: String,
}

/// Prints every rule that is broken.
///
/// # Errors
/// As [`check`].
pub(crate) fn run(repository: &Repository) -> Result<ExitCode, Failure> {
    let rules = check(repository)?;
    let mut broken = 0;
    for rule in rules.iter().filter(|rule| !rule.problems.is_empty()) {
        broken += 1;
        println!("{}:", rule.name);
        for problem in &rule.problems {
            println!("  {problem}");
        }
    }
    println!("tidy: {} rules, {broken} broken", rules.len());
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Looks at every rule.
///
/// # Errors
/// When git or Cargo cannot tell what belongs to the repository.
pub(crate) fn check(repository: &Repository) -> Result<Vec<Rule>, Failure> {
    let sources = sources(repository)?;
    let metadata = metadata(repository)?;
    Ok(vec![
        Rule { name: "no file has more than 600 lines", problems: text::too_long(&sources) },
        Rule { name: "nothing is left unfinished", problems: text::unfinished(&sources) },
        Rule { name: "dependencies point one way", problems: direction::against(&metadata) },
        Rule { name: "the parts of the interface point one way", problems: interface::against(&sources) },
        Rule { name: "SQL is known to store and site alone", problems: direction::sql_elsewhere(&metadata, &sources) },
        Rule { name: "every migration is part of the store", problems: wiring::lost_migrations(&sources) },
        Rule { name: "the shell answers every command", problems: wiring::unanswered_commands(&sources) },
        Rule { name: "licences fit ours", problems: licences::unfit(&metadata, &sources) },
        Rule {
            name: "the documents lead somewhere",
            problems: links::broken(&sources, |path| repository.path(path).exists()),
        },
    ])
}

fn sources(repository: &Repository) -> Result<Vec<Source>, Failure> {
    let listed = invocation::output(&mut invocation::command(repository, "git", &["ls-files", "-z"]))?;
    let mut sources = Vec::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        let file = repository.path(path);
        // Pictures, fonts and test data are no text; a file that is deleted but not yet committed is not there.
        if let Some(text) = fs::read(file).ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
            sources.push(Source { path: path.to_owned(), text });
        }
    }
    Ok(sources)
}

fn metadata(repository: &Repository) -> Result<Value, Failure> {
    // What other systems would need is not looked at: it would first have to be downloaded.
    let words = ["metadata", "--format-version", "1", "--filter-platform", HOST, "--filter-platform", ui::TARGET];
    let said = invocation::output(&mut invocation::cargo(repository, &words))?;
    serde_json::from_str(&said).map_err(|error| Failure::Usage(format!("cargo metadata says no JSON: {error}")))
}

impl Source {
    /// Does the path end with one of these, as in `.rs`?
    fn ends_with(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    /// For tests of rules.
    #[cfg(test)]
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }
}

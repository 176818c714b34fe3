//! Long runs, each a command of its own: they take minutes, and want the machine for themselves.

use std::path::PathBuf;
use std::time::Duration;

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::repository::Repository;
use crate::rounds::{self, Loop};
use crate::run::{build_app, build_walker};
use crate::{invocation, readers, sending, ui};

/// Longer than the longest run: seventy kills took 771 s beside three builds.
const LIMIT: Duration = Duration::from_secs(4 * 3600);
/// The application as it is shipped, below the target folder.
const SHIPPED: &str = "release/newsdesk";

/// Builds what is out of date and does `command`, such as `soak`, with `words`; all but the sending plays in the real window,
/// by the walker. `--release` among them takes the application as it is shipped; the interface in it is the same in both.
///
/// # Errors
/// Whatever a step says; [`Failure::Program`] where a bar is missed.
pub(crate) fn run(repository: &Repository, command: &str, words: &[String]) -> Result<(), Failure> {
    let (release, words): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| *word == "--release");
    let Some((kind, options)) = words.split_first().filter(|(kind, _)| !kind.starts_with('-')) else {
        return Err(Failure::Usage(format!("{command} what? cargo xtask help lists the kinds")));
    };
    if sending::does(kind) {
        return sending::run(repository, command, kind, options, !release.is_empty());
    }
    if let Some(which) = Loop::named(kind).filter(|_| command == "soak") {
        return rounds::run(repository, which, options);
    }
    if readers::does(kind) {
        return readers::run(repository, command, options, !release.is_empty());
    }
    ui::build(repository, &[])?;
    let app = if release.is_empty() { build_app(repository)? } else { build_shipped(repository)? };
    let walker = build_walker(repository)?;
    let mut order = vec![command.to_owned(), (*kind).clone(), "--app".to_owned(), app.display().to_string()];
    order.extend(options.iter().map(|word| (*word).clone()));
    let display = VirtualDisplay::start()?;
    display.run(display.command(&walker, &order).current_dir(repository.root()), LIMIT)
}

fn build_shipped(repository: &Repository) -> Result<PathBuf, Failure> {
    let words = ["build", "--release", "--package", "newsdesk"];
    invocation::run(&mut invocation::cargo_build(repository, &words))?;
    Ok(repository.target(SHIPPED))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_to_be_done_has_to_be_named_before_anything_is_built() {
        let repository = Repository::here();
        for words in [&[][..], &["--kills", "3"], &["--release"]] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert!(matches!(run(&repository, "soak", &words), Err(Failure::Usage(_))), "{words:?}");
        }
    }
}

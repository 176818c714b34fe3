//! Starts Newsdesk, or shows what it does where there is no display.

use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::repository::Repository;
use crate::{invocation, ui};

/// The application as a developer runs it, below the target folder.
pub(crate) const APP: &str = "debug/newsdesk";

/// The program that plays scenes in the real window, below the target folder.
pub(crate) const WALKER: &str = "debug/newsdesk-e2e";

/// Many times what a walk through the main job takes.
const WALK_LIMIT: Duration = Duration::from_secs(15 * 60);

/// What `run` was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    /// Folder of the newsroom; `None` is `target/newsroom`.
    data: Option<PathBuf>,
    /// Walk in a virtual display even where there is a real one.
    headless: bool,
    /// Where the walk leaves its pictures; `None` is `target/walk`.
    out: Option<PathBuf>,
    /// Seconds for which the published page stays up after the walk.
    keep_open: Option<u32>,
    /// For the application.
    rest: Vec<String>,
}

/// Builds what is out of date and starts the application, whose place this process takes; it does not return then.
/// With no display, walks the main job in a virtual one.
///
/// # Errors
/// Whatever a step says.
pub(crate) fn run(repository: &Repository, words: &[String]) -> Result<(), Failure> {
    let wish = Wish::of(words)?;
    ui::build(repository, &[])?;
    let app = build_app(repository)?;
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|at| !at.is_empty()));
    if display && !wish.headless {
        let data = wish.data.unwrap_or_else(|| repository.target("newsroom"));
        println!("run: the newsroom lies in {}", data.display());
        let source = Command::new(&app).args(wish.rest).env("NEWSDESK_DATA", data).exec();
        return Err(Failure::Start { program: app.display().to_string(), source });
    }
    if !display {
        println!("run: there is no display here (DISPLAY and WAYLAND_DISPLAY are not set).");
    }
    println!("run: walking the main job in a virtual display instead, from a reporter's draft to the published page.");
    let out = wish.out.unwrap_or_else(|| repository.target("walk"));
    let mut words = vec!["walk".to_owned(), "--app".to_owned(), app.display().to_string()];
    words.extend(["--out".to_owned(), out.display().to_string()]);
    if let Some(seconds) = wish.keep_open {
        words.extend(["--keep-open-seconds".to_owned(), seconds.to_string()]);
    }
    let walker = build_walker(repository)?;
    let display = VirtualDisplay::start()?;
    let limit = WALK_LIMIT + Duration::from_secs(u64::from(wish.keep_open.unwrap_or(0)));
    display.run(display.command(&walker, &words).current_dir(repository.root()), limit)?;
    println!("run: the pictures are in {}", out.display());
    Ok(())
}

/// Takes the pictures of the main screens that the guide shows.
///
/// # Errors
/// Whatever a step says.
pub(crate) fn shots(repository: &Repository) -> Result<(), Failure> {
    ui::build(repository, &[])?;
    let app = build_app(repository)?;
    let walker = build_walker(repository)?;
    let words = ["shots", "--app", &app.to_string_lossy(), "--out", "docs/guide"].map(str::to_owned);
    let display = VirtualDisplay::start()?;
    display.run(display.command(&walker, &words).current_dir(repository.root()), WALK_LIMIT)?;
    println!("shots: the pictures are in docs/guide");
    Ok(())
}

/// Builds the application as a developer runs it, with the interface inside, and returns its path.
pub(crate) fn build_app(repository: &Repository) -> Result<PathBuf, Failure> {
    invocation::run(&mut invocation::cargo_build(repository, &["build", "--package", "newsdesk"]))?;
    Ok(repository.target(APP))
}

/// Builds the program that plays scenes in the real window, and returns its path.
pub(crate) fn build_walker(repository: &Repository) -> Result<PathBuf, Failure> {
    invocation::run(&mut invocation::cargo_build(repository, &["build", "--package", "newsdesk-e2e"]))?;
    Ok(repository.target(WALKER))
}

impl Wish {
    fn of(words: &[String]) -> Result<Self, Failure> {
        let mut wish = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value =
                || words.next().cloned().ok_or_else(|| Failure::Usage(format!("{word} needs a value after it")));
            match word.as_str() {
                "--data" => wish.data = Some(absolute(value()?)?),
                "--out" => wish.out = Some(absolute(value()?)?),
                "--headless" => wish.headless = true,
                "--keep-open-seconds" => {
                    let seconds = value()?;
                    let number = seconds.parse();
                    wish.keep_open =
                        Some(number.map_err(|_| Failure::Usage(format!("no number of seconds: {seconds}")))?);
                }
                _ => wish.rest.push(word.clone()),
            }
        }
        Ok(wish)
    }
}

/// As seen from where the command was typed, which `./dev` tells since it goes to the root: what is started may stand
/// elsewhere.
pub(crate) fn absolute(path: String) -> Result<PathBuf, Failure> {
    let from = std::env::var_os("NEWSDESK_FROM").map(PathBuf::from).unwrap_or_default();
    let path = from.join(path);
    std::path::absolute(&path).map_err(Failure::file(&path))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn wish(words: &[&str]) -> Result<Wish, Failure> {
        Wish::of(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_not_ours_is_for_the_application() {
        let wish = wish(&["--data", "/tmp/tòa soạn", "--lang", "en"]).unwrap();
        assert_eq!(wish.data, Some(PathBuf::from("/tmp/tòa soạn")));
        assert_eq!(wish.rest, ["--lang", "en"]);
    }

    #[test]
    fn a_missing_or_wrong_value_is_refused() {
        assert!(wish(&["--data"]).is_err(), "or the application would start in the wrong newsroom");
        assert!(wish(&["--keep-open-seconds", "soon"]).is_err());
    }
}

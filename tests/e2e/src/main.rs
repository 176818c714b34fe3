//! Journeys in the real window: Newsdesk driven through `WebKitWebDriver`, its published pages read by HTTP.

mod app;
mod bench;
mod clipboard;
mod desk;
mod failure;
mod gallery;
mod html;
mod http;
mod ime;
mod journeys;
mod letters;
mod long_story;
mod look;
mod page;
mod photos;
mod picture;
mod process;
mod runner;
mod scene;
mod shots;
mod site;
mod soak;
mod tour;
mod wait;
mod walk;
mod webdriver;
mod xwindow;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::bench::{Start, Typing};
use crate::failure::Failure;
use crate::runner::{Bench, Choice};
use crate::soak::Keystrokes;

const HELP: &str = "\
newsdesk-e2e COMMAND --app PATH ...

  test [--site-json FILE] [--long] [--claims DIR] [FILTER]
                                              play the journeys, or those whose name holds FILTER; with a site's
                                              site.json, those that send to that site; with --claims, those that no
                                              other run with this (at first empty) folder has begun
  ime [FILTER]                                type Vietnamese through ibus-unikey and fcitx5-unikey with real keys
  bench typing [--presses N] [--seed S]       key press to painted text on a long story, against a bare page
  bench start [--starts N] [--stories N] [--seed S]
                                              start of the process to a usable window, and memory, beside a bare page
  soak keystrokes [--kills N] [--seed S]      kill the program while somebody types, and look for what is lost
  walk --out DIR [--keep-open-seconds N]      play the main job, leave numbered pictures, print the published address
  shots --out DIR                             pictures of the main screens for the guide
  shots --all --out DIR [FILTER]              pictures of every screen in both languages and lights and in four sizes of
                                              the window, or those whose name holds FILTER, such as 1024-vi; the display
                                              has to have room for 1920 x 1080

PATH is the program newsdesk. Needs a display with a window manager and a session bus of its own, which
`cargo xtask test window` provides.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Failure::Usage(why)) => {
            eprintln!("newsdesk-e2e: {why}\n\n{HELP}");
            ExitCode::from(2)
        }
        Err(failure) => {
            eprintln!("newsdesk-e2e: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<bool, Failure> {
    let wish = Wish::of(words)?;
    if std::env::var_os("DISPLAY").is_none_or(|display| display.is_empty()) {
        let why = "there is no display (DISPLAY is not set); `cargo xtask test window` makes one";
        return Err(Failure::Usage(why.to_owned()));
    }
    let bench = Bench { app: wish.app, site_json: wish.site_json };
    let choice = Choice { long: wish.long, filter: wish.filter.clone(), claims: wish.claims };
    match wish.command.as_str() {
        "test" => runner::run(journeys::ALL, &bench, &choice),
        "ime" => runner::run(ime::JOURNEYS, &bench, &choice),
        "bench" => match wish.filter.as_deref() {
            Some("start") => {
                let (starts, stories) = (wish.starts.unwrap_or(20), wish.stories.unwrap_or(10_000));
                bench::start(&bench.app, Start { starts, stories, seed: wish.seed })
            }
            Some("typing") => {
                bench::typing(&bench.app, Typing { presses: wish.presses.unwrap_or(300), seed: wish.seed })
            }
            _ => Err(Failure::Usage("bench what? There are: start, typing".to_owned())),
        },
        "soak" => {
            if wish.filter.as_deref() != Some("keystrokes") {
                return Err(Failure::Usage("soak what? There is: keystrokes".to_owned()));
            }
            soak::keystrokes(&bench.app, Keystrokes { kills: wish.kills.unwrap_or(200), seed: wish.seed })
        }
        "walk" => walk::run(&bench.app, out(wish.out.as_deref())?, wish.keep_open).map(|()| true),
        "shots" if wish.all => gallery::run(&bench, out(wish.out.as_deref())?, wish.filter.as_deref()).map(|()| true),
        "shots" => shots::run(&bench, out(wish.out.as_deref())?).map(|()| true),
        other => Err(Failure::Usage(format!("there is no command \"{other}\""))),
    }
}

fn out(folder: Option<&Path>) -> Result<&Path, Failure> {
    folder.ok_or_else(|| Failure::Usage("--out DIR is missing".to_owned()))
}

/// What was asked for.
struct Wish {
    command: String,
    app: PathBuf,
    site_json: Option<PathBuf>,
    out: Option<PathBuf>,
    keep_open: u64,
    presses: Option<usize>,
    kills: Option<usize>,
    starts: Option<usize>,
    stories: Option<usize>,
    seed: u64,
    long: bool,
    all: bool,
    claims: Option<PathBuf>,
    filter: Option<String>,
}

impl Wish {
    fn of(words: &[String]) -> Result<Self, Failure> {
        let missing = |what: &str| Failure::Usage(format!("{what} is missing"));
        let mut words = words.iter();
        let command = words.next().cloned().ok_or_else(|| missing("COMMAND"))?;
        let (mut app, mut site_json, mut out, mut keep_open, mut long, mut filter) = (None, None, None, 0, false, None);
        let (mut presses, mut kills, mut seed, mut claims) = (None, None, 1, None);
        let (mut starts, mut stories, mut all) = (None, None, false);
        while let Some(word) = words.next() {
            let mut value = || words.next().cloned().ok_or_else(|| missing(&format!("the value of {word}")));
            match word.as_str() {
                "--app" => app = Some(PathBuf::from(value()?)),
                "--site-json" => site_json = Some(PathBuf::from(value()?)),
                "--out" => out = Some(PathBuf::from(value()?)),
                "--keep-open-seconds" => keep_open = number(&value()?)?,
                "--presses" => presses = Some(number(&value()?)?),
                "--kills" => kills = Some(number(&value()?)?),
                "--starts" => starts = Some(number(&value()?)?),
                "--stories" => stories = Some(number(&value()?)?),
                "--seed" => seed = number(&value()?)?,
                "--claims" => claims = Some(PathBuf::from(value()?)),
                "--long" => long = true,
                "--all" => all = true,
                option if option.starts_with('-') => {
                    return Err(Failure::Usage(format!("there is no option {option}")));
                }
                _ => filter = Some(word.clone()),
            }
        }
        let app = app.ok_or_else(|| missing("--app PATH"))?;
        Ok(Self {
            command,
            app,
            site_json,
            out,
            keep_open,
            presses,
            kills,
            starts,
            stories,
            seed,
            long,
            all,
            claims,
            filter,
        })
    }
}

fn number<T: std::str::FromStr>(word: &str) -> Result<T, Failure> {
    word.parse().map_err(|_| Failure::Usage(format!("\"{word}\" is no number that fits")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(words: &[&str]) -> Result<Wish, Failure> {
        Wish::of(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_misspelt_option_is_no_filter() {
        assert!(wish(&["test", "--app", "x", "--lang"]).is_err(), "or nothing would run and nothing fail");
        assert!(wish(&["test"]).is_err(), "a program has to be named");
        let wish = wish(&["test", "--app", "x", "--long", "scene"]).unwrap();
        assert_eq!((wish.long, wish.filter.as_deref()), (true, Some("scene")));
    }
}

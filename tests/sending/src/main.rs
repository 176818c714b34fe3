//! Sending over a line that breaks: the fault matrix, the long run, and what sending costs beside a plain script.

mod bench;
mod case;
mod failure;
mod fault;
mod hosts;
mod killed_program;
mod long;
mod matrix;
mod mirror;
mod office;
mod proxy;
mod record;
mod secrets;
mod test_site;
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::failure::Failure;

const HELP: &str = "\
newsdesk-sending COMMAND

  soak sending [--site-json FILE] [--slice N | --each N] [--seed S] [--from K]
      the fault matrix: every request of a transmission meets every fault; N cases of it, spread evenly; from the Kth on;
      or --each N: of every kind (a fault, at a request that changes the site or at one that asks) N cases
  soak sending --stories N [--site-json FILE] [--seed S]
      N stories queued offline, then a line that comes and goes
  soak hosts --site-json FILE [--slice 1] [--only WORD]
      what hosts do, one condition after the other, on a real WordPress; --slice those that the tests play, --only those of a
      subject, or with a word in their names
  bench sending [--site-json FILE] [--stories N]
      stories and photos per second beside a plain script that makes the same calls
  bench mirror [--site-json FILE] [--posts N]
      a first mirror of N posts, killed in the middle and gone on with, and one that asks for changes alone

FILE describes a site, as newsdesk-site --demo and tests/wordpress/site.sh write it; without it, the bundled site is taken.
Nobody else may use the site meanwhile.";

/// What was asked for.
#[derive(Debug, Default)]
pub(crate) struct Wish {
    pub(crate) site_json: Option<PathBuf>,
    pub(crate) slice: Option<usize>,
    /// Cases of each kind.
    pub(crate) each: Option<usize>,
    pub(crate) stories: Option<usize>,
    pub(crate) posts: Option<usize>,
    /// The subject of scenes, or a word of their names.
    pub(crate) only: Option<String>,
    pub(crate) seed: u64,
    /// The first case, from 1: a long run that was broken off is gone on with.
    pub(crate) from: usize,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Failure::Usage(why)) => {
            eprintln!("newsdesk-sending: {why}\n\n{HELP}");
            ExitCode::from(2)
        }
        Err(failure) => {
            eprintln!("newsdesk-sending: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<bool, Failure> {
    if let Some((_, rest)) = words.split_first().filter(|(command, _)| *command == killed_program::COMMAND) {
        return killed_program::live(rest).map(|()| true);
    }
    let [command, kind, rest @ ..] = words else {
        return Err(Failure::Usage("what?".to_owned()));
    };
    let wish = Wish::of(rest)?;
    let logs = tempfile::Builder::new().prefix("newsdesk-sending-").tempdir()?;
    let log = logs.path().join("sending.log");
    let well = match (command.as_str(), kind.as_str()) {
        ("soak", "sending") => {
            secrets::log_to(&log)?;
            match wish.stories {
                Some(stories) => long::run(&wish, stories, &log),
                None => matrix::run(&wish, &log),
            }
        }
        ("soak", "hosts") => {
            secrets::log_to(&log)?;
            hosts::run(&wish)
        }
        // Without a log: writing it would be measured, too.
        ("bench", "sending") => bench::run(&wish),
        ("bench", "mirror") => mirror::run(&wish, &log),
        _ => return Err(Failure::Usage(format!("there is no {command} {kind}"))),
    };
    if !matches!(well, Ok(true)) && log.exists() {
        eprintln!("the log is kept in {}", logs.keep().display());
    }
    well
}

impl Wish {
    fn of(words: &[String]) -> Result<Self, Failure> {
        let mut wish = Self { seed: 1, from: 1, ..Self::default() };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let missing = || Failure::Usage(format!("{word} needs a value"));
            let value = words.next().ok_or_else(missing)?;
            let number = || value.parse::<u64>().map_err(|_| Failure::Usage(format!("\"{value}\" is no number")));
            let count = || number().map(|number| usize::try_from(number).unwrap_or(usize::MAX));
            match word.as_str() {
                "--site-json" => wish.site_json = Some(PathBuf::from(value)),
                "--only" => wish.only = Some(value.clone()),
                "--slice" => wish.slice = Some(count()?),
                "--each" => wish.each = Some(count()?),
                "--stories" => wish.stories = Some(count()?),
                "--posts" => wish.posts = Some(count()?),
                "--from" => wish.from = count()?,
                "--seed" => wish.seed = number()?,
                other => return Err(Failure::Usage(format!("there is no option {other}"))),
            }
        }
        Ok(wish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_option_does_not_run_the_whole_matrix() {
        let wish = |words: &[&str]| Wish::of(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert!(wish(&["--slize", "60"]).is_err() && wish(&["--slice"]).is_err() && wish(&["--slice", "x"]).is_err());
        assert!(wish(&["--slice", "60", "--seed", "3"]).is_ok_and(|wish| wish.slice == Some(60) && wish.seed == 3));
    }
}

//! `cargo xtask`: builds the interface, runs Newsdesk, tests it and keeps the repository tidy.
//!
//! `./dev` puts what the machine lacks in place and then calls this; on a machine that has everything, calling it
//! directly does the same. Nothing here knows a rule of the newsroom.

mod display;
mod failure;
mod fuzz;
mod invocation;
mod keeper;
mod measure;
mod readers;
mod repository;
mod rounds;
mod run;
mod sending;
mod stamp;
mod test;
mod tidy;
mod ui;
mod wordpress_site;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::repository::Repository;

const HELP: &str = "\
cargo xtask COMMAND

  ui                       build the interface into ui/dist
  run [--data DIR] [--headless] [--out DIR] [--keep-open-seconds N] [...]
                           build and start Newsdesk with the newsroom in DIR (target/newsroom); with no display, or
                           --headless, walk the main job in a virtual display and leave pictures in --out (target/walk)
  test [--quick] [--wordpress] [--long] [WORD...]
                           run the tests: all layers, or those named; any other word is part of a test's name.
                           --quick leaves out clippy, the interface and the window; --wordpress adds a real WordPress,
                           --long the scenes that take minutes
  bench typing [--presses N] [--seed S] [--release]
                           key press to painted text on a story of 20,000 words with 30 photos, against a bare page of the
                           same engine, and the opening of that story; --release measures the build that is shipped
  bench start [--starts N] [--stories N] [--seed S] [--release]
                           start of the process to a usable window with N stories (10,000) in the newsroom, 20 times, and the
                           memory of all processes with a long story open, beside a bare page of the same engine
  soak keystrokes [--kills N] [--seed S] [--release]
                           kill the program N times (200) while somebody types, and count what is lost
  soak damage [--damages N] [--seed S]
                           damage a newsroom of 200 stories and 300 photos N times (200) at random: bits, cut, removed and old
                           files; each opens, or is told and goes back to a copy
  soak newsroom [--histories N] [--seed S]
                           play N histories (1,000) of five laptops of one newsroom and its server at random; at the end all
                           have the same, nothing is lost, nothing stands twice or against the table of moves
  soak sending [--site-json FILE] [--slice N | --each N] [--from K] [--seed S]
                           the fault matrix: every request of a story on its way to the site meets every fault, and the
                           program is killed before and after each; counts the stories and photos that are there once.
                           --slice takes N cases spread over it, --site-json a site as newsdesk-site --demo and
                           tests/wordpress/site.sh describe it, instead of a new bundled one
  soak sending --stories N [--site-json FILE] [--seed S]
                           N stories queued offline, then a line that comes and goes: once each, in order, memory flat
  soak hosts [--site-json FILE] [--only WORD]
                           what hosts do: extensions and lines that imitate real ones, one condition after the other, in and
                           before a real WordPress, a new one unless FILE names one; --only those of a subject, or with a word
                           in their names
  bench sending [--site-json FILE] [--stories N] [--release]
                           stories and photos per second beside a plain script that makes the same calls
  bench mirror [--site-json FILE] [--posts N] [--release]
                           mirrors N stories (5,000) of a site, killed in the middle and gone on with, then changes alone
  bench site [--posts N,N...] [--times N] [--alone | --site-json FILE] [--release]
                           pages, feed, search and lists of the bundled site beside those of a real WordPress with the same N
                           stories (1000,10000,100000), and how both grow; --alone leaves WordPress out
  fuzz [documents|encodings|pastes|edits|photos] [--seconds N]
                           break documents, texts in old encodings and pasted pages at random for N seconds (600) each, and
                           write, keep, restore and undo stories at random: so long in the editor, and so long at the desk
  shots                    take the pictures of the main screens for docs/guide
  tidy                     check the rules of this repository that the compiler does not know
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<ExitCode, Failure> {
    let repository = Repository::here();
    let (command, rest) = match words.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", words),
    };
    // "run --help" asks what run does, and is nothing to build and start the program for.
    if rest.iter().take_while(|word| *word != "--").any(|word| matches!(word.as_str(), "--help" | "-h")) {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    match command {
        "ui" => ui::build(&repository, rest).map(|()| ExitCode::SUCCESS),
        "run" => run::run(&repository, rest).map(|()| ExitCode::SUCCESS),
        "test" => test::run(&repository, rest),
        "bench" | "soak" => measure::run(&repository, command, rest).map(|()| ExitCode::SUCCESS),
        "fuzz" => fuzz::run(&repository, rest).map(|()| ExitCode::SUCCESS),
        "shots" => run::shots(&repository).map(|()| ExitCode::SUCCESS),
        "tidy" => tidy::run(&repository),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Failure::Usage(format!("no command \"{other}\"; cargo xtask help lists them"))),
    }
}

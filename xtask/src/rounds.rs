//! Loops of the tests, as often as one likes: the tests themselves do a few rounds of each.

use crate::failure::Failure;
use crate::invocation;
use crate::repository::Repository;

/// The first round, for all of them.
const SEED: &str = "NEWSDESK_FUZZ_SEED";

/// A loop.
pub(crate) struct Loop {
    /// As `soak NAME`.
    name: &'static str,
    /// The option that says how many rounds.
    option: &'static str,
    /// What the loop reads it from.
    variable: &'static str,
    /// How many if nothing else is said.
    usual: &'static str,
    /// The package, which has one binary of tests by its own name.
    package: &'static str,
    /// The tests.
    filter: &'static str,
}

/// All of them: random damage to the folder of a newsroom; random histories of five laptops of one.
pub(crate) const LOOPS: [Loop; 2] = [
    Loop {
        name: "damage",
        option: "--damages",
        variable: "NEWSDESK_DAMAGES",
        usual: "200",
        package: "store",
        filter: "damage::",
    },
    Loop {
        name: "newsroom",
        option: "--histories",
        variable: "NEWSDESK_HISTORIES",
        usual: "1000",
        package: "desk",
        filter: "histories::",
    },
];

/// `soak NAME [--ROUNDS N] [--seed S]`.
///
/// # Errors
/// [`Failure::Usage`]; [`Failure::Program`] where something was lost, after its words.
pub(crate) fn run(repository: &Repository, which: &Loop, options: &[&String]) -> Result<(), Failure> {
    let (rounds, seed) = read(which, options)?;
    let words = ["test", "--package", which.package, "--test", which.package, which.filter, "--", "--nocapture"];
    let mut command = invocation::cargo(repository, &words);
    command.env(which.variable, rounds);
    if let Some(seed) = seed {
        command.env(SEED, seed);
    }
    invocation::run(&mut command)
}

impl Loop {
    /// The loop of this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        LOOPS.iter().find(|which| which.name == name)
    }
}

fn read(which: &Loop, options: &[&String]) -> Result<(String, Option<String>), Failure> {
    let (mut rounds, mut seed) = (which.usual.to_owned(), None);
    let mut options = options.iter();
    while let Some(word) = options.next() {
        let usage = || Failure::Usage(format!("soak {} takes {} N and --seed S, not {word}", which.name, which.option));
        let value = options.next().filter(|value| value.parse::<u64>().is_ok());
        let value = value.ok_or_else(usage)?.to_string();
        match word.as_str() {
            word if word == which.option => rounds = value,
            "--seed" => seed = Some(value),
            _ => return Err(usage()),
        }
    }
    Ok((rounds, seed))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_numbers_are_taken() {
        let which = Loop::named("damage").unwrap();
        let read = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            read(which, &words.iter().collect::<Vec<_>>())
        };
        assert_eq!(read(&[]).unwrap(), ("200".to_owned(), None));
        assert_eq!(read(&["--seed", "7", "--damages", "3"]).unwrap(), ("3".to_owned(), Some("7".to_owned())));
        assert!(read(&["--seed"]).is_err() && read(&["--damages", "x"]).is_err() && read(&["--kills", "3"]).is_err());
        assert!(read(&["--histories", "3"]).is_err(), "another loop's");
    }
}

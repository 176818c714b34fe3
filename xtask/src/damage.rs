//! Random damage to the folder of a newsroom, as often as one likes: the long run of the loop that the store's tests do a few
//! rounds of.

use crate::failure::Failure;
use crate::invocation;
use crate::repository::Repository;

/// What the loop reads.
const DAMAGES: &str = "NEWSDESK_DAMAGES";
const SEED: &str = "NEWSDESK_FUZZ_SEED";
/// How many if nothing else is said.
const USUAL: &str = "200";

/// `soak damage [--damages N] [--seed S]`.
///
/// # Errors
/// [`Failure::Usage`]; [`Failure::Program`] where something was lost, after its words.
pub(crate) fn run(repository: &Repository, options: &[&String]) -> Result<(), Failure> {
    let (damages, seed) = read(options)?;
    let words = ["test", "--package", "store", "--test", "store", "damage::", "--", "--nocapture"];
    let mut command = invocation::cargo(repository, &words);
    command.env(DAMAGES, damages);
    if let Some(seed) = seed {
        command.env(SEED, seed);
    }
    invocation::run(&mut command)
}

fn read(options: &[&String]) -> Result<(String, Option<String>), Failure> {
    let (mut damages, mut seed) = (USUAL.to_owned(), None);
    let mut options = options.iter();
    while let Some(word) = options.next() {
        let number = || Failure::Usage(format!("soak damage takes --damages N and --seed S, not {word}"));
        let value = options.next().filter(|value| value.parse::<u64>().is_ok());
        let value = value.ok_or_else(number)?.to_string();
        match word.as_str() {
            "--damages" => damages = value,
            "--seed" => seed = Some(value),
            _ => return Err(number()),
        }
    }
    Ok((damages, seed))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_numbers_are_taken() {
        let read = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            read(&words.iter().collect::<Vec<_>>())
        };
        assert_eq!(read(&[]).unwrap(), (USUAL.to_owned(), None));
        assert_eq!(read(&["--seed", "7", "--damages", "3"]).unwrap(), ("3".to_owned(), Some("7".to_owned())));
        assert!(read(&["--seed"]).is_err() && read(&["--damages", "x"]).is_err() && read(&["--kills", "3"]).is_err());
    }
}

//! Processes of the program under test, found by the folder that they were told to work in: never by a name.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::failure::{Failure, ensure};
use crate::wait;

/// The process that runs `program` with `folder` among its arguments.
pub(crate) fn with_folder(program: &Path, folder: &Path) -> Option<u32> {
    let folder = folder.as_os_str().as_encoded_bytes();
    let program = program.as_os_str().as_encoded_bytes();
    let entries = fs::read_dir("/proc").ok()?;
    let mut numbers = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    numbers.find(|number| {
        fs::read(format!("/proc/{number}/cmdline")).is_ok_and(|line| {
            let mut words = line.split(|byte| *byte == 0);
            words.next() == Some(program) && words.any(|word| word == folder)
        })
    })
}

/// Is it still there? A dead process that nobody has waited for counts as gone.
pub(crate) fn lives(number: u32) -> bool {
    fs::read_to_string(format!("/proc/{number}/stat"))
        .is_ok_and(|stat| stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z')))
}

/// When it began, in milliseconds since 1970, to a hundredth of a second.
///
/// # Errors
/// [`Failure::Wrong`] when there is no such process.
pub(crate) fn began(number: u32) -> Result<f64, Failure> {
    let stat = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
    // Field 22 of proc(5), in ticks of USER_HZ (100 a second) since the system began.
    let ticks = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(19)?.parse::<f64>().ok());
    let ticks = ticks.ok_or_else(|| Failure::Wrong(format!("process {number} is not there")))?;
    let uptime = fs::read_to_string("/proc/uptime").unwrap_or_default();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64());
    let uptime = uptime.split(' ').next().and_then(|seconds| seconds.parse::<f64>().ok()).unwrap_or_default();
    Ok((now - uptime) * 1000.0 + ticks * 10.0)
}

/// Memory of a process and of all that it has started, in MB (millions of bytes). What several of them share is counted once
/// (`Pss` of proc(5)).
///
/// # Errors
/// [`Failure::Wrong`] when there is no such process.
pub(crate) fn memory(number: u32) -> Result<f64, Failure> {
    let share = |number: &u32| {
        let told = fs::read_to_string(format!("/proc/{number}/smaps_rollup")).ok()?;
        told.lines().find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse::<f64>().ok())
    };
    // Helpers may end meanwhile.
    let kibibytes: f64 = family(number).iter().filter_map(share).sum();
    ensure(kibibytes > 0.0, || format!("process {number} has no memory"))?;
    Ok(kibibytes * 1024.0 / 1e6)
}

/// A process and those that it, or one of them, has started.
fn family(number: u32) -> Vec<u32> {
    let parent = |number: u32| {
        let stat = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
        stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse::<u32>().ok()
    };
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let all: Vec<(u32, Option<u32>)> = numbers.map(|number| (number, parent(number))).collect();
    let mut family = vec![number];
    let mut at = 0;
    while let Some(&member) = family.get(at) {
        family.extend(all.iter().filter(|(_, parent)| *parent == Some(member)).map(|(child, _)| *child));
        at += 1;
    }
    family
}

/// `kill -9`: no warning, no tidying up. Returns when it is gone.
pub(crate) fn kill(number: u32) -> Result<(), Failure> {
    text("kill", &["-KILL", &number.to_string()])?;
    wait::until_so("the killed process to be gone", wait::USUAL, || Ok(!lives(number)))
}

/// A `kill -9` that is ready: the shell that does it runs already, so it strikes within a millisecond or two.
pub(crate) struct Armed(Child);

impl Armed {
    /// Aims at a process.
    pub(crate) fn at(number: u32) -> Result<Self, Failure> {
        let mut shell = Command::new("sh");
        shell.args(["-c", "read -r now && kill -KILL \"$1\"", "armed", &number.to_string()]).stdin(Stdio::piped());
        shell.spawn().map(Self).map_err(Failure::start("sh"))
    }

    /// Strikes. Returns when the signal was sent; the process may take a moment to be gone.
    pub(crate) fn strike(mut self) -> Result<(), Failure> {
        if let Some(mut words) = self.0.stdin.take() {
            words.write_all(b"now\n").map_err(Failure::start("kill"))?;
        }
        let status = self.0.wait().map_err(Failure::start("kill"))?;
        ensure(status.success(), || "the process to be killed was gone already".to_owned())
    }
}

impl Drop for Armed {
    fn drop(&mut self) {
        // Unused, it reads the end of its input and goes.
        drop(self.0.stdin.take());
        drop(self.0.wait());
    }
}

/// Waits until it has ended by itself.
pub(crate) fn ended(number: u32, limit: Duration) -> Result<(), Failure> {
    wait::until_so("Newsdesk to end", limit, || Ok(!lives(number)))
}

/// Runs a small program to its end and gives what it wrote.
pub(crate) fn run(program: &str, words: &[&str]) -> Result<Vec<u8>, Failure> {
    let done = Command::new(program).args(words).output().map_err(Failure::start(program))?;
    if !done.status.success() {
        let said = format!("{:?}: {}", words, String::from_utf8_lossy(&done.stderr).trim());
        return Err(Failure::Program { program: program.to_owned(), said });
    }
    Ok(done.stdout)
}

/// The same for one that writes text.
pub(crate) fn text(program: &str, words: &[&str]) -> Result<String, Failure> {
    run(program, words).map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn memory_and_beginning_of_a_process_and_its_children_are_known() {
        let before = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0;
        // The shell waits for its child, which is a process of its own.
        let mut shell =
            Command::new("sh").args(["-c", "sleep 60 & echo begun; wait"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(shell.stdout.take().unwrap()), &mut line).unwrap();
        let all = family(shell.id());
        let began = began(shell.id()).unwrap();
        // What the two share is counted by halves until the child has become the other program.
        let counted = wait::until_so("the child to have memory of its own", wait::USUAL, || {
            Ok(memory(shell.id())? > memory(all[1])?)
        });
        kill(all[1]).unwrap();
        shell.wait().unwrap();
        counted.unwrap();
        assert_eq!(all.len(), 2, "the shell and what it started");
        assert!((began - before).abs() < 1000.0, "{began}, and it was started at {before}");
        assert!(memory(shell.id()).is_err(), "what is gone has no memory, and is no program of 0 MB");
    }
}

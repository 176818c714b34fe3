//! Processes of the program under test, found by the folder that they were told to work in: never by a name.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

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

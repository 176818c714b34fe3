//! The full output of a layer, in `target/test-logs`.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::invocation;
use crate::test::counts::Counts;

/// The log of one layer. Commands write into it themselves, so that it is whole even if we are killed.
pub(crate) struct Log {
    file: File,
    path: PathBuf,
    /// What one command may take; past it, something hangs.
    limit: Duration,
}

impl Log {
    /// A new, empty log for the layer `name`, whose commands may take `limit` each.
    pub(crate) fn create(folder: &Path, name: &str, limit: Duration) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        let path = folder.join(format!("{name}.log"));
        drop(File::create(&path).map_err(Failure::file(&path))?);
        // Appending, since the commands hold handles of their own.
        let file = File::options().read(true).append(true).open(&path).map_err(Failure::file(&path))?;
        Ok(Self { file, path, limit })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Adds one line.
    pub(crate) fn note(&mut self, line: &str) -> Result<(), Failure> {
        writeln!(self.file, "{line}").map_err(Failure::file(&self.path))
    }

    /// Runs a command that either passes or fails as a whole.
    pub(crate) fn check(&mut self, command: &mut Command) -> Result<Counts, Failure> {
        self.run(command, None).map(|(passed, _)| Counts::of_check(passed))
    }

    /// Runs a command that runs tests. One that fails without a failed test, as when nothing compiles, counts as a failure;
    /// so does one that reports no tests at all.
    pub(crate) fn tests(&mut self, command: &mut Command) -> Result<Counts, Failure> {
        let (passed, counts) = self.run(command, None)?;
        Ok(judged(passed, counts))
    }

    /// As [`Log::tests`], in a virtual display.
    pub(crate) fn tests_in(&mut self, display: &VirtualDisplay, command: &mut Command) -> Result<Counts, Failure> {
        let (passed, counts) = self.run(command, Some(display))?;
        Ok(judged(passed, counts))
    }

    fn run(
        &mut self,
        command: &mut Command,
        display: Option<&VirtualDisplay>,
    ) -> Result<(bool, Option<Counts>), Failure> {
        self.note(&format!("$ {}", invocation::line(command)))?;
        let from = self.file.seek(SeekFrom::End(0)).map_err(Failure::file(&self.path))?;
        let handle = || self.file.try_clone().map(Stdio::from).map_err(Failure::file(&self.path));
        command.stdin(Stdio::null()).stdout(handle()?).stderr(handle()?);
        command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1");
        let ended = match display {
            Some(display) => display.run(command, self.limit),
            None => invocation::run_within(command, self.limit),
        };
        let mut said = Vec::new();
        self.file
            .seek(SeekFrom::Start(from))
            .and_then(|_| self.file.read_to_end(&mut said))
            .map_err(Failure::file(&self.path))?;
        let counts = Counts::read(&String::from_utf8_lossy(&said));
        if let Err(failure) = &ended {
            self.note(&failure.to_string())?;
        }
        Ok((ended.is_ok(), counts))
    }

    /// For a person to see at once: which tests failed and with what words, then the last `count` lines.
    pub(crate) fn end(&self, count: usize) -> Result<String, Failure> {
        let whole = fs::read(&self.path).map_err(Failure::file(&self.path))?;
        let text = String::from_utf8_lossy(&whole);
        let lines: Vec<&str> = text.lines().collect();
        let (before, last) = lines.split_at(lines.len().saturating_sub(count));
        // Later runners may have passed: a failure far up would not be among the last lines.
        let mut shown: Vec<&str> = before
            .iter()
            .enumerate()
            .filter(|(place, line)| tells_of_a_failure(line) || (*place > 0 && is_panic(lines[place - 1])))
            .map(|(_, line)| *line)
            .take(count)
            .collect();
        shown.extend(last);
        Ok(shown.join("\n"))
    }
}

fn tells_of_a_failure(line: &str) -> bool {
    line.starts_with("error") || line.ends_with("... FAILED") || line.starts_with("not ok ") || is_panic(line)
}

/// A panic's words are in the line below it. The line of a command may quote such a thing.
fn is_panic(line: &str) -> bool {
    line.contains(" panicked at ") && !line.starts_with("$ ")
}

fn judged(passed: bool, counts: Option<Counts>) -> Counts {
    match counts {
        Some(counts) if passed || counts.failed > 0 => counts,
        Some(counts) => counts.and(Counts::of_check(false)),
        None => Counts::of_check(false),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_run_is_judged_by_its_own_words_and_its_exit_code() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "rust", Duration::from_secs(20)).unwrap();
        let mut tests = |script: &str| log.tests(&mut shell(script)).unwrap();
        assert_eq!(tests("echo 3 passed, 0 failed"), Counts { passed: 3, failed: 0, skipped: 0 });
        assert_eq!(tests("echo 3 passed, 1 failed; exit 1"), Counts { passed: 3, failed: 1, skipped: 0 });
        assert_eq!(
            tests("echo 3 passed, 0 failed; exit 101"),
            Counts { passed: 3, failed: 1, skipped: 0 },
            "a crate that does not compile must not hide behind those that do"
        );
        assert_eq!(
            tests("true"),
            Counts { passed: 0, failed: 1, skipped: 0 },
            "a runner that reports nothing has tested nothing"
        );
    }

    #[test]
    fn a_run_that_hangs_has_failed() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "editor", Duration::from_millis(200)).unwrap();
        let script = "echo 3 passed, 0 failed; sleep 1000 & wait";
        assert_eq!(log.tests(&mut shell(script)).unwrap(), Counts { passed: 3, failed: 1, skipped: 0 });
        assert!(log.end(1).unwrap().contains("did not end"), "the log says why");
    }

    #[test]
    fn a_failure_far_up_is_shown_with_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "rust", Duration::from_secs(20)).unwrap();
        let script = "echo 'test day::one ... ok'; echo 'test day::two ... FAILED'; \
            echo \"thread 'day::two' panicked at day.rs:7:1:\"; echo 'the story is gone'; seq 100; \
            echo 3 passed, 0 failed";
        log.tests(&mut shell(script)).unwrap();
        let shown = log.end(3).unwrap();
        assert!(shown.contains("day::two ... FAILED") && shown.contains("the story is gone"), "{shown}");
        assert!(!shown.contains("ok\n") && shown.ends_with("100\n3 passed, 0 failed"), "{shown}");
    }

    #[test]
    fn both_outputs_of_every_command_are_kept_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "fmt", Duration::from_secs(20)).unwrap();
        assert_eq!(
            log.check(&mut shell("echo out; echo err >&2")).unwrap(),
            Counts { passed: 1, failed: 0, skipped: 0 }
        );
        assert_eq!(log.check(&mut shell("echo second; exit 3")).unwrap(), Counts { passed: 0, failed: 1, skipped: 0 });
        let text = fs::read_to_string(log.path()).unwrap();
        assert_eq!(text.matches("out\nerr\n").count(), 1, "{text}");
        assert!(log.end(2).unwrap().starts_with("second\n"), "the last lines are those of the last command");
    }
}

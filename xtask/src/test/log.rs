//! The full output of a layer, in `target/test-logs`.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::invocation;
use crate::test::counts::Counts;
use crate::test::parts::Part;

/// The log of one layer. Commands write into it themselves, so that it is whole even if we are killed.
pub(crate) struct Log {
    file: File,
    path: PathBuf,
    /// What one command may take; past it, something hangs.
    limit: Duration,
    /// The commands that ran, with their times.
    parts: Vec<Part>,
}

impl Log {
    /// A new, empty log for the layer `name`, whose commands may take `limit` each.
    pub(crate) fn create(folder: &Path, name: &str, limit: Duration) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        let path = folder.join(format!("{name}.log"));
        drop(File::create(&path).map_err(Failure::file(&path))?);
        // Appending, since the commands hold handles of their own.
        let file = File::options().read(true).append(true).open(&path).map_err(Failure::file(&path))?;
        Ok(Self { file, path, limit, parts: Vec::new() })
    }

    /// Another new log beside this one, for what runs at the same time.
    pub(crate) fn beside(&self, name: &str) -> Result<Self, Failure> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let own = self.path.file_stem().unwrap_or_default().to_string_lossy();
        Self::create(folder, &format!("{own}-{name}"), self.limit)
    }

    /// Puts all of another log behind this one.
    pub(crate) fn take_in(&mut self, other: Self) -> Result<(), Failure> {
        let said = fs::read(&other.path).map_err(Failure::file(&other.path))?;
        self.file.write_all(&said).map_err(Failure::file(&self.path))?;
        self.parts.extend(other.parts);
        Ok(())
    }

    /// What ran, and for how long.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Notes how long something took that was no command of its own.
    pub(crate) fn took(&mut self, what: &str, took: Duration) {
        self.parts.push(Part { what: what.to_owned(), took });
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

    /// As [`Log::check`], and it has to run without a warning: the compiler's, clippy's or Cargo's own.
    pub(crate) fn check_warnings(&mut self, command: &mut Command) -> Result<Counts, Failure> {
        let from = self.file.seek(SeekFrom::End(0)).map_err(Failure::file(&self.path))?;
        let counts = self.check(command)?;
        let said = self.since(from)?;
        Ok(Counts::of_check(counts.failed == 0 && !said.lines().any(warns)))
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
        let began = Instant::now();
        let ended = match display {
            Some(display) => display.run(command, self.limit),
            None => invocation::run_within(command, self.limit),
        };
        self.took(&invocation::line(command), began.elapsed());
        let counts = Counts::read(&self.since(from)?);
        if let Err(failure) = &ended {
            self.note(&failure.to_string())?;
        }
        Ok((ended.is_ok(), counts))
    }

    /// What was written from there on.
    fn since(&mut self, from: u64) -> Result<String, Failure> {
        let mut said = Vec::new();
        self.file
            .seek(SeekFrom::Start(from))
            .and_then(|_| self.file.read_to_end(&mut said))
            .map_err(Failure::file(&self.path))?;
        Ok(String::from_utf8_lossy(&said).into_owned())
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
    line.starts_with("error")
        || warns(line)
        || line.ends_with("... FAILED")
        || line.starts_with("not ok ")
        || is_panic(line)
}

/// Cargo tells the warnings of a package again where it has nothing to compile.
fn warns(line: &str) -> bool {
    line.starts_with("warning: ") || line.starts_with("warning[")
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
    fn a_warning_fails_the_check_that_looks_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "clippy", Duration::from_secs(20)).unwrap();
        let mut passes = |script: &str| log.check_warnings(&mut shell(script)).unwrap() == Counts::of_check(true);
        assert!(passes("echo '   Compiling desk v0.1.0'; echo '    Finished'"));
        assert!(!passes("echo 'warning: unused variable: `me`' >&2"), "cargo itself is content with it");
        assert!(!passes("echo 'warning[E0170]: pattern binding is named the same' >&2"));
        assert!(!passes("exit 1"));
        assert!(passes("echo 'a warning: in the middle'"), "and the runs before do not count");
        assert!(log.end(1).unwrap().contains("unused variable"), "which one it was is shown");
    }

    #[test]
    fn what_ran_beside_is_put_behind_with_its_parts() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "window", Duration::from_secs(20)).unwrap();
        let mut other = log.beside("2").unwrap();
        assert_eq!(other.tests(&mut shell("echo 2 passed, 0 failed")).unwrap().passed, 2);
        assert_eq!(log.tests(&mut shell("echo 3 passed, 0 failed")).unwrap().passed, 3, "each counts its own");
        log.take_in(other).unwrap();
        let text = fs::read_to_string(log.path()).unwrap();
        assert!(text.find("3 passed") < text.find("2 passed") && text.contains("2 passed"), "{text}");
        assert_eq!(log.parts().len(), 2);
        assert_eq!(
            log.tests(&mut shell("echo 4 passed, 0 failed")).unwrap().passed,
            4,
            "what was taken in is not counted again"
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

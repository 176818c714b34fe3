//! Cleaning up after ourselves whatever happens to us.
//!
//! A test that is stopped by Ctrl-C, or killed, must leave no X server, application or database running. Signal handlers
//! cannot promise that. So a shell waits beside us on a pipe that only we hold; when the pipe closes, because we ask for it
//! or because we are no more, it does what is left to do.

use std::process::{Child, Command, Stdio};

use crate::failure::Failure;

/// Something that is done once, at the latest when this process ends.
pub(crate) struct Keeper {
    shell: Child,
}

impl Keeper {
    /// From now on `script` (for `sh`, with `words` as `$1`, `$2` ...) is sure to be run.
    ///
    /// # Errors
    /// [`Failure::Start`] when there is no shell.
    pub(crate) fn new(script: &str, words: &[&str]) -> Result<Self, Failure> {
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(format!("trap '' INT TERM HUP\ncat >/dev/null\n{script}"))
            .arg("keeper")
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        // Away from the terminal's own group, or Ctrl-C would end the `cat` before we have ended.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let shell = command.spawn().map_err(|source| Failure::Start { program: "sh".to_owned(), source })?;
        Ok(Self { shell })
    }

    /// Has it done now, and waits until it is.
    pub(crate) fn end(&mut self) {
        drop(self.shell.stdin.take());
        if let Err(error) = self.shell.wait() {
            eprintln!("xtask: what had to be cleaned up may not be: {error}");
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn it_is_done_at_the_end_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("done");
        let mut keeper = Keeper::new("echo \"$1\" >>\"$2\"", &["tidied", file.to_str().unwrap()]).unwrap();
        assert!(!file.exists(), "the pipe is still open");
        keeper.end();
        drop(keeper);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "tidied\n", "once, though it was ended and dropped");
    }
}

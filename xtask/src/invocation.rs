//! Starting other programs.

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::keeper::Keeper;
use crate::repository::Repository;

/// A command that starts in the root of the repository.
pub(crate) fn command(repository: &Repository, program: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(repository.root());
    command
}

/// Cargo, as it was started for us, so that the toolchain stays the same.
pub(crate) fn cargo(repository: &Repository, words: &[&str]) -> Command {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = command(repository, &program, words);
    // Set for us by `cargo run`; inherited, they would make build scripts of other packages believe to be xtask's.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME"] {
        command.env_remove(name);
    }
    command
}

/// Cargo where it links: by mold, if that is installed. Only the linker is another one, so nothing is built anew for it, as
/// it would be for other flags of the compiler.
pub(crate) fn cargo_build(repository: &Repository, words: &[&str]) -> Command {
    let plain = cargo(repository, words);
    if !is_installed("mold") {
        return plain;
    }
    let mut command = command(repository, "mold", &["-run"]);
    command.arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Has clippy look at every package of this repository while it is compiled; it is the compiler's own front end, with lints.
/// Dependencies are compiled once, and what is compiled is what the tests run. The flags are those of `cargo clippy` without any
/// of ours: a warning fails the check that reads it and not the build, or it would keep the tests from running.
pub(crate) fn linted(mut command: Command) -> Command {
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "");
    command
}

fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Runs to the end with the output going where ours goes.
///
/// # Errors
/// [`Failure::Start`] when there is no such program, [`Failure::Program`] when it fails.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|source| Failure::Start { program: name(command), source })?;
    judge(command, status)
}

fn judge(command: &Command, status: ExitStatus) -> Result<(), Failure> {
    if status.success() { Ok(()) } else { Err(Failure::Program { what: line(command), status: status.to_string() }) }
}

/// Runs to the end, or until `limit` is over. It and what it has started end with us, even if we are killed.
///
/// # Errors
/// As [`run`], and [`Failure::TooLong`].
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<(), Failure> {
    command.process_group(0);
    let mut child = command.spawn().map_err(|source| Failure::Start { program: name(command), source })?;
    let group = child.id().to_string();
    let mut keeper = Keeper::new(
        "kill -s TERM -- \"-$1\" 2>/dev/null || exit 0\nsleep 1\nkill -s KILL -- \"-$1\" 2>/dev/null",
        &[&group],
    )?;
    let ended = wait(&mut child, command, limit);
    keeper.end();
    // Ended by the keeper if not by itself; asked again so that no dead process stays.
    child.wait().map_err(|source| Failure::Start { program: name(command), source })?;
    ended
}

/// Waits for the child of `command` until it ends or `limit` is over; it still runs then.
///
/// # Errors
/// [`Failure::Program`], [`Failure::TooLong`].
pub(crate) fn wait(child: &mut Child, command: &Command, limit: Duration) -> Result<(), Failure> {
    let began = Instant::now();
    loop {
        let ended = child.try_wait().map_err(|source| Failure::Start { program: name(command), source })?;
        if let Some(status) = ended {
            return judge(command, status);
        }
        if began.elapsed() > limit {
            return Err(Failure::TooLong { what: line(command), seconds: limit.as_secs() });
        }
        // A pipe that closes would tell it sooner, but helpers that outlive the program hold it open.
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Runs to the end and returns what it printed on standard output.
///
/// # Errors
/// As [`run`].
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|source| Failure::Start { program: name(command), source })?;
    if !output.status.success() {
        return Err(Failure::Program { what: line(command), status: output.status.to_string() });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

/// The command line for a message: the program's name without its folder, and its words.
pub(crate) fn line(command: &Command) -> String {
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(name(command)).chain(words).collect::<Vec<_>>().join(" ")
}

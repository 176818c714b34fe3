//! A screen that nobody looks at: an X server, a window manager and a session bus, all our own.
//!
//! Everything started in it carries a mark in its environment. By that mark, and by nothing else, it is found and ended
//! afterwards: WebKit's helpers, the input method and what the bus has started do not stay in one process group.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::failure::Failure;
use crate::invocation;
use crate::keeper::Keeper;

const MARK: &str = "NEWSDESK_DISPLAY_MARK";

/// `$1` is the mark, `$2` the folder. Asked to end for three seconds, then made to.
const ENDING: &str = r#"
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33; do
    marked=$(grep -lsFxz -- "$1" /proc/[0-9]*/environ | cut -d/ -f3)
    [ -n "$marked" ] || break
    case $round in
    1) signal=TERM ;;
    31 | 32 | 33) signal=KILL ;;
    *) signal=0 ;;
    esac
    # Some may have gone by themselves meanwhile.
    kill -s "$signal" $marked 2>/dev/null
    sleep 0.1
done
rm -rf -- "$2"
"#;

/// A command in a session bus of its own. What the bus has to say is much and concerns nobody, so it goes to a file
/// beside this script; the command keeps our standard error, as descriptor 3 in between.
const IN_SESSION: &str = r#"
exec 3>&2 2>"$0.log"
exec dbus-run-session -- sh -c 'exec "$@" 2>&3 3>&-' session "$@"
"#;

/// Size and depth of the screen: the larger of the two sizes that Newsdesk is drawn for.
const SCREEN: &str = "1920x1080x24";

/// A running virtual display. Dropping it ends everything in it.
pub(crate) struct VirtualDisplay {
    display: String,
    mark: String,
    folder: PathBuf,
    _keeper: Keeper,
}

impl VirtualDisplay {
    /// Starts the X server on a free number and a window manager on it, and waits until both are there.
    ///
    /// # Errors
    /// [`Failure::Start`] when a program is not installed, [`Failure::Display`] when one does not come up.
    pub(crate) fn start() -> Result<Self, Failure> {
        let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let mark = format!("{}-{nanos}", std::process::id());
        let folder = std::env::temp_dir().join(format!("newsdesk-display-{mark}"));
        for part in ["", "run", "config", "cache", "data"] {
            let part = folder.join(part);
            fs::DirBuilder::new().mode(0o700).create(&part).map_err(Failure::file(&part))?;
        }
        let keeper = Keeper::new(ENDING, &[&format!("{MARK}={mark}"), &folder.to_string_lossy()])?;
        let mut display = Self { display: String::new(), mark, folder, _keeper: keeper };
        let script = display.in_session();
        fs::write(&script, IN_SESSION).map_err(Failure::file(&script))?;
        display.display = display.start_server()?;
        display.start_window_manager()?;
        Ok(display)
    }

    /// A command that will run in this display, in a session bus of its own.
    ///
    /// The person's own settings, caches and input method are kept out of it, so that it behaves the same everywhere.
    pub(crate) fn command(&self, program: &Path, words: &[String]) -> Command {
        let mut command = Command::new("sh");
        command.arg(self.in_session()).arg(program).args(words).stdin(Stdio::null());
        self.furnish(&mut command);
        command
    }

    /// Runs `command` until it ends or `limit` is over.
    ///
    /// # Errors
    /// [`Failure::Program`] when it fails, [`Failure::TooLong`] when it does not end: it still runs then, and ends with
    /// the display.
    pub(crate) fn run(&self, command: &mut Command, limit: Duration) -> Result<(), Failure> {
        let mut child =
            command.spawn().map_err(|source| Failure::Start { program: "dbus-run-session".to_owned(), source })?;
        invocation::wait(&mut child, command, limit)
    }

    fn furnish(&self, command: &mut Command) {
        // What would lead to the person's own display, bus or input method.
        for name in [
            "WAYLAND_DISPLAY",
            "XAUTHORITY",
            "DBUS_SESSION_BUS_ADDRESS",
            "GTK_IM_MODULE",
            "GTK_MODULES",
            "QT_IM_MODULE",
            "XMODIFIERS",
            "LC_ALL",
            "LANGUAGE",
        ] {
            command.env_remove(name);
        }
        command
            .env(MARK, &self.mark)
            .env("DISPLAY", &self.display)
            .env("XDG_RUNTIME_DIR", self.folder.join("run"))
            .env("XDG_CONFIG_HOME", self.folder.join("config"))
            .env("XDG_CACHE_HOME", self.folder.join("cache"))
            .env("XDG_DATA_HOME", self.folder.join("data"))
            .env("XDG_SESSION_TYPE", "x11")
            .env("LANG", "C.UTF-8")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }

    /// The server chooses its number and tells it when it takes connections.
    fn start_server(&self) -> Result<String, Failure> {
        let mut command = Command::new("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(self.log("server.log")?);
        self.furnish(&mut command);
        let mut server = command.spawn().map_err(|source| Failure::Start { program: "Xvfb".to_owned(), source })?;
        let mut number = String::new();
        if let Some(stdout) = server.stdout.take() {
            BufReader::new(stdout).read_line(&mut number).map_err(Failure::file(Path::new("Xvfb")))?;
        }
        match number.trim() {
            "" => Err(self.no_display("Xvfb", "server.log")),
            number => Ok(format!(":{number}")),
        }
    }

    /// Openbox runs its `--startup` command when it manages windows; without it no window would get the focus.
    fn start_window_manager(&self) -> Result<(), Failure> {
        let ready = self.folder.join("run/window-manager");
        let mut command = Command::new("openbox");
        let defaults = Path::new("/etc/xdg/openbox/rc.xml");
        if defaults.exists() {
            command.arg("--config-file").arg(defaults);
        }
        command
            .arg("--startup")
            .arg(format!("touch '{}'", ready.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(self.log("window-manager.log")?);
        self.furnish(&mut command);
        command.spawn().map_err(|source| Failure::Start { program: "openbox".to_owned(), source })?;
        let began = Instant::now();
        while !ready.exists() {
            if began.elapsed() > Duration::from_secs(20) {
                return Err(self.no_display("openbox", "window-manager.log"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn in_session(&self) -> PathBuf {
        self.folder.join("in-session")
    }

    fn log(&self, name: &str) -> Result<File, Failure> {
        let path = self.folder.join(name);
        File::create(&path).map_err(Failure::file(&path))
    }

    fn no_display(&self, program: &'static str, log: &str) -> Failure {
        let said = fs::read_to_string(self.folder.join(log)).unwrap_or_default();
        Failure::Display { program, said: said.trim().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// These need the programs that `./dev test` installs.
    fn installed() -> bool {
        ["Xvfb", "openbox", "dbus-run-session"].iter().all(|program| Path::new("/usr/bin").join(program).exists())
    }

    fn marked(mark: &str) -> bool {
        let line = format!("{MARK}={mark}");
        fs::read_dir("/proc").unwrap().flatten().any(|entry| {
            fs::read(entry.path().join("environ"))
                .is_ok_and(|environ| environ.split(|byte| *byte == 0).any(|held| held == line.as_bytes()))
        })
    }

    #[test]
    fn a_command_sees_the_display_and_nothing_survives_it() {
        if !installed() {
            return;
        }
        let display = VirtualDisplay::start().unwrap();
        let (mark, folder) = (display.mark.clone(), display.folder.clone());
        let out = folder.join("out");
        // A process that has left its group and session, as the helpers of WebKit and ibus do.
        let script = format!(
            "echo heard >&2; setsid sleep 1000 & xdotool getdisplaygeometry >'{0}' && echo $DBUS_SESSION_BUS_ADDRESS >>'{0}'",
            out.display()
        );
        let mut command = display.command(Path::new("sh"), &["-c".to_owned(), script]);
        let errors = folder.join("errors");
        command.stderr(File::create(&errors).unwrap());
        display.run(&mut command, Duration::from_secs(20)).unwrap();
        assert_eq!(fs::read_to_string(&errors).unwrap(), "heard\n", "the command's own errors and not the bus's");
        let said = fs::read_to_string(&out).unwrap();
        assert!(said.starts_with("1920 1080\nunix:"), "screen and bus are there: {said}");
        assert!(marked(&mark), "the server still runs");

        drop(display);
        assert!(!marked(&mark), "not even what left its session may survive");
        assert!(!folder.exists(), "the folder goes too");
    }

    #[test]
    fn a_command_that_hangs_is_given_up() {
        if !installed() {
            return;
        }
        let display = VirtualDisplay::start().unwrap();
        let mut command = display.command(Path::new("sleep"), &["1000".to_owned()]);
        let ended = display.run(&mut command, Duration::from_millis(300));
        assert!(matches!(ended, Err(Failure::TooLong { .. })), "{ended:?}");
    }
}

//! Input methods with the Unikey engine, each ours alone.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;
use crate::process;
use crate::wait::{self, Seen, USUAL};

/// A framework of input methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// `ibus-unikey`.
    Ibus,
    /// `fcitx5-unikey`.
    Fcitx,
}

/// fcitx5's settings: Unikey is the only engine, so every field has it.
const PROFILE: &str = "[Groups/0]
Name=Default
Default Layout=us
DefaultIM=unikey

[Groups/0/Items/0]
Name=unikey
Layout=

[GroupOrder]
0=Default
";

impl Method {
    /// By which name the toolkit finds it.
    fn name(self) -> &'static str {
        match self {
            Method::Ibus => "ibus",
            Method::Fcitx => "fcitx",
        }
    }

    /// Its name for Unikey.
    fn engine(self) -> &'static str {
        match self {
            Method::Ibus => "Unikey",
            Method::Fcitx => "unikey",
        }
    }

    /// What a program needs in its environment to be typed into through it.
    pub(crate) fn environment(self) -> [(&'static str, String); 2] {
        [("GTK_IM_MODULE", self.name().to_owned()), ("XMODIFIERS", format!("@im={}", self.name()))]
    }

    /// Starts it and waits until it has the engine; `folder` is for its settings.
    pub(crate) fn start(self, folder: &Path) -> Result<Running, Failure> {
        let mut command = match self {
            Method::Ibus => {
                let mut command = Command::new("ibus-daemon");
                command.args(["--xim", "--replace", "--panel", "disable"]);
                command
            }
            Method::Fcitx => {
                let settings = folder.join("config/fcitx5");
                let profile = settings.join("profile");
                fs::create_dir_all(&settings).map_err(Failure::file(&settings))?;
                fs::write(&profile, PROFILE).map_err(Failure::file(&profile))?;
                let mut command = Command::new("fcitx5");
                command.args(["--replace", "--disable", "clipboard,quickphrase,unicode,spell"]);
                command.env("XDG_CONFIG_HOME", folder.join("config"));
                command
            }
        };
        let daemon = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let running = Running { method: self, daemon: daemon.map_err(Failure::start(self.name()))? };
        wait::until("the input method", USUAL, || {
            let said = match self {
                Method::Ibus => process::text("ibus", &["list-engine", "--name-only"]),
                Method::Fcitx => process::text("fcitx5-remote", &["-q"]),
            };
            Ok(match said {
                Ok(words) if self == Method::Fcitx || words.contains(self.engine()) => Seen::Yes(()),
                Ok(words) => Seen::NotYet(words),
                Err(why) => Seen::NotYet(why.to_string()),
            })
        })?;
        Ok(running)
    }
}

/// A running input method; dropping it ends it.
pub(crate) struct Running {
    method: Method,
    daemon: Child,
}

impl Running {
    /// Chooses Unikey for the field with the focus: an engine that is chosen before a window has it is not the window's.
    /// The commands fail on harmless warnings of the keyboard's, so their effect is asked for.
    pub(crate) fn choose(&self) -> Result<(), Failure> {
        let engine = self.method.engine();
        wait::until(&format!("the engine {engine}"), USUAL, || {
            let now = match self.method {
                Method::Ibus => {
                    drop(process::text("ibus", &["engine", engine]));
                    process::text("ibus", &["engine"])
                }
                Method::Fcitx => {
                    drop(process::text("fcitx5-remote", &["-s", engine]));
                    process::text("fcitx5-remote", &["-n"])
                }
            };
            Ok(match now {
                Ok(now) if now == engine => Seen::Yes(()),
                Ok(now) => Seen::NotYet(now),
                Err(why) => Seen::NotYet(why.to_string()),
            })
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Its engines end with it.
        drop(self.daemon.kill());
        drop(self.daemon.wait());
    }
}

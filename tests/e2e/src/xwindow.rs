//! The window as the X server has it: for what goes past the webview, such as real keys and the close button.

use crate::failure::Failure;
use crate::process;
use crate::wait::{self, Seen};

/// A visible window.
pub(crate) struct XWindow(String);

/// The visible window of a process.
pub(crate) fn of_process(number: u32) -> Result<XWindow, Failure> {
    let number = number.to_string();
    wait::until("the window on the screen", wait::USUAL, || {
        // xdotool fails when there is none yet.
        let found = process::text("xdotool", &["search", "--all", "--onlyvisible", "--pid", &number, "--name", "."]);
        Ok(match found.ok().and_then(|lines| lines.lines().last().map(str::to_owned)) {
            Some(window) => Seen::Yes(XWindow(window)),
            None => Seen::NotYet("no window".to_owned()),
        })
    })
}

impl XWindow {
    /// A picture of it, as it is seen: a PNG. The driver's own screenshots never come where nothing is drawn anew
    /// (WebKitGTK 2.50).
    pub(crate) fn picture(&self) -> Result<Vec<u8>, Failure> {
        process::run("import", &["-silent", "-window", &self.0, "png:-"])
    }

    /// Gives it a size, in pixels of the screen, without its frame; the window manager does so when it has time.
    pub(crate) fn resize(&self, (width, height): (u32, u32)) -> Result<(), Failure> {
        process::text("xdotool", &["windowsize", &self.0, &width.to_string(), &height.to_string()]).map(drop)
    }

    /// To the front, with the focus.
    pub(crate) fn activate(&self) -> Result<(), Failure> {
        process::text("xdotool", &["windowactivate", "--sync", &self.0]).map(drop)
    }

    /// Asks it to close, by the window manager's usual keys.
    pub(crate) fn close(&self) -> Result<(), Failure> {
        self.activate()?;
        process::text("xdotool", &["key", "--clearmodifiers", "alt+F4"]).map(drop)
    }

    /// Presses the mouse at a place of the window.
    pub(crate) fn click(&self, (x, y): (i64, i64)) -> Result<(), Failure> {
        let (x, y) = (x.to_string(), y.to_string());
        process::text("xdotool", &["mousemove", "--sync", "--window", &self.0, &x, &y, "click", "1"]).map(drop)
    }

    /// Types with real keys, through whatever input method is on; `pause` is milliseconds between two keys.
    pub(crate) fn type_keys(&self, text: &str, pause: u32) -> Result<(), Failure> {
        process::text("xdotool", &["type", "--delay", &pause.to_string(), text]).map(drop)
    }
}

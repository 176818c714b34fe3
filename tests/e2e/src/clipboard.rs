//! The clipboard of the display, as another program fills it.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;

/// Something that can be pasted, as long as this lives.
pub(crate) struct Offered(Child);

/// Offers a text for pasting, of this kind.
///
/// # Errors
/// When the program that offers it cannot be started.
pub(crate) fn offer(kind: &str, text: &str) -> Result<Offered, Failure> {
    let mut program = Command::new("xclip");
    program.args(["-quiet", "-selection", "clipboard", "-target", kind, "-in"]);
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::start("xclip"))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    Ok(Offered(child))
}

impl Drop for Offered {
    fn drop(&mut self) {
        // It ends by itself when another program fills the clipboard.
        if self.0.kill().is_ok() && self.0.wait().is_err() {
            eprintln!("xclip did not end");
        }
    }
}

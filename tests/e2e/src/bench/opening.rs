//! Measures the opening of a story: from the click on its row until its whole text stands painted and may be changed.

use serde_json::json;

use crate::desk::{Desk, TEXT, hook};
use crate::failure::Failure;
use crate::wait::{self, Seen, USUAL};

/// Hears the next click on a row. The text is there when the editor holds all its blocks and may be typed in; the time is
/// taken in the task after that was painted.
const LISTEN: &str = "
    const [text, blocks] = arguments;
    window.newsdeskOpened = null;
    document.addEventListener('click', event => {
        const look = () => {
            const story = document.querySelector(text + '[contenteditable=true]');
            if (!story || story.children.length < blocks) return requestAnimationFrame(look);
            const after = new MessageChannel();
            after.port1.onmessage = () => { window.newsdeskOpened = performance.now() - event.timeStamp; };
            after.port2.postMessage(null);
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });";

/// Milliseconds that the opening of the story with this headline takes, by a real click on its row. It has to be in the
/// list, with another story opened or none.
pub(crate) fn measure(desk: Desk<'_>, headline: &str, blocks: usize) -> Result<f64, Failure> {
    let window = desk.window()?;
    window.activate()?;
    let at = wait::until(&format!("\"{headline}\" in the list"), USUAL, || {
        let rows = desk.rows()?;
        let at = rows.iter().position(|row| row.contains(headline));
        Ok(at.map_or_else(|| Seen::NotYet(format!("{rows:?}")), Seen::Yes))
    })?;
    desk.session().run(LISTEN, json!([TEXT, blocks]))?;
    desk.point(&window, &format!(".list__rows > li:nth-child({}) {}", at + 1, hook("article-row")))?;
    wait::until("the story to be open", USUAL, || {
        let opened = desk.session().run("return window.newsdeskOpened;", json!([]))?;
        Ok(opened.as_f64().map_or_else(|| Seen::NotYet("it is not".to_owned()), Seen::Yes))
    })
}

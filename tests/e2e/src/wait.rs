//! Waiting for something to be so: asked again and again until a deadline.

use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// How long things may take unless said otherwise: a slow machine that builds something beside.
pub(crate) const USUAL: Duration = Duration::from_secs(20);

const PAUSE: Duration = Duration::from_millis(40);

/// What was seen of something awaited.
pub(crate) enum Seen<T> {
    /// It is so.
    Yes(T),
    /// Not yet; what there is instead.
    NotYet(String),
}

/// Asks until the answer is yes. A refusal of the window counts as not yet: elements come and go while it draws.
///
/// # Errors
/// [`Failure::Waited`] after `limit`; any failure of asking that is not the window's.
pub(crate) fn until<T>(
    what: &str,
    limit: Duration,
    mut ask: impl FnMut() -> Result<Seen<T>, Failure>,
) -> Result<T, Failure> {
    let began = Instant::now();
    loop {
        let last = match ask() {
            Ok(Seen::Yes(found)) => return Ok(found),
            Ok(Seen::NotYet(last)) => last,
            Err(Failure::Window { kind, message, .. }) if passes(&kind) => format!("{kind}: {message}"),
            Err(failure) => return Err(failure),
        };
        if began.elapsed() >= limit {
            return Err(Failure::Waited { what: what.to_owned(), seconds: limit.as_secs(), last });
        }
        thread::sleep(PAUSE);
    }
}

/// Asks until it holds.
///
/// # Errors
/// As [`until`].
pub(crate) fn until_so(
    what: &str,
    limit: Duration,
    mut ask: impl FnMut() -> Result<bool, Failure>,
) -> Result<(), Failure> {
    until(what, limit, || Ok(if ask()? { Seen::Yes(()) } else { Seen::NotYet("no".to_owned()) }))
}

/// Errors of the `WebDriver` standard that a page being redrawn gives.
fn passes(kind: &str) -> bool {
    const PASSING: [&str; 6] = [
        "no such element",
        "stale element reference",
        "element not interactable",
        "element click intercepted",
        "javascript error",
        "no such shadow root",
    ];
    PASSING.contains(&kind)
}

//! The site's clock, which tests may set forward.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The time of the site: the computer's, plus what was added by [`Clock::advance`].
///
/// Clones share the shift, so a test keeps one and lets hours pass for the running site.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    shift: Arc<AtomicI64>,
    changed: Arc<tokio::sync::Notify>,
}

impl Clock {
    /// A clock that goes with the computer's.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whole seconds since 1970-01-01T00:00:00Z. The REST interface knows nothing smaller.
    pub fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX) + self.shift.load(Ordering::Relaxed)
    }

    /// Lets time pass at once. What falls due by it is published without any request.
    pub fn advance(&self, by: Duration) {
        self.shift.fetch_add(i64::try_from(by.as_secs()).unwrap_or(i64::MAX), Ordering::Relaxed);
        self.changed.notify_waiters();
        self.changed.notify_one();
    }

    /// Wakes when somebody moved the clock or scheduled a story.
    pub(crate) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Tells the publishing task to look at its list again.
    pub(crate) fn touch(&self) {
        self.changed.notify_one();
    }
}

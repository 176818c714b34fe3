//! Faults for tests: what networks, web servers and plugins do to requests, on purpose and on order.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::db::lock;

/// What happens to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The connection breaks; nothing was done.
    DropBefore,
    /// Everything is done and stored; then the connection breaks.
    DropAfter,
    /// The answer comes later; nothing is done before.
    Delay(Duration),
    /// Everything is done at once; the answer comes later.
    DelayAfter(Duration),
    /// 401 `rest_not_logged_in`, as after a password was revoked.
    Unauthorized,
    /// 403 as an HTML page, as from a web application firewall.
    Forbidden,
    /// 413 as an HTML page, as from a web server's own limit.
    TooLarge,
    /// 429 with `Retry-After` in seconds.
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// 500 `internal_server_error` as JSON; nothing was done.
    ServerError,
    /// The same, after everything was done and stored.
    ServerErrorAfterSave,
    /// 503 `wp_die` with `Retry-After` in seconds, as during maintenance.
    Unavailable {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// 200 with an HTML page, as from a captive portal; nothing was done.
    HtmlPage,
    /// The right answer with a PHP warning before the JSON.
    GarbageBeforeJson,
    /// 200 without a body, after everything was done: a process that died late.
    EmptyAfterSave,
}

/// One answered (or broken) request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `GET`, `POST` ... as sent.
    pub method: String,
    /// Without the query; `?rest_route=` is written as the `/wp-json/` path it means.
    pub path: String,
    /// As sent, without `?`.
    pub query: String,
    /// `None` when the connection was broken instead.
    pub status: Option<u16>,
}

/// Faults ordered for requests to come, and the log of the past ones. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    orders: Mutex<Vec<Order>>,
    log: Mutex<VecDeque<Entry>>,
    logged: Condvar,
}

#[derive(Debug)]
struct Order {
    method: String,
    prefix: String,
    /// Matching requests to let pass first.
    skip: usize,
    /// Matching requests to meet it then.
    times: usize,
    fault: Fault,
}

/// Requests remembered.
const LOG: usize = 5_000;

impl Faults {
    /// The `nth` matching request from now (1: the next one) meets `fault`. `method` may be `*`;
    /// `prefix` is the beginning of the path, e.g. `/wp-json/wp/v2/media`. Each order counts and is
    /// spent on its own.
    pub fn order(&self, nth: usize, method: &str, prefix: &str, fault: Fault) {
        self.push(method, prefix, fault, nth.saturating_sub(1), 1);
    }

    /// The next matching request meets `fault`.
    pub fn next(&self, method: &str, prefix: &str, fault: Fault) {
        self.order(1, method, prefix, fault);
    }

    /// All matching requests meet `fault`, until [`Faults::clear`].
    pub fn always(&self, method: &str, prefix: &str, fault: &Fault) {
        self.push(method, prefix, fault.clone(), 0, usize::MAX);
    }

    /// Removes the orders that no request has matched yet.
    pub fn clear(&self) {
        lock(&self.0.orders).clear();
    }

    /// Number of orders that no request has matched yet.
    pub fn pending(&self) -> usize {
        lock(&self.0.orders).len()
    }

    /// The requests answered so far, oldest first (the last 5,000).
    pub fn log(&self) -> Vec<Entry> {
        lock(&self.0.log).iter().cloned().collect()
    }

    /// Forgets the requests so far.
    pub fn clear_log(&self) {
        lock(&self.0.log).clear();
    }

    /// Waits until the log fulfils `wanted`. `false` when it does not after `timeout`.
    pub fn wait(&self, timeout: Duration, wanted: impl Fn(&[Entry]) -> bool) -> bool {
        let deadline = Instant::now() + timeout;
        let mut log = lock(&self.0.log);
        loop {
            if wanted(log.make_contiguous()) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            log = self.0.logged.wait_timeout(log, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The fault ordered for this request. Every order that matches counts the request.
    pub(crate) fn take_matching(&self, method: &str, path: &str) -> Option<Fault> {
        let mut orders = lock(&self.0.orders);
        let mut taken = None;
        orders.retain_mut(|order| {
            let matches = (order.method == "*" || order.method == method) && path.starts_with(&order.prefix);
            if !matches {
                return true;
            }
            if order.skip == 0 && taken.is_none() {
                taken = Some(order.fault.clone());
                order.times -= 1;
                return order.times > 0;
            }
            order.skip = order.skip.saturating_sub(1);
            true
        });
        taken
    }

    fn push(&self, method: &str, prefix: &str, fault: Fault, skip: usize, times: usize) {
        let (method, prefix) = (method.to_owned(), prefix.to_owned());
        lock(&self.0.orders).push(Order { method, prefix, skip, times, fault });
    }

    pub(crate) fn note(&self, entry: Entry) {
        let mut log = lock(&self.0.log);
        if log.len() == LOG {
            log.pop_front();
        }
        log.push_back(entry);
        self.0.logged.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_count_the_requests_they_match() {
        let faults = Faults::default();
        faults.order(2, "POST", "/a", Fault::DropBefore);
        faults.next("*", "/b", Fault::TooLarge);
        let met: Vec<_> = [("POST", "/a/1"), ("GET", "/a"), ("POST", "/a"), ("POST", "/a"), ("PUT", "/b")]
            .into_iter()
            .map(|(method, path)| faults.take_matching(method, path))
            .collect();
        assert_eq!(met, [None, None, Some(Fault::DropBefore), None, Some(Fault::TooLarge)]);
        assert_eq!(faults.pending(), 0);
    }

    #[test]
    fn two_orders_for_two_requests_in_a_row() {
        let faults = Faults::default();
        faults.order(1, "GET", "/", Fault::DropBefore);
        faults.order(2, "GET", "/", Fault::TooLarge);
        assert_eq!(faults.take_matching("GET", "/"), Some(Fault::DropBefore));
        assert_eq!(faults.take_matching("GET", "/"), Some(Fault::TooLarge));
    }
}

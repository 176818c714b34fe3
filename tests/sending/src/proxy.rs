//! The line to a site: a real TCP proxy on this computer that counts requests and breaks one of them, or any of them by
//! chance. Addresses of the site in what passes become the line's own, so that a client stays on it.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use fastrand::Rng;

use crate::failure::Failure;
use crate::fault::{Fault, LATE};
use crate::wire::{Message, read_answer, read_request, redirected};

/// Longest that an answer is held back; clients of a test give up long before.
const HELD_BACK: Duration = Duration::from_secs(20);
/// Longest that the site may take for one request.
const PATIENCE: Duration = Duration::from_secs(180);

/// A program that is killed at a request.
pub(crate) type Victim = Arc<Mutex<Child>>;

/// A line to a site. Ends with the program.
#[derive(Clone)]
pub(crate) struct FaultProxy(Arc<Shared>);

struct Shared {
    /// Host and port of the site.
    site: String,
    /// Host and port of the line.
    own: String,
    state: Mutex<State>,
    changed: Condvar,
}

/// What stands before a site, or what its own software does to what passes.
pub(crate) trait Host: Send + Sync {
    /// What happens to a request, if anything does.
    fn meets(&self, _request: &Message) -> Option<Fault> {
        None
    }

    /// Changes a request before the site gets it, or answers in the site's place.
    fn before(&self, _request: &mut Message) -> Option<Message> {
        None
    }

    /// Changes the site's answer on its way back.
    fn after(&self, _request: &Message, _answer: &mut Message) {}
}

#[derive(Default)]
struct State {
    /// What stands before the site.
    host: Option<Arc<dyn Host>>,
    /// Are requests counted, and may they meet a fault?
    armed: bool,
    /// Method and path of the requests that were counted.
    log: Vec<(String, String)>,
    /// Number (from 1) of the request that meets a fault.
    fault: Option<(usize, Fault)>,
    /// The request came that was to meet it.
    met: bool,
    victim: Option<Victim>,
    /// Requests whose client is gone and which the site has yet to get, or works on.
    late: usize,
    /// Stories and photos that the site has made.
    made: Made,
    at_random: Option<RandomFaults>,
}

/// How many things a site has made, those included that were removed again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) posts: usize,
    pub(crate) photos: usize,
}

impl Made {
    /// Counts what a request made, if it did: `target` is its path and query.
    fn note(&mut self, target: &str) {
        // With plain permalinks the route stands in the query.
        let mut parts = target.split(['?', '&']).map(|part| part.replace("%2F", "/"));
        let route = parts.find(|part| part.contains("/wp/v2/")).unwrap_or_default();
        let route = route.trim_end_matches('/');
        self.posts += usize::from(route.ends_with("/wp/v2/posts"));
        self.photos += usize::from(route.ends_with("/wp/v2/media"));
    }
}

/// A line that comes and goes.
struct RandomFaults {
    rng: Rng,
    /// Requests that are still lost before the line is there again.
    down: u64,
}

impl RandomFaults {
    /// What happens to the next request. About one in forty begins a time without a line; about one in forty loses its
    /// answer or meets a site that is busy.
    fn next(&mut self) -> Option<Fault> {
        if self.down > 0 {
            self.down -= 1;
            return Some(Fault::CutBefore);
        }
        match self.rng.u64(1..=80) {
            1 | 2 => {
                self.down = self.rng.u64(..=7);
                Some(Fault::CutBefore)
            }
            3 => Some(Fault::CutAfter),
            4 => Some(if self.rng.bool() { Fault::CutInAnswer } else { Fault::Unavailable }),
            _ => None,
        }
    }
}

impl FaultProxy {
    /// Opens a line to the site at this address, such as `http://127.0.0.1:8080/`.
    pub(crate) fn to(site: &str) -> Result<Self, Failure> {
        let authority = authority(site).ok_or_else(Failure::wrong("only a site at an http: address can be proxied"))?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let own = listener.local_addr()?.to_string();
        let shared = Shared { site: authority, own, state: Mutex::default(), changed: Condvar::new() };
        let proxy = Self(Arc::new(shared));
        let accepting = proxy.clone();
        thread::Builder::new().name("line".to_owned()).spawn(move || {
            for client in listener.incoming().flatten() {
                let proxy = accepting.clone();
                thread::spawn(move || {
                    // What breaks here breaks on purpose, or because the client is gone.
                    if let Err(error) = proxy.carry(&client) {
                        tracing::debug!(%error, "a connection ended");
                    }
                });
            }
        })?;
        Ok(proxy)
    }

    /// The address of the site as seen through the line.
    pub(crate) fn address(&self, site: &str) -> String {
        site.replacen(&self.0.site, &self.0.own, 1)
    }

    /// Host and port of the line.
    pub(crate) fn own(&self) -> &str {
        &self.0.own
    }

    /// From now on this stands before the site; nothing for none.
    pub(crate) fn stand_before(&self, host: Option<Arc<dyn Host>>) {
        self.state().host = host;
    }

    /// Counts requests from now on. The one of that number (from 1) meets the fault, which may kill the victim.
    pub(crate) fn arm(&self, fault: Option<(usize, Fault)>, victim: Option<Victim>) {
        let mut state = self.state();
        *state = State { armed: true, fault, victim, late: state.late, ..State::default() };
    }

    /// From now on requests pass, or are lost, by chance.
    pub(crate) fn fail_at_random(&self, rng: Rng) {
        let mut state = self.state();
        *state =
            State { armed: true, at_random: Some(RandomFaults { rng, down: 0 }), late: state.late, ..State::default() };
    }

    /// What the site has made since the line was armed.
    pub(crate) fn made(&self) -> Made {
        self.state().made
    }

    /// Everything passes from now on, and nothing is counted. Returns the requests that were.
    pub(crate) fn disarm(&self) -> Vec<(String, String)> {
        let mut state = self.state();
        state.armed = false;
        std::mem::take(&mut state.log)
    }

    /// Did the request come that was to meet a fault?
    pub(crate) fn met(&self) -> bool {
        self.state().met
    }

    /// Will the answer to the next request be held back?
    pub(crate) fn holds_next(&self) -> bool {
        let state = self.state();
        state.armed && state.fault == Some((state.log.len() + 1, Fault::Delay))
    }

    /// Is there something that the site has yet to get, or works on, whose client is gone?
    pub(crate) fn is_late(&self) -> bool {
        self.state().late > 0
    }

    /// Waits until the site has nothing of ours to work on any more.
    pub(crate) fn wait_until_idle(&self) {
        let state = self.state();
        let ended = self.0.changed.wait_timeout_while(state, PATIENCE, |state| state.late > 0);
        drop(ended.unwrap_or_else(PoisonError::into_inner));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request and says what happens to it.
    fn meet(&self, request: &Message) -> Option<Fault> {
        let mut state = self.state();
        if !state.armed {
            return None;
        }
        let path = request.target().to_owned();
        if let Some(at_random) = &mut state.at_random {
            return at_random.next();
        }
        state.log.push((request.method().to_owned(), path));
        let number = state.log.len();
        let fault = state.fault.filter(|(at, _)| *at == number).map(|(_, fault)| fault);
        state.met |= fault.is_some();
        fault
    }

    /// Carries the requests of one connection.
    fn carry(&self, client: &TcpStream) -> io::Result<()> {
        client.set_nodelay(true)?;
        let mut from = BufReader::new(client.try_clone()?);
        let mut to = client.try_clone()?;
        let mut site = None;
        while let Some(mut request) = read_request(&mut from)? {
            let host = self.state().host.clone();
            let fault = host.as_ref().and_then(|host| host.meets(&request)).or_else(|| self.meet(&request));
            if let Some(mut answer) = fault.and_then(Fault::instead) {
                answer.headless = request.method() == "HEAD";
                to.write_all(&answer.bytes())?;
                continue;
            }
            match fault {
                Some(Fault::CutBefore) => return cut(client),
                Some(Fault::KilledBefore) => return self.kill().and_then(|()| cut(client)),
                Some(Fault::LateCut | Fault::LateKill) => {
                    self.deliver_late(request);
                    if fault == Some(Fault::LateKill) {
                        self.kill()?;
                    }
                    return cut(client);
                }
                _ => {}
            }
            if let Some(mut answer) = host.as_ref().and_then(|host| host.before(&mut request)) {
                answer.headless = request.method() == "HEAD";
                to.write_all(&answer.bytes())?;
                continue;
            }
            let mut answer = self.ask(&mut site, &request)?;
            if let Some(host) = &host {
                host.after(&request, &mut answer);
            }
            match fault {
                Some(Fault::CutAfter) => return cut(client),
                Some(Fault::KilledAfter) => return self.kill().and_then(|()| cut(client)),
                Some(Fault::CutInAnswer) => {
                    let bytes = answer.bytes();
                    let half = bytes.len() - (answer.body.len() / 2).max(1);
                    to.write_all(&bytes[..half])?;
                    return cut(client);
                }
                Some(Fault::Delay) => {
                    client.set_read_timeout(Some(HELD_BACK))?;
                    // Ends when the client has given up, which is an error of reading or the end.
                    let gone = from.fill_buf().map(<[u8]>::is_empty);
                    tracing::debug!(?gone, "an answer was held back");
                    return cut(client);
                }
                Some(fault) => to.write_all(&fault.spoil(answer).bytes())?,
                None => to.write_all(&answer.bytes())?,
            }
        }
        Ok(())
    }

    /// Passes a request on and reads the whole answer; both in each other's terms.
    fn ask(&self, site: &mut Option<BufReader<TcpStream>>, request: &Message) -> io::Result<Message> {
        // A client may give up meanwhile.
        self.state().late += 1;
        let answer = self.exchange(site, request);
        let mut state = self.state();
        state.late -= 1;
        if answer.as_ref().is_ok_and(|answer| request.method() == "POST" && answer.target() == "201") {
            state.made.note(request.target());
        }
        drop(state);
        self.0.changed.notify_all();
        answer
    }

    fn exchange(&self, site: &mut Option<BufReader<TcpStream>>, request: &Message) -> io::Result<Message> {
        let request = self.in_terms_of_the_site(request);
        let mut connection = match site.take().filter(|kept| is_open(kept.get_ref())) {
            Some(kept) => kept,
            None => self.connect()?,
        };
        connection.get_mut().write_all(&request.bytes())?;
        let answer = read_answer(&mut connection, request.method())?;
        if !answer.closes() {
            *site = Some(connection);
        }
        Ok(self.in_terms_of_the_line(answer))
    }

    fn connect(&self) -> io::Result<BufReader<TcpStream>> {
        let connection = TcpStream::connect(&self.0.site)?;
        connection.set_nodelay(true)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        Ok(BufReader::new(connection))
    }

    fn in_terms_of_the_site(&self, request: &Message) -> Message {
        let translate =
            |text: &str| String::from_utf8_lossy(&redirected(text.as_bytes(), &self.0.own, &self.0.site)).into_owned();
        let mut there = Message { first: translate(&request.first), ..request.clone() };
        for (_, value) in &mut there.headers {
            *value = translate(value);
        }
        if request.is_text() {
            there.body = redirected(&request.body, &self.0.own, &self.0.site);
        }
        // So that bodies can be read here.
        there.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("accept-encoding"));
        there
    }

    fn in_terms_of_the_line(&self, answer: Message) -> Message {
        let mut here = answer;
        for (_, value) in &mut here.headers {
            *value = String::from_utf8_lossy(&redirected(value.as_bytes(), &self.0.site, &self.0.own)).into_owned();
        }
        if here.is_text() {
            here.body = redirected(&here.body, &self.0.site, &self.0.own);
        }
        // Whether the client's connection stays is between it and us.
        here.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("connection"));
        if here.first.starts_with("HTTP/1.0") {
            here.first.replace_range(..8, "HTTP/1.1");
        }
        here
    }

    /// The site gets the request a little later; nobody hears its answer.
    fn deliver_late(&self, request: Message) {
        self.state().late += 1;
        let proxy = self.clone();
        thread::spawn(move || {
            thread::sleep(LATE);
            if let Err(error) = proxy.ask(&mut None, &request) {
                tracing::warn!(%error, "a late request");
            }
            proxy.state().late -= 1;
            proxy.0.changed.notify_all();
        });
    }

    /// `kill -9` of the victim.
    fn kill(&self) -> io::Result<()> {
        let victim = self.state().victim.clone();
        match victim {
            Some(victim) => victim.lock().unwrap_or_else(PoisonError::into_inner).kill(),
            None => Ok(()),
        }
    }
}

/// Host and port of an address.
pub(crate) fn authority(address: &str) -> Option<String> {
    let rest = address.strip_prefix("http://")?;
    let authority = rest.split(['/', '?']).next().filter(|authority| !authority.is_empty())?;
    Some(authority.to_owned())
}

fn cut(client: &TcpStream) -> io::Result<()> {
    match client.shutdown(std::net::Shutdown::Both) {
        Err(error) if error.kind() != io::ErrorKind::NotConnected => Err(error),
        _ => Ok(()),
    }
}

/// Has the other side not closed it?
fn is_open(connection: &TcpStream) -> bool {
    let probe = || -> io::Result<bool> {
        connection.set_nonblocking(true)?;
        let seen = connection.peek(&mut [0]);
        connection.set_nonblocking(false)?;
        Ok(matches!(seen, Err(error) if error.kind() == io::ErrorKind::WouldBlock))
    };
    probe().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_site_has_made_is_told_by_the_route_with_any_permalinks() {
        let mut made = Made::default();
        for target in [
            "/wp-json/wp/v2/posts",
            "/bao/index.php?rest_route=/wp/v2/media&title=x",
            "/?rest_route=%2Fwp%2Fv2%2Fmedia%2F",
            "/wp-json/wp/v2/media/7/post-process",
            "/wp-json/wp/v2/tags?post=/posts",
        ] {
            made.note(target);
        }
        assert_eq!(made, Made { posts: 1, photos: 2 });
    }
}

//! Who is connected, and what each may cost: nobody keeps readers out by holding connections.
//!
//! A connection is *waiting* until a request is whole: nothing was asked yet, a head is half sent, or somebody without an
//! account sends a body. When there is no room, one that waits gives way to the new one: of whoever holds most connections the
//! one that waits longest. Readers ask and are answered within moments, so it is never theirs. What is being answered, and the
//! uploads of people who write, are left alone.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use futures_util::task::AtomicWaker;
use tokio::sync::Notify;

use crate::db::lock;

/// What connections to a site may cost.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections at a time.
    pub connections: usize,
    /// Connections of one address at a time; of IPv6, of one network (the first 64 bits).
    pub per_address: usize,
    /// How long a connection is kept on which nothing is asked, and nothing of an answer is taken.
    pub idle: Duration,
    /// How long the head of a request may take, from its first byte on.
    pub head: Duration,
    /// Longest head, in bytes.
    pub head_bytes: usize,
    /// How long a body may pause.
    pub pause: Duration,
}

/// Connections of a site that has all the files it wants. A reader's browser opens six at most.
const CONNECTIONS: usize = 512;
/// Of one address: an office behind one router, a proxy.
const PER_ADDRESS: usize = 128;
/// Connections that are told to close, and have not yet.
const CLOSING: usize = 32;

impl Default for Limits {
    /// Half of the files that the process may open are left to everything else in it.
    fn default() -> Self {
        let connections = (open_files() / 2).clamp(16, CONNECTIONS);
        Self {
            connections,
            per_address: PER_ADDRESS.min(connections / 2),
            // Clients keep a connection for a quarter of a minute after its last use (ureq), browsers for minutes.
            idle: Duration::from_secs(60),
            head: Duration::from_secs(10),
            head_bytes: 64 << 10,
            pause: Duration::from_secs(20),
        }
    }
}

/// How many files this process may have open; where that is not told, the smallest number that is usual on such a system.
fn open_files() -> usize {
    if cfg!(windows) {
        return 4_096;
    }
    let told = std::fs::read_to_string("/proc/self/limits").ok();
    let soft = told.as_deref().and_then(|limits| {
        let line = limits.lines().find(|line| line.starts_with("Max open files"))?;
        line.split_whitespace().nth(3)?.parse().ok()
    });
    soft.unwrap_or(256)
}

/// The open connections. Clones are the same.
#[derive(Clone, Debug)]
pub(crate) struct Connections(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    limits: Limits,
    open: Mutex<Vec<Arc<Line>>>,
    /// Sockets that are held, those that are about to close included.
    held: AtomicUsize,
    freed: Notify,
}

/// One connection.
pub(crate) struct Line {
    shared: Arc<Shared>,
    owner: IpAddr,
    state: Mutex<State>,
    cut: AtomicBool,
    task: AtomicWaker,
}

#[derive(Clone, Copy, Debug)]
struct State {
    phase: Phase,
    since: Instant,
    /// Bytes of the head that is coming in, from its first letter on.
    head: usize,
    /// Ends of lines that came last: two of them end the head.
    line_ends: u8,
}

impl State {
    fn new(phase: Phase) -> Self {
        Self { phase, since: Instant::now(), head: 0, line_ends: 0 }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nothing is asked; what was answered may still be on its way.
    Idle,
    /// A part of a request's head has come.
    Head,
    /// The body of somebody who has no account here is coming in.
    Body,
    /// A request is worked on, or somebody with an account sends something.
    Working,
}

impl Connections {
    pub(crate) fn new(limits: Limits) -> Self {
        let (open, held, freed) = (Mutex::default(), AtomicUsize::new(0), Notify::new());
        Self(Arc::new(Shared { limits, open, held, freed }))
    }

    /// Waits until those that had to go are gone: their sockets are still held until then.
    pub(crate) async fn room(&self) {
        loop {
            if self.0.held.load(Ordering::SeqCst) < self.0.limits.connections + CLOSING {
                return;
            }
            self.0.freed.notified().await;
        }
    }

    /// Takes a connection from that address in; another one gives way to it if need be. `None` when everybody is busy.
    pub(crate) fn admit(&self, address: IpAddr) -> Option<Arc<Line>> {
        let owner = owner(address);
        let mut open = lock(&self.0.open);
        if open.iter().filter(|line| line.owner == owner).count() >= self.0.limits.per_address {
            let longest = longest_waiting(&open, |line| line.owner == owner)?;
            open.swap_remove(longest).cut();
        } else if open.len() >= self.0.limits.connections {
            let longest = longest_waiting(&open, |_| true)?;
            open.swap_remove(longest).cut();
        }
        let line = Arc::new(Line {
            shared: self.0.clone(),
            owner,
            state: Mutex::new(State::new(Phase::Idle)),
            cut: AtomicBool::new(false),
            task: AtomicWaker::new(),
        });
        self.0.held.fetch_add(1, Ordering::SeqCst);
        open.push(line.clone());
        Some(line)
    }

    /// Cuts one that waits, if there is any.
    pub(crate) fn let_one_go(&self) {
        let mut open = lock(&self.0.open);
        if let Some(longest) = longest_waiting(&open, |_| true) {
            open.swap_remove(longest).cut();
        }
    }

    /// Cuts what has waited too long, again and again.
    pub(crate) async fn watch(self) {
        let pause =
            (self.0.limits.idle.min(self.0.limits.head) / 4).clamp(Duration::from_millis(20), Duration::from_secs(1));
        loop {
            tokio::time::sleep(pause).await;
            lock(&self.0.open).retain(|line| {
                let over = line.is_overdue();
                if over {
                    line.cut();
                }
                !over
            });
        }
    }
}

/// The place of the connection that has to go first, of those that `may` go.
fn longest_waiting(open: &[Arc<Line>], may: impl Fn(&Line) -> bool) -> Option<usize> {
    let mut held: HashMap<IpAddr, usize> = HashMap::new();
    for line in open {
        *held.entry(line.owner).or_default() += 1;
    }
    let waiting = open.iter().enumerate().filter(|(_, line)| may(line)).filter_map(|(place, line)| {
        let state = *lock(&line.state);
        let holds = held.get(&line.owner).copied().unwrap_or(0);
        (state.phase != Phase::Working).then_some((place, (holds, Reverse(state.since))))
    });
    waiting.max_by_key(|(_, order)| *order).map(|(place, _)| place)
}

/// Whom an address counts for.
fn owner(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address => address,
    }
}

impl Line {
    /// Nothing more passes: whoever is at the other end sees a closed connection.
    pub(crate) fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
        self.task.wake();
    }

    /// A request has come, and is worked on.
    pub(crate) fn works(&self) {
        self.turn(Phase::Working);
    }

    /// The body of a request is coming in from somebody who has no account here.
    pub(crate) fn receives_from_a_stranger(&self) {
        self.turn(Phase::Body);
    }

    /// The answer is ready to be taken.
    pub(crate) fn has_answered(&self) {
        self.turn(Phase::Idle);
    }

    pub(crate) fn may_read(&self, cx: &Context<'_>) -> io::Result<()> {
        self.may_write(cx)?;
        let state = *lock(&self.state);
        if state.phase == Phase::Head && state.head > self.shared.limits.head_bytes {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the head of a request is too long"));
        }
        Ok(())
    }

    pub(crate) fn may_write(&self, cx: &Context<'_>) -> io::Result<()> {
        self.task.register(cx.waker());
        if self.cut.load(Ordering::SeqCst) {
            return Err(io::Error::from(io::ErrorKind::ConnectionReset));
        }
        Ok(())
    }

    /// Looks for the end of a head, as a body may come along with it; empty lines before it do not count (RFC 9112, section
    /// 2.2), nor does it matter whether lines end with two signs or with one.
    pub(crate) fn has_read(&self, bytes: &[u8]) {
        let mut state = lock(&self.state);
        if bytes.is_empty() || matches!(state.phase, Phase::Body | Phase::Working) {
            return;
        }
        if state.phase == Phase::Idle {
            *state = State::new(Phase::Head);
        }
        for byte in bytes {
            match byte {
                b'\n' if state.head > 0 => state.line_ends += 1,
                b'\r' | b'\n' => {}
                _ => state.line_ends = 0,
            }
            state.head += usize::from(state.head > 0 || !matches!(byte, b'\r' | b'\n'));
            if state.line_ends == 2 {
                *state = State::new(Phase::Working);
                return;
            }
        }
    }

    pub(crate) fn has_written(&self, written: &Poll<io::Result<usize>>) {
        if let Poll::Ready(Ok(1..)) = written {
            let mut state = lock(&self.state);
            if state.phase == Phase::Idle {
                state.since = Instant::now();
            }
        }
    }

    fn turn(&self, phase: Phase) {
        *lock(&self.state) = State::new(phase);
    }

    fn is_overdue(&self) -> bool {
        let state = *lock(&self.state);
        match state.phase {
            Phase::Idle => state.since.elapsed() > self.shared.limits.idle,
            Phase::Head => state.since.elapsed() > self.shared.limits.head,
            // The body's own limits, and those of the work, end it.
            Phase::Body | Phase::Working => false,
        }
    }

    /// The socket is closed.
    pub(crate) fn ended(self: &Arc<Self>) {
        lock(&self.shared.open).retain(|line| !Arc::ptr_eq(line, self));
        self.shared.held.fetch_sub(1, Ordering::SeqCst);
        self.shared.freed.notify_one();
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").field("owner", &self.owner).field("state", &self.state).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections(connections: usize, per_address: usize) -> Connections {
        Connections::new(Limits { connections, per_address, ..Limits::default() })
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    fn is_cut(line: &Line) -> bool {
        line.cut.load(Ordering::SeqCst)
    }

    #[test]
    fn whoever_holds_most_gives_way_first_and_nobody_who_is_being_answered() {
        let connections = connections(4, 3);
        let admit = |last| connections.admit(address(last)).unwrap_or_else(|| panic!("{last} is refused"));
        let reader = admit(1);
        let greedy = [admit(2), admit(2), admit(2)];
        greedy[0].works();
        let other = admit(3);
        assert!(!is_cut(&reader), "he has waited longest, and holds one alone");
        assert_eq!(greedy.each_ref().map(|line| is_cut(line)), [false, true, false]);
        greedy[2].works();
        let again = admit(2);
        assert!(!is_cut(&greedy[0]) && !is_cut(&greedy[2]), "they are being answered");
        for line in [&other, &again] {
            line.works();
        }
        assert!(is_cut(&reader), "there was nobody else who waited");
        assert!(connections.admit(address(4)).is_none(), "everybody is busy");
        other.receives_from_a_stranger();
        assert!(connections.admit(address(4)).is_some() && is_cut(&other), "a stranger's body waits, too");
    }

    #[test]
    fn an_address_has_its_share_and_pushes_out_nobody_else() {
        let connections = connections(10, 2);
        let reader = connections.admit(address(1));
        let held: Vec<_> = (0..9).map(|_| connections.admit(address(2))).collect();
        assert!(held.iter().all(Option::is_some), "the newest is taken");
        assert_eq!(held.iter().flatten().filter(|line| !is_cut(line)).count(), 2);
        assert!(reader.is_some_and(|line| !is_cut(&line)));
        held.iter().flatten().for_each(|line| line.works());
        assert!(connections.admit(address(2)).is_none() && connections.admit(address(1)).is_some());
    }

    #[test]
    fn a_head_ends_with_an_empty_line_and_not_before() {
        let limits = Limits { head_bytes: 40, ..Limits::default() };
        let connections = Connections::new(limits);
        let phase = |parts: &[&str]| {
            let line = connections.admit(address(1)).unwrap_or_else(|| panic!("there is room"));
            parts.iter().for_each(|part| line.has_read(part.as_bytes()));
            let may = line.may_read(&Context::from_waker(std::task::Waker::noop())).is_ok();
            let phase = lock(&line.state).phase;
            (phase, may)
        };
        assert_eq!(phase(&[]), (Phase::Idle, true));
        for head in
            ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\nHost: x\n\n", "\r\n\r\nGET / HTTP/1.1\r\n\r\n"]
        {
            assert_eq!(phase(&[head]), (Phase::Working, true), "{head:?}");
            let (one, two) = head.split_at(head.len() - 1);
            assert_eq!(phase(&[one]), (Phase::Head, true), "{one:?}");
            assert_eq!(phase(&[one, two]), (Phase::Working, true), "{head:?} in two parts");
            assert_eq!(phase(&[&format!("{head}{}", "x".repeat(90))]), (Phase::Working, true), "{head:?} with a body");
        }
        assert_eq!(phase(&["\r\n\r\n\n\n"]), (Phase::Head, true), "empty lines are no request");
        assert_eq!(phase(&["GET / HTTP/1.1\r\nX-Long: ", &"x".repeat(90)]), (Phase::Head, false), "too long");
    }

    #[test]
    fn whoever_takes_an_answer_is_not_idle() {
        let line = connections(4, 4).admit(address(1)).unwrap_or_else(|| panic!("there is room"));
        let since = || lock(&line.state).since;
        let before = since();
        while Instant::now() == before {}
        line.has_written(&Poll::Pending);
        line.has_written(&Poll::Ready(Ok(0)));
        assert_eq!(since(), before, "nothing was taken");
        line.has_written(&Poll::Ready(Ok(1)));
        assert!(since() > before);
    }

    #[test]
    fn sockets_that_are_about_to_close_are_waited_for() {
        let connections = connections(2, 2);
        let is_room = || {
            let mut room = std::pin::pin!(connections.room());
            std::future::Future::poll(room.as_mut(), &mut Context::from_waker(std::task::Waker::noop())).is_ready()
        };
        let lines: Vec<_> = (0..2 + CLOSING)
            .map(|_| {
                assert!(is_room());
                connections.admit(address(1)).unwrap_or_else(|| panic!("there is room"))
            })
            .collect();
        assert!(!is_room(), "as many are told to close as may be");
        lines[0].ended();
        assert!(is_room());
    }

    #[test]
    fn neighbours_in_one_network_are_one_address() {
        let one: IpAddr = Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 2, 3, 4, 5).into();
        let two: IpAddr = Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 9, 9, 9, 9).into();
        let far: IpAddr = Ipv6Addr::new(0x2001, 0xdb8, 0, 2, 2, 3, 4, 5).into();
        assert!(owner(one) == owner(two) && owner(one) != owner(far));
        assert_eq!(owner(IpAddr::V6(std::net::Ipv4Addr::new(192, 0, 2, 7).to_ipv6_mapped())), address(7));
    }
}

//! What one photo may cost: the same budget for every reader of its bytes.
//!
//! Work goes in steps that ask whether there is time left, memory is taken through [`Budget::room`], and whoever waits for a
//! photo gives up on it a little later, should a step never end: [`watched`].

use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::DarkroomError;

/// The most memory that the pixels of one photo may take while they are decoded, in bytes: 400 MiB. Enough for 90 million pixels of
/// a camera at full size, and for 120 million at half of it.
pub const MAX_MEMORY: u64 = 400 * 1024 * 1024;

/// The longest that one photo is worked on. The largest photo takes about 2 s on an office laptop; without optimisation that is
/// many times as long.
pub const TIME_LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });

/// How much longer than that a worker is waited for: its steps are short.
const GRACE: Duration = Duration::from_secs(1);

/// Photos that were given up while a step of them still ran. With more of them the computer has no time left for anything else.
const MOST_GIVEN_UP: usize = 3;

static GIVEN_UP: AtomicUsize = AtomicUsize::new(0);

/// What is left for one photo.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    ends: Instant,
}

impl Budget {
    pub(crate) fn new(time: Duration) -> Self {
        Self { ends: Instant::now() + time }
    }

    /// Asked between two steps.
    pub(crate) fn check(&self) -> Result<(), DarkroomError> {
        if Instant::now() < self.ends { Ok(()) } else { Err(DarkroomError::TooCostly) }
    }

    /// Refuses work that would take more memory than there is for one photo.
    pub(crate) fn allow(bytes: u64) -> Result<(), DarkroomError> {
        if bytes <= MAX_MEMORY { Ok(()) } else { Err(DarkroomError::TooCostly) }
    }

    /// Room for so many bytes, if there is.
    pub(crate) fn room(bytes: u64) -> Result<Vec<u8>, DarkroomError> {
        Self::allow(bytes)?;
        let mut room = Vec::new();
        let bytes = usize::try_from(bytes).map_err(|_| DarkroomError::TooCostly)?;
        room.try_reserve_exact(bytes).map_err(|_| DarkroomError::TooCostly)?;
        Ok(room)
    }
}

/// The bytes of a file for a decoder, as long as there is time.
pub(crate) struct Paced<'a> {
    bytes: Cursor<&'a [u8]>,
    budget: Budget,
}

/// Bytes that are handed over at a time: between two portions the time is asked for.
const PORTION: usize = 16 * 1024;

impl<'a> Paced<'a> {
    pub(crate) fn new(bytes: &'a [u8], budget: Budget) -> Self {
        Self { bytes: Cursor::new(bytes), budget }
    }
}

impl Read for Paced<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.budget.check().map_err(io::Error::other)?;
        let portion = into.len().min(PORTION);
        self.bytes.read(&mut into[..portion])
    }
}

impl BufRead for Paced<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.budget.check().map_err(io::Error::other)?;
        let rest = self.bytes.fill_buf()?;
        Ok(&rest[..rest.len().min(PORTION)])
    }

    fn consume(&mut self, amount: usize) {
        self.bytes.consume(amount);
    }
}

impl Seek for Paced<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// Works on a photo within a time, and gives up on it when that is over, whatever the work does. A panic of a decoder comes back
/// as [`DarkroomError::Panicked`].
pub(crate) fn watched<T: Send + 'static>(
    bytes: &[u8],
    time: Duration,
    work: impl FnOnce(&[u8], Budget) -> Result<T, DarkroomError> + Send + 'static,
) -> Result<T, DarkroomError> {
    if GIVEN_UP.load(Ordering::SeqCst) >= MOST_GIVEN_UP {
        return Err(DarkroomError::TooCostly);
    }
    let mut own = Budget::room(bytes.len() as u64)?;
    own.extend_from_slice(bytes);
    let (done, waiting) = mpsc::sync_channel(1);
    // Set by whichever of the two is first at its end: the work, or the waiting for it.
    let ended = Arc::new(AtomicBool::new(false));
    let budget = Budget::new(time);
    let ended_there = ended.clone();
    let worker = move || {
        let answer = catch_unwind(AssertUnwindSafe(|| work(&own, budget))).unwrap_or(Err(DarkroomError::Panicked));
        // Nobody hears it who has given up.
        drop(done.send(answer));
        if ended_there.swap(true, Ordering::SeqCst) {
            // Given up on, and over now all the same.
            GIVEN_UP.fetch_sub(1, Ordering::SeqCst);
        }
    };
    thread::Builder::new().name("darkroom".to_owned()).spawn(worker).map_err(DarkroomError::failed)?;
    if let Ok(answer) = waiting.recv_timeout(time + GRACE) {
        return answer;
    }
    GIVEN_UP.fetch_add(1, Ordering::SeqCst);
    if ended.swap(true, Ordering::SeqCst) {
        // It was done in this very moment.
        GIVEN_UP.fetch_sub(1, Ordering::SeqCst);
        return waiting.try_recv().unwrap_or(Err(DarkroomError::TooCostly));
    }
    Err(DarkroomError::TooCostly)
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::time::{Duration, Instant};

    use super::{Budget, Paced, watched};
    use crate::DarkroomError;

    #[test]
    fn a_photo_that_is_never_done_is_given_up_and_the_next_one_is_worked_on() {
        let began = Instant::now();
        let (go_on, waits) = std::sync::mpsc::channel::<()>();
        let stuck = watched(b"x", Duration::from_millis(10), move |_, _| {
            let _ended = waits.recv();
            Ok(())
        });
        assert_eq!(stuck, Err(DarkroomError::TooCostly));
        assert!(began.elapsed() < Duration::from_secs(5), "given up, not waited for");
        let next = watched(b"abc", Duration::from_secs(5), |bytes, _| Ok(bytes.len()));
        assert_eq!(next, Ok(3));
        drop(go_on);
    }

    #[test]
    fn a_panic_of_a_decoder_is_an_answer() {
        let answer: Result<(), _> = watched(b"", Duration::from_secs(5), |_, _| panic!("a decoder"));
        assert_eq!(answer, Err(DarkroomError::Panicked));
    }

    #[test]
    fn bytes_end_when_the_time_is_over() {
        let bytes = [1; 100];
        let mut over = Paced::new(&bytes, Budget::new(Duration::ZERO));
        assert!(over.read(&mut [0; 10]).is_err());
        let mut more = Paced::new(&bytes, Budget::new(Duration::from_secs(60)));
        let mut all = Vec::new();
        assert_eq!(more.read_to_end(&mut all).unwrap(), 100);
    }

    #[test]
    fn memory_is_taken_within_the_budget_or_not_at_all() {
        assert!(Budget::room(1_000).unwrap().capacity() >= 1_000);
        assert_eq!(Budget::room(u64::MAX).unwrap_err(), DarkroomError::TooCostly);
        assert_eq!(Budget::room(super::MAX_MEMORY + 1).unwrap_err(), DarkroomError::TooCostly);
    }
}

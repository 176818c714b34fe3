//! Several requests to a site at a time. Never for writing posts and terms: sites lose parallel changes of these.

use crate::{error::DeskError, transmission::Obstacle};
use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

/// Reading requests at a time, at most. A browser opens six connections to a site.
pub(super) const READS_AT_A_TIME: usize = 4;

/// Calls `ask` for each item, `at_a_time` of them at once, and returns the answers in the order of the items. After a failure nothing new
/// is asked; the failure of the earliest item is returned.
///
/// # Errors
/// What `ask` says.
pub(super) fn in_parallel<T: Sync, A: Send>(
    items: &[T],
    at_a_time: usize,
    ask: impl Fn(&T) -> Result<A, Obstacle> + Sync,
) -> Result<Vec<A>, Obstacle> {
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || {
        let mut answers = Vec::new();
        while !failed.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { break };
            let answer = ask(item);
            failed.fetch_or(answer.is_err(), Ordering::Relaxed);
            answers.push((index, answer));
        }
        answers
    };
    let mut answers = thread::scope(|scope| {
        // One of them is this very thread.
        let others: Vec<_> = (1..items.len().min(at_a_time)).map(|_| scope.spawn(work)).collect();
        let mut answers = work();
        for other in others {
            answers.extend(other.join().map_err(|_| DeskError::BrokenOff)?);
        }
        Ok::<_, DeskError>(answers)
    })?;
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::Trouble;
    use std::sync::{Barrier, Mutex};

    #[test]
    fn answers_come_in_the_order_of_the_things_and_several_are_asked_at_a_time() {
        // Nobody passes before all four are asked.
        let gate = Barrier::new(READS_AT_A_TIME);
        let answers = in_parallel(&[1, 2, 3, 4], READS_AT_A_TIME, |item| {
            gate.wait();
            Ok(item * 10)
        });
        assert_eq!(answers.unwrap(), [10, 20, 30, 40]);
        let none: &[u8] = &[];
        assert!(in_parallel(none, READS_AT_A_TIME, |_| Ok(())).unwrap().is_empty());
    }

    #[test]
    fn after_a_failure_nothing_new_is_asked_and_the_earliest_is_told() {
        let asked = Mutex::new(Vec::new());
        let items: Vec<u32> = (0..100).collect();
        let failure = in_parallel(&items, READS_AT_A_TIME, |item| {
            asked.lock().unwrap().push(*item);
            Err::<(), _>(Obstacle::Trouble(Trouble::Server, item.to_string()))
        });
        assert!(matches!(failure, Err(Obstacle::Trouble(Trouble::Server, first)) if first == "0"));
        assert!(asked.lock().unwrap().len() <= READS_AT_A_TIME);
    }
}

//! What was typed against what is there, and what many kills came to.

/// Milliseconds; the newsroom's promise: a character older than this survives.
pub(crate) const PROMISE: f64 = 300.0;

/// A key as the page noted it down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Key {
    /// When the page handled it, in milliseconds since 1970.
    pub(crate) handled: f64,
    /// Which field.
    pub(crate) field: usize,
    /// Characters in the field after it.
    pub(crate) length: usize,
}

/// What became of one field in one kill.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fate {
    /// Characters that had to be there and are not.
    pub(crate) lost: usize,
    /// What is there is not the beginning of what was typed: something is doubled, missing or in disorder.
    pub(crate) garbled: bool,
    /// Age in milliseconds of the oldest character that was not there; 0 if all were.
    pub(crate) oldest_missing: f64,
}

/// Judges a field after a kill at `killed`: `full` is all that was to be typed into it with what stood there before, of
/// which the end may never have been pressed; `there` is what stands there after the restart.
pub(crate) fn judge(keys: &[Key], field: usize, killed: f64, full: &str, there: &str) -> Fate {
    let keys = || keys.iter().filter(move |key| key.field == field);
    let owed = keys().filter(|key| killed - key.handled >= PROMISE).map(|key| key.length).max().unwrap_or_default();
    let right = full.chars().zip(there.chars()).take_while(|(typed, kept)| typed == kept).count();
    let oldest_missing = keys().find(|key| key.length > right).map_or(0.0, |key| killed - key.handled);
    Fate { lost: owed.saturating_sub(right), garbled: there.chars().count() > right, oldest_missing }
}

/// Many kills.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Kills that were judged.
    pub(crate) kills: usize,
    /// Those after which every field was right.
    pub(crate) exact: usize,
    /// Characters older than the promise that were lost.
    pub(crate) lost: usize,
    /// Kills of which cannot be told what they owed: the machine stood still, and no notes came out of the window.
    pub(crate) untold: usize,
    /// Characters that were typed before the kills, as far as is known.
    pub(crate) typed: usize,
    /// Of each kill, the age of the oldest character that was not on disk yet.
    pub(crate) ages: Vec<f64>,
}

impl Tally {
    /// One more kill.
    pub(crate) fn count(&mut self, typed: usize, fates: &[Fate]) {
        self.kills += 1;
        self.typed += typed;
        self.lost += fates.iter().map(|fate| fate.lost).sum::<usize>();
        self.exact += usize::from(fates.iter().all(|fate| fate.lost == 0 && !fate.garbled));
        self.ages.push(fates.iter().map(|fate| fate.oldest_missing).fold(0.0, f64::max));
    }

    /// Is all well?
    pub(crate) fn is_well(&self) -> bool {
        self.kills > 0 && self.exact == self.kills && self.lost == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Vec<Key> {
        // "ab" long ago, "c" just before the kill at 1000; another field beside them.
        [(400.0, 0, 1), (650.0, 0, 2), (900.0, 0, 3), (100.0, 1, 9)]
            .map(|(handled, field, length)| Key { handled, field, length })
            .to_vec()
    }

    #[test]
    fn only_what_is_older_than_the_promise_is_owed() {
        let kept = judge(&keys(), 0, 1000.0, "abcdef", "ab");
        assert_eq!(kept, Fate { lost: 0, garbled: false, oldest_missing: 100.0 });
        let lost = judge(&keys(), 0, 1000.0, "abcdef", "a");
        assert_eq!(lost, Fate { lost: 1, garbled: false, oldest_missing: 350.0 });
        assert_eq!(judge(&keys(), 0, 1000.0, "abcdef", "").lost, 2);
    }

    #[test]
    fn what_was_saved_in_time_or_never_noted_is_no_fault() {
        assert_eq!(judge(&keys(), 0, 1000.0, "abcdef", "abc"), Fate::default());
        assert_eq!(judge(&keys(), 0, 1000.0, "abcdef", "abcd"), Fate::default(), "pressed after the last note");
    }

    #[test]
    fn disorder_is_seen_even_where_nothing_is_owed() {
        let doubled = judge(&keys(), 0, 1000.0, "abcdef", "abb");
        assert!(doubled.garbled && doubled.lost == 0);
        assert_eq!(judge(&keys(), 0, 1000.0, "abcdef", "xb").lost, 2);
    }

    #[test]
    fn a_tally_without_kills_is_not_well() {
        let mut tally = Tally::default();
        assert!(!tally.is_well(), "or a run in which nothing could be judged would pass");
        tally.count(5, &[Fate::default()]);
        assert!(tally.is_well());
        tally.count(5, &[Fate::default(), Fate { garbled: true, ..Fate::default() }]);
        assert_eq!((tally.kills, tally.exact, tally.lost, tally.is_well()), (2, 1, 0, false));
    }
}

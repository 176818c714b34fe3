//! Chance that can be had again: the same seed gives the same run.

/// A generator of pseudo-random numbers: `SplitMix64` (Steele, Lea and Flood, 2014), far good enough for choosing words.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The run of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high.saturating_sub(low) + 1)
    }

    /// One of these; of none, `None`.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let last = u64::try_from(of.len()).ok()?.checked_sub(1)?;
        of.get(usize::try_from(self.between(0, last)).ok()?)
    }

    /// Letters and blanks as they come from a keyboard without an input method; neither first nor last is a blank, and
    /// no two blanks follow each other.
    pub(crate) fn typing(&mut self, count: usize) -> String {
        let mut typed = String::new();
        while typed.len() < count {
            let blank =
                !typed.is_empty() && typed.len() + 1 < count && !typed.ends_with(' ') && self.between(1, 6) == 1;
            let letter = self.pick(b"abcdefghiklmnopqrstuvxy").copied().unwrap_or(b'a');
            typed.push(if blank { ' ' } else { char::from(letter) });
        }
        typed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_run_and_another_one_another() {
        let run = |seed| Dice::new(seed).typing(40);
        assert_eq!(run(7), run(7), "or a failure could not be looked at again");
        assert_ne!(run(7), run(8));
    }

    #[test]
    fn numbers_stay_within_their_bounds_and_reach_them() {
        let mut dice = Dice::new(1);
        let rolled: Vec<u64> = (0..200).map(|_| dice.between(3, 5)).collect();
        assert!(rolled.iter().all(|number| (3..=5).contains(number)) && rolled.contains(&3) && rolled.contains(&5));
        assert_eq!(dice.pick::<u8>(&[]), None);
    }

    #[test]
    fn typing_has_its_length_and_no_blank_that_a_field_might_not_keep() {
        let mut dice = Dice::new(3);
        for count in 1..60 {
            let typed = dice.typing(count);
            assert_eq!((typed.len(), typed.trim().len()), (count, count), "\"{typed}\"");
            assert!(!typed.contains("  "), "\"{typed}\"");
        }
    }
}

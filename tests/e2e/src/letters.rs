//! Words that nobody would write, for typing them.

use fastrand::Rng;

/// Letters and blanks as they come from a keyboard without an input method; neither first nor last is a blank, and no two
/// blanks follow each other. The same for the same state of the generator, so that a failure can be looked at again.
pub(crate) fn typing(rng: &mut Rng, count: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghiklmnopqrstuvxy";
    let mut typed = String::new();
    while typed.len() < count {
        let blank = !typed.is_empty() && typed.len() + 1 < count && !typed.ends_with(' ') && rng.u8(..6) == 0;
        typed.push(if blank { ' ' } else { char::from(LETTERS[rng.usize(..LETTERS.len())]) });
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_words_and_another_one_others() {
        let run = |seed| typing(&mut Rng::with_seed(seed), 40);
        assert_eq!(run(7), run(7), "or a failure could not be looked at again");
        assert_ne!(run(7), run(8));
    }

    #[test]
    fn typing_has_its_length_and_no_blank_that_a_field_might_not_keep() {
        let mut rng = Rng::with_seed(3);
        for count in 1..60 {
            let typed = typing(&mut rng, count);
            assert_eq!((typed.len(), typed.trim().len()), (count, count), "\"{typed}\"");
            assert!(!typed.contains("  "), "\"{typed}\"");
        }
    }
}

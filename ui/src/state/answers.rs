//! Answers of the shell that come in another order than they were asked for.

/// Which answers about one thing may still be taken over. Reads and changes are worked on side by side, so an answer may tell
/// how things were before one that has come already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Answers {
    asked: u64,
    taken: u64,
}

impl Answers {
    /// A read is asked for; with this number its answer is judged.
    pub(crate) fn ask(&mut self) -> u64 {
        self.asked += 1;
        self.asked
    }

    /// The answer to a read came: true if nothing newer was taken over.
    pub(crate) fn may_take(&mut self, read: u64) -> bool {
        let newer = read > self.taken;
        self.taken = self.taken.max(read);
        newer
    }

    /// A change was made and its answer is taken over: reads that were asked for before may not know of it.
    pub(crate) fn changed(&mut self) {
        self.taken = self.asked;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_from_before_a_change_is_dropped() {
        let mut answers = Answers::default();
        let read = answers.ask();
        answers.changed();
        assert!(!answers.may_take(read), "the approved story would be shown as in edit");
        let read = answers.ask();
        assert!(answers.may_take(read));
    }

    #[test]
    fn of_two_reads_the_one_asked_for_later_stays() {
        let mut answers = Answers::default();
        let (first, second) = (answers.ask(), answers.ask());
        assert!(answers.may_take(second));
        assert!(!answers.may_take(first), "it is older than what is shown");
    }
}

//! How many tests passed, failed and were left out, as the runners print it.

/// Passed and failed tests of one run, or of several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Those that passed.
    pub(crate) passed: u32,
    /// Those that failed.
    pub(crate) failed: u32,
    /// Those that this machine cannot run, or that are only run when asked for.
    pub(crate) skipped: u32,
}

impl Counts {
    /// One check that has no tests to count, such as the formatter.
    pub(crate) fn of_check(passed: bool) -> Self {
        Self { passed: u32::from(passed), failed: u32::from(!passed), skipped: 0 }
    }

    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Adds up every closing line in `output`; `None` when there is none.
    ///
    /// Understood are those of `cargo test` (`test result: ok. 5 passed; 0 failed; ...`), of Node's runner in its TAP and
    /// its spec form (`# pass 3`, `ℹ fail 0`), and the plain `5 passed, 0 failed` or `5 passed, 0 failed, 1 skipped`.
    pub(crate) fn read(output: &str) -> Option<Self> {
        output.lines().filter_map(|line| of_line(line.trim())).reduce(Self::and)
    }
}

fn of_line(line: &str) -> Option<Counts> {
    let node = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ "));
    if let Some((word, number)) = node.and_then(|rest| rest.split_once(' ')) {
        let number = number.parse().ok()?;
        return match word {
            "pass" => Some(Counts { passed: number, ..Counts::default() }),
            "fail" => Some(Counts { failed: number, ..Counts::default() }),
            "skipped" => Some(Counts { skipped: number, ..Counts::default() }),
            _ => None,
        };
    }
    let parts = match line.strip_prefix("test result: ") {
        Some(rest) => rest.split_once(". ")?.1.split("; "),
        None => line.split(", "),
    };
    let mut found = Counts::default();
    let mut seen = 0;
    for part in parts {
        match part.split_once(' ') {
            Some((number, "passed")) => found.passed = number.parse().ok()?,
            Some((number, "failed")) => found.failed = number.parse().ok()?,
            Some((number, "ignored" | "skipped")) => {
                found.skipped = number.parse().ok()?;
                continue;
            }
            _ => continue,
        }
        seen += 1;
    }
    (seen == 2).then_some(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_binary_of_cargo_test_counts() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s\n\
            test result: FAILED. 7 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
        assert_eq!(Counts::read(output), Some(Counts { passed: 9, failed: 3, skipped: 1 }));
    }

    #[test]
    fn node_counts_in_both_of_its_forms() {
        assert_eq!(Counts::read("# tests 4\n# pass 3\n# fail 1\n"), Some(Counts { passed: 3, failed: 1, skipped: 0 }));
        assert_eq!(Counts::read("ℹ pass 12\nℹ fail 0\n"), Some(Counts { passed: 12, failed: 0, skipped: 0 }));
    }

    #[test]
    fn a_plain_closing_line_counts_and_prose_does_not() {
        assert_eq!(
            Counts::read("ok gửi bài\n5 passed, 1 failed, 2 skipped\n"),
            Some(Counts { passed: 5, failed: 1, skipped: 2 })
        );
        assert_eq!(Counts::read("error: two tests passed, I believe\n"), None, "a compiler's word is no result");
    }
}

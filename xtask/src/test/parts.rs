//! How long the parts of a layer took.

use std::time::Duration;

/// A part that took less says nothing about where the time goes.
const WORTH_TELLING: Duration = Duration::from_secs(5);
/// Letters of a command line that are shown.
const SHOWN: usize = 90;

/// A command that a layer ran, or something else that it did.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The command line, or what was done.
    pub(crate) what: String,
    /// From its start to its end.
    pub(crate) took: Duration,
}

/// A line for each part that took long enough, the slowest first; none where a layer is of one piece.
pub(crate) fn told(parts: &[Part]) -> Vec<String> {
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut told: Vec<&Part> = parts.iter().filter(|part| part.took >= WORTH_TELLING).collect();
    told.sort_by_key(|part| std::cmp::Reverse(part.took));
    told.iter().map(|part| format!("{:>7.1} s  {}", part.took.as_secs_f64(), shortened(&part.what))).collect()
}

/// Without the linker, which is the same everywhere, and the folders of programs and files; not longer than a line.
fn shortened(what: &str) -> String {
    let words = what.strip_prefix("mold -run ").unwrap_or(what).split(' ');
    let what = words.map(|word| word.rsplit('/').next().unwrap_or(word)).collect::<Vec<_>>().join(" ");
    if what.chars().count() <= SHOWN {
        return what;
    }
    what.chars().take(SHOWN - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(what: &str, seconds: u64) -> Part {
        Part { what: what.to_owned(), took: Duration::from_secs(seconds) }
    }

    #[test]
    fn the_slowest_part_comes_first_and_what_is_quick_is_left_out() {
        let parts = [part("mold -run /opt/rust/bin/cargo build", 7), part("npm ci", 1), part("cargo test", 60)];
        assert_eq!(told(&parts), ["   60.0 s  cargo test", "    7.0 s  cargo build"]);
    }

    #[test]
    fn a_layer_of_one_piece_needs_no_parts() {
        assert!(told(&[part("cargo fmt", 90)]).is_empty());
    }

    #[test]
    fn a_long_command_is_cut_between_letters() {
        let told = told(&[part(&"ố".repeat(300), 9), part("", 0)]);
        assert_eq!(told.len(), 1);
        assert!(told[0].ends_with('…') && told[0].chars().count() <= SHOWN + 11, "{told:?}");
    }
}

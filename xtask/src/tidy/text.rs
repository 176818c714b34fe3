//! Rules about the text of single files.

use crate::tidy::Source;

/// Lines that a file may have; 300 is the aim.
const MOST_LINES: usize = 600;

const CODE: [&str; 6] = [".rs", ".ts", ".css", ".sql", ".sh", ".mjs"];

/// Written in two halves, so that this file does not break its own rule.
const MACROS: [&str; 3] = [concat!("todo", "!("), concat!("dbg", "!("), concat!("unimplemented", "!(")];
const MARKS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Code files that nobody can survey any more.
pub(super) fn too_long(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.ends_with(&CODE))
        .map(|source| (source.path.as_str(), source.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect()
}

/// Code that says of itself that it is not done. A mark that names the issue, as `(#12)` after it, is allowed.
pub(super) fn unfinished(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| source.ends_with(&CODE)) {
        for (index, line) in source.text.lines().enumerate() {
            let left = MACROS
                .iter()
                .find(|word| has_word(line, word))
                .or_else(|| MARKS.iter().find(|word| has_word(line, word) && !line.contains(&format!("{word}(#"))));
            if let Some(word) = left {
                problems.push(format!("{}:{}: {word}", source.path, index + 1));
            }
        }
    }
    problems
}

/// Is `word` in the line, not as part of a longer one?
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let of_word = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(of_word);
        let after = word.ends_with(of_word) && line[at + word.len()..].chars().next().is_some_and(of_word);
        !before && !after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_for_code_and_not_for_prose() {
        let long = "x\n".repeat(601);
        let sources = [
            Source::new("crates/a/src/lib.rs", &long),
            Source::new("docs/guide.md", &long),
            Source::new("ui/styles/a.css", &"x\n".repeat(600)),
        ];
        assert_eq!(too_long(&sources), ["crates/a/src/lib.rs: 601 lines"], "600 lines are still allowed");
    }

    #[test]
    fn unfinished_code_is_found_unless_an_issue_takes_care_of_it() {
        let mark = MARKS[0];
        let text =
            format!("a\n// {mark} later\n// {mark}(#12): see there\nfn f() {{ {}) }}\nlet {mark}S = 1;\n", MACROS[0]);
        let found = unfinished(&[Source::new("a.rs", &text)]);
        assert_eq!(found, [format!("a.rs:2: {mark}"), format!("a.rs:4: {}", MACROS[0])]);
    }
}

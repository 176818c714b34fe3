//! Where the documents lead.

use crate::tidy::Source;

/// Links of Markdown files to files that are not there, and to tests that are not in the file that is named:
/// `` [`name_of_a_test`](tests/some.rs) `` says that `some.rs` has a function of that name.
pub(super) fn broken(sources: &[Source], exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut problems = Vec::new();
    // Documents that are imported in tests lead where they like.
    let ours = |source: &&Source| source.ends_with(&[".md"]) && !source.path.starts_with("tests/fixtures/");
    for source in sources.iter().filter(ours) {
        for (label, target) in links(&source.text) {
            let file = target.split(['#', '?']).next().unwrap_or_default();
            // An address elsewhere, or a heading of the same page.
            if file.is_empty() || file.contains(':') {
                continue;
            }
            let path = beside(&source.path, file);
            if !exists(&path) {
                problems.push(format!("{}: {target} leads nowhere", source.path));
            } else if let Some(name) = function(label).filter(|_| path.ends_with(".rs"))
                && !sources.iter().any(|other| other.path == path && other.text.contains(&format!("fn {name}(")))
            {
                problems.push(format!("{}: {path} has no {name}", source.path));
            }
        }
    }
    problems
}

/// Label and target of each `[label](target)`.
fn links(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices("](").filter_map(|(at, _)| {
        let target = text[at + 2..].split([')', '\n']).next()?;
        let label = text[..at].rsplit(['[', '\n']).next()?;
        Some((label, target))
    })
}

/// The name of a function as a label: `` `in_ticks` ``.
fn function(label: &str) -> Option<&str> {
    let name = label.strip_prefix('`')?.strip_suffix('`')?;
    let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (!name.is_empty() && name.chars().all(of_name)).then_some(name)
}

/// The path of a file that a document names from where it lies.
fn beside(document: &str, file: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_nowhere_and_tests_that_are_gone_are_found() {
        let sources = [
            Source::new("README.md", "![A](docs/a.png) [x](https://x.vn) [here](#top) [adr](docs/adr)"),
            Source::new("docs/guide.md", "[home](../README.md#top), [gone](../NOTES.md)"),
            Source::new("SECURITY.md", "[`a_test`](src/t.rs), [`renamed`](src/t.rs), [t.rs](src/t.rs)"),
            Source::new("src/t.rs", "fn a_test() {}"),
        ];
        let there = ["docs/a.png", "docs/adr", "README.md", "src/t.rs"];
        let found = broken(&sources, |path| there.contains(&path));
        assert_eq!(found, ["docs/guide.md: ../NOTES.md leads nowhere", "SECURITY.md: src/t.rs has no renamed"]);
    }
}

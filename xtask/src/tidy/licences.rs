//! Whether we may give the program away with what it is built from.

use serde_json::Value;

use crate::tidy::Source;

/// Licences, by how their SPDX names begin, that would bind the whole program or forbid a use of it.
const UNFIT: [&str; 8] = ["GPL", "AGPL", "LGPL", "SSPL", "BUSL", "CC-BY-NC", "OSL", "EUPL"];

/// Packages, of Rust and of Node, that offer no licence we can take, or none at all.
pub(super) fn unfit(metadata: &Value, sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        match package["license"].as_str() {
            Some(expression) if fits(expression) => {}
            Some(expression) => problems.push(format!("crate {name}: {expression}")),
            // The text instead of a name; a person has to read it, and then put the crate here.
            None => problems.push(format!("crate {name}: names no licence")),
        }
    }
    for source in sources.iter().filter(|source| source.ends_with(&["package-lock.json"])) {
        let lock: Value = serde_json::from_str(&source.text).unwrap_or_default();
        for (folder, package) in lock["packages"].as_object().into_iter().flatten() {
            let expression = package["license"].as_str();
            if expression.is_some_and(|expression| !fits(expression)) {
                problems.push(format!("{} in {}: {}", folder, source.path, expression.unwrap_or_default()));
            }
        }
    }
    problems
}

/// Is there a choice among the licences of this SPDX expression that we can take? The old `MIT/Apache-2.0` means `OR`.
fn fits(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    any(&mut words)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// `all OR all ...`: AND binds closer.
fn any(words: &mut Words<'_>) -> bool {
    let mut fits = all(words);
    while words.next_if_eq(&"OR").is_some() {
        fits |= all(words);
    }
    fits
}

fn all(words: &mut Words<'_>) -> bool {
    let mut fits = one(words);
    while words.next_if_eq(&"AND").is_some() {
        fits &= one(words);
    }
    fits
}

fn one(words: &mut Words<'_>) -> bool {
    let fits = match words.next() {
        Some("(") => {
            let fits = any(words);
            words.next_if_eq(&")");
            fits
        }
        Some(name) => !UNFIT.iter().any(|unfit| name.starts_with(unfit)),
        None => false,
    };
    if words.next_if_eq(&"WITH").is_some() {
        // An exception only allows more than the licence does; it makes none fit that does not by itself.
        words.next();
    }
    fits
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_choice_that_fits_is_enough() {
        for expression in ["MIT", "MIT/Apache-2.0", "MIT OR Apache-2.0 OR LGPL-2.1-or-later", "MPL-2.0"] {
            assert!(fits(expression), "{expression}");
        }
        for expression in ["Apache-2.0 WITH LLVM-exception", "(MIT OR GPL-3.0) AND Unicode-3.0", "BSD-3-Clause AND MIT"]
        {
            assert!(fits(expression), "{expression}");
        }
    }

    #[test]
    fn what_binds_the_whole_program_does_not_fit() {
        for expression in ["GPL-3.0-only", "AGPL-3.0", "MIT AND GPL-2.0", "(GPL-2.0 OR LGPL-2.1) AND MIT", ""] {
            assert!(!fits(expression), "{expression}");
        }
    }

    #[test]
    fn crates_and_node_packages_are_both_looked_at() {
        let metadata = json!({ "packages": [
            { "name": "serde", "license": "MIT OR Apache-2.0" },
            { "name": "bound", "license": "GPL-3.0-or-later" },
            { "name": "nameless", "license": null },
        ]});
        let lock = json!({ "packages": { "": {}, "node_modules/taken": { "license": "AGPL-3.0-only" } } });
        let found = unfit(&metadata, &[Source::new("ui/editor/package-lock.json", &lock.to_string())]);
        assert_eq!(
            found,
            [
                "crate bound: GPL-3.0-or-later",
                "crate nameless: names no licence",
                "node_modules/taken in ui/editor/package-lock.json: AGPL-3.0-only",
            ]
        );
    }
}

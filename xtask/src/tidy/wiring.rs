//! Things that must be named in two places, which no compiler compares.

use crate::tidy::Source;
use crate::tidy::text::has_word;

/// Migrations that the store does not contain: written, but never carried out.
pub(super) fn lost_migrations(sources: &[Source]) -> Vec<String> {
    let store: Vec<&Source> = sources
        .iter()
        .filter(|source| source.path.starts_with("crates/store/src/") && source.ends_with(&[".rs"]))
        .collect();
    sources
        .iter()
        .filter(|source| source.path.starts_with("migrations/") && source.ends_with(&[".sql"]))
        .filter(|migration| !store.iter().any(|source| source.text.contains(&migration.path)))
        .map(|migration| format!("{} is named nowhere in crates/store/src", migration.path))
        .collect()
}

/// Commands of the contract that the shell does not register. It registers in `generate_handler!`; as long as
/// that is nowhere, there is no shell to compare with.
pub(super) fn unanswered_commands(sources: &[Source]) -> Vec<String> {
    const REGISTER: &str = "generate_handler![";
    let registered: Vec<&str> = sources
        .iter()
        .filter(|source| source.path.starts_with("src-tauri/src/"))
        .flat_map(|source| source.text.split(REGISTER).skip(1))
        .map(|list| list.split_once(']').map_or(list, |(list, _)| list))
        .collect();
    if registered.is_empty() {
        return Vec::new();
    }
    sources
        .iter()
        .filter(|source| source.path.starts_with("crates/contract/src/"))
        .flat_map(|source| source.text.lines().filter_map(declared))
        .filter(|command| !registered.iter().any(|list| has_word(list, command)))
        .map(|command| format!("{command} is declared in crates/contract and not registered in src-tauri"))
        .collect()
}

/// The command that a line declares: `SignIn => "sign_in" -> ...`, or `pub const ADD_PHOTO: &str = "add_photo";`.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if line.starts_with("//") {
        return None;
    }
    let rest = match line.split_once(" => \"") {
        Some((_, rest)) if rest.contains("\" -> ") => rest,
        Some(_) => return None,
        None => line.strip_prefix("pub const ")?.split_once(": &str = \"")?.1,
    };
    // Events are constants too; their names are addresses.
    let command = rest.split('"').next()?;
    command.chars().all(|character| character.is_ascii_lowercase() || character == '_').then_some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_that_nobody_carries_out_is_found() {
        let sources = [
            Source::new("migrations/desk/0001_articles.sql", ""),
            Source::new("migrations/photos/0001_chunks.sql", ""),
            Source::new(
                "crates/store/src/migrations.rs",
                "include_str!(\"../../../migrations/desk/0001_articles.sql\")",
            ),
        ];
        assert_eq!(
            lost_migrations(&sources),
            ["migrations/photos/0001_chunks.sql is named nowhere in crates/store/src"]
        );
    }

    #[test]
    fn a_command_that_the_shell_forgot_is_found() {
        let contract = "requests! {\n    /// `Old => \"old\" -> ()` was\n    SignIn => \"sign_in\" -> Session { name: String }\n    \
                        SignOut => \"sign_out\" -> () {}\n}\npub const ADD_PHOTO: &str = \"add_photo\";\n\
                        pub const CHANGED: &str = \"newsdesk://changed\";\n";
        let shell = "tauri::generate_handler![people::sign_in, photos::add_photos]";
        let sources = |shell: &str| {
            [Source::new("crates/contract/src/people.rs", contract), Source::new("src-tauri/src/lib.rs", shell)]
        };
        let found = unanswered_commands(&sources(shell));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("sign_out "), "{found:?}");
        assert!(found[1].starts_with("add_photo "), "a longer name is another command: {found:?}");
        assert_eq!(unanswered_commands(&sources("fn main() {}")), Vec::<String>::new(), "no shell yet");
    }
}

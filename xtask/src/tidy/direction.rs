//! Which crate may know which.

use serde_json::Value;

use crate::tidy::Source;

/// The packages of this workspace, and those of them that each may be built with.
const MAY_USE: [(&str, &[&str]); 17] = [
    ("copydesk", &[]),
    ("newsroom", &["copydesk"]),
    ("contract", &["newsroom", "copydesk"]),
    ("store", &["newsroom", "copydesk"]),
    ("darkroom", &["newsroom", "copydesk"]),
    ("wordpress", &["newsroom", "copydesk"]),
    ("interchange", &["newsroom", "copydesk"]),
    ("shared", &["newsroom"]),
    ("desk", &["contract", "newsroom", "copydesk", "store", "darkroom", "wordpress", "interchange", "shared"]),
    ("site", &["copydesk"]),
    ("ui", &["contract", "newsroom", "copydesk"]),
    ("newsdesk", &["desk", "contract", "newsroom", "site", "wordpress", "copydesk"]),
    ("newsdesk-e2e", &[]),
    ("newsdesk-readers", &["site"]),
    ("newsdesk-server", &["shared"]),
    ("newsdesk-sending", &["desk", "contract", "newsroom", "site", "wordpress"]),
    ("xtask", &[]),
];

/// The libraries of databases, and the packages that may speak SQL by them.
const SQL: [(&str, &[&str]); 2] = [("rusqlite", &["store", "site"]), ("postgres", &["shared"])];

/// Dependencies that point the wrong way. Tests may use what they need: only what is built counts.
pub(super) fn against(metadata: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for package in members(metadata) {
        let name = text(package, "name");
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            problems.push(format!("{name}: which crates it may use must be said in xtask/src/tidy/direction.rs"));
            continue;
        };
        for dependency in dependencies(package).filter(|dependency| dependency["kind"] != "dev") {
            let other = text(dependency, "name");
            // A path, and no registry: one of ours.
            if dependency["path"].is_string() && !allowed.contains(&other) {
                problems.push(format!("{name} uses {other}"));
            }
        }
    }
    problems
}

/// Crates with a database library, tests among them, and `.sql` files in strange places.
pub(super) fn sql_elsewhere(metadata: &Value, sources: &[Source]) -> Vec<String> {
    let crates = members(metadata).flat_map(|package| {
        let name = text(package, "name");
        let used = dependencies(package).map(|dependency| text(dependency, "name"));
        used.filter(move |used| SQL.iter().any(|(library, homes)| library == used && !homes.contains(&name)))
            .map(move |used| format!("{name} uses {used}"))
    });
    let homes = ["migrations/", "crates/store/", "crates/site/", "crates/shared/", "tests/fixtures/"];
    let files = sources
        .iter()
        .filter(|source| source.ends_with(&[".sql"]) && !homes.iter().any(|home| source.path.starts_with(home)))
        .map(|source| format!("{} belongs to none of {}", source.path, homes.join(", ")));
    crates.chain(files).collect()
}

fn members(metadata: &Value) -> impl Iterator<Item = &Value> {
    let ids = metadata["workspace_members"].as_array().map_or(&[][..], Vec::as_slice);
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    packages.iter().filter(|package| ids.contains(&package["id"]))
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"].as_array().into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn workspace(name: &str, dependencies: &Value) -> Value {
        json!({
            "workspace_members": [name],
            "packages": [
                { "id": name, "name": name, "dependencies": dependencies },
                { "id": "other", "name": "other", "dependencies": [{ "name": "rusqlite", "kind": null }] },
            ],
        })
    }

    #[test]
    fn a_dependency_upwards_is_found_and_one_of_tests_is_not() {
        let up = json!([
            { "name": "store", "kind": null, "path": "/x" },
            { "name": "newsroom", "kind": null, "path": "/x" },
            { "name": "site", "kind": "dev", "path": "/x" },
            { "name": "serde", "kind": null },
        ]);
        assert_eq!(against(&workspace("contract", &up)), ["contract uses store"]);
        assert_eq!(against(&workspace("unheard-of", &json!([]))).len(), 1, "a new crate must be given its place");
    }

    #[test]
    fn sql_outside_its_crates_is_found_in_tests_too() {
        let sqlite = json!([{ "name": "rusqlite", "kind": "dev" }]);
        assert_eq!(sql_elsewhere(&workspace("desk", &sqlite), &[]), ["desk uses rusqlite"]);
        assert_eq!(sql_elsewhere(&workspace("store", &sqlite), &[]), Vec::<String>::new());
        let server = json!([{ "name": "postgres", "kind": null }]);
        assert_eq!(sql_elsewhere(&workspace("store", &server), &[]), ["store uses postgres"]);
        let files = [Source::new("migrations/desk/0001.sql", ""), Source::new("crates/desk/src/a.sql", "")];
        assert_eq!(sql_elsewhere(&workspace("store", &sqlite), &files).len(), 1, "a statement in the use cases");
    }
}

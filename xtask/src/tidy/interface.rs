//! Which part of the interface may know which.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::Source;

/// Where the sources of the interface are.
const ROOT: &str = "ui/src/";

/// The parts that serve all views, and those of them that each may use. Every other module is a view, which may use all.
const SERVANTS: [(&str, &[&str]); 4] =
    [("texts", &[]), ("bridge", &["texts"]), ("widgets", &["texts", "bridge"]), ("state", &["texts", "bridge"])];

/// The files of the interface by the paths of their modules.
type Modules<'a> = BTreeMap<Vec<String>, &'a Source>;

/// Imports that lead from a part below to one above, and loops of imports, but for those of a module with what is within it.
pub(super) fn against(sources: &[Source]) -> Vec<String> {
    let files: Modules = sources
        .iter()
        .filter(|source| source.ends_with(&[".rs"]))
        .filter_map(|source| Some((module(source.path.strip_prefix(ROOT)?), source)))
        .collect();
    let imports: BTreeMap<&[String], BTreeSet<&[String]>> = files
        .iter()
        .map(|(module, source)| {
            let named = paths(&source.text).into_iter().filter_map(|path| found(&files, module, &path));
            (module.as_slice(), named.filter(|other| other != module).collect())
        })
        .collect();
    let upwards = imports.iter().flat_map(|(module, others)| {
        others.iter().filter(|other| !may_use(module, other)).map(|other| (*module, *other))
    });
    let upwards = upwards.map(|(module, other)| format!("{} uses {}", files[module].path, files[other].path));
    let looped = imports.iter().flat_map(|(module, others)| {
        let back = |other: &&&[String]| {
            let within = module.starts_with(other) || other.starts_with(module);
            !within && reaches(&imports, other, module)
        };
        others.iter().filter(back).map(|other| (*module, *other))
    });
    let looped = looped
        .map(|(module, other)| format!("{} uses {}, which leads back to it", files[module].path, files[other].path));
    upwards.chain(looped).collect()
}

fn may_use(module: &[String], other: &[String]) -> bool {
    let Some((name, allowed)) = SERVANTS.iter().find(|(name, _)| *name == part(module)) else { return true };
    part(other) == *name || allowed.contains(&part(other))
}

/// The first name of a module's path; empty for `main.rs`.
fn part(module: &[String]) -> &str {
    module.first().map(String::as_str).unwrap_or_default()
}

/// Is there a way of imports from one module to the other?
fn reaches(imports: &BTreeMap<&[String], BTreeSet<&[String]>>, from: &[String], to: &[String]) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        if module == to {
            return true;
        }
        if let Some((module, others)) = imports.get_key_value(module)
            && seen.insert(*module)
        {
            next.extend(others.iter().copied());
        }
    }
    false
}

/// The path of a file's module: `story/moves.rs` and `story/moves/mod.rs` are both `story::moves`.
fn module(file: &str) -> Vec<String> {
    let path = file.strip_suffix(".rs").unwrap_or(file);
    let mut names: Vec<String> = path.split('/').map(str::to_owned).collect();
    if names == ["main"] || names.last().is_some_and(|last| last == "mod") {
        names.pop();
    }
    names
}

/// The module in which a path that stands in `module` ends; none for what is of another crate.
fn found<'a>(files: &'a Modules<'_>, module: &[String], path: &[String]) -> Option<&'a [String]> {
    let full: Vec<String> = match path.first()?.as_str() {
        "crate" => path[1..].to_vec(),
        "self" => [module, &path[1..]].concat(),
        "super" => {
            let above = path.iter().take_while(|name| *name == "super").count();
            [&module[..module.len().checked_sub(above)?], &path[above..]].concat()
        }
        _ => {
            let child = [module, &path[..1]].concat();
            files.get(&child)?;
            [module, path].concat()
        }
    };
    (0..=full.len()).rev().find_map(|length| files.get_key_value(&full[..length])).map(|(module, _)| module.as_slice())
}

/// Every path that a source imports or writes out from `crate` or `super`. What its tests use does not count.
fn paths(text: &str) -> Vec<Vec<String>> {
    let built = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code: Vec<&str> = built.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let before = code[..at].lines().next_back().unwrap_or_default().trim();
        if code[..at].ends_with('\n') || before.is_empty() || before.starts_with("pub") {
            let tree = code[at + 4..].split(';').next().unwrap_or_default();
            branches(tree, &[], &mut paths);
        }
    }
    for root in ["crate::", "super::"] {
        let written = code.match_indices(root).map(|(at, _)| &code[at..]);
        let end =
            |rest: &str| rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
        paths.extend(written.map(|rest| names(&rest[..end(rest)])).filter(|path| path.len() > 1));
    }
    paths
}

/// The paths of an import: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn branches(tree: &str, before: &[String], paths: &mut Vec<Vec<String>>) {
    let Some((head, rest)) = tree.split_once('{') else {
        let path = [before, &names(tree.split(" as ").next().unwrap_or_default())].concat();
        paths.push(
            path.into_iter()
                .enumerate()
                .filter(|(at, name)| *at == 0 || name != "self")
                .map(|(_, name)| name)
                .collect(),
        );
        return;
    };
    let before = [before, &names(head)].concat();
    let (mut depth, mut begin) = (0, 0);
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    for (at, sign) in inside.char_indices().chain([(inside.len(), ',')]) {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inside[begin..at].trim().is_empty() {
                    branches(&inside[begin..at], &before, paths);
                }
                begin = (at + 1).min(inside.len());
            }
            _ => {}
        }
    }
}

fn names(path: &str) -> Vec<String> {
    path.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<Source> =
            files.iter().map(|(path, text)| Source::new(&format!("{ROOT}{path}"), text)).collect();
        against(&sources)
    }

    #[test]
    fn a_part_that_uses_one_above_it_is_found_however_it_is_written() {
        let above = [("story/mod.rs", ""), ("state/mod.rs", ""), ("texts/mod.rs", ""), ("bridge/page.rs", "")];
        let uses = |path: &'static str, text: &'static str| check(&[&above[..], &[(path, text)]].concat());
        let story = |path| vec![format!("ui/src/{path} uses ui/src/story/mod.rs")];
        let nested =
            "use crate::{\n    bridge::{\n        page,\n    },\n    story::{self, Story},\n    texts::Texts,\n};\n";
        assert_eq!(uses("state/desk.rs", nested), story("state/desk.rs"));
        assert_eq!(uses("state/desk.rs", "pub(crate) use super::super::story::Story as S;\n"), story("state/desk.rs"));
        assert_eq!(uses("widgets/dialog.rs", "fn f() {\n    crate::story::open();\n}\n"), story("widgets/dialog.rs"));
        assert_eq!(
            uses("bridge/shell.rs", "use crate::state::Desk;\n"),
            ["ui/src/bridge/shell.rs uses ui/src/state/mod.rs"]
        );
        assert_eq!(
            uses("texts/tools.rs", "use crate::bridge::page;\n"),
            ["ui/src/texts/tools.rs uses ui/src/bridge/page.rs"]
        );
    }

    #[test]
    fn what_stands_below_may_be_used_and_so_may_neighbours_words_and_other_crates() {
        let fine = check(&[
            ("main.rs", "mod state;\nmod story;\n"),
            ("story/mod.rs", "mod bar;\nuse crate::{state::desk::Desk, texts::Texts};\nuse bar::Bar;\n"),
            ("story/bar.rs", "use super::StoryScreen;\n"),
            (
                "state/desk.rs",
                "//! See [`crate::story`].\nuse newsroom::story;\nuse crate::texts::Texts;\nuse super::place::Place;\n",
            ),
            ("state/place.rs", "#[cfg(test)]\nmod tests {\n    use crate::story::bar;\n}\n"),
            ("texts/mod.rs", ""),
        ]);
        assert_eq!(fine, Vec::<String>::new());
    }

    #[test]
    fn a_loop_is_found_but_for_that_of_a_module_with_what_is_within_it() {
        let found = check(&[
            ("palette/actions.rs", "use crate::story::press;\n"),
            ("story/mod.rs", "use crate::tools::table::Tool;\n"),
            ("tools/table.rs", "use crate::palette::actions;\n"),
            ("tools/zoom.rs", "use crate::palette::actions;\n"),
            ("rescue/mod.rs", "mod leaving;\nuse leaving::Dialog;\n"),
            ("rescue/leaving.rs", "use super::copy;\n"),
        ]);
        let leads = |from: &str, to: &str| format!("ui/src/{from} uses ui/src/{to}, which leads back to it");
        assert_eq!(
            found,
            [
                leads("palette/actions.rs", "story/mod.rs"),
                leads("story/mod.rs", "tools/table.rs"),
                leads("tools/table.rs", "palette/actions.rs")
            ]
        );
    }
}

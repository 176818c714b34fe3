//! Where a part's references lead.

use std::{collections::HashMap, rc::Rc};

use crate::{InterchangeError, package::Package};

/// References of one part, by id.
#[derive(Clone, Default)]
pub(super) struct Relations(HashMap<String, Target>);

/// What a reference names.
#[derive(Clone)]
pub(super) enum Target {
    /// A part of the same package.
    Part { name: String, kind: String },
    /// An address elsewhere; never followed.
    Elsewhere(Rc<str>),
}

impl Relations {
    /// The references of `part` (`"word/document.xml"`; empty for the package itself).
    pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Self, InterchangeError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(tree) = package.xml(&name)? else { return Ok(Self::default()) };
        let mut relations = HashMap::new();
        for relation in tree.children(tree.root()) {
            let (Some(id), Some(target)) = (tree.attr(relation, "Id"), tree.attr(relation, "Target")) else { continue };
            // "http://…/officeDocument/2006/relationships/image"
            let kind = tree.attr(relation, "Type").and_then(|kind| kind.rsplit('/').next()).unwrap_or_default();
            let target = if tree.attr(relation, "TargetMode") == Some("External") {
                Some(Target::Elsewhere(target.into()))
            } else {
                resolve(folder, target).map(|name| Target::Part { name, kind: kind.to_owned() })
            };
            if let Some(target) = target {
                relations.insert(id.to_owned(), target);
            }
        }
        Ok(Self(relations))
    }

    pub(super) fn get(&self, id: &str) -> Option<&Target> {
        self.0.get(id)
    }

    /// The parts of these kinds, by name.
    pub(super) fn parts(&self, wanted: &[&str]) -> Vec<&str> {
        let mut parts: Vec<&str> = self
            .0
            .values()
            .filter_map(|target| match target {
                Target::Part { name, kind } if wanted.contains(&kind.as_str()) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// A part of this kind, the first by name.
    pub(super) fn part(&self, wanted: &str) -> Option<&str> {
        self.0
            .values()
            .filter_map(|target| match target {
                Target::Part { name, kind } if kind == wanted => Some(name.as_str()),
                _ => None,
            })
            .min()
    }
}

/// The part that a reference names; none if it leads out of the package.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    let path = steps.into_iter().filter(|step| !step.is_empty()).collect::<Vec<_>>().join("/");
    (!path.is_empty() && !path.contains(':')).then_some(path)
}

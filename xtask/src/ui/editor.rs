//! The story editor, TypeScript bundled by its own build script into one JavaScript and one style sheet.

use crate::failure::Failure;
use crate::repository::Repository;
use crate::{invocation, stamp};

/// Folder of the editor, from the root.
pub(crate) const FOLDER: &str = "ui/editor";

/// What the build must leave, in this folder.
pub(super) const OUTPUTS: [&str; 2] = ["dist/editor.js", "dist/editor.css"];

/// Bundles the editor if anything in its folder has changed.
///
/// # Errors
/// What npm or the build script says, or [`Failure::Missing`] when it leaves no bundle.
pub(super) fn build(repository: &Repository) -> Result<(), Failure> {
    let folder = repository.path(FOLDER);
    if !folder.join("package.json").exists() {
        return Ok(());
    }
    super::install_packages(repository, FOLDER)?;
    let line = stamp::of(&stamp::files_below(&folder, &["node_modules", "dist", "tests", "test"])?)?;
    let stamp = repository.target("ui/editor.stamp");
    if stamp::holds(&stamp, &line) && OUTPUTS.iter().all(|output| folder.join(output).exists()) {
        return Ok(());
    }
    println!("ui: bundling the editor");
    invocation::run(invocation::command(repository, "npm", &["run", "--silent", "build"]).current_dir(&folder))?;
    for output in OUTPUTS {
        if !folder.join(output).exists() {
            return Err(Failure::Missing { path: folder.join(output), why: "npm run build should have made it" });
        }
    }
    stamp::write_if_changed(&stamp, line.as_bytes()).map(drop)
}

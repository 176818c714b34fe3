//! The interface: everything that the window loads, put together in `ui/dist`.

mod assemble;
mod editor;
mod wasm;

use std::fs::{self, File};
use std::time::Instant;

use crate::failure::Failure;
use crate::repository::Repository;
use crate::stamp;

pub(crate) use editor::FOLDER as EDITOR;
pub(crate) use wasm::TARGET;

/// Builds what is out of date. How large the module may be is not said here: what counts is how soon the window is usable,
/// which `bench start` measures.
///
/// # Errors
/// A step's own failure.
pub(crate) fn build(repository: &Repository, words: &[String]) -> Result<(), Failure> {
    if let Some(word) = words.first() {
        return Err(Failure::Usage(format!("ui takes no \"{word}\"")));
    }
    let began = Instant::now();
    let work = repository.target("ui");
    fs::create_dir_all(&work).map_err(Failure::file(&work))?;
    let _alone = alone(&work.join("lock"))?;

    editor::build(repository)?;
    let bindings = wasm::build(repository, &work)?;
    let changed = assemble::into_dist(repository, &bindings)?;

    let module = repository.path("ui/dist/newsdesk_bg.wasm");
    let bytes = fs::metadata(&module).map_err(Failure::file(&module))?.len();
    let what = if changed == 0 { "up to date".to_owned() } else { format!("{changed} files changed") };
    println!("ui: {what}; wasm {:.0} kB; {:.1} s", bytes as f64 / 1000.0, began.elapsed().as_secs_f64());
    Ok(())
}

/// Waits until no other build of the interface runs in this target folder; holds until dropped.
fn alone(path: &std::path::Path) -> Result<File, Failure> {
    let file = File::create(path).map_err(Failure::file(path))?;
    file.lock().map_err(Failure::file(path))?;
    Ok(file)
}

/// Installs the Node packages of `folder` if its lock file is not the one they were installed from.
pub(crate) fn install_packages(repository: &Repository, folder: &str) -> Result<(), Failure> {
    let lists = ["package.json", "package-lock.json"].map(|name| repository.path(folder).join(name));
    let stamp = repository.path(folder).join("node_modules/.installed");
    let line = stamp::of(&lists)?;
    if stamp::holds(&stamp, &line) {
        return Ok(());
    }
    println!("ui: installing the Node packages of {folder}");
    let mut npm = crate::invocation::command(repository, "npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    crate::invocation::run(npm.current_dir(repository.path(folder)))?;
    stamp::write_if_changed(&stamp, line.as_bytes()).map(drop)
}

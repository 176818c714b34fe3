//! The Leptos part: compiled to wasm, then given the JavaScript that loads it.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Failure;
use crate::repository::Repository;
use crate::{invocation, stamp};

/// The files that a window loads: `newsdesk.js` and `newsdesk_bg.wasm`.
pub(super) struct Bindings {
    /// Where they lie.
    pub(super) folder: PathBuf,
}

/// The target that the interface is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the interface and makes its bindings. Cargo knows best whether the first is needed; the second is skipped
/// when the module is the one it was made from.
///
/// # Errors
/// Cargo's failure, or [`Failure::Bindgen`], as when the interface's `wasm-bindgen` differs from the one in here.
pub(super) fn build(repository: &Repository, work: &Path) -> Result<Bindings, Failure> {
    let flags = format!("target.{TARGET}.rustflags=[{:?}]", same_everywhere());
    invocation::run(&mut invocation::cargo(
        repository,
        &["build", "--package", "ui", "--target", TARGET, "--profile", "wasm-release", "--config", &flags],
    ))?;
    let module = repository.target(&format!("{TARGET}/wasm-release/ui.wasm"));
    let line = stamp::of(std::slice::from_ref(&module))?;
    let folder = work.join("bindings");
    let stamp = work.join("bindings.stamp");
    if !stamp::holds(&stamp, &line) || !folder.join("newsdesk_bg.wasm").exists() {
        bind(&module, &folder)?;
        shrink(repository, &folder.join("newsdesk_bg.wasm"))?;
        stamp::write_if_changed(&stamp, line.as_bytes())?;
    }
    Ok(Bindings { folder })
}

/// Where somebody keeps the sources of packages is no part of the module: it is equally small on every machine.
fn same_everywhere() -> String {
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .unwrap_or_default();
    format!("--remap-path-prefix={home}/registry/src=")
}

/// Binaryen's optimiser, installed with the editor's Node packages: the module becomes smaller by a twelfth.
const OPTIMISER: &str = "ui/editor/node_modules/.bin/wasm-opt";
/// For size, and with what the compiler takes for granted in a web view of today.
const OPTIMISER_OPTIONS: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

fn shrink(repository: &Repository, module: &Path) -> Result<(), Failure> {
    let small = module.with_extension("small");
    let mut command = invocation::command(repository, OPTIMISER, &OPTIMISER_OPTIONS);
    invocation::run(command.arg(module).arg("-o").arg(&small))?;
    fs::rename(&small, module).map_err(Failure::file(module))
}

fn bind(module: &Path, folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .input_path(module)
                .out_name("newsdesk")
                .typescript(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(folder)
        })
        .map_err(|error| Failure::Bindgen(format!("{error:#}")))
}

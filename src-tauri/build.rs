//! Compiles the window's configuration in. Commands are denied unless a capability in `tauri.conf.json` names them.

fn main() {
    let dist = std::path::Path::new("ui/dist");
    // The interface is built by `cargo xtask ui`; checks of the shell alone do without it.
    if let Err(error) = std::fs::create_dir_all(dist) {
        println!("cargo::warning=ui/dist cannot be made: {error}");
    }
    // What is built in is read by a macro, which cargo does not see.
    println!("cargo::rerun-if-changed={}", dist.display());
    let commands: &'static [&'static str] = contract::commands().leak();
    let manifest = tauri_build::AppManifest::new().commands(commands);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error={error:#}");
    }
}

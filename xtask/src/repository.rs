//! Where things lie in this repository.

use std::path::{Path, PathBuf};

/// The work tree that this program was built from.
pub(crate) struct Repository {
    root: PathBuf,
    target: PathBuf,
    program: PathBuf,
}

impl Repository {
    /// The work tree named by Cargo, which sets the manifest's folder for the programs it runs; started by hand, the one
    /// this program was compiled in. `CARGO_TARGET_DIR` is honoured as Cargo does.
    pub(crate) fn here() -> Self {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().map_or_else(|| manifest.clone(), Path::to_owned);
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        // Asked now: a build may put another file in its place while this one runs.
        let program = std::env::current_exe().unwrap_or_else(|_| target.join("debug/xtask"));
        Self { root, target, program }
    }

    /// `relative` below the root.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The root itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// This very program.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// `relative` below Cargo's target folder.
    pub(crate) fn target(&self, relative: &str) -> PathBuf {
        self.target.join(relative)
    }
}

//! Newsdesk in a folder of its own, started, closed, killed and started again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::webdriver::{Session, Start};
use crate::{process, wait};

/// A window is there within this time even where everything is built beside it.
const OPENING: Duration = Duration::from_secs(60);

/// One laptop with Newsdesk on it.
pub(crate) struct Newsdesk {
    program: PathBuf,
    folder: TempDir,
    /// The newsroom.
    data: PathBuf,
    environment: Vec<(String, String)>,
    running: Option<Running>,
}

struct Running {
    session: Session,
    process: u32,
}

impl Newsdesk {
    /// A laptop on which Newsdesk was never started.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub(crate) fn new(program: &Path) -> Result<Self, Failure> {
        let program = std::path::absolute(program).map_err(Failure::file(program))?;
        if !program.exists() {
            return Err(Failure::Usage(format!("there is no program {}", program.display())));
        }
        let folder = tempfile::Builder::new().prefix("newsdesk-e2e-").tempdir();
        let folder = folder.map_err(Failure::start("a folder"))?;
        // What the webview remembers is of this laptop alone.
        let own = |name: &str, part: &str| (name.to_owned(), folder.path().join(part).display().to_string());
        let environment = vec![own("XDG_DATA_HOME", "share"), own("XDG_CACHE_HOME", "cache")];
        let data = folder.path().join("newsroom");
        Ok(Self { program, folder, data, environment, running: None })
    }

    /// A second copy of the program for the same newsroom, which it knows by another path.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub(crate) fn second_copy(&self) -> Result<Self, Failure> {
        let mut copy = Self::new(&self.program)?;
        copy.data = copy.folder.path().join("the-same-newsroom");
        std::os::unix::fs::symlink(&self.data, &copy.data).map_err(Failure::file(&copy.data))?;
        Ok(copy)
    }

    /// With one more variable in its environment.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// The same for one that was made already; counts from its next start.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// A folder of this journey, for files beside those of Newsdesk.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Starts it and waits until it takes commands. Returns how long that took.
    pub(crate) fn start(&mut self) -> Result<Duration, Failure> {
        let began = Instant::now();
        let start = Start {
            binary: Some(&self.program),
            arguments: &["--data".to_owned(), self.data().display().to_string()],
            environment: &self.environment,
            log: &self.log(),
        };
        let session = Session::start(&start)?;
        let process = process::with_folder(&self.program, self.data());
        let process = process.ok_or_else(|| Failure::Wrong("Newsdesk has no process".to_owned()))?;
        self.running = Some(Running { session, process });
        self.desk()?.is_there(OPENING)?;
        Ok(began.elapsed())
    }

    /// The page in its window.
    pub(crate) fn desk(&self) -> Result<Desk<'_>, Failure> {
        let running = self.running()?;
        Ok(Desk::new(&running.session, running.process))
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) -> Result<(), Failure> {
        process::kill(self.running()?.process)?;
        self.running = None;
        Ok(())
    }

    /// Closes the window as a person does, and waits until the program has ended.
    pub(crate) fn close(&mut self) -> Result<(), Failure> {
        self.desk()?.window()?.close()?;
        process::ended(self.running()?.process, wait::USUAL)?;
        self.running = None;
        Ok(())
    }

    /// Closes the window and opens it again.
    pub(crate) fn reopen(&mut self) -> Result<(), Failure> {
        self.close()?;
        self.start().map(drop)
    }

    /// Everything it and its window wrote.
    pub(crate) fn said(&self) -> String {
        fs::read(self.log()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// Leaves in `folder` what helps to understand a failure: a picture, the page, what the program wrote.
    pub(crate) fn leave_evidence(&self, folder: &Path) -> Result<(), Failure> {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        let put = |name: &str, bytes: &[u8]| {
            let path = folder.join(name);
            fs::write(&path, bytes).map_err(Failure::file(&path))
        };
        put("newsdesk.log", self.said().as_bytes())?;
        if let Ok(desk) = self.desk() {
            put("page.html", desk.session().source()?.as_bytes())?;
            put("window.png", &desk.picture()?)?;
        }
        Ok(())
    }

    /// What its window tells a person just now: notices, an open dialogue, where the cursor is. Empty if it has no window.
    pub(crate) fn tells(&self) -> String {
        let script = "const texts = css => Array.from(document.querySelectorAll(css), e => e.textContent.trim());
            const at = document.activeElement;
            return [...texts('.notice'), ...texts('dialog[open] h2'),
                'cursor in ' + (at ? at.dataset.testid || at.id || at.tagName : 'nothing')].join(' | ');";
        let told = self.desk().and_then(|desk| desk.session().run(script, serde_json::json!([])));
        told.ok().as_ref().and_then(serde_json::Value::as_str).map(str::to_owned).unwrap_or_default()
    }

    fn running(&self) -> Result<&Running, Failure> {
        self.running.as_ref().ok_or_else(|| Failure::Wrong("Newsdesk is not running".to_owned()))
    }

    /// Was it started, and neither closed nor killed?
    pub(crate) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// The folder of the newsroom.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// The running program.
    pub(crate) fn process(&self) -> Result<u32, Failure> {
        Ok(self.running()?.process)
    }

    /// It was killed by the journey itself, without [`Newsdesk::kill`].
    pub(crate) fn was_killed(&mut self) {
        self.running = None;
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("newsdesk.log")
    }
}

impl Drop for Newsdesk {
    fn drop(&mut self) {
        self.running = None;
        // The driver ends what it has started; should it have failed to, nothing may stay behind.
        if let Some(number) = process::with_folder(&self.program, self.data())
            && let Err(failure) = process::kill(number)
        {
            eprintln!("newsdesk-e2e: {failure}");
        }
    }
}

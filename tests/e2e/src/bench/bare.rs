//! A page with nothing in it, in the small browser that WebKitGTK brings along: the least that a window of this engine takes
//! to start, and to stay.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::failure::Failure;
use crate::process;
use crate::wait::USUAL;

/// Where Debian has it, below the folder of the machine's kind.
const BROWSER: &str = "webkit2gtk-4.1/MiniBrowser";
/// Tells when it was painted: in the task after the first frame.
const PAGE: &str = "<!doctype html><meta charset=utf-8><title>.</title><p>Xin chào!</p><script>
    requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => fetch('/painted?' + (performance.timeOrigin + performance.now()));
        after.port2.postMessage(null);
    });
</script>";

/// The running browser.
pub(crate) struct Bare {
    child: Child,
    began: f64,
    painted: mpsc::Receiver<f64>,
    _folder: TempDir,
}

impl Bare {
    /// Starts it.
    ///
    /// # Errors
    /// [`Failure::NotHere`] where the system does not have it.
    pub(crate) fn start() -> Result<Self, Failure> {
        let (address, painted) = serve()?;
        let folder = tempfile::Builder::new().prefix("newsdesk-bare-").tempdir().map_err(Failure::start("a folder"))?;
        let child = Command::new(program()?)
            .arg(address)
            .env("XDG_DATA_HOME", folder.path().join("share"))
            .env("XDG_CACHE_HOME", folder.path().join("cache"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Failure::start(BROWSER))?;
        let began = process::began(child.id())?;
        Ok(Self { child, began, painted, _folder: folder })
    }

    /// When its process began, in milliseconds since 1970.
    pub(crate) fn began(&self) -> f64 {
        self.began
    }

    /// When the page was painted.
    pub(crate) fn painted(&self) -> Result<f64, Failure> {
        let told = self.painted.recv_timeout(USUAL);
        told.map_err(|_| Failure::Wrong("the bare page was not painted".to_owned()))
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // Its helpers end with it.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn program() -> Result<PathBuf, Failure> {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let mut programs = folders.map(|folder| folder.path().join(BROWSER));
    let none = || Failure::NotHere(format!("there is no /usr/lib/*/{BROWSER}"));
    programs.find(|program| program.exists()).ok_or_else(none)
}

/// Serves [`PAGE`] and passes on what it tells.
fn serve() -> Result<(String, mpsc::Receiver<f64>), Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Failure::start("a web server"))?;
    let address = listener.local_addr().map_err(Failure::start("a web server"))?;
    let (tell, painted) = mpsc::channel();
    thread::spawn(move || {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length";
        for mut stream in listener.incoming().flatten() {
            // A connection that is opened in advance may never ask.
            drop(stream.set_read_timeout(Some(Duration::from_secs(1))));
            let mut asked = [0; 4096];
            let length = stream.read(&mut asked).unwrap_or_default();
            let asked = String::from_utf8_lossy(&asked[..length]).into_owned();
            let told = asked.split_whitespace().nth(1).and_then(|path| path.strip_prefix("/painted?"));
            // A client that goes away early is its own business.
            drop(write!(stream, "{head}: {}\r\n\r\n{PAGE}", PAGE.len()));
            // The first one that tells is heard, unless the measuring is over.
            if let Some(at) = told.and_then(|at| at.parse().ok())
                && tell.send(at).is_ok()
            {
                return;
            }
        }
    });
    Ok((format!("http://{address}/"), painted))
}

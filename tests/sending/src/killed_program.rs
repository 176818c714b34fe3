//! The program that is killed: this very one, started again in a mode that people do not see.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use wordpress::HttpTransport;

use crate::failure::Failure;
use crate::office::Office;
use crate::proxy::Victim;
use crate::test_site::Access;

/// The command of that mode.
pub(crate) const COMMAND: &str = "doomed";
/// What it says when it is about to begin.
const READY: &str = "ready";

/// A program that waits for the word to begin.
pub(crate) struct KilledProgram {
    /// Can be killed.
    pub(crate) victim: Victim,
    orders: ChildStdin,
    said: BufReader<ChildStdout>,
}

impl KilledProgram {
    /// Starts it on a newsroom's folder, up to where it begins with its `work`.
    pub(crate) fn start(folder: &Path, access: &Access, work: &str, log: &Path) -> Result<Self, Failure> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(COMMAND)
            .arg(work)
            .arg(folder)
            .arg(log)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (mut orders, said) = pipes.ok_or_else(Failure::wrong("a child has no pipes"))?;
        // Not as an argument: everybody on the computer sees those.
        writeln!(orders, "{}", access.to_json())?;
        let mut said = BufReader::new(said);
        let mut line = String::new();
        said.read_line(&mut line)?;
        if line.trim() != READY {
            return Err(Failure::Wrong("the program that was to be killed did not come up".to_owned()));
        }
        Ok(Self { victim: Arc::new(Mutex::new(child)), orders, said })
    }

    /// Lets it begin, and returns when it is dead or done.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        // It may be dead already when the word comes.
        if let Err(error) = writeln!(self.orders, "go") {
            tracing::debug!(%error, "no word to the doomed");
        }
        let mut rest = String::new();
        self.said.read_to_string(&mut rest)?;
        self.victim.lock().unwrap_or_else(PoisonError::into_inner).wait()?;
        Ok(())
    }
}

/// That mode.
pub(crate) fn live(words: &[String]) -> Result<(), Failure> {
    let [work, folder, log] = words else {
        return Err(Failure::Usage(format!("{COMMAND} WORK FOLDER LOG")));
    };
    crate::secrets::log_to(Path::new(log))?;
    let mut orders = std::io::stdin().lines();
    let mut next = || orders.next().transpose().map(Option::unwrap_or_default);
    let access = Access::from_json(&next()?)?;
    let office = Office::open(Path::new(folder), Arc::new(HttpTransport::new()))?;
    office.connect(&access)?;
    println!("{READY}");
    next()?;
    match work.as_str() {
        "transmit" => office.transmit().map(|_| ()),
        "mirror" => office.mirror(&|_, _| {}),
        other => Err(Failure::Usage(format!("no work \"{other}\""))),
    }
}

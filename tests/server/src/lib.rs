//! A throw-away PostgreSQL on loopback, with an authority and a certificate of its own, for tests and for trying out a newsroom of
//! several laptops. It ends, and its files go, with the process that started it, however that goes.

mod certificates;

pub use certificates::Authority;

use shared::Address;
use std::{
    fs, io,
    net::TcpListener,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

/// The role that may do everything there.
pub const ADMINISTRATOR: &str = "postgres";
/// Its passphrase. The server is reached from this computer alone.
pub const PASSWORD: &str = "một mật khẩu dài";

/// How long a server may take to start.
const START: Duration = Duration::from_secs(60);

/// What the keeper does: it waits for the end of its input, which this process holds. A server that is killed leaves its files, to be
/// run again.
const KEEPER: &str = r#""$1" -D "$2/data" >>"$2/log" 2>&1 & server=$!; echo $server >"$2/pid"; cat >/dev/null; kill -QUIT $server 2>/dev/null; wait $server; [ -e "$2/stays" ] || rm -rf -- "$2""#;

/// How long until nothing of a killed server is left.
const END: Duration = Duration::from_secs(20);

/// What a server promises its disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Nothing: fast.
    None,
    /// What was committed survives a crash.
    Crash,
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    port: u16,
    ca_pem: String,
    programs: PathBuf,
    account: Account,
    keeper: Option<Child>,
}

impl Server {
    /// Makes a server in a new folder and starts it.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] where PostgreSQL's server is not installed; else what went wrong, with its log.
    pub fn start(durability: Durability) -> io::Result<Self> {
        let programs = programs()?;
        let folder = tempfile::Builder::new().prefix("newsdesk-postgres").tempdir()?.keep();
        let account = Account::of(&folder)?;
        account.give(&folder)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let authority = Authority::new("the newsroom's authority")?;
        let mut server = Self { folder, port, ca_pem: authority.pem(), programs, account, keeper: None };
        server.prepare(&authority, durability)?;
        server.run()?;
        Ok(server)
    }

    /// Where one of its databases is.
    #[must_use]
    pub fn address(&self, database: &str) -> Address {
        Address { host: "127.0.0.1".into(), port: self.port, database: database.into(), ca_pem: self.ca_pem.clone() }
    }

    /// Its port on loopback.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Makes an empty database that nobody else has.
    ///
    /// # Errors
    /// What the server says.
    pub fn make_database(&self) -> io::Result<String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("paper_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        self.ask("createdb", &[&name])?;
        Ok(name)
    }

    /// Cuts its power: all its processes die at once, and what they had not said is lost.
    ///
    /// # Errors
    /// Where it does not run, or something of it does not die.
    pub fn kill(&mut self) -> io::Result<()> {
        fs::write(self.folder.join("stays"), "")?;
        let server = fs::read_to_string(self.folder.join("pid"))?.trim().to_owned();
        // Halted, it neither notices the death of the others nor begins new ones.
        succeeded("kill", &Command::new("kill").args(["-STOP", &server]).output()?)?;
        let mut all = children_of(&server)?;
        all.push(server);
        // One of them may have ended by itself meanwhile.
        drop(Command::new("kill").arg("-KILL").args(&all).output()?);
        if let Some(mut keeper) = self.keeper.take() {
            drop(keeper.stdin.take());
            keeper.wait()?;
        }
        let begun = Instant::now();
        while all.iter().any(|process| is_alive(process)) {
            if begun.elapsed() > END {
                return Err(io::Error::other("a killed server does not die"));
            }
            thread::sleep(Duration::from_millis(10));
        }
        fs::remove_file(self.folder.join("stays"))
    }

    /// Starts it again after [`Server::kill`], as it stood.
    ///
    /// # Errors
    /// Where it does not start, with its log.
    pub fn run(&mut self) -> io::Result<()> {
        match fs::remove_file(self.data().join("postmaster.pid")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut keeper = self.account.command(Path::new("/bin/sh"));
        keeper.args(["-c", KEEPER, "keeper"]).arg(self.programs.join("postgres")).arg(&self.folder);
        keeper.stdout(Stdio::null()).stderr(Stdio::null());
        self.keeper = Some(keeper.current_dir(&self.folder).stdin(Stdio::piped()).spawn()?);
        let begun = Instant::now();
        while self.ask("pg_isready", &[]).is_err() {
            if begun.elapsed() > START {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(io::Error::other(format!("PostgreSQL does not start: {log}")));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// What is the server's own.
    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn prepare(&self, authority: &Authority, durability: Durability) -> io::Result<()> {
        let password = self.folder.with_extension("passphrase");
        fs::write(&password, PASSWORD)?;
        self.account.give(&password)?;
        let mut initdb = self.account.command(&self.programs.join("initdb"));
        initdb.arg("-D").arg(self.data()).args(["-U", ADMINISTRATOR, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        initdb.args(["-A", "scram-sha-256", "--pwfile"]).arg(&password);
        let made = initdb.current_dir(&self.folder).stdin(Stdio::null()).output()?;
        fs::remove_file(&password)?;
        succeeded("initdb", &made)?;
        let (certificate, key) = authority.certificate(&["localhost", "127.0.0.1"])?;
        for (name, text) in [("server.crt", certificate), ("server.key", key)] {
            let path = self.data().join(name);
            fs::write(&path, text)?;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
            self.account.give(&path)?;
        }
        fs::write(self.data().join("pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n")?;
        let durable = if durability == Durability::Crash { "on" } else { "off" };
        let settings = format!(
            "port = {}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nssl = on\nfsync = {durable}\n\
             full_page_writes = {durable}\nshared_buffers = 64MB\nmax_connections = 200\nlc_messages = 'C'\n",
            self.port
        );
        let path = self.data().join("postgresql.conf");
        fs::write(&path, fs::read_to_string(&path)? + &settings)
    }

    /// Runs one of PostgreSQL's own programs as the administrator.
    fn ask(&self, program: &str, arguments: &[&str]) -> io::Result<()> {
        let mut command = Command::new(self.programs.join(program));
        command.env("PGPASSWORD", PASSWORD).env("PGSSLMODE", "require").env("PGUSER", ADMINISTRATOR);
        command.env("PGHOST", "127.0.0.1").env("PGPORT", self.port.to_string());
        succeeded(program, &command.args(arguments).stdin(Stdio::null()).output()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The keeper does the rest, also where this process was killed.
        if let Some(mut keeper) = self.keeper.take() {
            drop(keeper.stdin.take());
            drop(keeper.wait());
        }
    }
}

/// State and parent of a process; none for one that is gone.
fn state_and_parent(process: &str) -> Option<(String, String)> {
    let told = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Its name, in brackets, may have blanks (proc(5)).
    let mut rest = told.rsplit_once(')')?.1.split_whitespace().map(str::to_owned);
    rest.next().zip(rest.next())
}

/// False for a process that is gone, or dead and not buried yet.
fn is_alive(process: &str) -> bool {
    state_and_parent(process).is_some_and(|(state, _)| state != "Z" && state != "X")
}

fn children_of(process: &str) -> io::Result<Vec<String>> {
    let all = fs::read_dir("/proc")?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    Ok(all.filter(|one| state_and_parent(one).is_some_and(|(_, parent)| parent == process)).collect())
}

fn succeeded(program: &str, output: &Output) -> io::Result<()> {
    if output.status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("{program}: {}", String::from_utf8_lossy(&output.stderr))))
}

/// Where Debian puts the server's programs: the newest.
fn programs() -> io::Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
        .filter(|(_, path)| path.join("initdb").exists());
    let missing =
        || io::Error::new(io::ErrorKind::NotFound, "PostgreSQL's server is missing: apt-get install postgresql");
    found.max().map(|(_, path)| path).ok_or_else(missing)
}

/// Whom the server runs as: it refuses root.
#[derive(Debug)]
enum Account {
    Same,
    Other { uid: u32, gid: u32 },
}

impl Account {
    fn of(folder: &Path) -> io::Result<Self> {
        if fs::metadata(folder)?.uid() != 0 {
            return Ok(Self::Same);
        }
        let ask = |what: &str| -> io::Result<u32> {
            let output = Command::new("id").args([what, "postgres"]).output()?;
            let id = String::from_utf8_lossy(&output.stdout).trim().parse();
            id.map_err(|_| io::Error::other("Debian's package postgresql makes a user postgres, and there is none"))
        };
        Ok(Self::Other { uid: ask("-u")?, gid: ask("-g")? })
    }

    fn give(&self, path: &Path) -> io::Result<()> {
        match self {
            Self::Same => Ok(()),
            Self::Other { uid, gid } => chown(path, Some(*uid), Some(*gid)),
        }
    }

    fn command(&self, program: &Path) -> Command {
        let Self::Other { uid, gid } = self else { return Command::new(program) };
        let mut command = Command::new("setpriv");
        command.args([&format!("--reuid={uid}"), &format!("--regid={gid}"), "--clear-groups", "--"]).arg(program);
        command
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_killed_server_runs_again_as_often_as_one_likes_and_leaves_nothing() {
        let mut server = Server::start(Durability::Crash).unwrap();
        for _ in 0..8 {
            server.make_database().unwrap();
            server.kill().unwrap();
            assert!(server.make_database().is_err(), "it is dead");
            server.run().unwrap();
        }
        server.make_database().unwrap();
        let folder = server.folder.clone();
        drop(server);
        assert!(!folder.exists());
    }
}

//! The password of a site in the computer's keyring, a real one: GNOME's.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::app::Newsdesk;
use crate::desk::{Desk, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::journeys::typing::cut_power;
use crate::process;
use crate::runner::Bench;
use crate::scene::CHIEF;
use crate::site::Site;
use crate::wait::{self, Seen, USUAL};

/// The password outlives a power cut in the keyring, is in no file of Newsdesk's, and is forgotten when that is wished.
pub(super) fn password_kept(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let keyring = Keyring::start(newsdesk.folder())?;
    newsdesk.set(BUS, &keyring.address);
    open_ready(newsdesk)?;
    let site = Site::start(&bench.app)?;
    let login = site.login();
    let desk = newsdesk.desk()?;
    desk.sign_in(CHIEF)?;
    desk.press("sites")?;
    desk.click(&hook("site-remember"))?;
    desk.connect_site(&login)?;
    says(desk, &login.address, KEPT)?;
    let data = newsdesk.data().to_owned();
    for form in [login.password.clone(), login.password.replace(' ', "")] {
        let found = holding(&data, form.as_bytes())?;
        ensure(found.is_empty(), || format!("the password lies in {found:?}"))?;
    }

    cut_power(newsdesk)?;
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(CHIEF)?;
    desk.press("sites")?;
    says(desk, &login.address, KEPT)?;
    // The site tells what an account may do to nobody but this account.
    desk.click(&format!("{}:has(.badge:not(.badge--returned)):has({}) summary", hook("site"), hook("site-forget")))?;
    desk.sees(&hook("section-place"))?;
    desk.press("site-forget")?;
    says(desk, &login.address, "Cần mật khẩu")?;

    newsdesk.kill()?;
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(CHIEF)?;
    desk.press("sites")?;
    says(desk, &login.address, "Cần mật khẩu")
}

const KEPT: &str = "Mật khẩu trong kho khóa";

/// Waits until the line of the site at this address says so.
fn says(desk: Desk<'_>, address: &str, words: &str) -> Result<(), Failure> {
    let address = address.trim_end_matches('/');
    wait::until(&format!("\"{words}\" of {address}"), USUAL, || {
        let lines = desk.texts(&hook("site"))?;
        let said = lines.iter().any(|line| line.contains(address) && line.contains(words));
        Ok(if said { Seen::Yes(()) } else { Seen::NotYet(format!("{lines:?}")) })
    })
}

/// Files below a folder in which these bytes stand.
fn holding(folder: &Path, secret: &[u8]) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, secret)?);
        } else if fs::read(&path).is_ok_and(|bytes| bytes.windows(secret.len()).any(|window| window == secret)) {
            found.push(path.display().to_string());
        }
    }
    Ok(found)
}

/// A keyring that is open, as it is after a login, on a session bus of its own: on that of the other journeys a locked one may
/// answer already. Ends with this.
struct Keyring {
    bus: Child,
    daemon: Child,
    address: String,
}

const BUS: &str = "DBUS_SESSION_BUS_ADDRESS";

impl Keyring {
    fn start(folder: &Path) -> Result<Self, Failure> {
        let mut bus = started(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address"]))?;
        let mut address = String::new();
        if let Some(said) = bus.stdout.take() {
            BufReader::new(said).read_line(&mut address)?;
        }
        let address = address.trim().to_owned();
        let mut daemon = started(
            Command::new("gnome-keyring-daemon")
                .args(["--unlock", "--foreground", "--components=secrets"])
                .env(BUS, &address)
                .env("XDG_DATA_HOME", folder.join("keyrings"))
                .env("XDG_CACHE_HOME", folder.join("keyrings")),
        )?;
        if let Some(mut input) = daemon.stdin.take() {
            input.write_all("mở kho khóa".as_bytes())?;
        }
        let keyring = Self { bus, daemon, address };
        // Whoever asks a service that is not there yet has the bus start another one.
        keyring.says("a keyring", &HAS_OWNER, "boolean true")?;
        // The keyring that is used if nothing else is said; "/" while there is none.
        keyring.says("an open keyring", &READ_ALIAS, "/org/freedesktop/secrets/collection/")?;
        Ok(keyring)
    }

    fn says(&self, what: &str, question: &[&str], answer: &str) -> Result<(), Failure> {
        let bus = format!("--bus={}", self.address);
        wait::until(what, USUAL, || {
            let said = process::text("dbus-send", &[&[bus.as_str(), "--print-reply"], question].concat());
            let said = said.unwrap_or_else(|failure| failure.to_string());
            Ok(if said.contains(answer) { Seen::Yes(()) } else { Seen::NotYet(said) })
        })
    }
}

fn started(command: &mut Command) -> Result<Child, Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|source| Failure::Start { program, source })
}

/// D-Bus specification, `NameHasOwner`.
const HAS_OWNER: [&str; 4] = [
    "--dest=org.freedesktop.DBus",
    "/org/freedesktop/DBus",
    "org.freedesktop.DBus.NameHasOwner",
    "string:org.freedesktop.secrets",
];
/// Secret Service API 0.2, `ReadAlias`.
const READ_ALIAS: [&str; 4] = [
    "--dest=org.freedesktop.secrets",
    "/org/freedesktop/secrets",
    "org.freedesktop.Secret.Service.ReadAlias",
    "string:default",
];

impl Drop for Keyring {
    fn drop(&mut self) {
        for child in [&mut self.daemon, &mut self.bus] {
            if child.kill().is_ok() && child.wait().is_err() {
                eprintln!("a program of the keyring did not end");
            }
        }
    }
}

//! A client of `WebKitWebDriver`: the few commands of the W3C `WebDriver` standard that the journeys need.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::wait;

/// The program from Debian's package `webkit2gtk-driver`.
const DRIVER: &str = "WebKitWebDriver";
/// The key under which the standard names an element (section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// A window that is busy answers late; one that hangs never does.
const PATIENCE: Duration = Duration::from_secs(120);

/// Keys by the code points of the standard (section 17.4.2).
pub(crate) mod key {
    pub(crate) const TAB: char = '\u{E004}';
    pub(crate) const ENTER: char = '\u{E007}';
    pub(crate) const SHIFT: char = '\u{E008}';
    pub(crate) const CONTROL: char = '\u{E009}';
    pub(crate) const ALT: char = '\u{E00A}';
    pub(crate) const ESCAPE: char = '\u{E00C}';
    pub(crate) const END: char = '\u{E010}';
    pub(crate) const LEFT: char = '\u{E012}';
    pub(crate) const UP: char = '\u{E013}';
    pub(crate) const DOWN: char = '\u{E015}';
    pub(crate) const F1: char = '\u{E031}';
    pub(crate) const F8: char = '\u{E038}';
    pub(crate) const F9: char = '\u{E039}';
    pub(crate) const BACKSPACE: char = '\u{E003}';

    /// These keys while a modifier is held. WebKit's driver lets go of one that is named again, and knows no other way
    /// within one text.
    pub(crate) fn holding(modifier: char, keys: &str) -> String {
        format!("{modifier}{keys}{modifier}")
    }
}

/// What to start, and how.
pub(crate) struct Start<'a> {
    /// The program whose window is driven; none for WebKit's own small browser.
    pub(crate) binary: Option<&'a Path>,
    /// Its arguments.
    pub(crate) arguments: &'a [String],
    /// More environment for it.
    pub(crate) environment: &'a [(String, String)],
    /// Where everything goes that it and the driver write.
    pub(crate) log: &'a Path,
}

/// An element of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element(String);

impl Element {
    /// As an argument for [`Session::run`].
    pub(crate) fn to_json(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A driven window. Dropping it ends the driver, and with it the program.
pub(crate) struct Session {
    driver: Child,
    agent: ureq::Agent,
    /// Address of the session at the driver; empty until there is one.
    root: String,
}

impl Session {
    /// Starts the driver and the program, and waits until the window can be driven.
    pub(crate) fn start(start: &Start<'_>) -> Result<Self, Failure> {
        let log = File::options().create(true).append(true).open(start.log).map_err(Failure::file(start.log))?;
        let errors = log.try_clone().map_err(Failure::file(start.log))?;
        let port = free_port()?;
        let driver = Command::new(DRIVER)
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(start.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .spawn()
            .map_err(Failure::start(DRIVER))?;
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build();
        let mut session = Self { driver, agent: config.new_agent(), root: String::new() };
        let base = format!("http://127.0.0.1:{port}");
        wait::until_so("the driver of the window", wait::USUAL, || {
            Ok(session.agent.get(format!("{base}/status")).call().is_ok())
        })?;
        let wanted = match start.binary {
            Some(binary) => json!({ "webkitgtk:browserOptions": { "binary": binary, "args": start.arguments } }),
            None => json!({}),
        };
        let wanted = json!({ "capabilities": { "alwaysMatch": wanted } });
        let opened = session.send(&format!("{base}/session"), &wanted)?;
        session.root = format!("{base}/session/{}", opened["sessionId"].as_str().unwrap_or_default());
        Ok(session)
    }

    /// The first element that matches.
    pub(crate) fn find(&self, css: &str) -> Result<Element, Failure> {
        let found = self.post("element", &json!({ "using": "css selector", "value": css }))?;
        Ok(element(&found))
    }

    /// All elements that match.
    pub(crate) fn find_all(&self, css: &str) -> Result<Vec<Element>, Failure> {
        let found = self.post("elements", &json!({ "using": "css selector", "value": css }))?;
        Ok(found.as_array().into_iter().flatten().map(element).collect())
    }

    /// Presses the mouse on the middle of an element.
    pub(crate) fn click(&self, element: &Element) -> Result<(), Failure> {
        self.post(&format!("element/{}/click", element.0), &json!({})).map(drop)
    }

    /// Types into an element; keys of [`key`] among the text. For a file field the text is paths, one a line.
    pub(crate) fn type_into(&self, element: &Element, text: &str) -> Result<(), Failure> {
        self.post(&format!("element/{}/value", element.0), &json!({ "text": text })).map(drop)
    }

    /// Types where the focus is.
    pub(crate) fn type_here(&self, text: &str) -> Result<(), Failure> {
        let active = self.get("element/active")?;
        self.type_into(&element(&active), text)
    }

    /// A property of an element, `value` for what stands in a field.
    pub(crate) fn property(&self, element: &Element, name: &str) -> Result<Value, Failure> {
        self.get(&format!("element/{}/property/{name}", element.0))
    }

    /// Can it be used: neither disabled nor within something that is?
    pub(crate) fn enabled(&self, element: &Element) -> Result<bool, Failure> {
        Ok(self.get(&format!("element/{}/enabled", element.0))? == json!(true))
    }

    /// Runs the body of a function in the page and gives what it returns.
    pub(crate) fn run(&self, script: &str, arguments: Value) -> Result<Value, Failure> {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// The same for what comes later: the script gets a function as its last argument, and what that is called with is
    /// the answer.
    pub(crate) fn run_later(&self, script: &str, arguments: Value) -> Result<Value, Failure> {
        self.post("execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// The page as its markup stands now.
    pub(crate) fn source(&self) -> Result<String, Failure> {
        Ok(self.get("source")?.as_str().unwrap_or_default().to_owned())
    }

    /// Goes to an address.
    pub(crate) fn go(&self, address: &str) -> Result<(), Failure> {
        self.post("url", &json!({ "url": address })).map(drop)
    }

    /// Places the window and gives it a size, in pixels of the screen.
    pub(crate) fn place(&self, (x, y): (u32, u32), (width, height): (u32, u32)) -> Result<(), Failure> {
        self.post("window/rect", &json!({ "x": x, "y": y, "width": width, "height": height })).map(drop)
    }

    /// The window as a PNG.
    pub(crate) fn screenshot(&self) -> Result<Vec<u8>, Failure> {
        let picture = self.get("screenshot")?;
        base64::engine::general_purpose::STANDARD
            .decode(picture.as_str().unwrap_or_default())
            .map_err(|error| Failure::Wrong(format!("the screenshot is no base64: {error}")))
    }

    fn get(&self, command: &str) -> Result<Value, Failure> {
        let address = format!("{}/{command}", self.root);
        let answer = self.agent.get(&address).call().map_err(Failure::http(&address))?;
        self.read(command, answer)
    }

    fn post(&self, command: &str, body: &Value) -> Result<Value, Failure> {
        self.send(&format!("{}/{command}", self.root), body)
    }

    fn send(&self, address: &str, body: &Value) -> Result<Value, Failure> {
        let answer = self.agent.post(address).send_json(body).map_err(Failure::http(address))?;
        let command = address.strip_prefix(&self.root).filter(|_| !self.root.is_empty()).unwrap_or(address);
        let mut told = command.trim_start_matches('/').to_owned();
        if let Some(what) = body.get("value").and_then(Value::as_str) {
            told.push(' ');
            told.push_str(what);
        }
        self.read(&told, answer)
    }

    fn read(&self, command: &str, mut answer: ureq::http::Response<ureq::Body>) -> Result<Value, Failure> {
        let status = answer.status();
        let body = answer.body_mut().with_config().limit(64 << 20).read_json::<Value>();
        let mut value = body.map_err(Failure::http(command))?["value"].take();
        if status.is_success() {
            return Ok(value);
        }
        let mut words = |name: &str| value[name].take().as_str().unwrap_or_default().to_owned();
        Err(Failure::Window { command: command.to_owned(), kind: words("error"), message: words("message") })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.root.is_empty() {
            // The program may be gone already, killed by the journey.
            let short = self.agent.delete(&self.root).config().timeout_global(Some(Duration::from_secs(5))).build();
            drop(short.call());
        }
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

/// A port that nobody listens on at this moment.
pub(crate) fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Failure::start("a listener"))?;
    listener.local_addr().map(|address| address.port()).map_err(Failure::start("a listener"))
}

fn element(value: &Value) -> Element {
    Element(value[ELEMENT].as_str().unwrap_or_default().to_owned())
}

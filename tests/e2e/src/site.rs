//! A city site beside Newsdesk: one of our own, started for the journey, or the one that a file names.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use base64::Engine as _;
use serde_json::Value;
use tempfile::TempDir;

use crate::desk::SiteLogin;
use crate::failure::Failure;
use crate::http;

const PROGRAM: &str = "newsdesk-site";
/// The account that stories are sent with: it may publish and upload.
const ACCOUNT: &str = "bientap";

/// A site with what `site.json` tells of it.
pub(crate) struct Site {
    json: Value,
    /// Ours, to be ended with the journey.
    _own: Option<Own>,
}

struct Own {
    child: Child,
    _folder: TempDir,
}

/// Which posts and pictures a site has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stock {
    /// Numbers of posts at any status, the bin included.
    pub(crate) posts: BTreeSet<u64>,
    /// Numbers of pictures.
    pub(crate) media: BTreeSet<u64>,
}

impl Site {
    /// The site that this file names.
    pub(crate) fn given(path: &Path) -> Result<Self, Failure> {
        Ok(Self { json: read(path)?, _own: None })
    }

    /// A new bundled site as a program of its own, with accounts and sections.
    pub(crate) fn start(app: &Path) -> Result<Self, Failure> {
        let program = program(app)?;
        let folder = tempfile::Builder::new().prefix("newsdesk-site-").tempdir().map_err(Failure::start("a folder"))?;
        let mut child = Command::new(&program)
            .arg("--data")
            .arg(folder.path())
            .args(["--port", "0", "--demo"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(Failure::start(PROGRAM))?;
        let mut line = String::new();
        let mut lines = BufReader::new(child.stdout.take().ok_or_else(|| wrong("the site has no output"))?);
        lines.read_line(&mut line).map_err(Failure::start(PROGRAM))?;
        // It may write more; nobody reading would make it wait.
        thread::spawn(move || lines.lines().for_each(drop));
        let path = folder.path().join("site.json");
        let own = Own { child, _folder: folder };
        if !line.starts_with("ready ") {
            return Err(wrong(&format!("the site said \"{}\" and not where it is", line.trim())));
        }
        Ok(Self { json: read(&path)?, _own: Some(own) })
    }

    /// Address of the front page, without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        self.json["url"].as_str().unwrap_or_default().trim_end_matches('/')
    }

    /// The account to connect it with.
    pub(crate) fn login(&self) -> SiteLogin {
        let password = self.json["users"][ACCOUNT]["app_password"].as_str().unwrap_or_default().to_owned();
        SiteLogin { address: format!("{}/", self.url()), login: ACCOUNT.to_owned(), password }
    }

    /// What the REST interface answers to a `GET` below `wp/v2/`, as [`ACCOUNT`].
    pub(crate) fn ask(&self, what: &str) -> Result<Value, Failure> {
        let address = self.address(what);
        let answer = http::get(&address, Some(&self.basic()))?;
        if answer.status != 200 {
            return Err(wrong(&format!("{address}: status {}: {}", answer.status, answer.text())));
        }
        serde_json::from_slice(&answer.body).map_err(|error| wrong(&format!("{address}: {error}")))
    }

    /// Changes a post, as somebody at the site would.
    pub(crate) fn change(&self, post: &Value, fields: &Value) -> Result<(), Failure> {
        let address = self.address(&format!("posts/{post}"));
        let answer = http::post(&address, &self.basic(), fields)?;
        if answer.status == 200 { Ok(()) } else { Err(wrong(&format!("{address}: {}", answer.text()))) }
    }

    /// Where to ask for something of the REST interface.
    fn address(&self, what: &str) -> String {
        let api = self.json["api"].as_str().unwrap_or_default().trim_end_matches('/');
        let joint = if api.contains("?rest_route=") { what.replacen('?', "&", 1) } else { what.to_owned() };
        format!("{api}/wp/v2/{joint}")
    }

    /// The header with name and password (RFC 7617).
    fn basic(&self) -> String {
        let login = self.login();
        let pair = format!("{}:{}", login.login, login.password);
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
    }

    /// Everything it holds now. The newest hundred of each; journeys add fewer.
    pub(crate) fn stock(&self) -> Result<Stock, Failure> {
        let statuses = "publish,future,draft,pending,private,trash";
        let list = "per_page=100&orderby=id&_fields=id&context=edit";
        Ok(Stock {
            posts: ids(&self.ask(&format!("posts?status={statuses}&{list}"))?),
            media: ids(&self.ask(&format!("media?{list}"))?),
        })
    }

    /// The only post that came since then.
    ///
    /// # Errors
    /// [`Failure::Wrong`] if there is none, or more than one.
    pub(crate) fn only_new_post(&self, before: &Stock) -> Result<Value, Failure> {
        let new = self.stock()?.since(before);
        match new.posts.iter().collect::<Vec<_>>().as_slice() {
            [one] => self.ask(&format!("posts/{one}?context=edit")),
            more => Err(wrong(&format!("one new post was expected on the site, there are {}", more.len()))),
        }
    }
}

impl Stock {
    /// What is here and was not there before.
    pub(crate) fn since(&self, before: &Stock) -> Stock {
        Stock { posts: &self.posts - &before.posts, media: &self.media - &before.media }
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Beside the program under test; made there if it was not built yet.
fn program(app: &Path) -> Result<PathBuf, Failure> {
    let beside = app.with_file_name(PROGRAM);
    if !beside.exists() {
        eprintln!("newsdesk-e2e: {} is not there; building it", beside.display());
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let built = Command::new(cargo)
            .args(["build", "--package", "site", "--bin", PROGRAM, "--manifest-path"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml"))
            .status()
            .map_err(Failure::start("cargo"))?;
        if !built.success() || !beside.exists() {
            return Err(wrong(&format!("{} could not be built", beside.display())));
        }
    }
    Ok(beside)
}

fn read(path: &Path) -> Result<Value, Failure> {
    let bytes = fs::read(path).map_err(Failure::file(path))?;
    serde_json::from_slice(&bytes).map_err(|error| wrong(&format!("{}: {error}", path.display())))
}

fn ids(list: &Value) -> BTreeSet<u64> {
    list.as_array().into_iter().flatten().filter_map(|item| item["id"].as_u64()).collect()
}

fn wrong(words: &str) -> Failure {
    Failure::Wrong(words.to_owned())
}

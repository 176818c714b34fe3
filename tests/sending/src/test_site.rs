//! The site at the other end, asked directly and not through the line: the bundled one, or one that a file describes.

use std::net::TcpListener;
use std::path::{Path, PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::Agent;

use crate::failure::Failure;

/// The account that stories are sent with: an editor's.
pub(crate) const ACCOUNT: &str = "bientap";
/// Most things that WordPress lists at once.
const PAGE: usize = 100;

/// Where a site is and how to log in there.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    /// Address of its front page.
    pub(crate) address: String,
    /// Password of [`ACCOUNT`].
    pub(crate) password: String,
}

impl Access {
    /// For a child process, in one line.
    pub(crate) fn to_json(&self) -> String {
        json!([self.address, self.password]).to_string()
    }

    /// From such a line.
    pub(crate) fn from_json(line: &str) -> Result<Self, Failure> {
        let [address, password]: [String; 2] = serde_json::from_str(line)?;
        Ok(Self { address, password })
    }
}

/// A site.
pub(crate) struct TestSite {
    /// Its address and our login.
    pub(crate) access: Access,
    /// The folder of a WordPress that `tests/wordpress/site.sh` has started.
    pub(crate) folder: Option<PathBuf>,
    api: String,
    agent: Agent,
    /// The bundled site, and its folder.
    _bundled: Option<(site::Running, TempDir)>,
}

/// The newest things on a site: what came later is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Watermark {
    post: u64,
    photo: u64,
}

impl TestSite {
    /// The site that `file` describes, or a new bundled one.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, Failure> {
        match file {
            Some(file) => Self::described(file),
            None => Self::bundled(),
        }
    }

    /// A new, empty bundled site.
    pub(crate) fn bundled() -> Result<Self, Failure> {
        let folder = TempDir::new()?;
        let site = site::open(folder.path(), site::Options::default())?;
        site.seed_demo()?;
        let password = site.issue_password(ACCOUNT, "sending")?;
        let running = site::serve(site, TcpListener::bind("127.0.0.1:0")?)?;
        let address = running.url();
        Ok(Self {
            api: format!("{address}/wp-json/"),
            access: Access { address, password },
            folder: None,
            agent: agent(),
            _bundled: Some((running, folder)),
        })
    }

    fn described(file: &Path) -> Result<Self, Failure> {
        let json: Value = serde_json::from_slice(&std::fs::read(file).map_err(Failure::file(file))?)?;
        let text = |value: &Value| {
            value.as_str().map(str::to_owned).ok_or_else(Failure::wrong("the site's file lacks address or password"))
        };
        Ok(Self {
            access: Access { address: text(&json["url"])?, password: text(&json["users"][ACCOUNT]["app_password"])? },
            folder: file.parent().map(Path::to_owned),
            api: text(&json["api"])?,
            agent: agent(),
            _bundled: None,
        })
    }

    /// True for the bundled site.
    pub(crate) fn is_bundled(&self) -> bool {
        self._bundled.is_some()
    }

    /// What is the newest there.
    pub(crate) fn watermark(&self) -> Result<Watermark, Failure> {
        let newest = |path: &str| -> Result<u64, Failure> {
            let list = self.get(&format!("{path}&orderby=id&order=desc&per_page=1&_fields=id"))?;
            Ok(list[0]["id"].as_u64().unwrap_or(0))
        };
        let watermark =
            Watermark { post: newest("posts?status=any,trash&context=edit")?, photo: newest("media?context=edit")? };
        // Both take their numbers from one sequence.
        let newest = watermark.post.max(watermark.photo);
        Ok(Watermark { post: newest, photo: newest })
    }

    /// Posts in whatever state that came after the tide, the oldest first.
    pub(crate) fn posts_since(&self, watermark: Watermark) -> Result<Vec<Value>, Failure> {
        self.since("posts?status=any,trash&context=edit", watermark.post)
    }

    /// Photos that came after the tide, the oldest first.
    pub(crate) fn photos_since(&self, watermark: Watermark) -> Result<Vec<Value>, Failure> {
        self.since("media?context=edit", watermark.photo)
    }

    fn since(&self, path: &str, newest: u64) -> Result<Vec<Value>, Failure> {
        let mut found = Vec::new();
        for page in 1.. {
            let asked = format!("{path}&orderby=id&order=desc&per_page={PAGE}&page={page}");
            let list = match self.get(&asked)? {
                Value::Array(list) => list,
                _ => break,
            };
            let full = list.len() == PAGE;
            let before = found.len();
            found.extend(list.into_iter().filter(|item| item["id"].as_u64().is_some_and(|id| id > newest)));
            if !full || found.len() < before + PAGE {
                break;
            }
        }
        found.reverse();
        Ok(found)
    }

    /// The site's number of the category of that name.
    pub(crate) fn category(&self, name: &str) -> Result<Option<u64>, Failure> {
        let list = self.get("categories?per_page=100&_fields=id,name")?;
        let named = |category: &&Value| category["name"].as_str().is_some_and(|found| plain(found) == name);
        Ok(list.as_array().and_then(|list| list.iter().find(named)).and_then(|category| category["id"].as_u64()))
    }

    /// A page as readers get it, or a picture: status and body.
    pub(crate) fn read(&self, address: &str) -> Result<(u16, String), Failure> {
        let mut answer = self.agent.get(address).call()?;
        let body = answer.body_mut().with_config().limit(16 << 20).read_to_vec()?;
        Ok((answer.status().as_u16(), String::from_utf8_lossy(&body).into_owned()))
    }

    /// Removes for good what came after the tide.
    pub(crate) fn clear_since(&self, watermark: Watermark) -> Result<(), Failure> {
        for (kind, path) in [("posts", "posts?status=any,trash&context=edit"), ("media", "media?context=edit")] {
            for item in self.since(path, watermark.post)? {
                let path = self.url(&format!("{kind}/{}?force=true", item["id"]));
                self.agent.delete(path).header("Authorization", self.login()).call()?;
            }
        }
        Ok(())
    }

    /// Makes a post, as somebody at the site would.
    pub(crate) fn make(&self, fields: &Value) -> Result<Value, Failure> {
        self.post("posts", fields)
    }

    /// Changes a post, as somebody at the site would.
    pub(crate) fn change(&self, id: &Value, fields: &Value) -> Result<Value, Failure> {
        self.post(&format!("posts/{id}"), fields)
    }

    fn post(&self, path: &str, fields: &Value) -> Result<Value, Failure> {
        let mut answer = self.agent.post(self.url(path)).header("Authorization", self.login()).send_json(fields)?;
        let json: Value = answer.body_mut().read_json()?;
        match answer.status().as_u16() {
            200 | 201 => Ok(json),
            status => Err(Failure::Wrong(format!("{path}: {status} {json}"))),
        }
    }

    /// The header that logs in.
    pub(crate) fn login(&self) -> String {
        format!("Basic {}", STANDARD.encode(format!("{ACCOUNT}:{}", self.access.password)))
    }

    /// Reads JSON below `wp/v2/`. A page past the end of a list is `null`.
    pub(crate) fn get(&self, path: &str) -> Result<Value, Failure> {
        let mut answer = self.agent.get(self.url(path)).header("Authorization", self.login()).call()?;
        let json: Value = answer.body_mut().with_config().limit(64 << 20).read_json()?;
        match answer.status().as_u16() {
            200 => Ok(json),
            _ if json["code"] == "rest_post_invalid_page_number" => Ok(Value::Null),
            status => Err(Failure::Wrong(format!("{path}: {status} {json}"))),
        }
    }

    fn url(&self, path: &str) -> String {
        // With plain permalinks the address has a query already.
        let path = if self.api.contains('?') { path.replacen('?', "&", 1) } else { path.to_owned() };
        format!("{}wp/v2/{path}", self.api)
    }
}

/// Keeps connections open, takes every status as an answer, and follows nothing.
pub(crate) fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .build()
        .new_agent()
}

/// Text as people read it: without tags, blanks in a row as one.
pub(crate) fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            _ if inside => {}
            _ => out.push(c),
        }
    }
    let entities = [("&amp;", "&"), ("&#038;", "&"), ("&#8211;", "–"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];
    let out = entities.iter().fold(out, |text, (entity, c)| text.replace(entity, c));
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

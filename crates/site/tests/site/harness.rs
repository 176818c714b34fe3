//! A running site and a client that speaks to it.

use std::io::Cursor;
use std::net::TcpListener;
use std::time::Duration;

use base64::Engine;
use serde_json::{Value, json};
use site::{Clock, Options, Running, Site};
use tempfile::TempDir;

pub(crate) const POSTS: &str = "/wp-json/wp/v2/posts";
pub(crate) const MEDIA: &str = "/wp-json/wp/v2/media";
/// Editor, author, contributor, administrator; nobody.
pub(crate) const B: &str = "bientap";
pub(crate) const P: &str = "phongvien";
pub(crate) const C: &str = "congtacvien";
pub(crate) const Q: &str = "quantri";
pub(crate) const NOBODY: &str = "";

pub(crate) struct City {
    pub(crate) running: Running,
    pub(crate) clock: Clock,
    agent: ureq::Agent,
    passwords: Vec<(&'static str, String)>,
    /// Holds the directory until the server is gone (fields drop in order).
    pub(crate) directory: TempDir,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl City {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let clock = Clock::new();
        let site = open(directory.path(), clock.clone());
        site.seed_demo().unwrap();
        let passwords =
            [B, P, C, Q].map(|login| (login, site.issue_password(login, "test").unwrap())).into_iter().collect();
        Self { running: serve(site), clock, agent: agent(Duration::from_secs(60)), passwords, directory }
    }

    pub(crate) fn site(&self) -> &Site {
        self.running.site()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.running.url())
    }

    pub(crate) fn password(&self, login: &str) -> &str {
        self.passwords.iter().find(|(known, _)| *known == login).map_or("", |(_, password)| password)
    }

    /// Any request. `login` may be [`NOBODY`], or `login:password`.
    pub(crate) fn send(&self, method: &str, path: &str, login: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.try_send(method, path, login, headers, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    pub(crate) fn try_send(
        &self,
        method: &str,
        path: &str,
        login: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer, ureq::Error> {
        let mut request = ureq::http::Request::builder().method(method).uri(self.url(path));
        if !login.is_empty() {
            request = request.header("Authorization", self.basic(login));
        }
        for (name, value) in headers {
            request = request.header(*name, value.as_bytes());
        }
        let mut response = self.agent.run(request.body(body.to_vec()).unwrap())?;
        Ok(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().with_config().limit(64 << 20).read_to_vec()?,
        })
    }

    pub(crate) fn get(&self, path: &str, login: &str) -> Answer {
        self.send("GET", path, login, &[], b"")
    }

    pub(crate) fn post(&self, path: &str, login: &str, body: &Value) -> Answer {
        self.send("POST", path, login, &[("Content-Type", "application/json")], body.to_string().as_bytes())
    }

    /// A story that must come into being.
    pub(crate) fn story(&self, login: &str, body: &Value) -> Value {
        let answer = self.post(POSTS, login, body);
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()
    }

    pub(crate) fn change(&self, id: &Value, login: &str, body: &Value) -> Answer {
        self.post(&format!("{POSTS}/{id}"), login, body)
    }

    /// A photo that must be taken.
    pub(crate) fn photo(&self, login: &str, name: &str, query: &str) -> Value {
        let answer = self.upload(login, name, query, &jpeg(400, 300));
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()
    }

    pub(crate) fn upload(&self, login: &str, name: &str, query: &str, bytes: &[u8]) -> Answer {
        let disposition = format!("attachment; filename=\"{name}\"");
        let headers = [("Content-Type", "image/jpeg"), ("Content-Disposition", disposition.as_str())];
        self.send("POST", &format!("{MEDIA}?{query}"), login, &headers, bytes)
    }

    /// The text of a page that must be there.
    pub(crate) fn page(&self, path: &str) -> String {
        let answer = self.get(path, NOBODY);
        assert_eq!(answer.status, 200, "{path}");
        answer.text()
    }

    pub(crate) fn section(&self, index: usize) -> Value {
        self.get("/wp-json/wp/v2/categories?orderby=id&exclude=1", NOBODY).json()[index].clone()
    }

    fn basic(&self, login: &str) -> String {
        let pair = match login.split_once(':') {
            Some(_) => login.to_owned(),
            None => format!("{login}:{}", self.password(login)),
        };
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
    }
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Status and error code: what clients decide by.
    pub(crate) fn outcome(&self) -> (u16, String) {
        (self.status, self.json()["code"].as_str().unwrap_or("").to_owned())
    }
}

pub(crate) fn open(directory: &std::path::Path, clock: Clock) -> Site {
    site::open(directory, Options { clock, ..Options::default() }).unwrap()
}

pub(crate) fn serve(site: Site) -> Running {
    site::serve(site, TcpListener::bind("127.0.0.1:0").unwrap()).unwrap()
}

pub(crate) fn agent(timeout: Duration) -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(timeout))
        .build()
        .new_agent()
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

pub(crate) fn draft(title: &str) -> Value {
    json!({ "title": title, "content": "<!-- wp:paragraph --><p>Nội dung</p><!-- /wp:paragraph -->", "status": "draft" })
}

pub(crate) fn published(title: &str) -> Value {
    json!({ "title": title, "content": "<!-- wp:paragraph --><p>Nội dung</p><!-- /wp:paragraph -->", "status": "publish" })
}

pub(crate) fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

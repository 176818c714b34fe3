//! The site at the other end: the bundled one, or the one that `NEWSDESK_TEST_SITE` describes.

use crate::office::Office;
use base64::{Engine, engine::general_purpose::STANDARD};
use contract::sites::ConnectSite;
use newsroom::ArticleId;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const ACCOUNT: &str = "bientap";

pub struct There {
    pub url: String,
    pub api: String,
    pub password: String,
    /// The bundled site, if it is that.
    pub bundled: Option<(site::Running, TempDir)>,
}

impl There {
    pub fn start() -> Self {
        match std::env::var_os("NEWSDESK_TEST_SITE") {
            Some(file) => Self::described(Path::new(&file)),
            None => Self::bundled(),
        }
    }

    pub fn bundled() -> Self {
        let folder = TempDir::new().unwrap();
        let site = site::open(folder.path(), site::Options::default()).unwrap();
        site.seed_demo().unwrap();
        let password = site.issue_password(ACCOUNT, "test").unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let running = site::serve(site, listener).unwrap();
        let url = running.url();
        Self { api: format!("{}/wp-json/", url.trim_end_matches('/')), url, password, bundled: Some((running, folder)) }
    }

    fn described(file: &Path) -> Self {
        let site: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        Self {
            url: text(&site["url"]),
            api: text(&site["api"]),
            password: text(&site["users"][ACCOUNT]["app_password"]),
            bundled: None,
        }
    }

    /// Connects an office with this site.
    pub fn connect(&self, office: &Office) {
        let chief = office.staff("thuky");
        office.desk.connect_site(&chief, &ConnectSite::at(&self.url, ACCOUNT, &self.password)).unwrap();
    }

    pub fn get(&self, path: &str) -> Value {
        let url = format!("{}wp/v2/{path}", self.api);
        let mut answer = ureq::get(url).header("Authorization", self.login()).call().unwrap();
        answer.body_mut().read_json().unwrap()
    }

    pub fn page(&self, url: &str) -> String {
        ureq::get(url).call().unwrap().body_mut().read_to_string().unwrap()
    }

    /// Every post of a story, in whatever state.
    pub fn posts(&self, article: ArticleId) -> Vec<Value> {
        let path = format!("posts?search={article}&status=any,trash&context=edit&per_page=100");
        self.get(&path).as_array().unwrap().clone()
    }

    /// Every photo that these tests sent, known by the caption in its file name; others may use the site too.
    pub fn photos(&self) -> Vec<Value> {
        const NAME: &str = "anh-xe-hang-cho-thong-quan";
        let all = self.get(&format!("media?per_page=100&search={NAME}")).as_array().unwrap().clone();
        all.into_iter().filter(|m| m["source_url"].as_str().unwrap().contains(NAME)).collect()
    }

    /// Removes what a story left, so that the next case starts from nothing.
    pub fn clear(&self, article: ArticleId) {
        for post in self.posts(article) {
            self.delete(&format!("posts/{}", post["id"]));
        }
        for photo in self.photos() {
            self.delete(&format!("media/{}", photo["id"]));
        }
    }

    /// Makes a post, as somebody at the site would; its number.
    pub fn create(&self, fields: &Value) -> Value {
        self.post("posts", fields)["id"].clone()
    }

    /// Changes a post, as somebody at the site would.
    pub fn change(&self, id: &Value, fields: &Value) {
        self.post(&format!("posts/{id}"), fields);
    }

    /// Uploads a photo's file once more, as a late server would have.
    pub fn copy_photo(&self, photo: &Value) {
        let address = photo["source_url"].as_str().unwrap();
        let bytes = ureq::get(address).call().unwrap().body_mut().read_to_vec().unwrap();
        let name = address.rsplit('/').next().unwrap();
        ureq::post(format!("{}wp/v2/media", self.api))
            .header("Authorization", self.login())
            .header("Content-Type", "image/jpeg")
            .header("Content-Disposition", format!("attachment; filename=\"{name}\""))
            .send(&bytes)
            .unwrap();
    }

    fn post(&self, path: &str, fields: &Value) -> Value {
        let url = format!("{}wp/v2/{path}", self.api);
        let mut answer = ureq::post(url).header("Authorization", self.login()).send_json(fields).unwrap();
        answer.body_mut().read_json().unwrap()
    }

    /// Puts a post into the bin, as somebody at the site would.
    pub fn bin(&self, id: &Value) {
        let url = format!("{}wp/v2/posts/{id}", self.api);
        ureq::delete(url).header("Authorization", self.login()).call().unwrap();
    }

    pub fn delete(&self, path: &str) {
        let url = format!("{}wp/v2/{path}?force=true", self.api);
        ureq::delete(url).header("Authorization", self.login()).call().unwrap();
    }

    fn login(&self) -> String {
        format!("Basic {}", STANDARD.encode(format!("{ACCOUNT}:{}", self.password)))
    }
}

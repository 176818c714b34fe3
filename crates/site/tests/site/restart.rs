//! What outlives the program, and the program itself.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{B, City, NOBODY, POSTS, open, published, serve};

#[test]
fn addresses_in_texts_move_with_the_site() {
    let city = City::new();
    let photo = city.photo(B, "anh.jpg", "");
    let url = photo["source_url"].as_str().unwrap();
    let content = format!(
        "<p>x</p><img src=\"{url}\" class=\"wp-image-{}\"><a href=\"{}/khac/\">k</a>",
        photo["id"],
        city.running.url()
    );
    let story = city.story(B, &json!({ "title": "Một", "content": content, "status": "publish" }));
    assert_eq!(story["content"]["raw"], json!(content), "what was sent is what comes back");
    let (directory, old) = (city.directory.path().to_owned(), city.running.url());
    let City { running, directory: keep, .. } = city;
    running.stop();
    let moved = serve(open(&directory, site::Clock::new()));
    assert_ne!(moved.url(), old);
    let body = fetch(&format!("{}{POSTS}/{}", moved.url(), story["id"]));
    let rendered = body["content"]["rendered"].as_str().unwrap().to_owned();
    assert!(rendered.contains(&format!("src=\"{}/wp-content/", moved.url())), "{rendered}");
    assert!(!rendered.contains(&old), "{rendered}");
    moved.stop();
    drop(keep);
}

#[test]
fn the_program_keeps_everything_through_a_kill() {
    let directory = tempfile::tempdir().unwrap();
    let (mut child, url) = start(directory.path(), &[]);
    let first = site_json(directory.path());
    assert_eq!(first["url"], json!(url));
    assert_eq!(first["api"], json!(format!("{url}/wp-json/")));
    assert_eq!(first["categories"].as_array().map(Vec::len), Some(4));
    let roles: Vec<_> =
        ["quantri", "bientap", "phongvien", "congtacvien"].map(|login| &first["users"][login]["role"]).into();
    assert_eq!(roles, ["administrator", "editor", "author", "contributor"]);
    let posted = post(&url, first["users"]["bientap"]["app_password"].as_str().unwrap(), &published("Còn lại"));
    assert_eq!(posted["status"], "publish");
    child.kill().unwrap();
    child.wait().unwrap();
    let (mut child, url) = start(directory.path(), &["--no-stories"]);
    let second = site_json(directory.path());
    assert_eq!(second["users"], first["users"], "passwords stay the same");
    let seen = fetch(&format!("{url}{POSTS}/{}", posted["id"]));
    assert_eq!(seen["title"]["rendered"], "Còn lại", "an answered request survives kill -9");
    end_politely(&mut child);
    assert_eq!(child.wait().unwrap().code(), Some(0), "SIGTERM is a clean end");
    assert!(!directory.path().join("site.sqlite-wal").exists(), "everything is in the one file");
}

#[cfg(unix)]
#[test]
fn passwords_are_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let city = City::new();
    city.site().write_site_json().unwrap();
    let mode = std::fs::metadata(city.directory.path().join("site.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let stored = std::fs::read(city.directory.path().join("site.sqlite")).unwrap();
    let wal = std::fs::read(city.directory.path().join("site.sqlite-wal")).unwrap_or_default();
    let secret = city.password(B).replace(' ', "");
    for bytes in [stored, wal] {
        let found = [secret.as_str(), city.password(B)].iter().any(|secret| contains(&bytes, secret.as_bytes()));
        assert!(!found, "no password in the database, only its hash");
    }
}

#[test]
fn a_stopped_site_answers_no_more() {
    let city = City::new();
    let url = city.url("/");
    assert_eq!(city.get("/", NOBODY).status, 200);
    drop(city);
    let refused = crate::harness::agent(Duration::from_secs(2)).get(&url).call();
    assert!(refused.is_err(), "dropping it stops it");
}

#[test]
fn an_unknown_argument_is_explained() {
    let output = Command::new(env!("CARGO_BIN_EXE_newsdesk-site")).arg("--nope").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--data DIR"));
}

fn start(directory: &Path, more: &[&str]) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdesk-site"));
    command.arg("--data").arg(directory).args(["--port", "0", "--demo"]);
    let no_stories: &[&str] = if more.is_empty() { &["--no-stories"] } else { more };
    let mut child = command.args(no_stories).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.strip_prefix("ready ").unwrap().trim().to_owned();
    (child, url)
}

fn end_politely(child: &mut Child) {
    let ended = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(ended.success());
}

fn site_json(directory: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(directory.join("site.json")).unwrap()).unwrap()
}

fn fetch(url: &str) -> Value {
    let mut response = crate::harness::agent(Duration::from_secs(20)).get(url).call().unwrap();
    serde_json::from_str(&response.body_mut().read_to_string().unwrap()).unwrap()
}

fn post(url: &str, password: &str, body: &Value) -> Value {
    let basic = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, format!("bientap:{password}"));
    let mut response = crate::harness::agent(Duration::from_secs(20))
        .post(format!("{url}{POSTS}"))
        .header("Authorization", format!("Basic {basic}"))
        .header("Content-Type", "application/json")
        .send(body.to_string())
        .unwrap();
    serde_json::from_str(&response.body_mut().read_to_string().unwrap()).unwrap()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

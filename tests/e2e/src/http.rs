//! Pages and pictures as a reader's browser gets them.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;
use std::time::Duration;

use crate::failure::Failure;

/// What a site answered.
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    /// Value of `Content-Type`; empty if there was none.
    pub(crate) kind: String,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Fetches an address; `authorization` is the value of that header.
///
/// # Errors
/// [`Failure::Http`] when nothing answers. Any status is an answer.
pub(crate) fn get(address: &str, authorization: Option<&str>) -> Result<Answer, Failure> {
    let mut request = agent().get(address);
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    let answer = request.call().map_err(Failure::http(address))?;
    take(address, answer)
}

/// Sends JSON to an address.
///
/// # Errors
/// As [`get`].
pub(crate) fn post(address: &str, authorization: &str, json: &serde_json::Value) -> Result<Answer, Failure> {
    let request = agent().post(address).header("authorization", authorization);
    let answer = request.send_json(json).map_err(Failure::http(address))?;
    take(address, answer)
}

fn take(address: &str, mut answer: ureq::http::Response<ureq::Body>) -> Result<Answer, Failure> {
    let kind = answer.headers().get("content-type").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let body = answer.body_mut().with_config().limit(64 << 20).read_to_vec().map_err(Failure::http(address))?;
    Ok(Answer { status: answer.status().as_u16(), kind: kind.unwrap_or_default(), body })
}

/// A web server that is no city site: it answers everything with a page of its own. Returns its address; it serves as
/// long as this process lives.
pub(crate) fn serve_something_else() -> Result<String, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Failure::start("a web server"))?;
    let address = listener.local_addr().map_err(Failure::start("a web server"))?;
    thread::spawn(move || {
        let page = "<!doctype html><title>Quán cà phê</title><p>Xin chào!</p>";
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\nconnection: close\r\ncontent-length";
        for mut stream in listener.incoming().flatten() {
            let mut asked = [0; 4096];
            // A client that goes away early is its own business.
            drop(stream.read(&mut asked));
            drop(write!(stream, "{head}: {}\r\n\r\n{page}", page.len()));
        }
    });
    Ok(format!("http://{address}"))
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .new_agent()
}

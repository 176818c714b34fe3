//! What the desk asks of a site, noted down, and asked again by a plain script.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use ureq::Agent;
use wordpress::{HttpTransport, Method, Request, Response, Transport, TransportError};

use crate::failure::Failure;
use crate::proxy::authority;
use crate::test_site::agent;
use crate::wire::redirected;

/// A request, and the number of what it made.
#[derive(Clone)]
pub(crate) struct Call {
    request: Request,
    made: Option<u64>,
}

/// The network, with a note of every request.
#[derive(Default)]
pub(crate) struct Recorder {
    real: HttpTransport,
    calls: Mutex<Vec<Call>>,
}

impl Recorder {
    /// The requests since the last time.
    pub(crate) fn take(&self) -> Vec<Call> {
        std::mem::take(&mut *self.calls.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for Recorder {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let answer = self.real.send(request)?;
        let made = (answer.status == 201).then(|| number(&answer.body)).flatten();
        let call = Call { request: request.clone(), made };
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).push(call);
        Ok(answer)
    }
}

/// A plain sequential script with a connection that is kept: the least that anybody's program does for these calls.
pub(crate) struct Script {
    agent: Agent,
    site: String,
    login: String,
    /// Numbers of things in the record, and of the same things as the script made them.
    numbers: Vec<(u64, u64)>,
}

impl Script {
    /// For the site at this address.
    pub(crate) fn new(site: &str, login: String) -> Result<Self, Failure> {
        let site = authority(site).ok_or_else(Failure::wrong("the script needs a site at an http: address"))?;
        Ok(Self { agent: agent(), site, login, numbers: Vec::new() })
    }

    /// Makes the calls, one after the other. The time it took is for the calls alone.
    pub(crate) fn replay(&mut self, calls: &[Call]) -> Result<Duration, Failure> {
        let mut took = Duration::ZERO;
        for call in calls {
            let (address, body) = self.translated(call);
            let began = Instant::now();
            let (status, answer) = self.ask(call, &address, &body)?;
            took += began.elapsed();
            let known = term_that_exists(status, &answer);
            if status >= 400 && status != 404 && known.is_none() {
                return Err(Failure::Wrong(format!("the script got {status} for {address}")));
            }
            if let Some((was, is)) = call.made.zip(known.or_else(|| number(&answer))) {
                self.numbers.push((was, is));
            }
        }
        Ok(took)
    }

    fn ask(&self, call: &Call, address: &str, body: &[u8]) -> Result<(u16, Vec<u8>), Failure> {
        let method = match call.request.method {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
        };
        let mut request = ureq::http::Request::builder().method(method).uri(address);
        for (name, value) in &call.request.headers {
            let secret = name.eq_ignore_ascii_case("authorization");
            request = request.header(name, if secret { &self.login } else { value });
        }
        let broken = |error: ureq::http::Error| Failure::Wrong(error.to_string());
        let mut answer = match call.request.method {
            Method::Post => self.agent.run(request.body(body.to_vec()).map_err(broken)?)?,
            _ => self.agent.run(request.body(()).map_err(broken)?)?,
        };
        let bytes = answer.body_mut().with_config().limit(64 << 20).read_to_vec()?;
        Ok((answer.status().as_u16(), bytes))
    }

    /// The call with this site's address, and with the numbers that things have here.
    fn translated(&self, call: &Call) -> (String, Vec<u8>) {
        let url = call.request.url.as_str();
        let own = authority(url).unwrap_or_default();
        let body = renumbered(redirected(&call.request.body, &own, &self.site), &self.numbers);
        let mut address = url.replacen(&own, &self.site, 1);
        for (was, is) in &self.numbers {
            for kind in ["posts", "media"] {
                let (old, new) = (format!("/{kind}/{was}"), format!("/{kind}/{is}"));
                if let Some((before, after)) = address.split_once(&old)
                    && !after.starts_with(|c: char| c.is_ascii_digit())
                {
                    address = format!("{before}{new}{after}");
                    // Else a number that is another's in the record would be taken twice.
                    return (address, body);
                }
            }
        }
        (address, body)
    }
}

/// Where the number of a photo stands in the JSON of a post: as its lead photo, and in the text in a class and in the
/// settings of a block.
const PLACES_OF_NUMBERS: [&str; 3] = ["\"featured_media\":", "wp-image-", "\\\"id\\\":"];

/// A body with the numbers that photos have here: a site does less for a photo that it does not know.
fn renumbered(body: Vec<u8>, numbers: &[(u64, u64)]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&body) else { return body };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let next = |rest: &str| PLACES_OF_NUMBERS.iter().filter_map(|place| Some(rest.find(place)? + place.len())).min();
    while let Some(at) = next(rest) {
        let (before, after) = rest.split_at(at);
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = after.split_at(digits);
        let here = numbers.iter().find(|(was, _)| number == was.to_string()).map(|(_, is)| is.to_string());
        out.push_str(before);
        out.push_str(here.as_deref().unwrap_or(number));
        rest = after;
    }
    out.push_str(rest);
    out.into_bytes()
}

/// The number of the section or keyword of that name, where a site refuses to make it a second time: the site was cleared
/// of stories and photos alone. Newsdesk takes that for an answer, too.
fn term_that_exists(status: u16, body: &[u8]) -> Option<u64> {
    let answer: Value = serde_json::from_slice(body).ok().filter(|_| status == 400)?;
    let id = &answer["data"]["term_id"];
    (answer["code"] == "term_exists").then(|| id.as_u64().or_else(|| id.as_str()?.parse().ok())).flatten()
}

fn number(body: &[u8]) -> Option<u64> {
    serde_json::from_slice::<Value>(body).ok()?["id"].as_u64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_that_the_site_has_is_an_answer_and_any_other_refusal_is_none() {
        let exists = br#"{"code":"term_exists","message":"x","data":{"status":400,"term_id":12}}"#;
        assert_eq!(term_that_exists(400, exists), Some(12));
        let as_text = br#"{"code":"term_exists","message":"x","data":{"status":400,"term_id":"12"}}"#;
        assert_eq!(term_that_exists(400, as_text), Some(12));
        let refused = br#"{"code":"rest_invalid_param","message":"x","data":{"status":400,"term_id":12}}"#;
        assert_eq!(term_that_exists(400, refused), None);
        assert_eq!(term_that_exists(500, exists), None);
    }

    #[test]
    fn photos_in_a_story_get_the_numbers_that_they_have_on_the_scripts_site() {
        let body =
            br#"{"content":"<!-- wp:image {\"id\":12} --><img class=\"wp-image-12\"> wp-image-3","featured_media":3}"#;
        let numbers = [(12, 3), (3, 40)];
        let here = String::from_utf8(renumbered(body.to_vec(), &numbers)).unwrap();
        let wanted =
            r#"{"content":"<!-- wp:image {\"id\":3} --><img class=\"wp-image-3\"> wp-image-40","featured_media":40}"#;
        assert_eq!(here, wanted, "each number once, though one is another's in the record");
        let jpeg = vec![0xff, 0xd8, 0xff];
        assert_eq!(renumbered(jpeg.clone(), &numbers), jpeg, "files stay as they are");
    }
}

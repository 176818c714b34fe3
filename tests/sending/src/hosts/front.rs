//! What stands before a site: rules that look at a request and answer in the site's place, lose an answer, or change it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::fault::Fault;
use crate::proxy::Host;
use crate::wire::Message;

/// Which requests a rule is for.
type Which = Box<dyn Fn(&Message) -> bool + Send + Sync>;
/// What a rule makes of an answer.
type Change = Box<dyn Fn(&Message, &mut Message) + Send + Sync>;

/// What is done with a request.
enum Deed {
    /// It meets this fault.
    Meets(Fault),
    /// It gets this answer, and the site is not asked.
    Gets(Message),
    /// It is changed before the site gets it.
    Becomes(Box<dyn Fn(&mut Message) + Send + Sync>),
    /// The site's answer to it is changed.
    Answers(Change),
}

struct Rule {
    which: Which,
    deed: Deed,
    /// For so many requests only.
    left: Mutex<Option<u32>>,
}

impl Rule {
    /// Is it for this request? Counts it, if so.
    fn takes(&self, request: &Message) -> bool {
        if !(self.which)(request) {
            return false;
        }
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match left.as_mut() {
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
            None => true,
        }
    }
}

/// What stands before a site.
#[derive(Default)]
pub(crate) struct Front {
    rules: Vec<Rule>,
    /// Answers that a cache keeps, by their addresses.
    cache: Option<Mutex<HashMap<String, Message>>>,
}

impl Front {
    fn with(mut self, which: Which, deed: Deed, left: Option<u32>) -> Self {
        self.rules.push(Rule { which, deed, left: Mutex::new(left) });
        self
    }

    /// Requests get this answer in the site's place.
    pub(crate) fn answers(self, which: Which, answer: Message) -> Self {
        self.with(which, Deed::Gets(answer), None)
    }

    /// The first `count` requests get this answer in the site's place.
    pub(crate) fn answers_first(self, count: u32, which: Which, answer: Message) -> Self {
        self.with(which, Deed::Gets(answer), Some(count))
    }

    /// The first of these requests is done, and its answer lost.
    pub(crate) fn loses_first(self, which: Which) -> Self {
        self.with(which, Deed::Meets(Fault::CutAfter), Some(1))
    }

    /// The first of these requests meets a fault.
    pub(crate) fn meets_first(self, which: Which, fault: Fault) -> Self {
        self.with(which, Deed::Meets(fault), Some(1))
    }

    /// Requests are changed before the site gets them.
    pub(crate) fn changes_requests(self, which: Which, change: impl Fn(&mut Message) + Send + Sync + 'static) -> Self {
        self.with(which, Deed::Becomes(Box::new(change)), None)
    }

    /// The site's answers are changed.
    pub(crate) fn changes_answers(
        self,
        which: Which,
        change: impl Fn(&Message, &mut Message) + Send + Sync + 'static,
    ) -> Self {
        self.with(which, Deed::Answers(Box::new(change)), None)
    }

    /// Keeps the answer to every reading request, and heeds no header.
    pub(crate) fn caches_reads(self) -> Self {
        Self { cache: Some(Mutex::default()), ..self }
    }

    fn key(&self, request: &Message) -> Option<String> {
        (self.cache.is_some() && request.method() == "GET").then(|| request.target().to_owned())
    }
}

impl Host for Front {
    fn meets(&self, request: &Message) -> Option<Fault> {
        self.rules.iter().find_map(|rule| match &rule.deed {
            Deed::Meets(fault) if rule.takes(request) => Some(*fault),
            _ => None,
        })
    }

    fn before(&self, request: &mut Message) -> Option<Message> {
        for rule in &self.rules {
            match &rule.deed {
                Deed::Gets(answer) if rule.takes(request) => return Some(answer.clone()),
                Deed::Becomes(change) if rule.takes(request) => change(request),
                _ => {}
            }
        }
        let cache = self.cache.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        cache.get(&self.key(request)?).cloned()
    }

    fn after(&self, request: &Message, answer: &mut Message) {
        for rule in &self.rules {
            if let Deed::Answers(change) = &rule.deed
                && rule.takes(request)
            {
                change(request, answer);
            }
        }
        if let (Some(cache), Some(key)) = (&self.cache, self.key(request)) {
            cache.lock().unwrap_or_else(PoisonError::into_inner).insert(key, answer.clone());
        }
    }
}

/// Requests by method and part of their address; an empty method is any.
pub(crate) fn asks(method: &'static str, part: &'static str) -> Which {
    Box::new(move |request| {
        let target = request.target().replace("%2F", "/");
        (method.is_empty() || request.method() == method) && target.contains(part)
    })
}

/// Requests that make a post.
pub(crate) fn makes_a_post() -> Which {
    Box::new(|request| request.method() == "POST" && route(request).ends_with("/wp/v2/posts"))
}

/// Requests that upload a photo.
pub(crate) fn uploads() -> Which {
    Box::new(|request| request.method() == "POST" && route(request).ends_with("/wp/v2/media"))
}

/// Requests of the interface.
pub(crate) fn interface() -> Which {
    Box::new(is_of_the_interface)
}

/// Requests of readers: pages and files.
pub(crate) fn readers() -> Which {
    Box::new(|request| !is_of_the_interface(request) && request.header("authorization").is_none())
}

fn is_of_the_interface(request: &Message) -> bool {
    request.target().contains("/wp-json") || request.target().contains("rest_route")
}

fn route(request: &Message) -> String {
    let target = request.target().replace("%2F", "/");
    target.split(['?', '&']).next().unwrap_or_default().trim_end_matches('/').to_owned()
}

/// A page with this status.
pub(crate) fn page(status: &str, words: &str) -> Message {
    let html =
        format!("<!DOCTYPE html>\n<html><head><title>{words}</title></head><body><h1>{words}</h1></body></html>\n");
    Message::answer(status, "text/html; charset=UTF-8", &[], &html)
}

/// An error in WordPress's own form.
pub(crate) fn refusal(status: &str, code: &str) -> Message {
    let number = status.split(' ').next().unwrap_or_default();
    let json = format!(r#"{{"code":"{code}","message":"Không được","data":{{"status":{number}}}}}"#);
    Message::answer(status, "application/json; charset=UTF-8", &[], &json)
}

/// The same answer with one more header.
pub(crate) fn with_header(answer: Message, name: &str, value: &str) -> Message {
    let mut answer = answer;
    answer.set(name, value);
    answer
}

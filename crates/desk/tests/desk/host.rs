//! A host in front of a site, with rules of its own.

use std::sync::{Arc, Mutex, PoisonError};
use wordpress::{Headers, HttpTransport, Request, Response, Transport, TransportError};

pub type Answer = Result<Response, TransportError>;
type Rule = Box<dyn FnMut(&Request, &dyn Fn() -> Answer) -> Answer + Send>;

/// Answers requests by its rule, which may ask the site behind it, and remembers them.
pub struct Host {
    real: HttpTransport,
    rule: Mutex<Rule>,
    asked: Mutex<Vec<Request>>,
}

impl Host {
    pub fn new() -> Arc<Self> {
        let open: Rule = Box::new(|_, site| site());
        Arc::new(Self { real: HttpTransport::new(), rule: Mutex::new(open), asked: Mutex::default() })
    }

    pub fn rule(&self, rule: impl FnMut(&Request, &dyn Fn() -> Answer) -> Answer + Send + 'static) {
        *self.rule.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(rule);
        self.asked.lock().unwrap().clear();
    }

    /// From now on everything goes through to the site.
    pub fn open(&self) {
        self.rule(|_, site| site());
    }

    /// What was asked since the rule was made.
    pub fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }
}

impl Transport for Host {
    fn send(&self, request: &Request) -> Answer {
        self.asked.lock().unwrap().push(request.clone());
        let mut rule = self.rule.lock().unwrap_or_else(PoisonError::into_inner);
        rule(request, &|| self.real.send(request))
    }
}

/// A page, as a host answers by itself.
pub fn page(status: u16, headers: &[(&str, &str)]) -> Answer {
    let lines = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(Response { status, headers: Headers::new(lines), body: b"<html><title>No</title></html>".to_vec() })
}

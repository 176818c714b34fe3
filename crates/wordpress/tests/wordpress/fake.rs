//! A transport that answers from a list and remembers what it was asked.

use std::{collections::VecDeque, sync::Mutex};
use wordpress::{Client, Credentials, Headers, Request, Response, Transport, TransportError, Url};

pub(crate) const API: &str = "https://mongcai.gov.vn/wp-json/";
pub(crate) const PASSWORD: &str = "abcd EFGH ijkl";

pub(crate) type Answer = Result<Response, TransportError>;

#[derive(Default)]
pub(crate) struct Fake {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<Request>>,
}

impl Fake {
    pub(crate) fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()), asked: Mutex::default() }
    }

    pub(crate) fn client(&self) -> Client<'_> {
        let credentials = Credentials { login: "bientap".to_owned(), password: PASSWORD.to_owned() };
        Client::new(self, Url::parse(API).unwrap(), credentials)
    }

    pub(crate) fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }

    /// Path and arguments of each request, decoded.
    pub(crate) fn lines(&self) -> Vec<String> {
        let line = |r: &Request| {
            let pairs: Vec<String> = r.url.query_pairs().map(|(k, v)| format!("{k}={v}")).collect();
            format!("{:?} {} {}", r.method, r.url.path(), pairs.join(" "))
        };
        self.asked().iter().map(line).collect()
    }
}

impl Transport for Fake {
    fn send(&self, request: &Request) -> Answer {
        self.asked.lock().unwrap().push(request.clone());
        let next = self.answers.lock().unwrap().pop_front();
        next.unwrap_or_else(|| Err(TransportError::Offline("nothing more to answer".to_owned())))
    }
}

pub(crate) fn answer(status: u16, body: &str) -> Answer {
    answer_with(status, &[], body)
}

pub(crate) fn answer_with(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let lines = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Ok(Response { status, headers: Headers::new(lines), body: body.as_bytes().to_vec() })
}

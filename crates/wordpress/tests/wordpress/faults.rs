//! What each fault of a line or a server leaves behind, and whether the client's error tells the truth about it.

use crate::pictures::jpeg;
use newsroom::{ArticleId, Manuscript, transmission::Trouble};
use site::faults::Fault;
use std::{
    net::TcpListener,
    time::{Duration, Instant},
};
use uuid::Uuid;
use wordpress::{
    Client, ConnectionOptions, Credentials, Error, HttpTransport, MediaUpload, PostFields, Request, Response,
    Transport, TransportError,
    content::{Missing, marker, story},
    discover,
};

/// The real transport with less patience, so that delays can be tried.
struct Impatient(HttpTransport);

impl Transport for Impatient {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        self.0.send(&Request { timeout: Duration::from_secs(3), ..request.clone() })
    }
}

const NOTHING: bool = false;
const SOMETHING: bool = true;

/// A fault, whether the thing is there afterwards, and what the client says.
fn cases() -> Vec<(Fault, bool, Trouble)> {
    let late = Duration::from_secs(6);
    vec![
        (Fault::DropBefore, NOTHING, Trouble::LostAnswer),
        (Fault::DropAfter, SOMETHING, Trouble::LostAnswer),
        (Fault::DelayAfter(late), SOMETHING, Trouble::Timeout),
        (Fault::Unauthorized, NOTHING, Trouble::Login),
        (Fault::Forbidden, NOTHING, Trouble::Firewall),
        (Fault::TooLarge, NOTHING, Trouble::TooLarge),
        (Fault::TooManyRequests { retry_after: 7 }, NOTHING, Trouble::RateLimited),
        (Fault::ServerError, NOTHING, Trouble::Server),
        (Fault::ServerErrorAfterSave, SOMETHING, Trouble::Server),
        (Fault::Unavailable { retry_after: 600 }, NOTHING, Trouble::Maintenance),
        (Fault::HtmlPage, NOTHING, Trouble::LostAnswer),
        (Fault::EmptyAfterSave, SOMETHING, Trouble::LostAnswer),
    ]
}

#[test]
fn after_any_fault_one_look_tells_what_is_there() {
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("faulty-site");
    if directory.exists() {
        std::fs::remove_dir_all(&directory).unwrap();
    }
    let site = site::open(&directory, site::Options::default()).unwrap();
    site.seed_demo().unwrap();
    let password = site.issue_password("bientap", "Newsdesk").unwrap();
    let running = site::serve(site, TcpListener::bind("127.0.0.1:0").unwrap()).unwrap();
    let transport = Impatient(HttpTransport::new());
    let api = discover(&transport, &running.url(), &ConnectionOptions::default()).unwrap().api;
    let patient = HttpTransport::new();
    let client = |transport| {
        let credentials = Credentials { login: "bientap".to_owned(), password: password.clone() };
        Client::new(transport, api.clone(), credentials)
    };
    let calm = client(&patient);
    for (nth, (fault, there, trouble)) in cases().into_iter().enumerate() {
        let id = Uuid::from_u128(0xfeed_0000_0000_0000_0000 + nth as u128);
        let marker = marker(ArticleId(id));
        let post = PostFields {
            title: Some("Tin".to_owned()),
            content: Some(story(&Manuscript::default(), &marker, &|_| None, Missing::Refuse).unwrap()),
            ..PostFields::default()
        };
        running.faults().next("POST", "/wp-json/wp/v2/posts", fault.clone());
        // A client of its own: after a refused login it asks nothing more.
        let hasty = trouble == Trouble::Timeout;
        let asking = || if hasty { client(&transport as &dyn Transport) } else { client(&patient) };
        let error = asking().create_post(&post).expect_err("the fault was asked for");
        check(&error, &fault, there, trouble);
        assert_eq!(
            settled(there, || calm.find_posts(&marker).unwrap().len()),
            usize::from(there),
            "post after {fault:?}"
        );

        let hash = format!("{:016x}", 0xabcd_0000_0000_u64 + nth as u64);
        let photo = MediaUpload {
            file_name: format!("anh-{hash}.jpg"),
            bytes: jpeg(64, 48, nth as u32),
            title: "Cầu".to_owned(),
            caption: String::new(),
            alt_text: String::new(),
            slug: format!("anh-{hash}"),
        };
        running.faults().next("POST", "/wp-json/wp/v2/media", fault.clone());
        let error = asking().upload_media(&photo).expect_err("the fault was asked for");
        // A photo that was stored before the failure is named, which says more than the failure does.
        let named = matches!(error, Error::UnknownOutcome { attachment: Some(_), .. });
        check(&error, &fault, there, if named { Trouble::LostAnswer } else { trouble });
        assert_eq!(
            settled(there, || calm.find_media(&hash).unwrap().len()),
            usize::from(there),
            "photo after {fault:?}"
        );
    }
    running.faults().next("POST", "/wp-json/wp/v2/posts", Fault::GarbageBeforeJson);
    let post = PostFields { title: Some("Tin".to_owned()), ..PostFields::default() };
    assert!(calm.create_post(&post).is_ok(), "a warning before the answer is no fault");
    assert_eq!(running.faults().pending(), 0, "every fault was met");
}

/// How many there are, once the site is done: a busy machine may still be at it when the client has given up.
fn settled(there: bool, count: impl Fn() -> usize) -> usize {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let found = count();
        if found > 0 || !there || Instant::now() > deadline {
            return found;
        }
    }
}

fn check(error: &Error, fault: &Fault, there: bool, trouble: Trouble) {
    assert_eq!(error.trouble(), trouble, "{fault:?}: {error:?}");
    assert!(!there || error.is_unknown_outcome(), "{fault:?}: {error:?} would let it be sent again");
    let wait = match fault {
        Fault::TooManyRequests { .. } => Some(Duration::from_secs(7)),
        Fault::Unavailable { .. } => Some(Duration::from_secs(600)),
        _ => None,
    };
    assert_eq!(error.retry_after(), wait, "{fault:?}");
}

//! What a site tells of a story, or shows to readers, otherwise than it was sent: each by itself.

use crate::{
    host::{Answer, Host, page},
    office::Office,
    there::There,
};
use chrono::{Duration, Utc};
use newsroom::{ArticleId, Attempt, Difference, Move, Notice, Staff, Stage, Transmission, Trouble};
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;
use wordpress::{Headers, Method, Request, Response};

struct Sending {
    office: Office,
    host: Arc<Host>,
    editor: Staff,
    id: ArticleId,
    _there: There,
    _folder: TempDir,
}

impl Sending {
    /// A story in the outbox, to be shown at once or at an hour.
    fn of(hour: Option<Duration>) -> Self {
        let (there, folder, host) = (There::bundled(), TempDir::new().unwrap(), Host::new());
        let office = Office::open(folder.path(), host.clone());
        there.connect(&office);
        let (editor, id) = (office.staff("bientap"), office.approved_story());
        let attempt = Attempt { publish_at: hour.map(|hour| Utc::now() + hour), ..Attempt::default() };
        let what = if hour.is_some() { Move::Schedule } else { Move::Publish };
        office.desk.make_move(&editor, id, what, &attempt).unwrap();
        Self { office, host, editor, id, _there: there, _folder: folder }
    }

    fn sending(&self) -> Transmission {
        self.office.desk.open_article(&self.editor, self.id).unwrap().transmission.unwrap().transmission
    }

    fn stage(&self) -> Stage {
        self.office.desk.open_article(&self.editor, self.id).unwrap().article.stage
    }

    /// From now on the site tells of its post what `change` makes of it.
    fn tells(&self, change: fn(&mut Value)) {
        self.host.rule(move |request, site| {
            let answer = site()?;
            if request.method != Method::Get || !request.url.path().contains("/wp/v2/posts/") {
                return Ok(answer);
            }
            let mut post: Value = serde_json::from_slice(&answer.body).unwrap();
            change(&mut post);
            Ok(Response { body: post.to_string().into_bytes(), ..answer })
        });
    }

    /// Looks, and looks again 5 and 20 s later.
    fn look_through(&self) {
        for seconds in [0, 5, 15] {
            self.office.clock.forward(Duration::seconds(seconds));
            self.office.transmit();
        }
    }

    /// What is called wrong in the end, and nothing before.
    fn called_wrong(&self) -> Vec<Difference> {
        self.office.transmit();
        let looking = self.sending();
        assert_eq!((looking.trouble, looking.stopped), (Some(Trouble::LookingAgain), false), "{looking:?}");
        for seconds in [5, 15] {
            self.office.clock.forward(Duration::seconds(seconds));
            self.office.transmit();
        }
        let wrong = self.sending();
        assert_eq!((wrong.trouble, wrong.stopped), (Some(Trouble::Mismatch), true), "{wrong:?}");
        wrong.differences
    }
}

/// What the site makes of a post.
type Change = fn(&mut Value);

#[test]
fn whatever_stands_there_otherwise_is_named() {
    let at = Sending::of(None);
    let cases: [(Difference, Change); 8] = [
        (Difference::Headline, |post| post["title"]["raw"] = json!("Tít khác")),
        (Difference::Standfirst, |post| post["excerpt"]["raw"] = json!("")),
        (Difference::Text, |post| {
            let raw = post["content"]["raw"].as_str().unwrap().replace("hồ sơ", "hồ");
            post["content"]["raw"] = json!(raw);
        }),
        (Difference::Section, |post| post["categories"] = json!([1])),
        (Difference::Keywords, |post| post["tags"] = json!([post["tags"][0]])),
        (Difference::LeadPhoto, |post| post["featured_media"] = json!(0)),
        (Difference::Banner, |post| post["sticky"] = json!(true)),
        (Difference::Status, |post| post["status"] = json!("private")),
    ];
    for (difference, change) in cases {
        at.tells(change);
        assert_eq!(at.called_wrong(), [difference]);
        at.office.desk.retry(&at.editor, at.sending().id).unwrap();
    }
    at.host.open();
    at.look_through();
    assert_eq!((at.stage(), at.sending().notices), (Stage::Published, vec![]), "{:?}", at.sending());
}

#[test]
fn another_hour_than_was_asked_for_is_named() {
    let at = Sending::of(Some(Duration::hours(3)));
    at.tells(|post| post["date_gmt"] = json!("2031-01-01T08:00:00"));
    assert_eq!(at.called_wrong(), [Difference::Hour]);
}

#[test]
fn terms_that_a_site_adds_are_told_when_they_are_still_there_later() {
    let at = Sending::of(None);
    at.tells(|post| {
        post["categories"].as_array_mut().unwrap().push(json!(1));
        post["tags"].as_array_mut().unwrap().push(json!(90_001));
    });
    at.office.transmit();
    assert_eq!(at.sending().trouble, Some(Trouble::LookingAgain), "a cache may tell of what was taken away just now");
    at.office.clock.forward(Duration::seconds(5));
    at.office.transmit();
    assert_eq!((at.stage(), at.sending().notices), (Stage::Published, vec![Notice::TermsAdded]), "{:?}", at.sending());
}

fn is_photo(request: &Request) -> bool {
    request.url.path().ends_with(".jpg")
}

fn with_headers(answer: Answer, changed: &[(&str, &str)]) -> Answer {
    let answer = answer?;
    let lines = changed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(Response { headers: Headers::new(lines), ..answer })
}

#[test]
fn what_is_no_picture_is_no_photo() {
    let at = Sending::of(None);
    for headers in [
        [("Content-Type", "text/html; charset=UTF-8"), ("Content-Length", "812")],
        [("Content-Type", "image/jpeg"), ("Content-Length", "0")],
    ] {
        at.host.rule(move |request, site| {
            let answer = site();
            if is_photo(request) { with_headers(answer, &headers) } else { answer }
        });
        let wrong = at.called_wrong();
        assert_eq!(wrong.len(), 3, "{headers:?}: {wrong:?}");
        assert!(wrong.iter().all(|one| matches!(one, Difference::PhotoMissing(_))), "{headers:?}: {wrong:?}");
        at.office.desk.retry(&at.editor, at.sending().id).unwrap();
    }
}

/// The page of a story, as readers ask for it.
fn is_page(request: &Request) -> bool {
    request.header("Authorization").is_none() && !is_photo(request) && !request.url.path().ends_with("/xmlrpc.php")
}

#[test]
fn a_page_of_a_moment_ago_is_told_and_one_that_is_not_there_is_wrong() {
    let at = Sending::of(None);
    at.host.rule(|request, site| if is_page(request) { page(404, &[]) } else { site() });
    assert_eq!(at.called_wrong(), [Difference::Page]);
    at.host.rule(|request, site| if is_page(request) { page(200, &[]) } else { site() });
    at.office.desk.retry(&at.editor, at.sending().id).unwrap();
    at.office.transmit();
    assert_eq!((at.stage(), at.sending().notices), (Stage::Published, vec![Notice::PageOld]), "{:?}", at.sending());
}

//! What is without measure: lists without end, texts longer than anybody writes, links that are none.

use crate::{office::Office, there::There};
use contract::articles::TextEdit;
use desk::{ArchiveLimits, DeskError};
use newsroom::{Related, TextLine, TooLong, body::BodyError};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use wordpress::{Headers, HttpTransport, Request, Response, Transport, TransportError};

/// A site with a list of stories that has no end: new ones on each page, or the same page again and again.
struct Endless {
    network: HttpTransport,
    again: bool,
    pages: Mutex<u32>,
}

impl Transport for Endless {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let listed = request.url.path().ends_with("/wp/v2/posts")
            && request.url.query_pairs().any(|(name, value)| name == "orderby" && value == "modified");
        if !listed {
            return self.network.send(request);
        }
        let page = {
            let mut pages = self.pages.lock().unwrap();
            *pages += 1;
            if self.again { 1 } else { u64::from(*pages) }
        };
        let story = |n: u64| {
            serde_json::json!({
                "id": page * 100 + n, "link": "javascript:alert(1)", "slug": "tin", "status": "publish",
                "date_gmt": "2026-11-23T08:00:00", "modified_gmt": "2026-11-23T08:00:00", "categories": [], "featured_media": 0,
                "title": {"raw": "Tin", "rendered": "Tin"}, "excerpt": {"raw": "", "rendered": ""},
                "content": {"raw": "<p>Chữ</p>", "rendered": "<p>Chữ</p>"},
            })
        };
        let body = serde_json::Value::Array((0..100).map(story).collect()).to_string().into_bytes();
        let lines = [("X-WP-Total", "99999999"), ("X-WP-TotalPages", "999999"), ("Content-Type", "application/json")];
        let headers = Headers::new(lines.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
        Ok(Response { status: 200, headers, body })
    }
}

#[test]
fn a_list_of_stories_without_end_does_not_fill_the_disk() {
    let limits = ArchiveLimits { stories: 1_000, pages: 4, ..ArchiveLimits::default() };
    let there = There::bundled();
    for again in [false, true] {
        let folder = TempDir::new().unwrap();
        let endless = Arc::new(Endless { network: HttpTransport::new(), again, pages: Mutex::default() });
        let office = Office::open(folder.path(), endless.clone());
        let desk = office.desk.with_archive_limits(limits);
        let office = Office { desk, clock: office.clock };
        there.connect(&office);
        let id = office.desk.connected_sites().unwrap()[0].site.id;
        let reporter = office.staff("phongvien");
        let update = || office.desk.update_archive(id, &|_, _| true);
        if again {
            let ended = update();
            assert!(matches!(ended, Err(DeskError::Site(_))), "the same page again and again: {ended:?}");
            assert_eq!(*endless.pages.lock().unwrap(), 3);
            continue;
        }
        update().unwrap();
        assert_eq!(*endless.pages.lock().unwrap(), 4, "a run has its pages");
        while update().is_ok() {}
        let archive = office.desk.archives(&reporter).unwrap().remove(0);
        assert_eq!((archive.stories, archive.full), (1_000, true), "and all runs together have their stories");
        let found = office.desk.search_archive(&reporter, "tin").unwrap();
        assert!(found.iter().all(|story| story.link.is_empty()), "what is no page is led to by nothing");
    }
}

#[test]
fn a_related_story_that_is_no_web_page_is_refused() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let reporter = office.staff("phongvien");
    let (view, _) = office.desk.new_article(&reporter, None).unwrap();
    let related = |link: &str| TextEdit {
        related: Some(vec![Related { title: "Tin".to_owned(), link: link.to_owned() }]),
        ..TextEdit::default()
    };
    for link in
        ["javascript:alert(1)", "JavaScript:alert(1)", "file:///etc/passwd", "smb://x", "https:", "", "mailto:a@b.vn"]
    {
        let refused = office.desk.save_text(&reporter, view.article.id, 0, related(link));
        assert!(matches!(refused, Err(DeskError::Body(BodyError::Link(_)))), "{link}: {refused:?}");
    }
    office.desk.save_text(&reporter, view.article.id, 0, related("https://mongcai.gov.vn/tin")).unwrap();
}

#[test]
fn what_is_longer_than_a_newsroom_writes_is_refused_with_a_sentence() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let reporter = office.staff("phongvien");
    let (view, _) = office.desk.new_article(&reporter, None).unwrap();
    let id = view.article.id;
    let edit = TextEdit::default();
    let long = "tít ".repeat(2_500_000);
    for (edit, what) in [
        (TextEdit { headline: Some(long.clone()), ..edit.clone() }, TooLong::Line(TextLine::Headline)),
        (TextEdit { byline: Some(long.clone()), ..edit.clone() }, TooLong::Line(TextLine::Byline)),
        (TextEdit { tags: Some(vec!["từ".to_owned(); 200_000]), ..edit.clone() }, TooLong::Tags),
    ] {
        let refused = office.desk.save_text(&reporter, id, 0, edit);
        assert!(matches!(refused, Err(DeskError::TooLong(found)) if found == what), "{what:?}");
    }
    let said = office.desk.add_staff(&office.staff("thuky"), &long, "hoa", newsroom::Role::Reporter, "12345678");
    assert!(matches!(said, Err(DeskError::TooLong(TooLong::Name))));
    assert!(office.desk.keep_unsent(&reporter, contract::unsent::About::Story(id), &long).is_err());
    let whole_story = "Tít. ".repeat(3_000);
    office.desk.save_text(&reporter, id, 0, TextEdit { headline: Some(whole_story), ..edit }).unwrap();
}

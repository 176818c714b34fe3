//! What readers get, as the client sees it.

use crate::fake::{Fake, answer_with};
use newsroom::Trouble;
use wordpress::{Error, Method};

#[test]
fn a_page_is_asked_for_as_readers_ask() {
    let to = |to: &str| answer_with(301, &[("Location", to)], "");
    let fake = Fake::answering([
        to("https://www.x.vn/tin"),
        to("/tin/"),
        answer_with(404, &[("Content-Type", "text/html; charset=UTF-8")], "<h1>Không thấy"),
    ]);
    let page = fake.client().page("http://x.vn/tin").unwrap();
    assert_eq!((page.status, page.text.as_str()), (404, "<h1>Không thấy"), "no error: the caller decides");
    assert_eq!(page.content_type, "text/html; charset=UTF-8");
    let asked = fake.asked();
    assert_eq!(asked[2].url.as_str(), "https://www.x.vn/tin/");
    for request in &asked {
        assert_eq!(request.header("Authorization"), None, "readers do not sign in");
        assert_eq!(request.header("Cache-Control"), Some("no-cache"));
    }
}

#[test]
fn readers_are_not_followed_to_other_sites_nor_in_circles() {
    for elsewhere in ["http://10.0.0.1/login", "https://x.vn.evil.vn/", "ftp://x.vn/", "file:///etc/passwd"] {
        let fake = Fake::answering([answer_with(302, &[("Location", elsewhere)], "")]);
        let error = fake.client().page("https://x.vn/tin/").unwrap_err();
        assert_eq!(error.trouble(), Trouble::CaptivePortal, "{elsewhere}: {error:?}");
        assert_eq!(fake.asked().len(), 1);
    }
    let circle: Vec<_> = (0..9).map(|_| answer_with(302, &[("Location", "/")], "")).collect();
    let fake = Fake::answering(circle);
    assert!(matches!(fake.client().page("https://x.vn/"), Err(Error::Page { .. })));
    assert_eq!(fake.asked().len(), 6, "five are followed");
    assert!(matches!(Fake::default().client().page("photo://localhost/x"), Err(Error::Address(_))));
}

#[test]
fn a_file_is_looked_at_without_fetching_it() {
    let fake = Fake::answering([answer_with(200, &[("Content-Type", "image/jpeg"), ("Content-Length", "81234")], "")]);
    let seen = fake.client().file("https://x.vn/a.jpg", "https://x.vn/tin/").unwrap();
    assert_eq!((seen.status, seen.content_type.as_str(), seen.length), (200, "image/jpeg", Some(81234)));
    assert_eq!(fake.asked()[0].method, Method::Head);
    assert_eq!(fake.asked()[0].header("Authorization"), None);
    assert_eq!(fake.asked()[0].header("Referer"), Some("https://x.vn/tin/"), "as a reader of the page asks");
}

#[test]
fn where_heads_are_refused_one_byte_tells_the_same() {
    let part = [("Content-Type", "image/jpeg"), ("Content-Range", "bytes 0-0/81234"), ("Content-Length", "1")];
    for refusal in [403, 404, 405, 429, 501, 503] {
        let fake = Fake::answering([answer_with(refusal, &[], ""), answer_with(206, &part, "x")]);
        let seen = fake.client().file("https://x.vn/a.jpg", "https://x.vn/tin/").unwrap();
        assert_eq!((seen.status, seen.length), (200, Some(81234)));
        let asked = &fake.asked()[1];
        assert_eq!((asked.method, asked.header("Range")), (Method::Get, Some("bytes=0-0")));
    }
    let whole = [("Content-Length", "7")];
    let fake = Fake::answering([answer_with(405, &[], ""), answer_with(200, &whole, "abcdefg")]);
    assert_eq!(
        fake.client().file("https://x.vn/a.jpg", "https://x.vn/tin/").unwrap().length,
        Some(7),
        "a server without parts"
    );
    let fake = Fake::answering([answer_with(404, &[], ""), answer_with(404, &[], "")]);
    assert_eq!(fake.client().file("https://x.vn/a.jpg", "https://x.vn/tin/").unwrap().status, 404);
}

#[test]
fn a_picture_to_solve_is_no_page_whatever_its_number() {
    let solve = || answer_with(202, &[("SG-Captcha", "challenge")], "<html><title>Xác minh</title>");
    let busy = || answer_with(200, &[("cf-mitigated", "challenge")], "<html><title>Chờ một chút</title>");
    for given in [solve(), busy()] {
        let fake = Fake::answering([given.clone(), given.clone(), given]);
        let client = fake.client();
        assert_eq!(client.page("https://x.vn/tin/").unwrap().status, 403, "closed to programs");
        assert_eq!(client.file("https://x.vn/a.jpg", "https://x.vn/tin/").unwrap().status, 403);
    }
}

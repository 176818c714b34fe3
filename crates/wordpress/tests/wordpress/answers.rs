//! What answers mean, hostile ones too.

use crate::fake::{Answer, Fake, PASSWORD, answer, answer_with};
use newsroom::transmission::Trouble;
use std::time::Duration;
use wordpress::{Credentials, Error, PostFields, TransportError};

fn create(with: Answer) -> Result<u64, Error> {
    let fake = Fake::answering([with]);
    fake.client().create_post(&PostFields::default()).map(|post| post.id)
}

fn update(with: Answer) -> Result<u64, Error> {
    let fake = Fake::answering([with]);
    fake.client().update_post(7, &PostFields::default()).map(|post| post.id)
}

fn complaint(code: &str, status: u16) -> String {
    format!(r#"{{"code":"{code}","message":"Xin lỗi","data":{{"status":{status}}}}}"#)
}

#[test]
fn only_a_new_thing_with_a_number_counts_as_created() {
    assert_eq!(create(answer(201, r#"{"id":7}"#)).unwrap(), 7);
    assert_eq!(create(answer(201, "\u{feff}{\"id\":7}")).unwrap(), 7, "after a byte order mark");
    let printed = "<br />\n<b>Warning</b>: x[1] {oops} in <b>/a.php</b> on line [2]<br />\n{\"id\":7,\"tags\":[1,2]}\n";
    assert_eq!(create(answer(201, printed)).unwrap(), 7, "after what an extension prints");
    for (case, with) in [
        ("200 and a list, as after a redirect", answer(200, r#"[{"id":7}]"#)),
        ("200 and a post", answer(200, r#"{"id":7}"#)),
        ("201 and nothing", answer(201, "")),
        ("201 and a page", answer(201, "<html><h1>OK")),
        ("201 cut off", answer(201, r#"{"id":7,"title":{"raw":"T"#)),
        ("201 without a number", answer(201, r#"{"ok":true}"#)),
        ("201 with number 0", answer(201, r#"{"id":0}"#)),
        ("201 with a text as number", answer(201, r#"{"id":"7"}"#)),
        ("202", answer(202, r#"{"id":7}"#)),
        ("204", answer(204, "")),
        ("500 after the post was saved", answer(500, &complaint("internal_server_error", 500))),
        ("502 page", answer(502, "<h1>Bad gateway")),
        ("504 page", answer(504, "")),
        ("503 maintenance", answer(503, &complaint("wp_die", 503))),
        ("time-out", Err(TransportError::Timeout)),
        ("cut", Err(TransportError::Interrupted("reset".to_owned()))),
        ("endless", Err(TransportError::TooBig)),
        ("408", answer(408, "")),
    ] {
        let error = create(with).expect_err(case);
        assert!(error.is_unknown_outcome(), "{case} may have been done: {error:?}");
        assert!(error.trouble().heals_itself() || error.trouble() == Trouble::Server, "{case}: {error:?}");
    }
}

#[test]
fn an_update_must_answer_with_the_same_number() {
    assert_eq!(update(answer(200, r#"{"id":7}"#)).unwrap(), 7);
    for with in [answer(200, r#"{"id":8}"#), answer(201, r#"{"id":7}"#), answer(200, "[]")] {
        assert!(matches!(update(with), Err(Error::UnknownOutcome { .. })));
    }
}

#[test]
fn refusals_are_certain_and_have_their_kind() {
    let portal = "<html>Đăng nhập";
    for (case, with, trouble) in [
        ("wrong password", answer(401, &complaint("rest_cannot_create", 401)), Trouble::Login),
        ("401 page", answer(401, portal), Trouble::Login),
        ("role", answer(403, &complaint("rest_cannot_publish", 403)), Trouble::NotAllowed),
        ("firewall", answer(403, portal), Trouble::NotAllowed),
        ("firewall, older", answer(406, portal), Trouble::NotAllowed),
        ("nginx", answer(413, "<h1>413"), Trouble::TooLarge),
        ("WordPress size", answer(400, &complaint("rest_upload_file_too_big", 400)), Trouble::TooLarge),
        ("rate", answer(429, ""), Trouble::Busy),
        ("content", answer(400, &complaint("empty_content", 400)), Trouble::Rejected),
        ("400 page", answer(400, portal), Trouble::Rejected),
        ("gone", answer(404, &complaint("rest_post_invalid_id", 404)), Trouble::ChangedOnSite),
        ("trashed", answer(410, &complaint("rest_already_trashed", 410)), Trouble::ChangedOnSite),
        ("no API", answer(404, &complaint("rest_no_route", 404)), Trouble::NotWordPress),
        ("404 page", answer(404, portal), Trouble::NotWordPress),
        ("redirect", answer_with(301, &[("Location", "https://b.vn/")], ""), Trouble::NotWordPress),
        (
            "redirect that keeps the method",
            answer_with(308, &[("Location", "https://b.vn/")], ""),
            Trouble::NotWordPress,
        ),
        ("200 around a refusal", answer(200, &complaint("rest_cannot_edit", 403)), Trouble::NotAllowed),
        ("a warning before it", answer(403, &format!("<b>x</b>{}", complaint("a", 403))), Trouble::NotAllowed),
        ("no network", Err(TransportError::Offline("x".to_owned())), Trouble::Offline),
        ("no such host", Err(TransportError::Dns("x".to_owned())), Trouble::Offline),
        ("certificate", Err(TransportError::Tls("x".to_owned())), Trouble::Tls),
    ] {
        let error = update(with).expect_err(case);
        assert_eq!(error.trouble(), trouble, "{case}: {error:?}");
        assert!(!error.is_unknown_outcome(), "{case} is certain: {error:?}");
    }
}

#[test]
fn data_of_a_refusal_may_be_anything() {
    for data in ["null", "\"Data too long\"", "[]", "{\"status\":\"x\"}", "7"] {
        let body = format!(r#"{{"code":"x","message":"m","data":{data}}}"#);
        assert!(matches!(create(answer(400, &body)), Err(Error::Rejected { status: 400, .. })), "data {data}");
        assert!(matches!(create(answer(500, &body)), Err(Error::Server { status: 500, .. })), "data {data}");
    }
    let empty = r#"{"code":"empty_term_name","message":"m","data":null}"#;
    assert!(matches!(create(answer(500, empty)), Err(Error::Rejected { .. })), "a 500 that will not heal");
}

#[test]
fn drafts_asked_for_by_a_stranger_are_a_matter_of_the_login() {
    let inner = |status: u16| {
        let body = format!(
            r#"{{"code":"rest_invalid_param","message":"m","data":{{"status":400,"params":{{"status":"m"}},
            "details":{{"status":{{"code":"rest_forbidden_status","message":"m","data":{{"status":{status}}}}}}}}}}}"#
        );
        let fake = Fake::answering([answer(400, &body)]);
        fake.client().find_posts("newsdesk:x").unwrap_err()
    };
    assert!(matches!(inner(401), Error::Login), "or an empty list would be believed");
    assert!(matches!(inner(403), Error::NotAllowed { .. }));
}

#[test]
fn the_site_says_how_long_to_wait() {
    let wait = |headers: &[(&str, &str)]| create(answer_with(503, headers, "")).unwrap_err().retry_after();
    assert_eq!(wait(&[("Retry-After", "600")]), Some(Duration::from_secs(600)));
    assert_eq!(wait(&[]), None);
    assert_eq!(wait(&[("Retry-After", "soon")]), None);
    let date = ("Retry-After", "Mon, 23 Nov 2026 15:01:40 GMT");
    assert_eq!(wait(&[date, ("Date", "Mon, 23 Nov 2026 15:00:00 GMT")]), Some(Duration::from_secs(100)));
    assert_eq!(wait(&[date]), None, "a date needs the server's clock");
}

#[test]
fn a_died_upload_names_its_number() {
    let photo = || wordpress::MediaUpload {
        file_name: "a.jpg".to_owned(),
        bytes: vec![1],
        title: String::new(),
        caption: String::new(),
        alt_text: String::new(),
        slug: String::new(),
    };
    for status in [200, 201, 500, 502] {
        let with = answer_with(status, &[("x-wp-upload-attachment-id", "109")], "");
        let fake = Fake::answering([with]);
        let error = fake.client().upload_media(&photo()).unwrap_err();
        assert!(
            matches!(error, Error::UnknownOutcome { attachment: Some(109), .. }),
            "status {status} with the header: {error:?}"
        );
    }
}

#[test]
fn a_reading_call_takes_a_page_for_another_site() {
    for body in ["<h1>Đăng nhập Wi-Fi</h1>", "", "{\"id\":", "7"] {
        let fake = Fake::answering([answer(200, body)]);
        assert_eq!(fake.client().me().unwrap_err().trouble(), Trouble::NotWordPress, "body {body:?}");
    }
    let fake = Fake::answering([answer(200, r#"[{"id":7,"status":"draft"}]"#)]);
    assert!(fake.client().find_posts("newsdesk:x").is_err(), "a post without its text would be created again");
}

#[test]
fn a_password_is_in_no_text() {
    let bare: String = PASSWORD.replace(' ', "");
    let token = "YmllbnRhcDphYmNkIEVGR0ggaWprbA==";
    let said = format!("bad: {PASSWORD} {bare} {token}");
    let body = format!(r#"{{"code":"{bare}","message":"<b>{said}</b>","data":{{"h":["{said}"]}}}}"#);
    let mut texts = Vec::new();
    for status in [400, 403, 500] {
        let error = create(answer(status, &body)).unwrap_err();
        texts.push(format!("{error} {error:?}"));
    }
    let error = create(answer_with(302, &[("Location", &format!("https://x/?{token}"))], "")).unwrap_err();
    texts.push(format!("{error} {error:?}"));
    let fake = Fake::answering([answer(200, "")]);
    assert!(fake.client().me().is_err());
    let sent = &fake.asked()[0];
    assert_eq!(sent.header("Authorization"), Some(format!("Basic {token}").as_str()));
    texts.push(format!("{sent:?}"));
    texts.push(format!("{:?}", Credentials { login: "b".to_owned(), password: PASSWORD.to_owned() }));
    for text in texts {
        for secret in [PASSWORD, &bare, token] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

#[test]
fn an_enormous_answer_of_brackets_does_not_hang() {
    let started = std::time::Instant::now();
    assert!(create(answer(201, &"[".repeat(2_000_000))).is_err());
    assert!(create(answer(201, &"{\"a\":1} ".repeat(300_000))).is_err());
    assert!(started.elapsed() < Duration::from_secs(20), "took {:?}", started.elapsed());
}

//! What answers mean, hostile ones too.

use crate::fake::{Answer, Fake, PASSWORD, answer, answer_with};
use newsroom::transmission::Trouble;
use std::time::Duration;
use wordpress::{Credentials, Error, PostFields, TlsFault, TransportError};

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

fn tls(fault: TlsFault) -> Answer {
    Err(TransportError::Tls { fault, text: "x".to_owned() })
}

#[test]
fn only_a_new_thing_with_a_number_counts_as_created() {
    assert_eq!(create(answer(201, r#"{"id":7}"#)).unwrap(), 7);
    assert_eq!(create(answer(201, "\u{feff}{\"id\":7}")).unwrap(), 7, "after a byte order mark");
    let printed = "<br />\n<b>Warning</b>: x[1] {oops} in <b>/a.php</b> on line [2]<br />\n{\"id\":7,\"tags\":[1,2]}\n";
    assert_eq!(create(answer(201, printed)).unwrap(), 7, "after what an extension prints");
    for (case, with) in [
        ("200 and a list, as after a redirect", answer(200, r#"[{"id":7}]"#)),
        ("a redirect", answer_with(301, &[("Location", "https://b.vn/")], "")),
        ("a redirect that keeps the method", answer_with(308, &[("Location", "https://b.vn/")], "")),
        ("507", answer(507, "")),
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
        (
            "a full disk, whenever it showed",
            answer(500, r#"{"code":"internal_server_error","message":"Write failed: No space left on device (28)"}"#),
        ),
        ("200 around a complaint without its status", answer(200, r#"{"code":"x","message":"m","data":null}"#)),
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
        assert!(error.trouble().is_transient() || error.trouble() == Trouble::Server, "{case}: {error:?}");
    }
}

#[test]
fn what_stands_around_the_data_of_an_answer_is_read_past() {
    let post = r#"{"id":7,"tags":[1,2]}"#;
    for body in [
        format!("{post}\n<!-- Page cached by \"LiteSpeed\" {{0.2 s}} [hit] -->"),
        format!("{post}<br />\n<b>Warning</b>: x[1] {{oops}} in <b>/a.php</b> on line [2]"),
        format!("<br />\n<b>Deprecated</b>: key [0] {{\"a\":1}} in <b>/a.php</b>\n{post}\n<!-- cached -->"),
        format!("\u{feff}\n{post}0"),
    ] {
        assert_eq!(create(answer(201, &body)).unwrap(), 7, "{body}");
        let fake = Fake::answering([answer(201, &body)]);
        let client = fake.client();
        client.create_post(&PostFields::default()).unwrap();
        assert!(client.is_answered_untidily(), "it is noted: {body}");
    }
    let fake = Fake::answering([answer(200, "Notice: key [0]\n[]\n<!-- {\"posts\":[1,2,3]} -->")]);
    assert!(fake.client().find_posts("newsdesk:x").unwrap().is_empty(), "an empty list is an answer");
    let fake = Fake::answering([answer(201, post)]);
    let client = fake.client();
    client.create_post(&PostFields::default()).unwrap();
    assert!(!client.is_answered_untidily());
}

#[test]
fn a_whole_value_in_an_answer_that_was_cut_off_or_in_a_page_is_no_answer() {
    for body in [
        r#"[{"id":7,"status":"draft"},{"id":8,"status":"draft"}"#,
        r#"{"title":{"id":7},"versions":[{"id":8}]"#,
        "Warning [0]\n{\"id\":7,\"links\":[{\"id\":8}],\"title\":\"T",
        "<!doctype html><script type=\"application/ld+json\">\n{\"id\":7}\n</script><h1>Wi-Fi</h1>",
    ] {
        assert!(create(answer(201, body)).unwrap_err().is_unknown_outcome(), "{body}");
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
        ("firewall", answer(403, portal), Trouble::Firewall),
        ("a guard of the login", answer(403, &complaint("incorrect_password", 403)), Trouble::Login),
        ("a lock-out after wrong passwords", answer(403, &complaint("too_many_retries", 403)), Trouble::Login),
        ("firewall, older", answer(406, portal), Trouble::Firewall),
        ("nginx", answer(413, "<h1>413"), Trouble::TooLarge),
        ("WordPress size", answer(400, &complaint("rest_upload_file_too_big", 400)), Trouble::TooLarge),
        ("rate", answer(429, ""), Trouble::RateLimited),
        ("content", answer(400, &complaint("empty_content", 400)), Trouble::Rejected),
        ("400 page", answer(400, portal), Trouble::Rejected),
        ("gone", answer(404, &complaint("rest_post_invalid_id", 404)), Trouble::RemovedOnSite),
        ("trashed", answer(410, &complaint("rest_already_trashed", 410)), Trouble::RemovedOnSite),
        ("no API", answer(404, &complaint("rest_no_route", 404)), Trouble::NotWordPress),
        ("404 page", answer(404, portal), Trouble::NotWordPress),
        (
            "uploads that cannot be stored",
            answer(500, &complaint("rest_upload_sideload_error", 500)),
            Trouble::SiteDisk,
        ),
        ("a file that cannot be moved", answer(500, &complaint("rest_upload_file_error", 500)), Trouble::SiteDisk),
        ("a file that PHP refuses", answer(500, &complaint("rest_upload_unknown_error", 500)), Trouble::SiteDisk),
        ("no bin", answer(501, &complaint("rest_trash_not_supported", 501)), Trouble::Rejected),
        ("the network wants a login", answer(511, portal), Trouble::CaptivePortal),
        ("200 around a refusal", answer(200, &complaint("rest_cannot_edit", 403)), Trouble::NotAllowed),
        ("a warning before it", answer(403, &format!("<b>x</b>{}", complaint("a", 403))), Trouble::NotAllowed),
        ("a proxy of the office", answer(407, portal), Trouble::Offline),
        ("no network", Err(TransportError::Offline("x".to_owned())), Trouble::Offline),
        ("no such host", Err(TransportError::Dns("x".to_owned())), Trouble::Dns),
        ("no TLS", tls(TlsFault::Other), Trouble::Tls),
        ("certificate expired", tls(TlsFault::Expired), Trouble::TlsExpired),
        ("certificate of tomorrow", tls(TlsFault::NotYetValid), Trouble::WrongClock),
        ("certificate of a stranger", tls(TlsFault::UnknownAuthority), Trouble::TlsUnknownAuthority),
        ("certificate for another", tls(TlsFault::WrongName), Trouble::TlsWrongName),
        ("no such proxy", Err(TransportError::Options("x".to_owned())), Trouble::NotWordPress),
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
    // Numbers of a foreign server are bounded before anybody counts with them.
    for endless in ["901", "86400", "9999999999999", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let asked = [("Retry-After", endless), ("Date", "Mon, 23 Nov 2026 15:00:00 GMT")];
        assert_eq!(wait(&asked), Some(Duration::from_secs(900)), "{endless}");
    }
    assert_eq!(wait(&[("Retry-After", "-5")]), None);
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
    let portal = "\u{feff} <!doctype html><title>Đăng nhập &amp; lướt</title><h1>Wi-Fi";
    for with in
        [answer(200, portal), answer_with(302, &[("Location", "http://10.0.0.1/login")], ""), answer(511, portal)]
    {
        let error = asking(with);
        assert_eq!(error.trouble(), Trouble::CaptivePortal, "{error:?}");
        assert!(!error.is_unknown_outcome(), "nothing was to be done: {error:?}");
    }
    assert!(asking(answer(200, portal)).to_string().contains("Đăng nhập & lướt"), "the page says who it is");
    for body in ["", "{\"id\":", "7"] {
        assert_eq!(asking(answer(200, body)).trouble(), Trouble::Server, "no page of anybody: {body:?}");
    }
    assert_eq!(asking(answer(200, r#"{"a":1}"#)).trouble(), Trouble::NotWordPress, "other data");
    let fake = Fake::answering([answer(200, r#"[{"id":7,"status":"draft"}]"#)]);
    assert!(fake.client().find_posts("newsdesk:x").is_err(), "a post without its text would be created again");
}

fn asking(with: Answer) -> Error {
    let fake = Fake::answering([with]);
    fake.client().me().unwrap_err()
}

#[test]
fn a_broken_line_is_a_lost_answer_only_if_something_was_written() {
    for (what, written, read) in [
        (TransportError::Interrupted("reset".to_owned()), Trouble::LostAnswer, Trouble::Offline),
        (TransportError::Timeout, Trouble::Timeout, Trouble::Timeout),
        (TransportError::TooBig, Trouble::LostAnswer, Trouble::Server),
    ] {
        let error = create(Err(what.clone())).unwrap_err();
        assert_eq!((error.trouble(), error.is_unknown_outcome()), (written, true), "{what:?}");
        let error = asking(Err(what.clone()));
        assert_eq!((error.trouble(), error.is_unknown_outcome()), (read, false), "{what:?}");
    }
    assert_eq!(create(answer(201, "<html>")).unwrap_err().trouble(), Trouble::LostAnswer);
    assert_eq!(create(answer(503, "")).unwrap_err().trouble(), Trouble::Maintenance);
    assert_eq!(create(answer(507, "")).unwrap_err().trouble(), Trouble::SiteDisk);
    for message in ["The table 'wp_posts' is full", "Disk quota exceeded"] {
        let full = format!(r#"{{"code":"db_insert_error","message":"{message}","data":null}}"#);
        assert_eq!(create(answer(500, &full)).unwrap_err().trouble(), Trouble::SiteDisk, "{message}");
    }
    let redirected = create(answer_with(307, &[("Location", "/x")], "")).unwrap_err();
    assert_eq!(redirected.trouble(), Trouble::CaptivePortal);
}

#[test]
fn the_last_answers_clock_is_the_sites() {
    let date = |day: u32| answer_with(200, &[("Date", &format!("{day} Nov 2026 15:00:00 GMT"))], r#"{"id":2}"#);
    let fake = Fake::answering([date(0), answer(200, r#"{"id":2}"#)]);
    let client = fake.client();
    assert_eq!(client.server_time(), None, "nothing was asked yet");
    client.me().unwrap();
    assert_eq!(client.server_time(), None, "no date at all");
    let fake = Fake::answering([
        answer_with(200, &[("Date", "Mon, 23 Nov 2026 15:00:00 GMT")], r#"{"id":2}"#),
        answer_with(500, &[("Date", "Mon, 23 Nov 2026 15:00:07 GMT")], ""),
        answer(200, r#"{"id":2}"#),
    ]);
    let client = fake.client();
    for _ in 0..3 {
        client.me().map(drop).unwrap_or_default();
    }
    assert_eq!(client.server_time(), Some("2026-11-23T15:00:07Z".parse().unwrap()), "also of a failure");
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

#[test]
fn a_picture_to_solve_is_a_firewall_and_nothing_was_done() {
    let page = "<!DOCTYPE html><title>Xác minh</title>";
    for (case, given) in [
        ("202 with a page", answer(202, page)),
        ("SiteGround", answer_with(202, &[("SG-Captcha", "challenge")], "")),
        ("Cloudflare", answer_with(403, &[("cf-mitigated", "challenge")], page)),
        ("Cloudflare while it is busy", answer_with(503, &[("cf-mitigated", "challenge"), ("Retry-After", "9")], page)),
        ("Amazon", answer_with(405, &[("x-amzn-waf-action", "captcha")], page)),
    ] {
        let fake = Fake::answering([given.clone(), given.clone(), given]);
        let client = fake.client();
        for error in [
            client.post(4).unwrap_err(),
            client.create_post(&PostFields::default()).unwrap_err(),
            client.trash_post(4).unwrap_err(),
        ] {
            assert_eq!(error.trouble(), Trouble::Firewall, "{case}: {error}");
            assert!(!error.is_unknown_outcome(), "{case}: nothing reached the site");
        }
    }
    let fake = Fake::answering([answer(202, "")]);
    assert!(fake.client().create_post(&PostFields::default()).unwrap_err().is_unknown_outcome(), "202 and no page");
}

#[test]
fn a_site_whose_space_is_used_up_is_told_from_one_that_refuses_the_file() {
    for code in ["rest_upload_limited_space", "rest_upload_user_quota_exceeded"] {
        let body = format!(r#"{{"code":"{code}","message":"Không đủ chỗ","data":{{"status":400}}}}"#);
        let fake = Fake::answering([answer(400, &body)]);
        let error = fake.client().create_post(&PostFields::default()).unwrap_err();
        assert_eq!((error.trouble(), error.is_unknown_outcome()), (Trouble::SiteDisk, false), "{code}");
    }
}

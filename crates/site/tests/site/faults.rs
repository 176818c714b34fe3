//! Faults on order: what a client's tests rely on.

use std::time::{Duration, Instant};

use serde_json::json;
use site::faults::{Entry, Fault};

use crate::harness::{B, City, MEDIA, NOBODY, POSTS, agent, draft, is, jpeg};

#[test]
fn a_connection_breaks_before_or_after_the_work() {
    let city = City::new();
    let count = || city.get(&format!("{POSTS}?status=any"), B).header("x-wp-total").to_owned();
    for (fault, stored) in [(Fault::DropBefore, "0"), (Fault::DropAfter, "1")] {
        city.running.faults().next("POST", POSTS, fault.clone());
        let headers = [("Content-Type", "application/json")];
        let broken = city.try_send("POST", POSTS, B, &headers, draft("x").to_string().as_bytes());
        assert!(broken.is_err(), "{fault:?}: no answer at all");
        assert_eq!(count(), stored, "{fault:?}");
    }
    let dropped = city.running.faults().log().into_iter().filter(|entry| entry.status.is_none()).count();
    assert_eq!(dropped, 2, "the log knows them");
}

#[test]
fn answers_of_others_come_in_the_place_of_the_work() {
    let city = City::new();
    let faults = city.running.faults();
    let table = [
        (Fault::Unauthorized, 401, "rest_not_logged_in"),
        (Fault::TooManyRequests { retry_after: 7 }, 429, "too_many_requests"),
        (Fault::ServerError, 500, "internal_server_error"),
        (Fault::Unavailable { retry_after: 600 }, 503, "wp_die"),
    ];
    for (fault, status, code) in table {
        faults.next("POST", POSTS, fault.clone());
        let answer = city.post(POSTS, B, &draft("x"));
        assert_eq!(answer.outcome(), is(status, code), "{fault:?}");
        match fault {
            Fault::TooManyRequests { retry_after } | Fault::Unavailable { retry_after } => {
                assert_eq!(answer.header("retry-after"), retry_after.to_string());
            }
            _ => {}
        }
    }
    for (fault, status) in [(Fault::Forbidden, 403), (Fault::TooLarge, 413), (Fault::HtmlPage, 200)] {
        faults.next("POST", POSTS, fault.clone());
        let answer = city.post(POSTS, B, &draft("x"));
        assert_eq!(answer.status, status, "{fault:?}");
        assert!(answer.text().starts_with("<!doctype html>"), "{fault:?}: a page, not JSON");
    }
    assert_eq!(city.get(&format!("{POSTS}?status=any"), B).header("x-wp-total"), "0", "nothing was done");
}

#[test]
fn the_work_is_done_and_the_answer_spoilt() {
    let city = City::new();
    let faults = city.running.faults();
    faults.next("POST", MEDIA, Fault::ServerErrorAfterSave);
    let photo = city.upload(B, "a.jpg", "", &jpeg(10, 10));
    assert_eq!(photo.outcome(), is(500, "internal_server_error"));
    assert!(!photo.header("x-wp-upload-attachment-id").is_empty(), "the way back to the stored photo");
    faults.next("POST", POSTS, Fault::GarbageBeforeJson);
    let warned = city.post(POSTS, B, &draft("x"));
    assert!(warned.status == 201 && warned.text().starts_with("<br />") && warned.text().ends_with('}'));
    faults.next("POST", POSTS, Fault::EmptyAfterSave);
    let empty = city.post(POSTS, B, &draft("y"));
    assert_eq!((empty.status, empty.body.len()), (200, 0));
    assert_eq!(city.get(&format!("{POSTS}?status=any"), B).header("x-wp-total"), "2");
}

#[test]
fn a_client_that_gives_up_too_early_has_created_anyway() {
    let city = City::new();
    city.running.faults().next("POST", POSTS, Fault::DelayAfter(Duration::from_secs(5)));
    let hasty = agent(Duration::from_millis(1_000));
    let started = Instant::now();
    let pair = format!("bientap:{}", city.password(B));
    let basic = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, pair);
    let sent = hasty
        .post(city.url(POSTS))
        .header("Authorization", format!("Basic {basic}"))
        .header("Content-Type", "application/json")
        .send(draft("x").to_string());
    assert!(sent.is_err() && started.elapsed() < Duration::from_secs(4));
    assert_eq!(city.get(&format!("{POSTS}?status=draft"), B).header("x-wp-total"), "1");
}

#[test]
fn orders_pick_the_nth_request_and_the_log_can_be_awaited() {
    let city = City::new();
    let faults = city.running.faults();
    faults.order(2, "GET", "/wp-json/wp/v2/tags", Fault::ServerError);
    let statuses: Vec<u16> = (0..3).map(|_| city.get("/?rest_route=/wp/v2/tags", NOBODY).status).collect();
    assert_eq!(statuses, [200, 500, 200], "rest_route is the same route");
    assert_eq!(faults.pending(), 0);
    assert!(faults.wait(Duration::from_secs(5), |log| log.len() == 3));
    let last = Entry {
        method: "GET".to_owned(),
        path: "/wp-json/wp/v2/tags".to_owned(),
        query: "rest_route=/wp/v2/tags".to_owned(),
        status: Some(200),
    };
    assert_eq!(faults.log().last(), Some(&last));
    faults.always("*", "/", &Fault::Unavailable { retry_after: 1 });
    assert_eq!([0, 1, 2].map(|_| city.get("/", NOBODY).status), [503, 503, 503]);
    faults.clear();
    assert_eq!(city.get("/", NOBODY).status, 200);
}

#[test]
fn a_full_or_read_only_disk_is_an_answer() {
    let city = City::new();
    let uploads = city.directory.path().join("uploads");
    std::fs::remove_dir_all(&uploads).unwrap();
    // A file where the folder should be: nothing can be stored below it, whoever runs the test.
    std::fs::write(&uploads, b"").unwrap();
    assert_eq!(city.upload(B, "a.jpg", "", &jpeg(9, 9)).outcome(), is(500, "rest_upload_sideload_error"));
    let database = rusqlite::Connection::open(city.directory.path().join("site.sqlite")).unwrap();
    database
        .execute_batch("CREATE TRIGGER full BEFORE INSERT ON post BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        .unwrap();
    assert_eq!(city.post(POSTS, B, &json!({ "title": "x" })).outcome(), is(500, "db_insert_error"));
    assert_eq!(city.get(POSTS, NOBODY).status, 200, "reading goes on");
}

#[test]
fn bodies_have_an_end() {
    let city = City::new();
    let long = vec![b'x'; (1 << 20) + 1];
    let headers = [("Content-Type", "image/jpeg"), ("Content-Disposition", "attachment; filename=\"a.jpg\"")];
    // The answer may come before the body went out: then a client sees the one or the other.
    if let Ok(answer) = city.try_send("POST", MEDIA, NOBODY, &headers, &long) {
        assert_eq!(answer.status, 413, "nobody's megabytes are not kept in memory");
    }
    let json = format!("{{\"title\":\"{}\"}}", "x".repeat(33 << 20));
    let answer = city.send("POST", POSTS, B, &[("Content-Type", "application/json")], json.as_bytes());
    assert_eq!(answer.outcome(), is(413, "rest_request_too_large"));
    let deep = format!("{{\"title\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let answer = city.send("POST", POSTS, B, &[("Content-Type", "application/json")], deep.as_bytes());
    assert_eq!(answer.outcome(), is(400, "rest_invalid_json"));
}

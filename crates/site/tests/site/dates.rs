//! When a story goes online.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::harness::{B, City, NOBODY, POSTS, draft, is};

fn in_seconds(city: &City, seconds: i64) -> String {
    let now = DateTime::<Utc>::from_timestamp(city.clock.now(), 0).unwrap();
    (now + TimeDelta::seconds(seconds)).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[test]
fn zones_and_what_wins() {
    let city = City::new();
    let table = [
        (json!({ "date": "2026-01-02T08:00:00" }), "2026-01-02T01:00:00"),
        (json!({ "date_gmt": "2026-01-02T08:00:00" }), "2026-01-02T08:00:00"),
        (json!({ "date": "2026-01-02T08:00:00Z" }), "2026-01-02T08:00:00"),
        (json!({ "date_gmt": "2026-01-02T08:00:00+07:00" }), "2026-01-02T01:00:00"),
        (json!({ "date_gmt": "2026-01-02T08:00:00.750Z" }), "2026-01-02T08:00:00"),
        (json!({ "date": "2026-01-02T08:00:00", "date_gmt": "2026-05-05T05:05:05Z" }), "2026-01-02T01:00:00"),
    ];
    for (dates, expected) in table {
        let mut body = dates.clone();
        (body["title"], body["status"]) = (json!("x"), json!("publish"));
        let story = city.story(B, &body);
        assert_eq!(story["date_gmt"], expected, "{dates}");
        assert_eq!(story["modified_gmt"], expected, "on creation both are the story's date");
    }
}

#[test]
fn status_follows_the_date() {
    let city = City::new();
    let table = [
        ("publish", Some(3_600), "future"),
        ("publish", Some(-3_600), "publish"),
        ("future", Some(3_600), "future"),
        ("future", Some(-3_600), "publish"),
        ("future", None, "publish"),
        ("future", Some(40), "publish"),
        ("publish", Some(40), "publish"),
        ("future", Some(65), "future"),
        ("draft", Some(3_600), "draft"),
        ("pending", Some(-3_600), "pending"),
    ];
    for (asked, seconds, expected) in table {
        let mut body = json!({ "title": "x", "status": asked });
        if let Some(seconds) = seconds {
            body["date_gmt"] = json!(in_seconds(&city, seconds));
        }
        assert_eq!(city.story(B, &body)["status"], expected, "{asked} in {seconds:?} s");
    }
}

#[test]
fn a_scheduled_story_can_be_moved_and_taken_back() {
    let city = City::new();
    let story = city.story(B, &json!({ "title": "x", "status": "future", "date_gmt": in_seconds(&city, 3_600) }));
    let id = &story["id"];
    let status = |body: Value| city.change(id, B, &body).json()["status"].clone();
    assert_eq!(status(json!({ "date_gmt": in_seconds(&city, 7_200) })), "future");
    assert_eq!(status(json!({ "status": "draft" })), "draft");
    assert_eq!(status(json!({ "status": "future" })), "future", "the date was kept");
    assert_eq!(status(json!({ "status": "publish" })), "future", "publish alone does not hurry");
    assert_eq!(status(json!({ "status": "publish", "date": null })), "publish");
    let now = city.get(&format!("{POSTS}/{id}"), NOBODY).json()["date_gmt"].clone();
    assert!(now.as_str().unwrap() <= in_seconds(&city, 0).trim_end_matches('Z'), "and its date is now");
}

#[test]
fn a_draft_is_dated_when_it_is_published() {
    let city = City::new();
    let story = city.story(B, &draft("x"));
    city.clock.advance(Duration::from_secs(86_400));
    let public = city.change(&story["id"], B, &json!({ "status": "publish" })).json();
    assert_eq!(public["status"], "publish");
    let later =
        DateTime::parse_from_rfc3339(&format!("{}Z", public["date_gmt"].as_str().unwrap())).unwrap().timestamp();
    assert!((city.clock.now() - later).abs() < 30, "a day later than the draft");
}

#[test]
fn a_scheduled_story_goes_online_with_nobody_calling() {
    let city = City::new();
    let body = json!({ "title": "Đúng giờ", "status": "future", "date_gmt": in_seconds(&city, 600) });
    let story = city.story(B, &body);
    let id = story["id"].as_i64().unwrap();
    assert_eq!(city.get("/dung-gio/", NOBODY).status, 404, "not before its time");
    city.running.faults().clear_log();
    city.clock.advance(Duration::from_secs(400));
    assert!(!city.site().wait_until_published(id, Duration::from_millis(300)).unwrap());
    city.clock.advance(Duration::from_secs(200));
    assert!(city.site().wait_until_published(id, Duration::from_secs(20)).unwrap());
    assert_eq!(city.running.faults().log(), [], "no request was needed");
    assert_eq!(city.get("/dung-gio/", NOBODY).status, 200);
    let public = city.get(&format!("{POSTS}/{id}"), NOBODY).json();
    assert_eq!(public["date_gmt"], story["date_gmt"], "it carries the planned time");
}

#[test]
fn the_sites_clock_is_told_with_every_answer() {
    let city = City::new();
    city.clock.advance(Duration::from_secs(7 * 86_400));
    let told = city.get("/wp-json/", NOBODY).header("date").to_owned();
    let told = DateTime::parse_from_rfc2822(&told).unwrap().timestamp();
    assert!((city.clock.now() - told).abs() < 30);
    assert_eq!(city.get("/wp-cron.php?doing_wp_cron", NOBODY).status, 200);
    assert_eq!(city.get(&format!("{POSTS}?after=gestern"), NOBODY).outcome(), is(400, "rest_invalid_param"));
}

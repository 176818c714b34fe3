//! What machines and searchers are told: each story at its own time, once, and none before readers may see it.

use chrono::DateTime;
use rusqlite::Connection;
use serde_json::{Value, json};
use site::NewStory;

use crate::harness::{B, City, POSTS};

/// "cửa khẩu", as a browser asks.
const SEARCH: &str = "/tim-kiem/?q=c%E1%BB%ADa+kh%E1%BA%A9u";

#[test]
fn what_is_not_public_stands_in_no_feed_and_is_not_found() {
    let city = City::new();
    for status in ["draft", "pending", "private", "future", "publish"] {
        let date = if status == "future" { "2199-01-01T08:00:00" } else { "2026-01-01T08:00:00" };
        let title = format!("Cửa khẩu {status}");
        city.story(B, &json!({ "title": title, "slug": format!("tin-{status}"), "status": status, "date": date }));
    }
    for path in ["/feed/", "/feed/atom/", "/sitemap.xml", SEARCH, "/"] {
        let text = city.page(path);
        assert!(text.contains("tin-publish"), "{path}: {text}");
        for status in ["draft", "pending", "private", "future"] {
            assert!(!text.contains(&format!("tin-{status}")), "{path} tells of what is {status}: {text}");
        }
    }
    assert!(city.page(SEARCH).contains("Có 1 tin bài có"), "nor counted");
}

#[test]
fn the_search_index_holds_what_readers_see_or_will_see() {
    let city = City::new();
    let database = Connection::open(city.directory.path().join("site.sqlite")).unwrap();
    let held = |story: &Value| -> i64 {
        let count = |table: &str| {
            let sql = format!("SELECT count(*) FROM {table} WHERE rowid = ?1");
            database.query_row(&sql, [story["id"].as_i64().unwrap()], |row| row.get::<_, i64>(0)).unwrap()
        };
        count("headline_search") + count("post_search")
    };
    for (status, rows) in [("draft", 0), ("pending", 0), ("private", 0), ("publish", 2)] {
        let story = city.story(B, &json!({ "title": "Cửa khẩu", "status": status }));
        assert_eq!(held(&story), rows, "{status}");
        city.change(&story["id"], B, &json!({ "status": "publish" }));
        assert_eq!(held(&story), 2, "{status}, then public");
        city.send("DELETE", &format!("{POSTS}/{}", story["id"]), B, &[], b"");
        assert_eq!(held(&story), 0, "{status}, then in the bin");
    }
}

#[test]
fn machines_are_told_the_times_and_sections_of_stories() {
    let city = City::new();
    let story = city.story(
        B,
        &json!({
            "title": "Cửa khẩu", "excerpt": "Giá &lt;100 USD & hơn", "status": "publish", "slug": "cua-khau",
            "date_gmt": "2026-01-31T18:00:00Z", "categories": [city.section(1)["id"]],
        }),
    );
    let feed = city.page("/feed/");
    assert!(feed.contains("<pubDate>Sun, 01 Feb 2026 01:00:00 +0700</pubDate>"), "when it was published: {feed}");
    assert!(feed.contains("Giá &amp;lt;100 USD &amp;amp; hơn"), "text that looks like markup stays text: {feed}");
    let changed = format!("{}+07:00", story["modified"].as_str().unwrap());
    assert!(DateTime::parse_from_rfc3339(&changed).is_ok(), "{changed}");
    let map = city.page("/sitemap.xml");
    let entry = format!("<loc>{}</loc><lastmod>{changed}</lastmod>", story["link"].as_str().unwrap());
    assert!(map.contains(&entry), "when it was changed: {map}");
    assert!(map.contains(&format!("<loc>{}</loc>", city.url("/chuyen-muc/kinh-te-cua-khau/"))), "{map}");
    let atom = city.page("/feed/atom/");
    assert!(atom.contains("<published>2026-02-01T01:00:00+07:00</published>"), "{atom}");
    assert!(atom.contains(&format!("<updated>{changed}</updated>")), "{atom}");
}

#[test]
fn equal_hits_of_a_search_are_counted_once_the_newest_first() {
    let city = City::new();
    for (slug, date) in [("giua", "2026-03-02"), ("cu", "2026-03-01"), ("moi", "2026-03-03")] {
        let date = format!("{date}T08:00:00");
        city.story(B, &json!({ "title": "Cửa khẩu", "slug": slug, "status": "publish", "date": date }));
    }
    let page = city.page(SEARCH);
    let places = ["/moi/", "/giua/", "/cu/"].map(|path| page.find(path).unwrap_or_else(|| panic!("{path}: {page}")));
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains("Có 3 tin bài có"), "{page}");
}

#[test]
fn a_search_says_that_there_are_more_only_when_there_are() {
    let city = City::new();
    let story = |number: i64| NewStory {
        title: format!("Cửa khẩu {number}"),
        slug: format!("tin-{number}"),
        published: 1_700_000_000 + number,
        ..NewStory::default()
    };
    city.site().add_stories(B, (0..240).map(story)).unwrap();
    assert!(city.page(SEARCH).contains("Có 240 tin bài có"), "all of them are shown");
    city.site().add_stories(B, [story(240)]).unwrap();
    assert!(city.page(SEARCH).contains("Có hơn 240 tin bài có"));
}

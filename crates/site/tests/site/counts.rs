//! What the database keeps counted and in order is what walking through all stories would say.

use std::collections::HashMap;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::harness::{B, City, NOBODY, POSTS, open, serve};

const CATEGORIES: &str = "/wp-json/wp/v2/categories?per_page=100&orderby=id";
const TAGS: &str = "/wp-json/wp/v2/tags?per_page=100&orderby=id";

#[test]
fn counts_and_lists_stay_true_whatever_is_done_to_stories() {
    let city = City::new();
    let database = Connection::open(city.directory.path().join("site.sqlite")).unwrap();
    let sections: Vec<i64> = (0..4).map(|index| city.section(index)["id"].as_i64().unwrap()).collect();
    let tag = |name: &str| city.post("/wp-json/wp/v2/tags", B, &json!({ "name": name })).json()["id"].as_i64().unwrap();
    let tags = [tag("Cửa khẩu"), tag("Lễ hội")];
    let mut stories: Vec<i64> = Vec::new();
    // A fixed row of numbers, so that a failure comes again (Knuth, "The Art of Computer Programming", 3.3.4).
    let mut seed = 7_u64;
    let mut draw = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for round in 0..160 {
        let chosen = stories.get(draw(stories.len().max(1))).copied();
        let status = ["publish", "publish", "draft", "pending", "private", "future"][draw(6)];
        let sent = json!({
            "title": format!("Tin {round}"),
            "status": status,
            "date": format!("2026-0{}-11T08:00:00", 1 + draw(9)),
            "categories": sections.iter().filter(|_| draw(2) == 0).collect::<Vec<_>>(),
            "tags": tags.iter().filter(|_| draw(2) == 0).collect::<Vec<_>>(),
            "sticky": draw(5) == 0,
        });
        match (draw(7), chosen) {
            (0..=2, _) | (_, None) => stories.push(city.story(B, &sent)["id"].as_i64().unwrap()),
            (3, Some(id)) => {
                city.send("DELETE", &format!("{POSTS}/{id}"), B, &[], b"");
            }
            (4, Some(id)) => {
                city.send("DELETE", &format!("{POSTS}/{id}?force=true"), B, &[], b"");
            }
            (5, _) => city.clock.advance(Duration::from_secs(30 * 24 * 3600)),
            (_, Some(id)) => {
                city.change(&json!(id), B, &sent);
            }
        }
        if round == 120 {
            let gone =
                city.send("DELETE", &format!("/wp-json/wp/v2/categories/{}?force=true", sections[1]), B, &[], b"");
            assert_eq!(gone.status, 200);
        }
        if round % 8 == 7 {
            // Whatever is due is published by the next request at the latest.
            city.page("/");
            compare(&city, &database, round);
        }
    }
    assert!(stories.len() > 50);
}

/// With what the rows themselves say.
fn compare(city: &City, database: &Connection, round: usize) {
    let rows = |sql: &str| -> Vec<i64> {
        database.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let in_term = |term: &Value| {
        rows(&format!(
            "SELECT id FROM post JOIN post_term ON post_id = id WHERE term_id = {term} AND status = 'publish' \
             ORDER BY date DESC, id DESC"
        ))
    };
    let ids =
        |list: &Value| -> Vec<i64> { list.as_array().unwrap().iter().map(|p| p["id"].as_i64().unwrap()).collect() };
    for (route, field) in [(CATEGORIES, "categories"), (TAGS, "tags")] {
        for term in city.get(route, NOBODY).json().as_array().unwrap() {
            let shown = in_term(&term["id"]);
            assert_eq!(term["count"], json!(shown.len()), "round {round}: {}", term["name"]);
            let answer = city.get(&format!("{POSTS}?{field}={}&per_page=100&_fields=id", term["id"]), NOBODY);
            assert_eq!((ids(&answer.json()), answer.header("x-wp-total")), (shown.clone(), &*shown.len().to_string()));
            let page =
                city.get(term["link"].as_str().unwrap().strip_prefix(&city.running.url()).unwrap(), NOBODY).text();
            for id in shown.iter().take(12) {
                let slug: String =
                    database.query_row("SELECT slug FROM post WHERE id = ?1", [id], |r| r.get(0)).unwrap();
                assert!(page.contains(&format!("/{slug}/\"")), "round {round}: {slug} is not in its section");
            }
        }
    }
    let mut totals = HashMap::new();
    for (asked, condition) in [
        ("publish", "status = 'publish'"),
        ("draft,pending", "status IN ('draft', 'pending')"),
        ("any", "status <> 'trash'"),
        ("any,trash,draft", "1"),
    ] {
        let expected = rows(&format!("SELECT id FROM post WHERE {condition} ORDER BY date DESC, id DESC"));
        let answer = city.get(&format!("{POSTS}?status={asked}&context=edit&per_page=100&_fields=id"), B);
        assert_eq!(ids(&answer.json()), expected.iter().take(100).copied().collect::<Vec<_>>(), "{asked}");
        totals.insert(asked, answer.header("x-wp-total").to_owned());
        assert_eq!(totals[asked], expected.len().to_string(), "round {round}: {asked}");
    }
    let banners = city.get(&format!("{POSTS}?sticky=true&per_page=100&_fields=id"), NOBODY).json();
    assert_eq!(
        ids(&banners),
        rows("SELECT id FROM post WHERE sticky = 1 AND status = 'publish' ORDER BY date DESC, id DESC")
    );
}

#[test]
fn a_site_of_an_older_program_is_counted_when_it_is_opened() {
    let directory = tempfile::tempdir().unwrap();
    let old = Connection::open(directory.path().join("site.sqlite")).unwrap();
    old.execute_batch(include_str!("../../src/schema.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO account VALUES (1, 'bientap', 'b@example.test', 'Ban Biên tập', 'editor');
         INSERT INTO term VALUES (5, 'category', 'Kinh tế', 'kinh-te', '', 'kinh te');
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
         INSERT INTO post SELECT i, iif(i % 4 = 0, 'draft', 'publish'), 'tin-' || i, 'Tin ' || i, '<p>x</p>', '', 1, 0, 0,
             1700000000 + i, 0, 1700000000 + i, NULL, 'tin ' || i FROM n;
         INSERT INTO post_term SELECT id, 5 FROM post WHERE id <= 12;
         INSERT INTO post_search (rowid, exact_title, exact_text, title, text)
             VALUES (7, 'cửa khẩu', '', 'cua khau', ''), (11, 'tin', 'ở cửa khẩu', 'tin', 'o cua khau');
         UPDATE counter SET last = 20;
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    for _ in 0..2 {
        let running = serve(open(directory.path(), site::Clock::new()));
        let agent = crate::harness::agent(Duration::from_secs(20));
        let get = |path: &str| {
            let mut answer = agent.get(format!("{}{path}", running.url())).call().unwrap();
            let total = answer.headers().get("x-wp-total").map(|total| total.to_str().unwrap().to_owned());
            (answer.body_mut().read_to_string().unwrap(), total)
        };
        let section: Value = serde_json::from_str(&get("/wp-json/wp/v2/categories/5").0).unwrap();
        assert_eq!(section["count"], 9);
        assert_eq!(get(POSTS).1.as_deref(), Some("15"));
        let page = get("/chuyen-muc/kinh-te/").0;
        let places: Vec<_> = [11, 10, 9, 7].map(|number| page.find(&format!("/tin-{number}/"))).into();
        assert!(places.iter().all(Option::is_some) && places.is_sorted() && !page.contains("/tin-8/"), "{places:?}");
        let found = get("/tim-kiem/?q=c%E1%BB%ADa+kh%E1%BA%A9u").0;
        let places: Vec<_> = [7, 11].map(|number| found.find(&format!("/tin-{number}/"))).into();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "the headline counts more: {places:?}");
        running.stop();
    }
}

//! Listing a site's stories.

use crate::fake::{Answer, Fake, answer, answer_with};
use serde_json::{Value, json};
use wordpress::Error;

fn stored(id: u64, raw: &str) -> Value {
    json!({"id": id, "link": "https://x.vn/t/", "slug": "t", "status": "publish", "title": {"raw": "R&amp;D: <em>A</em> 5 < 6"},
        "excerpt": {"raw": "Sapo&nbsp;\n hai"}, "content": {"raw": raw}, "date_gmt": "2026-11-23T08:00:00",
        "modified_gmt": "2026-11-23T08:00:01", "categories": [2, 3], "featured_media": 9})
}

fn slice(items: &[Value]) -> Answer {
    let headers = [("X-WP-Total", "230"), ("X-WP-TotalPages", "3")];
    answer_with(200, &headers, &json!(items).to_string())
}

/// Who we are, an editor.
fn editor() -> Answer {
    answer(200, r#"{"id":2,"capabilities":{"edit_others_posts":true,"edit_published_posts":true}}"#)
}

const FORBIDDEN: &str = r#"{"code":"rest_invalid_param","message":"m","data":{"status":400,"params":{"status":"m"},
    "details":{"status":{"code":"rest_forbidden_status","message":"m","data":{"status":403}}}}}"#;
const PAST_THE_END: &str = r#"{"code":"rest_post_invalid_page_number","message":"m","data":{"status":400}}"#;

#[test]
fn stories_come_by_their_last_change_as_people_read_them() {
    let raw = "<!-- wp:paragraph -->\n<p>Một &amp; <strong>hai</strong><br>ba</p>\n<!-- /wp:paragraph -->\n\n\
               <!-- wp:html -->\n<script>alert(1)</script><!-- newsdesk:a -->\n<!-- /wp:html -->\n\n\
               <!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>bốn</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->";
    let fake = Fake::answering([editor(), slice(&[stored(4, raw)])]);
    let found = fake.client().changed_posts(Some("2026-11-23T08:00:00.500Z".parse().unwrap()), 2).unwrap();
    assert_eq!(
        fake.lines()[1..],
        ["Get /wp-json/wp/v2/posts status=publish,trash,draft,pending,private orderby=modified order=asc \
          modified_after=2026-11-23T08:00:00Z context=edit \
          _fields=id,link,slug,status,date_gmt,modified_gmt,categories,featured_media,title.raw,excerpt.raw,content.raw \
          per_page=100 page=2"]
    );
    assert_eq!((found.total, found.pages), (230, 3));
    let post = &found.items[0];
    assert_eq!((post.id, post.status.as_str(), post.slug.as_str()), (4, "publish", "t"));
    assert_eq!((post.title.as_str(), post.excerpt.as_str()), ("R&D: A 5 < 6", "Sapo hai"));
    assert_eq!(post.text, "Một & hai\nba\nbốn", "without what readers do not see");
    assert_eq!(post.modified_at, Some("2026-11-23T08:00:01Z".parse().unwrap()));
    assert_eq!(post.published_at, Some("2026-11-23T08:00:00Z".parse().unwrap()));
    assert_eq!((post.categories.as_slice(), post.featured_media), ([2, 3].as_slice(), Some(9)));
}

#[test]
fn an_older_text_without_blocks_has_its_lines_too() {
    let fake = Fake::answering([
        editor(),
        slice(&[stored(4, "Đoạn một\nvẫn một\n\nĐoạn <b>hai</b>\n<ul><li>a</li><li>b</li></ul>")]),
    ]);
    assert_eq!(fake.client().changed_posts(None, 1).unwrap().items[0].text, "Đoạn một vẫn một\nĐoạn hai\na\nb");
    assert!(!fake.lines()[1].contains("modified_after"), "from the beginning");
}

#[test]
fn past_the_end_there_is_nothing_and_that_is_no_error() {
    let fake = Fake::answering([editor(), answer(400, PAST_THE_END), answer(400, PAST_THE_END)]);
    let client = fake.client();
    let found = client.changed_posts(None, 9).unwrap();
    assert!(found.items.is_empty() && found.pages == 0);
    assert!(client.published_ids(9).unwrap().items.is_empty());
}

#[test]
fn who_may_not_edit_all_gets_what_is_published() {
    let seen = r#"[{"id":4,"status":"publish","title":{"rendered":"A &#8211; B"},"excerpt":{"rendered":""},
        "content":{"rendered":"<p>x</p>\n"},"date_gmt":"2026-11-23T08:00:00","modified_gmt":"2026-11-23T08:00:00"}]"#;
    let author = r#"{"id":3,"capabilities":{"edit_posts":true,"edit_published_posts":true}}"#;
    let fake = Fake::answering([answer(200, author), answer(200, seen), answer(200, seen)]);
    let client = fake.client();
    let found = client.changed_posts(None, 1).unwrap();
    assert_eq!((found.items[0].title.as_str(), found.items[0].text.as_str()), ("A – B", "x"));
    client.posts_by_id(&[4]).unwrap();
    let lines = fake.lines();
    assert!(lines[1].contains("status=publish orderby=modified order=asc context=view"), "{}", lines[1]);
    assert!(lines[1].contains("content.rendered"), "{}", lines[1]);
    assert!(lines[2].contains("status=publish include=4"), "who we are is asked once: {}", lines[2]);
    let fake = Fake::answering([editor(), answer(400, FORBIDDEN), answer(200, seen)]);
    assert_eq!(fake.client().changed_posts(None, 1).unwrap().items.len(), 1, "an editor of a stricter site");
}

#[test]
fn a_wrong_password_is_not_an_archive_of_public_stories() {
    let unknown = r#"{"code":"rest_not_logged_in","message":"m","data":{"status":401}}"#;
    let inner = FORBIDDEN.replace("403", "401");
    for answers in [vec![answer(401, unknown)], vec![editor(), answer(400, &inner)]] {
        let fake = Fake::answering(answers);
        assert!(matches!(fake.client().changed_posts(None, 1), Err(Error::Login)));
    }
}

#[test]
fn a_story_that_is_not_understood_is_not_left_out() {
    let fake = Fake::answering([editor(), slice(&[stored(4, "a"), json!({"id": 5})])]);
    assert!(fake.client().changed_posts(None, 1).is_err(), "it would be missing in the archive for good");
    let fake = Fake::answering([editor(), answer(200, r#"{"id":4}"#)]);
    assert!(fake.client().changed_posts(None, 1).is_err());
}

#[test]
fn stories_by_their_numbers_and_how_many_there_are() {
    let ids: Vec<u64> = (1..=150).collect();
    let fake = Fake::answering([editor(), slice(&[stored(1, "a")]), slice(&[stored(150, "b")])]);
    let found = fake.client().posts_by_id(&ids).unwrap();
    assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [1, 150]);
    let lines = fake.lines();
    assert!(lines[1].contains("status=any,trash include=1,2,") && lines[1].contains(",100 "), "{}", lines[1]);
    assert!(lines[2].contains("include=101,"), "a hundred at a time: {}", lines[2]);
    let fake = Fake::answering([]);
    assert_eq!(fake.client().posts_by_id(&[]).unwrap(), [], "nothing asked, nobody called");

    let fake =
        Fake::answering([slice(&[json!({"id": 3}), json!({"id": 7})]), slice(&[json!({"id": 3})]), answer(200, "[]")]);
    let client = fake.client();
    let found = client.published_ids(1).unwrap();
    assert_eq!((found.items.as_slice(), found.total, found.pages), ([3, 7].as_slice(), 230, 3));
    assert_eq!(client.published_count().unwrap(), 230);
    assert!(client.published_count().is_err(), "a list without its length says nothing");
    assert_eq!(
        fake.lines()[0],
        "Get /wp-json/wp/v2/posts status=publish orderby=id order=asc _fields=id per_page=100 page=1"
    );
    assert!(fake.lines()[1].contains("per_page=1 "), "only counted");
}

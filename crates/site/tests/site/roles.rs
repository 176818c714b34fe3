//! Who may do what: the table of roles.

use serde_json::{Value, json};

use crate::harness::{B, C, City, NOBODY, P, POSTS, Q, draft, is};

#[test]
fn who_may_publish() {
    let city = City::new();
    for (login, expected) in [
        (C, is(403, "rest_cannot_publish")),
        (P, is(201, "")),
        (B, is(201, "")),
        (Q, is(201, "")),
        (NOBODY, is(401, "rest_cannot_create")),
    ] {
        for status in ["publish", "private"] {
            let answer = city.post(POSTS, login, &json!({ "title": "x", "status": status }));
            assert_eq!(answer.outcome(), expected, "{login} {status}");
        }
    }
    assert_eq!(city.post(POSTS, C, &json!({ "title": "x", "status": "pending" })).status, 201);
}

#[test]
fn who_may_touch_whose_stories() {
    let city = City::new();
    let editors = city.story(B, &draft("của biên tập"));
    let contributors = city.story(C, &draft("của cộng tác viên"));
    let path = format!("{POSTS}/{}", editors["id"]);
    for login in [C, P] {
        assert_eq!(city.change(&editors["id"], login, &json!({})).outcome(), is(403, "rest_cannot_edit"), "{login}");
        assert_eq!(city.get(&path, login).outcome(), is(403, "rest_forbidden"), "{login}");
        let found = city.get(&format!("{POSTS}?status=any&context=edit&include={}", editors["id"]), login).json();
        assert_eq!(found, json!([]), "{login}: left out silently");
        assert_eq!(city.send("DELETE", &path, login, &[], b"").outcome(), is(403, "rest_cannot_delete"), "{login}");
    }
    assert_eq!(city.get(&path, NOBODY).outcome(), is(401, "rest_forbidden"));
    assert_eq!(city.change(&contributors["id"], C, &json!({ "title": "y" })).status, 200, "own drafts, yes");
    assert_eq!(city.change(&contributors["id"], B, &json!({ "status": "publish" })).status, 200);
    let own = city.change(&contributors["id"], C, &json!({ "title": "z" }));
    assert_eq!(own.outcome(), is(403, "rest_cannot_edit"), "own, but public by now");
}

#[test]
fn who_may_mark_banners_and_choose_authors() {
    let city = City::new();
    let sticky = |login: &str| city.post(POSTS, login, &json!({ "title": "x", "sticky": true })).outcome();
    assert_eq!([sticky(C), sticky(P), sticky(B)], [is(403, "rest_cannot_assign_sticky"), is(201, ""), is(201, "")]);
    let for_another = |login: &str| city.post(POSTS, login, &json!({ "title": "x", "author": 1 })).outcome();
    let refused = is(403, "rest_cannot_edit_others");
    assert_eq!([for_another(C), for_another(P), for_another(B)], [refused.clone(), refused, is(201, "")]);
    let settings = |login: &str| city.get("/wp-json/wp/v2/settings", login).status;
    assert_eq!([settings(C), settings(P), settings(B), settings(Q), settings(NOBODY)], [403, 403, 403, 200, 401]);
}

#[test]
fn a_contributors_slug_is_wiped_when_it_is_handed_in() {
    let city = City::new();
    let story = city.story(C, &json!({ "title": "Bài cộng tác", "slug": "ctv-1", "status": "draft" }));
    assert_eq!(story["slug"], "ctv-1");
    assert_eq!(city.change(&story["id"], C, &json!({ "status": "pending" })).json()["slug"], "");
    assert_eq!(city.change(&story["id"], B, &json!({ "status": "publish" })).json()["slug"], "bai-cong-tac");
}

#[test]
fn anyone_who_writes_may_use_anyones_photo() {
    let city = City::new();
    let photo = city.photo(B, "x.jpg", "");
    for login in [C, P] {
        let story = city.story(login, &json!({ "title": "x", "featured_media": photo["id"] }));
        assert_eq!(story["featured_media"], photo["id"], "{login}");
    }
    let changed = city.post(&format!("/wp-json/wp/v2/media/{}", photo["id"]), P, &json!({ "caption": "x" }));
    assert_eq!(changed.outcome(), is(403, "rest_cannot_edit"), "but not change it");
}

#[test]
fn accounts_are_shown_to_those_who_may_see_them() {
    let city = City::new();
    city.story(P, &json!({ "title": "x", "status": "publish" }));
    let logins = |login: &str| -> Vec<Value> {
        let list = city.get("/wp-json/wp/v2/users", login).json();
        list.as_array().unwrap().iter().map(|user| user["slug"].clone()).collect()
    };
    assert_eq!(logins(NOBODY), ["phongvien"], "authors of public stories only");
    assert_eq!(logins(Q).len(), 4);
    assert_eq!(city.get("/wp-json/wp/v2/users/1", NOBODY).outcome(), is(401, "rest_user_cannot_view"));
    assert_eq!(city.get("/wp-json/wp/v2/users/99", Q).outcome(), is(404, "rest_user_invalid_id"));
    let me = city.get("/wp-json/wp/v2/users/me?context=edit", C).json();
    assert_eq!((&me["roles"], me["capabilities"].get("publish_posts")), (&json!(["contributor"]), None));
}

//! Stories over the interface, as the facts of WordPress 6.1 and 7.1 say.

use serde_json::{Value, json};

use crate::harness::{B, C, City, NOBODY, P, POSTS, Q, draft, is, published};

#[test]
fn the_interface_is_found_and_introduces_itself() {
    let city = City::new();
    let link = format!("<{}/wp-json/>; rel=\"https://api.w.org/\"", city.running.url());
    for path in ["/", "/wp-json/", POSTS, "/khong-co/"] {
        let answer = city.send("HEAD", path, NOBODY, &[], b"");
        assert!(answer.headers.get_all("link").iter().any(|value| *value == link.as_str()), "{path}");
        assert!(answer.body.is_empty(), "{path}: HEAD has no body");
    }
    let fields = "name,url,home,gmt_offset,timezone_string,namespaces,authentication";
    let index = city.get(&format!("/wp-json/?_fields={fields}"), NOBODY).json();
    assert_eq!(index.as_object().map(serde_json::Map::len), Some(7));
    assert_eq!(index["timezone_string"], "Asia/Ho_Chi_Minh");
    assert!(index["authentication"]["application-passwords"]["endpoints"]["authorization"].is_string());
    for path in ["/wp-json", "/?rest_route=/", "/index.php?rest_route=/"] {
        assert_eq!(city.get(path, NOBODY).json()["name"], "Móng Cái", "{path}");
    }
    assert_eq!(city.get("/?rest_route=/wp/v2/posts&per_page=1", NOBODY).json(), json!([]));
    assert_eq!(city.get("/wp-json/wp/v2/posts/", NOBODY).status, 200, "a slash at the end is no redirect");
    assert_eq!(city.get("/wp-json/wp/v2/khong-co", NOBODY).outcome(), is(404, "rest_no_route"));
    assert!(!city.get("/wp-json/", NOBODY).header("date").is_empty());
}

#[test]
fn a_draft_has_no_slug_and_a_public_story_has() {
    let city = City::new();
    let story = city.story(B, &draft("Đô thị Hà Nội: Kinh tế – “xã hội” & ơ ư"));
    assert_eq!((&story["slug"], &story["generated_slug"]), (&json!(""), &json!("do-thi-ha-noi-kinh-te-xa-hoi-o-u")));
    assert_eq!(story["link"], city.url(&format!("/?p={}", story["id"])));
    let story = city.change(&story["id"], B, &json!({ "status": "publish" })).json();
    assert_eq!(story["slug"], "do-thi-ha-noi-kinh-te-xa-hoi-o-u");
    assert_eq!(story["link"], city.url("/do-thi-ha-noi-kinh-te-xa-hoi-o-u/"));
}

#[test]
fn slugs_are_made_unique_without_an_error() {
    let city = City::new();
    let slugs: Vec<Value> = ["draft", "draft", "pending", "publish"]
        .into_iter()
        .map(|status| city.story(B, &json!({ "title": "x", "slug": "do-thi-1", "status": status }))["slug"].clone())
        .collect();
    assert_eq!(slugs, ["do-thi-1", "do-thi-1-2", "do-thi-1-3", "do-thi-1-4"]);
    let reserved: Vec<Value> = ["2026", "feed", "12/11", "a.b_c"]
        .into_iter()
        .map(|slug| city.story(B, &json!({ "title": "x", "slug": slug }))["slug"].clone())
        .collect();
    assert_eq!(reserved, ["2026-2", "feed-2", "12-11", "a-b_c"]);
}

#[test]
fn what_is_refused_and_what_is_repaired() {
    let city = City::new();
    let refused = [
        (json!({ "title": "x", "status": "approved" }), is(400, "rest_invalid_param")),
        (json!({ "status": "draft" }), is(400, "empty_content")),
        (json!({ "title": 5 }), is(400, "empty_content")),
        (json!({ "id": 6, "title": "x" }), is(400, "rest_post_exists")),
        (json!({ "title": "x", "categories": ["Kinh tế"] }), is(400, "rest_invalid_param")),
        (json!({ "title": "x", "tags": vec![1; 1_001] }), is(400, "rest_invalid_param")),
        (json!({ "title": "x", "date": "01/02/2027 08:00" }), is(400, "rest_invalid_param")),
        (json!({ "title": "x", "author": 999 }), is(400, "rest_invalid_author")),
        (json!({ "title": "x", "slug": 5 }), is(400, "rest_invalid_param")),
        (json!({ "title": "x".repeat(65_536) }), is(500, "db_insert_error")),
        (json!({ "title": "x", "content": "x".repeat((16 << 20) + 1) }), is(500, "db_insert_error")),
    ];
    for (body, expected) in refused {
        let sent: String = body.to_string().chars().take(80).collect();
        assert_eq!(city.post(POSTS, B, &body).outcome(), expected, "{sent}");
    }
    let wrong = city.post(POSTS, B, &json!({ "title": "x", "status": "approved" })).json();
    assert_eq!(wrong["data"]["details"]["status"]["code"], "rest_not_in_enum");
    let broken = city.send("POST", POSTS, B, &[("Content-Type", "application/json")], b"{\"title\":\"\xff\"}");
    assert_eq!(broken.outcome(), is(400, "rest_invalid_json"));

    let other = city.story(B, &draft("khác"))["id"].clone();
    let section = city.section(0)["id"].clone();
    let repaired = [
        (json!({ "categories": [999] }), "categories", json!([])),
        (json!({ "categories": [section, 999] }), "categories", json!([section])),
        (json!({ "categories": section.to_string() }), "categories", json!([section])),
        (json!({}), "categories", json!([1])),
        (json!({ "categories": null }), "categories", json!([])),
        (json!({ "featured_media": 999 }), "featured_media", json!(0)),
        (json!({ "featured_media": other }), "featured_media", json!(0)),
        (json!({ "meta": { "x": 1 }, "unknown": true }), "meta", json!([])),
    ];
    for (body, field, expected) in repaired {
        let mut body = body;
        body["title"] = json!({ "raw": "x" });
        assert_eq!(city.story(B, &body)[field], expected, "{body}");
    }
    let photo = city.photo(B, "a.jpg", "")["id"].clone();
    let story = city.story(B, &json!({ "title": "x", "featured_media": photo }));
    let kept = city.change(&story["id"], B, &json!({ "featured_media": 999 })).json();
    assert_eq!(kept["featured_media"], photo, "an unknown photo changes nothing on update");
}

#[test]
fn a_wrong_password_reads_as_nobody() {
    let city = City::new();
    city.story(B, &draft("nháp"));
    let wrong = "bientap:wrong";
    assert_eq!(city.get(POSTS, wrong).status, 200, "public reads do not tell");
    assert_eq!(city.get(POSTS, wrong).json(), json!([]));
    assert_eq!(city.get("/wp-json/wp/v2/users/me", wrong).outcome(), is(401, "rest_not_logged_in"));
    assert_eq!(city.post(POSTS, wrong, &draft("x")).outcome(), is(401, "rest_cannot_create"));
    assert_eq!(city.get(&format!("{POSTS}?context=edit"), wrong).outcome(), is(401, "rest_forbidden_context"));
    let status = city.get(&format!("{POSTS}?status=draft"), wrong);
    assert_eq!(status.outcome(), is(400, "rest_invalid_param"));
    assert_eq!(status.json()["data"]["details"]["status"]["data"]["status"], 401);
}

#[test]
fn blanks_in_the_password_do_not_count() {
    let city = City::new();
    let spaced = city.password(B);
    assert_eq!(spaced.split(' ').count(), 6);
    let me = city.get("/wp-json/wp/v2/users/me?context=edit", &format!("bientap:{}", spaced.replace(' ', ""))).json();
    assert_eq!((&me["roles"], &me["capabilities"]["edit_others_posts"]), (&json!(["editor"]), &json!(true)));
    let swapped: String = spaced
        .chars()
        .map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
        .collect();
    assert_eq!(city.get("/wp-json/wp/v2/users/me", &format!("bientap:{swapped}")).status, 401, "case does");
    city.site().issue_password(P, "test").unwrap();
    assert_eq!(city.get("/wp-json/wp/v2/users/me", P).status, 401, "a new password of that name ends the old one");
    let used = city.get("/wp-json/wp/v2/users/me/application-passwords/introspect", B).json();
    assert_eq!(used["name"], "test");
}

#[test]
fn lists_find_by_marker_slug_and_status() {
    let city = City::new();
    let marker = "<!-- newsdesk:0192-aa -->";
    let story = city.story(B, &json!({ "title": "Một", "content": format!("{marker}<p>x</p>"), "slug": "mot" }));
    let id = &story["id"];
    let find = |query: &str| {
        let found = city.get(&format!("{POSTS}?{query}&context=edit&_fields=id,status,slug"), B).json();
        found.as_array().map_or(99, Vec::len)
    };
    let table = [
        ("slug=mot", 0),
        ("slug=mot&status=any", 1),
        ("slug=MOT&status=any", 1),
        ("search=newsdesk:0192-aa&status=any,trash", 1),
        ("search=newsdesk:0192-ab&status=any", 0),
        ("search=%25&status=any", 0),
        ("status=draft&author=2", 1),
        ("status[]=draft&status[]=pending", 1),
        (&format!("include={id}&status=draft"), 1),
        (&format!("exclude={id}&status=any"), 0),
        ("sticky=true&status=any", 0),
        ("categories=1&status=any", 1),
        ("categories_exclude=1&status=any", 0),
        ("modified_after=2020-01-01T00:00:00Z&status=any", 1),
        ("modified_after=2120-01-01T00:00:00Z&status=any", 0),
    ];
    for (query, count) in table {
        assert_eq!(find(query), count, "{query}");
    }
    assert_eq!(city.send("DELETE", &format!("{POSTS}/{id}"), B, &[], b"").json()["slug"], "mot__trashed");
    assert_eq!(find("slug=mot,mot__trashed&status=any"), 0, "any is not the bin");
    assert_eq!(find("slug=mot,mot__trashed&status=any,trash"), 1);
    assert_eq!(find("search=newsdesk:0192-aa&status=any,trash"), 1);
    assert_eq!(city.send("DELETE", &format!("{POSTS}/{id}"), B, &[], b"").outcome(), is(410, "rest_already_trashed"));
    assert_eq!(city.change(id, B, &json!({ "status": "trash" })).outcome(), is(400, "rest_invalid_param"));
    assert_eq!(city.change(id, B, &json!({ "status": "draft" })).json()["slug"], "mot", "out of the bin again");
    let gone = city.send("DELETE", &format!("{POSTS}/{id}?force=true"), B, &[], b"").json();
    assert_eq!((&gone["deleted"], &gone["previous"]["id"]), (&json!(true), id));
    assert_eq!(city.get(&format!("{POSTS}/{id}"), B).outcome(), is(404, "rest_post_invalid_id"));
}

#[test]
fn lists_come_in_pages() {
    let city = City::new();
    for number in 1..=5 {
        city.story(B, &published(&format!("Bài {number}")));
    }
    let page = city.get(&format!("{POSTS}?per_page=2&page=2&orderby=id&order=asc&_fields=id,title.rendered"), NOBODY);
    assert_eq!((page.header("x-wp-total"), page.header("x-wp-totalpages")), ("5", "3"));
    let titles: Vec<Value> = page.json().as_array().unwrap().iter().map(|item| item["title"].clone()).collect();
    assert_eq!(titles, [json!({ "rendered": "Bài 3" }), json!({ "rendered": "Bài 4" })]);
    let links: Vec<_> = page.headers.get_all("link").iter().map(|value| value.to_str().unwrap()).collect();
    assert!(links.iter().any(|link| link.contains("page=3") && link.ends_with("rel=\"next\"")), "{links:?}");
    assert!(links.iter().any(|link| link.contains("page=1") && link.ends_with("rel=\"prev\"")), "{links:?}");
    assert_eq!(
        city.get(&format!("{POSTS}?per_page=2&page=4"), NOBODY).outcome(),
        is(400, "rest_post_invalid_page_number")
    );
    assert_eq!(city.get(&format!("{POSTS}?per_page=101"), NOBODY).outcome(), is(400, "rest_invalid_param"));
    assert_eq!(city.get("/wp-json/wp/v2/tags?page=9", NOBODY).json(), json!([]), "terms past the end are no error");
    let ids: Vec<String> = city
        .get(&format!("{POSTS}?include=4,2,3&orderby=include"), NOBODY)
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].to_string())
        .collect();
    assert_eq!(ids, ["4", "2", "3"]);
}

#[test]
fn updates_keep_what_is_not_sent_and_leave_a_trace() {
    let city = City::new();
    let story = city.story(B, &draft("Một"));
    let id = &story["id"];
    assert_eq!(story["_links"]["version-history"][0]["count"], 0);
    let first = city.change(id, B, &json!({ "title": "Hai" })).json();
    assert_eq!(first["content"]["raw"], story["content"]["raw"]);
    let (one, count) =
        (&first["_links"]["predecessor-version"][0]["id"], &first["_links"]["version-history"][0]["count"]);
    assert_eq!(count, 1);
    let second = city.send(
        "PATCH",
        &format!("{POSTS}/{id}"),
        B,
        &[("Content-Type", "application/json")],
        b"{\"excerpt\":\"Ba\"}",
    );
    assert_ne!(&second.json()["_links"]["predecessor-version"][0]["id"], one, "an edit in the same second shows");
    let same = city.change(id, B, &json!({ "categories": [1] })).json();
    assert_eq!(same["_links"]["version-history"][0]["count"], 2, "a change of section is no revision");
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let put = city.send("PUT", &format!("{POSTS}/{id}"), B, &form, "title=B%E1%BB%91n+n%C4%83m".as_bytes());
    assert_eq!(put.json()["title"]["raw"], "Bốn năm");
    let revisions = city.get(&format!("{POSTS}/{id}/revisions"), B).json();
    assert_eq!(revisions.as_array().map(Vec::len), Some(3));
    assert_eq!(revisions[2]["title"]["raw"], "Hai");
    assert_eq!(city.get(&format!("{POSTS}/{id}/revisions"), P).outcome(), is(403, "rest_cannot_read"));
    let deleted = city.send("POST", &format!("{POSTS}/{id}"), B, &[("X-HTTP-Method-Override", "DELETE")], b"");
    assert_eq!(deleted.json()["status"], "trash", "for hosts that block DELETE");
}

#[test]
fn contexts_show_more_or_less() {
    let city = City::new();
    let sent = "<!-- wp:paragraph --><p>Giá &amp; chất</p><!-- /wp:paragraph --><!-- dna:1 -->";
    let story = city.story(B, &json!({ "title": "R&D <em>x</em>", "content": sent, "status": "publish" }));
    let path = format!("{POSTS}/{}", story["id"]);
    let seen = city.get(&path, NOBODY).json();
    assert_eq!(seen["content"]["rendered"], "<p>Giá &amp; chất</p><!-- dna:1 -->");
    assert_eq!(seen["title"]["rendered"], "R&amp;D x");
    assert!(seen["content"].get("raw").is_none());
    let edit = city.get(&format!("{path}?context=edit"), B);
    assert_eq!(edit.json()["content"]["raw"], sent, "editors' texts are stored as sent");
    assert_eq!(edit.json()["content"]["block_version"], 1);
    assert!(edit.json()["_links"]["wp:action-publish"].is_array());
    assert_eq!(edit.header("allow"), "GET, POST, PUT, PATCH, DELETE");
    assert_eq!(city.get(&path, P).header("allow"), "GET");
    assert_eq!(city.get(&format!("{path}?context=edit"), P).outcome(), is(403, "rest_forbidden_context"));
    let long = city
        .story(B, &json!({ "title": "x", "content": format!("<p>{}</p>", "chữ ".repeat(60)), "status": "publish" }));
    let excerpt = long["excerpt"]["rendered"].as_str().unwrap();
    assert!(excerpt.ends_with("chữ [&hellip;]</p>\n"), "{excerpt}");
    assert_eq!(excerpt.matches("chữ").count(), 55);
}

#[test]
fn authors_texts_are_cleaned_and_editors_are_not() {
    let city = City::new();
    let body = json!({ "title": "A&B", "content": "<p>5 < 6<script>x</script></p><!-- dna:1 -->", "status": "draft" });
    for (login, title, content) in [
        (P, "A&amp;B", "<p>5 &lt; 6x</p><!-- dna:1 -->"),
        (C, "A&amp;B", "<p>5 &lt; 6x</p><!-- dna:1 -->"),
        (B, "A&B", "<p>5 < 6<script>x</script></p><!-- dna:1 -->"),
        (Q, "A&B", "<p>5 < 6<script>x</script></p><!-- dna:1 -->"),
    ] {
        let story = city.story(login, &body);
        assert_eq!((&story["title"]["raw"], &story["content"]["raw"]), (&json!(title), &json!(content)), "{login}");
    }
}

#[test]
fn sticky_stories_are_listed_until_they_go() {
    let city = City::new();
    let story = city.story(B, &json!({ "title": "Banner", "status": "publish", "sticky": true }));
    let sticky = |city: &City| city.get(&format!("{POSTS}?sticky=true&_fields=id"), NOBODY).json();
    assert_eq!(sticky(&city), json!([{ "id": story["id"] }]));
    city.send("DELETE", &format!("{POSTS}/{}", story["id"]), B, &[], b"");
    let back = city.change(&story["id"], B, &json!({ "status": "publish" })).json();
    assert_eq!((&back["sticky"], sticky(&city)), (&json!(false), json!([])), "the bin takes the banner off");
}

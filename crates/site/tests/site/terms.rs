//! Sections and tags.

use serde_json::{Value, json};

use crate::harness::{B, C, City, NOBODY, P, is};

const CATEGORIES: &str = "/wp-json/wp/v2/categories";
const TAGS: &str = "/wp-json/wp/v2/tags";

#[test]
fn the_citys_sections_are_there() {
    let city = City::new();
    let all = city.get(&format!("{CATEGORIES}?per_page=100&orderby=id&_fields=name,slug"), NOBODY).json();
    let slugs: Vec<&Value> = all.as_array().unwrap().iter().map(|term| &term["slug"]).collect();
    assert_eq!(slugs, ["chua-phan-loai", "tin-trong-thanh-pho", "kinh-te-cua-khau", "van-hoa-xa-hoi", "chinh-quyen"]);
    city.site().seed_demo().unwrap();
    assert_eq!(city.get(CATEGORIES, NOBODY).header("x-wp-total"), "5", "seeding twice adds nothing");
}

#[test]
fn an_equal_name_is_an_error_that_names_the_term() {
    let city = City::new();
    let made = city.post(TAGS, B, &json!({ "name": "Thẻ mới" })).json();
    for name in ["Thẻ mới", "  Thẻ   mới "] {
        let again = city.post(TAGS, B, &json!({ "name": name }));
        assert_eq!(again.outcome(), is(400, "term_exists"), "{name}");
        assert_eq!(again.json()["data"]["term_id"], made["id"], "{name}");
    }
    let others: Vec<Value> = ["the moi", "THẺ MỚI"]
        .into_iter()
        .map(|name| city.post(TAGS, B, &json!({ "name": name })).json()["slug"].clone())
        .collect();
    assert_eq!(others, ["the-moi-2", "the-moi-3"], "marks and case make other names");
}

#[test]
fn names_are_escaped_and_found_without_marks() {
    let city = City::new();
    let made = city.post(CATEGORIES, B, &json!({ "name": "R&D <b>và</b> hơn" })).json();
    assert_eq!((&made["name"], &made["slug"]), (&json!("R&amp;D và hơn"), &json!("r-d-va-hon")));
    for search in ["van+hoa", "V%C4%83n+h%C3%B3a"] {
        let found = city.get(&format!("{CATEGORIES}?search={search}"), NOBODY).json();
        assert_eq!(found[0]["name"], "Văn hóa - Xã hội", "{search}");
    }
    assert_eq!(city.get(&format!("{CATEGORIES}?search=R%26D"), NOBODY).json(), json!([]), "as it is stored");
}

#[test]
fn names_that_look_like_entities_are_kept_and_shown_as_they_are_meant() {
    let city = City::new();
    let names = [("R&amp;amp;D", "R&amp;amp;D"), ("&#038;#39;", "&amp;#39;"), ("&lt;b&gt;", "&lt;b&gt;")];
    let mut ids = Vec::new();
    for (sent, stored) in names {
        let made = city.post(TAGS, B, &json!({ "name": sent })).json();
        assert_eq!(made["name"], stored, "{sent}");
        let again = city.post(TAGS, B, &json!({ "name": sent }));
        assert_eq!((again.outcome(), &again.json()["data"]["term_id"]), (is(400, "term_exists"), &made["id"]));
        ids.push(made["id"].clone());
    }
    let story = city.story(B, &json!({ "title": "x", "content": "<p>Tin.</p>", "status": "publish", "tags": ids }));
    let page = city.page(story["link"].as_str().unwrap().strip_prefix(&city.url("")).unwrap());
    for (_, stored) in names {
        assert!(page.contains(&format!(">{stored}</a>")), "{stored} on the page");
    }
}

#[test]
fn odd_names_give_the_odd_errors_of_wordpress() {
    let city = City::new();
    let empty = city.post(TAGS, B, &json!({ "name": " " }));
    assert_eq!((empty.outcome(), &empty.json()["data"]), (is(500, "empty_term_name"), &Value::Null));
    let long = city.post(TAGS, B, &json!({ "name": "x".repeat(201) }));
    assert_eq!(long.outcome(), is(500, "db_insert_error"));
    assert!(long.json()["data"].is_string(), "data is not always an object");
    assert_eq!(city.post(TAGS, B, &json!({})).outcome(), is(400, "rest_missing_callback_param"));
}

#[test]
fn sections_are_for_editors_and_tags_for_all_who_write() {
    let city = City::new();
    for login in [P, C] {
        assert_eq!(city.post(CATEGORIES, login, &json!({ "name": "x" })).outcome(), is(403, "rest_cannot_create"));
        assert_eq!(city.post(TAGS, login, &json!({ "name": login })).status, 201, "{login}");
        assert_eq!(city.get(CATEGORIES, login).header("allow"), "GET");
    }
    assert_eq!(city.post(TAGS, NOBODY, &json!({ "name": "x" })).outcome(), is(401, "rest_cannot_create"));
}

#[test]
fn a_section_can_be_renamed_and_removed() {
    let city = City::new();
    let section = city.section(0);
    let path = format!("{CATEGORIES}/{}", section["id"]);
    let story = city.story(B, &json!({ "title": "x", "status": "publish", "categories": [section["id"]] }));
    assert_eq!(city.get(&path, NOBODY).json()["count"], 1);
    assert_eq!(city.post(&path, B, &json!({ "name": "Đời sống" })).json()["name"], "Đời sống");
    assert_eq!(city.send("DELETE", &path, B, &[], b"").outcome(), is(501, "rest_trash_not_supported"));
    assert_eq!(city.send("DELETE", &format!("{path}?force=true"), B, &[], b"").status, 200);
    let seen = city.get(&format!("/wp-json/wp/v2/posts/{}", story["id"]), NOBODY).json();
    assert_eq!(seen["categories"], json!([1]), "no story is left without a section");
    assert_eq!(city.get(&path, NOBODY).outcome(), is(404, "rest_term_invalid"));
}

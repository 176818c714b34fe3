//! Uploads and what becomes of them.

use md5::{Digest, Md5};
use serde_json::{Value, json};

use crate::harness::{B, C, City, MEDIA, NOBODY, P, draft, is, jpeg};

#[test]
fn a_photo_is_taken_scaled_and_shown() {
    let city = City::new();
    let bytes = jpeg(1600, 1067);
    let query = "title=C%E1%BB%ADa%20kh%E1%BA%A9u&caption=Ch%C3%BA%20th%C3%ADch&alt_text=M%C3%B4%20t%E1%BA%A3&slug=anh-cua-khau";
    let answer = city.upload(B, "anh-0123456789abcdef.jpg", query, &bytes);
    assert_eq!(answer.status, 201, "{}", answer.text());
    let photo = answer.json();
    assert_eq!(answer.header("location"), city.url(&format!("{MEDIA}/{}", photo["id"])));
    let words = [&photo["title"]["raw"], &photo["caption"]["raw"], &photo["alt_text"], &photo["slug"]];
    assert_eq!(words, ["Cửa khẩu", "Chú thích", "Mô tả", "anh-cua-khau"]);
    let details = &photo["media_details"];
    assert_eq!((&details["width"], &details["height"]), (&json!(1600), &json!(1067)));
    assert_eq!(photo["missing_image_sizes"], json!([]));
    let sizes = [("thumbnail", 150, 150), ("medium", 300, 200), ("medium_large", 768, 512), ("large", 1024, 683)];
    for (name, width, height) in sizes {
        let size = &details["sizes"][name];
        assert_eq!((&size["width"], &size["height"]), (&json!(width), &json!(height)), "{name}");
        let url = size["source_url"].as_str().unwrap();
        let file = city.get(url.strip_prefix(&city.running.url()).unwrap(), NOBODY);
        let picture = image::load_from_memory(&file.body).unwrap();
        assert_eq!((picture.width(), picture.height()), (width, height), "{name} is what it says");
    }
    let path = photo["source_url"].as_str().unwrap().strip_prefix(&city.running.url()).unwrap().to_owned();
    assert!(path.starts_with("/wp-content/uploads/20") && path.ends_with("/anh-0123456789abcdef.jpg"), "{path}");
    let file = city.get(&path, NOBODY);
    assert_eq!(file.body, bytes, "the file is served as sent");
    assert_eq!((file.header("content-type"), file.header("x-content-type-options")), ("image/jpeg", "nosniff"));
    assert!(file.header("cache-control").contains("immutable"));
    let again = city.send("GET", &path, NOBODY, &[("If-None-Match", file.header("etag"))], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn a_big_photo_is_shown_smaller_and_kept() {
    let city = City::new();
    let photo = city.upload(B, "lon.jpg", "", &jpeg(3000, 300)).json();
    assert!(photo["source_url"].as_str().unwrap().ends_with("/lon-scaled.jpg"));
    assert_eq!(photo["media_details"]["original_image"], "lon.jpg");
    assert_eq!(photo["media_details"]["width"], 2560);
    assert_eq!(photo["media_details"]["sizes"]["2048x2048"]["height"], 205);
}

#[test]
fn what_uploads_are_refused() {
    let city = City::new();
    let send = |headers: &[(&str, &str)], body: &[u8]| city.send("POST", MEDIA, B, headers, body).outcome();
    let jpeg_type = ("Content-Type", "image/jpeg");
    let named = ("Content-Disposition", "attachment; filename=\"a.jpg\"");
    assert_eq!(send(&[jpeg_type, named], b""), is(400, "rest_upload_no_data"));
    assert_eq!(send(&[named], b"x"), is(400, "rest_upload_no_content_type"));
    assert_eq!(send(&[jpeg_type], b"x"), is(400, "rest_upload_no_content_disposition"));
    let starred = ("Content-Disposition", "attachment; filename*=UTF-8''a.jpg");
    assert_eq!(send(&[jpeg_type, starred], b"x"), is(400, "rest_upload_invalid_disposition"));
    let wrong = ("Content-MD5", "00000000000000000000000000000000");
    assert_eq!(send(&[jpeg_type, named, wrong], b"x"), is(412, "rest_upload_hash_mismatch"));
    for name in ["a.svg", "a.php", "a", "a.jpg.php", "a.html"] {
        let outcome = city.upload(B, name, "", b"x").outcome();
        assert_eq!(outcome, is(500, "rest_upload_sideload_error"), "{name}");
    }
    let long = format!("{}.jpg", "a".repeat(260));
    assert_eq!(city.upload(B, &long, "", &jpeg(9, 9)).outcome(), is(500, "rest_upload_file_error"));
    assert_eq!(city.get(MEDIA, B).header("x-wp-total"), "0", "nothing of it was stored");
    let left = std::fs::read_dir(city.directory.path().join("uploads")).unwrap().count();
    assert_eq!(left, 0, "not even a file");
}

#[test]
fn the_right_hash_is_accepted_in_hex() {
    let city = City::new();
    let bytes = jpeg(20, 20);
    let hash = hex::encode(Md5::digest(&bytes));
    let headers = [
        ("Content-Type", "image/jpeg"),
        ("Content-Disposition", "attachment; filename=\"a.jpg\""),
        ("Content-MD5", hash.as_str()),
    ];
    assert_eq!(city.send("POST", MEDIA, B, &headers, &bytes).status, 201);
}

#[test]
fn garbage_with_a_pictures_name_is_stored_without_sizes() {
    let city = City::new();
    let cut = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3];
    let photo = city.upload(B, "hong.jpg", "", &cut).json();
    assert_eq!((&photo["media_details"]["sizes"], &photo["media_type"]), (&json!({}), &json!("image")));
    for (name, bytes) in [("chu.jpg", b"abc".as_slice()), ("that-ra-la-anh.pdf", &cut)] {
        assert_eq!(city.upload(B, name, "", bytes).outcome(), is(500, "rest_upload_sideload_error"), "{name}");
    }
    let renamed = city.upload(B, "that-ra-la-jpeg.png", "", &jpeg(20, 20)).json();
    assert!(renamed["source_url"].as_str().unwrap().ends_with("/that-ra-la-jpeg.jpg"));
    assert_eq!(renamed["mime_type"], "image/jpeg");
}

#[test]
fn the_same_photo_twice_is_two_and_is_found_by_its_file_name() {
    let city = City::new();
    let one = city.photo(B, "anh-aabbccdd.jpg", "slug=anh-1");
    let two = city.photo(B, "anh-aabbccdd.jpg", "slug=anh-1");
    assert_eq!((&one["slug"], &two["slug"]), (&json!("anh-1"), &json!("anh-1-2")));
    assert!(two["source_url"].as_str().unwrap().ends_with("/anh-aabbccdd-1.jpg"));
    let renamed =
        city.post(&format!("{MEDIA}/{}", two["id"]), B, &json!({ "title": "Khác", "slug": "khac", "caption": "Mới" }));
    assert_eq!(renamed.json()["caption"]["raw"], "Mới");
    let found = city.get(&format!("{MEDIA}?search=aabbccdd&orderby=id&order=asc&_fields=id"), B).json();
    assert_eq!(found, json!([{ "id": one["id"] }, { "id": two["id"] }]));
}

#[test]
fn a_photo_gives_way_to_stories() {
    let city = City::new();
    let mut body = draft("x");
    body["slug"] = json!("bai-7");
    city.story(B, &body);
    assert_eq!(city.photo(B, "x.jpg", "slug=bai-7")["slug"], "bai-7-2");
    assert_eq!(city.photo(B, "y.jpg", "slug=bai-8")["slug"], "bai-8");
    body["slug"] = json!("bai-8");
    assert_eq!(city.story(B, &body)["slug"], "bai-8", "a story takes its slug even from a photo");
}

#[test]
fn sizes_can_be_made_again() {
    let city = City::new();
    let photo = city.photo(B, "x.jpg", "");
    let path = format!("{MEDIA}/{}/post-process", photo["id"]);
    let again = city.post(&path, B, &json!({ "action": "create-image-subsizes" }));
    assert_eq!((again.status, &again.json()["media_details"]["sizes"]), (200, &photo["media_details"]["sizes"]));
    assert_eq!(city.post(&path, B, &json!({})).outcome(), is(400, "rest_missing_callback_param"));
    assert_eq!(
        city.post(&path, P, &json!({ "action": "create-image-subsizes" })).outcome(),
        is(403, "rest_cannot_edit")
    );
}

#[test]
fn deleting_needs_force_and_takes_the_files() {
    let city = City::new();
    let photo = city.photo(B, "x.jpg", "");
    let path = format!("{MEDIA}/{}", photo["id"]);
    let story = city.story(B, &json!({ "title": "x", "featured_media": photo["id"] }));
    assert_eq!(city.send("DELETE", &path, B, &[], b"").outcome(), is(501, "rest_trash_not_supported"));
    assert_eq!(city.send("DELETE", &format!("{path}?force=true"), B, &[], b"").json()["deleted"], true);
    let file = photo["source_url"].as_str().unwrap().strip_prefix(&city.running.url()).unwrap().to_owned();
    assert_eq!(city.get(&file, NOBODY).status, 404);
    let seen = city.get(&format!("/wp-json/wp/v2/posts/{}", story["id"]), B).json();
    assert_eq!(seen["featured_media"], 0);
}

#[test]
fn what_hangs_on_a_draft_is_as_hidden_as_the_draft() {
    let city = City::new();
    let story = city.story(B, &draft("x"));
    let hidden = city.photo(B, "x.jpg", &format!("post={}", story["id"]));
    let free = city.photo(B, "y.jpg", "");
    let seen = |login: &str, query: &str| -> Vec<Value> {
        let list = city.get(&format!("{MEDIA}?_fields=id&orderby=id&order=asc{query}"), login).json();
        list.as_array().unwrap().iter().map(|item| item["id"].clone()).collect()
    };
    assert_eq!(seen(NOBODY, ""), [free["id"].clone()]);
    assert_eq!(seen(P, ""), [free["id"].clone()]);
    assert_eq!(seen(B, ""), [hidden["id"].clone(), free["id"].clone()]);
    assert_eq!(seen(P, "&context=edit"), Vec::<Value>::new(), "authors may edit their own only");
    assert_eq!(city.get(&format!("{MEDIA}/{}", hidden["id"]), NOBODY).outcome(), is(401, "rest_forbidden"));
    let attach = city.upload(P, "z.jpg", &format!("post={}", story["id"]), &jpeg(9, 9));
    assert_eq!(attach.outcome(), is(403, "rest_cannot_edit"), "another's draft takes no photo");
    assert_eq!(city.upload(C, "z.jpg", "", &jpeg(9, 9)).outcome(), is(403, "rest_cannot_create"));
    assert_eq!(city.upload(NOBODY, "z.jpg", "", &jpeg(9, 9)).outcome(), is(401, "rest_cannot_create"));
}

#[test]
fn no_file_but_uploads_can_be_read() {
    let city = City::new();
    let secrets =
        ["../site.sqlite", "..%2Fsite.sqlite", "2026/../../site.sqlite", ".hidden.jpg", "%2e%2e/site.json", "//x.jpg"];
    for path in secrets {
        let answer = city.get(&format!("/wp-content/uploads/{path}"), NOBODY);
        assert_eq!(answer.status, 404, "{path}");
    }
}

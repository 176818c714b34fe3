//! What a client that sends, retries and verifies relies on.

use md5::{Digest, Md5};
use serde_json::{Value, json};

use crate::harness::{B, City, MEDIA, NOBODY, POSTS, draft, is, jpeg, published};

fn ids(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

#[test]
fn heads_of_pages_and_files_are_as_those_of_their_whole() {
    let city = City::new();
    let photo = city.photo(B, "anh.jpg", "");
    let story = city.story(B, &published("Cầu Bắc Luân"));
    for whole in [&photo["source_url"], &story["link"]] {
        let path = whole.as_str().unwrap().strip_prefix(&city.running.url()).unwrap().to_owned();
        let (head, full) = (city.send("HEAD", &path, NOBODY, &[], b""), city.get(&path, NOBODY));
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(head.header("content-length"), full.body.len().to_string(), "{path}");
        assert_eq!(head.header("content-type"), full.header("content-type"), "{path}");
        assert!(!head.header("date").is_empty(), "{path}");
    }
    assert_eq!(city.send("HEAD", "/khong-co/", NOBODY, &[], b"").status, 404);
    assert_eq!(city.send("HEAD", "/wp-content/uploads/2020/01/x.jpg", NOBODY, &[], b"").status, 404);
    let counted = city.send("HEAD", POSTS, NOBODY, &[], b"");
    assert_eq!((counted.header("x-wp-total"), counted.header("x-wp-totalpages")), ("1", "1"));
}

#[test]
fn every_answer_tells_the_sites_time() {
    let city = City::new();
    for path in ["/", "/khong-co/", POSTS, "/wp-json/khong/co", "/wp-cron.php?doing_wp_cron", "/assets/icon.svg"] {
        assert!(city.get(path, NOBODY).header("date").ends_with("GMT"), "{path}");
    }
}

#[test]
fn changes_are_listed_oldest_first_with_the_bin() {
    let city = City::new();
    let stories: Vec<Value> = (1..=4).map(|n| city.story(B, &published(&format!("Tin {n}")))).collect();
    city.clock.advance(std::time::Duration::from_secs(60));
    let since = city.get(POSTS, NOBODY).header("date").to_owned();
    assert!(!since.is_empty());
    let before = stories[3]["modified_gmt"].as_str().unwrap().to_owned() + "Z";
    assert_eq!(city.change(&stories[2]["id"], B, &json!({ "excerpt": "mới" })).status, 200);
    city.clock.advance(std::time::Duration::from_secs(2));
    assert_eq!(city.send("DELETE", &format!("{POSTS}/{}", stories[0]["id"]), B, &[], b"").status, 200);
    let asked = format!(
        "{POSTS}?status=publish,trash,draft&orderby=modified&order=asc&modified_after={before}&context=edit\
         &_fields=id,status,title.raw"
    );
    let changed = city.get(&asked, B).json();
    let seen: Vec<_> = changed.as_array().unwrap().iter().map(|p| (p["id"].clone(), p["status"].clone())).collect();
    assert_eq!(seen, [(stories[2]["id"].clone(), json!("publish")), (stories[0]["id"].clone(), json!("trash"))]);
    assert_eq!(changed[0]["title"], json!({ "raw": "Tin 3" }), "raw alone was asked for");
    let list = format!("{POSTS}?include={},{}&orderby=include", stories[3]["id"], stories[1]["id"]);
    assert_eq!(ids(&city.get(&list, NOBODY).json()), ids(&json!([stories[3], stories[1]])));
}

#[test]
fn media_are_listed_by_their_changes_and_in_the_order_asked_for() {
    let city = City::new();
    let (one, two) = (city.photo(B, "mot.jpg", ""), city.photo(B, "hai.jpg", ""));
    let list = format!("{MEDIA}?include={},{}&orderby=include", two["id"], one["id"]);
    assert_eq!(ids(&city.get(&list, NOBODY).json()), ids(&json!([two, one])));
    // The later of the two: a second may have gone by between them.
    let before = two["modified_gmt"].as_str().unwrap().to_owned() + "Z";
    city.clock.advance(std::time::Duration::from_secs(5));
    assert_eq!(city.post(&format!("{MEDIA}/{}", one["id"]), B, &json!({ "alt_text": "Cầu" })).status, 200);
    let changed = city.get(&format!("{MEDIA}?modified_after={before}"), NOBODY).json();
    assert_eq!(ids(&changed), ids(&json!([one])));
}

#[test]
fn hosts_that_block_methods_are_got_round() {
    let city = City::new();
    let json_type = ("Content-Type", "application/json");
    for way in 0..2 {
        let story = city.story(B, &draft("x"));
        let path = format!("{POSTS}/{}", story["id"]);
        let gone = match way {
            0 => {
                let headers = [("X-HTTP-Method-Override", "DELETE"), json_type];
                city.send("POST", &path, B, &headers, br#"{"force":true}"#)
            }
            _ => city.send("POST", &format!("{path}?_method=DELETE&force=true"), B, &[], b""),
        };
        assert_eq!((gone.status, &gone.json()["deleted"]), (200, &json!(true)));
        assert_eq!(city.get(&path, B).outcome(), is(404, "rest_post_invalid_id"));
    }
    let photo = city.photo(B, "x.jpg", "");
    let path = format!("{MEDIA}/{}?_method=DELETE&force=true", photo["id"]);
    assert_eq!(city.send("POST", &path, B, &[], b"").json()["deleted"], true);
    let story = city.story(B, &published("Tìm bằng thân"));
    let asked = json!({ "include": [story["id"]], "context": "edit" }).to_string();
    let headers = [("X-HTTP-Method-Override", "GET"), json_type];
    let found = city.send("POST", POSTS, B, &headers, asked.as_bytes());
    assert_eq!((found.status, ids(&found.json())), (200, ids(&json!([story]))));
}

#[test]
fn a_photo_whose_bytes_broke_on_the_way_is_refused() {
    let city = City::new();
    let bytes = jpeg(40, 30);
    let hash = hex::encode(Md5::digest(&bytes));
    let send = |hash: &str| {
        let headers = [
            ("Content-Type", "image/jpeg"),
            ("Content-Disposition", "attachment; filename=\"a.jpg\""),
            ("Content-MD5", hash),
        ];
        city.send("POST", MEDIA, B, &headers, &bytes)
    };
    assert_eq!(send("00").outcome(), is(412, "rest_upload_hash_mismatch"));
    assert_eq!(city.get(MEDIA, B).header("x-wp-total"), "0", "nothing was stored");
    assert_eq!(send(&hash).status, 201);
}

#[test]
fn an_upload_is_found_by_its_file_name_while_its_sizes_are_made() {
    let city = City::new();
    // Many megapixels: its sizes take far longer than looking for it.
    let bytes = jpeg(5200, 3600);
    std::thread::scope(|scope| {
        let upload = scope
            .spawn(|| city.upload(B, "anh-0123456789abcdef.jpg", "title=C%E1%BB%ADa+kh%E1%BA%A9u&alt_text=Xe", &bytes));
        let found = loop {
            let found = city.get(&format!("{MEDIA}?search=0123456789abcdef&context=edit"), B).json();
            if !found.as_array().unwrap().is_empty() || upload.is_finished() {
                break found;
            }
        };
        assert_eq!((&found[0]["title"]["raw"], &found[0]["alt_text"]), (&json!("Cửa khẩu"), &json!("Xe")));
        let missing = found[0]["missing_image_sizes"].as_array().unwrap();
        assert!(missing.contains(&json!("large")), "seen before its sizes: {missing:?}");
        let answer = upload.join().unwrap();
        assert_eq!((answer.status, &answer.json()["id"]), (201, &found[0]["id"]));
        assert_eq!(answer.json()["missing_image_sizes"], json!([]));
    });
}

#[test]
fn a_photo_whose_sizes_could_not_be_made_gets_them_later() {
    let city = City::new();
    let photo = city.photo(B, "x.jpg", "");
    let database = rusqlite::Connection::open(city.directory.path().join("site.sqlite")).unwrap();
    database.execute("UPDATE media SET sizes = '[]' WHERE id = ?1", [photo["id"].as_i64()]).unwrap();
    let path = format!("{MEDIA}/{}", photo["id"]);
    let poor = city.get(&format!("{path}?context=edit"), B).json();
    assert_eq!(poor["missing_image_sizes"], json!(["medium", "thumbnail"]));
    let made = city.post(&format!("{path}/post-process"), B, &json!({ "action": "create-image-subsizes" }));
    assert_eq!((made.status, &made.json()["missing_image_sizes"]), (200, &json!([])));
}

#[test]
fn a_correction_and_related_stories_keep_their_classes_on_the_page() {
    let city = City::new();
    let content = "<!-- wp:paragraph {\"className\":\"correction\"} -->\n<p class=\"correction\"><strong>Đính chính:</strong> \
        300 xe</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading {\"className\":\"related__title\"} -->\n\
        <h2 class=\"wp-block-heading related__title\">Tin liên quan</h2>\n<!-- /wp:heading -->\n\n\
        <!-- wp:list {\"className\":\"related\"} -->\n<ul class=\"wp-block-list related\"><li><a href=\"https://x.vn/\">X</a></li>\
        </ul>\n<!-- /wp:list -->";
    let story = city.story(B, &json!({ "title": "Có đính chính", "content": content, "status": "publish" }));
    let path = story["link"].as_str().unwrap().strip_prefix(&city.running.url()).unwrap().to_owned();
    let page = city.page(&path);
    for part in ["<p class=\"correction\">", "related__title\">Tin liên quan", "<ul class=\"wp-block-list related\">"]
    {
        assert!(page.contains(part), "the page lacks {part}");
    }
    let style = page.split('"').find(|part| part.contains("/assets/site-")).unwrap();
    let style = city.page(style.strip_prefix(&city.running.url()).unwrap_or(style));
    for rule in [".correction {", "ul.related {", ".related__title {"] {
        assert!(style.contains(rule), "the style sheet lacks {rule}");
    }
}

#[test]
fn a_large_site_is_listed_to_its_end() {
    let city = City::new();
    let database = rusqlite::Connection::open(city.directory.path().join("site.sqlite")).unwrap();
    database
        .execute_batch(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
             INSERT INTO post (id, status, slug, title, content, excerpt, author, featured_media, sticky, date,
                 floating, modified, folded)
             SELECT 100 + i, 'publish', 'tin-' || i, 'Tin ' || i, '<p>' || hex(zeroblob(1500)) || '</p>', 'Tóm tắt',
                 2, 0, 0, 1700000000 + i, 0, 1700000000 + i, 'tin ' || i FROM n;
             UPDATE counter SET last = 6000;",
        )
        .unwrap();
    let mut seen = Vec::new();
    let began = std::time::Instant::now();
    for page in 1..=50 {
        let asked =
            format!("{POSTS}?orderby=modified&order=asc&per_page=100&page={page}&context=edit&status=publish,trash");
        let answer = city.get(&asked, B);
        assert_eq!(answer.header("x-wp-total"), "5000");
        seen.extend(ids(&answer.json()));
    }
    println!("100 stories of 3 kB in {:.0} ms", began.elapsed().as_secs_f64() * 1000.0 / 50.0);
    assert_eq!(seen, (101..=5100).collect::<Vec<i64>>(), "each once, the oldest change first");
}

//! What readers see of a story that was published.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::harness::{B, City, NOBODY, P};

/// Banner, section, photo, captions: one story as a newsroom sends it.
fn story(city: &City) -> Value {
    let lead = city.photo(
        B,
        "dan.jpg",
        "caption=C%E1%BB%ADa%20kh%E1%BA%A9u%20bu%E1%BB%95i%20s%C3%A1ng&alt_text=Xe%20qua%20c%E1%BA%A7u",
    );
    let inner = city.photo(B, "trong.jpg", "alt_text=B%C3%A3i%20xe");
    let content = format!(
        "<!-- wp:html -->\n<!-- newsdesk:1 -->\n<!-- /wp:html -->\n\n<!-- wp:paragraph -->\n<p>Đoạn <strong>một</strong>.</p>\n<!-- /wp:paragraph -->\n\n\
         <!-- wp:image {{\"id\":{id}}} -->\n<figure class=\"wp-block-image\"><img src=\"{url}\" alt=\"Bãi xe\" class=\"wp-image-{id}\"/>\
         <figcaption class=\"wp-element-caption\">Bãi chờ <span class=\"credit\">Ảnh: An</span></figcaption></figure>\n<!-- /wp:image -->",
        id = inner["id"],
        url = inner["source_url"].as_str().unwrap(),
    );
    city.story(
        B,
        &json!({
            "title": "Thông quan “nhanh” & <gọn>",
            "excerpt": "Sapo của bài.",
            "content": content,
            "status": "publish",
            "sticky": true,
            "categories": [city.section(1)["id"]],
            "featured_media": lead["id"],
            "date_gmt": "2026-11-23T07:05:00Z",
        }),
    )
}

#[test]
fn a_published_story_stands_on_its_page() {
    let city = City::new();
    let story = story(&city);
    let page = city.page("/thong-quan-nhanh/");
    let expected = [
        "<html lang=\"vi\"",
        "<h1>Thông quan “nhanh” &amp;</h1>",
        "Thứ Hai, 23/11/2026, 14:05 (GMT+7)",
        "datetime=\"2026-11-23T14:05:00+07:00\"",
        "Sapo của bài.",
        "<p>Đoạn <strong>một</strong>.</p>",
        "alt=\"Xe qua cầu\"",
        "<figcaption>Cửa khẩu buổi sáng</figcaption>",
        "Bãi chờ <span class=\"credit\">Ảnh: An</span>",
        "srcset=",
        "<meta property=\"og:type\" content=\"article\">",
        "<a class=\"skip\" href=\"#noi-dung\">",
    ];
    for text in expected {
        assert!(page.contains(text), "{text}\n{page}");
    }
    let canonical = format!("<link rel=\"canonical\" href=\"{}\">", story["link"].as_str().unwrap());
    assert!(page.contains(&canonical));
    assert!(!page.contains("<!-- wp:"), "block comments are for editors");
    assert_eq!(page.matches("<h1").count(), 1);
    assert_eq!(page.matches("alt=\"Xe qua cầu\"").count(), 1, "the lead photo once");
}

#[test]
fn the_lead_photo_is_not_shown_twice() {
    let city = City::new();
    let photo = city.photo(B, "mot.jpg", "alt_text=Duy%20nh%E1%BA%A5t");
    let url = photo["source_url"].as_str().unwrap();
    let content = format!("<figure><img src=\"{url}\" alt=\"Duy nhất\" class=\"wp-image-{}\"></figure>", photo["id"]);
    city.story(
        B,
        &json!({ "title": "Một ảnh", "content": content, "status": "publish", "featured_media": photo["id"] }),
    );
    assert_eq!(city.page("/mot-anh/").matches("alt=\"Duy nhất\"").count(), 1);
}

#[test]
fn banner_and_section_show_it() {
    let city = City::new();
    story(&city);
    let later = json!({ "title": "Tin mới hơn", "status": "publish", "categories": [city.section(1)["id"]] });
    city.story(B, &later);
    let front = city.page("/");
    let banner = front.find("class=\"lead").expect("a banner");
    let headline = front.find("Thông quan “nhanh”").expect("its headline");
    let other = front.find("Tin mới hơn").expect("the newer one");
    assert!(banner < headline && headline < other, "the banner leads, though another story is newer");
    let section = city.page("/chuyen-muc/kinh-te-cua-khau/");
    assert!(section.contains("Thông quan “nhanh”") && section.contains("<h1>Kinh tế - Cửa khẩu</h1>"));
    assert!(!city.page("/chuyen-muc/chinh-quyen/").contains("Thông quan “nhanh”"));
    let empty = City::new();
    assert!(empty.page("/").contains("Chưa có tin nào được đăng."));
}

#[test]
fn related_stories_are_unique_and_never_the_story_itself() {
    let city = City::new();
    let section = city.section(0)["id"].clone();
    for title in ["Khai hội", "Khai hội.", "KHAI HỘI", "Mùa biển", "Bài chính", "Bài chính"] {
        city.story(B, &json!({ "title": title, "status": "publish", "categories": [section] }));
    }
    let elsewhere = city.section(1)["id"].clone();
    city.story(B, &json!({ "title": "Mục khác", "status": "publish", "categories": [elsewhere] }));
    city.story(B, &json!({ "title": "Chưa đăng", "status": "draft", "categories": [section] }));
    let page = city.page("/bai-chinh/");
    let (_, list) = page.split_once("Tin cùng chuyên mục").expect("the list");
    let (list, _) = list.split_once("</section>").unwrap();
    let links: Vec<&str> = list.split("href=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    let unique: HashSet<&&str> = links.iter().collect();
    assert_eq!((links.len(), unique.len()), (2, 2), "{links:?}: one “Khai hội”, one “Mùa biển”");
    assert!(list.contains("Mùa biển") && !list.contains("Bài chính") && !list.contains("Mục khác"));
    assert!(!list.contains("Chưa đăng"));
    assert!(!city.page("/muc-khac/").contains("Tin cùng chuyên mục"), "no empty list");
}

#[test]
fn old_addresses_lead_to_the_new_one() {
    let city = City::new();
    let story = city.story(B, &json!({ "title": "Tên cũ", "status": "publish" }));
    city.change(&story["id"], B, &json!({ "slug": "ten-moi" }));
    let old = city.get("/ten-cu/", NOBODY);
    assert_eq!((old.status, old.header("location")), (301, city.url("/ten-moi/").as_str()));
    let short = city.get(&format!("/?p={}", story["id"]), NOBODY);
    assert_eq!((short.status, short.header("location")), (301, city.url("/ten-moi/").as_str()));
    assert_eq!(city.get("/ten-moi", NOBODY).header("location"), city.url("/ten-moi/"));
    city.story(B, &json!({ "title": "Tên cũ", "status": "publish" }));
    assert_eq!(city.get("/ten-cu/", NOBODY).status, 200, "a new story may take the old address");
    city.change(&story["id"], B, &json!({ "status": "draft" }));
    assert_eq!(city.get("/ten-moi/", NOBODY).status, 404, "what is taken back is gone");
    assert_eq!(city.get(&format!("/?p={}", story["id"]), NOBODY).status, 404);
}

#[test]
fn nothing_in_a_story_becomes_a_script_or_breaks_the_page() {
    let city = City::new();
    let content = "</main><script>alert(1)</script><img src=x onerror=alert(1)><iframe src=//x></iframe>\
                   <a href=\"javascript:alert(1)\">k</a><div><b>x";
    let title = "T</title><script>alert(2)</script></script>\" onload=\"x";
    for login in [B, P] {
        let story = city.story(
            login,
            &json!({ "title": title, "content": content, "excerpt": "<script>alert(3)</script>s", "status": "publish" }),
        );
        let answer = city.get(story["link"].as_str().unwrap().strip_prefix(&city.running.url()).unwrap(), NOBODY);
        let page = answer.text();
        for evil in ["<script>", "onerror=", "<iframe", "javascript:", "\" onload=\""] {
            assert!(!page.contains(evil), "{login}: {evil}\n{page}");
        }
        assert_eq!(page.matches("</main>").count(), 1, "{login}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let data = page.split_once("application/ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
        let data: Value = serde_json::from_str(data).expect("JSON-LD stays JSON");
        assert_eq!(data["@type"], "NewsArticle");
    }
}

#[test]
fn headings_never_skip_a_level_and_pictures_have_words() {
    let city = City::new();
    city.site().seed_stories().unwrap();
    let paths = [
        "/",
        "/chuyen-muc/kinh-te-cua-khau/",
        "/tim-kiem/?q=bien",
        "/khong-co/",
        "/cua-khau-bac-luan-ii-keo-dai-gio-thong-quan-dip-cuoi-nam/",
    ];
    for path in paths {
        let page = city.get(path, NOBODY).text();
        let mut level = 0;
        for part in page.split("<h").skip(1) {
            let Some(next) = part.chars().next().and_then(|c| c.to_digit(10)) else { continue };
            assert!(next <= level + 1, "{path}: h{next} after h{level}");
            level = next;
        }
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        assert_eq!(page.matches("<img").count(), page.matches(" alt=\"").count(), "{path}: every picture says alt");
        assert!(!page.contains("style=\"") && !page.contains("onclick"), "{path}: nothing the policy would block");
    }
}

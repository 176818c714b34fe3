//! Search, lists and feeds.

use chrono::DateTime;
use serde_json::json;

use crate::harness::{B, City, NOBODY, POSTS};

#[test]
fn search_needs_no_marks_and_ranks_the_exact_words_first() {
    let city = City::new();
    for (title, text) in [
        ("Đạo đức công vụ", "Nghị định 108/2014/NĐ-CP về tinh giản biên chế, tăng 93,7%."),
        ("Dao duc viet khong dau", "Không dấu."),
        ("Hòa bình", "Đồi Dạo Đúc."),
    ] {
        city.story(B, &json!({ "title": title, "content": format!("<p>{text}</p>"), "status": "publish" }));
    }
    city.story(B, &json!({ "title": "Đạo đức chưa đăng", "status": "draft" }));
    let hits = |query: &str| -> Vec<usize> {
        let page = city.page(&format!("/tim-kiem/?q={query}"));
        let main = page.split_once("<main").unwrap().1;
        let mut places: Vec<(usize, usize)> = ["Đạo đức công vụ", "Dao duc viet", "Hòa bình"]
            .iter()
            .enumerate()
            .filter_map(|(story, title)| Some((main.find(title)?, story)))
            .collect();
        places.sort_unstable();
        places.into_iter().map(|(_, story)| story).collect()
    };
    assert_eq!(hits("dao+duc").len(), 3, "marks do not matter");
    assert_eq!(hits("%C4%91%E1%BA%A1o+%C4%91%E1%BB%A9c")[0], 0, "typed with marks, the exact one leads");
    assert_eq!(hits("D%E1%BA%A1o+%C4%90%C3%BAc")[0], 2);
    assert_eq!(hits("108%2F2014%2FN%C4%90-CP"), [0]);
    assert_eq!(hits("93%2C7%25"), [0]);
    assert_eq!(hits("hoa%CC%80+binh"), [2], "decomposed letters too");
    assert_eq!(hits("kh%C3%B4ng+c%C3%B3+g%C3%AC"), [0; 0]);
    assert!(!city.page("/tim-kiem/?q=dao+duc").contains("chưa đăng"));
    assert!(city.page("/tim-kiem/?q=%22%3E%3Cscript%3E").contains("&quot;&gt;&lt;script&gt;"));
    assert_eq!(city.get("/tim-kiem/", NOBODY).status, 200);
}

#[test]
fn a_long_section_is_paged() {
    let city = City::new();
    let section = city.section(3)["id"].clone();
    for number in 1..=14 {
        let date = format!("2026-01-{number:02}T00:00:00Z");
        city.story(B, &json!({ "title": format!("Bài số {number}"), "status": "publish", "categories": [section], "date_gmt": date }));
    }
    let first = city.page("/chuyen-muc/chinh-quyen/");
    assert!(first.contains("Bài số 14") && !first.contains(">Bài số 2<"));
    assert!(first.contains("rel=\"next\" href=\"") && first.contains("Trang 1/2"));
    let second = city.page("/chuyen-muc/chinh-quyen/?trang=2");
    assert!(second.contains(">Bài số 2<") && second.contains(">Bài số 1<") && !second.contains("Bài số 14"));
    assert_eq!(city.get("/chuyen-muc/chinh-quyen/?trang=3", NOBODY).status, 404);
    assert_eq!(city.get("/chuyen-muc/khong-co/", NOBODY).status, 404);
}

#[test]
fn feeds_are_well_formed_and_complete() {
    let city = City::new();
    let photo = city.photo(B, "a.jpg", "");
    let story = city.story(
        B,
        &json!({
            "title": "R&D <b>\u{7}“x”</b>",
            "excerpt": "Sapo & hơn",
            "status": "publish",
            "featured_media": photo["id"],
            "categories": [city.section(1)["id"]],
        }),
    );
    for path in ["/feed/", "/feed/atom/", "/sitemap.xml"] {
        let answer = city.get(path, NOBODY);
        assert!(answer.header("content-type").contains("xml"), "{path}");
        let text = answer.text();
        well_formed(&text).unwrap_or_else(|why| panic!("{path}: {why}\n{text}"));
        assert!(text.contains(story["link"].as_str().unwrap()), "{path}");
    }
    let rss = city.page("/feed/");
    assert!(rss.contains("<title>R&amp;D “x”</title>") && rss.contains("type=\"image/jpeg\"/>"), "{rss}");
    let date = rss.split_once("<pubDate>").unwrap().1.split_once('<').unwrap().0;
    assert!(DateTime::parse_from_rfc2822(date).is_ok(), "{date}");
    let atom = city.page("/feed/atom/");
    let updated = atom.split_once("<updated>").unwrap().1.split_once('<').unwrap().0;
    assert!(DateTime::parse_from_rfc3339(updated).is_ok(), "{updated}");
    assert!(city.page("/robots.txt").contains(&format!("Sitemap: {}", city.url("/sitemap.xml"))));
}

#[test]
fn pages_are_only_read() {
    let city = City::new();
    assert_eq!(city.send("POST", "/", NOBODY, &[], b"x").status, 405);
    assert_eq!(city.send("HEAD", "/", NOBODY, &[], b"").status, 200);
    let css = city.page("/").split_once("rel=\"stylesheet\" href=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let style = city.get(css.strip_prefix(&city.running.url()).unwrap(), NOBODY);
    assert!(
        style.header("cache-control").contains("immutable") && style.header("content-type").starts_with("text/css")
    );
    let font = city.get("/assets/be-vietnam-pro-vietnamese-400-normal.woff2", NOBODY);
    assert_eq!((font.status, font.header("content-type")), (200, "font/woff2"));
    assert_eq!(city.get("/assets/", NOBODY).status, 404);
    assert_eq!(city.get(&format!("{POSTS}/x"), NOBODY).status, 404);
}

/// Tags open and close in order, and nothing else looks like one. (Not a parser: enough to catch
/// what a template can get wrong.)
fn well_formed(xml: &str) -> Result<(), String> {
    let mut open = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        if rest[..at].contains('>') {
            return Err(format!("a stray > in {}", &rest[..at]));
        }
        let end = rest[at..].find('>').ok_or("an open tag")? + at;
        let tag = &rest[at + 1..end];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("").to_owned();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(closed) {
                return Err(format!("</{closed}> closes another"));
            }
        } else if !tag.ends_with('/') && !tag.starts_with('?') {
            open.push(name);
        }
        rest = &rest[end + 1..];
    }
    let entities_only = xml
        .split('&')
        .skip(1)
        .all(|part| ["amp;", "lt;", "gt;", "quot;"].iter().any(|entity| part.starts_with(entity)));
    match (open.is_empty(), entities_only, xml.chars().any(|c| c.is_control() && c != '\n')) {
        (true, true, false) => Ok(()),
        state => Err(format!("{state:?}, open: {open:?}")),
    }
}

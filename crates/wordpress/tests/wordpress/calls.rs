//! What is asked of a site, call by call, and how its answers are read.

use crate::fake::{Fake, answer, answer_with};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use wordpress::{Error, MediaUpload, Method, PostFields};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn body(fake: &Fake, nth: usize) -> Value {
    serde_json::from_slice(&fake.asked()[nth].body).unwrap()
}

#[test]
fn the_account_and_what_it_may_do() {
    let me = r#"{"id":2,"name":"Biên tập","roles":{"1":"editor"},
        "capabilities":{"publish_posts":true,"upload_files":"1","edit_others_posts":1,"manage_categories":false}}"#;
    let fake = Fake::answering([answer_with(200, &[("Date", "Mon, 23 Nov 2026 15:00:00 GMT")], me)]);
    let account = fake.client().me().unwrap();
    assert_eq!(fake.lines(), ["Get /wp-json/wp/v2/users/me context=edit _fields=id,name,roles,capabilities"]);
    assert_eq!((account.id, account.name.as_str()), (2, "Biên tập"));
    assert_eq!(account.roles, ["editor"], "PHP writes lists with gaps as objects");
    assert!(account.can_publish() && account.can_upload() && account.can_edit_others() && account.can_sticky());
    assert!(!account.can_manage_categories() && !account.can_edit_published());
    assert_eq!(account.server_time, Some(at("2026-11-23T15:00:00Z")));
    let sent = &fake.asked()[0];
    assert_eq!(sent.header("accept"), Some("application/json"));
    assert!(sent.header("authorization").is_some_and(|v| v.starts_with("Basic ")));
}

#[test]
fn where_accounts_are_told_to_nobody_it_is_found_out_what_we_may_do() {
    let hidden = r#"{"code":"rest_user_cannot_view","message":"m","data":{"status":403}}"#;
    let removed = r#"{"code":"rest_no_route","message":"m","data":{"status":404}}"#;
    let all = [("Allow", "GET, POST")];
    let one = r#"[{"id":3,"_links":{"wp:action-publish":[{}],"wp:action-sticky":[{}]}}]"#;
    for (status, body) in [(403, hidden), (404, removed), (401, &*hidden.replace("403", "401"))] {
        let fake = Fake::answering([answer(status, body), answer_with(200, &all, one), answer_with(200, &all, "[]")]);
        let account = fake.client().me().unwrap();
        assert!(account.can_publish() && account.can_upload() && account.can_edit_others(), "{status}: {account:?}");
        assert!(fake.lines()[1].contains("context=edit status=any"), "no list for visitors: {:?}", fake.lines());
    }
    let fake = Fake::answering([
        answer(403, hidden),
        answer_with(200, &all, r#"[{"id":3,"_links":{}}]"#),
        answer_with(200, &[("Allow", "GET")], "[]"),
    ]);
    let account = fake.client().me().unwrap();
    assert!(!account.can_publish() && !account.can_upload(), "a contributor's: {account:?}");
    for code in ["rest_not_logged_in", "incorrect_password", "invalid_username"] {
        let unknown = format!(r#"{{"code":"{code}","message":"m","data":{{"status":401}}}}"#);
        let fake = Fake::answering([answer(401, &unknown)]);
        assert!(matches!(fake.client().me(), Err(Error::Login)), "{code}");
        assert_eq!(fake.asked().len(), 1, "a wrong password is tried once, or it counts as two: {code}");
    }
}

#[test]
fn a_login_that_the_host_takes_away_is_told_from_a_wrong_one() {
    let yes =
        "<?xml version=\"1.0\"?><methodResponse><params><member><name>blogid</name></member></params></methodResponse>";
    let no = "<?xml version=\"1.0\"?><methodResponse><fault><int>403</int></fault></methodResponse>";
    let site = "https://mongcai.gov.vn/bao/".parse().unwrap();
    for (given, taken_away) in [(answer(200, yes), Some(true)), (answer(200, no), Some(false)), (answer(405, ""), None)]
    {
        let fake = Fake::answering([given]);
        assert_eq!(fake.client().password_is_taken_away(&site), taken_away);
        assert_eq!(fake.asked()[0].url.as_str(), "https://mongcai.gov.vn/bao/xmlrpc.php");
        assert_eq!(fake.asked()[0].header("Authorization"), None);
    }
    let fake = Fake::answering([answer(200, yes)]);
    assert_eq!(fake.client().password_is_taken_away(&"https://elsewhere.vn/".parse().unwrap()), None);
    assert!(fake.asked().is_empty(), "a password goes to the host of the site alone");
}

#[test]
fn categories_come_from_all_pages_with_readable_names() {
    let term = |id: u64, name: &str| json!({"id":id,"name":name,"slug":"s","parent":0,"count":3,"link":"https://x/"});
    let first = json!([term(5, "R&amp;D &#8211; &quot;Mới&quot;")]).to_string();
    let fake = Fake::answering([
        answer_with(200, &[("X-WP-TotalPages", "2")], &first),
        answer_with(200, &[("X-WP-TotalPages", "2")], &json!([term(9, "Kinh tế")]).to_string()),
    ]);
    let terms = fake.client().categories().unwrap();
    assert_eq!(terms.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["R&D – \"Mới\"", "Kinh tế"]);
    assert!(fake.lines()[1].contains("context=edit per_page=100 page=2"), "{:?}", fake.lines());
}

#[test]
fn a_section_is_found_whatever_its_spelling_and_made_only_if_missing() {
    let list =
        r#"[{"id":9,"name":"THẺ MỚI"},{"id":4,"name":"Kinh te"},{"id":3,"name":"Thẻ mới"},{"id":2,"name":"Kinh tế"}]"#;
    for (name, id) in
        [("  kinh   TẾ ", 2), ("Kinh te\u{302}\u{301}", 2), ("thẻ mới", 3), ("THẺ MỚI", 9), ("kinh te", 4)]
    {
        let fake = Fake::answering([answer(200, list)]);
        assert_eq!(fake.client().ensure_category(name).unwrap(), id, "{name}");
        assert_eq!(fake.asked().len(), 1, "nothing is written");
    }
    let fake = Fake::answering([answer(200, list), answer(201, r#"{"id":12}"#)]);
    assert_eq!(fake.client().ensure_category(" Va\u{306}n  hóa ").unwrap(), 12);
    assert_eq!(body(&fake, 1), json!({"name": "Văn hóa"}), "NFC, single blanks");
    assert_eq!(fake.lines()[1], "Post /wp-json/wp/v2/categories ");

    let exists = r#"{"code":"term_exists","message":"m","data":{"status":400,"term_id":31}}"#;
    let fake = Fake::answering([answer(200, list), answer(400, exists)]);
    assert_eq!(fake.client().ensure_category("Mới").unwrap(), 31, "somebody else was faster");

    let forbidden = r#"{"code":"rest_cannot_create","message":"m","data":{"status":403}}"#;
    let fake = Fake::answering([answer(200, list), answer(403, forbidden)]);
    assert!(
        matches!(fake.client().ensure_category("Mới"), Err(Error::NotAllowed { code }) if code == "rest_cannot_create")
    );
}

#[test]
fn authors_read_sections_without_the_editing_context() {
    let forbidden = r#"{"code":"rest_forbidden_context","message":"m","data":{"status":403}}"#;
    let fake = Fake::answering([answer(403, forbidden), answer(200, r#"[{"id":2,"name":"Kinh tế"}]"#)]);
    assert_eq!(fake.client().ensure_category("Kinh tế").unwrap(), 2);
    let unknown = forbidden.replace("403", "401");
    let fake = Fake::answering([answer(401, &unknown)]);
    assert!(matches!(fake.client().categories(), Err(Error::Login)), "a wrong password is not the public list");
}

#[test]
fn keywords_are_looked_up_as_the_site_stores_them() {
    let fake = Fake::answering([
        answer(200, r#"[{"id":7,"name":"R&amp;D"},{"id":6,"name":"r&amp;d khác"}]"#),
        answer(200, r#"[{"id":5,"name":"Van hoa"}]"#),
        answer(201, r#"{"id":8}"#),
    ]);
    let names = ["r&d", " ", "Văn hóa", "VĂN HÓA"].map(str::to_owned);
    assert_eq!(fake.client().ensure_tags(&names).unwrap(), [7, 8]);
    let lines = fake.lines();
    assert!(lines[0].contains("search=r&amp;d "), "escaped as stored: {}", lines[0]);
    assert_eq!(body(&fake, 2), json!({"name": "Văn hóa"}), "a hit without marks is another word");
    assert_eq!(lines.len(), 3, "each word once: {lines:?}");
}

#[test]
fn keywords_with_signs_of_html_are_sent_so_that_the_site_keeps_them() {
    for (typed, sent) in [
        ("R&D", "R&amp;D"),
        ("R&amp;D", "R&amp;amp;D"),
        ("&#39;", "&#038;#39;"),
        ("<b>", "&lt;b&gt;"),
        ("50%2F", "50&#037;2F"),
        ("50% 24/7 \"q\"", "50% 24/7 \"q\""),
    ] {
        let fake = Fake::answering([answer(200, "[]"), answer(201, r#"{"id":8}"#)]);
        assert_eq!(fake.client().ensure_tags(&[typed.to_owned()]).unwrap(), [8]);
        assert!(fake.lines()[0].contains(&format!("search={sent} ")), "{typed}: {}", fake.lines()[0]);
        assert_eq!(body(&fake, 1), json!({ "name": sent }), "{typed}");
    }
    let fake = Fake::answering([answer(200, r#"[{"id":3,"name":"R&amp;D"},{"id":4,"name":"R&amp;amp;D"}]"#)]);
    assert_eq!(fake.client().ensure_tags(&["R&amp;D".to_owned()]).unwrap(), [4], "entities are read once");
}

#[test]
fn keywords_of_a_site_whose_search_is_closed_are_taken_as_it_has_them() {
    let closed = r#"{"code":"rest_invalid_param","message":"m","data":{"status":400}}"#;
    let exists = r#"{"code":"term_exists","message":"m","data":{"status":400,"term_id":31}}"#;
    let fake = Fake::answering([answer(400, closed), answer(400, exists)]);
    assert_eq!(fake.client().ensure_tags(&["Cửa khẩu".to_owned()]).unwrap(), [31]);
}

const PHOTO: &str = r#"{"id":40,"source_url":"https://x.vn/u/anh-0123456789abcdef-scaled.jpg","alt_text":"Cầu",
    "title":{"rendered":"T"},"caption":{"rendered":"<p>A &amp; B</p>\n"},
    "media_details":{"width":2560,"height":1707,"file":"2026/11/anh-0123456789abcdef-scaled.jpg",
        "original_image":"anh-0123456789abcdef.jpg",
        "sizes":{"medium":{"source_url":"https://x.vn/u/m.jpg","width":300,"height":"200"}}},
    "missing_image_sizes":["large"]}"#;

#[test]
fn photos_are_found_by_the_hash_in_their_file_name_only() {
    let other = PHOTO.replace("0123456789abcdef", "x").replace(":40", ":11").replace("\"T\"", "\"0123456789abcdef\"");
    let copy = PHOTO.replace(":40", ":12").replace("[\"large\"]", "[]");
    let broken = r#"{"id":3,"source_url":"https://x.vn/u/anh-0123456789abcdef.jpg","media_details":[]}"#;
    let list = format!("[{PHOTO},{other},{copy},{broken}]");
    let fake = Fake::answering([answer(200, &list), answer(200, broken), answer(200, &copy), answer(200, PHOTO)]);
    let found = fake.client().find_media("0123456789abcdef").unwrap();
    assert_eq!(found.iter().map(|m| m.id).collect::<Vec<_>>(), [3, 12, 40], "oldest first, the titled one not");
    let line = &fake.lines()[0];
    assert!(line.starts_with("Get /wp-json/wp/v2/media search=0123456789abcdef"), "{line}");
    assert!(!line.contains("context"), "with the editing context authors would not see others' photos");
    assert!(fake.lines()[3].starts_with("Get /wp-json/wp/v2/media/40 context=edit"), "each is asked what it lacks");
    let photo = &found[2];
    assert_eq!((photo.width, photo.height, photo.missing_sizes), (2560, 1707, true));
    assert_eq!((photo.alt_text.as_str(), photo.caption.as_str()), ("Cầu", "A & B"));
    assert_eq!((photo.sizes["medium"].width, photo.sizes["medium"].height), (300, 200));
    assert!(!found[1].missing_sizes);
}

fn upload(caption: &str) -> MediaUpload {
    MediaUpload {
        file_name: "Ảnh cầu \"mới\"-0123456789abcdef.JPG".to_owned(),
        bytes: b"abc".to_vec(),
        title: "Ca\u{302}\u{300}u".to_owned(),
        caption: caption.to_owned(),
        alt_text: "a & b".to_owned(),
        slug: "anh-1".to_owned(),
    }
}

#[test]
fn an_upload_carries_its_words_and_its_checksum() {
    let fake = Fake::answering([answer(201, PHOTO)]);
    assert_eq!(fake.client().upload_media(&upload("chú thích")).unwrap().id, 40);
    let sent = &fake.asked()[0];
    assert_eq!(sent.method, Method::Post);
    assert_eq!(fake.lines()[0], "Post /wp-json/wp/v2/media title=Cầu caption=chú thích alt_text=a & b slug=anh-1");
    for (name, value) in [
        ("Content-Type", "image/jpeg"),
        ("Content-Disposition", "attachment; filename=\"anh-cau-moi-0123456789abcdef.JPG\""),
        ("Content-MD5", "900150983cd24fb0d6963f7d28e17f72"),
        ("Accept", "application/json"),
    ] {
        assert_eq!(sent.header(name), Some(value), "{name}");
    }
    assert_eq!(sent.body, b"abc");
    assert!(sent.timeout.as_secs() >= 120);
}

#[test]
fn a_caption_too_long_for_an_address_follows_the_photo() {
    let long = "Cầu Bắc Luân ".repeat(200);
    let fake = Fake::answering([answer(201, PHOTO), answer(200, PHOTO)]);
    fake.client().upload_media(&upload(&long)).unwrap();
    assert!(fake.asked()[0].url.as_str().len() < 2000, "web servers refuse long addresses");
    assert_eq!(fake.lines()[1], "Post /wp-json/wp/v2/media/40 ");
    assert_eq!(body(&fake, 1)["caption"], json!(long));
}

#[test]
fn words_follow_where_an_address_with_them_is_refused() {
    for status in [414, 431] {
        let fake = Fake::answering([answer(status, "<h1>Too long"), answer(201, PHOTO), answer(200, PHOTO)]);
        fake.client().upload_media(&upload("chú thích")).unwrap();
        let lines = fake.lines();
        assert!(
            lines[1].starts_with("Post /wp-json/wp/v2/media title=anh-cau-moi-0123456789abcdef.JPG caption= "),
            "{lines:?}"
        );
        assert_eq!(body(&fake, 2)["caption"], json!("chú thích"));
    }
    let fake = Fake::answering([answer(413, "<h1>Too large")]);
    assert!(matches!(fake.client().upload_media(&upload("x")), Err(Error::TooLarge)), "that is the file");
    assert_eq!(fake.asked().len(), 1);
}

#[test]
fn a_photo_without_its_sizes_is_finished() {
    let fake = Fake::answering([answer(200, PHOTO)]);
    assert_eq!(fake.client().finish_media(40).unwrap().id, 40);
    assert_eq!(fake.lines()[0], "Post /wp-json/wp/v2/media/40/post-process ");
    assert_eq!(body(&fake, 0), json!({"action": "create-image-subsizes"}));
}

fn stored(id: u64, raw: &str) -> Value {
    json!({"id": id, "status": "draft", "link": "https://x/?p=4", "title": {"raw": "T"}, "content": {"raw": raw},
        "excerpt": {"raw": "S"}, "slug": "t", "date_gmt": "2026-11-23T08:00:00", "modified_gmt": "2026-11-23T08:00:01",
        "categories": [2, 3], "tags": [], "featured_media": 0, "sticky": true,
        "_links": {"predecessor-version": [{"id": 65, "href": "x"}], "wp:action-publish": [{"href": "x"}]}})
}

#[test]
fn posts_are_found_by_their_exact_marker_in_any_status() {
    let list = json!([
        stored(9, "<!-- newsdesk:a -->x"),
        stored(4, "<!-- newsdesk:a -->"),
        stored(2, "newsdesk:a"),
        stored(1, "<!-- newsdesk:ab -->"),
    ]);
    let fake = Fake::answering([answer(200, &list.to_string())]);
    let found = fake.client().find_posts("newsdesk:a").unwrap();
    assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [4, 9]);
    let line = &fake.lines()[0];
    assert!(line.contains("search=newsdesk:a status=any,trash context=edit"), "{line}");
}

#[test]
fn a_post_is_read_as_it_is_stored() {
    let fake = Fake::answering([answer(200, &stored(4, "c").to_string())]);
    let post = fake.client().post(4).unwrap();
    assert!(fake.lines()[0].starts_with("Get /wp-json/wp/v2/posts/4 context=edit"));
    assert_eq!(post.date_gmt, Some(at("2026-11-23T08:00:00Z")));
    assert_eq!(post.modified_gmt, Some(at("2026-11-23T08:00:01Z")));
    assert_eq!((post.revision, post.featured_media, post.sticky, post.can_publish), (Some(65), None, true, true));
    assert_eq!((post.categories.as_slice(), post.slug.as_str()), ([2, 3].as_slice(), "t"));
    let fake = Fake::answering([answer(200, &stored(5, "c").to_string())]);
    assert!(fake.client().post(4).is_err(), "another post than asked for");
}

#[test]
fn only_what_is_set_is_sent() {
    let fake = Fake::answering([answer(201, r#"{"id":4}"#), answer(200, r#"{"id":4}"#), answer(200, r#"{"id":4}"#)]);
    let client = fake.client();
    let draft = PostFields {
        title: Some("Cửa kha\u{302}\u{309}u".to_owned()),
        status: Some("draft".to_owned()),
        ..PostFields::default()
    };
    client.create_post(&draft).unwrap();
    assert_eq!(body(&fake, 0), json!({"title": "Cửa khẩu", "status": "draft"}), "NFC");
    let all = PostFields {
        date_gmt: Some(Some(at("2026-11-24T01:00:00.750Z"))),
        categories: Some(vec![2]),
        tags: Some(vec![]),
        featured_media: Some(40),
        sticky: Some(false),
        excerpt: Some(String::new()),
        ..PostFields::default()
    };
    client.update_post(4, &all).unwrap();
    assert_eq!(
        body(&fake, 1),
        json!({"date_gmt": "2026-11-24T01:00:00Z", "categories": [2], "tags": [], "featured_media": 40,
            "sticky": false, "excerpt": ""})
    );
    client.update_post(4, &PostFields { date_gmt: Some(None), ..PostFields::default() }).unwrap();
    assert_eq!(body(&fake, 2), json!({"date_gmt": null}), "null makes it now");
}

#[test]
fn waking_the_site_is_anonymous_and_goes_where_its_program_lies() {
    let said = |url: &str| answer(200, &json!({ "url": url }).to_string());
    let answers = [
        (said("https://x.vn/wp"), "https://x.vn/wp/wp-cron.php?doing_wp_cron"),
        (said("https://x.vn/bao/"), "https://x.vn/bao/wp-cron.php?doing_wp_cron"),
        // What it does not tell, or tells of somebody else, is not asked there.
        (answer(403, "<h1>no"), "https://x.vn/bao/wp-cron.php?doing_wp_cron"),
        (said("https://elsewhere.vn/"), "https://x.vn/bao/wp-cron.php?doing_wp_cron"),
        (said("file:///etc"), "https://x.vn/bao/wp-cron.php?doing_wp_cron"),
    ];
    for (root, expected) in answers {
        let fake = Fake::answering([root, answer(200, "")]);
        fake.client().wake_cron("https://x.vn/bao/").unwrap();
        let woken = &fake.asked()[1];
        assert_eq!(woken.url.as_str(), expected);
        assert!(woken.header("Authorization").is_none(), "nobody signs in for it");
    }
    let closed = Fake::answering([said("https://x.vn"), answer(404, "")]);
    assert!(closed.client().wake_cron("https://x.vn").is_err());
}

#[test]
fn letters_that_a_database_cannot_hold_go_as_entities_wherever_words_go() {
    let fake = Fake::answering([answer(201, PHOTO), answer(201, r#"{"id":4}"#), answer(200, "[]")]);
    let client = fake.client().writing_narrowly(true);
    client.upload_media(&upload("Chữ Nôm 𡨸 喃 😀")).unwrap();
    assert!(fake.lines()[0].contains("caption=Chữ Nôm &#x21a38; 喃 &#x1f600;"), "{:?}", fake.lines());
    client.create_post(&PostFields { title: Some("Bia 𡨸".to_owned()), ..PostFields::default() }).unwrap();
    assert_eq!(body(&fake, 1), json!({"title": "Bia &#x21a38;"}));
    client.lets_through("Bia 𡨸").unwrap();
    assert_eq!(body(&fake, 2), json!({"content": "Bia &#x21a38;"}));
}

#[test]
fn only_what_stands_before_a_site_refuses_words() {
    let role = r#"{"code":"rest_cannot_edit","message":"m","data":{"status":403}}"#;
    let fake = Fake::answering([answer(403, "<h1>Forbidden"), answer(403, role), answer(200, "[]")]);
    let client = fake.client();
    assert!(!client.lets_through("union select").unwrap());
    let refused = client.lets_through("tin");
    assert!(matches!(&refused, Err(Error::NotAllowed { code }) if code == "rest_cannot_edit"), "{refused:?}");
    assert!(client.lets_through("tin").unwrap());
    assert!(fake.lines()[0].starts_with("Post /wp-json/wp/v2/posts _method=GET"), "a question: {:?}", fake.lines());
}
